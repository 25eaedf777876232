"""The places where citeaudit runs: the command line, and the trees of mwparserfromhell."""

"""The exceptions of citeaudit. Broken wikitext is never one of them: it becomes findings."""

from __future__ import annotations


class CiteauditError(Exception):
    """Anything that citeaudit raises on purpose. Catch this to catch them all."""


class SettingsError(CiteauditError):
    """A setting, an option or a rule code is not known. The message names it and what would do."""


class DataError(CiteauditError):
    """A table that citeaudit ships or that was given as a file is not in its form.

    The message names the file and the entry; a shipped table that raises this is a bug.
    """


class EditConflict(CiteauditError):
    """A report is of another text than the one to change. Audit the text again."""

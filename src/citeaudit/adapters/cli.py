"""The command ``citeaudit``: reads its arguments and calls one function for each command."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import sys
from typing import TYPE_CHECKING, Any

from citeaudit import __version__
from citeaudit.adapters import catalogue
from citeaudit.adapters.check import CheckOptions, check
from citeaudit.adapters.exit_code import ExitCode
from citeaudit.adapters.files import STDIN, SUFFIXES
from citeaudit.adapters.listing import inventory
from citeaudit.adapters.rendering import FORMATS, LINES
from citeaudit.adapters.terminal import complain
from citeaudit.errors import CiteauditError
from citeaudit.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOUT = "Audit the references of wikitext as MediaWiki understands them. Nobody is asked unless you say --online."

_EXIT_CODES = """\
exit codes:
  0  nothing was found
  1  something was found
  2  an option is wrong, or a file could not be read; the other files were audited
  3  with --strict: a rule failed or a question to the web has no answer, so the audit is not complete
"""

_EXAMPLES = """\
examples:
  citeaudit check article.wiki         audit one file
  citeaudit check articles/            audit a folder and all folders in it
  citeaudit inventory article.wiki     list what it cites
  citeaudit rules                      list everything that can be found
  citeaudit rule CE001                 explain one rule, with examples
  citeaudit COMMAND --help             explain one command

"""

_CHECK_EXAMPLES = """\
examples:
  citeaudit check article.wiki                     audit one file
  citeaudit check drafts/ --ignore NL              audit a folder, without the rules about lists
  citeaudit check drafts/ --select CE001 --statistics
                                                   count the names that are never defined
  citeaudit check drafts/ --output-format json     write a report for programs
  citeaudit check drafts/ --diff                   show what can be repaired safely
  citeaudit check drafts/ --fix                    repair it, and report what is left
  curl -s 'https://en.wikipedia.org/wiki/Baku?action=raw' | citeaudit check -
                                                   audit an article as it stands on the wiki
  citeaudit check article.wiki --online --contact you@example.org
                                                   also look whether its links and copies are there

"""

_INVENTORY_EXAMPLES = """\
examples:
  citeaudit inventory article.wiki                 list its citations as JSON
  citeaudit inventory drafts/ --output-format csv > citations.csv
                                                   a table for a spreadsheet

"""

_RULES_EXAMPLES = """\
examples:
  citeaudit rules
  citeaudit rules | grep warning
  citeaudit rules --output-format json
"""

_RULE_EXAMPLES = """\
examples:
  citeaudit rule CE001
  citeaudit rule undefined-reference
  citeaudit rule nl002
"""

_WIKIS_EXAMPLES = """\
examples:
  citeaudit wikis
  citeaudit check article.wiki --wiki default
  citeaudit check article.wiki --wiki enwiki
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `ExitCode` says what each means.

    Shape:   ``arguments`` are those after the name of the program (default: `sys.argv`).
    """
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        return ExitCode.BROKEN_PIPE
    except OSError as error:
        _give_up_output()
        complain(f"cannot write the report: {error.strerror}")
        return ExitCode.BAD_USAGE
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = vars(_parser().parse_args(arguments))
        return int(options.pop("run")(options))
    except SystemExit as stop:  # how argparse ends after --help and after a wrong option
        return int(stop.code or ExitCode.CLEAN)
    except CiteauditError as error:
        complain(str(error))
        return ExitCode.BAD_USAGE


def _give_up_output() -> None:
    """Send the rest of standard output nowhere, or Python would complain once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citeaudit",
        description=_ABOUT,
        epilog=_EXAMPLES + _EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"citeaudit {__version__}", help="show the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_inventory(commands)
    _add_rules(commands)
    _add_rule(commands)
    _add_wikis(commands)
    return parser


def _command(commands: Any, name: str, about: str, more: str, epilog: str) -> argparse.ArgumentParser:  # noqa: ANN401 (argparse names its type privately)
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}. {more}",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return command


def _add_check(commands: Any) -> None:  # noqa: ANN401
    command = _command(
        commands,
        "check",
        "audit files, folders or standard input",
        "Each finding comes with its place,\nits cause and what an editor can do about it.",
        _CHECK_EXAMPLES + _EXIT_CODES,
    )
    command.set_defaults(run=lambda options: _check(command, options))
    add = command.add_argument
    suffixes = " ".join(SUFFIXES)
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help=f"a file, a folder (files in it that end in {suffixes}), or - for stdin",
    )
    chosen = command.add_argument_group("which rules", "RULES are codes, beginnings of codes or names: CE001,NL")
    chosen.add_argument("--select", action="extend", type=_words, default=[], metavar="RULES", help="run only these")
    chosen.add_argument("--ignore", action="extend", type=_words, default=[], metavar="RULES", help="leave these out")
    chosen.add_argument(
        "--extend-select", action="extend", type=_words, default=[], metavar="RULES", help="run these, too"
    )
    _add_settings(command)
    read = command.add_argument_group("how to read the text")
    read.add_argument("--wiki", help="the wiki it is from, default enwiki; `citeaudit wikis` lists them")
    read.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help='the day that counts as "today", default: today in UTC'
    )
    read.add_argument("--stdin-filename", metavar="NAME", help="read standard input, and call it NAME in the report")
    shown = command.add_argument_group("what to show")
    shown.add_argument(
        "--output-format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help="; ".join(f"{name}: {use}" for name, use in FORMATS.items()),
    )
    shown.add_argument("--output-file", metavar="FILE", help="write the report to FILE instead of standard output")
    shown.add_argument("--statistics", action="store_true", help="only count how often each rule found something")
    _add_fixing(command)
    _add_online(command)
    result = command.add_argument_group("how to end")
    result.add_argument("--exit-zero", action="store_true", help="exit with 0 even if something was found")
    result.add_argument("--strict", action="store_true", help="exit with 3 if a rule failed, or an answer is missing")


def _add_fixing(command: argparse.ArgumentParser) -> None:
    fixed = command.add_argument_group("repairing", "docs/fixes.md tells what is repaired, and how it is checked.")
    fixed.add_argument("--fix", action="store_true", help="repair the files, and report what is left")
    fixed.add_argument("--fix-only", action="store_true", help="repair the files, and report nothing more")
    fixed.add_argument("--diff", action="store_true", help="only show what would change; exit with 1 if anything would")
    fixed.add_argument(
        "--unsafe-fixes", action="store_true", help="with one of these: also make repairs that a person should look at"
    )


def _add_online(command: argparse.ArgumentParser) -> None:
    asked = command.add_argument_group("asking the web", "Politely, each question once. docs/online.md tells more.")
    asked.add_argument("--online", action="store_true", help="ask whether links and archived copies are there")
    asked.add_argument("--offline", action="store_true", help="send nothing; what the cache knows is used")
    asked.add_argument("--contact", metavar="WHO", help="how to reach you: a mail address, a URL or User:Example")
    asked.add_argument("--cache-dir", metavar="FOLDER", help="keep the answers there; on a disk of this machine")
    asked.add_argument("--no-cache", action="store_true", help="keep no answers")
    asked.add_argument(
        "--dead-after", type=_days, metavar="DAYS", help="how long a page must be gone to be dead, default: 7"
    )


def _add_settings(command: argparse.ArgumentParser) -> None:
    settings = command.add_argument_group(
        "settings", "By default those of the nearest .citeaudit.toml, citeaudit.toml or pyproject.toml above each file."
    )
    settings.add_argument("--config", metavar="FILE", help="use this settings file for all files")
    settings.add_argument("--isolated", action="store_true", help="use no settings file")
    settings.add_argument(
        "--show-settings", action="store_true", help="only show the settings that hold for the first PATH"
    )
    known = command.add_argument_group("known findings")
    known.add_argument("--baseline", metavar="FILE", help="keep the findings quiet that FILE lists, wherever they move")
    known.add_argument("--add-baseline", action="store_true", help="add what is found to that file")


def _check(command: argparse.ArgumentParser, options: dict[str, Any]) -> int:
    paths = options.pop("paths")
    if options["stdin_filename"] is not None and STDIN not in paths:
        paths.append(STDIN)
    if not paths and not options["show_settings"]:
        command.error("name a file or a folder to audit, or - for standard input")
    if options["statistics"] and options["output_format"] not in LINES:
        command.error(f"--statistics is plain text; leave out --output-format {options['output_format']}")
    _check_fixing(command, options)
    if options["config"] is not None and options["isolated"]:
        command.error("--isolated means no settings file; leave out --config")
    settings = Settings(**{name: options.pop(name) for name in ("select", "ignore", "extend_select")})
    return check(CheckOptions(paths=tuple(paths), settings=settings, **options))


def _check_fixing(command: argparse.ArgumentParser, options: dict[str, Any]) -> None:
    """End with an error if options do not go with those about repairs."""
    is_fixing = options["fix"] or options["fix_only"] or options["diff"]
    if options["unsafe_fixes"] and not is_fixing:
        command.error("--unsafe-fixes says how far to go; add --fix, --fix-only or --diff")
    if is_fixing and options["add_baseline"]:
        command.error("--add-baseline adds what is found now; repair the files first, then add what is left")
    if (options["fix_only"] or options["diff"]) and (options["statistics"] or options["output_format"] != "text"):
        command.error("--fix-only and --diff report no findings; leave out --output-format and --statistics")


def _add_inventory(commands: Any) -> None:  # noqa: ANN401
    command = _command(
        commands,
        "inventory",
        "list the citations of files",
        "Each has its title, people, dates,\naddresses and identifiers, and how often it is used.",
        _INVENTORY_EXAMPLES + _EXIT_CODES,
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for stdin")
    command.add_argument("--output-format", choices=("json", "csv"), default="json", help="default: json")
    command.add_argument("--wiki", default="enwiki", help="the wiki it is from, default enwiki")
    command.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help='the day that counts as "today"')
    command.set_defaults(run=lambda options: inventory(**options))


def _add_rules(commands: Any) -> None:  # noqa: ANN401
    command = _command(
        commands,
        "rules",
        "list the rules",
        "Each line is a rule: its code, its name, how much a finding matters, and the fault.",
        _RULES_EXAMPLES,
    )
    command.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="for people (default) or programs"
    )
    command.set_defaults(run=lambda options: catalogue.rules(**options))


def _add_rule(commands: Any) -> None:  # noqa: ANN401
    command = _command(
        commands,
        "rule",
        "explain one rule",
        "Shows what is wrong, why it matters, where the rule comes from, and examples.",
        _RULE_EXAMPLES,
    )
    command.add_argument("wanted", metavar="RULE", help="its code, such as CE001, or its name")
    command.set_defaults(run=lambda options: catalogue.rule(**options))


def _add_wikis(commands: Any) -> None:  # noqa: ANN401
    command = _command(
        commands,
        "wikis",
        "list the wikis",
        "Each has its own names for templates and its own messages.",
        _WIKIS_EXAMPLES,
    )
    command.set_defaults(run=lambda _: catalogue.wikis())


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _days(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        message = f"{text!r} is not a number of days"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _day(text: str) -> dt.date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        message = f"{text!r} is not a day in the form YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day of the calendar"
        raise argparse.ArgumentTypeError(message) from error

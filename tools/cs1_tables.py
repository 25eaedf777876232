"""Write ``data/cs1/*.toml`` from the tables of the citation module.

    python tools/cs1_tables.py ../shared/reference/cs1-tables.json

The tables are of September 2022. What changed since stands below, each with its reason, and wins.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "citeaudit" / "data" / "cs1"

SOURCE = (
    "English Wikipedia: Module:Citation/CS1/Configuration, Module:Citation/CS1/Whitelist and "
    "Module:Citation/CS1/Suggestions, September 2022; Help:CS1 errors, 2025"
)
WIDTH = 120
DATE = "2022-09-30"

# The canonical name is the first alias, but for these.
CANONICAL = {
    "Periodical": "work",
    "Place": "location",
    "ScriptPeriodical": "script-work",
    "TransChapter": "trans-chapter",
    "TransPeriodical": "trans-work",
}
# Parameters that are another parameter under a second heading, or are long gone.
SKIPPED = {"Number", "LayDate", "LayFormat", "LayURL", "LaySource"}
# Removed after 2022: no longer known at all.
REMOVED = {"lay-date", "lay-format", "lay-source", "lay-url", "transcripturl"}
# New after 2022.
NEW_EVERYWHERE = {"medrxiv", "article-number", "title-note"}
NEW_ALIASES = {
    "article-number": ["article-number"],
    "department": ["title-note", "department"],
    "script-encyclopedia": ["script-encyclopedia", "script-encyclopaedia"],
    "trans-encyclopedia": ["trans-encyclopedia", "trans-encyclopaedia"],
}
NEW_PREPRINTS = {"medrxiv": ["medrxiv"]}
NEW_OWN = {
    "encyclopedia": [
        *("script-encyclopedia", "script-encyclopaedia", "trans-encyclopedia", "trans-encyclopaedia"),
    ],
}
NEW_NAMES = {
    "first": ["subject-first#", "subject#-first", "subject-given#", "subject#-given"],
    "last": ["subject-last#", "subject#-last", "subject-surname#", "subject#-surname"],
}
DEPRECATED = {"authors"}

# The module's words for kinds of citations, where they are not those of the template's name.
KINDS = {
    "AV-media-notes": "av media notes",
    "audio-visual": "av media",
    "encyclopaedia": "encyclopedia",
    "mailinglist": "mailing list",
    "pressrelease": "press release",
    "techreport": "tech report",
}


def main(path: str) -> None:
    """Read the tables and write one file for each subject."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    TARGET.mkdir(parents=True, exist_ok=True)
    _write("parameters", "Parameters of the citation templates, and which template takes which.", _parameters(data))
    _write("suggestions", "What is meant by names that no citation template takes.", _suggestions(data))


def _write(name: str, title: str, lines: Iterable[str]) -> None:
    head = (f"# {title}", "# Made by tools/cs1_tables.py; do not edit.", f'source = "{SOURCE}"', f"date = {DATE}", "")
    (TARGET / f"{name}.toml").write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")


def _parameters(data: dict[str, Any]) -> Iterator[str]:
    allowed = data["parameters"]
    yield "# Canonical name → every name, in the order in which they win over each other."
    yield "[aliases]"
    yield from _lists(_aliases(data["aliases"]))
    yield ""
    yield "# Lists of people; # is a number, which may be left out for the first."
    for people, roles in _people(data["aliases"]).items():
        yield f"[people.{people}]"
        yield from _lists(roles)
    yield ""
    yield "[allowed]"
    yield "# In every template, but for those on preprints."
    plain = {name.replace("#", "") for name in _new_names()}
    yield _list("everywhere", NEW_EVERYWHERE.union(allowed["basic"], plain) - REMOVED)
    yield _list("enumerated", {*allowed["numbered (# is a number)"], *_new_names()})
    yield _list("preprints", allowed["only for preprints, basic"])
    yield _list("preprints_enumerated", allowed["only for preprints, numbered"])
    yield _list("deprecated", DEPRECATED)
    yield ""
    yield "# Preprint servers: what their template takes besides."
    yield "[allowed.preprint]"
    yield from _lists({**allowed["preprint, own"], **NEW_PREPRINTS})
    yield ""
    yield "# What one kind of citation takes besides."
    yield "[allowed.own]"
    own = {KINDS.get(kind, kind): set(names) - REMOVED for kind, names in allowed["own to one template"].items()}
    yield from _lists({**own, **NEW_OWN})


def _new_names() -> Iterator[str]:
    for names in NEW_NAMES.values():
        yield from names


def _aliases(table: dict[str, Any]) -> dict[str, list[str]]:
    found = dict(NEW_ALIASES)
    for meaning, names in table.items():
        listed = [names] if isinstance(names, str) else names
        canonical = CANONICAL.get(meaning, listed[0])
        if meaning not in SKIPPED and canonical not in NEW_ALIASES and not any("#" in name for name in listed):
            found[canonical] = listed
    return found


def _people(table: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for meaning, names in sorted(table.items()):
        if match := re.fullmatch(r"(\w+)List-(\w+)", meaning):
            found.setdefault(match[1].lower(), {})[match[2].lower()] = names
    for role, names in NEW_NAMES.items():
        found["author"][role] = [*found["author"][role], *names]
    return found


def _suggestions(data: dict[str, Any]) -> Iterator[str]:
    yield "[exact]"
    for wrong, right in sorted(data["suggestions"]["exact"].items()):
        yield f"{json.dumps(wrong, ensure_ascii=False)} = {json.dumps(right)}"
    yield ""
    yield "# Patterns that the whole name fits; {0} is the number in it."
    yield "[patterns]"
    for pattern, right in sorted(data["suggestions"]["patterns"].items()):
        expression = pattern.strip("^$").replace("%d", "[0-9]")
        yield f"{_literal(expression)} = {json.dumps(right.replace('$1', '{0}'))}"


def _literal(text: str) -> str:
    return f"'{text}'"


def _lists(table: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for name in sorted(table):
        yield _list(name, table[name])


def _list(name: str, values: Iterable[str]) -> str:
    """Return one entry, broken into lines of at most 120 characters where it is long."""
    words = [
        json.dumps(value, ensure_ascii=False) for value in (values if isinstance(values, list) else sorted(values))
    ]
    key = json.dumps(name) if " " in name else name
    line = f"{key} = [{', '.join(words)}]"
    if len(line) <= WIDTH:
        return line
    lines, row = [], ""
    for word in words:
        if len(row) + len(word) + 4 > WIDTH:
            lines.append(row)
            row = ""
        row += f"{' ' if row else '  '}{word},"
    return "\n".join((f"{key} = [", *lines, row, "]"))


if __name__ == "__main__":
    main(sys.argv[1])

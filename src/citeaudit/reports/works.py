"""The inventory of citations, as JSON or as a table of comma-separated values."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from citeaudit.reports.audited import UnreadFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.inventory import CitedWork
    from citeaudit.values.dates import CitationDate

VERSION: Final = 1

COLUMNS: Final = (
    *("path", "line", "template", "title", "authors", "date", "url", "access_date", "archive_url", "archive_date"),
    *("identifiers", "note_names", "uses"),
)
"""Of the table; several authors, identifiers or names stand in one cell, with ``; `` between them."""

Json: TypeAlias = dict[str, Any]


@frozen
class ListedFile:
    """A file whose citations were listed."""

    path: str
    works: tuple[CitedWork, ...]


def render_json(results: Iterable[ListedFile | UnreadFile], tool_version: str) -> Iterator[str]:
    """Yield one JSON document; keys may be added within a version, none goes away."""
    files: list[Json] = []
    unread: list[Json] = []
    for result in results:
        if isinstance(result, UnreadFile):
            unread.append({"path": result.path, "reason": result.reason})
        else:
            files.append({"path": result.path, "citations": [work_entry(work) for work in result.works]})
    tool = {"name": "citeaudit", "version": tool_version}
    yield json.dumps({"version": VERSION, "tool": tool, "files": files, "unread": unread}, indent=2) + "\n"


def work_entry(work: CitedWork) -> Json:
    """Return one citation as plain dictionaries and lists; offsets are code points."""
    return {
        "template": work.template,
        "line": work.line,
        "start": work.span.start,
        "end": work.span.end,
        "title": work.title,
        "authors": [{"last": person.last, "first": person.first} for person in work.authors],
        "editors": [{"last": person.last, "first": person.first} for person in work.editors],
        "url": work.url,
        "archive_url": work.archive_url,
        "date": _date(work.date),
        "access_date": _date(work.access_date),
        "archive_date": _date(work.archive_date),
        "identifiers": [identifier._asdict() for identifier in work.identifiers],
        "notes": [{"name": note.name, "group": note.group, "uses": note.uses} for note in work.notes],
        "uses": work.uses,
    }


def _date(date: CitationDate | None) -> Json | None:
    if date is None:
        return None
    earliest, latest = date.earliest(), date.latest()
    return {
        "text": date.text,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


def render_csv(results: Iterable[ListedFile | UnreadFile]) -> Iterator[str]:
    """Yield the table line by line, its head first; files that could not be read have no line."""
    yield _line(COLUMNS)
    for result in results:
        if not isinstance(result, UnreadFile):
            for work in result.works:
                yield _line(_cells(result.path, work))


def _cells(path: str, work: CitedWork) -> tuple[str | int, ...]:
    dates = [date.text if date else "" for date in (work.date, work.access_date, work.archive_date)]
    identifiers = [f"{identifier.kind}:{identifier.canonical or identifier.value}" for identifier in work.identifiers]
    return (
        *(path, work.line, work.template, work.title, "; ".join(map(str, work.authors)), dates[0], work.url, dates[1]),
        *(work.archive_url, dates[2], "; ".join(identifiers)),
        *("; ".join(note.name for note in work.notes if note.name), work.uses),
    )


def _line(cells: Iterable[str | int]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()

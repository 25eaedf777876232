"""``archive-url``, ``archive-date`` and ``url-status``: whether they fit each other and the address."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.parameters import KEYWORDS
from citeaudit.values.dates import BadDate, Form, citation_date, format_date, format_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Argument, Condition, Reading

LOOKS_AT: Final = frozenset(("archive-url", "archive-date", "url-status"))
"""Without one of these arguments `check` finds nothing."""

_WAYBACK = re.compile(r"//web\.archive\.org/([^0-9]{0,200}+)([0-9]++)([^/]*+)/")
_WAYBACK_FLAG = re.compile(r"[A-Za-z][A-Za-z]_")
_TIMESTAMPED = re.compile(
    r"//(?:web\.archive\.org/(?:web/)?|archive\.(?:today|fo|is|li|md|ph|vn|ec)/)([0-9]{14})(?![0-9])"
)
_STAMP_LENGTH = 14


def check(reading: Reading, layout: Layout, date_form: str = "") -> Iterator[Condition]:
    """Yield what is wrong with the archived copy that a citation names.

    Shape:   ``date_form`` is that of the article, ``dmy`` or ``mdy``, if it says so.
    """
    arguments = reading.arguments
    archived = arguments.get("archive-url")
    if archived is None:
        if "archive-date" in arguments:
            at = arguments["archive-date"].parameter
            yield reading.condition("err_archive_date_missing_url", "archive-date", "archive-url", at=at)
    else:
        yield from _archived(reading, layout, archived, date_form)
    yield from _status(reading, is_archived=has_archive(reading, layout))


def has_archive(reading: Reading, layout: Layout) -> bool:
    """Say whether the citation names a copy; one at the very address of the work is none."""
    archived = reading.arguments.get("archive-url")
    return archived is not None and not _is_no_copy(archived, layout)


def _archived(reading: Reading, layout: Layout, archived: Argument, date_form: str) -> Iterator[Condition]:
    if fault := archive_url_fault(archived.value):
        yield reading.condition("err_archive_url", "archive-url", at=archived, detail=fault)
    if _is_no_copy(archived, layout):
        yield reading.condition("err_bad_url", archived.written, at=archived)
        return
    dated = reading.arguments.get("archive-date")
    if dated is None:
        proposal = _date_of(archived, reading, date_form)
        yield reading.condition(
            "err_archive_missing_date", "archive-url", "archive-date", at=archived.parameter, proposal=proposal
        )
    else:
        yield from _mismatch(reading, archived, dated)
    if not layout.url and not layout.chapter_url:
        yield reading.condition("err_archive_missing_url", "archive-url", "url", at=archived.parameter)


def _is_no_copy(archived: Argument, layout: Layout) -> bool:
    return archived.value in (layout.url, layout.chapter_url)


@lru_cache(maxsize=4096)
def archive_url_fault(url: str) -> str:
    """Return what the module finds wrong with the address of a copy, in its own words, or "".

    Only archive.org is known to it. Source: Module:Citation/CS1, ``archive_url_check``.

    >>> archive_url_fault("https://web.archive.org/web/2016*/http://example.org/")
    'timestamp'
    """
    if "//liveweb.archive.org/" in url:
        return "liveweb"
    if "//web.archive.org/" not in url:
        return ""
    if "//web.archive.org/save/" in url:
        return "save command"
    parts = _WAYBACK.search(url)
    if parts is None or len(parts[2]) != _STAMP_LENGTH:
        return "timestamp"
    path, _, flag = parts.groups()
    if path not in ("", "web/"):
        return "path"
    return "flag" if flag and (not path or not _WAYBACK_FLAG.search(flag)) else ""


def _date_of(archived: Argument, reading: Reading, date_form: str) -> str:
    """Return the day of a copy as the article or else the citation writes dates; "" where it is not known."""
    day = capture_day(archived.value)
    if day is None:
        return ""
    if date_form:
        return format_date(day, Form(date_form))
    example = reading.arguments.get("access-date") or reading.arguments.get("date")
    return format_like(day, example.value if example is not None else "")


def _mismatch(reading: Reading, archived: Argument, dated: Argument) -> Iterator[Condition]:
    """Yield the date that disagrees with the timestamp, with the right one in the editor's form."""
    day = capture_day(archived.value)
    if day is None:
        return
    try:
        date = citation_date(dated.parameter.value)
    except BadDate:
        return
    if date.is_whole_day and date.earliest() != day:
        right = format_like(day, dated.parameter.value)
        yield reading.condition(
            "err_archive_date_url_ts_mismatch", dated.written, archived.written, at=dated, detail=right, proposal=right
        )


@lru_cache(maxsize=4096)
def capture_day(url: str) -> dt.date | None:
    """Return the day, in UTC, of the 14-digit timestamp in the address of a copy; None without one.

    >>> capture_day("https://web.archive.org/web/20160531120000/http://example.org/")
    datetime.date(2016, 5, 31)
    """
    found = _TIMESTAMPED.search(url)
    if found is None:
        return None
    try:
        return dt.datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def _status(reading: Reading, *, is_archived: bool) -> Iterator[Condition]:
    status = reading.arguments.get("url-status")
    if status is None or status.parameter.value not in KEYWORDS["url-status"]:
        return
    if not is_archived:
        yield reading.condition("maint_url_status", status.written, at=status.parameter)
    elif status.value == "bot: unknown":
        yield reading.condition("maint_bot_unknown", status.written, at=status)

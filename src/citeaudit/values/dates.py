"""Citation dates: reading one, judging it in its place, and writing one.

What is accepted is what the English templates accept. The day that "today" means is always given.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from functools import lru_cache

from citeaudit.values.date_faults import date_fault
from citeaudit.values.date_forms import (
    MESSAGES,
    BadDate,
    CitationDate,
    DateNames,
    Form,
    PartialDate,
    date_names,
)
from citeaudit.values.date_grammar import read_date

__all__ = [
    "DATE_KINDS",
    "MESSAGES",
    "BadDate",
    "CitationDate",
    "DateNames",
    "Form",
    "PartialDate",
    "YearBeside",
    "access_date",
    "check_date",
    "citation_date",
    "date_names",
    "form_of",
    "format_date",
    "format_like",
    "year_beside_date",
]

DATE_KINDS = frozenset(
    {
        "access-date",
        "archive-date",
        "date",
        "doi-broken-date",
        "lay-date",
        "pmc-embargo-date",
        "publication-date",
        "year",
    }
)
"""The canonical names of the parameters that hold a date; ``orig-date`` is free text."""

WIKIPEDIA_BEGAN = dt.date(2001, 1, 15)
"""No citation was read for Wikipedia before this day."""

_LONGEST = 80
"""No date is longer; such a text is prose, neither kept in a cache nor searched for slips."""

_PARTS_OF_YEAR = frozenset({Form.SEASON, Form.QUARTER, Form.NAMED, Form.SEASON_RANGE})
_DAY_KINDS = frozenset({"access-date", "pmc-embargo-date"})
_YEAR = re.compile("[0-9]{3,4}")
_SHORT_RANGE = re.compile("([0-9]{2})[0-9]{2}[-–]([0-9]{2})(?![-–0-9])")
_DAY_IN_DIGITS = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class YearBeside(Enum):
    """What a year says that a citation gives in addition to a date."""

    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    DISAMBIGUATES = "disambiguates"


@lru_cache(maxsize=8192)
def citation_date(text: str) -> CitationDate:
    """Return what a citation's date says.

    Shape:   trimmed, without comments; every form that ``|date=`` takes, with spaces repeated at will.
    Raises:  `BadDate` with its reason and, where it is certain, the date as it should be written.
    Source:  enwiki, Module:Citation/CS1/Date_validation, September 2022; Help:Citation Style 1, "Dates".

    >>> citation_date("31 May 2016").start
    PartialDate(year=2016, month=5, day=31)
    >>> citation_date("Winter 2001–02").anchor_year
    '2001–02'
    """
    if len(text) > _LONGEST:
        raise BadDate(text, "unreadable")
    try:
        return read_date(text)
    except BadDate:
        raise BadDate(text, *date_fault(text)) from None


def check_date(text: str, kind: str, as_of: dt.date) -> CitationDate:
    """Return the date if the templates accept it as the value of the parameter ``kind``.

    Shape:   ``kind`` is one of `DATE_KINDS`; any other is judged like ``publication-date``.
             A ``year`` or ``publication-date`` that stands in for a missing ``date`` is a ``date``.
    Raises:  `BadDate`, also for a good date in the wrong place or too far from ``as_of``. What it
             suggests would be accepted here.
    Source:  enwiki, Module:Citation/CS1/Date_validation, September 2022. Later templates also refuse
             an ``archive-date`` that is no whole day: ask `CitationDate.is_whole_day`.

    >>> check_date("May 2016", "access-date", dt.date(2026, 11, 22))
    Traceback (most recent call last):
    citeaudit.values.date_forms.BadDate: 'May 2016' is not a date: day, month and year are needed here
    """
    try:
        date = citation_date(text)
    except BadDate as bad:
        if bad.suggestion is None or not _objection(citation_date(bad.suggestion), kind, as_of):
            raise
        raise BadDate(text, bad.reason) from None
    if reason := _objection(date, kind, as_of):
        raise BadDate(text, reason)
    return date


def whole_day(text: str) -> dt.date | None:
    """Return the day that a text names, or None if it is not one whole day.

    >>> whole_day("5 May 2020"), whole_day("May 2020")
    (datetime.date(2020, 5, 5), None)
    """
    try:
        date = citation_date(text)
    except BadDate:
        return None
    return date.earliest() if date.is_whole_day else None


def access_date(text: str, as_of: dt.date) -> dt.date:
    """Return the day on which a citation says that its source was read.

    Raises:  `BadDate` if this is no whole day from 15 January 2001 to the day after ``as_of``.
    Source:  enwiki, Help:CS1 errors, "bad_date".

    >>> access_date("May 31, 2016", dt.date(2026, 11, 22))
    datetime.date(2016, 5, 31)
    """
    day = check_date(text, "access-date", as_of).earliest()
    assert day is not None  # noqa: S101 - a whole day has a year
    return day


def _objection(date: CitationDate, kind: str, as_of: dt.date) -> str:
    return _misplaced(date, kind) or _out_of_time(date, kind, as_of)


def _misplaced(date: CitationDate, kind: str) -> str:
    """Return why this form of a date does not stand in this parameter, empty if it does."""
    if kind == "date":
        return ""
    if date.form is Form.ND:
        return "no-date"
    if kind == "year":
        return "" if date.form is Form.Y and date.text[0] != "0" else "year-alone"
    if date.circa:
        return "circa"
    if kind in _DAY_KINDS:
        return "" if date.is_whole_day else "incomplete"
    return "season" if date.form in _PARTS_OF_YEAR and not _is_short_winter(date) else ""


def _is_short_winter(date: CitationDate) -> bool:
    """Whether this is like "Winter 2016–17", the one season that upstream overlooks outside ``date``."""
    return date.form is Form.SEASON_RANGE and re.fullmatch(r"[0-9]{4}–[0-9]{2}\D?", date.anchor_year) is not None


def _out_of_time(date: CitationDate, kind: str, as_of: dt.date) -> str:
    """Return why the date is too far from today, empty if it is not."""
    if kind == "access-date":
        day = date.earliest() or dt.date.min
        if day < WIKIPEDIA_BEGAN:
            return "too-early"
        return "future" if day.toordinal() > as_of.toordinal() + 1 else ""
    if kind == "year" and not date.circa:
        return ""
    years_ahead = 2 if kind == "pmc-embargo-date" else 1
    return "future" if (date.last_year or 0) > as_of.year + years_ahead else ""


def year_beside_date(year: str, date: str) -> YearBeside:
    """Return what a ``year`` does that stands beside a ``date``; neither need be a good date.

    Source:  enwiki, Module:Citation/CS1/Date_validation, September 2022: only a lettered year beside a
             date in digits, which takes no letter, has a purpose.

    >>> year_beside_date("2016a", "2016-05-31")
    <YearBeside.DISAMBIGUATES: 'disambiguates'>
    """
    years = _YEAR.findall(date)[:2]
    if short := _SHORT_RANGE.search(date):
        years.append(short[1] + short[2])
    if not (written := _YEAR.search(year)) or written[0] not in years:
        return YearBeside.CONTRADICTS
    has_letter = year[written.end() :][:1].isalpha()
    return YearBeside.DISAMBIGUATES if has_letter and _DAY_IN_DIGITS.search(date) else YearBeside.REPEATS


def form_of(text: str) -> Form | None:
    """Return which of dmy, mdy and ymd a whole day is written in, ``None`` if ``text`` is not one.

    >>> form_of("May 31, 2016")
    <Form.MDY: 'mdy'>
    """
    try:
        date = citation_date(text)
    except BadDate:
        return None
    return date.form if date.is_whole_day else None


def format_date(date: dt.date | PartialDate, form: Form, *, short: bool = False) -> str:
    """Return a whole day as ``form`` writes it, with the month's short name if ``short``.

    Raises:  `ValueError` if the date is no whole day, or the form is not one for whole days.

    >>> format_date(dt.date(2016, 5, 31), Form.MDY)
    'May 31, 2016'
    """
    if date.year is None or date.month is None or date.day is None:
        message = f"{date} is not a whole day"
        raise ValueError(message)
    month = date_names().month(date.month, short=short)
    if form is Form.DMY:
        return f"{date.day} {month} {date.year}"
    if form is Form.MDY:
        return f"{month} {date.day}, {date.year}"
    if form is Form.YMD:
        return f"{date.year:04}-{date.month:02}-{date.day:02}"
    message = f"{form.value} is not a form for whole days"
    raise ValueError(message)


def format_like(date: dt.date | PartialDate, example: str) -> str:
    """Return a whole day in the form and with the length of month names that ``example`` has.

    Returns: the form 2016-05-31 if the example is no whole day.

    >>> format_like(dt.date(2016, 5, 31), "1 Aug 2015")
    '31 May 2016'
    >>> format_like(dt.date(2016, 8, 31), "1 Feb 2015")
    '31 Aug 2016'
    """
    form = form_of(example) or Form.YMD
    words = "".join(character if character.isalpha() else " " for character in example).split()
    names = date_names()
    return format_date(date, form, short=any(word in names.short and word not in names.long for word in words))

"""The forms in which a citation may write a date, and the values that they stand for.

Nothing here knows today's date or a parameter: `citeaudit.values.dates` judges a date in its place.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

GREGORIAN_YEAR = 1582
"""The first year that the templates count by the Gregorian calendar; earlier ones are Julian."""

EARLIEST_YEAR = 100
"""The first year that the templates take for a year."""

LAST_MONTH = 12

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_SEASON, _LAST_QUARTER = 24, 36

MESSAGES: Mapping[str, str] = {
    "ambiguous-range": "it may be a range of years or a year and a month",
    "bad-dash": "a range takes an en dash",
    "brackets": "a date takes no brackets",
    "circa": "an approximate year is written as in “c. 1900”, and only as a publication date",
    "comma": "a comma is missing or is one too many",
    "dash-spacing": "the dash of a range has spaces around it only where an end has one within",
    "early-year": "years before 100 are not supported",
    "future": "it lies too far in the future",
    "impossible-day": "the month does not have this day",
    "impossible-month": "there is no such month",
    "incomplete": "day, month and year are needed here",
    "julian-digits": "dates before 1582 are not written in digits alone",
    "leading-zero": "the day has a leading zero",
    "letter-case": "the name is not capitalised as English does",
    "markup": "a date takes no markup and no character references",
    "mixed-range": "the ends of a range are not written alike",
    "no-date": "a date that is not known is written “n.d.”, and only as a publication date",
    "numeric": "a date in digits has the form 2016-05-31",
    "numeric-ambiguous": "day and month cannot be told apart",
    "odd-character": "a space or a digit is not the plain one",
    "ordinal": "the day is an ordinal",
    "range-order": "the range does not run from the earlier to the later",
    "range-repeats": "both ends of a range name the same year or month",
    "season": "a season, a quarter or a feast stands only in the publication date",
    "season-years": "only a winter or a summer spans two years, and these follow one another",
    "sloppy-name": "the name is misspelt or abbreviated in another way than “Sep”",
    "stray-dot": "there is a full stop too many",
    "time-of-day": "a date takes no time of day",
    "too-early": "it lies before Wikipedia began",
    "two-digit-year": "the year has two digits",
    "unknown-name": "there is no such month, season, quarter or feast",
    "unreadable": "it is in none of the forms that citations use",
    "weekday": "a date takes no day of the week",
    "year-alone": "only a year stands here",
    "year-first": "the year stands before the month",
    "year-missing": "the year is missing",
}
"""What is wrong with a date, by reason."""


class BadDate(ValueError):
    """A text is not a date that the citation templates accept in its place.

    ``reason`` is a key of `MESSAGES`. ``suggestion`` is the same date as it should be written,
    where there is no doubt about it, else ``None``; it is always a date that can be read.
    """

    def __init__(self, text: str, reason: str, suggestion: str | None = None) -> None:
        """Keep what was written, why it is refused and how it should be written."""
        super().__init__(text, reason, suggestion)
        self.text = text
        self.reason = reason
        self.suggestion = suggestion

    def __str__(self) -> str:
        """Say in one sentence what is wrong."""
        instead = f"; write {self.suggestion!r}" if self.suggestion else ""
        return f"{self.text!r} is not a date: {MESSAGES[self.reason]}{instead}"


class Form(Enum):
    """How a date is written; ``d``, ``m`` and ``y`` stand for day, month and year."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    YM = "ym"
    MY = "my"
    Y = "y"
    SEASON = "season"
    QUARTER = "quarter"
    NAMED = "named"
    ND = "nd"
    DMY_RANGE = "dmy-range"
    MDY_RANGE = "mdy-range"
    MY_RANGE = "my-range"
    Y_RANGE = "y-range"
    SEASON_RANGE = "season-range"


@frozen
class DateNames:
    """The names that a language has for parts of a year, each as written, with its number.

    ``months`` is ``long`` and ``short`` together; ``periods`` are seasons (21 to 24), quarters
    (33 to 36) and feasts (98, 99). ``sloppy`` maps spellings that are refused to the right ones.
    """

    long: Mapping[str, int]
    short: Mapping[str, int]
    months: Mapping[str, int]
    periods: Mapping[str, int]
    sloppy: Mapping[str, str]
    weekdays: frozenset[str]

    def month(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month by its number, which is from 1 to 12."""
        return next(name for name, value in (self.short if short else self.long).items() if value == number)

    def alike(self, first: str, second: str) -> bool:
        """Say whether two month names are both written out or both abbreviated."""
        return any(first in names and second in names for names in (self.long, self.short))


@cache
def date_names() -> DateNames:
    """Return the English names, read once from the data of this package."""
    names = table("months_en")
    return DateNames(
        long=names["long"],
        short=names["short"],
        months=names["long"] | names["short"],
        periods=names["seasons"] | names["quarters"] | names["named"],
        sloppy=names["sloppy"],
        weekdays=frozenset(names["weekdays"]),
    )


def form_of_period(number: int) -> Form:
    """Return the form of a date that names a period by this number instead of a month."""
    if number <= _LAST_SEASON:
        return Form.SEASON
    return Form.QUARTER if number <= _LAST_QUARTER else Form.NAMED


def month_length(year: int, month: int) -> int:
    """Return how many days the month has, by the Julian calendar for years before 1582.

    >>> month_length(1500, 2), month_length(1900, 2)
    (29, 28)
    """
    if month == 2 and year % 4 == 0 and (year < GREGORIAN_YEAR or year % 100 or year % 400 == 0):  # noqa: PLR2004
        return 29
    return _LENGTHS[month]


@frozen(order=True)
class PartialDate:
    """A date of which the day, or the month too, or everything may be unknown.

    Shape:   the calendar has the day; ``day`` is given only with ``month``, that only with ``year``.
    Order:   by the calendar as far as both are known; beyond that, `TypeError`.

    >>> PartialDate(2016) < PartialDate(2017, 5, 31)
    True
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def earliest(self) -> dt.date | None:
        """Return the first day that may be meant, ``None`` without a year.

        A Julian 29 February that the Gregorian calendar lacks gives 1 March.
        """
        if self.year is None:
            return None
        try:
            return dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return dt.date(self.year, 3, 1)

    def latest(self) -> dt.date | None:
        """Return the last day that may be meant, ``None`` without a year."""
        if self.year is None or self.day:
            return self.earliest()
        month = self.month or LAST_MONTH
        return PartialDate(self.year, month, month_length(self.year, month)).earliest()


@frozen
class CitationDate:
    """What a citation says of when something was published or read.

    ``text`` is the date as written. ``end`` is the other end of a range, ``None`` for a single date
    (seasons, quarters and feasts are single and keep only their year).
    ``suffix`` is the letter that tells works of one year apart, or empty.
    ``anchor_year`` is what the citation's anchor takes from the date: ``2005a``, ``2001–02``, ``n.d.``
    """

    text: str
    form: Form
    start: PartialDate
    end: PartialDate | None = None
    circa: bool = False
    suffix: str = ""
    anchor_year: str = ""

    @property
    def is_whole_day(self) -> bool:
        """Whether this is one day of one month of one year."""
        return self.end is None and self.start.day is not None

    @property
    def last_year(self) -> int | None:
        """The year, or the later one of two; ``None`` for a date that is not known."""
        return (self.end or self.start).year

    @property
    def has_hyphen(self) -> bool:
        """Whether a hyphen stands where the templates print an en dash."""
        return self.form is not Form.YMD and "-" in self.text

    def earliest(self) -> dt.date | None:
        """Return the first day that may be meant, ``None`` if nothing is known."""
        return self.start.earliest()

    def latest(self) -> dt.date | None:
        """Return the last day that may be meant, ``None`` if nothing is known."""
        return (self.end or self.start).latest()

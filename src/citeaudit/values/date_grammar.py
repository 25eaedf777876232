"""From the text of a date to its value: one pattern for each form that a citation may use."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from citeaudit.values.date_forms import (
    EARLIEST_YEAR,
    GREGORIAN_YEAR,
    LAST_MONTH,
    BadDate,
    CitationDate,
    Form,
    PartialDate,
    date_names,
    form_of_period,
    month_length,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LETTER = r"[^\W\d_]"
_TWO_YEAR_SEASONS = ("Winter", "Summer")


def read_date(text: str) -> CitationDate:
    """Return what ``text`` says if it is written as the templates demand.

    Raises: `BadDate` with what the nearest form has against it, and without a suggestion.
    """
    for pattern, build in _FREQUENT:
        if match := pattern.fullmatch(text):
            return build(match)
    for pattern, build in _rare():
        if match := pattern.fullmatch(text):
            return build(match)
    raise BadDate(text, "unreadable")


def _day_first(match: re.Match[str]) -> CitationDate:
    day, name, year, suffix = match.groups()
    start = _on_calendar(match.string, int(year), _month(match.string, name), day)
    return CitationDate(match.string, Form.DMY, start, suffix=suffix, anchor_year=year + suffix)


def _month_first(match: re.Match[str]) -> CitationDate:
    name, day, year, suffix = match.groups()
    start = _on_calendar(match.string, int(year), _month(match.string, name), day)
    return CitationDate(match.string, Form.MDY, start, suffix=suffix, anchor_year=year + suffix)


def _digits(match: re.Match[str]) -> CitationDate:
    year, month, day = match.groups()
    number, month_number = int(year), int(month)
    if number < GREGORIAN_YEAR:
        raise BadDate(match.string, "julian-digits")
    if not 1 <= month_number <= LAST_MONTH:
        raise BadDate(match.string, "impossible-month")
    form = Form.YMD if day else Form.YM
    start = _on_calendar(match.string, number, month_number, day or None)
    return CitationDate(match.string, form, start, anchor_year=year)


def _year(match: re.Match[str]) -> CitationDate:
    year, suffix = match.groups()
    start = _on_calendar(match.string, int(year))
    return CitationDate(match.string, Form.Y, start, suffix=suffix, anchor_year=year + suffix)


def _part_of_year(match: re.Match[str]) -> CitationDate:
    name, year, suffix = match.groups()
    month = date_names().months.get(name)
    form = Form.MY if month else form_of_period(_period(match.string, name))
    start = _on_calendar(match.string, int(year), month)
    return CitationDate(match.string, form, start, suffix=suffix, anchor_year=year + suffix)


def _circa(match: re.Match[str]) -> CitationDate:
    start = PartialDate(int(match[1]))
    return CitationDate(match.string, Form.Y, start, circa=True, suffix=match[2], anchor_year=match.string)


def _unknown(match: re.Match[str]) -> CitationDate:
    return CitationDate(match.string, Form.ND, PartialDate(), suffix=match[1], anchor_year=match.string)


def _range_of_days(match: re.Match[str]) -> CitationDate:
    form = Form.MDY_RANGE if "," in match.string else Form.DMY_RANGE
    return _in_order(match, _range(match, form, *_months(match)))


def _range_of_months(match: re.Match[str]) -> CitationDate:
    if match["m1"] in date_names().months:
        return _in_order(match, _range(match, Form.MY_RANGE, *_months(match)))
    seasons = [_period(match.string, match[slot]) for slot in ("m1", "m")]
    if form_of_period(max(seasons)) is not Form.SEASON:
        raise BadDate(match.string, "mixed-range")
    date = _range(match, Form.SEASON_RANGE)
    if "y1" in match.re.groupindex:
        return _in_order(match, date)
    # Which season comes first depends on the hemisphere and the publisher: any two will do.
    if seasons[0] == seasons[1]:
        raise BadDate(match.string, "range-order")
    return date


def _range_of_years(match: re.Match[str]) -> CitationDate:
    if 1 <= int(match.groupdict().get("yy", 0)) <= LAST_MONTH:
        raise BadDate(match.string, "ambiguous-range")
    return _in_order(match, _range(match, Form.Y_RANGE))


def _season_of_two_years(match: re.Match[str]) -> CitationDate:
    if match["m"] not in _TWO_YEAR_SEASONS or int(_last_year(match)) - int(match["y1"]) != 1:
        raise BadDate(match.string, "season-years")
    return _range(match, Form.SEASON_RANGE)


def _range(
    match: re.Match[str], form: Form, first_month: int | None = None, last_month: int | None = None
) -> CitationDate:
    slots = match.groupdict()
    year = _last_year(match)
    start = _on_calendar(match.string, int(slots.get("y1", year)), first_month, slots.get("d1"))
    end = _on_calendar(match.string, int(year), last_month, slots.get("d"))
    written = slots.get("yy", year) + slots["suffix"]
    if "y1" in slots and "d" not in slots:
        written = f"{slots['y1']}–{written}"
    return CitationDate(match.string, form, start, end, suffix=slots["suffix"], anchor_year=written)


def _in_order(match: re.Match[str], date: CitationDate) -> CitationDate:
    """Return the date if the weightiest part that both ends write out ascends."""
    slots = match.re.groupindex
    weightiest = "year" if "y1" in slots else "month" if "m1" in slots else "day"
    if getattr(date.start, weightiest) >= getattr(date.end, weightiest):
        raise BadDate(match.string, "range-order")
    return date


def _last_year(match: re.Match[str]) -> str:
    """Return the year of the end; one of two digits is in the century of the start."""
    slots = match.groupdict()
    return slots.get("y") or slots["y1"][:2] + slots["yy"]


def _on_calendar(text: str, year: int, month: int | None = None, day: str | None = None) -> PartialDate:
    if year < EARLIEST_YEAR:
        raise BadDate(text, "early-year")
    if month is None or day is None:
        return PartialDate(year, month)
    number = int(day)
    if not 1 <= number <= month_length(year, month):
        raise BadDate(text, "impossible-day")
    return PartialDate(year, month, number)


def _month(text: str, name: str) -> int:
    number = date_names().months.get(name)
    if number is None:
        raise BadDate(text, "unknown-name")
    return number


def _months(match: re.Match[str]) -> tuple[int, int]:
    """Return the months of both ends, which are one if only the end names it."""
    last = match["m"]
    first = match.groupdict().get("m1", last)
    months = _month(match.string, first), _month(match.string, last)
    if not date_names().alike(first, last):
        raise BadDate(match.string, "mixed-range")
    return months


def _period(text: str, name: str) -> int:
    number = date_names().periods.get(" ".join(name.split()))
    if number is None:
        raise BadDate(text, "unknown-name")
    return number


_FREQUENT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], CitationDate]], ...] = (
    (re.compile(rf"([1-9][0-9]?) +({_LETTER}+) +([0-9]{{3,4}})({_LETTER}?)"), _day_first),
    (re.compile(rf"({_LETTER}+) +([1-9][0-9]?), +([0-9]{{3,4}})({_LETTER}?)"), _month_first),
    (re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?"), _digits),
    (re.compile(rf"([0-9]{{3,4}})({_LETTER}?)"), _year),
    (re.compile(rf"({_LETTER}+(?: +{_LETTER}+)?) +([0-9]{{4}})({_LETTER}?)"), _part_of_year),
)

# In ranges `d m y` are the end and `d1 m1 y1` the start; `yyy` is a year that may have three digits,
# `yy` the last two of one. A space stands for any number of spaces. The dash may be a hyphen, which
# the templates print as a dash.
_RARE: Mapping[str, Callable[[re.Match[str]], CitationDate]] = {
    "{yyy1}–{yyy}": _range_of_years,
    "{y1}–{yy}": _range_of_years,
    "{m1}–{m} {y}": _range_of_months,
    "{m1} {y1} – {m} {y}": _range_of_months,
    "{d1}–{d} {m} {y}": _range_of_days,
    "{d1} {m1} – {d} {m} {y}": _range_of_days,
    "{d1} {m1} {y1} – {d} {m} {y}": _range_of_days,
    "{m} {d1}–{d}, {y}": _range_of_days,
    "{m1} {d1} – {m} {d}, {y}": _range_of_days,
    "{m1} {d1}, {y1} – {m} {d}, {y}": _range_of_days,
    "{m} {y1}–{y}": _season_of_two_years,
    "{m} {y1}–{yy}": _season_of_two_years,
    r"([0-9]{{4}})-([0-9]{{2}})-XX()": _digits,
    r"c\. ([1-9][0-9]{{2,3}})([a-zA-Z]?)": _circa,
    r"n\.d\.([a-zA-Z]?)": _unknown,
    "nd([a-zA-Z]?)": _unknown,
}
_SLOTS = {
    "d": "(?P<d>[1-9][0-9]?)",
    "m": f"(?P<m>{_LETTER}+)",
    "y": f"(?P<y>[0-9]{{4}})(?P<suffix>{_LETTER}?)",
    "yy": f"(?P<yy>[0-9]{{2}})(?P<suffix>{_LETTER}?)",
    "yyy": f"(?P<y>[0-9]{{3,4}})(?P<suffix>{_LETTER}?)",
    "d1": "(?P<d1>[1-9][0-9]?)",
    "m1": f"(?P<m1>{_LETTER}+)",
    "y1": "(?P<y1>[0-9]{4})",
    "yyy1": "(?P<y1>[0-9]{3,4})",
}


@cache
def _rare() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], CitationDate]], ...]:
    """Return the patterns of forms that most pages do without, made at first need."""
    return tuple(
        (re.compile(form.replace(" ", " +").replace("–", "[-–]").format_map(_SLOTS)), build)
        for form, build in _RARE.items()
    )

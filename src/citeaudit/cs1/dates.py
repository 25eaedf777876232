"""The dates of a citation: whether they are dates, whether they agree, and how they are written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citeaudit.cs1.rendering import OPAQUE
from citeaudit.values.dates import MESSAGES, BadDate, YearBeside, check_date, year_beside_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Condition, Reading
    from citeaudit.values.dates import CitationDate

_KINDS = ("access-date", "archive-date", "doi-broken-date", "pmc-embargo-date")


def check(reading: Reading, as_of: dt.date) -> Iterator[Condition]:
    """Yield the dates that are none, or, if all are good, those with a hyphen for a dash."""
    bad, hyphened = [], []
    for kind, argument in _dates(reading):
        date, reason, proposal = judged(argument.parameter.value, kind, as_of)
        if reason:
            detail = MESSAGES[reason]
            bad.append(
                reading.condition("err_bad_date", argument.written, at=argument, detail=detail, proposal=proposal)
            )
        elif date is not None and date.has_hyphen:
            hyphened.append(argument)
    if "year" in reading.arguments and (beside := _year_beside_date(reading)):
        bad.append(beside)
    yield from bad
    if hyphened and all(condition.key != "err_bad_date" for condition in bad):
        names = tuple(argument.written for argument in hyphened)
        proposal = hyphened[0].value.replace("-", "–")
        yield reading.condition("maint_date_format", *names, at=hyphened[0], proposal=proposal)


@lru_cache(maxsize=8192)
def judged(text: str, kind: str, as_of: dt.date) -> tuple[CitationDate | None, str, str]:
    """Return the date, or why it is none and what may have been meant.

    A date that holds a template is taken as good: what it shows is not known.
    """
    if "{{" in text or OPAQUE in text:
        return None, "", ""
    try:
        return check_date(text, kind, as_of), "", ""
    except BadDate as bad:
        return None, bad.reason, bad.suggestion or ""


def _dates(reading: Reading) -> list[tuple[str, Argument]]:
    """Return each date with the name of the parameter as which it is judged."""
    arguments = reading.arguments
    found = [(kind, arguments[kind]) for kind in _KINDS if kind in arguments]
    year, published = arguments.get("year"), arguments.get("publication-date")
    date = arguments.get("date")
    if date is None:
        date, year = year, None
        if date is None:
            date, published = published, None
    if date is not None:
        found.append(("date", date))
    if year is not None:
        found.append(("year", year))
    if published is not None and (date is None or published.value != date.value):
        found.append(("publication-date", published))
    return found


def publication_date(reading: Reading) -> Argument | None:
    """Return the argument that the module takes as the date of publication."""
    arguments = reading.arguments
    return arguments.get("date") or arguments.get("year") or arguments.get("publication-date")


def _year_beside_date(reading: Reading) -> Condition | None:
    """Return what is wrong with a year that stands beside a date: it contradicts it, or has no use."""
    year, date = reading.arguments["year"], reading.arguments.get("date")
    if date is None or "{{" in year.value or "{{" in date.value:
        return None
    role = year_beside_date(year.value, date.value)
    if role is YearBeside.CONTRADICTS:
        detail = "it is not the year of the date"
        return reading.condition("err_bad_date", year.written, date.written, at=year, detail=detail)
    if role is YearBeside.REPEATS:
        return reading.condition("maint_year", year.written, at=year.parameter)
    return None

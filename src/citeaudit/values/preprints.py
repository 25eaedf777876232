"""Numbers of preprints in bioRxiv and medRxiv. They are DOIs, and most begin with a day."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_MONTH = 12
_LAST_DAY = 31
_ONE_DAY = dt.timedelta(days=1)


class BadPreprint(BadIdentifier):
    """A text is not a number of this archive. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "date": "numbers that begin with a day were not given out on this one",
        "form": "it is not the archive's DOI prefix, a slash and a number, which a day may precede",
    }


def biorxiv(text: str, as_of: dt.date) -> str:
    """Return the bioRxiv number that a text consists of.

    Shape:   ``10.1101/dddddd`` or ``10.1101/yyyy.mm.dd.dddddd``; a version ``vN`` may follow the latter.
    Raises:  `BadPreprint`: ``form`` or ``date``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers; openRxiv for its prefix of December 2025.

    >>> biorxiv("10.1101/047720", dt.date(2022, 9, 1))
    '10.1101/047720'
    """
    return _preprint("biorxiv", text, as_of)


def medrxiv(text: str, as_of: dt.date) -> str:
    """Return the medRxiv number that a text consists of.

    Shape:   as bioRxiv's, but with eight digits.
    Raises:  `BadPreprint`: ``form`` or ``date``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers, 2023.

    >>> medrxiv("10.1101/2020.09.04.20188771v2", dt.date(2022, 9, 1))
    '10.1101/2020.09.04.20188771v2'
    """
    return _preprint("medrxiv", text, as_of)


def _preprint(archive: str, text: str, as_of: dt.date) -> str:
    parts = _form(archive).fullmatch(text)
    if parts is None:
        raise BadPreprint(detail="form")
    if parts["year"] and not _is_day_of(archive, parts, as_of):
        raise BadPreprint(detail="date")
    return text


def _is_day_of(archive: str, parts: re.Match[str], as_of: dt.date) -> bool:
    month, day = int(parts["month"]), int(parts["day"])
    if not 1 <= month <= _LAST_MONTH or day > _LAST_DAY:
        return False
    # Days past the end of the month run on into the next, as the templates' calendar has it.
    posted = dt.date(int(parts["year"]), month, 1) + dt.timedelta(days=day - 1)
    tomorrow = as_of + _ONE_DAY
    return bool(identifier_data()["preprints"]["first_day"][archive] <= posted <= tomorrow)


@cache
def _form(archive: str) -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, identifier_data()["preprints"]["prefixes"]))
    serial = "[0-9]{6}" if archive == "biorxiv" else "[0-9]{8}"
    day = r"(?P<year>20[1-9][0-9])\.(?P<month>[01][0-9])\.(?P<day>[0-3][0-9])"
    return re.compile(rf"(?:{prefixes})/(?:{serial}|{day}\.{serial}(?:v[0-9]+)?)")

"""The anchor of a citation, to which short citations link: ``CITEREF``, up to four names, the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.names import as_written, has_contributors
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.values.anchors import anchor
from citeaudit.values.dates import BadDate, citation_date
from citeaudit.values.names import without_others
from citeaudit.values.vancouver import vancouver_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import PersonName, Reading

PREFIX: Final = "CITEREF"
_MOST_NAMES: Final = 4
_LOOSE_YEAR = re.compile(r"(?<![0-9])[0-9]{3,4}[a-z]?(?![0-9a-z])")


def default_anchors(reading: Reading) -> tuple[str, ...]:
    """Return the anchor that a citation has unless ``ref`` says otherwise; empty if it has none.

    Shape:   contributors, else authors, else editors, by their last names; ``year`` where there is a
             ``date`` too, else the year of the date. Of a date that is none the citation gets no
             year; the year that an editor would see in it comes second.
    Source:  English Wikipedia, Module:Citation/CS1, ``make_citeref_id``, September 2022.
    """
    names = [name for name, _ in zip(_names(reading), range(_MOST_NAMES), strict=False)]
    if not names or any(OPAQUE in name for name in names):
        return ()
    joined = PREFIX + "".join(names)
    return tuple(anchor(joined + year) for year in _years(reading))


def is_uncertain(reading: Reading) -> bool:
    """Tell whether a name or the date holds a template, so that the anchor cannot be told."""
    return any(OPAQUE in name for name in _names(reading)) or OPAQUE in _date(reading)


def _names(reading: Reading) -> Iterator[str]:
    lists = reading.lists
    if "contributor" in lists and has_contributors(reading):
        yield from _last_names(lists["contributor"])
        return
    for people, vancouver in (("author", "vauthors"), ("editor", "veditors")):
        if people in lists:
            names = list(_last_names(lists[people]))
        else:
            listed = reading.arguments.get(vancouver)
            names = [name.last for name in vancouver_list(as_written(listed)).names] if listed else []
        if names:
            yield from names
            return


def _last_names(names: list[PersonName]) -> Iterator[str]:
    for name in names:
        if name.last is not None:
            yield name.last.text if name.last.is_accepted else without_others(name.last.text)


def _date(reading: Reading) -> str:
    arguments = reading.arguments
    given = arguments.get("date") or arguments.get("year") or arguments.get("publication-date")
    return given.text if given else ""


def _years(reading: Reading) -> tuple[str, ...]:
    arguments = reading.arguments
    if "date" in arguments and "year" in arguments:
        return (arguments["year"].text,)
    date = _date(reading)
    if not date:
        return ("",)
    try:
        return (citation_date(date).anchor_year,)
    except BadDate:
        return ("", *_LOOSE_YEAR.findall(date)[:1])

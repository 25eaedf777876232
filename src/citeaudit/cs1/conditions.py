"""All that the citation module would say of one citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.cs1 import (
    archive,
    dates,
    identifiers,
    maintenance,
    names,
    parameters,
    scripts,
    structure,
    texts,
    titles,
    urls,
)
from citeaudit.cs1.emptiness import shows_nothing
from citeaudit.cs1.layout import layout
from citeaudit.cs1.reading import read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Condition, Reading
    from citeaudit.cs1.style import PageStyle
    from citeaudit.model import Citation


def conditions(
    citation: Citation, *, as_of: dt.date, style: PageStyle, reading: Reading | None = None
) -> tuple[Condition, ...]:
    """Return every message that the module would print and every category that it would add.

    Shape:   ``as_of`` is the day that "today" means; ``reading`` is that of the citation, if there
             is one already.
    """
    return tuple(_all(reading or read(citation), as_of, style))


def _all(reading: Reading, as_of: dt.date, style: PageStyle) -> Iterator[Condition]:
    roles = layout(reading)
    if shows_nothing(reading, roles):
        yield reading.condition("err_empty_citation")
        return
    linked_by = ""
    if reading.kind == "journal" and not roles.url:
        linked_by = identifiers.links_title(reading, as_of)
    given = reading.arguments.keys()
    yield from parameters.check(reading)
    yield from structure.check(reading, roles, linked_by)
    if not archive.LOOKS_AT.isdisjoint(given):
        yield from archive.check(reading, roles, style.date_form)
    yield from dates.check(reading, as_of)
    yield from identifiers.check(reading, as_of)
    if style.settings or not maintenance.LOOKS_AT.isdisjoint(given):
        yield from maintenance.check(reading, roles, style)
    if reading.lists or style.settings or not names.LOOKS_AT.isdisjoint(given):
        yield from names.check(reading, style)
    yield from titles.check(reading, roles)
    yield from urls.check(reading, roles, linked_by)
    yield from texts.check(reading)
    if not scripts.LOOKS_AT.isdisjoint(given):
        yield from scripts.check(reading, roles)

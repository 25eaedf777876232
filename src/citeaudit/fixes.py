"""Repairs as data: what to change where, and how sure it is that nobody objects."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeaudit.span import Span


class Safety(StrEnum):
    """How far a repair may be applied without a person looking at it."""

    SAFE = "safe"
    """The rendered page says the same or an error goes away, and no editor would object."""

    UNSAFE = "unsafe"
    """Likely right; a person should look."""

    SUGGESTION = "suggestion"
    """Shown, never applied."""

    def allows(self, other: Safety) -> bool:
        """Tell whether a repair of another safety is made where repairs up to this one are wanted.

        >>> Safety.SAFE.allows(Safety.UNSAFE), Safety.UNSAFE.allows(Safety.SAFE)
        (False, True)
        """
        return other is Safety.SAFE or (other is Safety.UNSAFE and self is not Safety.SAFE)


@frozen
class Edit:
    """Put ``text`` in the place of ``span``; an empty span inserts."""

    span: Span
    text: str


@frozen
class Fix:
    """A repair of one finding.

    ``edits`` do not overlap and are in the order of the text; ``title`` is what the repair does,
    as an order: ``Use the name "Smith"``.
    """

    title: str
    safety: Safety
    edits: tuple[Edit, ...]
    is_cosmetic: bool = False
    """Whether readers see the same and no category goes away: no reason to save a page by itself."""

    def applied(self, text: str) -> str:
        """Return ``text`` with this repair made."""
        return edited(text, self.edits)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all edits made, which do not overlap and are in the order of the text.

    >>> from citeaudit.span import Span
    >>> edited("wikitext", [Edit(Span(0, 1), "W"), Edit(Span(4, 4), " ")])
    'Wiki text'
    """
    pieces: list[str] = []
    place = 0
    for edit in edits:
        pieces += (text[place : edit.span.start], edit.text)
        place = edit.span.end
    pieces.append(text[place:])
    return "".join(pieces)

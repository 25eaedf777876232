"""Repairs as data: what to change where, and how sure it is that nobody objects."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from citeaudit.span import Span


class Safety(StrEnum):
    """How far a repair may be applied without a person looking at it."""

    SAFE = "safe"
    """The rendered page says the same or an error goes away, and no editor would object."""

    UNSAFE = "unsafe"
    """Likely right; a person should look."""

    SUGGESTION = "suggestion"
    """Shown, never applied."""


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

    def applied(self, text: str) -> str:
        """Return ``text`` with this repair made."""
        for edit in reversed(self.edits):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return text

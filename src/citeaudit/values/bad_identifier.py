"""The one exception that all parsers of identifiers derive theirs from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


class BadIdentifier(ValueError):
    """A text is not an identifier of its kind. Catch this to catch every kind's own error.

    ``detail`` says in one word what is wrong; it is the citation templates' own word where they have
    one. The text of the exception says the same as a clause: "the check digit does not fit".
    """

    reasons: ClassVar[Mapping[str, str]] = {}

    def __init__(self, detail: str) -> None:
        """Name the fault by a key of ``reasons``."""
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        """Return the fault as a clause."""
        return self.reasons[self.detail]

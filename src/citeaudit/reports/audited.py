"""What a report is made of: one entry for each file that was asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from citeaudit.span import LineIndex

if TYPE_CHECKING:
    from citeaudit.finding import Report


@frozen(eq=False)
class AuditedFile:
    """A file that was audited. ``report`` speaks of ``text``, which has no byte order mark."""

    path: str
    text: str = field(repr=False)
    report: Report

    @cached_property
    def lines(self) -> LineIndex:
        """Answers on which line and column an offset stands."""
        return LineIndex(self.text)


@frozen
class UnreadFile:
    """A file or folder that could not be audited; ``reason`` says why, in words for the user."""

    path: str
    reason: str


FileResult: TypeAlias = AuditedFile | UnreadFile
"""What became of one file."""

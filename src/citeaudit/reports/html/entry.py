"""What the parts of the page speak of: the findings of all files, numbered, so that links can lead to them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from citeaudit.finding import Finding
    from citeaudit.reports.audited import AuditedFile


class Entry(NamedTuple):
    """One finding of the report."""

    number: int
    """Of all findings of the report; 0 is the first."""
    finding: Finding

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``: a class of the style sheet."""
        return self.finding.severity.name.lower()

    @property
    def family(self) -> str:
        """The letters of its rule's code."""
        return self.finding.code[:2]


@frozen(eq=False)
class Section:
    """One file of the report."""

    number: int
    file: AuditedFile
    entries: tuple[Entry, ...]
    """In the order of the text."""

    def line_id(self, line: int) -> str:
        """Return the id of a line of the file."""
        return f"f{self.number}-l{line}"

    @cached_property
    def by_line(self) -> dict[int, list[Entry]]:
        """The findings that begin on each line."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.finding.line, []).append(entry)
        return found

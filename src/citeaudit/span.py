"""Places in a text: half-open ranges of code points, and the line and column of an offset."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of the text that the caller gave.

    Shape:   ``0 <= start <= end <= len(text)``; ``start == end`` is a place between two characters.

    >>> Span(2, 5).of("wikitext")
    'kit'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]


class Position(NamedTuple):
    """A line and a column as editors count them: both start at 1, columns count code points."""

    line: int
    column: int


class LineIndex:
    r"""Answers on which line and column of a text an offset stands.

    Lines end at ``\n`` only, as MediaWiki and git see them.

    >>> LineIndex("one\ntwo").position(5)
    Position(line=2, column=2)
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        """Note where the lines of ``text`` begin."""
        self._text = text
        self._starts = [0]
        start = 0
        while start := text.find("\n", start) + 1:
            self._starts.append(start)

    def position(self, offset: int) -> Position:
        """Return line and column of ``offset``, which may be the end of the text."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the text of the line with this 1-based number, without its end."""
        start = self._starts[number - 1]
        end = self._text.find("\n", start)
        return self._text[start:] if end < 0 else self._text[start:end]

"""How text looks in a terminal: what can be shown, how wide it is, and which part of a long line to show."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from citeaudit.span import Span

_TAB: Final = "    "
_ELLIPSIS: Final = "…"
_CONTROL_PICTURES: Final = 0x2400
_DELETE: Final = "\x7f"

# Controls could move the cursor; marks of direction could make the text read as another one.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Style(Protocol):
    """Something that colours a text for the terminal, or leaves it as it is."""

    def __call__(self, text: str, colour: str) -> str:
        """Return ``text`` in ``colour``: ``strong``, ``faint``, ``error``, ``warning``, ``info`` or ``help``."""


def plain(text: str, colour: str) -> str:  # noqa: ARG001 (a `Style`)
    """Return ``text`` as it is."""
    return text


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "error"), counted(2, "file")
    ('1 error', '2 files')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def advice(message: str, remedy: str) -> str:
    """Return what is wrong and what to do as one text.

    >>> advice("The name is empty", "Give one."), advice("A date?", ""), advice("No.", "Do.")
    ('The name is empty. Give one.', 'A date?', 'No. Do.')
    """
    if not remedy:
        return message
    return f"{message} {remedy}" if message.endswith((".", "!", "?")) else f"{message}. {remedy}"


def printable(text: str) -> str:
    r"""Return ``text`` so that it stays on one line and cannot act on the terminal.

    Shape:   a tab becomes four spaces, the end of a line one; other control characters become
             their pictures or U+FFFD, and so do characters that change the direction of writing.

    >>> printable("a\tb\x1b[1m")
    'a    b␛[1m'
    """
    return _UNSAFE.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\t":
        return _TAB
    if character in "\n\r":
        return " "
    if character == _DELETE:
        return "␡"
    return chr(_CONTROL_PICTURES + ord(character)) if character < " " else "\N{REPLACEMENT CHARACTER}"


def width(text: str) -> int:
    """Return how many cells of a terminal a printable text takes.

    >>> width("naïve"), width("日本"), width("e\N{COMBINING ACUTE ACCENT}")
    (5, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Excerpt(NamedTuple):
    """A piece of a line, and which of its cells are meant."""

    text: str
    indent: int
    """Cells before the place."""
    marked: int
    """Cells of the place, at least 1."""


def excerpt(text: str, line_start: int, place: Span, columns: int) -> Excerpt:
    """Return the part of a line to show, so that the beginning of a place in it is seen.

    Shape:   the line begins at ``line_start`` of ``text``; ``place`` begins on it and may end
             beyond it. ``columns`` is how many characters to show of a longer line; dots stand
             where something was left out. Takes no longer for longer lines.

    >>> from citeaudit.span import Span
    >>> excerpt("0123456789abcdefghij", 0, Span(10, 12), 6)
    Excerpt(text='…89abcd…', indent=3, marked=2)
    """
    start = place.start
    lead = max(columns - (place.end - start), columns // 3) // 2
    left = max(line_start, start - lead)
    right = _end_of_line(text, start, left + columns)
    left = max(line_start, min(left, right - columns))
    before = printable(text[left : min(start, right)])
    marked = printable(text[start : min(place.end, right)])
    after = printable(text[max(start, min(place.end, right)) : right])
    begins = _ELLIPSIS if left > line_start else ""
    ends = "" if right == _end_of_line(text, start, right + 2) else _ELLIPSIS
    return Excerpt(begins + before + marked + after + ends, width(begins + before), max(1, width(marked)))


def _end_of_line(text: str, start: int, limit: int) -> int:
    """Return the end of the line on which ``start`` stands, without CR and LF, or ``limit`` if that comes first."""
    end = text.find("\n", start, limit)
    if end < 0:
        return min(limit, len(text))
    return end - 1 if end and text[end - 1] == "\r" else end

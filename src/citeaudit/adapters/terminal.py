"""The terminal: whether it shows colours, how wide it is, and a line that tells how far the work is."""

from __future__ import annotations

import math
import shutil
import sys
import time
from typing import TYPE_CHECKING, Final, TextIO

from citeaudit.reports.display import Style, plain, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RESET: Final = "\x1b[0m"
_COLOURS: Final = {
    "strong": "\x1b[1m",
    "faint": "\x1b[2m",
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;36m",
    "help": "\x1b[32m",
}
_ERASE: Final = "\r\x1b[K"

_PATIENCE_S: Final = 1.0
_INTERVAL_S: Final = 0.1

_NARROWEST: Final = 40
_GUTTER: Final = 10
_WITHOUT_TERMINAL: Final = 100


def ansi(text: str, colour: str) -> str:
    """Return ``text`` in a colour of ``_COLOURS``."""
    return f"{_COLOURS[colour]}{text}{_RESET}"


def style_for(stream: TextIO, environment: Mapping[str, str]) -> Style:
    """Return how to colour what goes to a stream.

    Source:  no-color.org; force-color.org. Where both are set, ``NO_COLOR`` counts, as in Python itself.
    """
    if environment.get("NO_COLOR"):
        return plain
    if environment.get("FORCE_COLOR"):
        return ansi
    return ansi if stream.isatty() and environment.get("TERM") != "dumb" else plain


def columns_for(stream: TextIO) -> int:
    """Return how many characters of a source line fit on a line of a stream."""
    if not stream.isatty():
        return _WITHOUT_TERMINAL
    return max(_NARROWEST, shutil.get_terminal_size().columns - _GUTTER)


def write(stream: TextIO, text: str) -> None:
    """Write ``text``; what the stream's encoding lacks becomes an escape, never an error."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def write_exactly(stream: TextIO, text: str) -> None:
    """Write ``text`` in UTF-8 with the ends of lines that it has, whatever the stream would make of them."""
    stream.flush()
    stream.buffer.write(text.encode(errors="surrogateescape"))
    stream.buffer.flush()


def complain(text: str) -> None:
    """Write one line to standard error, in the name of the tool."""
    write(sys.stderr, f"citeaudit: {printable(text)}\n")


class Progress:
    """A counter on the terminal, for work that takes longer than a second; elsewhere it shows nothing."""

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count up to ``total`` files; ``clock`` tells seconds."""
        self._total = total
        self._stream = stream
        self._clock = clock
        self._done = 0
        self._next_s = clock() + _PATIENCE_S if stream.isatty() else math.inf
        self._is_drawn = False

    def step(self) -> None:
        """Count one file, and show the count if it is time to."""
        self._done += 1
        now_s = self._clock()
        if now_s >= self._next_s:
            self._stream.write(f"\r{self._done} of {self._total} files")
            self._stream.flush()
            self._next_s = now_s + _INTERVAL_S
            self._is_drawn = True

    def clear(self) -> None:
        """Take the counter away, before something else is written or when the work is done."""
        if self._is_drawn:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._is_drawn = False

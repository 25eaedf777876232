"""Finding and reading files of wikitext."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from citeaudit.reports.audited import UnreadFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES: Final = (".wiki", ".wikitext", ".mediawiki", ".mw")
"""What files in a folder must end in; a file that is named itself may end in anything."""

STDIN: Final = "-"


@frozen
class SourceFile:
    """A file as text.

    Shape:   ``text`` has the ends of lines that the file has, and no byte order mark.
    """

    path: str
    text: str = field(repr=False)
    has_mark: bool = field(default=False, repr=False)
    """Whether the file begins with a byte order mark."""

    def encoded(self, text: str) -> bytes:
        """Return another text as the file would hold it."""
        return (BOM_UTF8 if self.has_mark else b"") + text.encode()


def wikitext_files(paths: Iterable[str]) -> tuple[str | UnreadFile, ...]:
    """Return the files that ``paths`` mean, in this order, each once.

    Shape:   a folder means all files in it and below it that end in one of `SUFFIXES`, sorted;
             hidden ones are left out. Anything else means itself; whether it can be read shows later.
    """
    found = (entry for path in paths for entry in (_files_in(path) if Path(path).is_dir() else (path,)))
    return tuple(dict.fromkeys(found))


def _files_in(folder: str) -> Iterator[str | UnreadFile]:
    is_empty = True
    failures: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                is_empty = False
                yield str(Path(parent, name))
    for error in failures:
        yield UnreadFile(os.fsdecode(error.filename), _reason(error))
    if is_empty and not failures:
        yield UnreadFile(folder, f"no file in this folder ends in {', '.join(SUFFIXES)}")


def read(path: str, stdin_filename: str | None = None) -> SourceFile | UnreadFile:
    """Return a file as text, or why it cannot be had.

    Shape:   ``-`` is standard input, which is then called ``stdin_filename``.
    """
    if path == STDIN:
        return decoded(stdin_filename or "<stdin>", sys.stdin.buffer.read())
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        return UnreadFile(path, _reason(error))
    return decoded(path, content)


def decoded(path: str, content: bytes) -> SourceFile | UnreadFile:
    r"""Return the text that bytes are in UTF-8, without a byte order mark; nothing else is changed.

    >>> decoded("a.wiki", b"a\r\n\xff")
    UnreadFile(path='a.wiki', reason='not UTF-8: byte 0xff at offset 3, on line 2')
    """
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return UnreadFile(path, "not UTF-8 but, by its first two bytes at offset 0, UTF-16; save it as UTF-8")
    body = content.removeprefix(BOM_UTF8)
    try:
        return SourceFile(path, body.decode(), has_mark=body is not content)
    except UnicodeDecodeError as error:
        offset = error.start + len(content) - len(body)
        line = content.count(b"\n", 0, offset) + 1
        return UnreadFile(path, f"not UTF-8: byte 0x{content[offset]:02x} at offset {offset}, on line {line}")


def relative_path(path: str, root: Path) -> str:
    """Return a path from the folder ``root`` with ``/`` in it; one that leads elsewhere becomes absolute."""
    try:
        place = Path(os.path.abspath(path))  # noqa: PTH100 (a link is where it stands, not where it leads)
    except ValueError:
        return path
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else place.as_posix()


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)

"""Where a report goes: standard output, or a file that is whole or is not there."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from citeaudit.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


@contextmanager
def destination(path: str | None) -> Iterator[TextIO]:
    """Give the stream to write to; None means standard output.

    Shape:   a file is written beside its place, in UTF-8, and put there when all is written; after
             an error the old one is as it was. What is no file, such as ``/dev/null``, is written at once.
    Raises:  `SettingsError` if the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        with _file(Path(os.path.realpath(path))) as stream:
            yield stream
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise SettingsError(message) from error


def _file(target: Path) -> AbstractContextManager[TextIO]:
    if target.exists() and not target.is_file():
        return target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    return _replacing(target)


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

"""Repairing files: ``citeaudit check`` with ``--fix``, ``--fix-only`` or ``--diff``."""

from __future__ import annotations

import difflib
import errno
import io
import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from attrs import evolve

from citeaudit.adapters.files import STDIN
from citeaudit.adapters.terminal import complain, style_for, write, write_exactly
from citeaudit.errors import EditConflict
from citeaudit.fixes import Safety
from citeaudit.reports.display import printable
from citeaudit.verbs import fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeaudit.adapters.files import SourceFile
    from citeaudit.finding import Finding, Report
    from citeaudit.queries import Outcome, Query
    from citeaudit.repair import Fixed
    from citeaudit.settings import Settings

_BARE_LF = re.compile(r"(?<!\r)\n")
_COLOURS: Final = {"---": "strong", "+++": "strong", "-": "error", "+": "help", "@": "info"}


class Fixing:
    """The repairs of one run."""

    def __init__(self, *, is_unsafe: bool, is_dry: bool, is_quiet: bool) -> None:
        """Begin.

        Shape:   ``is_dry`` means that nothing is changed, and differences are shown; ``is_quiet``
                 that findings which are left are not reported.
        """
        self.safety = Safety.UNSAFE if is_unsafe else Safety.SAFE
        self.is_dry = is_dry
        self.is_quiet = is_quiet or is_dry
        self._fixed = 0
        self._left = 0
        self._left_unsafe = 0
        self._notes: list[str] = []
        self._differences: list[str] = []

    def repaired(
        self,
        path: str,
        source: SourceFile,
        report: Report,
        settings: Settings,
        outcomes: Mapping[Query, Outcome] | None = None,
    ) -> SourceFile:
        """Return a file as it is after the repairs, and put it in its place unless nothing is to be changed.

        Shape:   ``report`` is of ``source``, made with ``settings`` and ``outcomes``. Standard
                 input has no place.
        Raises:  `EditConflict` or `OSError` if the file was left alone.
        """
        made = fix(source.text, report, safety=self.safety, settings=settings, outcomes=outcomes)
        after = evolve(source, text=with_line_ends_of(source.text, made.text))
        if self.is_dry:
            self._differences += difference(source, after)
        elif path != STDIN and after != source:
            replace(source, after.text)
        self._fixed += len(made.applied)
        self._notes += self._notes_of(source.path, made)
        return after

    def _notes_of(self, path: str, made: Fixed) -> Iterator[str]:
        if made.applied:
            yield f"{path}: {len(made.applied)} {self._verb}: {made.summary}"
        for finding, reason in ((skipped.finding, skipped.reason) for skipped in made.skipped):
            place = f"{path}:{finding.line}:{finding.column}"
            yield f"{place} {finding.code} {finding.name} was not fixed: {reason}"

    @property
    def _verb(self) -> str:
        return "would be fixed" if self.is_dry else "fixed"

    def count(self, report: Report) -> None:
        """Count what is left in a file."""
        self._left += len(report.findings)
        self._left_unsafe += sum(self._is_left_as_unsafe(finding) for finding in report.findings)

    def _is_left_as_unsafe(self, finding: Finding) -> bool:
        repair = finding.fix
        return repair is not None and repair.safety is Safety.UNSAFE and self.safety is Safety.SAFE

    def show_differences(self, stream: TextIO) -> None:
        """Write what would change in the files that were audited since the last time.

        Shape:   a patch, byte for byte; on a terminal coloured, and without anything that could act on it.
        """
        lines, self._differences = self._differences, []
        if not stream.isatty():
            write_exactly(stream, "".join(lines))
            return
        style = style_for(stream, os.environ)
        for line in lines:
            colour = _COLOURS.get(line[:3]) or _COLOURS.get(line[:1])
            shown = printable(line.removesuffix("\n"))
            write(stream, f"{style(shown, colour) if colour else shown}\n")

    def sum_up(self, stream: TextIO | None) -> None:
        """Write what was repaired, what was not and why, and how much is left; None means standard error."""
        more = f" ({self._left_unsafe} could be fixed with --unsafe-fixes)" if self._left_unsafe else ""
        for line in (*self._notes, f"{self._fixed} {self._verb}, {self._left} left{more}"):
            if stream is None:
                complain(line)
            else:
                write(stream, f"{printable(line)}\n")


def with_line_ends_of(before: str, after: str) -> str:
    r"""Return ``after`` with CR LF in the places of LF if all lines of ``before`` end like that.

    >>> with_line_ends_of("a\r\nb\r\n", "a\r\nc\nb\r\n"), with_line_ends_of("a\r\nb\n", "a\r\nc\nb\n")
    ('a\r\nc\r\nb\r\n', 'a\r\nc\nb\n')
    """
    if after == before or "\r\n" not in before or _BARE_LF.search(before):
        return after
    return _BARE_LF.sub("\r\n", after)


def difference(before: SourceFile, after: SourceFile) -> Iterator[str]:
    """Yield the lines of a unified diff, which ``patch -p0`` and ``git apply -p0`` understand."""
    name = _quoted(before.path)
    old, new = (list(io.StringIO(file.encoded(file.text).decode(), newline="\n")) for file in (before, after))
    for line in difflib.unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(path: str) -> str:
    """Return a path as the head of a diff names it.

    Source:  git-diff(1), ``core.quotePath``; a tab ends a name that has spaces in it.
    """
    if path.isprintable() and '"' not in path and "\\" not in path:
        return f"{path}\t" if " " in path else path
    content = os.fsencode(path)
    is_plain = range(0x20, 0x7F)
    return '"' + "".join(chr(b) if b in is_plain and chr(b) not in '"\\' else f"\\{b:03o}" for b in content) + '"'


def replace(source: SourceFile, text: str) -> None:
    """Put another text in the place of a file, all of it or nothing.

    Shape:   a link stays one, and the file that it leads to is replaced. Byte order mark and mode
             stay, and so do the owner and the group if the user may give a file to them.
    Raises:  `EditConflict` if the file is not as it was read, `OSError` if it cannot be replaced.
    """
    target = Path(os.path.realpath(source.path))
    _check_writable(target)
    handle, name = tempfile.mkstemp(prefix=".citeaudit-", dir=target.parent)
    part = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 (a handle has no path)
            stream.write(source.encoded(text))
            stream.flush()
            os.fsync(handle)
        _take_after(part, target)
        _check_unchanged(target, source)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _check_writable(target: Path) -> None:
    """Raise `OSError` for what the user must not write, even if the folder would let its name be taken."""
    if not stat.S_ISREG(target.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _check_unchanged(target: Path, source: SourceFile) -> None:
    if target.read_bytes() != source.encoded(source.text):
        message = "it was changed while it was audited; audit it again"
        raise EditConflict(message)


def _take_after(part: Path, target: Path) -> None:
    """Give a new file the owner, the mode and the other attributes of an old one, but not its time."""
    state = target.stat()
    for user, group in ((-1, state.st_gid), (state.st_uid, -1)):
        with suppress(PermissionError, AttributeError):  # Windows has no chown
            os.chown(part, user, group)
    shutil.copystat(target, part)
    os.utime(part)

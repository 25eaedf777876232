"""The command ``citeaudit inventory``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citeaudit import __version__
from citeaudit.adapters.exit_code import ExitCode
from citeaudit.adapters.files import read, wikitext_files
from citeaudit.adapters.terminal import Progress, complain, write
from citeaudit.profile import profile
from citeaudit.reports.audited import UnreadFile
from citeaudit.reports.works import ListedFile, render_csv, render_json
from citeaudit.verbs import cited_works

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator


def inventory(paths: Iterable[str], output_format: str, wiki: str, as_of: dt.date | None) -> int:
    """List the citations of files on standard output, and return the exit code.

    Raises:  `DataError` for an unknown wiki, before any file is read.
    """
    profile(wiki)
    found = wikitext_files(paths)
    progress = Progress(len(found), sys.stderr)
    unread: list[UnreadFile] = []
    results = _results(found, wiki, as_of, progress, unread)
    pieces = render_csv(results) if output_format == "csv" else render_json(results, __version__)
    try:
        for piece in pieces:
            progress.clear()
            write(sys.stdout, piece)
        sys.stdout.flush()
    finally:
        progress.clear()
    return ExitCode.BAD_USAGE if unread else ExitCode.CLEAN


def _results(
    paths: Iterable[str | UnreadFile], wiki: str, as_of: dt.date | None, progress: Progress, unread: list[UnreadFile]
) -> Iterator[ListedFile | UnreadFile]:
    for path in paths:
        source = path if isinstance(path, UnreadFile) else read(path)
        if isinstance(source, UnreadFile):
            unread.append(source)
            progress.clear()
            complain(f"cannot read {source.path}: {source.reason}")
            yield source
        else:
            yield ListedFile(source.path, cited_works(source.text, wiki=wiki, as_of=as_of))
        progress.step()

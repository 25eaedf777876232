"""The command ``citeaudit check``."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import TYPE_CHECKING

from attrs import field, frozen

from citeaudit import __version__
from citeaudit.adapters.exit_code import ExitCode
from citeaudit.adapters.files import read, wikitext_files
from citeaudit.adapters.terminal import Progress, columns_for, complain, style_for, write
from citeaudit.profile import profile
from citeaudit.reports import concise, json_v1, statistics, text
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.settings import Settings
from citeaudit.verbs import audit, chosen_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult


@frozen
class CheckOptions:
    """What the user asked for, one field for each option."""

    paths: tuple[str, ...]
    settings: Settings = field(factory=Settings)
    output_format: str = "text"
    wiki: str = "enwiki"
    as_of: dt.date | None = None
    stdin_filename: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    strict: bool = False


def check(options: CheckOptions) -> int:
    """Audit the files, write the report to standard output, and return the exit code.

    Raises:  `SettingsError` and `DataError` for unknown rules and wikis, before any file is read.
    """
    profile(options.wiki)
    chosen_rules(options.settings)
    paths = wikitext_files(options.paths)
    progress = Progress(len(paths), sys.stderr)
    run = _Run(options, progress)
    try:
        for piece in _report(options, run.results(paths)):
            progress.clear()
            write(sys.stdout, piece)
        sys.stdout.flush()
    finally:
        progress.clear()
    return run.exit_code()


def _report(options: CheckOptions, results: Iterable[FileResult]) -> Iterator[str]:
    """Return the report as it is to be written, piece by piece."""
    if options.statistics:
        return statistics.render(results)
    if options.output_format == "json":
        return json_v1.render(results, __version__)
    if options.output_format == "concise":
        return concise.render(results)
    return text.render(results, style_for(sys.stdout, os.environ), columns_for(sys.stdout))


class _Run:
    """One run over many files, and what decides its exit code."""

    def __init__(self, options: CheckOptions, progress: Progress) -> None:
        self.options = options
        self.progress = progress
        self.as_of = options.as_of or dt.datetime.now(dt.UTC).date()
        self.seen: set[ExitCode] = set()

    def results(self, paths: Iterable[str | UnreadFile]) -> Iterator[FileResult]:
        """Yield what becomes of each file, and complain of what is no fault of the text."""
        for path in paths:
            result = path if isinstance(path, UnreadFile) else self._result(path)
            if isinstance(result, UnreadFile):
                self._complain(ExitCode.BAD_USAGE, f"cannot read {result.path}: {result.reason}")
            else:
                self._note(result)
            yield result
            self.progress.step()

    def _result(self, path: str) -> FileResult:
        source = read(path, self.options.stdin_filename)
        if isinstance(source, UnreadFile):
            return source
        report = audit(source.text, wiki=self.options.wiki, as_of=self.as_of, settings=self.options.settings)
        return AuditedFile(source.path, source.text, report)

    def _note(self, file: AuditedFile) -> None:
        if file.report.findings:
            self.seen.add(ExitCode.FINDINGS)
        for fault in file.report.faults:
            cause = f"the rule {fault.code} failed on {file.path}, the others went on: {fault.cause}"
            self._complain(ExitCode.FAULTS, cause)

    def _complain(self, code: ExitCode, message: str) -> None:
        self.seen.add(code)
        self.progress.clear()
        complain(message)

    def exit_code(self) -> ExitCode:
        """Return the code that counts most of those that the options let through."""
        ignored = {ExitCode.FINDINGS} if self.options.exit_zero else set()
        if not self.options.strict:
            ignored.add(ExitCode.FAULTS)
        order = (ExitCode.BAD_USAGE, ExitCode.FAULTS, ExitCode.FINDINGS)
        return next((code for code in order if code in self.seen - ignored), ExitCode.CLEAN)

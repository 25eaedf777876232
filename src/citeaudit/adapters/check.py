"""The command ``citeaudit check``."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, TextIO

from attrs import field, frozen

from citeaudit.adapters.choices import Choices
from citeaudit.adapters.exit_code import ExitCode
from citeaudit.adapters.files import STDIN, read, wikitext_files
from citeaudit.adapters.output import destination
from citeaudit.adapters.rendering import report
from citeaudit.adapters.settings_files import written
from citeaudit.adapters.terminal import Progress, complain, write, write_exactly
from citeaudit.errors import EditConflict, SettingsError
from citeaudit.queries import Outcomes
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.display import counted
from citeaudit.settings import Settings
from citeaudit.verbs import audit, parse, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.adapters.files import SourceFile
    from citeaudit.adapters.fixing import Fixing
    from citeaudit.adapters.known import BaselineFile
    from citeaudit.finding import Report
    from citeaudit.queries import Query
    from citeaudit.reports.audited import FileResult


@frozen
class CheckOptions:
    """What the user asked for, one field for each option."""

    paths: tuple[str, ...]
    settings: Settings = field(factory=Settings)
    output_format: str = "text"
    output_file: str | None = None
    wiki: str | None = None
    config: str | None = None
    isolated: bool = False
    show_settings: bool = False
    baseline: str | None = None
    add_baseline: bool = False
    as_of: dt.date | None = None
    stdin_filename: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    strict: bool = False
    online: bool = False
    offline: bool = False
    contact: str | None = None
    cache_dir: str | None = None
    no_cache: bool = False
    dead_after: int | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False


def check(options: CheckOptions) -> int:
    """Audit the files, write the report, and return the exit code.

    Raises:  `SettingsError` and `DataError` for unknown rules and wikis, before any file is read.
    """
    choices = Choices(
        options.settings,
        wiki=options.wiki,
        config=options.config,
        is_isolated=options.isolated,
        stdin_filename=options.stdin_filename,
    )
    if options.show_settings:
        return _show_settings(options, choices)
    paths = wikitext_files(options.paths)
    choices.check(path for path in paths if isinstance(path, str))
    known = _known(options, choices)
    progress = Progress(len(paths), sys.stderr)
    run = _Run(options, choices, known, progress)
    if options.online:
        run.ask(path for path in paths if isinstance(path, str))
    try:
        with destination(options.output_file) as stream:
            _tell(run, paths, stream)
            stream.flush()
    finally:
        progress.clear()
    for line in run.unanswered:
        complain(line)
    if known and known.is_growing:
        known.save()
        complain(f"{counted(known.size, 'finding')} in {known.path} from now on")
    return run.exit_code()


def _show_settings(options: CheckOptions, choices: Choices) -> int:
    """Write the settings that hold for the first file, as a settings file."""
    found = choices.found(next(iter(options.paths), STDIN))
    for line in written(found):
        write(sys.stdout, line)
    return ExitCode.CLEAN


def _tell(run: _Run, paths: Iterable[str | UnreadFile], stream: TextIO) -> None:
    """Write what the user wants to see of the files: the report, the repairs, or what they would change."""
    options, fixing, results = run.options, run.fixing, run.results(paths)
    chosen = "statistics" if options.statistics else options.output_format
    if fixing and not fixing.is_dry and STDIN in options.paths and options.output_file is None:
        stream = sys.stderr  # standard output is for the repaired text
    if fixing and fixing.is_quiet:
        for _ in results:
            run.progress.clear()
            fixing.show_differences(stream)
    else:
        for piece in report(chosen, results, stream):
            run.progress.clear()
            write(stream, piece)
    if fixing:
        run.progress.clear()
        fixing.sum_up(None if chosen != "text" or fixing.is_dry else stream)


def _fixing(options: CheckOptions) -> Fixing | None:
    """Return what repairs files, if the user wants that."""
    if not (options.fix or options.fix_only or options.diff):
        return None
    from citeaudit.adapters.fixing import Fixing  # noqa: PLC0415 (most runs repair nothing)

    return Fixing(is_unsafe=options.unsafe_fixes, is_dry=options.diff, is_quiet=options.fix_only)


def _known(options: CheckOptions, choices: Choices) -> BaselineFile | None:
    """Return the baseline that the command line names, or the settings of the current folder."""
    path = options.baseline or choices.found(STDIN).settings.baseline
    if path:
        from citeaudit.adapters.known import BaselineFile  # noqa: PLC0415 (most runs have no baseline)

        return BaselineFile(path, is_growing=options.add_baseline)
    if options.add_baseline:
        message = "name the file of known findings: --add-baseline --baseline FILE"
        raise SettingsError(message)
    return None


class _Run:
    """One run over many files, and what decides its exit code."""

    def __init__(self, options: CheckOptions, choices: Choices, known: BaselineFile | None, progress: Progress) -> None:
        self.options = options
        self.choices = choices
        self.known = known
        self.progress = progress
        self.fixing = _fixing(options)
        self.as_of = options.as_of or dt.datetime.now(dt.UTC).date()
        self.seen: set[ExitCode] = set()
        self.outcomes = Outcomes()
        self.unanswered: tuple[str, ...] = ()
        self._typed: SourceFile | UnreadFile | None = None

    def ask(self, paths: Iterable[str]) -> None:
        """Ask the web what the files want to know.

        Raises:  `SettingsError` if there is no contact, or the cache cannot be used.
        """
        from citeaudit.adapters import online  # noqa: PLC0415 (brings requests, which nobody offline needs)

        options, settings = self.options, self.choices.found(STDIN).settings
        access = online.Access(
            contact=options.contact or online.contact_of_environment() or settings.contact,
            is_forbidden=options.offline,
            has_cache=settings.cache and not options.no_cache,
            cache_dir=options.cache_dir or settings.cache_dir,
            dead_after_days=options.dead_after,
        )
        files = tuple(paths)
        with online.asking(access) as asker:
            self.outcomes = asker.outcomes(lambda known: self._wanted(files, known))
            self.unanswered = tuple(asker.summary(self.outcomes))
        if not self.outcomes.is_complete:
            self.seen.add(ExitCode.FAULTS)
        if self.outcomes.is_interrupted:
            self.seen.add(ExitCode.INTERRUPTED)

    def _wanted(self, paths: Iterable[str], known: Outcomes) -> dict[Query, None]:
        """Return what all files want to know besides what is known, each question once."""
        found: dict[Query, None] = {}
        for path in paths:
            source, settings = self._read(path), self.choices.for_path(path)
            if not isinstance(source, UnreadFile):
                page = parse(source.text, wiki=settings.wiki)
                found |= dict.fromkeys(wanted(page, settings=settings, outcomes=known, as_of=self.as_of))
        return found

    def _read(self, path: str) -> SourceFile | UnreadFile:
        """Read a file; standard input only once."""
        if path != STDIN:
            return read(path)
        self._typed = self._typed or read(path, self.options.stdin_filename)
        return self._typed

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
        source = self._read(path)
        if isinstance(source, UnreadFile):
            return source
        report = self._report(path, source)
        if self.fixing:
            after = self._repaired(self.fixing, path, source, report)
            if after != source:
                source, report = after, self._report(path, after)
            self.fixing.count(report)
        return AuditedFile(source.path, source.text, report)

    def _report(self, path: str, source: SourceFile) -> Report:
        report = audit(source.text, as_of=self.as_of, settings=self.choices.for_path(path), outcomes=self.outcomes)
        return self.known.filtered(report, source.text, source.path) if self.known else report

    def _repaired(self, fixing: Fixing, path: str, source: SourceFile, report: Report) -> SourceFile:
        """Return a file as it is after the repairs, or as it was where they cannot be written."""
        settings = self.choices.for_path(path)
        self.progress.clear()
        try:
            after = fixing.repaired(path, source, report, settings, self.outcomes)
        except (EditConflict, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._complain(ExitCode.BAD_USAGE, f"{source.path} was left alone: {reason}")
            return source
        except Exception as error:  # noqa: BLE001 (the other files are still repaired)
            cause = f"{type(error).__name__}: {error}"
            self._complain(ExitCode.FAULTS, f"the repair of {source.path} failed, it was left alone: {cause}")
            return source
        if fixing.is_dry:
            self.seen.update({ExitCode.FINDINGS} if after != source else ())
            return after
        if path == STDIN:
            write_exactly(sys.stdout, after.encoded(after.text).decode())
        if self.options.online:
            self._note_unasked(path, source, after)
        return after

    def _note_unasked(self, path: str, before: SourceFile, after: SourceFile) -> None:
        """Complain if repairs raise questions, as about an address that they changed: what was asked is over."""
        settings = self.choices.for_path(path)
        asked, now = (
            wanted(parse(file.text, wiki=settings.wiki), settings=settings, outcomes=self.outcomes, as_of=self.as_of)
            for file in (before, after)
        )
        if count := sum(query not in self.outcomes for query in now - asked):
            message = f"the repairs of {after.path} raise {counted(count, 'question')}, which the next run asks"
            self._complain(ExitCode.FAULTS, message)

    def _note(self, file: AuditedFile) -> None:
        if file.report.findings and not (self.fixing and self.fixing.is_quiet):
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
        order = (ExitCode.INTERRUPTED, ExitCode.BAD_USAGE, ExitCode.FAULTS, ExitCode.FINDINGS)
        return next((code for code in order if code in self.seen - ignored), ExitCode.CLEAN)

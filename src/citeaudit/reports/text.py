"""The report for people: each finding with its line, the place marked, and what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citeaudit.finding import Confidence, Severity
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import Style, counted, excerpt, plain, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.reports.audited import FileResult


def render(results: Iterable[FileResult], style: Style = plain, columns: int = 100) -> Iterator[str]:
    """Yield the report piece by piece, as the results come in, and at last the count.

    Shape:   ``columns`` is how many characters of a long line are shown.
    """
    severities: Counter[Severity] = Counter()
    read = unread = faulty = 0
    for result in results:
        if not isinstance(result, AuditedFile):
            unread += 1
            continue
        read += 1
        faulty += bool(result.report.findings)
        for finding in result.report.findings:
            severities[finding.severity] += 1
            yield "\n".join(_block(result, finding, style, columns)) + "\n\n"
    yield summary(severities, faulty, read, unread) + "\n"


def summary(severities: Counter[Severity], faulty: int, read: int, unread: int) -> str:
    """Return the last line of the report.

    >>> summary(Counter({Severity.ERROR: 2, Severity.WARNING: 1}), 1, 10, 0)
    '2 errors, 1 warning in 1 of 10 files'
    """
    counts = [(severities[Severity.ERROR], "error"), (severities[Severity.WARNING], "warning")]
    parts = [counted(number, noun) for number, noun in counts if number]
    if severities[Severity.INFO]:
        parts.append(f"{severities[Severity.INFO]} for information")
    files = counted(read, "file") if faulty in {0, read} else f"{faulty} of {counted(read, 'file')}"
    found = f"{', '.join(parts) or 'Nothing found'} in {files}"
    return f"{found}; {counted(unread, 'path')} could not be audited" if unread else found


def _block(file: AuditedFile, finding: Finding, style: Style, columns: int) -> Iterator[str]:
    """Yield the lines that speak of one finding."""
    severity = finding.severity.name.lower()
    doubt = " (cannot tell)" if finding.confidence is Confidence.LOW else ""
    place = style(f"{printable(file.path)}:{finding.line}:{finding.column}", "strong")
    yield f"{place} {style(finding.code, severity)} {finding.name} {style(severity + doubt, severity)}"
    yield f"  {printable(finding.message)}"
    yield from _source(file, finding, style, columns)
    if finding.remedy:
        yield f"  {style('help:', 'help')} {printable(finding.remedy)}"


def _source(file: AuditedFile, finding: Finding, style: Style, columns: int) -> Iterator[str]:
    """Yield the line of the finding with the place marked under it."""
    last = file.lines.position(max(finding.span.start, finding.span.end - 1)).line
    shown = excerpt(file.text, finding.span.start - finding.column + 1, finding.span, columns)
    gutter = f"{finding.line:>5} "
    rest = f" … to line {last}" if last > finding.line else ""
    yield f"{style(f'{gutter}|', 'faint')} {shown.text}"
    carets = style("^" * shown.marked + rest, finding.severity.name.lower())
    yield f"{style(' ' * len(gutter) + '|', 'faint')} {' ' * shown.indent}{carets}"

"""The report for tools that read lines: one line for each finding, ``path:line:column: CODE message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Confidence
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield the lines as the results come in; files that could not be read have none."""
    for result in results:
        if isinstance(result, AuditedFile):
            path = printable(result.path)
            for finding in result.report.findings:
                doubt = " (cannot tell)" if finding.confidence is Confidence.LOW else ""
                place = f"{path}:{finding.line}:{finding.column}"
                yield f"{place}: {finding.code}{doubt} {printable(finding.message)}\n"

"""The report for GitHub Actions: workflow commands, which GitHub shows beside the lines of a pull request.

Source:  GitHub Docs, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.finding import Confidence, Severity
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import advice, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.reports.audited import FileResult

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield one command for each finding, and one for each file that could not be read."""
    for result in results:
        if isinstance(result, AuditedFile):
            for finding in result.report.findings:
                yield _command(finding, result)
        else:
            yield f"::error file={_property(result.path)}::{_data(f'Cannot be audited: {result.reason}')}\n"


def _command(finding: Finding, file: AuditedFile) -> str:
    end = file.lines.position(finding.span.end)
    properties: dict[str, str | int] = {"file": file.path, "line": finding.line, "endLine": end.line}
    if end.line == finding.line:  # GitHub refuses columns of a place on several lines
        properties |= {"col": finding.column, "endColumn": end.column}
    properties["title"] = f"{finding.code} {finding.name}"
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    doubt = " (cannot tell)" if finding.confidence is Confidence.LOW else ""
    message = advice(finding.message + doubt, finding.remedy)
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    """Return a text so that it stays on its line; `printable` has taken the ends of lines away."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

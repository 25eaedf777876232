"""The report for GitLab: a list in its Code Quality form, which merge requests show.

Source:  GitLab Docs, "Code Quality", "Code Quality report format".
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from citeaudit.finding import Severity
from citeaudit.fingerprints import fingerprinted
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield one JSON document. Files that could not be read have no place in it."""
    audited = (result for result in results if isinstance(result, AuditedFile))
    yield json.dumps([issue for file in audited for issue in issues(file)], indent=2) + "\n"


def issues(file: AuditedFile) -> Iterator[dict[str, Any]]:
    """Yield the findings of one file; no two in a report have the same fingerprint."""
    for finding, mark, number in fingerprinted(file.report.findings, file.text):
        unique = f"{file.path}\0{mark}\0{number}".encode("utf-8", "surrogatepass")
        yield {
            "description": advice(finding.message, finding.remedy),
            "check_name": f"{finding.code} {finding.name}",
            "fingerprint": hashlib.sha256(unique).hexdigest(),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": file.path,
                "lines": {"begin": finding.line, "end": file.lines.position(finding.span.end).line},
            },
        }

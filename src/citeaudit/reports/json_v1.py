"""The report for programs: JSON, version 1. ``docs/json.md`` describes it, ``docs/json-v1.schema.json`` defines it.

Within version 1 keys may be added, but none goes away or changes its meaning.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit.reports.audited import AuditedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding, Report
    from citeaudit.fixes import Fix
    from citeaudit.reports.audited import FileResult

VERSION = 1

Json: TypeAlias = dict[str, Any]


def render(results: Iterable[FileResult], tool_version: str) -> Iterator[str]:
    """Yield one JSON document. It is plain ASCII, so that no terminal or pipe can garble it."""
    yield json.dumps(document(results, tool_version), indent=2) + "\n"


def document(results: Iterable[FileResult], tool_version: str) -> Json:
    """Return the whole document as plain dictionaries and lists."""
    files: list[Json] = []
    unread: list[Json] = []
    for result in results:
        if isinstance(result, AuditedFile):
            files.append({"path": result.path, **report_entry(result)})
        else:
            unread.append({"path": result.path, "reason": result.reason})
    return {
        "version": VERSION,
        "tool": {"name": "citeaudit", "version": tool_version},
        "files": files,
        "unread": unread,
    }


def report_entry(file: AuditedFile) -> Json:
    """Return what was found in one file."""
    report: Report = file.report
    return {
        "title": report.title,
        "wiki": report.wiki,
        "findings": [_finding(finding, file) for finding in report.findings],
        "faults": [{"code": fault.code, "cause": fault.cause} for fault in report.faults],
    }


def _finding(finding: Finding, file: AuditedFile) -> Json:
    end = file.lines.position(finding.span.end)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.name.lower(),
        "confidence": finding.confidence.name.lower(),
        "message": finding.message,
        "remedy": finding.remedy,
        "subjects": list(finding.subjects),
        "upstream": finding.upstream,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": end.line,
        "end_column": end.column,
        "fix": finding.fix and _fix(finding.fix),
    }


def _fix(fix: Fix) -> Json:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits],
    }

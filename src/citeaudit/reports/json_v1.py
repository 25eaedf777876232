"""The report for programs: JSON, version 1. ``docs/json.md`` describes it, ``docs/json-v1.schema.json`` defines it.

Within version 1 keys may be added, but none goes away or changes its meaning.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.entry import Json, finding_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Report
    from citeaudit.reports.audited import FileResult

VERSION = 1


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
        "findings": [finding_entry(finding, file) for finding in report.findings],
        "faults": [{"code": fault.code, "cause": fault.cause} for fault in report.faults],
    }

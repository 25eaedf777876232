"""The report for programs that read one line at a time: a JSON object for each finding, as soon as it is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.entry import Json, finding_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield the lines; ``docs/json.md`` says what is in them. They are plain ASCII."""
    for result in results:
        for entry in _entries(result):
            yield json.dumps(entry) + "\n"


def _entries(result: FileResult) -> Iterator[Json]:
    if not isinstance(result, AuditedFile):
        yield {"type": "unread", "path": result.path, "reason": result.reason}
        return
    report = result.report
    head = {"path": result.path, "title": report.title, "wiki": report.wiki}
    for finding in report.findings:
        yield {"type": "finding", **head, **finding_entry(finding, result)}
    for fault in report.faults:
        yield {"type": "fault", **head, "code": fault.code, "cause": fault.cause}

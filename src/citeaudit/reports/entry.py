"""One finding as plain dictionaries and lists, as all reports in JSON of our own write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from citeaudit.finding import Finding
    from citeaudit.fixes import Fix
    from citeaudit.reports.audited import AuditedFile

Json: TypeAlias = dict[str, Any]


def finding_entry(finding: Finding, file: AuditedFile) -> Json:
    """Return a finding of ``file``; offsets, lines and columns are those of ``docs/json.md``."""
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
        "is_cosmetic": fix.is_cosmetic,
        "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits],
    }

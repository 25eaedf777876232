"""The report in SARIF 2.1.0, which code hosts and editors read.

Paths are to be relative to the root of the repository; they become URI references.

Source:  OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", errata 01.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote

from citeaudit.finding import Severity
from citeaudit.fingerprints import fingerprinted
from citeaudit.registry import rules_by_code
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.fixes import Fix
    from citeaudit.reports.audited import FileResult
    from citeaudit.span import Span

Json: TypeAlias = dict[str, Any]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "citeaudit/v1"
"""The key of the fingerprints; another way of making them gets another number."""

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(results: Iterable[FileResult], tool_version: str) -> Iterator[str]:
    """Yield one JSON document, in ASCII."""
    yield json.dumps(document(results, tool_version), indent=2) + "\n"


def document(results: Iterable[FileResult], tool_version: str) -> Json:
    """Return the whole document as plain dictionaries and lists."""
    numbers: dict[tuple[str, str], int] = {}
    found: list[Json] = []
    notes: list[Json] = []
    is_complete = True
    for result in results:
        if isinstance(result, AuditedFile):
            found += _results(result, numbers)
            notes += [_note(f"{fault.code} failed: {fault.cause}", result.path) for fault in result.report.faults]
        else:
            is_complete = False
            notes.append(_note(f"Cannot be audited: {result.reason}", result.path))
    driver = {
        "name": "citeaudit",
        "version": tool_version,
        "semanticVersion": tool_version,
        "rules": [_descriptor(*rule) for rule in numbers],
    }
    run = {
        "columnKind": "unicodeCodePoints",
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": is_complete, "toolExecutionNotifications": notes}],
        "results": found,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _note(text: str, path: str) -> Json:
    location = {"physicalLocation": {"artifactLocation": _artifact(path)}}
    return {"level": "error", "message": {"text": _message(text)}, "locations": [location]}


def _descriptor(code: str, name: str) -> Json:
    rule = rules_by_code().get(code)
    if rule is None:
        return {"id": code, "name": name}
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": _message(rule.summary())},
        "fullDescription": {"text": _message(rule.sections().get("Why", "") or rule.summary())},
        "help": {"text": f"citeaudit rule {code}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(file: AuditedFile, numbers: dict[tuple[str, str], int]) -> Iterator[Json]:
    """Yield the findings of a file; ``numbers`` gives each rule its place in the list of rules."""
    for finding, mark, occurrence in fingerprinted(file.report.findings, file.text):
        number = numbers.setdefault((finding.code, finding.name), len(numbers))
        place = {"artifactLocation": _artifact(file.path), "region": _region(finding.span, file)}
        entry: Json = {
            "ruleId": finding.code,
            "ruleIndex": number,
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(advice(finding.message, finding.remedy))},
            "locations": [{"physicalLocation": place}],
            "partialFingerprints": {FINGERPRINT: f"{mark}:{occurrence}"},
            "properties": _properties(finding),
        }
        if finding.fix:
            entry["fixes"] = [_fix(finding.fix, file)]
        yield entry


def _properties(finding: Finding) -> Json:
    properties: Json = {"confidence": finding.confidence.name.lower(), "subjects": list(finding.subjects)}
    return {**properties, "upstream": finding.upstream} if finding.upstream else properties


def _fix(fix: Fix, file: AuditedFile) -> Json:
    replacements = [
        {"deletedRegion": _region(edit.span, file), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": _message(fix.title)},
        "artifactChanges": [{"artifactLocation": _artifact(file.path), "replacements": replacements}],
        "properties": {"safety": fix.safety.value},
    }


def _region(span: Span, file: AuditedFile) -> Json:
    start, end = file.lines.position(span.start), file.lines.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> Json:
    """Return where a file is; an absolute path is outside the repository, and so has no base."""
    uri = quote(os.fsencode(path))
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _message(text: str) -> str:
    """Return ``text`` so that no part of it counts as a link: ``[words](address)`` is one in SARIF."""
    return text.replace("](", "\\](")

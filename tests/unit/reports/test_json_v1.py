from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from citeaudit import Confidence, Edit, Fault, Fix, Report, Safety, Severity, Span, __version__, audit
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.json_v1 import document, render

ROOT = Path(__file__).resolve().parents[3]
jsonschema: Any = importlib.import_module("jsonschema")  # it has no types of its own
SCHEMA = json.loads((ROOT / "docs" / "json-v1.schema.json").read_text(encoding="utf-8"))
WIKITEXT = 'Größe.\n<ref name="smith" /> <ref name="Smith">A</ref>\n{{reflist}}'


def closed(schema: Any) -> Any:  # noqa: ANN401 (any part of a JSON schema)
    """Return the schema with every object limited to the keys that it describes."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return {**parts, "additionalProperties": False} if "properties" in parts and "type" in parts else parts


def check(report: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(closed(SCHEMA))
    assert [error.message for error in validator.iter_errors(report)] == []


def audited(text: str = WIKITEXT) -> AuditedFile:
    return AuditedFile("a.wiki", text, audit(text))


def every_finding() -> list[Report]:
    first = audit(WIKITEXT).findings[0]
    fix = Fix("Do it", Safety.SAFE, (Edit(Span(0, 0), "x"), Edit(Span(1, 2), "")))
    varied = [
        attrs.evolve(first, severity=severity, confidence=confidence, upstream=None, fix=fix)
        for severity in Severity
        for confidence in Confidence
    ]
    varied += [attrs.evolve(first, fix=attrs.evolve(fix, safety=safety), remedy="", subjects=()) for safety in Safety]
    return [Report((finding,), title="A title") for finding in varied]


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_finding_as_json() -> None:
    report = document([audited()], __version__)
    check(report)
    (file,) = report["files"]
    assert file["findings"] == [
        {
            "code": "CE001",
            "name": "undefined-reference",
            "severity": "error",
            "confidence": "high",
            "message": "The named reference smith was invoked but never defined",
            "remedy": 'Did you mean "Smith"?',
            "subjects": ["smith"],
            "upstream": "cite_error_references_no_text",
            "start": 7,
            "end": 27,
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 21,
            "fix": {
                "title": 'Use the name "Smith"',
                "safety": "safe",
                "is_cosmetic": False,
                "edits": [{"start": 12, "end": 24, "text": 'name="Smith"'}],
            },
        }
    ]


def test_every_kind_of_finding_is_in_the_schema() -> None:
    check(document([AuditedFile("a", WIKITEXT, report) for report in every_finding()], __version__))


def test_faults_and_unread_files_are_in_the_schema() -> None:
    broken = AuditedFile("a", "", Report((), (Fault("CE001", "ValueError: boom"),)))
    report = document([UnreadFile("b", "it is gone"), broken], __version__)
    check(report)
    assert report["unread"] == [{"path": "b", "reason": "it is gone"}]
    assert report["files"][0]["faults"] == [{"code": "CE001", "cause": "ValueError: boom"}]


def test_files_without_findings_are_listed() -> None:
    report = document([audited("Text."), audited()], __version__)
    assert [len(file["findings"]) for file in report["files"]] == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"version": 2}, id="version"),
        pytest.param({"files": [{"path": "a"}]}, id="file without findings"),
        pytest.param({"tool": {"name": "citeaudit"}}, id="tool without version"),
        pytest.param({"unread": ["a"]}, id="unread without reason"),
    ],
)
def test_schema_refuses_what_is_no_report(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document([], __version__), **change}, SCHEMA)


def test_output_is_one_document_in_ascii() -> None:
    written = "".join(render([audited('<ref name="ü\ud800" />{{reflist}}')], __version__))
    assert written.isascii()
    assert json.loads(written)["files"][0]["findings"][0]["subjects"] == ["ü\ud800"]


def test_page_about_it_shows_a_true_report() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    shown = json.loads(page.partition("```json\n")[2].partition("```")[0])
    text = page.partition("a file that holds `")[2].partition("`")[0]
    check(shown)
    assert shown == document([AuditedFile("article.wiki", text, audit(text))], __version__)

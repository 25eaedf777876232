from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeaudit import audit
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.gitlab import render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = "Text.<ref></ref><ref></ref>\n{{reflist}}"


def test_issues() -> None:
    files = [AuditedFile(name, WIKITEXT, audit(WIKITEXT)) for name in ("a.wiki", "b.wiki")]
    issues = json.loads("".join(render(files)))
    assert [issue["location"]["path"] for issue in issues] == ["a.wiki", "a.wiki", "b.wiki", "b.wiki"]
    assert len({issue["fingerprint"] for issue in issues}) == 4
    first = issues[0]
    assert first["check_name"] == "CE013 empty-reference"
    assert first["severity"] == "major"
    assert first["location"]["lines"] == {"begin": 1, "end": 1}
    assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}


def test_moved_findings_keep_their_fingerprints() -> None:
    moved = "A lead.\n\n" + WIKITEXT
    before, after = (
        [issue["fingerprint"] for issue in json.loads("".join(render([AuditedFile("a.wiki", text, audit(text))])))]
        for text in (WIKITEXT, moved)
    )
    assert before == after


def test_output_is_one_document_in_ascii(hostile: list[FileResult]) -> None:
    written = "".join(render(hostile))
    assert written.isascii()
    assert isinstance(json.loads(written), list)
    assert json.loads("".join(render([]))) == []

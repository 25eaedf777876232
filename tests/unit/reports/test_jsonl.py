from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeaudit import __version__, audit
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.json_v1 import document
from citeaudit.reports.jsonl import render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = 'Text.<ref name="a" />{{efn|b}}\n{{reflist}}'


def test_each_finding_is_a_line_with_all_that_the_json_report_says() -> None:
    file = AuditedFile("a.wiki", WIKITEXT, audit(WIKITEXT))
    lines = [json.loads(line) for line in render([file])]
    head = {"type": "finding", "path": "a.wiki", "title": None, "wiki": "enwiki"}
    assert lines == [{**head, **entry} for entry in document([file], __version__)["files"][0]["findings"]]
    assert len(lines) == 2


def test_lines_come_as_files_do() -> None:
    asked = []

    def files() -> object:
        for name in ("a", "b"):
            asked.append(name)
            yield AuditedFile(name, WIKITEXT, audit(WIKITEXT))

    next(render(files()))  # type: ignore[arg-type]
    assert asked == ["a"]


def test_faults_and_unread_files_have_lines(hostile: list[FileResult]) -> None:
    written = "".join(render(hostile))
    lines = [json.loads(line) for line in written.splitlines()]
    assert written.isascii()
    assert [line["type"] for line in lines][-2:] == ["fault", "unread"]
    assert lines[-1]["reason"] == "it is <i>gone</i>\x00\n::error::"

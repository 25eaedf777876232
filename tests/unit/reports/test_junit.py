from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from citeaudit import audit
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.junit import render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = 'Text.<ref name="a" />{{efn|b}}\n{{reflist}}'


def parsed(results: list[FileResult]) -> ET.Element:
    return ET.fromstring("".join(render(results)))  # noqa: S314 (our own words)


def test_each_finding_is_a_failure() -> None:
    root = parsed([AuditedFile("a.wiki", WIKITEXT, audit(WIKITEXT)), AuditedFile("b.wiki", "", audit(""))])
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "0")
    failing, passing = root
    assert [case.get("name") for case in failing] == [
        "CE001 undefined-reference: line 1, column 6",
        "NL002 missing-note-list: line 1, column 22",
    ]
    failure = failing[0][0]
    assert (failure.tag, failure.get("type")) == ("failure", "error")
    assert failure.get("message") == "The named reference a was invoked but never defined"
    assert [(case.get("classname"), case.get("name"), len(case)) for case in passing] == [("b.wiki", "no findings", 0)]


def test_what_could_not_be_audited_is_an_error(hostile: list[FileResult]) -> None:
    root = parsed(hostile)
    assert root.get("errors") == "2"
    assert [suite.get("errors") for suite in root] == ["0", "1", "1"]


def test_what_xml_cannot_hold_is_replaced(hostile: list[FileResult]) -> None:
    written = "".join(render(hostile))
    assert written.isascii()
    assert "\x00" not in written
    assert parsed(hostile)[0].get("name") == "<script>alert(1)</script>.wiki"
    assert parsed([AuditedFile("\ud800\ufffe\x0b", "", audit(""))])[0].get("name") == "\ufffd\ufffd\ufffd"

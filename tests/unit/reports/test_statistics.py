from __future__ import annotations

from citeaudit import audit
from citeaudit.reports.audited import AuditedFile, FileResult, UnreadFile
from citeaudit.reports.statistics import render


def audited(text: str) -> AuditedFile:
    return AuditedFile("a.wiki", text, audit(text))


def test_most_frequent_first_then_by_code() -> None:
    results: list[FileResult] = [
        audited("<ref />" * 11 + "{{efn|a}}{{reflist}}"),
        audited('<ref name="a" />{{reflist}}'),
        UnreadFile("b", "it is gone"),
    ]
    assert "".join(render(results)) == (
        "11  CE012  nameless-use\n"
        " 1  CE001  undefined-reference\n"
        " 1  NL002  missing-note-list\n"
        "13 findings in 2 files\n"
    )


def test_nothing_found() -> None:
    assert list(render([audited("Text.")])) == ["Nothing found in 1 file\n"]

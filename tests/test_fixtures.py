"""What the articles in ``fixtures/`` are for: the findings that each of them has, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeaudit import Severity, audit
from citeaudit.adapters.cli import main

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CLASHES = FIXTURES / "april-2016-clashes.wiki"

NO_LIST = (
    "There are <ref group=lower-alpha> tags or {{efn}} templates on this page, but the references "
    "will not show without a {{reflist|group=lower-alpha}} template or {{notelist}} template"
)


def read(name: str) -> str:
    return (FIXTURES / name).read_bytes().decode()


def test_clashes_have_the_two_errors_that_their_reader_sees() -> None:
    report = audit(read("april-2016-clashes.wiki"))
    assert report.faults == ()
    assert [(finding.severity, finding.message) for finding in report.findings] == [
        (
            Severity.ERROR,
            NO_LIST,
        ),
        (Severity.ERROR, "The named reference georgiatoday.ge was invoked but never defined"),
    ]


def test_clashes_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(CLASHES)]) == 1
    assert capsys.readouterr().out.endswith("\n\n2 errors in 1 file\n")


def test_mending_both_errors_leaves_a_clean_article() -> None:
    text = read("april-2016-clashes.wiki")
    text = text.replace('<ref name="georgiatoday.ge" />', '<ref name="georgiatoday.ge">Georgia Today.</ref>')
    text = text.replace("== References ==", "== Notes ==\n{{notelist}}\n\n== References ==")
    assert audit(text).findings == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["april-2016-clashes.wiki", "faulty-draft.wiki"])
def test_findings_do_not_depend_on_line_ends(name: str, ending: str) -> None:
    text = read(name)
    places = [(f.code, f.line, f.column, f.message, f.remedy) for f in audit(text.replace("\n", ending)).findings]
    assert places == [(f.code, f.line, f.column, f.message, f.remedy) for f in audit(text).findings]


def test_clean_article_is_clean() -> None:
    assert audit(read("clean-article.wiki")).findings == ()


def test_faulty_draft_has_one_of_each() -> None:
    findings = [f for f in audit(read("faulty-draft.wiki")).findings if f.code.startswith(("CE", "NL"))]
    assert [(finding.line, finding.code) for finding in findings] == [
        (3, "CE006"),
        (3, "CE007"),
        (5, "CE005"),
        (5, "CE001"),
        (7, "CE002"),
        (7, "CE012"),
        (9, "CE013"),
        (9, "NL002"),
        (9, "CE004"),
        (13, "CE021"),
        (14, "CE019"),
    ]

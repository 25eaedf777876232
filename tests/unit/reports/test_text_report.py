from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs
import pytest

from citeaudit import Confidence, Finding, Report, Severity, Span, audit
from citeaudit.adapters.terminal import ansi
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.display import plain
from citeaudit.reports.text import render, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

WIKITEXT = 'One.\nText.<ref name="a" />\n{{reflist}}'


def audited(text: str = WIKITEXT, path: str = "a.wiki") -> AuditedFile:
    return AuditedFile(path, text, audit(text))


def with_finding(text: str, finding: Finding) -> AuditedFile:
    return AuditedFile("a.wiki", text, Report((finding,)))


def finding(span: Span, line: int, column: int) -> Finding:
    return Finding("CE001", "a-name", "A message", Severity.ERROR, Confidence.HIGH, span, line, column)


def test_finding_with_its_line_and_remedy() -> None:
    block, last = render([audited()])
    assert block == (
        "a.wiki:2:6 CE001 undefined-reference error\n"
        "  The named reference a was invoked but never defined\n"
        '    2 | Text.<ref name="a" />\n'
        "      |      ^^^^^^^^^^^^^^^^\n"
        '  help: Define it once, <ref name="a">…</ref>, or take its uses away.\n'
        "\n"
    )
    assert last == "1 error in 1 file\n"


def test_finding_without_remedy_has_no_line_for_it() -> None:
    block, _ = render([with_finding("abc", finding(Span(1, 2), 1, 2))])
    assert block == "a.wiki:1:2 CE001 a-name error\n  A message\n    1 | abc\n      |  ^\n\n"


def test_place_of_several_lines_says_where_it_ends() -> None:
    block, _ = render([with_finding("ab\ncd\nef\n", finding(Span(1, 7), 1, 2))])
    assert "    1 | ab\n      |  ^ … to line 3\n" in block


def test_place_that_ends_with_its_line_is_of_one_line() -> None:
    block, _ = render([with_finding("ab\ncd\n", finding(Span(1, 3), 1, 2))])
    assert "      |  ^\n" in block


@pytest.mark.parametrize(
    ("confidence", "ending"),
    [(Confidence.HIGH, "error"), (Confidence.MEDIUM, "error"), (Confidence.LOW, "error (cannot tell)")],
)
def test_doubt_is_marked(confidence: Confidence, ending: str) -> None:
    doubtful = attrs.evolve(finding(Span(0, 1), 1, 1), confidence=confidence)
    block, _ = render([with_finding("abc", doubtful)])
    assert block.splitlines()[0] == f"a.wiki:1:1 CE001 a-name {ending}"


def test_wikitext_cannot_act_on_the_terminal() -> None:
    text = 'Text.<ref name="a\x1b[31mb" />\x07\n{{reflist}}'
    assert "\x1b" not in "".join(render([audited(text, "a\x1b.wiki")]))
    assert "\x07" not in "".join(render([audited(text)]))


def test_colours_change_nothing_but_colours() -> None:
    coloured = "".join(render([audited()], ansi))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[32m"):
        coloured = coloured.replace(code, "")
    assert coloured == "".join(render([audited()], plain))


def test_findings_come_as_soon_as_their_file_is_audited() -> None:
    taken = []

    def results() -> Iterator[AuditedFile]:
        for path in ("a.wiki", "b.wiki"):
            taken.append(path)
            yield audited(path=path)

    pieces = render(results())
    assert next(pieces).startswith("a.wiki:")
    assert taken == ["a.wiki"]


@pytest.mark.parametrize(
    ("counts", "faulty", "read", "unread", "expected"),
    [
        ({}, 0, 1, 0, "Nothing found in 1 file"),
        ({}, 0, 3, 0, "Nothing found in 3 files"),
        ({}, 0, 0, 1, "Nothing found in 0 files; 1 path could not be audited"),
        ({Severity.ERROR: 1}, 1, 1, 0, "1 error in 1 file"),
        ({Severity.ERROR: 2, Severity.WARNING: 1}, 2, 2, 0, "2 errors, 1 warning in 2 files"),
        (
            {Severity.WARNING: 2, Severity.INFO: 3},
            1,
            5,
            2,
            "2 warnings, 3 for information in 1 of 5 files; 2 paths could not be audited",
        ),
    ],
)
def test_summary(counts: dict[Severity, int], faulty: int, read: int, unread: int, expected: str) -> None:
    assert summary(Counter(counts), faulty, read, unread) == expected


def test_files_that_were_not_read_are_counted() -> None:
    assert list(render([UnreadFile("b", "it is gone"), audited("")])) == [
        "Nothing found in 1 file; 1 path could not be audited\n"
    ]

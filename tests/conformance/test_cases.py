"""Whole pages with what is to be found on them; ``tests/cases/cite-errors.md`` says how they are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from citeaudit import Finding, Settings, audit
from citeaudit.rules import RULES

PAGES = Path(__file__).resolve().parents[1] / "cases" / "cite-errors.md"
FAMILIES = ("CE", "NL")

_CASE = re.compile(
    r"^## (?P<title>.+)\n(?P<prose>[^`]*)```wikitext\n(?P<text>(?:.*\n)*?)```\n\n(?P<found>(?:- .+\n)+)", re.MULTILINE
)
_FOUND = re.compile(r"- (?P<code>[A-Z]{2}\d{3}) line (?P<line>\d+) `(?P<place>[^`]+)`(?: about (?P<subjects>.+))?")


class Expected(NamedTuple):
    code: str
    line: int
    place: str
    """The first line of the place, as it is written."""
    subjects: tuple[str, ...]


class Case(NamedTuple):
    title: str
    text: str
    expected: list[Expected]


def cases() -> list[Case]:
    source = PAGES.read_text(encoding="utf-8")
    found = [
        Case(case["title"], case["text"].removesuffix("\n"), expected(case["found"])) for case in _CASE.finditer(source)
    ]
    assert len(found) == source.count("\n## "), "a case is not in its form"
    return found


def expected(lines: str) -> list[Expected]:
    if lines == "- Nothing\n":
        return []
    found = [_FOUND.fullmatch(line) for line in lines.splitlines()]
    return [
        Expected(one["code"], int(one["line"]), one["place"], tuple(re.findall(r"`([^`]*)`", one["subjects"] or "")))
        for one in found
        if one or pytest.fail(f"not in its form: {lines}")
    ]


def shown(finding: Finding, text: str) -> Expected:
    return Expected(finding.code, finding.line, finding.span.of(text).partition("\n")[0], finding.subjects)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in cases()])
def test_page(case: Case) -> None:
    report = audit(case.text, settings=Settings(select=FAMILIES))
    assert report.faults == ()
    assert [shown(finding, case.text) for finding in report.findings] == case.expected


def test_every_rule_has_a_page() -> None:
    wanted = {rule.code for rule in RULES if rule.code.startswith(FAMILIES)}
    assert {found.code for case in cases() for found in case.expected} == wanted

"""What the rules on short footnotes say beyond that something is wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.engine import audit_page
from citeaudit.finding import Confidence, Severity
from citeaudit.rules.short_footnotes import RULES

if TYPE_CHECKING:
    from citeaudit.finding import Finding


def findings(text: str, code: str = "") -> list[Finding]:
    report = audit_page(parse(text), RULES, as_of=dt.date(2026, 11, 22))
    assert not report.faults
    return [finding for finding in report.findings if finding.code.startswith(code)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule: type) -> None:
    for example in rule.examples:  # type: ignore[attr-defined]
        found = findings(example.text, rule.code)  # type: ignore[attr-defined]
        assert len(found) == (type(example).__name__ == "Bad"), example.text


def test_subject_is_the_anchor() -> None:
    (finding,) = findings("{{sfn|Smith & Co|2000}}")
    assert finding.upstream == "harv_no_target"
    assert finding.subjects == ("CITEREFSmith_&_Co2000",)


@pytest.mark.parametrize(
    ("text", "confidence", "severity"),
    [
        ("{{sfn|A|2000}}{{reflist}}", Confidence.HIGH, Severity.ERROR),
        ("{{sfn|A|2000}}{{reflist}} {{unknown}}", Confidence.MEDIUM, Severity.ERROR),
        ("{{sfn|A|2000}}{{reflist}} {{cite DNB|wstitle=B}}", Confidence.LOW, Severity.WARNING),
        ("{{harvs|last=A|year=2000}}", Confidence.MEDIUM, Severity.ERROR),
    ],
)
def test_wrappers_make_it_uncertain(text: str, confidence: Confidence, severity: Severity) -> None:
    (finding,) = findings(text, "SF001")
    assert (finding.confidence, finding.severity) == (confidence, severity)


@pytest.mark.parametrize(
    "target",
    [
        "{{cite book|last=smith|year=2000|title=A}}",
        "{{cite book|last=Smith|last2=Roe|year=2000|title=A}}",
        "{{cite book|last=Smith|year=2000a|title=A}}",
    ],
)
def test_what_may_have_been_meant(target: str) -> None:
    (finding,) = findings(f"{{{{harvnb|Smith|2000}}}}\n{target}", "SF001")
    assert "on line 2" in finding.remedy


def test_ambiguous_says_where_and_proposes_letters() -> None:
    book = "{{cite book|last=A|year=2000|title=B}}"
    (finding,) = findings(f"{{{{harvnb|A|2000}}}}\n{book}\n{book}", "SF002")
    assert "lines 2 and 3" in finding.remedy
    assert "2000a and 2000b" in finding.remedy


def test_every_unused_one_is_told_but_not_where_most_are_unused() -> None:
    used, other = "* {{citation|last=A|year=2000|title=B}}\n", "* {{citation|last=C|year=2001|title=D}}\n"
    text = "{{harvnb|A|2000}}\n== Sources ==\n"
    assert len(findings(text + used + other, "SF003")) == 1
    assert findings(text + used + other + other.replace("C", "E"), "SF003") == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("{{harvnb|A|2000|p=3–5}}", "{{harvnb|A|2000|pp=3–5}}"),
        ("{{harvnb|A|2000| page = 3, 5}}", "{{harvnb|A|2000| pages = 3, 5}}"),
        ("{{harvnb|A|2000|p=123–9}}", "{{harvnb|A|2000|pp=123–9}}"),
        ("{{harvnb|A|2000|pp=3}}", "{{harvnb|A|2000|p=3}}"),
        ("{{harvnb|A|2000|pages=3}}", "{{harvnb|A|2000|page=3}}"),
        ("{{sfnm|1a1=A|1y=2000|1p=3–4}}", "{{sfnm|1a1=A|1y=2000|1pp=3–4}}"),
    ],
)
def test_page_abbreviation(text: str, fixed: str) -> None:
    (finding,) = findings(text, "SF004")
    assert finding.fix is not None
    assert finding.fix.applied(text) == fixed
    assert findings(fixed, "SF004") == []


@pytest.mark.parametrize(
    "place", ["p=3", "p=A3–A5", "p=xii", "p=3-5", "p=1,234", "p=9–3", "pp=3–5", "pp=iv", "p=3|pp=3–5"]
)
def test_pages_that_may_be_right(place: str) -> None:
    assert findings(f"{{{{harvnb|A|2000|{place}}}}}", "SF004") == []

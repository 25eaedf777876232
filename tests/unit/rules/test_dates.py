"""What the rules on dates say and mend, and what they leave to the citation module."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.engine import audit_page
from citeaudit.rule import Bad
from citeaudit.rules import date_styles, dates

if TYPE_CHECKING:
    from citeaudit.finding import Finding

RULES = (*dates.RULES, *date_styles.RULES)


def findings(text: str, *codes: str, as_of: dt.date = dt.date(2026, 11, 22)) -> list[Finding]:
    report = audit_page(parse(text), RULES, as_of=as_of)
    assert not report.faults
    return [finding for finding in report.findings if not codes or finding.code in codes]


def cited(*arguments: str, template: str = "cite web") -> str:
    return f"{{{{{template} |title=A |url=https://example.org/a |{' |'.join(arguments)}}}}}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule: type) -> None:
    for example in rule.examples:  # type: ignore[attr-defined]
        found = findings(example.text, rule.code)  # type: ignore[attr-defined]
        assert len(found) == isinstance(example, Bad), example.text
        for finding in found:
            if finding.fix:
                assert not findings(finding.fix.applied(example.text), rule.code)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("published", "accessed", "expected"),
    [
        ("date=2 May 2019", "1 May 2019", False),
        ("date=3 May 2019", "1 May 2019", True),
        ("date=May 2019", "30 April 2019", False),
        ("date=May 2019", "29 April 2019", True),
        ("date=2019", "31 December 2018", False),
        ("year=2019", "30 December 2018", True),
        ("date=Winter 2019", "1 February 2019", False),
        ("date=c. 2020", "1 May 2019", False),
        ("date=n.d.", "1 May 2019", False),
        ("date=sometime", "1 May 2019", False),
        ("date=2019–2020", "1 May 2019", False),
        ("publication-date=3 May 2019", "1 May 2019", True),
        ("date=3 May 2019", "May 2019", False),
    ],
)
def test_only_what_is_certain_is_compared(published: str, accessed: str, expected: bool) -> None:  # noqa: FBT001
    assert bool(findings(cited(published, f"access-date={accessed}"), "DT001")) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [("cite web", True), ("cite news", True), ("cite journal", False), ("cite magazine", False)],
)
def test_periodicals_are_dated_ahead(template: str, expected: bool) -> None:  # noqa: FBT001
    text = cited("date=1 July 2020", "access-date=2 May 2020", template=template)
    assert bool(findings(text, "DT001")) == expected


@pytest.mark.parametrize(
    "argument",
    [
        "access-date=1 May 2030",
        "access-date=1 May 1999",
        "access-date=May 2019",
        "access-date=5/6/2016",
        "archive-date=1/2/3",
    ],
)
def test_what_the_citation_module_says_is_not_said_twice(argument: str) -> None:
    assert not findings(cited(argument))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("22 November 2026", False),
        ("23 November 2026", False),
        ("24 November 2026", True),
        ("1 May 2027", True),
        ("1 May 2029", False),
        ("31 December 1995", True),
        ("1 January 1996", False),
    ],
)
def test_no_copy_is_from_the_future_or_from_before_archives(day: str, expected: bool) -> None:  # noqa: FBT001
    assert bool(findings(cited("archive-url=https://perma.cc/F9NT-22AK", f"archive-date={day}"), "DT005")) == expected


def test_the_day_that_today_means_is_given() -> None:
    text = cited("archive-url=https://perma.cc/F9NT-22AK", "archive-date=1 May 2016")
    assert findings(text, "DT005", as_of=dt.date(2016, 4, 1))
    assert not findings(text, "DT005", as_of=dt.date(2016, 5, 1))


def test_a_gap_is_told_in_days() -> None:
    address = "archive-url=https://web.archive.org/web/20160531120000/https://example.org/a"
    (finding,) = findings(cited(address, "archive-date=31 May 2016", "access-date=1 January 2010"))
    assert finding.message == "The copy was made 2342 days after the source was accessed"
    (finding,) = findings(cited(address, "archive-date=31 May 2016", "access-date=1 January 2022"))
    assert "2041 days before" in finding.message


@pytest.mark.parametrize(
    ("others", "right"),
    [
        ((), "14 May 2005"),
        (("access-date=June 1, 2005",), "May 14, 2005"),
        (("access-date=2005-06-01",), "2005-05-14"),
    ],
)
def test_a_missing_day_is_taken_from_the_address(others: tuple[str, ...], right: str) -> None:
    address = "archive-url=https://web.archive.org/web/20050514082050/https://example.org/a"
    text = cited(address, "archive-date=May 2005", *others)
    (finding,) = findings(text)
    assert finding.code == "DT004"
    assert finding.fix
    assert finding.fix.applied(text) == text.replace("May 2005", right, 1)


def test_mixed_forms_are_counted_and_unified() -> None:
    text = (
        cited("date=1 May 2019", "access-date=2019-12-02")
        + cited("date=3 Aug 2019", "access-date=2019-12-02")
        + cited("date=Aug 3, 2019", "access-date=5 December 2019")
    )
    (finding,) = findings(text)
    assert finding.message == (
        "Dates are written in different forms: 2 dmy, 1 mdy (of publication); 2 ymd, 1 dmy (of access and archiving)"
    )
    assert finding.fix
    mended = text.replace("Aug 3, 2019", "3 Aug 2019").replace("access-date=5 December 2019", "access-date=2019-12-05")
    assert finding.fix.applied(text) == mended


def test_one_finding_for_the_whole_article() -> None:
    text = "{{use mdy dates}}" + cited("date=1 May 2019", "access-date=2 Jun 2019") * 3
    (finding,) = findings(text)
    assert finding.message.startswith("6 of 6 dates")
    assert finding.fix
    assert "date=May 1, 2019 |access-date=Jun 2, 2019" in finding.fix.applied(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retrieved 5/6/2016", ["may be read in two ways"]),
        ("retrieved 6/6/2016", ["is a date in digits"]),
        ("retrieved 31/5/2016", ["is a date in digits"]),
        ("(5/31/2016)", ["is a date in digits"]),
        ("Accessed on 5.6.2016.", ["may be read in two ways"]),
        ("Retrieved: 31-5-2016", ["is a date in digits"]),
        ("31.5.2016", []),
        ("retrieved 31/31/2016", []),
        ("retrieved 31/2/2016", ["is a date in digits"]),
        ("retrieved 5/6/16", []),
        ("https://example.org/a/5/6/2016", []),
        ("[https://example.org/?d=5/6/2016 A]", []),
        ("no. 5/6/2016/7", []),
        ("version 10.0.2016", []),
    ],
)
def test_dates_in_digits_in_plain_references(text: str, expected: list[str]) -> None:
    found = findings(f"<ref>Smith, A. {text}</ref>{{{{reflist}}}}", "DT008")
    assert [finding.message.partition(" ")[2] for finding in found] == expected


def test_a_date_in_digits_is_written_out_in_the_articles_form() -> None:
    text = "{{Use mdy dates}}<ref>Smith, retrieved 31/5/2016.</ref>{{reflist}}"
    (finding,) = findings(text)
    assert finding.fix
    assert finding.fix.applied(text) == text.replace("31/5/2016", "May 31, 2016")

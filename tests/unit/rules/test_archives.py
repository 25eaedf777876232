"""What the rules on archived copies say and mend, and what they leave to the citation module."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.cs1.conditions import conditions
from citeaudit.cs1.style import PageStyle
from citeaudit.engine import audit_page
from citeaudit.finding import Confidence, Severity
from citeaudit.rule import Bad
from citeaudit.rules.archives import RULES

if TYPE_CHECKING:
    from citeaudit.finding import Finding
    from citeaudit.rule import Observed

AS_OF = dt.date(2026, 11, 22)
ADDRESS = "https://web.archive.org/web/20160531120000/https://example.org/a"


def findings(text: str, *codes: str, wiki: str = "enwiki", observed: Observed = ()) -> list[Finding]:
    report = audit_page(parse(text, wiki=wiki), RULES, dict(observed), as_of=AS_OF)
    assert not report.faults
    return [finding for finding in report.findings if not codes or finding.code in codes]


def cited(archive_url: str, archive_date: str = "31 May 2016", url: str = "https://example.org/a") -> str:
    return (
        f"{{{{cite web |title=A |url={url} |archive-url={archive_url} |archive-date={archive_date} |url-status=dead}}}}"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule: type) -> None:
    for example in rule.examples:  # type: ignore[attr-defined]
        found = findings(example.text, rule.code, wiki=example.wiki, observed=example.observed)  # type: ignore[attr-defined]
        assert len(found) == isinstance(example, Bad), example.text
        for finding in found:
            if finding.fix:
                assert not findings(finding.fix.applied(example.text), rule.code, wiki=example.wiki)  # type: ignore[attr-defined]


def test_a_good_copy_is_passed_over() -> None:
    assert not findings(cited(ADDRESS))


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://web.archive.org/save/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/web/*/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/web/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/web/20160531/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/web/2016053112000/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/web/20160531120000*/https://example.org/a", "31 May 2016"),
        ("https://web.archive.org/details/a", "31 May 2016"),
        ("http://liveweb.archive.org/https://example.org/a", "31 May 2016"),
        (ADDRESS, "1 June 2016"),
        (ADDRESS, "31 July 2016"),
        ("https://example.org/a", "31 May 2016"),
    ],
)
def test_what_the_citation_module_says_is_not_said_twice(address: str, date: str) -> None:
    text = cited(address, date)
    (citation,) = parse(text).citations
    keys = {condition.key for condition in conditions(citation, as_of=AS_OF, style=PageStyle())}
    assert keys & {"err_archive_url", "err_archive_date_url_ts_mismatch", "err_bad_url"}
    assert not findings(text)


@pytest.mark.parametrize("address", ["https://archive.ph/20160531120000/https://example.org/a"])
def test_dates_of_archive_today_are_left_to_the_module(address: str) -> None:
    assert [finding.code for finding in findings(cited(address, "31 July 2016"))] == ["AR019"]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("31 July 2009", "14 July 2009"),
        ("July 31, 2009", "July 14, 2009"),
        ("2009-07-31", "2009-07-14"),
        ("31 Aug 2009", "14 Jul 2009"),
    ],
)
def test_the_right_date_has_the_form_of_the_wrong_one(given: str, right: str) -> None:
    text = cited("https://arquivo.pt/wayback/20090714235317/https://example.org/a", given)
    (finding,) = findings(text)
    assert finding.code == "AR001"
    assert finding.subjects == ("archive-date", "archive-url")
    assert finding.fix
    assert finding.fix.applied(text) == text.replace(given, right)


def test_an_archive_in_url_moves_to_where_it_belongs() -> None:
    text = f"{{{{cite web |title=A |url={ADDRESS} |access-date=June 1, 2016 |publisher=B}}}}"
    (finding,) = findings(text)
    assert finding.fix
    assert finding.fix.applied(text) == (
        f"{{{{cite web |title=A |url=https://example.org/a |archive-url={ADDRESS} |archive-date=May 31, 2016 "
        "|access-date=June 1, 2016 |publisher=B}}"
    )


@pytest.mark.parametrize(
    "address", ["https://archive.ph/20160531120000/https://example.org/a", "https://perma.cc/F9NT-22AK"]
)
def test_a_copy_that_is_no_use_or_hides_its_page_is_not_moved(address: str) -> None:
    (finding,) = findings(f"{{{{cite web |title=A |url={address}}}}}")
    assert finding.code == "AR010"
    assert finding.fix is None
    assert ("another archive" in finding.remedy) == ("archive.ph" in address)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{{Use mdy dates}}{{cite web |title=A |url=%s}}", "May 31, 2016"),
        ("{{Use dmy dates}}{{cite web |title=A |url=%s}}", "31 May 2016"),
        ("{{cite web |title=A |url=%s}}", "2016-05-31"),
    ],
)
def test_a_new_date_has_the_form_of_the_article(text: str, form: str) -> None:
    (finding,) = findings(text % ADDRESS)
    assert finding.fix
    assert f"|archive-date={form}}}" in finding.fix.applied(text % ADDRESS)


def test_a_modifier_survives_the_archives_own_form() -> None:
    text = cited("http://wayback.archive.org/web/20160531120000id_/https://example.org/a")
    (finding,) = findings(text)
    assert finding.fix
    assert "|archive-url=https://web.archive.org/web/20160531120000id_/https://example.org/a " in finding.fix.applied(
        text
    )


def test_an_address_with_a_template_is_not_mended() -> None:
    (finding,) = findings(
        cited(
            "http://wayback.archive.org/web/20160531120000/https://example.org/a{{!}}b",
            url="https://example.org/a{{!}}b",
        )
    )
    assert finding.code == "AR015"
    assert finding.fix is None


def test_an_address_that_a_template_makes_is_passed_over() -> None:
    assert not findings(cited("{{wayback link|x}}"))


def test_a_deprecated_archive_is_reported_with_what_it_kept() -> None:
    (finding,) = findings(
        cited("https://archive.today/20161123192100/https://example.org/a#selection-1.1", "23 November 2016")
    )
    assert "since 20 February 2026" in finding.message
    assert finding.remedy == (
        "Look in another archive for https://example.org/a#selection-1.1 as of 23 November 2016, "
        "or take the address away."
    )
    assert finding.fix is None


def test_a_short_address_in_a_closed_archive_still_tells_its_day() -> None:
    (finding,) = findings(cited("http://www.webcitation.org/66lmEkpE8", "8 April 2012"))
    assert finding.code == "AR017"
    assert "https://example.org/a as of 8 April 2012" in finding.remedy


def test_two_pages_of_one_site_are_a_hint_only() -> None:
    (same,) = findings(cited("https://web.archive.org/web/20160531120000/https://example.org/b"))
    (other,) = findings(cited("https://web.archive.org/web/20160531120000/https://example.com/b"))
    assert (same.severity, same.confidence) == (Severity.INFO, Confidence.LOW)
    assert (other.severity, other.confidence) == (Severity.WARNING, Confidence.MEDIUM)


def test_an_entity_in_an_address_is_decoded() -> None:
    address = "https://web.archive.org/web/20160531120000/https://example.org/?a=1&amp;b=2"
    assert not findings(cited(address, url="https://example.org/?a=1&b=2"))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", True),
        (" ", True),
        (". ", True),
        (" Text ", False),
        (" {{cite web |title=B |url=https://example.org/b}} ", False),
        ("</ref> Text.", False),
    ],
)
def test_a_note_belongs_to_the_citation_right_before_it(before: str, expected: bool) -> None:  # noqa: FBT001
    text = f"<ref>{cited(ADDRESS)}{before}{{{{Dead link|date=May 2020}}}}"
    assert bool(findings(text, "AR024")) == expected


@pytest.mark.parametrize("hidden", ["<!-- {} -->", "<nowiki>{}</nowiki>", "<pre>{}</pre>"])
def test_hidden_notes_are_none(hidden: str) -> None:
    assert not findings(hidden.format("{{webarchive}}"))
    assert findings("{{webarchive}}", "AR027")


def test_a_removed_note_takes_its_space_along() -> None:
    text = f"<ref>{cited(ADDRESS)} {{{{dead link|date=May 2020}}}}</ref>"
    (finding,) = findings(text)
    assert finding.fix
    assert finding.fix.applied(text) == f"<ref>{cited(ADDRESS)}</ref>"


def test_notes_may_hold_templates() -> None:
    text = "[https://a.example A] {{webarchive |title={{lang|fr|B}} |date=1 May 2012}}"
    assert [finding.code for finding in findings(text)] == ["AR027"]


@pytest.mark.parametrize(
    "unit", ["{{dead link|", "{{dead link}}{{", "{{webarchive|url=", "<nowiki>", "archive.is/ ", "<!--"]
)
def test_notes_are_found_in_linear_time(unit: str) -> None:
    assert isinstance(findings(unit * (60_000 // len(unit)), "AR025"), list)

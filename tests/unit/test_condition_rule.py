from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.condition_rule import rules_from_table
from citeaudit.engine import audit_page
from citeaudit.finding import Confidence, Severity
from citeaudit.rule import Bad, Good
from citeaudit.rules import citations, identifiers

if TYPE_CHECKING:
    from citeaudit.condition_rule import ConditionRule
    from citeaudit.finding import Finding

RULES = (*citations.RULES, *identifiers.RULES)
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def findings(text: str) -> tuple[Finding, ...]:
    report = audit_page(parse(text), RULES, as_of=dt.date(2026, 11, 22))
    assert not report.faults
    return report.findings


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value))
def test_examples(rule: type[ConditionRule], example: Bad | Good) -> None:
    found = [finding for finding in findings(example.text) if finding.code == rule.code]
    assert len(found) == isinstance(example, Bad)
    for finding in found:
        assert finding.upstream == rule.upstream
        if finding.fix:
            mended = finding.fix.applied(example.text)
            assert all(other.code != rule.code for other in findings(mended))


def test_every_rule_has_its_form() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name() for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.name() == rule.row["name"]
        assert rule.summary() == rule.row["summary"]
        assert set(rule.sections()) == {"Why", "Source"}
        assert {isinstance(example, Bad) for example in rule.examples} == {True, False}


def test_the_severity_follows_the_key() -> None:
    by_key = {rule.key: rule.severity for rule in RULES}
    assert by_key["err_bad_date"] is Severity.ERROR
    assert by_key["maint_url_status"] is Severity.INFO
    assert by_key["maint_authors"] is Severity.ERROR


def test_messages_name_the_parameter_as_written() -> None:
    (finding,) = findings("{{cite book |title=A |accessdate=5 May 2020}}")
    assert finding.message == "|accessdate= requires |url="
    assert finding.subjects == ("access-date", "url")


def test_long_texts_are_cut_short_in_messages() -> None:
    (finding,) = findings("{{cite book |title=A |" + "x" * 500 + "}}")
    assert len(finding.message) < 120


def test_braces_in_a_value_are_not_filled_in() -> None:
    (finding,) = findings("{{cite book |title=A |{written} {0} }}")
    assert finding.message == 'Text "{written} {0}" ignored'


def test_a_citation_that_may_not_be_shown_is_less_sure() -> None:
    found = findings("{{#if:{{{1|}}}|{{cite book |last=A}}|}}")
    assert [finding.confidence for finding in found] == [Confidence.LOW]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{{cite web |title=A |url=http://a.org |deadurl=no}}", "{{cite web |title=A |url=http://a.org}}"),
        (
            "{{cite web|title=A|url=http://a.org|deadurl=no|archive-url=//perma.cc/A|archive-date=1 May 2016}}",
            "{{cite web|title=A|url=http://a.org|url-status=live|archive-url=//perma.cc/A|archive-date=1 May 2016}}",
        ),
        ("{{cite web |title=A |url=http://a.org |url-access=free}}", "{{cite web |title=A |url=http://a.org}}"),
        ("{{cite book |Title=A |last=B}}", "{{cite book |title=A |last=B}}"),
        ("{{cite book\n | title = A\n | colour =\n | ref = harv\n}}", "{{cite book\n | title = A\n}}"),
        (
            "{{cite book |title=A |author=B et al. |year=2000}}",
            "{{cite book |title=A |author=B |display-authors=etal |year=2000}}",
        ),
        ("{{cite book |title=A |editor=B et al.}}", "{{cite book |title=A |editor=B |display-editors=etal}}"),
        ("{{cite book |title=A |date=May 31st 2016}}", "{{cite book |title=A |date=May 31, 2016}}"),
        ("{{cite journal |title=A |journal=B |pmc=PMC7}}", "{{cite journal |title=A |journal=B |pmc=7}}"),
    ],
)
def test_repairs(before: str, after: str) -> None:
    text = before
    while fix := next((finding.fix for finding in findings(text) if finding.fix), None):
        text = fix.applied(text)
    assert text.replace(" ", "").replace("\n", "") == after.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{cite book |Title=A |title=B}}", id="the right name is given, too"),
        pytest.param("{{cite book |title=A |colour=<!-- red -->}}", id="a comment would be lost"),
        pytest.param("{{cite web |title=A |url=http://a.org |deadurl=perhaps}}", id="not a yes or no"),
        pytest.param("{{cite web |title=A |url=http://a.org |url-access=some}}", id="what was meant is not clear"),
    ],
)
def test_no_repair(text: str) -> None:
    (finding,) = findings(text)
    assert finding.fix is None


def test_a_family_is_chosen_by_its_letters() -> None:
    assert {rule.code[:2] for rule in rules_from_table("ID")} == {"ID"}
    assert not rules_from_table("XX")

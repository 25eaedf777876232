"""The examples that the rules carry: each bad one is found once, each good one is passed over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from citeaudit import Report, Safety, Settings, audit
from citeaudit.rule import Bad, Good, Rule
from citeaudit.rules import RULES

AS_OF = dt.date(2026, 11, 22)

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}-{type(example).__name__}")
    for rule in RULES
    for number, example in enumerate(rule.examples, 1)
]


def alone(rule: type[Rule[Any]], example: Bad | Good, text: str | None = None) -> Report:
    """Return what this rule says of an example, or of another text, when it is the only one that looks."""
    return audit(
        example.text if text is None else text,
        wiki=example.wiki,
        as_of=AS_OF,
        outcomes=dict(example.observed),
        settings=Settings(select=(rule.code,)),
    )


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: type[Rule[Any]], example: Bad | Good) -> None:
    report = alone(rule, example)
    assert not report.faults
    assert [finding.code for finding in report.findings] == [rule.code] * isinstance(example, Bad)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_finding_can_be_shown(rule: type[Rule[Any]], example: Bad | Good) -> None:
    for finding in alone(rule, example).findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(example.text)
        assert finding.name == rule.name()
        assert finding.upstream == rule.upstream
        assert finding.message
        assert finding.message == finding.message.strip()
        assert "{0}" not in finding.message + finding.remedy


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_found_in_the_middle_of_a_page(rule: type[Rule[Any]], example: Bad | Good) -> None:
    before = "Some text.\n\n"
    report = alone(rule, example, f"{before}{example.text}\n\nMore text.")
    assert [finding.code for finding in report.findings] == [rule.code] * isinstance(example, Bad)
    moved = [(f.span.start - len(before), f.span.end - len(before)) for f in report.findings]
    assert moved == [f.span for f in alone(rule, example).findings]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fix_mends_what_was_found(rule: type[Rule[Any]], example: Bad | Good) -> None:
    for finding in alone(rule, example).findings:
        if finding.fix:
            assert finding.fix.title
            assert all(0 <= edit.span.start <= edit.span.end <= len(example.text) for edit in finding.fix.edits)
            assert not alone(rule, example, finding.fix.applied(example.text)).findings


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fix_gives_what_the_example_says(rule: type[Rule[Any]], example: Bad | Good) -> None:
    if isinstance(example, Bad) and example.fixed is not None:
        (finding,) = alone(rule, example).findings
        assert finding.fix
        assert finding.fix.applied(example.text) == example.fixed


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_shows_its_repair(rule: type[Rule[Any]], example: Bad | Good) -> None:
    for finding in alone(rule, example).findings:
        assert isinstance(example, Bad)
        is_made = finding.fix is not None and finding.fix.safety is not Safety.SUGGESTION
        assert is_made == (example.fixed is not None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_no_machine_repairs_says_what_to_do(rule: type[Rule[Any]]) -> None:
    for example in rule.examples:
        for finding in alone(rule, example).findings:
            assert finding.fix is not None or finding.remedy

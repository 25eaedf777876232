"""Comments in the text that keep rules quiet, and templates that ask archive bots to stay away."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from citeaudit import Report, Settings, Severity, audit
from citeaudit.registry import every_rule, families, rules_by_code
from citeaudit.rule import Bad, Good, Rule
from citeaudit.suppression_rules import RULES
from citeaudit.suppressions import may_suppress

TODAY = dt.date(2026, 11, 22)
USE = '<ref name="{}" />'
END = "\n<ref>Z</ref>{{reflist}}"


def report(text: str, **options: Any) -> Report:  # noqa: ANN401 (options of audit)
    return audit(text, as_of=TODAY, **options)


def found(text: str, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return code and first subject of what is found, and of nothing that is not about references."""
    return [(f.code, f.subjects[0] if f.subjects else "") for f in report(text, **options).findings]


def names(text: str) -> str:
    """Return the names of the undefined references that are reported."""
    findings = found(text + END)
    assert [code for code, _ in findings] == ["CE001"] * len(findings)
    return "".join(name for _, name in findings)


A, B, C = (USE.format(name) for name in "abc")


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        pytest.param(f"{A}{B}", "ab", id="no comment"),
        pytest.param(f"<!-- citeaudit: ignore CE001 -->{A}{B}", "b", id="the next reference"),
        pytest.param(f"{A}<!-- citeaudit: ignore CE001 --> text {B}{C}", "ac", id="text may come between"),
        pytest.param(f"<!-- citeaudit: ignore -->{A}{B}", "b", id="no word means all rules"),
        pytest.param(f"<!-- citeaudit: ignore CE -->{A}{B}", "b", id="a family"),
        pytest.param(f"<!-- citeaudit: ignore undefined-reference -->{A}{B}", "b", id="a name"),
        pytest.param(f"<!--citeaudit:ignore ce001-->{A}{B}", "b", id="spaces and capitals do not matter"),
        pytest.param(f"<!-- citeaudit: ignore CE001 -- it will come -->{A}{B}", "b", id="a reason after a dash"),
        pytest.param(f"<!--\nciteaudit: ignore\n CE001 — it will come\n-->{A}{B}", "b", id="on several lines"),
        pytest.param(f"{A} {B} <!-- citeaudit: ignore-line CE001 -->\n{C}", "c", id="the line"),
        pytest.param(f"{A}\n{B}\n<!-- citeaudit: ignore-page CE001 -->{C}", "", id="the page"),
        pytest.param(f"{A}<!-- citeaudit: disable CE001 -->{B}\n{C}", "a", id="to the end"),
        pytest.param(
            f"{A}<!-- citeaudit: disable CE001 -->{B}<!-- citeaudit: enable CE001 -->{C}", "ac", id="to enable"
        ),
        pytest.param(f"{A}<!-- citeaudit: disable CE001 -->{B}<!-- citeaudit: enable -->{C}", "ac", id="to enable all"),
        pytest.param(
            f"<!-- citeaudit: disable CE -->{A}<!-- citeaudit: enable CE -->{B}<!-- citeaudit: disable CE -->{C}",
            "b",
            id="twice",
        ),
    ],
)
def test_where_a_comment_holds(text: str, reported: str) -> None:
    assert names(text) == reported


@pytest.mark.parametrize(
    "around",
    ["<nowiki>{}</nowiki>", "<pre>{}</pre>", "<syntaxhighlight lang=text>{}</syntaxhighlight>"],
)
def test_comments_that_are_text_do_nothing(around: str) -> None:
    assert names(around.format("<!-- citeaudit: ignore-page CE001 -->") + A) == "a"


@pytest.mark.parametrize(
    "around",
    ["<ref>B {}</ref>", "{{{{cite book |title=A |ref=none {} }}}}", "{{{{efn|B {}}}}}{{{{notelist}}}}", "[[A|{}]]"],
)
def test_comments_are_found_wherever_mediawiki_reads_one(around: str) -> None:
    assert names(around.format("<!-- citeaudit: ignore-page CE001 -->") + A) == ""


def test_next_part_may_be_a_citation_a_list_or_a_short_citation() -> None:
    bad = "{{cite book |title=A |access-date=5 May 2020}}"
    codes = {code for code, _ in found(bad)}
    assert codes
    assert found(f"<!-- citeaudit: ignore {','.join(codes)} -->{bad}") == []
    harv = "{{harvnb|Smith|2004}}"
    assert {code for code, _ in found(f"A{harv}")} == {"SF001"}
    assert found(f"<!-- citeaudit: ignore SF001 -->A{harv} <ref>B</ref>{END}") == []


def test_a_reference_covers_the_citation_in_it() -> None:
    text = "Text.{}<ref>{{{{cite book |title=A |doi=x}}}}</ref>" + END
    codes = {code for code, _ in found(text.format(""))}
    assert codes
    assert found(text.format(f"<!-- citeaudit: ignore {' '.join(codes)} -->")) == []


def test_several_words_hold_each_for_itself() -> None:
    text = f"<!-- citeaudit: ignore CE001, CE013 -->{A}<ref></ref>{END}"
    assert {code for code, _ in found(text)} == {"CE013", "SU001"}


# --- comments that do nothing


def test_unused_comments_are_reported_at_their_place() -> None:
    text = f"Text.<!-- citeaudit: ignore CE001 --><ref>B</ref>{END}"
    (finding,) = report(text).findings
    assert (finding.code, finding.name, finding.severity) == ("SU001", "unused-suppression", Severity.INFO)
    assert finding.span.of(text) == "<!-- citeaudit: ignore CE001 -->"
    assert finding.subjects == ("ignore", "CE001")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- citeaudit: ignore CE001 -->",
        "<!-- citeaudit: ignore-line CE001 -->",
        "<!-- citeaudit: ignore-page CE001 -->",
        "<!-- citeaudit: disable CE001 -->",
        "<!-- citeaudit: enable CE001 -->",
        f"<!-- citeaudit: ignore-page CE001 -->{A}<!-- citeaudit: ignore-page CE001 -->",
        f"<!-- citeaudit: disable CE001 -->{A}<!-- citeaudit: disable ce001 -->",
        f"<!-- citeaudit: disable CE001 -->{A}<!-- citeaudit: enable CE -->",
    ],
)
def test_unused(text: str) -> None:
    assert [code for code, _ in found(text + END)] == ["SU001"]


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (Settings(), ["SU001"]),
        pytest.param(Settings(ignore=("CE001",)), [], id="the rule did not look"),
        pytest.param(Settings(select=("CE013", "SU")), [], id="the rule was not chosen"),
        pytest.param(Settings(select=("CE", "SU")), ["SU001"], id="it was chosen"),
        pytest.param(Settings(ignore=("SU",)), [], id="nobody wants to know"),
    ],
)
def test_what_cannot_be_told_is_not_reported(settings: Settings, codes: list[str]) -> None:
    assert [code for code, _ in found(f"<!-- citeaudit: ignore CE001 -->Text.{END}", settings=settings)] == codes


def test_comments_hold_when_only_some_rules_look() -> None:
    text = f"<!-- citeaudit: ignore CE001 -->{A}{END}"
    assert found(text, settings=Settings(select=("CE001",))) == []


def test_comments_about_the_web_are_not_judged_offline() -> None:
    online = [rule for rule in every_rule() if rule.is_online()]
    if not online:
        pytest.skip("no rule asks the web yet")
    assert found(f"<!-- citeaudit: ignore {online[0].code} -->Text.{END}") == []


@pytest.mark.parametrize(
    ("comment", "wrong", "remedy"),
    [
        ("ignore CE999", "CE999", ""),
        ("ignore undefined-referense", "undefined-referense", "Did you mean undefined-reference?"),
        ("ignore-lines CE001", "ignore-lines", "Did you mean ignore-line?"),
        ("", "", ""),
    ],
)
def test_comments_that_cannot_be_understood(comment: str, wrong: str, remedy: str) -> None:
    (finding,) = report(f"<!-- citeaudit: {comment} -->Text.{END}").findings
    assert (finding.code, finding.subjects, finding.severity) == ("SU002", (wrong,), Severity.WARNING)
    assert repr(wrong) in finding.message
    assert not remedy or finding.remedy == remedy


def test_a_comment_that_is_not_closed_is_read() -> None:
    assert [code for code, _ in found(f"{A}{END}<!-- citeaudit: ignore-page CE001")] == []


# --- templates for bots

ARCHIVED = (
    "{{cite web |title=A |url=https://example.org/a |archive-date=6 June 2012"
    " |archive-url=https://web.archive.org/web/20200505000000/https://example.org/b}}"
)


def archive_codes(text: str) -> set[str]:
    return {code for code, _ in found(text + END) if code.startswith("AR")}


def test_an_archive_rule_has_something_to_say() -> None:
    assert archive_codes(f"<ref>{ARCHIVED}</ref>") == {"AR009"}


@pytest.mark.parametrize(
    "text",
    [
        "<ref>{}{{{{dead link}}}}{{{{cbignore}}}}</ref>",
        "<ref>{}{{{{cbignore}}}}{{{{dead link}}}}</ref>",
        "<ref>{}{{{{dead link|date=May 2020}}}}</ref>{{{{Cbignore}}}}",
        "<ref>{}</ref>{{{{cbignore}}}}{{{{dead link}}}}",
        "<ref>{}{{{{dead link}}}}</ref><!-- no --> {{{{cbignore|bot=medic}}}}",
        "{}{{{{cbignore}}}}",
        "* {} {{{{ cbignore }}}}",
    ],
)
def test_cbignore_keeps_archive_rules_quiet(text: str) -> None:
    assert archive_codes(text.format(ARCHIVED)) == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<ref>{}</ref> Text. {{{{cbignore}}}}", id="text comes between"),
        pytest.param("{{{{cbignore}}}}<ref>{}</ref>", id="it stands before"),
        pytest.param("<ref>{}</ref><ref>B</ref>{{{{cbignore}}}}", id="it is of the next reference"),
        pytest.param("<ref>{}<nowiki>{{{{cbignore}}}}</nowiki></ref>", id="it is text"),
        pytest.param("<ref>{}</ref>{{{{cbignored}}}}", id="another template"),
    ],
)
def test_cbignore_of_something_else(text: str) -> None:
    assert archive_codes(text.format(ARCHIVED))


def test_cbignore_keeps_no_rule_quiet_that_is_about_it() -> None:
    text = "<ref>{{cite web |title=A |url=https://example.org/a}}{{dead link|date=May 2020}}{{cbignore}}</ref>"
    assert archive_codes(text) == {"AR025"}


def test_cbignore_does_not_reach_the_next_citation() -> None:
    assert archive_codes(f"{ARCHIVED}{{{{cbignore}}}} {ARCHIVED}") == {"AR009"}
    assert len([f for f in report(f"{ARCHIVED}{{{{cbignore}}}}{ARCHIVED}").findings if f.code == "AR009"]) == 1


def test_cbignore_is_for_archive_rules_only() -> None:
    text = f'<ref name="a" />{{{{cbignore}}}}{END}'
    assert [code for code, _ in found(text)] == ["CE001"]


# --- the rules


def test_examples() -> None:
    for rule in RULES:
        for example in rule.examples:
            codes = [finding.code for finding in report(example.text).findings]
            assert codes == [rule.code] * isinstance(example, Bad), example
        assert {Bad, Good} == {type(example) for example in rule.examples}


def test_they_are_rules_like_all_others() -> None:
    known = every_rule()
    assert [rule.code for rule in known] == sorted(rule.code for rule in known)
    assert families()["SU"][1] == RULES
    for rule in RULES:
        check_form(rule)


def check_form(rule: type[Rule[Any]]) -> None:
    assert rules_by_code()[rule.code] is rule
    assert {"Why", "Source"} <= set(rule.sections())
    assert rule.name().replace("-", "") == rule.__name__.lower()


# --- cost


def test_texts_without_a_comment_are_not_looked_at() -> None:
    (found,) = audit("<ref name=a />{{reflist}}").findings
    about_copy = evolve(found, code="AR001")
    assert not may_suppress("Text.<!-- a comment --><ref>citeaudit</ref>", [about_copy])
    assert may_suppress("<!-- citeaudit: ignore -->", [])
    assert may_suppress("{{Cbignore}}", [about_copy])
    assert not may_suppress("{{Cbignore}}", [found]), "it keeps nothing else quiet"

"""Repairing a text: what is made together, what is left, and that nothing else changes."""

from __future__ import annotations

import datetime as dt

import mwparserfromhell
import pytest

from citeaudit import (
    Edit,
    EditConflict,
    Finding,
    Fix,
    Page,
    Report,
    Safety,
    Settings,
    Severity,
    Span,
    audit,
    fix,
    parse,
)
from citeaudit.finding import Confidence, Fault
from citeaudit.repair import MOST_ROUNDS, Fixed, Look, Reason, chosen_together, repair

AS_OF = dt.date(2026, 11, 22)


def fixed(text: str, safety: Safety = Safety.UNSAFE) -> Fixed:
    return fix(text, audit(text, as_of=AS_OF), safety=safety)


# --- with rules


def test_all_repairs_of_a_page_are_made_in_one_go() -> None:
    text = "<ref>{{cite book |Title=A |page=p. 3 |colour=}}</ref><ref></ref>{{reflist}}"
    done = fixed(text, Safety.SAFE)
    assert done.text == "<ref>{{cite book |title=A |page=3}}</ref>{{reflist}}"
    assert {finding.code for finding in done.applied} == {"CS019", "CS045", "CS021", "CE013"}
    assert done.skipped == ()


def test_unsafe_repairs_wait_for_leave() -> None:
    text = '<ref name="a">A</ref><ref name="a">B</ref>{{reflist}}'
    assert fixed(text, Safety.SAFE) == Fixed(text)
    assert fixed(text).text == '<ref name="a">A</ref><ref name="a-2">B</ref>{{reflist}}'


def test_suggestions_are_never_applied() -> None:
    text = '<ref name="Smith2006">A</ref> <ref name="Smith2007" />{{reflist}}'
    (finding,) = audit(text).findings
    assert finding.fix
    assert finding.fix.safety is Safety.SUGGESTION
    assert fixed(text, Safety.SUGGESTION) == Fixed(text)


def test_repairs_that_overlap_are_made_one_after_the_other() -> None:
    text = "<ref>{{cite book |title=A |author=Doe et al.,}}</ref>{{reflist}}"
    done = fixed(text)
    assert done.text == "<ref>{{cite book |title=A |author=Doe |display-authors=etal}}</ref>{{reflist}}"


def test_what_no_repair_is_for_stays_as_it_is() -> None:
    before = "{{sfn|A}} <nowiki><ref></nowiki> \u200b [[x \r\n"
    text = f"{before}<ref></ref> {{{{reflist}}}} '''"
    assert fixed(text).text == f"{before} {{{{reflist}}}} '''"


def test_a_repair_that_would_bring_a_new_finding_is_dropped_and_the_others_are_made() -> None:
    # Quotes would make a name of it that is taken.
    text = '<ref name="a b">A</ref><ref name=a b>B</ref><ref></ref>{{reflist}}'
    done = fixed(text, Safety.SAFE)
    assert done.text == text.replace("<ref></ref>", "")
    assert [(skipped.finding.code, skipped.reason) for skipped in done.skipped] == [("CE006", Reason.NEW_FINDING)]


def test_running_again_changes_nothing() -> None:
    text = '<ref name=12>A</ref><ref name=12/>{{efn|B}}\n== References ==\n{{reflist}}\n<ref name="a" dir=x>C</ref>'
    once = fixed(text)
    assert once.applied
    twice = fixed(once.text)
    assert (twice.text, twice.applied) == (once.text, ())


def test_only_what_the_report_has_is_repaired() -> None:
    text = "<ref>{{cite book |title=A |page=p. 3 |volume=vol. 4}}</ref><ref></ref>{{reflist}}"
    report = audit(text, settings=Settings(select=("CE",)))
    assert fix(text, report).text == text.replace("<ref></ref>", "")


def test_a_report_of_another_text_is_refused() -> None:
    report = audit("A.<ref></ref>{{reflist}}")
    with pytest.raises(EditConflict, match="CE013"):
        fix("\nA.<ref></ref>{{reflist}}", report)
    with pytest.raises(EditConflict, match="audit it again"):
        fix("A", report)


def test_the_day_of_the_report_counts() -> None:
    text = "{{cite web |title=A |url=https://a.org |access-date=2 may 2015}}"
    report = audit(text, as_of=dt.date(2015, 5, 3))
    assert report.as_of == dt.date(2015, 5, 3)
    assert "2 May 2015" in fix(text, report).text


def test_a_page_of_many_faults_takes_few_audits() -> None:
    text = "<ref>{{cite book |Title=A |page=p. 3}}</ref>\n" * 300 + "{{reflist}}"
    done = fixed(text)
    assert len(done.applied) == 600
    assert done.text == "<ref>{{cite book |title=A |page=3}}</ref>\n" * 300 + "{{reflist}}"


def test_what_mwparserfromhell_made_of_a_text_will_do() -> None:
    tree = mwparserfromhell.parse("A.<ref></ref><ref>B</ref> {{reflist}}")
    assert fix(tree, audit(tree)).text == "A.<ref>B</ref> {{reflist}}"


def test_what_a_comment_keeps_quiet_is_left_alone() -> None:
    text = "A.<!-- citeaudit: ignore CE013 --><ref></ref> B.<ref></ref> {{reflist}}"
    assert fixed(text).text == "A.<!-- citeaudit: ignore CE013 --><ref></ref> B. {{reflist}}"


# --- the summary


def test_summary() -> None:
    done = fixed("<ref>{{cite book |Title=A |page=p. 3}}</ref><ref>{{cite book |Title=B}}</ref>{{reflist}}")
    assert done.summary == "misspelt parameter (2), label in pages"
    assert Fixed("").summary == ""


def test_a_long_summary_is_cut_short() -> None:
    findings = tuple(finding("X", name=f"a-rule-of-a-rather-long-name-{number}") for number in range(9))
    summary = Fixed("", findings).summary
    assert len(summary) < 180
    assert summary.endswith(" and 4 more")


def test_looks_alone_are_no_reason_to_save() -> None:
    dates = "{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://a.org/a |date=May 1, 2019}}"
    assert fixed(dates).applied
    assert fixed(dates).is_cosmetic
    assert not fixed(f"{dates} <ref></ref>").is_cosmetic
    assert Fixed("").is_cosmetic


# --- without rules: what the machinery does with repairs of all kinds


def finding(code: str, *edits: tuple[int, int, str], name: str = "a-rule", safety: Safety = Safety.SAFE) -> Finding:
    made = tuple(Edit(Span(start, end), text) for start, end, text in edits)
    return Finding(
        code=code,
        name=name,
        message="",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        span=Span(0, 0),
        line=1,
        column=1,
        fix=Fix("", safety, made),
    )


def words(text: str) -> Look:
    """Find each "x" and take it away, each "q" and make a "y" of it, which is a finding; "!!" is a fault."""
    found = [finding("X", (place, place + 1, "")) for place, letter in enumerate(text) if letter == "x"]
    found += [finding("Q", (place, place + 1, "y")) for place, letter in enumerate(text) if letter == "q"]
    found += [finding("Y")] * text.count("y")
    faults = (Fault("Z", "boom"),) if "!!" in text else ()
    return Look(parse(text), Report(tuple(found), faults))


def test_the_culprit_is_found_and_the_others_are_kept() -> None:
    text = "xaxbqxcxxdyx"
    done = repair(text, words(text).report.findings, words, Safety.SAFE)
    assert done.text == "abqcdy"
    assert len(done.applied) == 6
    assert [(skipped.finding.code, skipped.reason) for skipped in done.skipped] == [("Q", Reason.NEW_FINDING)]


def test_a_rule_whose_repairs_do_not_go_is_given_up() -> None:
    text = "q" * 2000 + "x"
    done = repair(text, words(text).report.findings, words, Safety.SAFE)
    assert done.text == "q" * 2000
    assert {skipped.reason for skipped in done.skipped} <= {Reason.NEW_FINDING, Reason.UNTRIED}


def test_a_rule_that_crashes_on_the_result_is_an_objection() -> None:
    done = repair("!x!", [finding("X", (1, 2, ""))], words, Safety.SAFE)
    assert done.text == "!x!"
    assert [skipped.reason for skipped in done.skipped] == [Reason.NEW_FINDING]


def test_a_repair_after_which_the_finding_stays_is_dropped() -> None:
    done = repair("x", [finding("X", (0, 1, "xx"))], words, Safety.SAFE)
    assert done.text == "x"
    done = repair("x.", [finding("X", (1, 2, "!"))], words, Safety.SAFE)
    assert (done.text, [skipped.reason for skipped in done.skipped]) == ("x.", [Reason.INEFFECTIVE])


def test_a_repair_that_changes_another_citation_is_dropped() -> None:
    def silent(text: str) -> Look:
        found = [finding("X", (0, 1, "{{cite"))] if text.startswith("x") else []
        return Look(parse(text), Report(tuple(found)))

    done = repair("x book}} {{cite book}}", [finding("X", (0, 1, "<!--"))], silent, Safety.SAFE)
    assert [skipped.reason for skipped in done.skipped] == [Reason.OTHER_PARTS]
    assert done.text.startswith("x")


def test_rounds_end() -> None:
    def endless(text: str) -> Look:
        left = 100 - text.count("z")
        return Look(parse(text), Report(tuple(finding("X", (0, 0, "z")) for _ in range(left))))

    done = repair("", endless("").report.findings, endless, Safety.SAFE)
    assert len(done.text) <= MOST_ROUNDS


def test_what_only_the_web_tells_is_repaired_though_it_is_not_seen_to_go() -> None:
    def nothing(text: str) -> Look:
        return Look(page(text), Report(()))

    def page(text: str) -> Page:
        return parse(text)

    assert repair("ab", [finding("LK1", (0, 1, "c"))], nothing, Safety.SAFE).text == "cb"


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        pytest.param((0, 2, "a"), (2, 4, "b"), 2, id="next to each other"),
        pytest.param((0, 2, "a"), (1, 4, "b"), 1, id="overlap"),
        pytest.param((0, 9, "a"), (3, 4, "b"), 1, id="one in the other"),
        pytest.param((3, 3, "a"), (3, 3, "b"), 1, id="two insertions at one place"),
        pytest.param((0, 3, "a"), (3, 3, "b"), 1, id="an insertion touches"),
        pytest.param((3, 5, "a"), (3, 3, "b"), 1, id="an insertion touches from the other side"),
        pytest.param((0, 3, "a"), (4, 4, "b"), 2, id="apart"),
        pytest.param((0, 3, "a"), (0, 3, "a"), 2, id="the very same"),
    ],
)
def test_what_can_be_made_together(first: tuple[int, int, str], second: tuple[int, int, str], together: int) -> None:
    chosen, overlapping = chosen_together([finding("A", first), finding("B", second)])
    assert (len(chosen), len(overlapping)) == (together, 2 - together)


def test_one_repair_of_many_places_overlaps_at_any_of_them() -> None:
    chosen, overlapping = chosen_together(
        [finding("A", (0, 1, ""), (8, 9, "")), finding("B", (8, 9, "")), finding("C", (4, 5, ""))]
    )
    assert [found.code for found in chosen] == ["A", "C"]
    assert [found.code for found in overlapping] == ["B"]

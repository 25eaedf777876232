"""What holds for the repairs of every text: nothing but the places of edits changes, and what is mended stays so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from citeaudit import Safety, audit, fix
from citeaudit.fixes import edited
from citeaudit.repair import chosen_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeaudit import Edit, Finding

AS_OF = dt.date(2026, 11, 22)

_FAULTY = (
    "<ref></ref>", "<ref />", '<ref name="" />', "<ref name=1>A</ref>", "<ref name=1 />", "<ref name=a>",
    "<ref name=a b>", "<ref name='a'>A</ref>", '<ref name="a">B</ref>', "<ref name=Abcd>C</ref>",
    '<ref name="ab cd" />', "<ref nam=x>D</ref>", "<ref dir=up>E</ref>", "<ref follow=a name=b>F</ref>",
    "<ref group=nb>G</ref>", "<ref style=x name=a>", "</ref>", "{{efn|H}}", "{{efn-ua|I}}", "{{reflist}}",
    "{{reflist|group=nb}}", "{{notelist}}", "<references foo=1 />", "{{reflist|refs=", "}}",
    '<references><ref name="z">Z</ref><ref name="a" group="nb">A</ref></references>',
    "\n== References ==\n", "\n== Notes ==\n", "\n", "\n[[Category:A]]\n",
    "{{cite web |title=A |url=www.example.org", "{{cite book |Title=A |page=p. 3 |pages=p. 3 |colour=",
    "{{cite journal |title=A |journal=B |doi=doi:10.1000/182.",
    "{{cite web |title=A |archive-url=https://web.archive.org/web/20160505010203/https://example.org",
    " |url=https://a.org", " |date=may 5th 2016 |year=2016", " |access-date=31/05/2016", " |author=Doe et al.,",
    " |author=Doe, J.; Roe, R.", " |publisher=''B''", " |publisher=London: Faber", " |deadurl=yes", " |ref=harv",
    " |title=A publisher=B", "<!-- a -->", "{{sfn|Doe|2016|p=3–5}}", "{{Use dmy dates}}", "<nowiki>", "</nowiki>",
    "A", " ", "|", "=", "'''", "\u200b", "\r\n",
    "<ref name=“q r”>J</ref>", '<ref name="q>K</ref>', '<ref name=q">L</ref>', '<ref name="q group="nb">M</ref>',
    '<ref name="q r" />',
)  # fmt: skip

faulty = st.lists(st.sampled_from(_FAULTY), max_size=25).map("".join)
"""Texts with many faults that have a repair, and some that make one go wrong."""


def findings(text: str) -> tuple[Finding, ...]:
    return audit(text, as_of=AS_OF).findings


def counted(found: Sequence[Finding]) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((finding.code, finding.subjects) for finding in found)


def edits_of(chosen: Sequence[Finding]) -> list[Edit]:
    edits = {edit for finding in chosen for edit in (finding.fix.edits if finding.fix else ())}
    return sorted(edits, key=lambda edit: edit.span)


@given(faulty, st.data())
def test_any_repairs_keep_the_text_outside_them(text: str, data: st.DataObject) -> None:
    repairable = [finding for finding in findings(text) if finding.fix]
    wanted = data.draw(st.lists(st.sampled_from(repairable), unique=True)) if repairable else []
    chosen, overlapping = chosen_together(wanted)
    assert len(chosen) + len(overlapping) == len(wanted)
    result = edited(text, edits_of(chosen))
    old = new = 0
    for edit in edits_of(chosen):
        expected = text[old : edit.span.start] + edit.text
        assert result[new : new + len(expected)] == expected
        new += len(expected)
        old = edit.span.end
    assert result[new:] == text[old:]


@given(faulty)
def test_edits_of_one_repair_are_in_order_and_apart(text: str) -> None:
    for finding in findings(text):
        if finding.fix:
            spans = [edit.span for edit in finding.fix.edits]
            assert spans
            assert all(first.end <= second.start for first, second in pairwise(spans))
            assert all(0 <= span.start <= span.end <= len(text) for span in spans)


@given(faulty, st.sampled_from((Safety.SAFE, Safety.UNSAFE)))
@example("{{cite book |Title=A |page=p. 3 |pages=p. 3 |colour=}}", Safety.UNSAFE)
@example("<ref name=a><ref name=a b>B</ref>{{reflist}}<ref name=1 />", Safety.UNSAFE)
def test_a_repaired_text_has_nothing_new_and_stays(text: str, safety: Safety) -> None:
    report = audit(text, as_of=AS_OF)
    done = fix(text, report, safety=safety)
    after = audit(done.text, as_of=AS_OF)
    assert not counted(after.findings) - counted(report.findings)
    assert (done.text == text) == (not done.applied)
    assert fix(done.text, after, safety=safety).text == done.text

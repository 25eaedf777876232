"""Nothing that an editor can write into a citation makes its rules fail."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit import parse
from citeaudit.cs1.conditions import conditions
from citeaudit.cs1.style import page_style
from citeaudit.engine import audit_page
from citeaudit.rules import citations, identifiers
from citeaudit.tables import table

AS_OF = dt.date(2026, 11, 22)
RULES = (*citations.RULES, *identifiers.RULES)
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

_TABLE = table("cs1/parameters")
_PLAIN = sorted(
    {*_TABLE["allowed"]["everywhere"], *(name for own in _TABLE["allowed"]["own"].values() for name in own)}
)
_NUMBERED = sorted(_TABLE["allowed"]["enumerated"])
_TEMPLATES = sorted(table("profiles/enwiki")["citation_templates"])

names = st.one_of(
    st.sampled_from(_PLAIN),
    st.builds(
        lambda name, number: name.replace("#", number),
        st.sampled_from(_NUMBERED),
        st.sampled_from("0123") | st.text("0123456789", max_size=25),
    ),
    st.sampled_from(sorted(table("cs1/suggestions")["exact"])),
    st.text(max_size=12),
)
# Separated by blanks; "·" stands for a blank in a value.
_HOSTILE = r"""
(()) (( )) ((A)) ((A,·B)),·C '' '''''A [[ ]] [[A|B|C]] [[:fr:A]] {{ }} {{A|b=c}} = == A= A·publisher=B
<!-- <!--·A·--> <nowiki/> <nowiki> <ref>A</ref> <math> </math> <i class="x">A</i>
none off harv etal et·al. bot:·unknown dmy vanc cs2 ja: xx:A ru:Я pmc doi
https:// // https://example.org http://[::1]:80/%zz https://web.archive.org/web/20160531120000/ news:a.b
2016-02-30 32·May·2016 May– 0000 n.d. c.·2016 ٢٠١٦ 1-2-3 99999999999999 PMC0 10. 10.1/ 978 ------------------------
Doe·J,·Roe·R Doe;·Roe;·Poe I·II·III p.·3 pp. vol ,;: é“”
"""
_CONTROL = ("", " ", "\ufffd", "\u200d", "\x7f'\"`UNIQ--ref-1-QINU`\"'\x7f", "\ud800", "-" * 60)
values = st.one_of(
    st.sampled_from([*_CONTROL, *(value.replace("·", " ") for value in _HOSTILE.split())]),
    st.text(max_size=40),
    st.text("()[]{}|='<>!-–&;,.:/ 0129aZ", max_size=40),
)
arguments = st.one_of(st.builds("{}={}".format, names, values), values)
templates = st.builds(
    lambda name, given: "{{" + "|".join((name, *given)) + "}}",
    st.sampled_from(_TEMPLATES),
    st.lists(arguments, max_size=14),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(templates, max_size=3),
    st.sampled_from(("", "{{CS1 config|mode=cs2|name-list-style=vanc}}{{use mdy dates}}")),
)
def test_no_citation_makes_a_rule_fail(written: list[str], page: str) -> None:
    text = page + " ".join(written)
    report = audit_page(parse(text), RULES, as_of=AS_OF)
    assert not report.faults
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        if finding.fix:
            spans = [edit.span for edit in finding.fix.edits]
            assert all(first.end <= second.start for first, second in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(templates)
def test_a_citation_is_judged_the_same_wherever_it_stands(written: str) -> None:
    alone, behind = parse(written), parse(f"Text.\n{written}")
    style = page_style("")
    first = [(c.key, c.subjects, c.detail) for x in alone.citations for c in conditions(x, as_of=AS_OF, style=style)]
    second = [(c.key, c.subjects, c.detail) for x in behind.citations for c in conditions(x, as_of=AS_OF, style=style)]
    assert first == second


def test_no_citation_of_the_corpus_makes_a_rule_fail() -> None:
    path = CORPUS / "other-languages.jsonl.gz"
    if not path.exists():
        pytest.skip("the articles in other languages are not beside the checkout: ../shared/corpus")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [parse(json.loads(line)["wikitext"]) for line in lines]
    reports = [audit_page(page, RULES, as_of=AS_OF) for page in pages]
    assert sum(len(page.citations) for page in pages) > 100
    assert [fault for report in reports for fault in report.faults] == []

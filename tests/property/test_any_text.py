"""What holds for every text, however broken: it is read whole, nothing raises, every place lies in it."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st

from citeaudit import audit, parse
from citeaudit.model import decode_entities, parameters, tag_attributes
from citeaudit.profile import profile
from citeaudit.scanner import ARGUMENT, TAG, TEMPLATE, TagParts, Token, scan, split, tiles

if TYPE_CHECKING:
    from citeaudit import Finding, Report, Span

AS_OF = dt.date(2026, 11, 22)
TAGS = profile("enwiki").tags

_MARKUP = (
    "{", "{{", "{{{", "}", "}}", "}}}", "[", "[[", "]", "]]", "-{", "}-", "-", "|", "=", "\n", "\r\n", "\n=", "\n==",
    "==\n", " ", "''", ":", "#", "&", ";", '"', "'", "<", ">", "/>", "<!--", "-->", "<nowiki>", "</nowiki>",
    "<noinclude>", "</noinclude>", "<includeonly>", "</includeonly>", "<onlyinclude>", "<gallery>", "</gallery>", "\0",
    "\t", "\x0b", "\u00a0", "\ufeff", "\u2028", "😀",
)  # fmt: skip
_CITE = (
    "<ref>", "</ref>", "<ref/>", "<ref name=a>", "<ref name=a />", '<ref name="b" group=n>', "<Ref NAME='a'>A</REF>",
    "<ref follow=a>", "<ref dir=ltr name=a>", "<ref details='1' name=a />", "<ref nam=a>", "<ref name=1>",
    "<references />", "<references>", "</references>", "<references group=n />", "{{reflist}}", "{{reflist|refs=",
    "{{reflist|group=n}}", "{{efn|", "{{efn|A}}", "{{notelist}}", "{{r|a}}", "{{r|a|b|group=n}}", "{{sfn|A|2000}}",
    "{{#tag:ref|", "{{#tag:ref|A|name=a}}", "{{#tag:references|", "{{#if:", "{{#ifeq:", "{{#switch:", "{{#invoke:",
    "{{cite web|url=http://a.b|title=", "{{cite book|isbn=", "{{Template:", "{{subst:", "name=", "group=", "A", "B",
    "n", "1", "\n== References ==\n",
)  # fmt: skip

wikitext = st.lists(st.sampled_from(_MARKUP + _CITE) | st.text(max_size=3), max_size=40).map("".join)
"""Texts made of wikitext's own pieces, which open, nest and close each other in all ways."""

texts = wikitext | st.text(st.characters())
"""Also any other text, surrogates included."""


def report(text: str, wiki: str = "enwiki") -> Report:
    return audit(text, wiki=wiki, as_of=AS_OF)


def is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


@given(texts)
def test_tokens_join_back_to_the_text(text: str) -> None:
    found = list(tiles(scan(text, TAGS), 0, len(text)))
    assert "".join(text[start:end] for _, start, end in found) == text
    assert all(start < end for _, start, end in found)


@given(texts)
def test_tokens_nest(text: str) -> None:
    check_nested(scan(text, TAGS), 0, len(text))


def check_nested(tokens: list[Token], start: int, end: int) -> None:
    for kind, first, last, inner in tokens:
        assert start <= first < last <= end
        if kind == TAG:
            check_tag(inner, first, last)
        elif inner:
            check_nested(inner, first + 1, last)
        start = last


def check_tag(parts: TagParts, start: int, end: int) -> None:
    assert start < parts.attributes_start <= parts.attributes_end < end
    if parts.content_start >= 0:
        assert parts.attributes_end < parts.content_start <= parts.content_end < end


@given(texts)
def test_parts_of_templates_join_back_to_them(text: str) -> None:
    pending = scan(text, TAGS)
    for token in pending:
        if token[0] in {TEMPLATE, ARGUMENT}:
            width = 2 if token[0] == TEMPLATE else 3
            parts = split(text, token)
            joined = "|".join(text[part.start : part.end] for part in parts)
            assert joined == text[token[1] + width : token[2] - width]
            assert all(part.equals == -1 or text[part.equals] == "=" for part in parts)
            assert len(parameters(text, token)) == len(parts) - 1
        if token[0] != TAG:
            pending.extend(token[3] or ())


@given(texts, st.data())
def test_a_stretch_is_scanned_as_if_it_stood_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = scan(text[start:end], TAGS)
    assert moved(scan(text, TAGS, start, end), -start) == alone


def moved(tokens: list[Token], by: int) -> list[Token]:
    return [(kind, start + by, end + by, moved_inner(kind, inner, by)) for kind, start, end, inner in tokens]


def moved_inner(kind: int, inner: list[Token] | TagParts | None, by: int) -> list[Token] | TagParts | None:
    if isinstance(inner, TagParts):
        name, *offsets = inner
        return TagParts(name, *(offset + by if offset >= 0 else offset for offset in offsets))
    return moved(inner, by) if inner and kind != TAG else inner


@given(texts, st.sampled_from(("enwiki", "default")))
def test_every_part_of_a_page_lies_in_the_text(text: str, wiki: str) -> None:
    page = parse(text, wiki=wiki)
    assert page.text == text
    for parts in (page.references, page.lists, page.citations, page.transclusions):
        assert all(is_inside(part.span, text) for part in parts)
    for reference in page.references:
        assert reference.content_span is None or is_inside(reference.content_span, text)
        assert all(is_inside(attribute.span, text) for attribute in reference.attributes)
    for citation in page.citations:
        for parameter in citation.parameters:
            spans = (parameter.span, parameter.name_span, parameter.value_span)
            assert all(is_inside(span, text) for span in spans)
    assert len({id(reference) for reference in page.references}) == len(page.references)


@given(texts, st.sampled_from(("enwiki", "default")))
@example("<ref name=a /><ref name=a follow=b>{{#tag:references|<ref name=a>", "enwiki")
def test_every_finding_lies_in_the_text(text: str, wiki: str) -> None:
    found = report(text, wiki)
    assert found.faults == ()
    for finding in found.findings:
        start, end = finding.span
        assert 0 <= start <= end <= len(text)
        assert finding.line == text.count("\n", 0, start) + 1
        assert finding.column == start - (text.rfind("\n", 0, start) + 1) + 1
        if finding.fix:
            assert all(is_inside(edit.span, text) for edit in finding.fix.edits)


@given(wikitext)
def test_findings_stand_in_the_order_of_the_text_and_once(text: str) -> None:
    findings = report(text).findings
    assert [finding.span.start for finding in findings] == sorted(finding.span.start for finding in findings)
    assert len(set(findings)) == len(findings)


@given(texts)
def test_reports_pickle(text: str) -> None:
    found = report(text)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 (its own)


@given(texts)
def test_the_same_text_is_audited_the_same(text: str) -> None:
    assert report(text) == report(text)


def test_the_audit_does_not_depend_on_the_order_of_sets() -> None:
    text = "".join(
        f"<ref name=a{n} /><ref name=b{n} group=g{n}>{n}</ref><ref x{n}=1 y=2 /><ref naem={n}>A</ref>" for n in range(9)
    )
    code = f"import citeaudit, datetime; print(citeaudit.audit({text!r}, as_of=datetime.date(2026, 11, 22)))"
    shown = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


@given(wikitext)
def test_a_comment_at_the_end_changes_nothing(text: str) -> None:
    assume(text.rfind("<") <= text.rfind(">"))  # the end of the comment would end an open tag
    assert without_fixes(report(f"{text}\n<!-- a comment -->")) == without_fixes(report(text))


def without_fixes(found: Report) -> list[Finding]:
    """Return the findings without their repairs, which may put something at the end of the text."""
    return [evolve(finding, fix=None) for finding in found.findings]


@given(texts)
def test_attributes_of_any_tag(text: str) -> None:
    for attribute in tag_attributes(text, 0, len(text)):
        assert attribute.name
        assert attribute.name == attribute.name.lower()
        assert is_inside(attribute.span, text)


@given(texts)
def test_entities_of_any_text(text: str) -> None:
    if "&" not in text:
        assert decode_entities(text) == text
    assert decode_entities(text.replace("&", "&amp;")) == text

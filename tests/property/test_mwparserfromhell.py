"""On well-formed wikitext mwparserfromhell sees the same templates, with as many arguments each.

Where the two are known to differ, MediaWiki's way is ours: runs of braces, headings inside of templates,
closing tags that stand in a comment, tags without an end. The texts here hold none of these.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import mwparserfromhell
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit
from citeaudit.model import tag_attributes
from citeaudit.profile import profile
from citeaudit.scanner import TAG, TEMPLATE, Token, scan, split

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = profile("enwiki").tags

words = st.text("abc é.,;!?", min_size=1, max_size=8)
names = st.sampled_from(("cite web", "Infobox thing", "efn", "x", "reflist", "Lang-ru", "a b", "convert"))


def templates(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keys = st.sampled_from(("", "1=", "title=", " url = ", "date\n=", "a b=", "="))
    arguments = st.lists(st.builds(lambda key, value: f"|{key}{value}", keys, inner), max_size=4).map("".join)
    return st.builds(
        lambda name, rest, space: f" {{{{{name}{space}{rest}{space}}}}} ",
        names,
        arguments,
        st.sampled_from(("", " ", "\n")),
    )


def links(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda target, text: f"[[{target}|{text}]]", st.sampled_from(("Page", "File:A.jpg")), inner)


def references(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.sampled_from(("", " name=a", ' name="a b" group=n', " name = 'c'"))
    return st.builds(lambda given, content: f"<ref{given}>{content}</ref>", attributes, inner)


leaves = words | st.sampled_from(
    (
        "<ref name=a />",
        "<!-- {{a|b}} -->",
        "<nowiki>{{a|b}}</nowiki>",
        "\n\n",
        "[[Page]]",
        "{{!}}",
        "<br />",
        "&amp;",
        "[http://a.b c]",
    )
)
inside = st.recursive(
    leaves, lambda inner: st.lists(templates(inner) | links(words) | leaves, max_size=3).map("".join), max_leaves=12
)
wikitext = st.lists(templates(inside) | references(inside) | links(inside) | leaves, max_size=6).map("".join)


def everything(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens and all that is nested in them, in the content of references, too."""
    for token in tokens:
        yield token
        parts = token[3]
        if token[0] != TAG:
            yield from everything(text, parts or [])
        elif parts.name == "ref" and parts.content_start >= 0:
            yield from everything(text, scan(text, TAGS, parts.content_start, parts.content_end))


@given(wikitext)
def test_the_same_templates(text: str) -> None:
    theirs = mwparserfromhell.parse(text).filter_templates()
    ours = [token for token in everything(text, scan(text, TAGS)) if token[0] == TEMPLATE]
    assert [text[start:end] for _, start, end, _ in ours] == [str(template) for template in theirs]
    for token, template in zip(ours, theirs, strict=True):
        name, *arguments = (text[part.start : part.end] for part in split(text, token))
        assert name == str(template.name)
        assert arguments == [str(parameter) for parameter in template.params]


@given(wikitext)
def test_the_same_references(text: str) -> None:
    theirs = [tag for tag in mwparserfromhell.parse(text).filter_tags() if tag.tag == "ref"]
    ours = [token for token in everything(text, scan(text, TAGS)) if token[0] == TAG and token[3].name == "ref"]
    assert [text[start:end] for _, start, end, _ in ours] == [str(tag) for tag in theirs]
    for (_, _, _, parts), tag in zip(ours, theirs, strict=True):
        attributes = tag_attributes(text, parts.attributes_start, parts.attributes_end)
        assert [(a.name, a.value) for a in attributes] == [(a.name.strip(), str(a.value)) for a in tag.attributes]


@given(wikitext)
def test_a_parsed_text_is_audited_like_its_source(text: str) -> None:
    as_of = dt.date(2026, 11, 22)
    assert audit(mwparserfromhell.parse(text), as_of=as_of) == audit(text, as_of=as_of)

"""Attributes of tags as MediaWiki's Sanitizer reads them, arguments of citations, and what a page can tell."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.model import Page, decode_entities, parameters, tag_attributes, visible
from citeaudit.scanner import scan
from citeaudit.span import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  ", []),
        ("name=a", [("name", "a")]),
        ('name="a b"', [("name", "a b")]),
        ("name='a b'", [("name", "a b")]),
        ('name = "a"', [("name", "a")]),
        ("name=\n'a'", [("name", "a")]),
        ('NAME="A"', [("name", "A")]),
        ("name", [("name", "")]),
        ("name=", [("name", "")]),
        ('name=""', [("name", "")]),
        ("name=a group=b", [("name", "a"), ("group", "b")]),
        pytest.param("name=a b", [("name", "a"), ("b", "")], id="an unquoted value ends with a space"),
        pytest.param('name="a"group="b"', [("name", "a"), ("group", "b")], id="no space between"),
        pytest.param('name="a', [("name", "a")], id="an unclosed quote runs to the end"),
        pytest.param('name="a group=b', [("name", "a group=b")], id="whatever comes"),
        pytest.param('name=a"b"', [("name", 'a"b"')], id="a quote inside a value is a letter"),
        pytest.param('name=""ms" glossary"', [("name", "")], id="keys that are no words are dropped"),
        pytest.param("name='a\"", [("name", 'a"')], id="quotes of the other kind do not close"),
        pytest.param('name="  a \n\t b  "', [("name", "a b")], id="white space is collapsed and trimmed"),
        pytest.param("name=a/b", [("name", "a/b")], id="a slash in a value"),
        pytest.param("name=a/", [("name", "a/")], id="also at its end"),
        pytest.param("a/name=b", [("a", ""), ("name", "b")], id="a slash ends a key"),
        pytest.param("/ name=a", [("name", "a")], id="a lone slash is nothing"),
        pytest.param("=a", [], id="a key may begin with an equals sign, but is then dropped"),
        pytest.param("=name=b", [], id="as is this one"),
        pytest.param("na-me.x:y_z=1", [("na-me.x:y_z", "1")], id="letters of a key"),
        pytest.param("-name=a", [], id="a key does not begin with a hyphen"),
        pytest.param(":a=1 _b=2 3=4", [(":a", "1"), ("_b", "2"), ("3", "4")], id="but with these"),
        pytest.param("naïve=1 名=2", [("naïve", "1"), ("名", "2")], id="letters of any script"),
        pytest.param("n{a}me=a", [], id="braces do not make a word"),
        pytest.param("name=a name=b", [("name", "a"), ("name", "b")], id="equal keys are both there"),
        pytest.param('name="a&amp;b"', [("name", "a&b")], id="entities are decoded"),
        pytest.param('name="&quot;a&quot;"', [("name", '"a"')], id="after the quotes are taken off"),
        pytest.param('name="a&#32;&#32;b"', [("name", "a  b")], id="and after white space was collapsed"),
        pytest.param("name=a\x0bb", [("name", "a\x0bb")], id="a vertical tab is no white space here"),
        pytest.param("name=a\x0cb", [("name", "a"), ("b", "")], id="a form feed is"),
        pytest.param("name=a\u00a0b", [("name", "a\u00a0b")], id="a no-break space is not"),
        pytest.param("name=«a»", [("name", "«a»")], id="other quotes are letters"),
        pytest.param("name=“a b”", [("name", "“a")], id="so that they do not hold a name together"),
    ],
)
def test_attributes_of_a_tag(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.name, a.value) for a in tag_attributes(f"<ref {text}>", 4, 5 + len(text))] == expected


def test_attributes_know_their_place() -> None:
    text = "<ref name = 'a b'  group=n />"
    assert [a.span.of(text) for a in tag_attributes(text, 4, 27)] == ["name = 'a b'", "group=n"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        ("&", "&"),
        ("&;", "&;"),
        ("&amp;", "&"),
        ("&amp;amp;", "&amp;"),
        ("&lt;&gt;&quot;", '<>"'),
        ("&nbsp;", "\u00a0"),
        ("&eacute;&Eacute;", "éÉ"),
        ("&frac12;", "½"),
        pytest.param("&copy 1", "&copy 1", id="a semicolon is needed"),
        ("&nosuchthing;", "&nosuchthing;"),
        ("&#65;&#x41;&#X41;&#0065;", "AAAA"),
        ("&#128512;", "😀"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#1114112;", "\ufffd"),
        ("&#99999999999999999999;", "\ufffd"),
        ("&#x41", "&#x41"),
        ("&#xg;", "&#xg;"),
        ("&# 65;", "&# 65;"),
    ],
)
def test_entities(text: str, expected: str) -> None:
    assert decode_entities(text) == expected


@pytest.mark.parametrize("number", ["1", "12", "13", "x7f", "x80", "x9f", "xFFFE"])
def test_entities_of_characters_that_no_page_may_hold(number: str) -> None:
    assert decode_entities(f"&#{number};") == "\ufffd"


def test_the_last_of_equal_attributes_counts() -> None:
    reference = parse('<ref name="a" group="n" NAME="b">c</ref>').references[0]
    assert (reference.name, reference.group) == ("b", "n")
    last = reference.attribute("name")
    assert last
    assert last.span == Span(24, 32)
    assert reference.attribute("follow") is None


def test_a_reference_without_group_is_not_one_with_an_empty_group() -> None:
    without, with_empty = parse('<ref>a</ref><ref group="">b</ref>').references
    assert without.group is None
    assert with_empty.group == ""


@pytest.mark.parametrize(
    ("text", "content"),
    [("<ref> a </ref>", " a "), ("<ref></ref>", ""), ("<ref />", None), ("<ref>a <!--b--></ref>", "a <!--b-->")],
)
def test_content_is_as_written(text: str, content: str | None) -> None:
    reference = parse(text).references[0]
    assert reference.content == content
    assert (reference.content_span and reference.content_span.of(text)) == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a|b| c |d= e f }}", [("1", "b", True), ("2", " c ", True), ("d", "e f", False)]),
        ("{{a| b = c=d }}", [("b", "c=d", False)]),
        ("{{a|<!--x-->b<!--y-->=<!--z-->c}}", [("b", "c", False)]),
        ("{{a|b<!--x-->c}}", [("1", "bc", True)]),
        ("{{a|b={{c|d=e}}}}", [("b", "{{c|d=e}}", False)]),
        ("{{a|{{b}}=c}}", [("{{b}}", "c", False)]),
        ("{{a|b=c|b=d}}", [("b", "c", False), ("b", "d", False)]),
        ("{{a||}}", [("1", "", True), ("2", "", True)]),
        ("{{a|=b}}", [("", "b", False)]),
        ("{{a|b=c<ref name=d>e=f</ref>}}", [("b", "c<ref name=d>e=f</ref>", False)]),
        ("{{a|1=b|c}}", [("1", "b", False), ("1", "c", True)]),
        ("{{a|b=<noinclude>c</noinclude><includeonly>d</includeonly>}}", [("b", "c", False)]),
        ("{{a\n|b=c\n|d\n}}", [("b", "c", False), ("1", "d\n", True)]),
    ],
)
def test_parameters(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = parameters(text, scan(text, frozenset(("ref",)))[0])
    assert [(p.name, p.value, p.is_positional) for p in found] == expected


def test_parameters_know_their_places() -> None:
    text = "{{a| b = c <!--d-->| e |f=}}"
    b, e, f = parameters(text, scan(text, frozenset())[0])
    assert [span.of(text) for span in (b.span, b.name_span, b.value_span)] == [" b = c <!--d-->", "b", "c <!--d-->"]
    assert [span.of(text) for span in (e.span, e.name_span, e.value_span)] == [" e ", "", " e "]
    assert (f.value_span.of(text), f.value_span.start) == ("", text.index("}"))


def test_visible_text() -> None:
    text = "a<!--b-->c<noinclude>d</noinclude>e"
    hidden = scan(text, frozenset())
    assert visible(text, 0, len(text), hidden) == "acde"
    assert visible(text, 9, 21, hidden) == "c"
    assert visible(text, 0, 1, hidden) == "a"


TEXT = (
    "{{cite book |title=A}} <ref>{{cite web |title=B |url= }} {{cite web|title=C}}</ref> {{efn|{{citation|title=D}}}}"
)


@pytest.fixture
def page() -> Page:
    return parse(TEXT)


def test_citations_of_a_page(page: Page) -> None:
    assert [citation.template for citation in page.citations] == ["cite book", "cite web", "cite web", "citation"]
    assert [citation.span.of(TEXT)[:7] for citation in page.citations] == ["{{cite "] * 3 + ["{{citat"]


def test_values_of_a_citation(page: Page) -> None:
    citation = page.citations[1]
    assert citation.get("title") == "B"
    assert citation.get("url", "title") == "B"
    assert citation.get("url") == ""
    assert citation.get("nothing") == ""


def test_the_last_of_equal_parameters_is_shown() -> None:
    citation = parse("{{cite web|title=A|title=B|url=C|url=}}").citations[0]
    assert citation.get("title") == "B"
    assert citation.get("url") == ""


def test_citations_and_references_know_each_other(page: Page) -> None:
    book, first, second, note = page.citations
    reference, footnote = page.references
    assert page.citations_in(reference) == (first, second)
    assert page.citations_in(footnote) == (note,)
    assert page.reference_of(book) is None
    assert [page.reference_of(citation) for citation in (first, second, note)] == [reference, reference, footnote]


def test_the_innermost_reference_holds_a_citation() -> None:
    page = parse("{{efn|A <ref>{{cite web|title=B}}</ref> {{cite web|title=C}}}}{{cite web|title=D}}")
    outer, inner = page.references
    assert [page.reference_of(citation) for citation in page.citations] == [inner, outer, None]


def test_places_of_a_page(page: Page) -> None:
    assert page.lines.position(3) == (1, 4)
    assert all(reference.span.of(TEXT).startswith(("<ref", "{{efn")) for reference in page.references)

from __future__ import annotations

from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mwparserfromhell.nodes import Argument, Node, Tag, Template, Text
from mwparserfromhell.wikicode import Wikicode

from citeaudit import Confidence, Finding, Severity, Span, audit
from citeaudit.adapters.wikicode import node_of, pieces

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

WIKITEXT = st.lists(
    st.sampled_from(
        [
            *("{{", "}}", "{{{", "}}}", "[[", "]]", "[", "]", "|", "=", "==", "\n", " ", "a", "é", "''", "'''"),
            *(
                "<ref>",
                "</ref>",
                '<ref name="a">',
                "<ref name='a' />",
                "<ref name=a/>",
                "<br>",
                "</br>",
                "<nowiki>",
                "</nowiki>",
            ),
            *(
                "<!--",
                "-->",
                "&amp;",
                "https://example.org/",
                "----",
                "*",
                ":",
                ";",
                "{|",
                "|}",
                "|-",
                "!",
                'class="b"',
            ),
        ]
    ),
    max_size=40,
).map("".join)


def finding_at(start: int, end: int) -> Finding:
    return Finding("CE001", "a-name", "A message", Severity.ERROR, Confidence.HIGH, Span(start, end), 1, 1)


def node_at(text: str, place: str) -> Node | None:
    """Return the node of the first place in ``text`` where ``place`` stands."""
    start = text.index(place)
    return node_of(mwparserfromhell.parse(text), finding_at(start, start + len(place)))


@pytest.mark.parametrize(
    ("text", "place", "kind", "node"),
    [
        pytest.param("a <ref name=b /> c", "<ref name=b />", Tag, "<ref name=b />", id="reference"),
        pytest.param("a <ref name=b>c</ref>", "<ref name=b>", Tag, "<ref name=b>c</ref>", id="opening tag"),
        pytest.param(
            '<ref name="b" group="c">d</ref>', 'group="c"', Tag, '<ref name="b" group="c">d</ref>', id="attribute"
        ),
        pytest.param('<ref name="bee">d</ref>', "bee", Text, "bee", id="value of an attribute"),
        pytest.param(
            "<ref>{{cite web|url=u}}</ref>", "{{cite web|url=u}}", Template, "{{cite web|url=u}}", id="in a ref"
        ),
        pytest.param("{{a|{{b|c=d}}}}", "{{b|c=d}}", Template, "{{b|c=d}}", id="nested template"),
        pytest.param("{{a|b={{c|d={{e}}}}}}", "{{e}}", Template, "{{e}}", id="in a value in a value"),
        pytest.param("{{a|x|b= 5 }}", "b= 5 ", Template, "{{a|x|b= 5 }}", id="parameter with name and value"),
        pytest.param("{{a|x|b= 5 }}", "5", Text, " 5 ", id="value of a parameter"),
        pytest.param("{{a|=}}", "=", Template, "{{a|=}}", id="the sign between an empty name and value"),
        pytest.param("{{a|b==}}", "==", Template, "{{a|b==}}", id="sign and a value that begins with one"),
        pytest.param("{{{a|{{b}}}}}", "{{b}}", Template, "{{b}}", id="default of an argument"),
        pytest.param("{{{a|b}}}", "a|b", Argument, "{{{a|b}}}", id="argument"),
        pytest.param("[[a|{{b}}]]", "{{b}}", Template, "{{b}}", id="text of a link"),
        pytest.param("[https://example.org/ {{b}}]", "{{b}}", Template, "{{b}}", id="text of an external link"),
        pytest.param("== {{b}} ==", "{{b}}", Template, "{{b}}", id="heading"),
        pytest.param("''{{b}}''", "{{b}}", Template, "{{b}}", id="wiki markup"),
        pytest.param("{|\n| class=c | {{b}}\n|}", "{{b}}", Template, "{{b}}", id="cell of a table"),
        pytest.param("<ref>open {{b}}", "<ref>", Text, "<ref>open ", id="tag that mwparserfromhell takes for text"),
    ],
)
def test_smallest_node_that_covers_the_place(text: str, place: str, kind: type[Node], node: str) -> None:
    found = node_at(text, place)
    assert type(found) is kind
    assert str(found) == node


@pytest.mark.parametrize(
    ("text", "start", "end", "node"),
    [
        ("{{a}}{{b}}", 5, 5, "{{b}}"),
        ("{{a}}{{b}}", 10, 10, "{{b}}"),
        ("{{a}}{{b}}", 0, 0, "{{a}}"),
    ],
)
def test_a_place_between_two_nodes_is_of_the_second(text: str, start: int, end: int, node: str) -> None:
    assert str(node_of(mwparserfromhell.parse(text), finding_at(start, end))) == node


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("{{a}}{{b}}", 3, 8, id="more than one node"),
        pytest.param("{{a}}", 3, 9, id="beyond the end"),
        pytest.param("{{a}}", 7, 9, id="after the end"),
        pytest.param("", 0, 0, id="empty tree"),
    ],
)
def test_no_node(text: str, start: int, end: int) -> None:
    assert node_of(mwparserfromhell.parse(text), finding_at(start, end)) is None


@pytest.mark.parametrize("name", ["april-2016-clashes", "faulty-draft"])
def test_findings_of_fixtures_lead_to_the_node(name: str) -> None:
    text = (FIXTURES / f"{name}.wiki").read_text(encoding="utf-8")
    tree = mwparserfromhell.parse(text)
    findings = audit(tree).findings
    assert findings
    for finding in findings:
        node = node_of(tree, finding)
        assert node is not None
        assert finding.span.of(text) in str(node)


def test_node_belongs_to_the_tree_of_the_caller() -> None:
    tree = mwparserfromhell.parse('Text.<ref name="a" />\n{{reflist}}')
    (finding,) = audit(tree).findings
    node = node_of(tree, finding)
    assert node is not None
    tree.remove(node)
    assert str(tree) == "Text.\n{{reflist}}"


@given(WIKITEXT)
def test_pieces_join_to_the_text_of_the_node(text: str) -> None:
    for node in mwparserfromhell.parse(text).ifilter():
        assert "".join(map(str, pieces(node))) == str(node)


@given(WIKITEXT, st.integers(0, 100), st.integers(0, 20))
def test_any_place_in_any_text(text: str, start: int, length: int) -> None:
    tree = mwparserfromhell.parse(text)
    node = node_of(tree, finding_at(start, start + length))
    if node is not None:
        assert text[start : start + length] in str(node)


@given(WIKITEXT)
def test_each_node_of_a_tree_is_found_at_its_place(text: str) -> None:
    tree = mwparserfromhell.parse(text)
    for start, node in _places(tree, 0):
        found = node_of(tree, finding_at(start, start + len(str(node))))
        assert found is not None
        # A node may consist of nothing but another one.
        assert str(found) == str(node)


def _places(tree: Wikicode, offset: int) -> list[tuple[int, Node]]:
    found: list[tuple[int, Node]] = []
    for node in tree.nodes:
        if str(node):
            found.append((offset, node))
        inner = offset
        for piece in pieces(node):
            if isinstance(piece, Wikicode):
                found.extend(_places(piece, inner))
            inner += len(str(piece))
        offset += len(str(node))
    return found

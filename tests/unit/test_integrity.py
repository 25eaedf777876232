"""What counts as the same page apart from what was edited."""

from __future__ import annotations

import pytest

from citeaudit import Edit, Span, parse
from citeaudit.fixes import edited
from citeaudit.integrity import Shift, is_same_elsewhere


def edit(text: str, old: str, new: str) -> Edit:
    start = text.index(old)
    return Edit(Span(start, start + len(old)), new)


def is_same(text: str, *changes: tuple[str, str]) -> bool:
    edits = sorted((edit(text, old, new) for old, new in changes), key=lambda made: made.span)
    return is_same_elsewhere(parse(text), parse(edited(text, edits)), edits)


PAGE = (
    "A.<ref name=a>{{cite book |title=A |page=p. 3}}</ref> B.<ref name=b>C</ref> {{efn|D}}\n{{notelist}}\n{{reflist}}"
)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((("p. 3", "3"),), id="a value"),
        pytest.param(((" |page=p. 3", ""),), id="a parameter goes"),
        pytest.param((("page=p. 3", "page=3 |year=2000"),), id="a parameter comes"),
        pytest.param((("name=a", 'name="ab"'),), id="a reference's name"),
        pytest.param((("<ref name=b>C</ref>", ""),), id="a reference goes whole"),
        pytest.param((("<ref name=b>C</ref>", "<ref name=b />"),), id="a reference is replaced"),
        pytest.param((("{{notelist}}\n", ""), ("{{reflist}}", "{{reflist}}\n{{notelist}}")), id="a list moves"),
        pytest.param(((" B.", " B.<ref>new</ref>"),), id="a reference is written"),
        pytest.param((("D", "E"), ("C", "FFF")), id="two contents"),
    ],
)
def test_the_same(changes: tuple[tuple[str, str], ...]) -> None:
    assert is_same(PAGE, *changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((("p. 3", "<!-- 3"),), id="the rest becomes a comment"),
        pytest.param((("p. 3", "3}}"),), id="a citation ends too early"),
        pytest.param((("A.", "A.<nowiki>"), ("{{reflist}}", "</nowiki>{{reflist}}")), id="all becomes plain text"),
        pytest.param((("p. 3", "3</nowiki>"), ("title=A", "title=<nowiki>A")), id="a pipe is hidden"),
        pytest.param((("</ref> B.", " B."),), id="a closing tag goes"),
    ],
)
def test_not_the_same(changes: tuple[tuple[str, str], ...]) -> None:
    assert not is_same(PAGE, *changes)


def test_what_an_unclosed_reference_had_swallowed_may_come_back() -> None:
    text = "A.<ref name=b>B</ref> C.<ref name=b > D.<ref>{{cite book |title=E}}</ref>{{reflist}}"
    assert is_same(text, ("<ref name=b >", "<ref name=b />"))
    assert is_same("A.<ref>{{cite book}} C.<ref>D</ref>{{reflist}}", (" C", "</ref> C"))


@pytest.mark.parametrize(
    ("span", "moved"),
    [
        ((0, 2), (0, 2)),
        ((0, 3), (0, 3)),
        ((3, 5), (3, 4)),
        ((5, 8), (4, 7)),
        ((4, 8), None),
        ((6, 9), (5, 8)),
        ((9, 12), (10, 13)),
        ((0, 12), (0, 13)),
    ],
)
def test_places_move(span: tuple[int, int], moved: tuple[int, int] | None) -> None:
    shift = Shift([Edit(Span(3, 5), "x"), Edit(Span(9, 9), "yy")])
    place = shift.span(Span(*span))
    assert place == (None if moved is None else Span(*moved))

"""Where lists of references go."""

from __future__ import annotations

import pytest

from citeaudit import Safety, parse
from citeaudit.list_places import end_of_article, list_markup, moved_down, note_list_fix, reference_list_fix


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", 0),
        ("Text.", 5),
        ("Text.\n", 6),
        ("Text.\n\n", 6),
        ("Text.\n{{Navbox}} {{Other|a=b}}\n[[Category:A]]\n<!-- a -- b -->\n", 6),
        ("Text.\n[[File:A.jpg]]\n", 21),
        ("Text.\n{{Navbox}} and more\n[[Category:A]]", 26),
    ],
)
def test_end_of_article(text: str, end: int) -> None:
    assert end_of_article(text) == end


def test_long_lines_are_read_once() -> None:
    for piece in ("{{", "[[", "<!--", "<!-- -", " ", "= =", "]] "):
        text = "Text\n" + piece * 200_000
        assert 0 <= end_of_article(text) <= len(text)
        repair = reference_list_fix(parse("== Sources " + piece * 20_000))
        assert repair is None or repair.edits


@pytest.mark.parametrize(
    ("wiki", "group", "markup"),
    [
        ("enwiki", "", "{{reflist}}"),
        ("enwiki", "nb", "{{reflist|group=nb}}"),
        ("default", "", "<references />"),
        ("default", "n b", '<references group="n b" />'),
        ("enwiki", "a|b", ""),
        ("enwiki", "a=b", ""),
    ],
)
def test_markup(wiki: str, group: str, markup: str) -> None:
    assert list_markup(parse("", wiki=wiki), group) == markup


def test_a_list_goes_under_its_heading() -> None:
    page = parse("A.<ref>B</ref>\n=== Sources ===\n\n== See also ==\nC\n")
    found = reference_list_fix(page)
    assert found
    assert found.safety is Safety.SAFE
    assert found.applied(page.text) == "A.<ref>B</ref>\n=== Sources ===\n{{reflist}}\n\n== See also ==\nC\n"


def test_a_heading_that_has_text_wants_a_look() -> None:
    found = reference_list_fix(parse("A.<ref>B</ref>\n== Sources ==\n* C\n"))
    assert found
    assert found.safety is Safety.UNSAFE


def test_a_list_with_a_heading_goes_before_boxes_and_categories_but_after_the_last_reference() -> None:
    page = parse("A.<ref>B</ref>\n\n{{Navbox}}\n[[Category:D]]\n")
    found = reference_list_fix(page)
    assert found
    assert found.applied(page.text) == (
        "A.<ref>B</ref>\n\n== References ==\n{{reflist}}\n\n{{Navbox}}\n[[Category:D]]\n"
    )
    page = parse("A.\n{{Navbox|<ref>B</ref>}}\n[[Category:D]]\n")
    found = reference_list_fix(page)
    assert found
    assert found.applied(page.text).index("Navbox") < found.applied(page.text).index("reflist")


def test_notes_go_before_the_references() -> None:
    page = parse("A{{efn|B}}\n== References ==\n{{reflist}}\n")
    found = note_list_fix(page, "{{notelist}}")
    assert found
    assert found.applied(page.text) == "A{{efn|B}}\n== References ==\n{{notelist}}\n{{reflist}}\n"
    assert note_list_fix(parse("A{{efn|B}}"), "{{notelist}}") is None
    assert note_list_fix(page, "") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A {{reflist}} B<ref>C</ref>", id="text on its line"),
        pytest.param("A\n== References ==\n{{reflist}}\nMore.\n== See ==\nB<ref>C</ref>", id="text under its heading"),
    ],
)
def test_a_list_that_stands_with_text_is_not_moved(text: str) -> None:
    page = parse(text)
    assert moved_down(page, page.lists[0]) is None

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.reports.display import excerpt, printable, width
from citeaudit.span import LineIndex, Span

TEXTS = st.text(alphabet=st.sampled_from("ab \t\r\n\x1b日é\N{COMBINING ACUTE ACCENT}\N{GRINNING FACE}"), max_size=60)


def marked(text: str, place: str, columns: int = 20) -> str:
    """Return the excerpt with carets under it, of the first place in ``text`` where ``place`` stands."""
    start = text.index(place)
    line_start = text.rfind("\n", 0, start) + 1
    shown = excerpt(text, line_start, Span(start, start + len(place)), columns)
    return f"{shown.text}\n{' ' * shown.indent}{'^' * shown.marked}"


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("one two", "two", "one two\n    ^^^", id="whole line"),
        pytest.param("a\none two\nb", "two", "one two\n    ^^^", id="line in the middle"),
        pytest.param("one two\r\nb", "two", "one two\n    ^^^", id="carriage return is not shown"),
        pytest.param("a\tb", "b", "a    b\n     ^", id="tab before the place"),
        pytest.param("a\tb", "\tb", "a    b\n ^^^^^", id="tab in the place"),
        pytest.param("日本 ref", "ref", "日本 ref\n     ^^^", id="wide characters before the place"),
        pytest.param("a 日本", "日本", "a 日本\n  ^^^^", id="wide characters in the place"),
        pytest.param("e\u0301e\u0301 x", "x", "e\u0301e\u0301 x\n   ^", id="combining characters"),
        pytest.param("\u200ea x", "x", "\u200ea x\n  ^", id="mark without width"),
        pytest.param("a\x1b[1mb", "b", "a␛[1mb\n     ^", id="escape sequence"),
        pytest.param("a\u202eb", "b", "a\ufffdb\n  ^", id="override of direction"),
        pytest.param("0123456789abcdefghij0123456789", "fgh", "…789abcdefghij0123456…\n         ^^^", id="long line"),
        pytest.param(
            "0123456789abcdefghij0123456789", "012", "0123456789abcdefghij…\n^^^", id="long line, at its beginning"
        ),
        pytest.param(
            "0123456789abcdefghij01234567xy",
            "xy",
            "…abcdefghij01234567xy\n                   ^^",
            id="long line, at its end",
        ),
        pytest.param(f"a{'b' * 40}", "b" * 40, f"a{'b' * 19}…\n ^{'^' * 18}", id="place longer than what is shown"),
        pytest.param("one two\nthree", "two\nthree", "one two\n    ^^^", id="place of two lines"),
    ],
)
def test_excerpt(text: str, place: str, expected: str) -> None:
    assert marked(text, place) == expected


@pytest.mark.parametrize("text", ["one", "one\n", "one\r\n", "one\ntwo"])
def test_place_between_two_characters_has_one_caret(text: str) -> None:
    assert excerpt(text, 0, Span(3, 3), 20) == ("one", 3, 1)


@given(TEXTS, st.data())
def test_any_place_is_shown_on_one_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    column = LineIndex(text).position(start).column
    shown = excerpt(text, start - column + 1, Span(start, end), 12)
    assert printable(shown.text) == shown.text
    assert shown.marked >= 1
    assert shown.indent <= width(shown.text)
    assert shown.indent + shown.marked <= max(width(shown.text), shown.indent + 1)


@given(st.text())
def test_printable_text_has_no_controls(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert all(unicodedata.category(character) != "Cc" for character in shown)
    assert printable(shown) == shown


def test_excerpts_of_a_long_line() -> None:
    """20,000 of them would take minutes if each read the line."""
    text = "x" * 10_000_000
    shown = {excerpt(text, 0, Span(5_000_000, 5_000_010), 100) for _ in range(20_000)}
    assert {line.marked for line in shown} == {10}

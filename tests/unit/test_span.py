"""Spans, lines and columns."""

from __future__ import annotations

import pytest

from citeaudit.span import LineIndex, Position, Span


def test_a_span_is_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert Span(2, 2).of("abcd") == ""


def test_spans_are_ordered_by_place() -> None:
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, 1)),
        ("ab", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\n", 2, (2, 1)),
        ("\n\n", 1, (2, 1)),
        ("\n\n", 2, (3, 1)),
        pytest.param("a\r\nb", 3, (2, 1), id="a carriage return belongs to its line"),
        pytest.param("a\rb\x0bc\u2028d", 6, (1, 7), id="nothing else ends a line"),
        pytest.param("😀é\n漢字", 4, (2, 2), id="columns count code points"),
    ],
)
def test_positions(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert LineIndex(text).position(offset) == Position(*expected)


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (2, ""), (3, "b c"), (4, "")])
def test_lines(number: int, expected: str) -> None:
    assert LineIndex("a\n\nb c\n").line(number) == expected

"""Characters that nobody sees."""

from __future__ import annotations

import pytest

from citeaudit.values.invisible_characters import InvisibleCharacter, invisible_character


@pytest.mark.parametrize(
    ("text", "kind", "offset"),
    [
        ("A\ufffd", "replacement", 1),
        ("Al\u200bpha", "zero width space", 2),
        ("Al\u200dpha", "zero width joiner", 2),
        ("a\u200ab", "hair space", 1),
        ("a\xadb", "soft hyphen", 1),
        ("a\tb", "horizontal tab", 1),
        ("a\nb", "line feed", 1),
        ("a\xa0b", "no-break space", 1),
        ("a\rb", "carriage return", 1),
        ("a\x7fb", "delete", 1),
        ("a\x00b", "C0 control", 1),
        ("a\x85b", "C1 control", 1),
        pytest.param("a\nb\u200bc", "zero width space", 3, id="by kind, not by place"),
    ],
)
def test_invisible(text: str, kind: str, offset: int) -> None:
    assert invisible_character(text) == InvisibleCharacter(kind, offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "日本語",
        pytest.param("क्\u200dष", id="Devanagari joins"),
        pytest.param("\U0001f468\u200d\U0001f680", id="an astronaut"),
        pytest.param("a\u2009b", id="thin space is not looked for"),
    ],
)
def test_visible(text: str) -> None:
    assert invisible_character(text) is None

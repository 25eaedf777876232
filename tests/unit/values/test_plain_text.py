"""Wikitext as readers see it."""

from __future__ import annotations

import pytest

from citeaudit.values.plain_text import plain_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", "A"),
        (" A \n b ", "A b"),
        ("The ''[[New York Times|Times]]''", "The Times"),
        ("'''''A'''''", "A"),
        ("a&nbsp;b &eacute; &nosuch; &#65;", "a\xa0b é &nosuch; A"),
        ("[https://example.org a b] [x]", "a b [x]"),
        ("a<br />b", "ab"),
        pytest.param("{{lang|fr|x}}", "{{lang|fr|x}}", id="templates stay"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    assert plain_text(text) == expected

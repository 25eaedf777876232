"""Values that are one wikilink."""

from __future__ import annotations

import pytest

from citeaudit.values.wikilinks import BadWikilink, Wikilink, wikilink


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[A]]", Wikilink("A", "A")),
        ("[[A|b]]", Wikilink("A", "b")),
        ("[[A|]]", Wikilink("A", "A")),
        ("[[|b]]", Wikilink("b", "b")),
        ("[[ A | b ]]", Wikilink(" A ", "b")),
    ],
)
def test_wikilink(text: str, expected: Wikilink) -> None:
    assert wikilink(text) == expected


@pytest.mark.parametrize("text", ["", "A", "[[A]] b", "a [[A]]", "[[]]", "[[A]][[B]]", "[A]", "[[A"])
def test_bad_wikilink(text: str) -> None:
    with pytest.raises(BadWikilink):
        wikilink(text)

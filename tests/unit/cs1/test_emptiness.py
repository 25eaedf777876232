from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Condition

    Said: TypeAlias = Callable[[str], list[Condition]]
    Keys: TypeAlias = Callable[[str], set[str]]


@pytest.mark.parametrize(
    "text",
    [
        "{{cite book}}",
        "{{cite book |title= |}}",
        "{{cite web |access-date=5 May 2020 |ref=none |url-status=live}}",
        "{{cite web |chapter=A |chapter-url=https://example.org}}",
        "{{cite journal |script-title=ja:}}",
        "{{cite sign |page=3}}",
    ],
)
def test_nothing_is_shown(said: Said, text: str) -> None:
    assert [c.key for c in said(text)] == ["err_empty_citation"]


@pytest.mark.parametrize(
    "text",
    [
        "{{cite book |last=A}}",
        "{{cite book |volume=3}}",
        pytest.param("{{cite map}}", id="it says that it is a map"),
        "{{cite book |script-title=ja:東}}",
    ],
)
def test_something_is_shown(keys: Keys, text: str) -> None:
    assert "err_empty_citation" not in keys(text)

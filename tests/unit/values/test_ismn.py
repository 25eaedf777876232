"""ISMN as the citation templates judge them."""

from __future__ import annotations

import pytest

from citeaudit.values.ismn import BadIsmn, ismn


@pytest.mark.parametrize("text", ["979-0-2306-7118-7", "979 0 2306 7118 7", "9790230671187"])
def test_ismn(text: str) -> None:
    assert ismn(text) == "9790230671187"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("M-2306-7118-7", "form"),
        ("979-0-2600-0043", "form"),
        ("978-0-306-40615-7", "form"),
        ("979-0-2306-7118\u20137", "form"),
        ("979-0-2306-7118-8", "check"),
    ],
)
def test_bad_ismn(text: str, detail: str) -> None:
    with pytest.raises(BadIsmn) as caught:
        ismn(text)
    assert caught.value.detail == detail

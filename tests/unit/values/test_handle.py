"""Handles as the citation templates judge them."""

from __future__ import annotations

import pytest

from citeaudit.values.handle import BadHandle, handle


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2027/inu.30000000", "2027/inu.30000000"),
        ("2027/x?urlappend=%3Bseq=7", "2027/x"),
        ("2027/x?noredirect", "2027/x?noredirect"),
        ("2027/x?noredirect=1", "2027/x"),
        ("2027/x?y=1", "2027/x?y=1"),
        ("2027/x. y?index=1", None),
        ("1/ü", "1/ü"),
        ("/x", "/x"),
        ("a/b/c", "a/b/c"),
    ],
)
def test_handle(text: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(BadHandle):
            handle(text)
    else:
        assert handle(text) == name


@pytest.mark.parametrize(
    "text", ["2027/x.", "2027/x,", "2027", "2027/", "2027/a b", "20\u201327/ab", "2027/a\u2013b", "1/Àb", ""]
)
def test_bad_handle(text: str) -> None:
    with pytest.raises(BadHandle) as caught:
        handle(text)
    assert caught.value.detail == "form"

from __future__ import annotations

import pytest

from citeaudit.cs1.suggestions import is_sure, suggestion


@pytest.mark.parametrize(
    ("name", "kind", "meant"),
    [
        ("Title", "book", "title"),
        ("deadurl", "web", "url-status"),
        ("deadurl", "arxiv", ""),
        ("authorlast3", "book", "author-last3"),
        ("accessdat", "web", "access-date"),
        ("acces-date", "web", ""),
        ("colour", "book", ""),
        ("x" * 1000, "book", ""),
    ],
)
def test_what_was_meant(name: str, kind: str, meant: str) -> None:
    assert suggestion(name, kind) == meant


def test_the_list_is_less_sure_than_case_and_patterns() -> None:
    assert is_sure("TITLE", "book")
    assert is_sure("authorlast3", "book")
    assert not is_sure("deadurl", "web")

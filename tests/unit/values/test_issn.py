"""ISSN as the citation templates judge them."""

from __future__ import annotations

import pytest

from citeaudit.values.issn import BadIssn, issn


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2049-3630", "2049-3630"),
        ("20493630", "2049-3630"),
        ("0819 4327", "0819-4327"),
        ("1050-124X", "1050-124X"),
        ("1050\n124X", "1050-124X"),
        ("0000-0000", "0000-0000"),
    ],
)
def test_issn(text: str, normal: str) -> None:
    assert issn(text) == normal


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("2049-3631", "check"),
        ("0317-847X", "check"),
        ("1234-5678", "check"),
        ("1050-124x", "form"),
        ("1050\u2013124X", "form"),
        ("105-124X", "form"),
        ("abcd-efgh", "form"),
        ("X050-1241", "form"),
        ("2049\u00a03630", "form"),
        ("", "form"),
    ],
)
def test_bad_issn(text: str, detail: str) -> None:
    with pytest.raises(BadIssn) as caught:
        issn(text)
    assert caught.value.detail == detail

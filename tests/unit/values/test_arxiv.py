"""arXiv numbers: their forms and the months in which each was in use."""

from __future__ import annotations

import pytest

from citeaudit.values.arxiv import Arxiv, BadArxiv, arxiv


@pytest.mark.parametrize(
    ("text", "number", "version"),
    [
        ("hep-th/9901001", "hep-th/9901001", ""),
        ("hep-th/9107001", "hep-th/9107001", ""),
        ("hep-th/0703001", "hep-th/0703001", ""),
        ("cond-mat/0012001", "cond-mat/0012001", ""),
        ("math.GT/0309136v12", "math.GT/0309136", "12"),
        ("0704.0001", "0704.0001", ""),
        ("1412.9999v1", "1412.9999", "1"),
        ("1501.00001", "1501.00001", ""),
        ("9912.12345", "9912.12345", ""),
    ],
)
def test_arxiv(text: str, number: str, version: str) -> None:
    assert arxiv(text) == Arxiv(number, version)
    assert str(arxiv(text)) == text


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("hep-th/9106001", "date"),
        ("hep-th/9012001", "date"),
        ("hep-th/0704001", "date"),
        ("hep-th/0801001", "date"),
        ("hep-th/9913001", "date"),
        ("hep-th/9900001", "date"),
        ("0703.0001", "date"),
        ("9107.0001", "date"),
        ("1413.0001", "date"),
        ("1501.0001", "date"),
        ("0706.00001", "date"),
        ("2013.12345", "date"),
        ("1500.12345", "date"),
        ("arXiv:1501.00001", "form"),
        ("1501.00001 [hep-th]", "form"),
        ("15001.00001", "form"),
        ("1501.000001", "form"),
        ("1501.00001v", "form"),
        ("cond-mat/00120011", "form"),
        ("9901001", "form"),
        ("hep-th/5001001", "form"),
        ("", "form"),
    ],
)
def test_bad_arxiv(text: str, detail: str) -> None:
    with pytest.raises(BadArxiv) as caught:
        arxiv(text)
    assert caught.value.detail == detail


def test_only_the_old_form_names_its_archive() -> None:
    assert arxiv("hep-th/9901001").names_its_archive
    assert not arxiv("1501.00001").names_its_archive

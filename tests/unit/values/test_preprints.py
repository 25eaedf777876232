"""bioRxiv and medRxiv numbers, and the days that they may begin with."""

from __future__ import annotations

import datetime as dt

import pytest

from citeaudit.values.preprints import BadPreprint, biorxiv, medrxiv

AS_OF = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "10.1101/047720",
        "10.1101/2019.12.11.123456",
        "10.1101/2020.02.30.123456v12",
        "10.1101/2026.11.23.123456",
        "10.64898/2026.03.02.709176v1",
    ],
)
def test_biorxiv(text: str) -> None:
    assert biorxiv(text, AS_OF) == text


@pytest.mark.parametrize("text", ["10.1101/2020.09.04.20188771", "10.1101/2020.01.01.20188771v2", "10.1101/19001834"])
def test_medrxiv(text: str) -> None:
    assert medrxiv(text, AS_OF) == text


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("10.1101/2018.12.11.123456v2", "date"),
        ("10.1101/2019.12.10.123456", "date"),
        ("10.1101/2026.11.24.123456", "date"),
        ("10.1101/2020.13.01.123456", "date"),
        ("10.1101/2020.00.01.123456", "date"),
        ("10.1101/2020.01.32.123456", "date"),
        ("10.1101/12345", "form"),
        ("10.1101/047720v1", "form"),
        ("047720", "form"),
        ("10.1102/047720", "form"),
        ("10.1101/2020.09.04.20188771", "form"),
        ("https://doi.org/10.1101/047720", "form"),
    ],
)
def test_bad_biorxiv(text: str, detail: str) -> None:
    with pytest.raises(BadPreprint) as caught:
        biorxiv(text, AS_OF)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("10.1101/2019.12.31.20188771", "date"),
        ("10.1101/2020.09.04.123456", "form"),
        ("2020.09.04.20188771", "form"),
    ],
)
def test_bad_medrxiv(text: str, detail: str) -> None:
    with pytest.raises(BadPreprint) as caught:
        medrxiv(text, AS_OF)
    assert caught.value.detail == detail

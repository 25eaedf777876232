"""ASINs, and the shops that ``asin-tld`` may name."""

from __future__ import annotations

import pytest

from citeaudit.values.asin import BadAsin, amazon_domain, asin


@pytest.mark.parametrize("text", ["B000123456", "ABCDEFGHIJ", "630306406X"])
def test_asin(text: str) -> None:
    assert asin(text) == text


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("B00012345", "form"),
        ("b000123456", "form"),
        ("1B00123456", "form"),
        ("0306406152", "isbn"),
        ("1234567890", "check"),
        ("6303064061", "check"),
    ],
)
def test_bad_asin(text: str, detail: str) -> None:
    with pytest.raises(BadAsin) as caught:
        asin(text)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    ("tld", "domain"),
    [
        ("", "com"),
        ("us", "com"),
        ("uk", "co.uk"),
        ("co.uk", "co.uk"),
        ("z.cn", "cn"),
        ("de", "de"),
        ("com.be", "com.be"),
    ],
)
def test_domain(tld: str, domain: str) -> None:
    assert amazon_domain(tld) == domain


def test_no_such_shop() -> None:
    with pytest.raises(BadAsin) as caught:
        amazon_domain("foo")
    assert caught.value.detail == "shop"

"""Numbers given out in order, and the limits within which they pass."""

from __future__ import annotations

import pytest

from citeaudit.values.numbered_ids import BadNumberedId, numbered_id


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("pmid", "1", "1"),
        ("pmid", "00012345", "12345"),
        ("pmid", "42419999", "42419999"),
        ("pmc", "1234567", "1234567"),
        ("pmc", "pmc1234567", "1234567"),
        ("oclc", "0", "0"),
        ("oclc", "748479", "748479"),
        ("oclc", "ocm12345678", "12345678"),
        ("oclc", "ocn123456789", "123456789"),
        ("oclc", "on1234567890", "1234567890"),
        ("oclc", "(OCoLC)123456789", "123456789"),
        ("osti", "1018", "1018"),
        ("rfc", "2616", "2616"),
        ("ssrn", "100", "100"),
        ("ssrn", "0123456", "123456"),
        ("s2cid", "1234567", "1234567"),
    ],
)
def test_number(kind: str, text: str, number: str) -> None:
    assert numbered_id(kind, text) == number


@pytest.mark.parametrize(
    ("kind", "text", "detail"),
    [
        ("pmid", "0", "limit"),
        ("pmid", "123456789", "limit"),
        ("pmid", "42420000", "limit"),
        ("pmid", "9" * 5000, "limit"),
        ("pmid", "12345678.", "form"),
        ("pmid", "PMID 123", "form"),
        ("pmid", "١٢٣", "form"),
        ("pmid", "", "form"),
        ("pmc", "PMC 123", "form"),
        ("pmc", "PMC0", "limit"),
        ("oclc", "12345a", "form"),
        ("oclc", "OCLC 12345", "form"),
        ("oclc", "ocm1234567", "form"),
        ("oclc", "ocn12345678", "form"),
        ("oclc", "on123456789", "form"),
        ("oclc", "(OCoLC)0123", "form"),
        ("oclc", "(OCoLC)1234567890", "form"),
        ("oclc", "12345678901", "limit"),
        ("osti", "1017", "limit"),
        ("osti", "12a", "form"),
        ("rfc", "99999", "limit"),
        ("ssrn", "99", "limit"),
        ("ssrn", "9999999", "limit"),
        ("s2cid", "0", "form"),
        ("s2cid", "0123", "form"),
        ("s2cid", "999999999", "limit"),
        ("s2cid", "S2CID 123", "form"),
    ],
)
def test_bad_number(kind: str, text: str, detail: str) -> None:
    with pytest.raises(BadNumberedId) as caught:
        numbered_id(kind, text)
    assert caught.value.detail == detail

"""DOIs as the citation templates judge them."""

from __future__ import annotations

import pytest

from citeaudit.values.doi import BadDoi, Doi, doi


@pytest.mark.parametrize(
    ("text", "registrant", "name"),
    [
        ("10.1000/182", "1000", "182"),
        ("10.1016/S0140-6736(05)17717-9", "1016", "S0140-6736(05)17717-9"),
        ("10.1000.10/123", "1000.10", "123"),
        ("10.123.4/x", "123.4", "x"),
        ("10.1641/0006-3568(2004)054[0909:WRAEI]2.0.CO;2", "1641", "0006-3568(2004)054[0909:WRAEI]2.0.CO;2"),
        ("10.1093/acprof:oso/9780199586073.001.0001", "1093", "acprof:oso/9780199586073.001.0001"),
        ("10.64898/2026.03.02.709176", "64898", "2026.03.02.709176"),
        ("10.39999.1/x", "39999.1", "x"),
        ("10.1000/é", "1000", "é"),
    ],
)
def test_doi(text: str, registrant: str, name: str) -> None:
    assert doi(text) == Doi(registrant, name)
    assert str(doi(text)) == text


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("doi:10.1000/182", "form"),
        ("https://doi.org/10.1000/182", "form"),
        ("10.1000", "form"),
        ("10.1000/", "form"),
        ("11.1000/182", "form"),
        ("10.1000/182.", "form"),
        ("10.1000/182,", "form"),
        ("10.1000/18 2", "form"),
        ("10.1000/18\u00a02", "form"),
        ("10.1000/18\u20132", "form"),
        ("10.abc/123", "registrant"),
        ("10.0999/x", "registrant"),
        ("10.1/x", "registrant"),
        ("10.12/x", "registrant"),
        ("10.12.3/x", "registrant"),
        ("10.99999/x", "registrant"),
        ("10.100000/x", "registrant"),
        ("10.40000.1/x", "registrant"),
        ("10.5555/12345678", "registrant"),
        ("10.١٢٣٤/x", "registrant"),
    ],
)
def test_bad_doi(text: str, detail: str) -> None:
    with pytest.raises(BadDoi) as caught:
        doi(text)
    assert caught.value.detail == detail


def test_last_character_may_be_anything_but_a_dot_or_comma() -> None:
    assert doi("10.1000/182\u2013").name == "182\u2013"


@pytest.mark.parametrize(
    "text",
    [
        "10.3390/s1",
        "10.1371/journal.pone.0025995",
        "10.1016/j.heliyon.2020.1",
        "10.1016/J.HELIYON.2020.1",
        "10.1093/gji/1",
    ],
)
def test_free(text: str) -> None:
    assert doi(text).is_free


@pytest.mark.parametrize("text", ["10.1000/182", "10.1016/j.cub.2007.11.004", "10.1093/nar/gkr1047"])
def test_not_known_to_be_free(text: str) -> None:
    assert not doi(text).is_free

from __future__ import annotations

import datetime as dt

import pytest

from citeaudit.values.identifier_slips import mended_identifier

AS_OF = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        ("doi", "https://doi.org/10.1000/182", "10.1000/182"),
        ("doi", "http://dx.doi.org/10.1000%2F182", "10.1000/182"),
        ("doi", "doi: 10.1000/182.", "10.1000/182"),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "978-0-306-40615-7"),
        ("isbn", "0–306–40615–2", "0-306-40615-2"),
        ("isbn", "0-8044-2957-x", "0-8044-2957-X"),
        ("issn", "1050-124x", "1050-124X"),
        ("pmid", "PMID 17322060", "17322060"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/17322060/", "17322060"),
        ("jstor", "http://www.jstor.org/stable/3653213", "3653213"),
        ("arxiv", "https://arxiv.org/abs/1501.00001v2", "1501.00001v2"),
        ("oclc", "OCLC: 12345", "12345"),
        ("message-id", "<a@example.org>", "a@example.org"),
    ],
)
def test_what_was_meant(kind: str, text: str, meant: str) -> None:
    assert mended_identifier(kind, text, AS_OF) == meant


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("isbn", "0-306-40615-3", id="a wrong digit"),
        pytest.param("isbn", "0-306-40615-2, 978-0-306-40615-7", id="two numbers"),
        pytest.param("pmid", "PMC1408034", id="another identifier"),
        pytest.param("doi", "https://example.org/10.1000/182", id="an address of something else"),
        pytest.param("doi", "{{doi|10.1000/182}}", id="a template"),
        pytest.param("doi", "x" * 300, id="much too long"),
        pytest.param("oclc", "", id="nothing"),
    ],
)
def test_what_is_not_clear(kind: str, text: str) -> None:
    assert mended_identifier(kind, text, AS_OF) == ""

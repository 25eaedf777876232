"""Bibcodes as the citation templates judge them."""

from __future__ import annotations

import datetime as dt

import pytest

from citeaudit.values.bibcode import BadBibcode, bibcode

AS_OF = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "1974AJ.....79..819H",
        "2015arXiv151206696F",
        "2020A&A...639A..62B",
        "1000AJ.....79..819H",
        "2027AJ.....79..819H",
        "1974AJ.....79..819.",
    ],
)
def test_bibcode(text: str) -> None:
    assert str(bibcode(text, AS_OF)) == text


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("1974AJ.....79..819", "length"),
        ("1974AJ.....79..8190H", "length"),
        ("", "length"),
        ("1974AJ.....79..819é", "length"),
        ("1974AJ.....79..81é", "value"),
        ("1974AJ.....79..819&", "value"),
        ("1974AJ.....79?.819H", "value"),
        ("19741J.....79..819H", "value"),
        ("1974A......79&.819H", "value"),
        ("0974AJ.....79..819H", "year"),
        ("2028AJ.....79..819H", "year"),
        ("1974A&.....79..819H", "journal"),
        ("0974A&.....79..819H", "journal"),
    ],
)
def test_bad_bibcode(text: str, detail: str) -> None:
    with pytest.raises(BadBibcode) as caught:
        bibcode(text, AS_OF)
    assert caught.value.detail == detail


def test_parts() -> None:
    code = bibcode("2020A&A...639A..62B", AS_OF)
    assert (code.year, code.journal, code.is_temporary, code.is_preprint) == (2020, "A&A", False, False)


def test_temporary_code() -> None:
    assert bibcode("2020NatAs.tmp...77Z", AS_OF).is_temporary


@pytest.mark.parametrize(
    "text", ["2015arXiv151206696F", "1995astro.ph..1001A", "1998cond.mat..1234B", "2004math......1001A"]
)
def test_preprint(text: str) -> None:
    assert bibcode(text, AS_OF).is_preprint

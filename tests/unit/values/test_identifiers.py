"""The one place where rules have identifiers judged."""

from __future__ import annotations

import datetime as dt
import pickle
import re

import pytest

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_data
from citeaudit.values.identifiers import IDENTIFIERS, Verdict, judge
from citeaudit.values.isbn import BadIsbn

AS_OF = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "text", "canonical", "url"),
    [
        ("arxiv", "1501.00001v2", "1501.00001v2", "https://arxiv.org/abs/1501.00001v2"),
        ("asin", "B000123456", "B000123456", "https://www.amazon.com/dp/B000123456"),
        ("doi", "10.1000/<1>", "10.1000/<1>", "https://doi.org/10.1000/%3C1%3E"),
        ("eissn", "1050124X", "1050-124X", "https://search.worldcat.org/issn/1050-124X"),
        ("isbn", "0-306-40615-2", "0306406152", "https://en.wikipedia.org/wiki/Special:BookSources/0306406152"),
        ("ismn", "979-0-2306-7118-7", "9790230671187", None),
        ("ol", "OL12M", "12M", "https://openlibrary.org/books/OL12M"),
        ("ol", "12A", "12A", "https://openlibrary.org/authors/OL12A"),
        ("sbn", "306-40615-2", "306406152", "https://en.wikipedia.org/wiki/Special:BookSources/0-306406152"),
        ("zbl", "1234.56789", "1234.56789", "https://zbmath.org/?format=complete&q=an:1234.56789"),
    ],
)
def test_right(kind: str, text: str, canonical: str, url: str | None) -> None:
    verdict = judge(kind, text, AS_OF)
    assert verdict == Verdict(kind, canonical)
    assert verdict.ok
    assert verdict.url == url


@pytest.mark.parametrize(
    ("kind", "text", "condition", "detail"),
    [
        ("isbn", "123", "err_bad_isbn", "length"),
        ("sbn", "0-306-40615-2", "err_bad_sbn", "length"),
        ("eissn", "1050-124x", "err_bad_issn", "form"),
        ("message-id", "abc", "err_bad_usenet_id", "form"),
        ("bibcode", "2030AJ.....79..819H", "err_bad_bibcode", "year"),
        ("medrxiv", "10.1101/2019.09.04.20188771", "err_bad_medrxiv", "date"),
        ("hdl", "2027/x.", "err_bad_hdl", "form"),
    ],
)
def test_wrong(kind: str, text: str, condition: str, detail: str) -> None:
    verdict = judge(kind, text, AS_OF)
    assert (verdict.ok, verdict.condition, verdict.detail) == (False, condition, detail)
    assert verdict.canonical is None
    assert verdict.url is None
    assert verdict.reason


@pytest.mark.parametrize(
    ("kind", "text", "condition", "maintenance"),
    [
        ("pmc", "PMC1234567", None, "maint_pmc_format"),
        ("pmc", "PMC99999999", "err_bad_pmc", "maint_pmc_format"),
        ("pmc", "1234567", None, None),
        ("mr", "MR1234567", None, "maint_mr_format"),
        ("mr", "MR12345678", "err_bad_mr", "maint_mr_format"),
        ("jfm", "JFM 53.0045.02", "err_bad_jfm", "maint_jfm_format"),
        ("jfm", "JFM", "err_bad_jfm", None),
        ("zbl", "12345678", None, "maint_zbl"),
        ("bibcode", "2020NatAs.tmp...77Z", None, "maint_bibcode"),
    ],
)
def test_maintenance(kind: str, text: str, condition: str | None, maintenance: str | None) -> None:
    verdict = judge(kind, text, AS_OF)
    assert (verdict.condition, verdict.maintenance) == (condition, maintenance)


def test_bibcode_depends_on_the_date() -> None:
    assert not judge("bibcode", "2024AJ.....79..819H", dt.date(2022, 9, 1)).ok
    assert judge("bibcode", "2024AJ.....79..819H", dt.date(2023, 9, 1)).ok


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_every_kind_can_be_judged(kind: str) -> None:
    verdict = judge(kind, "no such identifier", AS_OF)
    assert verdict.condition == IDENTIFIERS[kind].condition


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_names_are_canonical_and_conditions_upstream_keys(kind: str) -> None:
    identifier = IDENTIFIERS[kind]
    assert identifier.parameters[0] == identifier.name == kind
    assert re.fullmatch(r"err_bad_[a-z0-9_]+", identifier.condition)


def test_no_parameter_means_two_identifiers() -> None:
    names = [name for identifier in IDENTIFIERS.values() for name in identifier.parameters]
    assert len(names) == len(set(names))


def test_what_may_be_taken_as_it_is() -> None:
    accepted = {name: identifier.accepted for name, identifier in IDENTIFIERS.items() if identifier.accepted}
    assert accepted == {
        "doi": "maint_doi_ignore",
        "eissn": "maint_issn_ignore",
        "isbn": "maint_isbn_ignore",
        "issn": "maint_issn_ignore",
        "sbn": "maint_isbn_ignore",
    }


def test_unknown_kind() -> None:
    with pytest.raises(KeyError):
        judge("isbn13", "9780306406157", AS_OF)


def test_verdicts_and_errors_pickle() -> None:
    verdict = judge("isbn", "123", AS_OF)
    assert pickle.loads(pickle.dumps(verdict)) == verdict  # noqa: S301 - our own bytes
    error = pickle.loads(pickle.dumps(BadIsbn("check")))  # noqa: S301 - our own bytes
    assert (error.detail, str(error)) == ("check", str(BadIsbn("check")))


def test_every_detail_of_every_error_has_its_clause() -> None:
    for kind in BadIdentifier.__subclasses__():
        assert kind.reasons
        for detail in kind.reasons:
            assert str(kind(detail)) not in ("", detail)


def test_tables_say_where_they_are_from_and_when() -> None:
    data = identifier_data()
    assert data["source"]
    assert isinstance(data["date"], dt.date)
    for table in ("limits", "isbn", "preprints", "doi"):
        assert data[table]["source"]
        assert isinstance(data[table]["date"], dt.date)

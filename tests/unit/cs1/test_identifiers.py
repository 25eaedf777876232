from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit.cs1.identifiers import links_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Reading

    Reader: TypeAlias = Callable[[str], Reading]
    Keys: TypeAlias = Callable[[str], set[str]]


AS_OF = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("isbn=0-306-40615-3", {"err_bad_isbn"}),
        ("isbn=((0-306-40615-3))", {"maint_isbn_ignore"}),
        ("isbn={{ISBN|0-306-40615-3}}", set()),
        ("isbn=0306406152<!-- checked -->", set()),
        ("date=1950 |isbn=0-306-40615-2", {"err_invalid_isbn_date"}),
        ("date=1950 |isbn=((0-306-40615-2))", {"maint_isbn_ignore"}),
        ("pmc=PMC1408034", {"maint_pmc_format"}),
        ("pmid=((abc))", {"err_bad_pmid"}),
        ("doi-broken-date=May 2016", {"err_doibroken_missing_doi"}),
        ("doi=10.1000/1 |doi-broken-date=2016", {"maint_doi_inactive_dated"}),
        ("doi=10.1000/1 |doi-broken-date=unknown", {"err_bad_date", "maint_doi_inactive"}),
        ("doi=10.3390/s1", {"maint_doi_unflagged_free"}),
        ("doi=10.3390/s1 |doi-access=free", set()),
        ("doi-access=free", {"err_param_access_requires_param"}),
        ("bibcode-access=no", {"err_invalid_param_val", "err_param_access_requires_param"}),
        ("url-access=no", {"err_invalid_param_val"}),
        ("entry-url-access=limited", {"err_param_access_requires_param"}),
        ("pmc-embargo-date=1 May 2016", {"err_embargo_missing_pmc"}),
        ("pmc-embargo-date=nonsense", {"err_bad_date"}),
        ("pmc=1408034 |pmc-embargo-date=1 May 2016", {"maint_pmc_embargo"}),
        ("pmc=1408034 |pmc-embargo-date=1 May 2027", set()),
        ("asin-tld=de", {"err_asintld_missing_asin"}),
        ("asin=B00005N5PF |asin-tld=xx", {"err_bad_asin_tld"}),
    ],
)
def test_identifiers_and_what_belongs_to_them(keys: Keys, parameters: str, expected: set[str]) -> None:
    assert keys(f"{{{{cite book |title=A |{parameters}}}}}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite arXiv |title=A |eprint=1501.00001}}", set()),
        ("{{cite arXiv |title=A |eprint=1513.00001}}", {"err_bad_arxiv", "err_arxiv_missing"}),
        ("{{cite arXiv |title=A |eprint=hep-th/0101001 |class=hep-th}}", {"err_class_ignored"}),
        ("{{cite medRxiv |title=A}}", {"err_medrxiv_missing"}),
        ("{{cite SSRN |title=A |ssrn={{x}}}}", set()),
    ],
)
def test_preprints_need_their_identifier(keys: Keys, text: str, expected: set[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("parameters", "linked_by"),
    [
        ("pmc=1408034", "pmc"),
        ("pmc=0", ""),
        ("pmc=1408034 |pmc-embargo-date=1 May 2027", ""),
        ("doi=10.1000/1", ""),
        ("doi=10.1000/1 |doi-access=free", "doi"),
        ("doi=10.1000/1 |doi-access=free |doi-broken-date=May 2016", ""),
        ("pmc=1408034 |doi=10.1000/1 |doi-access=free |title-link=doi", "doi"),
        ("pmc=1408034 |title-link=doi", "pmc"),
        ("pmc=1408034 |title-link=none", ""),
        ("pmc=1408034 |title-link=A", ""),
    ],
)
def test_the_identifier_that_links_a_title(reading: Reader, parameters: str, linked_by: str) -> None:
    assert links_title(reading(f"{{{{cite journal |title=A |journal=B |{parameters}}}}}"), AS_OF) == linked_by

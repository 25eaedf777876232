"""ISBN and SBN as the citation templates judge them, fault by fault."""

from __future__ import annotations

import pytest

from citeaudit.values.isbn import BadIsbn, Isbn, isbn, predates_isbn, sbn


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0-306-40615-2", "0306406152"),
        ("0306406152", "0306406152"),
        ("0 306 40615 2", "0306406152"),
        ("0-8044-2957-X", "080442957X"),
        ("978-0-306-40615-7", "9780306406157"),
        ("978 3 16 148410 0", "9783161484100"),
        ("979-10-90636-07-1", "9791090636071"),
        ("978-0-306\n40615-7", "9780306406157"),
        ("--9780306406157--", "9780306406157"),
    ],
)
def test_isbn(text: str, digits: str) -> None:
    assert isbn(text) == Isbn(digits)
    assert str(isbn(text)) == digits


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("978\u20130\u2013306\u201340615\u20137", "char"),
        ("978-0-306-40615-7.", "char"),
        ("0-306-40615-2 (hbk)", "char"),
        ("ISBN 0306406152", "char"),
        ("0-8044-2957-x", "char"),
        ("97803064O6157", "char"),
        ("978-0-306\u00a040615-7", "char"),
        ("٩٧٨٠٣٠٦٤٠٦١٥٧", "char"),
        ("978030640615X", "char"),
        ("123", "length"),
        ("", "length"),
        ("630-306-40615-2", "length"),
        ("0-306-40615-2 0-306-40615-2", "length"),
        ("X804429579", "form"),
        ("XXXXXXXXXX", "form"),
        ("0-306-40615-3", "check"),
        ("030640615X", "check"),
        ("978-0-306-40615-8", "check"),
        ("630306406X", "group"),
        ("979-0-2600-0043-8", "group"),
        ("980-0-306-40615-7", "prefix"),
    ],
)
def test_bad_isbn(text: str, detail: str) -> None:
    with pytest.raises(BadIsbn) as caught:
        isbn(text)
    assert caught.value.detail == detail
    assert str(caught.value) != detail


@pytest.mark.parametrize(
    ("text", "isbn13"),
    [("0-306-40615-2", "9780306406157"), ("0-8044-2957-X", "9780804429573"), ("9791090636071", "9791090636071")],
)
def test_isbn_in_thirteen_digits(text: str, isbn13: str) -> None:
    assert isbn(text).isbn13 == isbn13


def test_sbn() -> None:
    assert sbn("306-40615-2") == "306406152"
    assert sbn("8044-2957-X") == "80442957X"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("0-306-40615-2", "length"),
        ("306-40615-3", "check"),
        ("30640615X2", "length"),
        ("3064X6152", "form"),
        ("306\u201340615\u20132", "char"),
    ],
)
def test_bad_sbn(text: str, detail: str) -> None:
    with pytest.raises(BadIsbn) as caught:
        sbn(text)
    assert caught.value.detail == detail


@pytest.mark.parametrize(("year", "too_early"), [(1929, True), (1964, True), (1965, False), (2020, False)])
def test_first_year_of_isbns(year: int, too_early: bool) -> None:  # noqa: FBT001 - a case, not an option
    assert predates_isbn(year) is too_early

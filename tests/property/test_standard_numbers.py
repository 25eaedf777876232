"""Identifiers held against python-stdnum, and against what must hold for any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifiers import IDENTIFIERS, judge
from citeaudit.values.isbn import isbn, sbn
from citeaudit.values.ismn import ismn
from citeaudit.values.issn import issn

stdnum_isbn = pytest.importorskip("stdnum.isbn", reason="python-stdnum, the oracle, is not installed")
stdnum_ismn = pytest.importorskip("stdnum.ismn")
stdnum_issn = pytest.importorskip("stdnum.issn")

DIGITS = st.text("0123456789", min_size=7, max_size=13)
AS_OF = dt.date(2026, 11, 22)


def hyphenated(number: str, places: set[int]) -> str:
    """Return the number with a hyphen after each of these places."""
    return "".join(f"{digit}-" if place in places else digit for place, digit in enumerate(number))


NUMBERS = st.builds(
    hyphenated, DIGITS.flatmap(lambda stem: st.sampled_from([stem, f"{stem[:-1]}X"])), st.sets(st.integers(0, 12))
)
BOOKLAND = st.builds(
    "".join, st.tuples(st.sampled_from(["978", "979"]), st.text("0123456789", min_size=10, max_size=10))
)


def passes(parse: object, text: str) -> bool:
    try:
        parse(text)  # type: ignore[operator]
    except BadIdentifier:
        return False
    return True


@given(NUMBERS | BOOKLAND)
def test_isbn_as_stdnum_has_it(text: str) -> None:
    number = text.replace("-", "")
    # Of two groups stdnum knows nothing, Amazon's own and that of music; and it takes a book number of nine digits.
    is_book = not number.startswith(("630", "631")) if len(number) == 10 else not number.startswith("9790")
    assert passes(isbn, text) == (len(number) != 9 and stdnum_isbn.is_valid(number) and is_book)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_completed_isbn_passes_in_both_lengths(stem: str) -> None:
    number = f"{stem}{stdnum_isbn._calc_isbn10_check_digit(stem)}"
    if number.startswith(("630", "631")):
        return
    longer = isbn(number).isbn13
    assert longer == stdnum_isbn.to_isbn13(number)
    assert isbn(longer).isbn13 == longer


@given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from("0123456789X"))
def test_sbn_is_an_isbn_without_its_zero(stem: str, check_digit: str) -> None:
    number = f"{stem}{check_digit}"
    assert passes(sbn, number) == passes(isbn, f"0{number}")


@given(NUMBERS)
def test_issn_as_stdnum_has_it(text: str) -> None:
    number = text.replace("-", "")
    assert passes(issn, text) == stdnum_issn.is_valid(number)


@given(st.text("0123456789", min_size=7, max_size=7))
def test_completed_issn_passes(stem: str) -> None:
    number = f"{stem}{stdnum_issn.calc_check_digit(stem)}"
    assert issn(number) == stdnum_issn.format(number)


@given(BOOKLAND | st.text("0123456789", min_size=9, max_size=9).map(lambda rest: f"9790{rest}"))
def test_ismn_as_stdnum_has_it(text: str) -> None:
    assert passes(ismn, text) == stdnum_ismn.is_valid(text)


@given(st.sampled_from(sorted(IDENTIFIERS)), st.text() | st.text("0123456789./-vX") | st.text("\ud800é\u2013/10. "))
def test_any_text_is_judged(kind: str, text: str) -> None:
    verdict = judge(kind, text, AS_OF)
    assert verdict.ok == (verdict.canonical is not None)
    assert verdict.ok == (verdict.reason == "")
    assert verdict.url is None or verdict.ok


@given(
    st.sampled_from(sorted(IDENTIFIERS)), st.from_regex(r"(10\.)?[0-9]{1,13}[/.v-]?[0-9]{0,6}[XAM]?", fullmatch=True)
)
def test_what_is_canonical_is_right_and_stays_as_it_is(kind: str, text: str) -> None:
    canonical = judge(kind, text, AS_OF).canonical
    if canonical is not None:
        assert judge(kind, canonical, AS_OF).canonical == canonical


@pytest.mark.parametrize("kind", sorted(IDENTIFIERS))
@pytest.mark.parametrize("piece", ["1", "1-", "a", " ", "@", "?type", "10.1/", "\u2013", "v1"])
def test_long_text_is_judged_in_linear_time(kind: str, piece: str) -> None:
    assert not judge.__wrapped__(kind, piece * 100_000 + "\n", AS_OF).ok or kind in {"message-id", "hdl", "doi"}

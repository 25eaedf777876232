"""What holds for every date and for every text that is none."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citeaudit.values.date_grammar import read_date
from citeaudit.values.dates import (
    DATE_KINDS,
    MESSAGES,
    BadDate,
    CitationDate,
    Form,
    access_date,
    check_date,
    citation_date,
    date_names,
    form_of,
    format_date,
    format_like,
)

DAYS = st.dates(min_value=dt.date(1583, 1, 1), max_value=dt.date(2026, 11, 22))
WHOLE_DAY_FORMS = st.sampled_from([Form.DMY, Form.MDY, Form.YMD])
WORDS = st.sampled_from(
    sorted([*date_names().months, *date_names().periods, *date_names().sloppy, "c.", "n.d.", "may", "5th", "Tuesday,"])
)
PIECES = st.one_of(
    WORDS,
    st.integers(0, 2100).map(str),
    st.sampled_from([" ", "  ", ", ", "–", " – ", "-", "/", ".", "a", "0", "&nbsp;", "[[", "]]", "\N{NO-BREAK SPACE}"]),
)
ALMOST_DATES = st.lists(PIECES, max_size=9).map("".join)


@given(DAYS, WHOLE_DAY_FORMS, st.booleans())
def test_a_day_written_is_the_day_read(day: dt.date, form: Form, short: bool) -> None:  # noqa: FBT001
    text = format_date(day, form, short=short)
    date = citation_date(text)
    assert date.is_whole_day
    assert date.earliest() == date.latest() == day
    assert form_of(text) is date.form is form
    assert format_like(day, text) == text or day.month == dt.date(1, 5, 1).month


@given(DAYS, DAYS)
def test_days_are_ordered_as_the_calendar_orders_them(one: dt.date, other: dt.date) -> None:
    first, second = (citation_date(day.isoformat()).start for day in (one, other))
    assert (first < second) is (one < other)


@given(DAYS, DAYS)
def test_access_dates_end_on_the_day_after_today(day: dt.date, today: dt.date) -> None:
    if dt.date(2001, 1, 15) <= day <= today + dt.timedelta(days=1):
        assert access_date(day.isoformat(), today) == day
    else:
        with pytest.raises(BadDate):
            access_date(day.isoformat(), today)


def reading(text: str, kind: str = "", as_of: dt.date = dt.date.max) -> CitationDate | BadDate:
    try:
        return check_date(text, kind, as_of) if kind else citation_date(text)
    except BadDate as bad:
        return bad


@given(st.one_of(st.text(), ALMOST_DATES))
@example("31 May 2016 – 31 May 2016")
@example("May" + " " * 70 + "2016,")
def test_a_text_is_a_date_or_a_bad_date(text: str) -> None:
    match reading(text):
        case BadDate() as bad:
            assert bad.reason in MESSAGES
            assert bad.suggestion is None or citation_date(bad.suggestion).text != text
            assert form_of(text) is None
        case date:
            assert date.text == text
            assert pickle.loads(pickle.dumps(date)) == date  # noqa: S301 - our own bytes
            assert date.anchor_year.endswith(date.suffix)
            earliest, latest = date.earliest(), date.latest()
            assert (earliest is None) is (latest is None) is (date.form is Form.ND)
            assert earliest is None or latest is None or earliest <= latest


@given(ALMOST_DATES, st.sampled_from(sorted(DATE_KINDS)), DAYS)
def test_what_is_suggested_in_a_place_is_accepted_there(text: str, kind: str, today: dt.date) -> None:
    bad = reading(text, kind, today)
    if isinstance(bad, BadDate) and bad.suggestion is not None:
        assert check_date(bad.suggestion, kind, today).text == bad.suggestion


@given(ALMOST_DATES, st.sampled_from(sorted(DATE_KINDS - {"access-date"})), DAYS)
def test_time_only_makes_dates_acceptable(text: str, kind: str, today: dt.date) -> None:
    date = reading(text, kind, today)
    if isinstance(date, CitationDate):
        assert check_date(text, kind, today + dt.timedelta(days=400)) == date


@pytest.mark.parametrize("piece", ["a", " ", "1", "–", "a ", "1 ", "May ", "1-", "[[", "''", "May–"])
def test_long_nonsense_is_refused(piece: str) -> None:
    """A pattern that went back over the text would not come to an end here."""
    text = piece * (1_000_000 // len(piece))
    with pytest.raises(BadDate):
        read_date(text)

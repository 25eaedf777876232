"""Dates of citations: what is read, what is accepted where, and what is written."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from citeaudit.values.dates import (
    DATE_KINDS,
    MESSAGES,
    BadDate,
    CitationDate,
    Form,
    PartialDate,
    YearBeside,
    access_date,
    check_date,
    citation_date,
    form_of,
    format_date,
    format_like,
    year_beside_date,
)

TODAY = dt.date(2026, 11, 22)


def day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(year, month, day)


@pytest.mark.parametrize(
    ("text", "form", "start", "anchor_year"),
    [
        ("31 May 2016", Form.DMY, day(2016, 5, 31), "2016"),
        ("31  May   2016", Form.DMY, day(2016, 5, 31), "2016"),
        ("3 Aug 2007b", Form.DMY, day(2007, 8, 3), "2007b"),
        ("1 May 814", Form.DMY, day(814, 5, 1), "814"),
        ("May 31, 2016", Form.MDY, day(2016, 5, 31), "2016"),
        ("Dec 3, 2007b", Form.MDY, day(2007, 12, 3), "2007b"),
        ("2016-05-31", Form.YMD, day(2016, 5, 31), "2016"),
        ("1582-01-01", Form.YMD, day(1582, 1, 1), "1582"),
        ("2016-05", Form.YM, PartialDate(2016, 5), "2016"),
        ("2016-05-XX", Form.YM, PartialDate(2016, 5), "2016"),
        ("May 2016", Form.MY, PartialDate(2016, 5), "2016"),
        ("Sep 2016a", Form.MY, PartialDate(2016, 9), "2016a"),
        ("2016", Form.Y, PartialDate(2016), "2016"),
        ("999", Form.Y, PartialDate(999), "999"),
        ("1990s", Form.Y, PartialDate(1990), "1990s"),
        ("Autumn 2016", Form.SEASON, PartialDate(2016), "2016"),
        ("First Quarter 2016", Form.QUARTER, PartialDate(2016), "2016"),
        ("Second  Quarter 2016", Form.QUARTER, PartialDate(2016), "2016"),
        ("Easter 2001", Form.NAMED, PartialDate(2001), "2001"),
        ("Christmas 2001c", Form.NAMED, PartialDate(2001), "2001c"),
        ("n.d.", Form.ND, PartialDate(), "n.d."),
        ("n.d.a", Form.ND, PartialDate(), "n.d.a"),
        ("nd", Form.ND, PartialDate(), "nd"),
    ],
)
def test_single_date(text: str, form: Form, start: PartialDate, anchor_year: str) -> None:
    date = citation_date(text)
    assert (date.form, date.start, date.end, date.anchor_year) == (form, start, None, anchor_year)
    assert date.text == text
    assert not date.circa


@pytest.mark.parametrize(
    ("text", "form", "start", "end", "anchor_year"),
    [
        ("1–3 May 2016", Form.DMY_RANGE, day(2016, 5, 1), day(2016, 5, 3), "2016"),
        ("1-3 May 2016a", Form.DMY_RANGE, day(2016, 5, 1), day(2016, 5, 3), "2016a"),
        ("31 May – 2 June 2016", Form.DMY_RANGE, day(2016, 5, 31), day(2016, 6, 2), "2016"),
        ("31 Dec 2016 – 2 Jan 2017", Form.DMY_RANGE, day(2016, 12, 31), day(2017, 1, 2), "2017"),
        ("May 1–3, 2016", Form.MDY_RANGE, day(2016, 5, 1), day(2016, 5, 3), "2016"),
        ("May 31 – June 2, 2016", Form.MDY_RANGE, day(2016, 5, 31), day(2016, 6, 2), "2016"),
        ("May 31, 2016 - June 2, 2017", Form.MDY_RANGE, day(2016, 5, 31), day(2017, 6, 2), "2017"),
        ("May–June 2016", Form.MY_RANGE, PartialDate(2016, 5), PartialDate(2016, 6), "2016"),
        ("Apr–May 2016", Form.MY_RANGE, PartialDate(2016, 4), PartialDate(2016, 5), "2016"),
        ("May 2016 – June 2017", Form.MY_RANGE, PartialDate(2016, 5), PartialDate(2017, 6), "2016–2017"),
        ("1999-2000", Form.Y_RANGE, PartialDate(1999), PartialDate(2000), "1999–2000"),
        ("999–1001", Form.Y_RANGE, PartialDate(999), PartialDate(1001), "999–1001"),
        ("2016–17a", Form.Y_RANGE, PartialDate(2016), PartialDate(2017), "2016–17a"),
        ("Winter 2001–02", Form.SEASON_RANGE, PartialDate(2001), PartialDate(2002), "2001–02"),
        ("Summer 2016–2017", Form.SEASON_RANGE, PartialDate(2016), PartialDate(2017), "2016–2017"),
        ("Spring–Fall 2016", Form.SEASON_RANGE, PartialDate(2016), PartialDate(2016), "2016"),
        ("Winter–Autumn 2016", Form.SEASON_RANGE, PartialDate(2016), PartialDate(2016), "2016"),
        ("Fall 2015 – Fall 2016", Form.SEASON_RANGE, PartialDate(2015), PartialDate(2016), "2015–2016"),
    ],
)
def test_range(text: str, form: Form, start: PartialDate, end: PartialDate, anchor_year: str) -> None:
    date = citation_date(text)
    assert (date.form, date.start, date.end, date.anchor_year) == (form, start, end, anchor_year)


def test_circa() -> None:
    date = citation_date("c. 1900a")
    assert date.circa
    assert (date.start, date.suffix, date.anchor_year) == (PartialDate(1900), "a", "c. 1900a")


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("32 May 2016", "impossible-day", None),
        ("29 February 2015", "impossible-day", None),
        ("29 February 1900", "impossible-day", None),
        ("31st June 2016", "impossible-day", None),
        ("2016-02-30", "impossible-day", None),
        ("0 May 2016", "impossible-day", None),
        ("2016-13-01", "impossible-month", None),
        ("2016-00-10", "impossible-month", None),
        ("1581-12-31", "julian-digits", None),
        ("99", "early-year", None),
        ("099", "early-year", None),
        ("Juin 2016", "unknown-name", None),
        ("late 2016", "unknown-name", None),
        ("31 MAY 2016", "letter-case", "31 May 2016"),
        ("first quarter 2016", "letter-case", "First Quarter 2016"),
        ("Sept. 2016", "sloppy-name", "Sep 2016"),
        ("3 Febuary 2016", "sloppy-name", "3 February 2016"),
        ("Q1 2016", "sloppy-name", "First Quarter 2016"),
        ("May 31st, 2016", "ordinal", "May 31, 2016"),
        ("31st of May 2016", "ordinal", "31 May 2016"),
        ("31. May 2016", "stray-dot", "31 May 2016"),
        ("2016.", "stray-dot", "2016"),
        ("01 May 2016", "leading-zero", "1 May 2016"),
        ("May 01, 2016", "leading-zero", "May 1, 2016"),
        ("01–03 May 2016", "leading-zero", "1–3 May 2016"),
        ("31 May, 2016", "comma", "31 May 2016"),
        ("May 31 2016", "comma", "May 31, 2016"),
        ("May 1–3 2016", "comma", "May 1–3, 2016"),
        ("Spring, 2016", "comma", "Spring 2016"),
        ("May  2016,", "comma", "May 2016"),
        ("2016 May 31", "year-first", "31 May 2016"),
        ("2016 Spring", "year-first", "Spring 2016"),
        ("31/5/2016", "numeric", "2016-05-31"),
        ("5/31/2016", "numeric", "2016-05-31"),
        ("5.5.2016", "numeric", "2016-05-05"),
        ("2016/5/31", "numeric", "2016-05-31"),
        ("2016–05–31", "numeric", "2016-05-31"),
        ("20160531", "numeric", "2016-05-31"),
        ("2016-5", "numeric", None),
        ("5/4/2016", "numeric-ambiguous", None),
        ("May/June 2016", "bad-dash", "May–June 2016"),
        ("May — June 2016", "bad-dash", "May–June 2016"),
        ("1996 to 1998", "bad-dash", "1996–1998"),
        ("2016/17", "bad-dash", "2016–17"),
        ("2016-17", "bad-dash", "2016–17"),
        ("May – June 2016", "dash-spacing", "May–June 2016"),
        ("31 May–2 June 2016", "dash-spacing", "31 May – 2 June 2016"),
        ("Nov 2016–Jan 2017", "dash-spacing", "Nov 2016 – Jan 2017"),
        ("2003–05", "ambiguous-range", None),
        ("1999–00", "range-order", None),
        ("2017–2016", "range-order", None),
        ("10–5 May 2016", "range-order", None),
        ("June–May 2016", "range-order", None),
        ("Fall–Autumn 2016", "range-order", None),
        ("2 June – 31 May 2016", "range-order", None),
        ("1 May – 3 May 2016", "range-repeats", "1–3 May 2016"),
        ("May 1, 2016 – May 3, 2016", "range-repeats", "May 1–3, 2016"),
        ("May 2016 – June 2016", "range-repeats", "May–June 2016"),
        ("31 May 2016 – 31 May 2016", "range-repeats", "31 May 2016"),
        ("Jan–March 2016", "mixed-range", "January–March 2016"),
        ("5 Jan – 6 March 2016", "mixed-range", "5 January – 6 March 2016"),
        ("Spring–Easter 2016", "mixed-range", None),
        ("Autumn 2016–17", "season-years", None),
        ("Winter 2016–18", "season-years", None),
        ("[[31 May]] 2016", "markup", "31 May 2016"),
        ("31&nbsp;May 2016", "markup", "31 May 2016"),
        ("1&ndash;3 May 2016", "markup", "1–3 May 2016"),
        ("''May'' 2016", "markup", "May 2016"),
        ("31 May 2016 <!--bot-->", "markup", "31 May 2016"),
        ("[2016]", "brackets", "2016"),
        ("2016-05-31T00:00:00Z", "time-of-day", "2016-05-31"),
        ("31 May 2016, 12:00 UTC", "time-of-day", "31 May 2016"),
        ("Tuesday, 31 May 2016", "weekday", "31 May 2016"),
        ("Tues. May 31, 2016", "weekday", "May 31, 2016"),
        ("31\N{NO-BREAK SPACE}May 2016", "odd-character", "31 May 2016"),
        ("\N{LEFT-TO-RIGHT MARK}31 May 2016", "odd-character", "31 May 2016"),
        ("\N{FULLWIDTH DIGIT TWO}016", "odd-character", "2016"),
        ("31 May\n2016", "odd-character", "31 May 2016"),
        ("circa 2016", "circa", "c. 2016"),
        ("c.2016", "circa", "c. 2016"),
        ("c. May 2016", "circa", None),
        ("n.d", "no-date", "n.d."),
        ("Undated", "no-date", "n.d."),
        ("31 May", "year-missing", None),
        ("May 31", "year-missing", None),
        ("1 Jan 16", "two-digit-year", None),
        ("Summer 16", "two-digit-year", None),
        ("31st may, 2016", "letter-case", "31 May 2016"),
        ("forthcoming", "unreadable", None),
        ("2016?", "unreadable", None),
        ("2016ab", "unreadable", None),
        ("", "unreadable", None),
        ("31 May 2016 " * 10, "unreadable", None),
    ],
)
def test_bad_date(text: str, reason: str, suggestion: str | None) -> None:
    with pytest.raises(BadDate) as caught:
        citation_date(text)
    assert (caught.value.reason, caught.value.suggestion) == (reason, suggestion)
    assert caught.value.text == text


def test_every_message_is_a_clause() -> None:
    for message in MESSAGES.values():
        assert not message.endswith(".")
        assert message[0].islower()


def test_bad_date_says_what_to_write() -> None:
    assert str(BadDate("31st May 2016", "ordinal", "31 May 2016")) == (
        "'31st May 2016' is not a date: the day is an ordinal; write '31 May 2016'"
    )


def test_bad_date_pickles() -> None:
    bad = pickle.loads(pickle.dumps(BadDate("5/4/2016", "numeric-ambiguous")))  # noqa: S301 - our own bytes
    assert (bad.text, bad.reason, bad.suggestion) == ("5/4/2016", "numeric-ambiguous", None)


@pytest.mark.parametrize("text", ["29 February 1500", "29 February 1600", "29 February 2000", "Feb 29, 1900a"])
def test_leap_day(text: str) -> None:
    julian_or_gregorian_leap = "1900" not in text
    if julian_or_gregorian_leap:
        assert citation_date(text).start.day == 29
    else:
        with pytest.raises(BadDate, match="does not have this day"):
            citation_date(text)


ACCEPTED = {
    "31 May 2016": DATE_KINDS - {"year"},
    "2016-05-31": DATE_KINDS - {"year"},
    "May 31, 2016a": DATE_KINDS - {"year"},
    "2016": DATE_KINDS - {"access-date", "pmc-embargo-date"},
    "2016a": DATE_KINDS - {"access-date", "pmc-embargo-date"},
    "0999": DATE_KINDS - {"access-date", "pmc-embargo-date", "year"},
    "May–June 2016": DATE_KINDS - {"access-date", "pmc-embargo-date", "year"},
    "1–3 May 2016": DATE_KINDS - {"access-date", "pmc-embargo-date", "year"},
    "2016–17": DATE_KINDS - {"access-date", "pmc-embargo-date", "year"},
    "Spring 2016": {"date"},
    "Winter 2016–2017": {"date"},
    "Winter 2016–17": DATE_KINDS - {"access-date", "pmc-embargo-date", "year"},
    "Spring–Summer 2016": {"date"},
    "First Quarter 2016": {"date"},
    "Easter 2016": {"date"},
    "n.d.": {"date"},
    "c. 2016": {"date", "year"},
    "1 January 1999": DATE_KINDS - {"access-date", "year"},
    "14 January 2001": DATE_KINDS - {"access-date", "year"},
    "15 January 2001": DATE_KINDS - {"year"},
    "23 November 2026": DATE_KINDS - {"year"},
    "24 November 2026": DATE_KINDS - {"access-date", "year"},
    "31 December 2027": DATE_KINDS - {"access-date", "year"},
    "1 January 2028": {"pmc-embargo-date"},
    "1 January 2029": set[str](),
    "2026–2028": set[str](),
    "2028": {"year"},
    "c. 2028": set[str](),
}


@pytest.mark.parametrize("kind", sorted(DATE_KINDS))
@pytest.mark.parametrize("text", ACCEPTED)
def test_kind_of_parameter(text: str, kind: str) -> None:
    try:
        date: CitationDate | None = check_date(text, kind, TODAY)
    except BadDate:
        date = None
    assert (date is not None) is (kind in ACCEPTED[text])


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("n.d.", "archive-date", "no-date"),
        ("c. 2016", "publication-date", "circa"),
        ("Spring 2016", "archive-date", "season"),
        ("May 2016", "year", "year-alone"),
        ("May 2016", "access-date", "incomplete"),
        ("14 January 2001", "access-date", "too-early"),
        ("24 November 2026", "access-date", "future"),
        ("2028", "date", "future"),
        ("31st May 2016", "access-date", "ordinal"),
    ],
)
def test_reason_in_place(text: str, kind: str, reason: str) -> None:
    with pytest.raises(BadDate) as caught:
        check_date(text, kind, TODAY)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "suggestion"), [("Sept. 2016", None), ("31st May 2016", "31 May 2016"), ("31st May 2106", None)]
)
def test_nothing_is_suggested_that_would_be_refused_in_turn(text: str, suggestion: str | None) -> None:
    with pytest.raises(BadDate) as caught:
        check_date(text, "access-date", TODAY)
    assert caught.value.suggestion == suggestion


def test_access_date() -> None:
    assert access_date("May 31, 2016", TODAY) == dt.date(2016, 5, 31)
    with pytest.raises(BadDate):
        access_date("2016", TODAY)


def test_has_hyphen() -> None:
    assert citation_date("1-3 May 2016").has_hyphen
    assert citation_date("2016-05").has_hyphen
    assert not citation_date("2016-05-31").has_hyphen
    assert not citation_date("1–3 May 2016").has_hyphen


def test_bounds_of_what_is_not_known() -> None:
    assert PartialDate().earliest() is PartialDate().latest() is None
    assert PartialDate(2016).latest() == dt.date(2016, 12, 31)
    assert PartialDate(2016, 2).latest() == dt.date(2016, 2, 29)
    assert citation_date("May–June 2016").earliest() == dt.date(2016, 5, 1)
    assert citation_date("May–June 2016").latest() == dt.date(2016, 6, 30)
    assert citation_date("n.d.").last_year is None


def test_julian_leap_day_becomes_the_day_after_the_28th() -> None:
    assert PartialDate(1500, 2, 29).earliest() == dt.date(1500, 3, 1)
    assert PartialDate(1500, 2).latest() == dt.date(1500, 3, 1)


def test_order_needs_what_it_compares() -> None:
    assert PartialDate(2016, 5) < PartialDate(2016, 6, 1)
    with pytest.raises(TypeError):
        _ = PartialDate(2016) < PartialDate(2016, 6)


@pytest.mark.parametrize(
    ("text", "form"),
    [("31 May 2016", Form.DMY), ("May 31, 2016", Form.MDY), ("2016-05-31", Form.YMD), ("May 2016", None), ("x", None)],
)
def test_form_of(text: str, form: Form | None) -> None:
    assert form_of(text) is form


def test_format_date() -> None:
    date = dt.date(2016, 9, 3)
    assert format_date(date, Form.DMY) == "3 September 2016"
    assert format_date(date, Form.MDY, short=True) == "Sep 3, 2016"
    assert format_date(PartialDate(987, 9, 3), Form.YMD) == "0987-09-03"


def test_format_date_needs_a_day_and_a_form_for_it() -> None:
    with pytest.raises(ValueError, match="not a whole day"):
        format_date(PartialDate(2016, 5), Form.DMY)
    with pytest.raises(ValueError, match="not a form for whole days"):
        format_date(dt.date(2016, 5, 31), Form.MY)


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("3 September 2015", "31 August 2016"),
        ("3 Sep 2015", "31 Aug 2016"),
        ("May 3, 2015", "August 31, 2016"),
        ("2015-05-03", "2016-08-31"),
        ("Winter 2015", "2016-08-31"),
        ("nonsense", "2016-08-31"),
    ],
)
def test_format_like(example: str, expected: str) -> None:
    assert format_like(dt.date(2016, 8, 31), example) == expected


@pytest.mark.parametrize(
    ("year", "date", "role"),
    [
        ("2016", "31 May 2016", YearBeside.REPEATS),
        ("2016a", "31 May 2016", YearBeside.REPEATS),
        ("2016a", "2016-05-31", YearBeside.DISAMBIGUATES),
        ("2015a", "2016-05-31", YearBeside.CONTRADICTS),
        ("2005", "2016-05-31", YearBeside.CONTRADICTS),
        ("2015", "31 May 2016", YearBeside.CONTRADICTS),
        ("c. 2016", "May 2016", YearBeside.REPEATS),
        ("2017", "2016–17", YearBeside.REPEATS),
        ("2017", "May 2016 – June 2017", YearBeside.REPEATS),
        ("2016", "n.d.", YearBeside.CONTRADICTS),
        ("n.d.", "2016", YearBeside.CONTRADICTS),
    ],
)
def test_year_beside_date(year: str, date: str, role: YearBeside) -> None:
    assert year_beside_date(year, date) is role

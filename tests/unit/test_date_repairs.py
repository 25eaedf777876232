"""How dates are written that are wrong or missing: as the article writes its others."""

from __future__ import annotations

import datetime as dt

import pytest

from citeaudit import audit, fix

COPY = "{{cite web |title=A |url=https://a.org |archive-url=https://web.archive.org/web/20160505010203/https://a.org}}"


@pytest.mark.parametrize(
    ("others", "written"),
    [
        pytest.param("", "2016-05-05", id="nothing to go by"),
        pytest.param("{{Use dmy dates}}", "5 May 2016", id="the article says how"),
        pytest.param("{{cite web |title=B |url=https://b.org |access-date=May 1, 2016}}", "May 5, 2016", id="others"),
        pytest.param(
            "{{Use dmy dates}} {{cite web |title=B |url=https://b.org |access-date=2016-01-02}}",
            "2016-05-05",
            id="others count more than what the article says",
        ),
    ],
)
def test_the_day_of_a_copy(others: str, written: str) -> None:
    text = f"{others}\n{COPY}"
    assert f"|archive-date={written}}}}}" in fix(text, audit(text)).text


def test_the_citation_counts_most() -> None:
    text = f"{{{{Use mdy dates}}}} {COPY[:-2]} |access-date=1 Jan 2017}}}}"
    assert "|archive-date=5 May 2016" in fix(text, audit(text)).text


@pytest.mark.parametrize(
    ("others", "bad", "good"),
    [
        ("{{Use dmy dates}}", "31/05/2016", "31 May 2016"),
        ("", "31/05/2016", "2016-05-31"),
        ("{{cite book |title=B |date=June 1, 2016}}", "31.5.2016", "May 31, 2016"),
        ("{{Use dmy dates}}", "May 31st, 2016", "31 May 2016"),
        ("{{cite book |title=B |date=1 June 2016}}", "may 31, 2016", "31 May 2016"),
        ("", "may 31, 2016", "May 31, 2016"),
        ("", "may 2016", "May 2016"),
        ("", "2015/2016", "2015–2016"),
        ("", "05/06/2016", "05/06/2016"),
        ("", "31 June 2016", "31 June 2016"),
    ],
)
def test_a_bad_date(others: str, bad: str, good: str) -> None:
    text = f"{others} {{{{cite book |title=A |date={bad}}}}}"
    report = audit(text, as_of=dt.date(2026, 11, 22))
    assert f"|date={good}}}}}" in fix(text, report).text

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit.cs1.archive import archive_url_fault, capture_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Condition

    Said: TypeAlias = Callable[[str], list[Condition]]
    Keys: TypeAlias = Callable[[str], set[str]]


WAYBACK = "https://web.archive.org/web/20160531120000/http://example.org/a"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        (WAYBACK, ""),
        ("https://web.archive.org/20160531120000/http://example.org", ""),
        ("https://web.archive.org/web/20160531120000if_/http://example.org", ""),
        ("https://web.archive.org/20160531120000if_/http://example.org", "flag"),
        ("https://web.archive.org/web/20160531120000*/http://example.org", "flag"),
        ("https://web.archive.org/web/2016/http://example.org", "timestamp"),
        ("https://web.archive.org/web/*/http://example.org", "timestamp"),
        ("https://web.archive.org/all/20160531120000/http://example.org", "path"),
        ("https://web.archive.org/save/http://example.org", "save command"),
        ("http://liveweb.archive.org/http://example.org", "liveweb"),
        ("https://archive.today/2016/http://example.org", ""),
        ("", ""),
    ],
)
def test_what_is_wrong_with_the_address_of_a_copy(url: str, fault: str) -> None:
    assert archive_url_fault(url) == fault


@pytest.mark.parametrize(
    ("url", "day"),
    [
        (WAYBACK, dt.date(2016, 5, 31)),
        ("https://archive.ph/20160531120000/http://example.org", dt.date(2016, 5, 31)),
        ("https://web.archive.org/web/20160532120000/http://example.org", None),
        ("https://web.archive.org/web/201605/http://example.org", None),
        ("https://perma.cc/AB12-CD34", None),
    ],
)
def test_the_day_of_a_copy(url: str, day: dt.date | None) -> None:
    assert capture_day(url) == day


def cite(parameters: str, page: str = "") -> str:
    return f"{page}{{{{cite web |title=A |url=http://example.org/a |{parameters}}}}}"


@pytest.mark.parametrize(
    ("written", "right"),
    [("30 May 2016", "31 May 2016"), ("May 30, 2016", "May 31, 2016"), ("2016-05-30", "2016-05-31")],
)
def test_the_right_date_has_the_editors_form(said: Said, written: str, right: str) -> None:
    (found,) = said(cite(f"archive-url={WAYBACK} |archivedate={written}"))
    assert (found.key, found.proposal) == ("err_archive_date_url_ts_mismatch", right)
    assert found.subjects == ("archivedate", "archive-url")


@pytest.mark.parametrize("written", ["31 May 2016", "May 2016", "yesterday"])
def test_no_mismatch(keys: Keys, written: str) -> None:
    assert "err_archive_date_url_ts_mismatch" not in keys(cite(f"archive-url={WAYBACK} |archive-date={written}"))


@pytest.mark.parametrize(
    ("page", "more", "proposal"),
    [
        ("", "", "2016-05-31"),
        ("{{use mdy dates}}", "", "May 31, 2016"),
        ("", "|access-date=1 June 2020", "31 May 2016"),
    ],
)
def test_a_missing_date_is_proposed_as_others_are_written(said: Said, page: str, more: str, proposal: str) -> None:
    (found,) = said(cite(f"archive-url={WAYBACK} {more}", page))
    assert (found.key, found.proposal) == ("err_archive_missing_date", proposal)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("archive-date=31 May 2016", {"err_archive_date_missing_url"}),
        ("url-status=dead", {"maint_url_status"}),
        ("url-status=yes", {"err_invalid_param_val"}),
        (
            "archive-url=http://example.org/a |archive-date=31 May 2016 |url-status=dead",
            {"err_bad_url", "maint_url_status"},
        ),
        (f"archive-url={WAYBACK} |archive-date=31 May 2016 |url-status=bot: unknown", {"maint_bot_unknown"}),
        (f"archive-url={WAYBACK} |archive-date=31 May 2016 |url-status=live", set()),
    ],
)
def test_the_parts_of_an_archived_copy(keys: Keys, parameters: str, expected: set[str]) -> None:
    assert keys(cite(parameters)) == expected

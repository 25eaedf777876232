from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit.cs1.dates import judged

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Condition

    Said: TypeAlias = Callable[[str], list[Condition]]
    Keys: TypeAlias = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("parameters", "bad"),
    [
        ("date=31 June 2016", [("date",)]),
        ("accessdate=May 2016 |url=https://example.org", [("accessdate",)]),
        ("year=May 2016 |date=2016", [("year",)]),
        ("year=May 2016", []),
        ("publication-date=Spring 2016", []),
        ("publication-date=Spring 2016 |date=2016", [("publication-date",)]),
        ("date=2001 |year=2016", [("year", "date")]),
        ("date=((2016))", [("date",)]),
        ("date={{circa|2016}}", []),
        ("date=2016<!-- or later -->", []),
        ("orig-date=whenever", []),
    ],
)
def test_bad_dates(said: Said, parameters: str, bad: list[tuple[str, ...]]) -> None:
    text = f"{{{{cite book |title=A |{parameters}}}}}"
    assert [c.subjects for c in said(text) if c.key == "err_bad_date"] == bad


def test_each_bad_date_has_its_value_as_its_place(said: Said) -> None:
    text = "{{cite book |title=A |date=May 31st 2016 |doi=10.1000/1 |doi-broken-date=never}}"
    found = [c for c in said(text) if c.key == "err_bad_date"]
    assert {c.span.of(text) for c in found} == {"May 31st 2016", "never"}
    assert {c.proposal for c in found} == {"May 31, 2016", ""}


@pytest.mark.parametrize(
    ("parameters", "proposal"),
    [("date=May-June 2016", "May–June 2016"), ("date=2016-05-31", None), ("date=May-June 2016 |year=x", None)],
)
def test_hyphens_are_tracked_where_all_dates_are_good(said: Said, parameters: str, proposal: str | None) -> None:
    found = [c.proposal for c in said(f"{{{{cite book |title=A |{parameters}}}}}") if c.key == "maint_date_format"]
    assert found == ([] if proposal is None else [proposal])


@pytest.mark.parametrize(
    ("parameters", "is_needless"),
    [
        ("date=5 May 2016 |year=2016", True),
        ("date=2016-05-05 |year=2016a", False),
        ("year=2016", False),
        ("date={{start date|2016}} |year=2016", False),
    ],
)
def test_a_year_beside_a_date(keys: Keys, parameters: str, is_needless: bool) -> None:  # noqa: FBT001
    assert ("maint_year" in keys(f"{{{{cite book |title=A |{parameters}}}}}")) is is_needless


def test_a_date_that_holds_a_template_is_taken_as_good() -> None:
    assert judged("{{x}}", "date", dt.date(2026, 1, 1)) == (None, "", "")

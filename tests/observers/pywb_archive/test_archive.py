"""The verdicts about captures, against a real archive; waybackpy as it is agrees where it can."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING

import pytest
from waybackpy import WaybackMachineAvailabilityAPI, WaybackMachineCDXServerAPI
from waybackpy.exceptions import NoCDXRecordFound

from citeaudit.observers import Memento, Wayback, observe
from citeaudit.queries import (
    Absent,
    Capture,
    CaptureQuery,
    Found,
    NearestQuery,
    NotAsked,
    Outcome,
    PageKind,
    Refused,
    Seen,
)

if TYPE_CHECKING:
    from citeaudit.observers import Transport

HOST = "http://bells.example"
STAMP = "20190102030405"
WAYBACK = "https://web.archive.org/web"


@pytest.fixture
def wayback(archive: str, transport: Transport) -> Wayback:
    return Wayback(transport, archive)


def _capture(wayback: Wayback, url: str, stamp: str = STAMP) -> Outcome:
    return wayback.outcome(CaptureQuery(f"{WAYBACK}/{stamp}/{url}"))


def _time(stamp: str) -> dt.datetime:
    return dt.datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)


def test_a_good_capture(wayback: Wayback) -> None:
    url = f"{HOST}/good"
    assert _capture(wayback, url) == Found(
        Seen(PageKind.PAGE, 200, url, "The book of bells"), Capture(f"{WAYBACK}/{STAMP}/{url}", _time(STAMP), 200)
    )


@pytest.mark.parametrize(
    ("path", "stamp", "kind", "status", "end"),
    [
        ("missing", "20190301000000", PageKind.ERROR, 404, "missing"),
        ("failing", "20190301000000", PageKind.ERROR, 503, "failing"),
        ("busy", "20190301000000", PageKind.ERROR, 429, "busy"),
        ("old", STAMP, PageKind.PAGE, 200, "good"),
        ("later", STAMP, PageKind.PAGE, 200, "moved"),
        ("gone", STAMP, PageKind.FRONT_PAGE, 200, ""),
        ("soft", STAMP, PageKind.SOFT_404, 200, "soft"),
        ("members", STAMP, PageKind.LOGIN, 200, "members"),
        ("good", "20200203040506", PageKind.PAGE, 200, "good"),
        ("", STAMP, PageKind.PAGE, 200, ""),
    ],
    ids=[
        "404",
        "503",
        "429",
        "redirect",
        "redirect-to-another-second",
        "redirect-to-root",
        "soft-404",
        "login",
        "revisit",
        "root",
    ],
)
def test_what_a_capture_is_of(path: str, stamp: str, kind: PageKind, status: int, end: str, wayback: Wayback) -> None:
    outcome = _capture(wayback, f"{HOST}/{path}", stamp)
    assert isinstance(outcome, Found)
    assert (outcome.seen.kind, outcome.seen.status, outcome.seen.url) == (kind, status, f"{HOST}/{end}")
    assert outcome.capture is not None
    assert outcome.capture.time == _time(stamp)


def test_a_redirect_to_what_was_not_captured(wayback: Wayback) -> None:
    outcome = _capture(wayback, f"{HOST}/lost")
    assert isinstance(outcome, Found)
    assert outcome.seen == Seen(PageKind.REDIRECT, 302, "http://never.example/a")


def test_no_capture_at_that_second_names_the_nearest(wayback: Wayback) -> None:
    url = f"{HOST}/good"
    assert _capture(wayback, url, "20190102030406") == Absent(
        "no capture at that second", capture=Capture(f"{WAYBACK}/{STAMP}/{url}", _time(STAMP))
    )


def test_not_archived(wayback: Wayback) -> None:
    assert _capture(wayback, f"{HOST}/never") == Absent("not archived")


def test_withheld(wayback: Wayback) -> None:
    outcomes = [
        _capture(wayback, "http://withheld.example/secret"),
        wayback.outcome(NearestQuery("http://withheld.example/secret", dt.date(2019, 1, 2))),
    ]
    for outcome in outcomes:
        assert isinstance(outcome, Refused)
        assert outcome.seen.kind is PageKind.EXCLUDED


@pytest.mark.parametrize("stamp", ["2019", "20190231000000", "20190102030461"])
def test_what_names_no_second_is_not_asked(stamp: str, wayback: Wayback) -> None:
    assert isinstance(_capture(wayback, f"{HOST}/good", stamp), NotAsked)


@pytest.mark.parametrize(
    ("wanted", "stamp"),
    [
        (dt.date(2019, 1, 5), STAMP),
        (dt.date(2015, 3, 4), "20150304050607"),
        (dt.date(2020, 2, 1), "20200203040506"),
        (dt.date(2002, 1, 1), "20150304050607"),
        (dt.date(2026, 1, 1), "20200203040506"),
    ],
)
def test_the_nearest_capture(wanted: dt.date, stamp: str, wayback: Wayback) -> None:
    outcome = wayback.outcome(NearestQuery(f"{HOST}/good", wanted))
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.archive_url == f"{WAYBACK}/{stamp}/{HOST}/good"


def test_nothing_is_nearest(wayback: Wayback) -> None:
    assert wayback.outcome(NearestQuery(f"{HOST}/never", dt.date(2019, 1, 2))) == Absent("not archived")
    outcome = wayback.outcome(NearestQuery(f"{HOST}/missing", dt.date(2019, 1, 2)))
    assert isinstance(outcome, Absent)
    assert [capture.status for capture in outcome.captures] == [404]


@pytest.mark.parametrize(
    ("path", "stamp", "kind"),
    [
        ("good", STAMP, PageKind.UNKNOWN),
        ("missing", "20190301000000", PageKind.ERROR),
        ("gone", STAMP, PageKind.FRONT_PAGE),
    ],
)
def test_as_any_archive_that_speaks_memento(
    path: str, stamp: str, kind: PageKind, archive: str, transport: Transport
) -> None:
    outcome = Memento(transport).outcome(CaptureQuery(f"{archive}/web/{stamp}/{HOST}/{path}"))
    assert isinstance(outcome, Found)
    assert outcome.seen.kind is kind


def test_as_any_archive_what_is_not_there(archive: str, transport: Transport) -> None:
    memento = Memento(transport, f"{archive}/web/")
    absent = memento.outcome(CaptureQuery(f"{archive}/web/{STAMP}/{HOST}/never"))
    assert absent == Absent("not archived")
    elsewhere = memento.outcome(CaptureQuery(f"{archive}/web/20190102030406/{HOST}/good"))
    assert isinstance(elsewhere, Absent)
    assert elsewhere.capture is not None
    assert elsewhere.capture.time == _time(STAMP)


def test_a_time_gate(archive: str, transport: Transport) -> None:
    outcome = Memento(transport, f"{archive}/web/").outcome(NearestQuery(f"{HOST}/good", dt.date(2015, 6, 1)))
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.time == _time("20150304050607")


def test_all_together(wayback: Wayback) -> None:
    queries = [CaptureQuery(f"{WAYBACK}/{STAMP}/{HOST}/{path}") for path in ("good", "never", "old", "soft")]
    outcomes = observe([*queries, *queries], observers=[wayback])
    assert [type(outcomes[query]) for query in queries] == [Found, Absent, Found, Found]
    assert outcomes.is_complete


# What waybackpy says when nobody helps it but the address of its server.


@pytest.fixture
def _old_calls() -> None:
    """waybackpy uses `datetime.utcnow`, which newer Pythons deprecate."""
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="waybackpy")


def _waybackpy(archive: str, url: str, **options: str) -> WaybackMachineCDXServerAPI:
    made = WaybackMachineCDXServerAPI(url, "test", **options)  # type: ignore[arg-type]  # mypy cannot tell which
    made.endpoint = f"{archive}/cdx/search/cdx"
    return made


@pytest.mark.usefixtures("_old_calls")
def test_waybackpy_lists_the_same_captures(archive: str) -> None:
    found = [(s.timestamp, s.statuscode) for s in _waybackpy(archive, f"{HOST}/good", limit="2").snapshots()]
    assert found == [("20150304050607", "200"), (STAMP, "200"), ("20200203040506", "-")]
    assert not list(_waybackpy(archive, f"{HOST}/never").snapshots())


@pytest.mark.usefixtures("_old_calls")
def test_waybackpy_finds_the_same_nearest_capture(archive: str) -> None:
    assert _waybackpy(archive, f"{HOST}/good").near(year=2019, month=1, day=5).timestamp == STAMP
    with pytest.raises(NoCDXRecordFound):
        _waybackpy(archive, f"{HOST}/never").near(year=2019)


@pytest.mark.usefixtures("_old_calls")
def test_waybackpy_finds_the_same_capture_available(archive: str) -> None:
    made = WaybackMachineAvailabilityAPI(f"{HOST}/good", "test")
    made.endpoint = f"{archive}/wayback/available"
    made.api_call_time_gap = 0  # it would sleep for five seconds first
    assert made.near(year=2015, month=6).timestamp() == _time("20150304050607").replace(tzinfo=None)

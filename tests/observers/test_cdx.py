"""The index of the Wayback Machine: what it may say, and how it may go wrong."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from citeaudit.observers.wayback import Wayback
from citeaudit.queries import Absent, Found, NearestQuery, Outcome, PageKind, Refused, Unreachable

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from citeaudit.observers.transport import Transport

    Serve = Callable[..., str]

NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
QUERY = NearestQuery("http://example.org/bells", dt.date(2019, 6, 1))


def row(stamp: str, status: str = "200", digest: str = "D", mime: str = "text/html", url: str = "") -> list[str]:
    return ["org,example)/bells", stamp, url or "http://example.org/bells", mime, status, digest.ljust(32, "7"), "512"]


class Index:
    """An index that gives the same pages for every question, or what a function makes of the question."""

    def __init__(self, *pages: object, make: Callable[[dict[str, list[str]]], object] | None = None) -> None:
        self.pages = list(pages)
        self.make = make
        self.asked: list[dict[str, list[str]]] = []

    def __call__(self, request: str, wire: socket.socket) -> None:
        question = parse_qs(urlsplit(request.split()[1]).query)
        self.asked.append(question)
        page = self.make(question) if self.make else self.pages[min(len(self.asked), len(self.pages)) - 1]
        body = page if isinstance(page, bytes) else json.dumps(page).encode()
        kind = b"application/json" if not isinstance(page, bytes) else b"text/html"
        head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        wire.sendall(head % (kind, len(body)) + body)


def ask(index: Index, serve: Serve, transport: Transport) -> Outcome:
    return Wayback(transport, serve(index)).outcome(QUERY)


def test_the_nearest_good_capture_is_chosen_here(serve: Serve, transport: Transport) -> None:
    rows = [row("20190501000000"), row("20190530000000", "404"), row("20190603000000"), row("20190701000000")]
    outcome = ask(Index([NAMES, *rows]), serve, transport)
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.archive_url == "https://web.archive.org/web/20190603000000/http://example.org/bells"
    assert [(c.time.day, c.status) for c in outcome.captures] == [(30, 404), (3, 200)]


def test_it_looks_around_the_day_first_and_further_only_if_nothing_good_is_there(
    serve: Serve, transport: Transport
) -> None:
    def make(question: dict[str, list[str]]) -> object:
        return [NAMES, row("20190602000000", "301")] if "from" in question else [NAMES, row("20110101000000")]

    index = Index(make=make)
    outcome = ask(index, serve, transport)
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.time.year == 2011
    assert [(q.get("from"), q.get("to")) for q in index.asked] == [
        (["20190303120000"], ["20190830120000"]),
        (None, None),
    ]


def test_an_empty_list_means_not_archived(serve: Serve, transport: Transport) -> None:
    assert ask(Index([]), serve, transport) == Absent("not archived")


def test_captures_of_errors_only(serve: Serve, transport: Transport) -> None:
    outcome = ask(Index([NAMES, row("20190501000000", "404")]), serve, transport)
    assert isinstance(outcome, Absent)
    assert outcome.reason == "no capture of the page itself"
    assert outcome.captures[0].is_gone


def test_a_repeated_capture_has_the_status_of_the_one_with_the_same_content(serve: Serve, transport: Transport) -> None:
    rows = [row("20190101000000", digest="X"), row("20190601000000", "-", "X", "warc/revisit")]
    outcome = ask(Index([NAMES, *rows]), serve, transport)
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.time == dt.datetime(2019, 6, 1, tzinfo=dt.UTC)


def test_only_repeated_captures_of_something_unknown_say_nothing(serve: Serve, transport: Transport) -> None:
    outcome = ask(Index([NAMES, row("20190601000000", "-", mime="warc/revisit")]), serve, transport)
    assert isinstance(outcome, Unreachable)


def test_a_space_in_an_address_does_not_lose_the_rest(serve: Serve, transport: Transport) -> None:
    rows = [row("20190101000000", url="http://example.org/a b"), row("20190601000000")]
    outcome = ask(Index([NAMES, *rows]), serve, transport)
    assert isinstance(outcome, Found)
    assert outcome.capture is not None
    assert outcome.capture.time.month == 6


def test_pages_are_followed_by_their_keys(serve: Serve, transport: Transport) -> None:
    def make(question: dict[str, list[str]]) -> object:
        if "from" in question:
            return []
        if "resumeKey" in question:
            return [NAMES, row("20190601000000")]
        return [NAMES, row("20110101000000"), [], ["key 1"]]

    index = Index(make=make)
    outcome = ask(index, serve, transport)
    assert isinstance(outcome, Found)
    assert index.asked[-1]["resumeKey"] == ["key 1"]
    assert len(index.asked) == 3


FAULTY: dict[str, object] = {
    "HTML where JSON is due": b"<html><body>Job failed</body></html>",
    "an empty body": b"",
    "cut off": b'[["urlkey","timestamp"',
    "another form": {"error": "no"},
    "rows that are none": ["a", "b"],
    "a row with missing fields": [NAMES, ["org,example)/bells", "20190101000000", "http://example.org/bells"]],
    "a row with an empty field": [NAMES, row("20190101000000", "")],
    "a row that is too short": [NAMES, ["a", "20190101000000", "b", "c", "200", "d", "e"]],
    "no heading": [row("20190101000000"), row("20190201000000", "404")],
    "month 00": [NAMES, row("20190001000000")],
    "a stamp with letters": [NAMES, row("2019010100000x")],
    "a short stamp": [NAMES, row("2019")],
    "nested without end": b"[" * 100_000,
    "not UTF-8": b'["\xff"]',
}


@pytest.mark.parametrize("page", FAULTY.values(), ids=FAULTY)
def test_a_faulty_index_says_nothing(page: object, serve: Serve, transport: Transport) -> None:
    assert isinstance(ask(Index(page), serve, transport), Unreachable)


@pytest.mark.parametrize("page", [FAULTY["a row with missing fields"], FAULTY["month 00"]])
def test_rows_that_cannot_be_read_do_not_hide_the_others(
    page: list[object], serve: Serve, transport: Transport
) -> None:
    assert isinstance(ask(Index([*page, row("20190601000000")]), serve, transport), Found)


def test_a_key_that_is_repeated_ends_the_pages(serve: Serve, transport: Transport) -> None:
    index = Index([NAMES, row("20190601000000", "404"), [], ["again"]])
    assert isinstance(ask(index, serve, transport), Unreachable)
    assert len(index.asked) == 5  # the window, twice the narrow one, twice all


def test_keys_without_end_are_not_followed_without_end(serve: Serve, transport: Transport) -> None:
    numbers = iter(range(1000))
    index = Index(make=lambda _: [NAMES, row("20190601000000"), [], [f"key {next(numbers)}"]])
    assert isinstance(ask(index, serve, transport), Found)
    assert len(index.asked) == 7


def test_a_site_that_is_excluded_is_refused(serve: Serve, transport: Transport) -> None:
    def blocked(_request: str, wire: socket.socket) -> None:
        body = b"org.archive.util.io.RuntimeIOException: AdministrativeAccessControlException: Blocked Site Error"
        wire.sendall(b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    outcome = Wayback(transport, serve(blocked)).outcome(QUERY)
    assert isinstance(outcome, Refused)
    assert outcome.seen.kind is PageKind.EXCLUDED


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"archived_snapshots": {}}, False),
        ({"archived_snapshots": {"closest": {"status": "200", "timestamp": "20190101000000", "url": "x"}}}, True),
        ({"archived_snapshots": {"closest": {"status": "404", "timestamp": "20190101000000", "url": "x"}}}, False),
        (b"<html>429</html>", False),
        ([], False),
    ],
)
def test_a_second_opinion_can_only_add_captures(
    answer: object,
    found: bool,  # noqa: FBT001
    serve: Serve,
    transport: Transport,
) -> None:
    index = Index(make=lambda question: [] if "output" in question else answer)
    base = serve(index)
    wayback = Wayback(transport, base, has_second_opinion=True, availability=f"{base}/wayback/available")
    assert isinstance(wayback.outcome(QUERY), Found if found else Absent)

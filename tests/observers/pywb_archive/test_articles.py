"""From an article to its findings: what it wants is asked of a real archive and a live server, and judged."""

from __future__ import annotations

import datetime as dt
import socket
import time
from typing import TYPE_CHECKING

import pytest

from citeaudit import Settings, audit, fix, observe, parse, wanted
from citeaudit.fixes import Safety
from citeaudit.observers import Cache, Limits, Live, Memento, Transport, Wayback
from citeaudit.observers import observe as observe_with_cache
from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.rates import Rate, Rates
from citeaudit.queries import Absent, LiveQuery, NearestQuery, Outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from citeaudit.finding import Finding
    from citeaudit.observers import Observer

    Serve = Callable[..., str]

HOST = "http://bells.example"
AS_OF = dt.date(2026, 11, 22)
PAGE = "<html><head><title>The ringers</title></head><body>" + "<p>Bells ring.</p>" * 100 + "</body></html>"


def resolve(name: str) -> list[str]:
    """Know one name only, by which it shows that names can be known."""
    if name == "web.archive.org":
        return ["127.0.0.1"]
    raise socket.gaierror(socket.EAI_NONAME, "no such host")


@pytest.fixture
def web(archive: str) -> Iterator[tuple[Observer, ...]]:
    """The observers of a world in which bells.example has gone and its archive is on loopback."""
    rates = Rates([], Rate(1e9, 1000), Rate(1e9, 1000), clock=lambda: 0.0)
    transport = Transport(
        "test@example.org", Limits(tries=1), Gate(networks(["127.0.0.0/8"]), resolve=resolve), rates=rates
    )
    yield Live(transport), Wayback(transport, archive), Memento(transport)
    transport.stop()
    transport.session.close()


@pytest.fixture
def live(serve: Serve) -> str:
    """The address of a site with one page."""

    def answer(request: str, wire: socket.socket) -> None:
        is_there = request.split()[1] == "/there"
        body = PAGE.encode() if is_there else b"<title>Not here</title>"
        status = "200 OK" if is_there else "404 Not Found"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        wire.sendall(head.encode() + (b"" if request.startswith("HEAD") else body))

    return serve(answer)


def cited(url: str, stamp: str = "", date: str = "2 January 2019") -> str:
    copy = f" |archive-url=https://web.archive.org/web/{stamp}/{url} |archive-date={date} |url-status=dead"
    return f"<ref>{{{{cite web |title=A |url={url} |access-date=5 March 2015{copy if stamp else ''}}}}}</ref>"


def asked(text: str, observers: tuple[Observer, ...], cache: Cache | None = None) -> Outcomes:
    """Ask until nothing new is wanted."""
    page = parse(text)
    outcomes = Outcomes()
    for _ in range(2):
        queries = wanted(page, outcomes=outcomes, as_of=AS_OF)
        outcomes = Outcomes({**outcomes, **observe_with_cache(queries, observers=observers, cache=cache)})
    assert not wanted(page, outcomes=outcomes, as_of=AS_OF)
    return outcomes


def findings(text: str, outcomes: Outcomes) -> list[Finding]:
    report = audit(text, as_of=AS_OF, outcomes=outcomes)
    assert not report.faults
    return [finding for finding in report.findings if finding.code.startswith(("AR", "LK"))]


@pytest.mark.parametrize(
    ("reference", "code", "words"),
    [
        (cited(f"{HOST}/good", "20180102030406", "2 January 2018"), "AR031", "nearest is of 2019-01-02 03:04:05 UTC"),
        (cited(f"{HOST}/never", "20190102030405"), "AR032", f"has none of {HOST}/never"),
        (cited(f"{HOST}/missing", "20190301000000", "1 March 2019"), "AR033", "status 404"),
        (cited(f"{HOST}/failing", "20190301000000", "1 March 2019"), "AR033", "status 503"),
        (cited(f"{HOST}/gone", "20190102030405"), "AR034", f"front page {HOST}/"),
        (cited(f"{HOST}/soft", "20190102030405"), "AR035", "not there"),
        (cited(f"{HOST}/members", "20190102030405"), "AR035", "log in"),
        (cited("http://withheld.example/secret", "20190102030405"), "AR036", "withholds"),
        (cited(f"{HOST}/good", "20190102030405"), "", ""),
        (cited(f"{HOST}/old", "20190102030405"), "", ""),
        (cited(f"{HOST}/lost", "20190102030405"), "", ""),
        (cited(f"{HOST}/good", "20200203040506", "3 February 2020"), "", ""),
    ],
)
def test_what_is_said_of_a_copy(reference: str, code: str, words: str, web: tuple[Observer, ...]) -> None:
    found = findings(reference, asked(reference, web))
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(words in finding.message for finding in found)


def test_the_nearest_copy_is_put_in(web: tuple[Observer, ...]) -> None:
    text = cited(f"{HOST}/good", "20180102030406", "2018-01-02") + "{{reflist}}"
    outcomes = asked(text, web)
    only = Settings(select=("AR",))
    report = audit(text, as_of=AS_OF, settings=only, outcomes=outcomes)
    fixed = fix(text, report, safety=Safety.UNSAFE, settings=only, outcomes=outcomes)
    assert cited(f"{HOST}/good", "20190102030405", "2019-01-02") in fixed.text
    assert not findings(fixed.text, asked(fixed.text, web))


def test_a_dead_link_and_the_copy_to_use(web: tuple[Observer, ...], tmp_path: Path) -> None:
    url = f"{HOST}/good"
    text = cited(url)
    for days in (9, 5):
        past = Cache(tmp_path, clock=lambda ago=days: time.time() - ago * 86_400)  # type: ignore[misc]  # a default
        past.put(LiveQuery(url), Absent("the host's name is not known"))
        past.close()
    cache = Cache(tmp_path)
    outcomes = asked(text, web, cache)
    again = asked(text, (), cache)
    cache.close()
    (found,) = findings(text, outcomes)
    assert found.code == "LK001"
    assert f"https://web.archive.org/web/20150304050607/{url}" in found.remedy
    assert "2015-03-04" in found.remedy
    assert findings(text, again) == [found]


def test_a_whole_article(web: tuple[Observer, ...], live: str) -> None:
    text = "\n".join(
        (
            cited(f"{live}/there"),
            cited(f"{live}/not-there"),
            cited(f"{HOST}/missing", "20190301000000", "1 March 2019"),
            cited(f"{HOST}/good", "20190102030405"),
            "{{reflist}}",
        )
    )
    outcomes = asked(text, web)
    assert outcomes.is_complete
    assert {query for query in outcomes if isinstance(query, NearestQuery)} == {
        NearestQuery(f"{HOST}/missing", dt.date(2015, 3, 5))
    }
    assert [(finding.code, finding.line) for finding in findings(text, outcomes)] == [("LK002", 2), ("AR033", 3)]


def test_an_archive_that_does_not_answer_makes_no_finding(serve: Serve, live: str) -> None:
    def busy(_request: str, wire: socket.socket) -> None:
        wire.sendall(b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    rates = Rates([], Rate(1e9, 1000), Rate(1e9, 1000), clock=lambda: 0.0)
    transport = Transport("test@example.org", Limits(), Gate(networks(["127.0.0.0/8"]), resolve=resolve), rates=rates)
    text = cited(f"{live}/there", "20190102030405") + cited(f"{live}/there", "20180102030405", "2 January 2018")
    outcomes = observe(wanted(parse(text)), observers=(Live(transport), Wayback(transport, serve(busy))))
    transport.session.close()
    assert outcomes.unanswered() == {"asked to wait": 2}
    assert [finding.code for finding in findings(text, outcomes) if finding.code.startswith("AR")] == []

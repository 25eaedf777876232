"""What becomes of live links."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.live import Live
from citeaudit.queries import Absent, Found, LiveQuery, NotAsked, Outcome, PageKind, Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.observers.transport import Transport

    Serve = Callable[..., str]

TEXT = "<p>Bells have been rung in this town since 1702, and the ringers have kept a book of it.</p>" * 20


def page(title: str, text: str = TEXT) -> str:
    return f"<html><head><title>{title}</title></head><body>{text}</body></html>"


class Site:
    """A host: path → (status, headers, body), or path → where to go."""

    def __init__(self, pages: dict[str, tuple[int, str, str] | str], default: tuple[int, str, str] | str) -> None:
        self.pages = pages
        self.default = default
        self.asked: list[str] = []

    def __call__(self, request: str, wire: socket.socket) -> None:
        method, path = request.split()[:2]
        self.asked.append(f"{method} {path}")
        given = self.pages.get(path, self.default)
        status, headers, body = (302, f"Location: {given}", "") if isinstance(given, str) else given
        content = body.encode()
        lines = [f"HTTP/1.1 {status} X", "Connection: close", f"Content-Length: {len(content)}"]
        if headers:
            lines.append(headers)
        wire.sendall("\r\n".join([*lines, "", ""]).encode() + (content if method == "GET" else b""))


HTML = "Content-Type: text/html; charset=utf-8"
NOT_THERE = (404, HTML, page("Not found"))


def ask(site: Site, serve: Serve, transport: Transport, path: str = "/2019/bells") -> Outcome:
    return Live(transport).outcome(LiveQuery(serve(site) + path))


def one(status: int, body: str, headers: str = HTML) -> Site:
    return Site({"/2019/bells": (status, headers, body)}, NOT_THERE)


FOUND = {
    "a page": one(200, page("The book of bells")),
    "a page about errors": Site({"/2019/bells": (200, HTML, page("The book of errors: 404 and others"))}, NOT_THERE),
    "a short page on an honest host": one(200, page("Bells", "<p>Soon.</p>")),
    "a page without a title on an honest host": one(200, f"<html>{TEXT}</html>"),
    "a page that holds a challenge script": one(
        200, page("Bells", TEXT + "<script src='/cdn-cgi/challenge-platform/x.js'>")
    ),
    "a page that says domains are for sale": one(200, page("Bells", TEXT + "<p>This domain is for sale</p>")),
    "a page with a login form in its corner": one(200, page("Bells", TEXT + "<input type=password>")),
    "a document": one(200, "%PDF", "Content-Type: application/pdf"),
    "a move to another spelling": Site(
        {"/2019/bells": "/2019/bells/", "/2019/bells/": (200, HTML, page("The book of bells"))}, NOT_THERE
    ),
    "a move to another page": Site({"/2019/bells": "/bells", "/bells": (200, HTML, page("Bells"))}, NOT_THERE),
    "GET where HEAD is not known": Site({}, (200, HTML, page("Bells"))),
}


@pytest.mark.parametrize("site", FOUND.values(), ids=FOUND)
def test_there(site: Site, serve: Serve, transport: Transport) -> None:
    assert isinstance(ask(site, serve, transport), Found)


ABSENT = {
    "404": (one(404, page("Bells")), PageKind.ERROR),
    "410": (one(410, ""), PageKind.ERROR),
    "a soft 404 by its title": (one(200, page("Page not found | Bells")), PageKind.SOFT_404),
    "a soft 404 in German": (one(200, page("Seite nicht gefunden – Glocken")), PageKind.SOFT_404),
    "a soft 404 by its heading": (one(200, "<html><h1>404 Not Found</h1></html>"), PageKind.SOFT_404),
    "sent to the front page": (
        Site({"/2019/bells": "/", "/": (200, HTML, page("Bells of the town"))}, NOT_THERE),
        PageKind.FRONT_PAGE,
    ),
    "sent to the front page in a language": (
        Site({"/2019/bells": "/en/index.html", "/en/index.html": (200, HTML, page("Bells"))}, NOT_THERE),
        PageKind.FRONT_PAGE,
    ),
    "sent where everything is sent": (
        Site({"/sorry": (200, HTML, page("Bells of the town"))}, "/sorry"),
        PageKind.SOFT_404,
    ),
    "for sale": (one(200, page("bells.example is for sale", "<p>This domain may be for sale.</p>")), PageKind.PARKED),
}


@pytest.mark.parametrize(("site", "kind"), ABSENT.values(), ids=ABSENT)
def test_not_there(site: Site, kind: PageKind, serve: Serve, transport: Transport) -> None:
    outcome = ask(site, serve, transport)
    assert isinstance(outcome, Absent)
    assert outcome.seen.kind is kind
    assert outcome.failures is None
    assert not outcome.is_dead


REFUSED = {
    "401": (one(401, ""), PageKind.ERROR),
    "403": (one(403, page("Forbidden")), PageKind.ERROR),
    "451": (one(451, ""), PageKind.ERROR),
    "999": (one(999, ""), PageKind.ERROR),
    "a challenge": (one(403, page("Just a moment...")), PageKind.BOT_WALL),
    "a challenge that says 404": (one(404, page("x"), "cf-mitigated: challenge"), PageKind.BOT_WALL),
    "a challenge that says 200": (one(200, page("Are you a robot?")), PageKind.BOT_WALL),
    "a challenge by its script": (
        one(200, page("Bells", "<script src='https://captcha-delivery.com/c.js'>")),
        PageKind.BOT_WALL,
    ),
    "sent to a login": (
        Site(
            {"/2019/bells": "/login?next=1", "/login?next=1": (200, HTML, page("Bells", "<input type='password'>"))},
            NOT_THERE,
        ),
        PageKind.LOGIN,
    ),
    "a login": (one(200, page("Sign in", "<form><input name=u><input type=password></form>")), PageKind.LOGIN),
}


@pytest.mark.parametrize(("site", "kind"), REFUSED.values(), ids=REFUSED)
def test_not_shown(site: Site, kind: PageKind, serve: Serve, transport: Transport) -> None:
    outcome = ask(site, serve, transport)
    assert isinstance(outcome, Refused)
    assert outcome.seen.kind is kind


@pytest.mark.parametrize("status", [300, 304, 500, 502, 503, 504, 520])
def test_nothing_said(status: int, serve: Serve, transport: Transport) -> None:
    assert isinstance(ask(one(status, ""), serve, transport), Unreachable)


def test_the_same_for_any_address(serve: Serve, transport: Transport) -> None:
    outcome = ask(Site({}, (200, HTML, page("App", "<div id=root></div>"))), serve, transport)
    assert isinstance(outcome, Found)
    assert outcome.seen.kind is PageKind.SAME_FOR_ALL


def test_a_front_page_that_has_moved_is_there(serve: Serve, transport: Transport) -> None:
    site = Site({"/sorry": (200, HTML, page("Bells of the town"))}, "/sorry")
    assert isinstance(ask(site, serve, transport, "/"), Found)


def test_a_document_costs_one_request_and_a_page_two(serve: Serve, transport: Transport) -> None:
    document, read = FOUND["a document"], FOUND["a page"]
    for site in (document, read):
        site.asked.clear()
        ask(site, serve, transport)
    assert document.asked == ["HEAD /2019/bells"]
    assert read.asked == ["HEAD /2019/bells", "GET /2019/bells"]


def test_an_improbable_address_is_asked_for_once(serve: Serve, transport: Transport) -> None:
    site = Site({}, (200, HTML, page("App", "<div id=root></div>")))
    base = serve(site)
    live = Live(transport)
    for path in ("/a/1", "/a/2"):
        live.outcome(LiveQuery(base + path))
    assert len([line for line in site.asked if line.startswith("GET")]) == 3


def test_a_name_that_is_gone(transport: Transport) -> None:
    def resolve(name: str) -> list[str]:
        if name == "control.example":
            return ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    known = evolve(transport, gate=Gate(networks(["127.0.0.0/8"]), resolve))
    outcome = Live(known, "control.example").outcome(LiveQuery("http://gone.example/a"))
    assert isinstance(outcome, Absent)
    assert outcome.seen.kind is PageKind.NO_HOST


def test_a_name_server_that_knows_nothing_proves_nothing(transport: Transport) -> None:
    def resolve(_name: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    blind = evolve(transport, gate=Gate((), resolve))
    assert isinstance(Live(blind).outcome(LiveQuery("http://gone.example/a")), Unreachable)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "//example.org", "https://archive.today/20190102030405/http://example.org/"]
)
def test_what_is_not_asked(url: str, transport: Transport) -> None:
    assert isinstance(Live(transport).outcome(LiveQuery(url)), NotAsked)

"""Addresses, redirects, pace and manners."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from citeaudit.errors import SettingsError
from citeaudit.observers.addresses import Gate, is_public, networks
from citeaudit.observers.contact import user_agent
from citeaudit.observers.http_dates import http_date, retry_after_s
from citeaudit.observers.rates import Rate, Rates, Service, default_rate, known_services
from citeaudit.observers.trouble import AskedToWait, Hopeless, NameUnknown, NoAnswer, NotPublic, NotWeb, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.observers.transport import Transport

    Serve = Callable[..., str]


def _answer(wire: socket.socket, *headers: str, status: str = "200 OK", body: bytes = b"ok") -> None:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers, "", ""]
    wire.sendall("\r\n".join(lines).encode() + body)


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104
        "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_what_is_not_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_what_is_public(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


def test_a_name_that_nobody_answers_for_in_time() -> None:
    released = threading.Event()
    gate = Gate((), lambda _: [str(released.wait(5))])
    start = time.monotonic()
    with pytest.raises(NoAnswer):
        gate.addresses("slow.example", 0.05)
    assert time.monotonic() - start < 1
    released.set()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), NameUnknown),
        (socket.gaierror(socket.EAI_AGAIN, "later"), NoAnswer),
        (socket.gaierror(socket.EAI_FAIL, "broken"), NoAnswer),
        (UnicodeError("label too long"), Hopeless),
        (OSError("no"), NoAnswer),
        (RuntimeError("no"), NoAnswer),
    ],
)
def test_only_a_plain_no_means_that_there_is_no_such_name(error: Exception, kind: type[NoAnswer]) -> None:
    def resolve(_name: str) -> list[str]:
        raise error

    with pytest.raises(NoAnswer) as raised:
        Gate((), resolve).addresses("gone.example", 1)
    assert type(raised.value) is kind


def test_a_name_without_an_address_is_unknown() -> None:
    with pytest.raises(NameUnknown):
        Gate((), lambda _: []).addresses("empty.example", 1)


def test_an_address_written_as_a_number_is_checked_like_any() -> None:
    with pytest.raises(NotPublic):
        Gate((), lambda _: ["127.0.0.1"]).addresses("2130706433", 1)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "example.org", "http://", "http://[", "http://a:99999/", "file:///etc/passwd", ""]
)
def test_what_is_no_address_of_the_web_is_not_asked(url: str, transport: Transport) -> None:
    with pytest.raises(NotWeb):
        transport.fetch(url)


def test_redirects_keep_their_cookies_to_themselves(serve: Serve, transport: Transport) -> None:
    asked: list[str] = []

    def wants_cookie(request: str, wire: socket.socket) -> None:
        asked.append(request)
        if "Cookie: seen=1" in request:
            _answer(wire)
        else:
            _answer(wire, "Set-Cookie: seen=1", "Location: /again", status="302 Found")

    base = serve(wants_cookie)
    for _ in range(2):
        answer = transport.fetch(f"{base}/a")
        assert (answer.status, answer.url, answer.hops) == (200, f"{base}/again", (f"{base}/a",))
    assert ["Cookie" in request for request in asked] == [False, True, False, True]


def test_a_redirect_may_be_written_in_utf8(serve: Serve, transport: Transport) -> None:
    def redirect(request: str, wire: socket.socket) -> None:
        if request.startswith("GET /a"):
            wire.sendall(
                "HTTP/1.1 301 Moved\r\nConnection: close\r\nLocation: /straße\r\nContent-Length: 0\r\n\r\n".encode()
            )
        else:
            _answer(wire)

    base = serve(redirect)
    assert transport.fetch(f"{base}/a").url == f"{base}/straße"


def test_a_connection_is_kept_for_the_next_request(serve: Serve, transport: Transport) -> None:
    ports: set[int] = set()

    def keep(_request: str, wire: socket.socket) -> None:
        ports.add(wire.getpeername()[1])
        for _ in range(3):
            wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            if not wire.recv(4096):
                break

    base = serve(keep)
    for _ in range(3):
        assert transport.fetch(base).body == b"ok"
    assert len(ports) == 1


def test_a_server_that_closes_between_requests_costs_a_try_and_no_more(serve: Serve, transport: Transport) -> None:
    def forgetful(_request: str, wire: socket.socket) -> None:
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    base = serve(forgetful)
    assert [transport.fetch(base).status for _ in range(4)] == [200] * 4


def test_who_asks_is_said(serve: Serve, transport: Transport) -> None:
    asked: list[str] = []

    def note(request: str, wire: socket.socket) -> None:
        asked.append(request)
        _answer(wire)

    transport.fetch(serve(note))
    agent = next(line for line in asked[0].splitlines() if line.startswith("User-Agent: "))
    assert agent.startswith("User-Agent: citeaudit/")
    assert "(test@example.org)" in agent


@pytest.mark.parametrize(
    "contact", ["ops@example.org", "mailto:ops@example.org", "https://example.org/bot", "User:Örjan", "en:User:A b"]
)
def test_a_contact(contact: str) -> None:
    assert user_agent(contact).isascii()


@pytest.mark.parametrize("contact", ["", " ", "nobody", "me@", "a@b.c\r\nX: 1", "User:a\nb", "(x@y.z)"])
def test_no_contact_no_questions(contact: str) -> None:
    with pytest.raises(SettingsError, match="contact"):
        user_agent(contact)


def test_after_the_stop_nothing_is_sent(serve: Serve, transport: Transport) -> None:
    asked: list[str] = []
    base = serve(lambda request, _wire: asked.append(request))
    transport.stop()
    with pytest.raises(Stopped):
        transport.fetch(base)
    assert not asked


def test_the_stop_wakes_those_who_wait_for_their_turn(transport: Transport) -> None:
    slow = evolve(transport, rates=Rates([], Rate(1), Rate(1), clock=time.monotonic))
    slow = type(slow)(slow.contact, slow.limits, slow.gate, rates=slow.rates)
    slow.rates.turn_s("http://127.0.0.1:1/", is_archive=False)
    threading.Timer(0.1, slow.stop).start()
    start = time.monotonic()
    with pytest.raises(Stopped):
        slow.fetch("http://127.0.0.1:1/")
    assert time.monotonic() - start < 1


def _rates(*services: Service, now: list[float] | None = None) -> Rates:
    times = now or [0.0]
    return Rates(services, Rate(60, 2), Rate(30, 1), clock=lambda: times[0])


def test_turns_follow_the_rate_after_the_burst() -> None:
    now = [100.0]
    rates = _rates(now=now)
    assert [rates.turn_s("http://a.example/", is_archive=False) for _ in range(4)] == [0, 0, 1, 2]
    assert rates.turn_s("http://b.example/", is_archive=False) == 0
    now[0] += 60
    assert rates.turn_s("http://a.example/", is_archive=False) == 0


def test_services_share_one_rate_by_host_and_path() -> None:
    rates = _rates(Service(("a.example",), ("/cdx/", "/timemap/"), Rate(6)), Service(("a.example",), ("/",), Rate(600)))
    assert rates.turn_s("https://a.example/cdx/search", is_archive=True) == 0
    assert rates.turn_s("https://A.example/timemap/x", is_archive=True) == 10
    assert rates.turn_s("https://a.example/web/1", is_archive=True) == 0


def test_a_host_that_stopped_stays_stopped_and_the_others_do_not() -> None:
    rates = _rates()
    rates.stop("http://a.example/x")
    with pytest.raises(AskedToWait):
        rates.turn_s("http://a.example/y", is_archive=True)
    rates.turn_s("http://b.example/y", is_archive=True)


def test_a_pause_delays_all_turns() -> None:
    now = [5.0]
    rates = _rates(now=now)
    rates.pause("http://a.example/", 7)
    assert rates.paused_s("http://a.example/z") == 7
    now[0] += 10
    assert rates.paused_s("http://a.example/z") == 0


def test_the_known_limits_of_the_wayback_machine_are_kept() -> None:
    rates = {service.paths: service.rate for service in known_services() if "web.archive.org" in service.hosts}
    index, rest = rates["/cdx/", "/web/timemap/"], rates[("/",)]
    assert index.per_minute + index.burst <= 30
    assert rest.per_minute + rest.burst <= 600
    assert default_rate("live").per_minute > 0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 30 ", 30),
        ("Sun, 22 Nov 2026 00:01:00 GMT", 60),
        ("Sun, 22 Nov 2020 00:00:00 GMT", 0),
        ("-5", None),
        ("", None),
        ("9" * 400, None),
        ("soon", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after_s(value, dt.datetime(2026, 11, 22, tzinfo=dt.UTC)) == seconds


@pytest.mark.parametrize(
    "value", ["", "yesterday", "Wed, 99 Jan 2019 03:04:05 GMT", "Wed, 02 Jan 99999999 03:04:05 GMT"]
)
def test_no_http_date(value: str) -> None:
    assert http_date(value) is None


def test_networks() -> None:
    assert networks(["127.0.0.0/8"]) == (ipaddress.ip_network("127.0.0.0/8"),)
    with pytest.raises(ValueError, match="nonsense"):
        networks(["nonsense"])

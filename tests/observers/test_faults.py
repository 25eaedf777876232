"""What can go wrong on the other side. Nothing of it may be taken for an answer, hold us up, or lead us elsewhere."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import re
import socket
import ssl
import struct
import threading
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.live import Live
from citeaudit.observers.memento import Memento
from citeaudit.observers.rates import Rate, Rates
from citeaudit.observers.wayback import Wayback
from citeaudit.queries import CaptureQuery, Found, LiveQuery, NearestQuery, Outcome, Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.observers.transport import Transport

    Serve = Callable[..., str]

LONGEST_S = 3.0
"""Two requests at most, each with the deadline of the transport, and a margin for a busy machine."""

OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
HTML = b"<html><head><title>The history of bells</title></head><body>" + b"Bells ring. " * 200 + b"</body></html>"
DIGEST = "A" * 32


def _answer(wire: socket.socket, body: bytes, *headers: str, status: str = "200 OK") -> None:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers, "", ""]
    wire.sendall("\r\n".join(lines).encode() + body)


def _drip(wire: socket.socket, piece: bytes) -> None:
    for _ in range(200):
        wire.sendall(piece)
        time.sleep(0.05)


def slow_headers(_request: str, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\n")
    _drip(wire, b"X-Still: here\r\n")


def slow_status_line(_request: str, wire: socket.socket) -> None:
    _drip(wire, b"H")


def silence(_request: str, wire: socket.socket) -> None:
    wire.recv(1)


def slow_body(_request: str, wire: socket.socket) -> None:
    wire.sendall(OK + b"Content-Type: text/html\r\n\r\n<title>404 Not Found</title>")
    _drip(wire, b"<p>")


def stalled_body(_request: str, wire: socket.socket) -> None:
    wire.sendall(OK + b"Content-Type: text/html\r\nContent-Length: 9999\r\n\r\n<title>404 Not Found</title>")
    wire.recv(1)


def short_body(_request: str, wire: socket.socket) -> None:
    wire.sendall(OK + b"Content-Type: text/html\r\nContent-Length: 9999\r\n\r\n[]")


def reset(_request: str, wire: socket.socket) -> None:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


def truncated_gzip(_request: str, wire: socket.socket) -> None:
    packed = gzip.compress(b"<title>404 Not Found</title>" + HTML)
    _answer(wire, packed[: len(packed) // 2], "Content-Type: text/html", "Content-Encoding: gzip")


def not_gzip_at_all(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"<title>404 Not Found</title>", "Content-Type: text/html", "Content-Encoding: gzip")


def endless_redirect(request: str, wire: socket.socket) -> None:
    number = int((re.search(r"n=(\d+)", request) or ["", "0"])[1])
    _answer(wire, b"", f"Location: /?n={number + 1}", status="302 Found")


def redirect_to_no_address(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"", "Location: http://[", status="302 Found")


def redirect_to_a_file(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"", "Location: file:///etc/passwd", status="302 Found")


def no_http(_request: str, wire: socket.socket) -> None:
    wire.sendall(b"\x15\x03\x01\x00\x02\x02\x28" * 30)


def too_many_headers(_request: str, wire: socket.socket) -> None:
    wire.sendall(OK + b"X-More: of these\r\n" * 5000 + b"\r\n")


def status_429(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"<title>404 Not Found</title>", status="429 Too Many Requests")


def status_429_for_an_hour(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"[]", "Retry-After: 3600", status="429 Too Many Requests")


def status_429_for_a_moment(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"[]", "Retry-After: 0", status="429 Too Many Requests")


def status_503(_request: str, wire: socket.socket) -> None:
    _answer(wire, b'{"archived_snapshots": {}}', status="503 Service Unavailable")


def status_500(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"[]", status="500 Internal Server Error")


def status_400(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"[]", status="400 Bad Request")


def empty_body(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"", "Content-Type: text/html")


def no_body_at_all(_request: str, wire: socket.socket) -> None:
    _answer(wire, b"", status="204 No Content")


def endless_body(_request: str, wire: socket.socket) -> None:
    wire.sendall(OK + b"Content-Type: text/html\r\n\r\n" + HTML)
    for _ in range(3000):
        wire.sendall(b"x" * 100_000)


def bomb(_request: str, wire: socket.socket) -> None:
    pack = zlib.compressobj(9, wbits=31)
    packed = pack.compress(b"<title>Zeros</title>") + b"".join(pack.compress(bytes(1_000_000)) for _ in range(300))
    _answer(wire, packed + pack.flush(), "Content-Type: text/html", "Content-Encoding: gzip")


FAULTS = [
    slow_headers,
    slow_status_line,
    silence,
    slow_body,
    stalled_body,
    short_body,
    reset,
    truncated_gzip,
    not_gzip_at_all,
    endless_redirect,
    redirect_to_no_address,
    redirect_to_a_file,
    no_http,
    too_many_headers,
    status_429,
    status_429_for_an_hour,
    status_429_for_a_moment,
    status_503,
    status_500,
    status_400,
    empty_body,
    no_body_at_all,
]


def _live(transport: Transport, base: str) -> Outcome:
    return Live(transport).outcome(LiveQuery(f"{base}/2019/bells"))


def _pinned(transport: Transport, base: str) -> Outcome:
    query = CaptureQuery(f"{base}/web/20190102030405/http://example.org/bells")
    return Wayback(transport, base).outcome(query)


def _memento(transport: Transport, base: str) -> Outcome:
    return Memento(transport).outcome(CaptureQuery(f"{base}/all/20190102030405/http://example.org/bells"))


def _nearest(transport: Transport, base: str) -> Outcome:
    return Wayback(transport, base).outcome(NearestQuery("http://example.org/bells", dt.date(2019, 1, 2)))


ASKED = pytest.mark.parametrize("ask", [_live, _pinned, _memento, _nearest])


@ASKED
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_no_answer(
    fault: Callable[[str, socket.socket], None],
    ask: Callable[[Transport, str], Outcome],
    serve: Serve,
    hasty: Transport,
) -> None:
    base = serve(fault)
    start = time.monotonic()
    outcome = ask(hasty, base)
    assert time.monotonic() - start < LONGEST_S
    assert isinstance(outcome, Unreachable | Refused), outcome


@ASKED
@pytest.mark.parametrize(
    "target", ["127.0.0.1", "169.254.169.254", "[::1]", "10.0.0.1", "[::ffff:127.0.0.1]", "2130706433"]
)
def test_a_redirect_to_a_private_address_is_not_followed(
    target: str, ask: Callable[[Transport, str], Outcome], serve: Serve, transport: Transport
) -> None:
    asked: list[str] = []

    def secret(request: str, wire: socket.socket) -> None:
        asked.append(request)
        _answer(wire, b"secret", status="404 Not Found")

    port = serve(secret).rpartition(":")[2]

    def lure(_request: str, wire: socket.socket) -> None:
        _answer(wire, b"", f"Location: http://{target}:{port}/latest/meta-data", status="302 Found")

    base = serve(lure, "127.0.0.2")
    walled = evolve(transport, gate=Gate(networks(["127.0.0.2/32"]), _resolve_numbers))
    assert isinstance(ask(walled, base), Unreachable)
    assert not asked


def _resolve_numbers(name: str) -> list[str]:
    return {"2130706433": ["127.0.0.1"]}.get(name, [])


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_public_and_a_private_address_only_the_public_one_is_asked(
    order: int, serve: Serve, transport: Transport
) -> None:
    asked: list[str] = []

    def note(_request: str, wire: socket.socket) -> None:
        asked.append(wire.getsockname()[0])
        _answer(wire, HTML, "Content-Type: text/html")

    port = serve(note, "0.0.0.0").rpartition(":")[2]  # noqa: S104 (closed to all but this machine's tests)
    both = ["127.0.0.1", "127.0.0.2"][::order]
    gate = Gate(networks(["127.0.0.2/32"]), lambda _name: both)
    outcome = Live(evolve(transport, gate=gate)).outcome(LiveQuery(f"http://two.example:{port}/2019/bells"))
    assert isinstance(outcome, Found)
    assert set(asked) == {"127.0.0.2"}


def test_an_address_that_is_not_public_is_never_connected_to(serve: Serve, transport: Transport) -> None:
    asked: list[str] = []
    base = serve(lambda request, _wire: asked.append(request))
    outcome = Live(evolve(transport, gate=Gate())).outcome(LiveQuery(f"{base}/"))
    assert outcome == Unreachable("the address is not on the public internet")
    assert not asked


@ASKED
def test_a_certificate_that_nobody_signed_is_no_answer(
    ask: Callable[[Transport, str], Outcome], transport: Transport
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    listener = socket.create_server(("127.0.0.1", 0))

    def greet() -> None:
        with contextlib.suppress(OSError):
            while True:
                wire, _address = listener.accept()
                with contextlib.suppress(OSError), wire:
                    context.wrap_socket(wire, server_side=True).close()

    threading.Thread(target=greet, daemon=True).start()
    outcome = ask(transport, f"https://127.0.0.1:{listener.getsockname()[1]}")
    listener.close()
    assert isinstance(outcome, Unreachable)
    assert outcome.reason == "the certificate is not trusted"


def _peak_bytes(work: Callable[[], Outcome]) -> tuple[Outcome, int]:
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("fault", [endless_body, bomb], ids=["300 MB", "300 MB packed into 300 kB"])
@ASKED
def test_a_huge_body_is_not_read(
    fault: Callable[[str, socket.socket], None],
    ask: Callable[[Transport, str], Outcome],
    serve: Serve,
    hasty: Transport,
) -> None:
    base = serve(fault)
    start = time.monotonic()
    outcome, peak = _peak_bytes(lambda: ask(hasty, base))
    assert time.monotonic() - start < LONGEST_S
    assert peak < 40_000_000
    assert isinstance(outcome, Found if ask is _live and fault is endless_body else Unreachable | Found)


def test_503_then_200_is_200(serve: Serve, transport: Transport) -> None:
    asked: list[str] = []

    def recovers(request: str, wire: socket.socket) -> None:
        asked.append(request)
        is_first = len(asked) == 1
        _answer(wire, HTML, "Content-Type: text/html", status="503 Busy" if is_first else "200 OK")

    assert transport.fetch(serve(recovers)).status == 200
    assert len(asked) == 2


def test_429_with_a_short_retry_after_is_waited_for(serve: Serve, transport: Transport) -> None:
    slept: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    asked: list[str] = []

    def tired(request: str, wire: socket.socket) -> None:
        asked.append(request)
        is_first = len(asked) == 1
        _answer(wire, HTML, "Retry-After: 30", status="429 Slowly" if is_first else "200 OK")

    def clock() -> float:
        return now[0]

    limits = evolve(transport.limits, wait_s=60.0)
    rates = Rates([], Rate(60, 10), Rate(60, 10), clock=clock)
    patient = evolve(transport, limits=limits, clock=clock, rates=rates, sleep=sleep)
    assert patient.fetch(serve(tired)).status == 200
    assert slept == [30.0]


@pytest.mark.parametrize("header", ["Retry-After: 1", "X-No: Retry-After"])
def test_the_first_429_of_an_archive_ends_all_requests_to_it(header: str, serve: Serve, transport: Transport) -> None:
    asked: list[str] = []

    def tired(request: str, wire: socket.socket) -> None:
        asked.append(request)
        _answer(wire, b"[]", header, status="429 Too Many Requests")

    base = serve(tired)
    outcomes = [_pinned(transport, base), _nearest(transport, base), _memento(transport, base)]
    assert {outcome.reason for outcome in outcomes if isinstance(outcome, Unreachable)} == {"asked to wait"}
    assert len(outcomes) == 3
    assert len(asked) == 1


def test_a_429_that_was_captured_is_no_429_of_the_archive(serve: Serve, transport: Transport) -> None:
    def replay(_request: str, wire: socket.socket) -> None:
        _answer(wire, b"", "Memento-Datetime: Wed, 02 Jan 2019 03:04:05 GMT", status="429 Too Many Requests")

    base = serve(replay)
    for _ in range(2):
        outcome = _pinned(transport, base)
        assert isinstance(outcome, Found)
        assert outcome.seen.status == 429

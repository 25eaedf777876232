"""What tests of several folders share: how Hypothesis searches, and servers on loopback with a wall around them.

Hypothesis takes the same examples each time, unless ``--hypothesis-profile=search`` is given.
"""

from __future__ import annotations

import ipaddress
import socket
import socketserver
import threading
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Handler: TypeAlias = Callable[[str, socket.socket], None]

_HEAD_BYTES = 65_536

settings.register_profile(
    "suite", derandomize=True, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse, and report at the end, every connection and every name that is not of this machine."""
    left: list[str] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        if self.family in {socket.AF_INET, socket.AF_INET6} and not ipaddress.ip_address(address[0]).is_loopback:
            left.append(f"connection to {address[0]}")
            message = "the tests stay on loopback"
            raise OSError(message)
        connect(self, address)

    def guarded_resolve(host: str, *args: Any, **options: Any) -> object:  # noqa: ANN401
        try:
            ipaddress.ip_address(host)
        except ValueError:
            left.append(f"name {host}")
            raise socket.gaierror(socket.EAI_AGAIN, "the tests resolve no names") from None
        return resolve(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)
    yield
    assert not left


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, handler: Handler, address: str) -> None:
        class OneRequest(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                self.request.settimeout(10)
                data = b""
                try:
                    while b"\r\n\r\n" not in data and len(data) < _HEAD_BYTES:
                        received = self.request.recv(4096)
                        if not received:
                            return
                        data += received
                    handler(data.decode("latin-1"), self.request)
                except OSError:  # the client has gone, as it should
                    pass

        super().__init__((address, 0), OneRequest)


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Start a server: it hands each request, as text, and the open connection to a function; returns its address."""
    servers: list[_Server] = []

    def start(handler: Handler, address: str = "127.0.0.1") -> str:
        server = _Server(handler, address)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://{address}:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()

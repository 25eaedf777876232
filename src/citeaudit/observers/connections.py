"""The seam below requests: sockets that pass the gate and know when to give up."""

from __future__ import annotations

import socket
import ssl
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import requests
from attrs import define
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from citeaudit.observers.trouble import Hopeless

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.observers.addresses import Gate


@define
class Exchange:
    """One request with its answer: how long it may take, and through which gate it goes."""

    gate: Gate
    clock: Callable[[], float]
    connect_s: float
    read_s: float
    ends_at: float
    """By ``clock``."""

    @property
    def is_over(self) -> bool:
        """True if the time is up."""
        return self.clock() >= self.ends_at

    def left_s(self, most_s: float) -> float:
        """Return the seconds for the next step, at most ``most_s``.

        Raises:  `Hopeless` if the time is up.
        """
        left = self.ends_at - self.clock()
        if left <= 0:
            reason = "no whole answer in time"
            raise Hopeless(reason)
        return min(left, most_s)

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a connected socket; raises as `Gate.connect` does."""
        return self.gate.connect(host, port, self.left_s(self.connect_s), PlainSocket)


EXCHANGE: ContextVar[Exchange] = ContextVar("EXCHANGE")
"""What the thread is doing: urllib3 has no way to hand it down to a connection."""


class PlainSocket(socket.socket):
    """A socket that waits for data no longer than the exchange has time.

    A limit for each read does not bound the whole: a host that sends a byte now and then would hold us for ever.
    """

    def recv_into(self, *args: Any, **options: Any) -> int:  # noqa: ANN401
        """Wait no longer than is left."""
        exchange = EXCHANGE.get()
        self.settimeout(exchange.left_s(exchange.read_s))
        return super().recv_into(*args, **options)


class TlsSocket(ssl.SSLSocket):
    """As `PlainSocket`, with TLS."""

    def recv_into(self, *args: Any, **options: Any) -> int:  # noqa: ANN401
        """Wait no longer than is left."""
        exchange = EXCHANGE.get()
        self.settimeout(exchange.left_s(exchange.read_s))
        return super().recv_into(*args, **options)


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return EXCHANGE.get().connect(self._dns_host, self.port)


class _TlsConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return EXCHANGE.get().connect(self._dns_host, self.port)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    """Takes all connections from `Exchange.connect`, and trusts what requests trusts."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:  # noqa: ANN401, FBT001, FBT002 (requests' signature)
        context = create_urllib3_context()
        context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
        context.sslsocket_class = TlsSocket
        super().init_poolmanager(connections, maxsize, block, ssl_context=context, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ANN401, ARG002
        """Leave the certificates to the context: requests would read the whole bundle for each connection."""
        conn.cert_reqs = "CERT_REQUIRED"


class Session(requests.Session):
    """A session that follows no redirect, keeps no cookie, and takes nothing from the environment."""

    def __init__(self, connections: int) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(pool_connections=connections, pool_maxsize=connections))

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Return None: with a target, requests would read the whole body of a redirect, however long."""
        return None

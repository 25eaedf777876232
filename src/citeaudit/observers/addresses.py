"""From a host's name to a connected socket, past everything that is not on the public internet.

The address that was checked is the one that is connected to: a name that resolves differently the
next moment, or to a public and a private address at once, gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from citeaudit.observers.trouble import Hopeless, NameUnknown, NoAnswer, NotPublic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve: TypeAlias = "Callable[[str], Iterable[str]]"
"""From a name to its addresses, in the order in which to try them."""

_NO_SUCH_NAME = frozenset(
    code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MOST_ADDRESSES = 4


def system_resolve(name: str) -> list[str]:
    """Ask the system's name service.

    Raises:  `OSError` as `socket.getaddrinfo` does.
    """
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_public(address: Address) -> bool:
    """Tell whether an address is one host on the public internet, also where it carries another in itself.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved)


@frozen
class Gate:
    """Decides which addresses may be connected to, and connects."""

    allowed: tuple[Network, ...] = ()
    """Addresses that may be asked although they are not public."""
    resolve: Resolve = field(default=system_resolve)

    def addresses(self, host: str, patience_s: float) -> list[Address]:
        """Return the addresses of ``host`` that may be connected to, the first to be tried first.

        Raises:  `NameUnknown` if there is no such host, `NotPublic` if none of its addresses may be
                 asked, `NoAnswer` if the name server says nothing in ``patience_s`` seconds.
        """
        known = [_literal(host)] if _is_literal(host) else self._ask(host, patience_s)
        if not known:
            reason = "the host's name has no address"
            raise NameUnknown(reason)
        open_ones = [a for a in known if is_public(a) or any(a in network for network in self.allowed)]
        if not open_ones:
            reason = "the address is not on the public internet"
            raise NotPublic(reason)
        return open_ones[:_MOST_ADDRESSES]

    def _ask(self, name: str, patience_s: float) -> list[Address]:
        """Resolve in a thread of its own: the system's resolver knows no deadline."""
        answer: list[list[Address] | Exception] = []
        done = threading.Event()

        def ask() -> None:
            try:
                answer.append([_literal(text) for text in self.resolve(name)])
            except Exception as error:  # noqa: BLE001 (raised again where it is waited for)
                answer.append(error)
            done.set()

        threading.Thread(target=ask, name="citeaudit-resolve", daemon=True).start()
        if not done.wait(patience_s):
            reason = "the name server did not answer in time"
            raise NoAnswer(reason)
        found = answer[0]
        if isinstance(found, Exception):
            raise _trouble(found) from found
        return found

    def connect(self, host: str, port: int, patience_s: float, kind: type[socket.socket]) -> socket.socket:
        """Return a socket of the class ``kind`` that is connected to ``host``.

        Raises:  as `addresses`, and `NoAnswer` if none of them lets itself be connected to.
        """
        last: NoAnswer | None = None
        for address in self.addresses(host, patience_s):
            try:
                return _connected(address, port, patience_s, kind)
            except TimeoutError:
                last = NoAnswer("no connection in time")
            except ConnectionRefusedError:
                last = NoAnswer("the connection was refused")
            except OSError:
                last = NoAnswer("no way to the host")
        raise last or NoAnswer("no way to the host")


def _connected(address: Address, port: int, patience_s: float, kind: type[socket.socket]) -> socket.socket:
    family = socket.AF_INET if isinstance(address, ipaddress.IPv4Address) else socket.AF_INET6
    made = kind(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.settimeout(patience_s)
        made.connect((str(address), port))
    except BaseException:
        made.close()
        raise
    return made


def _is_literal(host: str) -> bool:
    try:
        _literal(host)
    except ValueError:
        return False
    return True


def _literal(text: str) -> Address:
    return ipaddress.ip_address(text.strip("[]"))


def _trouble(error: Exception) -> NoAnswer:
    """Return what an error of the resolver means; only a plain "no such name" is taken for one."""
    if isinstance(error, socket.gaierror):
        if error.errno in _NO_SUCH_NAME:
            return NameUnknown("the host's name is not known")
        return NoAnswer("the name server did not answer")
    if isinstance(error, UnicodeError):
        return Hopeless("the address has no valid host name")
    return NoAnswer("the host's name could not be resolved")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks that ``texts`` name, such as ``127.0.0.0/8``.

    Raises:  `ValueError` naming the text that is not one.
    """
    return tuple(ipaddress.ip_network(text) for text in texts)

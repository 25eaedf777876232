"""How often each service is asked. One place for all threads of a run."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from attrs import define, field, frozen

from citeaudit.observers.trouble import AskedToWait
from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_REST_S = 60.0
"""What a request for a rest means that does not say how long (EDGI's `wayback`, issue 137)."""


class Memory(Protocol):
    """What outlives a run: `citeaudit.observers.cache.Cache` is one."""

    def rest_until(self, host: str) -> float | None:
        """Return until when a host is not to be asked, or None."""
        ...

    def rest(self, host: str, wait_s: float) -> None:
        """Keep in mind that a host is not to be asked for some seconds."""
        ...


@frozen
class Rate:
    """How often."""

    per_minute: float
    burst: int = 1
    """How many may follow each other at once after a rest."""


@frozen
class Service:
    """Addresses that share one rate: ``hosts`` may carry a port; ``paths`` are prefixes."""

    hosts: tuple[str, ...]
    paths: tuple[str, ...]
    rate: Rate


def known_services() -> tuple[Service, ...]:
    """Return the services of ``data/services.toml``; of several that fit an address the first counts."""
    return tuple(
        Service(tuple(entry["hosts"]), tuple(entry["paths"]), Rate(entry["per_minute"], entry["burst"]))
        for entry in table("services")["service"]
    )


def default_rate(kind: str) -> Rate:
    """Return the rate for a host that no service names; ``kind`` is ``live`` or ``archive``."""
    entry: dict[str, Any] = table("services")["default"][kind]
    return Rate(entry["per_minute"], entry["burst"])


@define
class _Bucket:
    """A token bucket, kept as the moment at which it will be full again."""

    rate: Rate
    full_at: float = 0.0

    def wait_s(self, now: float) -> float:
        """Take a token and return in how many seconds it may be used."""
        every = 60.0 / self.rate.per_minute
        self.full_at = max(self.full_at, now) + every
        return max(0.0, self.full_at - now - self.rate.burst * every)


@define
class Rates:
    """Gives out turns. Safe under threads."""

    services: Sequence[Service] = field(factory=known_services)
    live: Rate = field(factory=lambda: default_rate("live"))
    archive: Rate = field(factory=lambda: default_rate("archive"))
    clock: Callable[[], float] = field(kw_only=True)
    memory: Memory | None = field(default=None, kw_only=True)
    _known: set[str] = field(factory=set, init=False)
    _buckets: dict[str, _Bucket] = field(factory=dict, init=False)
    _paused_until: dict[str, float] = field(factory=dict, init=False)
    _stopped: set[str] = field(factory=set, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def turn_s(self, url: str, *, is_archive: bool) -> float:
        """Take the next turn of the service at ``url`` and return in how many seconds it comes.

        Raises:  `AskedToWait` if its host asked for a rest.
        """
        name, rate = self._bucket_of(url, is_archive=is_archive)
        with self._lock:
            self._check(host_of(url))
            return self._buckets.setdefault(name, _Bucket(rate)).wait_s(self.clock())

    def paused_s(self, url: str) -> float:
        """Return for how many seconds more the host of ``url`` rests.

        Raises:  `AskedToWait` if it rests for the whole run.
        """
        host = host_of(url)
        with self._lock:
            self._check(host)
            return max(0.0, self._paused_until.get(host, 0.0) - self.clock())

    def pause(self, url: str, wait_s: float) -> None:
        """Give the host of ``url`` the rest that it asked for; all its turns come later."""
        host = host_of(url)
        with self._lock:
            self._paused_until[host] = max(self._paused_until.get(host, 0.0), self.clock() + wait_s)

    def stop(self, url: str, wait_s: float | None = None) -> None:
        """Ask the host of ``url`` nothing more in this run, and in others not for ``wait_s`` seconds."""
        host = host_of(url)
        with self._lock:
            self._stopped.add(host)
        if self.memory is not None:
            self.memory.rest(host, max(wait_s or 0.0, _REST_S))

    def _check(self, host: str) -> None:
        if self.memory is not None and host not in self._known:
            self._known.add(host)
            if self.memory.rest_until(host) is not None:
                self._stopped.add(host)
        if host in self._stopped:
            reason = "asked to wait"
            raise AskedToWait(reason)

    def _bucket_of(self, url: str, *, is_archive: bool) -> tuple[str, Rate]:
        host = host_of(url)
        name = host.partition(":")[0]
        for number, service in enumerate(self.services):
            if (host in service.hosts or name in service.hosts) and urlsplit(url).path.startswith(service.paths):
                return f"service {number}", service.rate
        return host, self.archive if is_archive else self.live


def host_of(url: str) -> str:
    """Return the host of ``url`` with its port if one is written, in lower case; "" if there is none.

    >>> host_of("https://User@Example.org:8080/a")
    'example.org:8080'
    """
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""

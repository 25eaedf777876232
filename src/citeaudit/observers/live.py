"""Is a page still there? Asked of its own host, and never answered from silence."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from attrs import Factory, evolve, field, frozen

from citeaudit.observers.archives import why_unasked
from citeaudit.observers.observer import Lane
from citeaudit.observers.pages import (
    body_title,
    is_bot_wall,
    is_front_page,
    is_html,
    is_same_page,
    is_sent_to_front,
    look,
)
from citeaudit.observers.rates import host_of
from citeaudit.observers.trouble import NameUnknown, NoAnswer, NotWeb, Stopped
from citeaudit.queries import Absent, Found, LiveQuery, NotAsked, PageKind, Refused, Seen, Unreachable

if TYPE_CHECKING:
    from citeaudit.observers.pages import Look
    from citeaudit.observers.transport import Answer, Transport
    from citeaudit.queries import Outcome, Query

_PAGE_BYTES = 300_000
_CONTROL_NAME = "web.archive.org"
_REASONS = {
    401: "it wants a login",
    402: "it wants to be paid",
    403: "it forbids access",
    407: "it wants a login",
    451: "it is withheld for legal reasons",
}
_ABSENT = {
    PageKind.SOFT_404: "its title says that it is not there",
    PageKind.FRONT_PAGE: "it leads to the front page",
    PageKind.PARKED: "the domain is for sale or parked",
}
_REFUSED = {PageKind.BOT_WALL: "it wants to see a human being", PageKind.LOGIN: "it wants a login"}


@frozen
class _Probe:
    """What a host shows, as if nothing were wrong, for an address that nobody has ever made."""

    url: str
    """Where it led."""
    title: str
    text: str


@frozen(eq=False)
class Live:
    """Answers `LiveQuery`: first by HEAD, then by GET, in doubt with an improbable address on the same host.

    Shape:   what it finds absent is absent now; whether it is dead only a history can tell.
    """

    transport: Transport
    control_name: str = _CONTROL_NAME
    """A host that is known to exist: a name is unknown only as long as this one is known."""
    _probes: dict[str, _Probe | None] = field(init=False, factory=dict)
    _lock: threading.Lock = field(init=False, default=Factory(threading.Lock))

    def takes(self, query: Query) -> bool:
        """Tell whether it is a `LiveQuery`."""
        return isinstance(query, LiveQuery)

    def lane(self, query: Query) -> Lane:
        """Return the lane of the host: one page of a host after the other."""
        return Lane(f"live {host_of(query.url)}" if isinstance(query, LiveQuery) else "live")

    def stop(self) -> None:
        """Ask nothing more."""
        self.transport.stop()

    def outcome(self, query: Query) -> Outcome:
        """Return what is at the address now."""
        if not isinstance(query, LiveQuery):
            return NotAsked("no observer takes it")
        if reason := why_unasked(query.url):
            return NotAsked(reason)
        try:
            return self._judged(query.url)
        except (NotWeb, Stopped) as trouble:
            return NotAsked(trouble.reason)
        except NameUnknown as trouble:
            return self._nameless(query.url, trouble)
        except NoAnswer as trouble:
            return Unreachable(trouble.reason, Seen(status=trouble.status))

    def _judged(self, url: str) -> Outcome:
        start = self._head(url)
        if start is not None and start.status < 300 and not is_html(start.headers, b"<"):  # noqa: PLR2004
            return self._document(url, start)
        at = start.url if start is not None and start.status < 300 else url  # noqa: PLR2004
        answer = self.transport.fetch(at, most_bytes=_PAGE_BYTES)
        if start is not None and at != url:
            answer = evolve(answer, hops=(*start.hops, *answer.hops))
        return self._by_status(url, answer)

    def _head(self, url: str) -> Answer | None:
        """Return the answer to HEAD; None where a host does not understand it, so that GET must tell.

        Raises:  `NoAnswer` if GET cannot fare better.
        """
        try:
            return self.transport.fetch(url, method="HEAD")
        except NoAnswer as trouble:
            if trouble.may_pass and not self.transport.stopped.is_set():
                return None
            raise

    def _document(self, url: str, answer: Answer) -> Outcome:
        seen = Seen(PageKind.DOCUMENT, answer.status, answer.url)
        if is_sent_to_front(url, answer.url):
            return Absent(_ABSENT[PageKind.FRONT_PAGE], evolve(seen, kind=PageKind.FRONT_PAGE))
        return Found(seen)

    def _by_status(self, url: str, answer: Answer) -> Outcome:
        status = answer.status
        title = body_title(answer.headers, answer.body)
        if 200 <= status < 300:  # noqa: PLR2004
            return self._by_look(url, answer)
        seen = Seen(PageKind.ERROR, status, answer.url, title)
        if is_bot_wall(answer.headers, title):
            return Refused(_REFUSED[PageKind.BOT_WALL], evolve(seen, kind=PageKind.BOT_WALL))
        if status in {404, 410}:
            return Absent(f"its host answers {status}", seen)
        if status in _REASONS:
            return Refused(_REASONS[status], seen)
        if 400 <= status < 500 or status > 599:  # noqa: PLR2004
            return Refused(f"its host answers {status}", seen)
        return Unreachable("a redirect to no address" if status < 400 else f"its host answers {status}", seen)  # noqa: PLR2004

    def _by_look(self, url: str, answer: Answer) -> Outcome:
        if not answer.body.strip():
            return Unreachable("an empty page", Seen(PageKind.UNKNOWN, answer.status, answer.url))
        page = look(url, answer.url, answer.headers, answer.body)
        seen = Seen(page.kind, answer.status, answer.url, page.title)
        if page.kind in _ABSENT:
            return Absent(_ABSENT[page.kind], seen)
        if page.kind in _REFUSED:
            return Refused(_REFUSED[page.kind], seen)
        is_elsewhere = not is_same_page(url, answer.url)
        is_doubtful = is_elsewhere or not page.title or page.is_thin
        if page.kind is not PageKind.PAGE or not is_doubtful or is_front_page(url):
            return Found(seen)
        return self._by_probe(url, page, seen, is_elsewhere=is_elsewhere)

    def _by_probe(self, url: str, page: Look, seen: Seen, *, is_elsewhere: bool) -> Outcome:
        """Compare a doubtful page with what the host shows where nothing can be."""
        probe = self._probe(url)
        if probe is None:
            return Found(seen)
        is_alike = (probe.title, probe.text) == (page.title, page.text)
        if is_elsewhere and (is_alike or is_same_page(seen.url, probe.url)):
            return Absent("it leads where any address on this host leads", evolve(seen, kind=PageKind.SOFT_404))
        return Found(evolve(seen, kind=PageKind.SAME_FOR_ALL) if is_alike else seen)

    def _probe(self, url: str) -> _Probe | None:
        """Return what is shown beside ``url`` for a page that cannot be; None if its host says so, or nothing."""
        improbable = _improbable(url)
        with self._lock:
            if improbable in self._probes:
                return self._probes[improbable]
        try:
            answer = self.transport.fetch(improbable, most_bytes=_PAGE_BYTES)
        except NoAnswer:
            found = None
        else:
            found = _probe_of(improbable, answer)
        with self._lock:
            return self._probes.setdefault(improbable, found)

    def _nameless(self, url: str, trouble: NameUnknown) -> Outcome:
        """A name that is not known: gone, unless it is our own name server that knows nothing."""
        try:
            self.transport.gate.addresses(self.control_name, self.transport.limits.connect_s)
        except NoAnswer:
            return Unreachable("no name can be resolved here")
        return Absent(trouble.reason, Seen(PageKind.NO_HOST, None, url))


def _improbable(url: str) -> str:
    """Return an address beside ``url`` that nobody has made: always the same for the same place."""
    place = urlsplit(url)
    folder = place.path.rpartition("/")[0]
    name = hashlib.sha256(f"{place.netloc}{folder}".encode()).hexdigest()[:24]
    return urlunsplit((place.scheme, place.netloc, f"{folder}/{name}", "", ""))


def _probe_of(improbable: str, answer: Answer) -> _Probe | None:
    if not 200 <= answer.status < 300:  # noqa: PLR2004
        return None
    page = look(improbable, answer.url, answer.headers, answer.body)
    return None if page.kind is PageKind.SOFT_404 else _Probe(answer.url, page.title, page.text)

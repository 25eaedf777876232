"""What an archive's answer to the address of one capture means (RFC 7089, and the habits of Wayback machines)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin

from attrs import evolve, frozen

from citeaudit.observers.http_dates import http_date
from citeaudit.observers.pages import body_title, is_sent_to_front, look
from citeaudit.observers.trouble import NoAnswer
from citeaudit.queries import Absent, Capture, Found, PageKind, Refused, Seen, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citeaudit.observers.transport import Answer
    from citeaudit.queries import Outcome

PAGE_BYTES: Final = 300_000
"""How much of a capture is read: enough for its title and its first words."""

_MOST_HOPS = 5
_EXCLUDED = ("AdministrativeAccessControl", "RobotAccessControl", "has been excluded from the Wayback Machine")
_STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(.+)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(https?):/*", re.IGNORECASE)
_PACKED_SCHEME = re.compile(r"https?%3A", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")


@frozen
class Replay:
    """The address of a capture, read: what archives put into the path."""

    prefix: str
    """What stands before the stamp, without a slash at its end."""
    stamp: str
    """14 digits."""
    url: str

    @property
    def time(self) -> dt.datetime | None:
        """The moment of the stamp, in UTC; None if there is no such moment."""
        return stamp_time(self.stamp)


def replay_of(archive_url: str) -> Replay | None:
    """Return what the address of a capture says; None if it has no whole stamp before an address.

    >>> replay_of("https://arquivo.pt/wayback/20190102030405mp_/http://example.org/")
    Replay(prefix='https://arquivo.pt/wayback', stamp='20190102030405', url='http://example.org/')
    """
    found = _STAMP.search(archive_url)
    if not found:
        return None
    url = unquote(found[2]) if _PACKED_SCHEME.match(found[2]) else found[2]
    scheme = _SCHEME.match(url)
    whole = f"{scheme[1]}://{url[scheme.end() :]}" if scheme else f"http://{url}"
    return Replay(archive_url[: found.start()], found[1], whole)


def stamp_time(stamp: str) -> dt.datetime | None:
    """Return the moment of a stamp of 14 digits, in UTC; None if there is no such moment."""
    try:
        return dt.datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC) if len(stamp) == 14 else None  # noqa: PLR2004
    except ValueError:
        return None


def memento_time(headers: Mapping[str, str]) -> dt.datetime | None:
    """Return when the content was captured, if the answer is a capture."""
    return http_date(headers.get("Memento-Datetime", ""))


def without_capture(answer: Answer) -> Outcome:
    """Return what an answer means that is no capture: it has no ``Memento-Datetime``."""
    start = answer.body[:20_000].decode("utf-8", "replace")
    error = answer.headers.get("X-Archive-Wayback-Runtime-Error", "")
    if any(sign in text for text in (error, start) for sign in _EXCLUDED):
        return Refused("the archive withholds it", Seen(PageKind.EXCLUDED, answer.status))
    if answer.status == 404:  # noqa: PLR2004
        return Absent("not archived")
    if answer.status in {401, 403, 451}:
        return Refused(f"the archive answers {answer.status}", Seen(status=answer.status))
    if 300 <= answer.status < 400:  # noqa: PLR2004
        return elsewhere(answer)
    reason = f"the archive answers {answer.status}"
    if 200 <= answer.status < 300:  # noqa: PLR2004
        reason = "the archive does not say when it captured this"
    return Unreachable(reason, Seen(status=answer.status))


def elsewhere(answer: Answer) -> Outcome:
    """Return what a redirect within an archive means: there is no capture at that second, but one at another."""
    nearest = linked_capture(answer)
    if nearest is None:
        return Unreachable("the archive leads to no capture", Seen(status=answer.status))
    return Absent("no capture at that second", capture=nearest)


def linked_capture(answer: Answer) -> Capture | None:
    """Return the capture to which an answer of an archive leads, by its address or by its links."""
    target = answer.headers.get("Location", "")
    replay = replay_of(target)
    time = replay.time if replay else None
    if time is None:
        return _capture_in_links(answer.headers.get("Link", ""))
    return Capture(urljoin(answer.url, target) if target.startswith("/") else target, time)


def _capture_in_links(links: str) -> Capture | None:
    for found in _LINK.finditer(links[:20_000]):
        attributes = dict(re.findall(r"([\w-]+)\s*=\s*\"?([^\";]*)", found[2]))
        moment = http_date(attributes.get("datetime", ""))
        if moment is not None and "memento" in attributes.get("rel", "").split():
            return Capture(found[1], moment)
    return None


def seen_in_the_end(replay: Replay, answer: Answer, ask: Callable[[Replay], Answer]) -> Seen:
    """Return what a capture shows after its archived redirects: most lead only to another spelling.

    Shape:   ``answer`` is the capture at ``replay``; ``ask`` asks for another one.
    """
    at = replay
    for _ in range(_MOST_HOPS):
        target = _archived_target(answer, at) if 300 <= answer.status < 400 else None  # noqa: PLR2004
        if target is None:
            break
        at = target
        try:
            reached = _reached(at, ask)
        except NoAnswer:
            break
        if reached is None:
            break
        at, answer = reached
    return _capture_seen(replay.url, at.url, answer)


def _archived_target(answer: Answer, at: Replay) -> Replay | None:
    """Return where an archived redirect leads; an archive may rewrite it or leave it as it was captured."""
    location = answer.headers.get("Location", "")
    rewritten = replay_of(location)
    if rewritten is not None:
        return evolve(rewritten, prefix=at.prefix)
    target = urljoin(at.url, location) if location else ""
    return evolve(at, url=target) if target.startswith(("http://", "https://")) else None


def _reached(at: Replay, ask: Callable[[Replay], Answer]) -> tuple[Replay, Answer] | None:
    """Return the capture nearest to ``at``; None if there is none."""
    for _ in range(2):
        answer = ask(at)
        if memento_time(answer.headers) is not None:
            return at, answer
        nearest = linked_capture(answer) if 300 <= answer.status < 400 else None  # noqa: PLR2004
        moved = replay_of(nearest.archive_url) if nearest else None
        if moved is None:
            return None
        at = evolve(moved, prefix=at.prefix)
    return None


def _capture_seen(url: str, at: str, answer: Answer) -> Seen:
    title = body_title(answer.headers, answer.body)
    if 300 <= answer.status < 400:  # noqa: PLR2004
        is_front = is_sent_to_front(url, at)
        return Seen(PageKind.FRONT_PAGE if is_front else PageKind.REDIRECT, answer.status, at)
    if answer.status >= 400:  # noqa: PLR2004
        return Seen(PageKind.ERROR, answer.status, at, title)
    page = look(url, at, answer.headers, answer.body)
    return Seen(page.kind, answer.status, at, page.title)


def found(archive_url: str, time: dt.datetime, seen: Seen) -> Found:
    """Return that a capture is there, and of what."""
    return Found(seen, Capture(archive_url, time, seen.status))

"""Any archive that speaks Memento (RFC 7089): is a capture there, and what is it of."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from citeaudit.observers.archives import raw_replay, why_unasked
from citeaudit.observers.observer import Lane
from citeaudit.observers.pages import body_title
from citeaudit.observers.rates import host_of
from citeaudit.observers.replays import (
    PAGE_BYTES,
    found,
    linked_capture,
    memento_time,
    replay_of,
    seen_in_the_end,
    without_capture,
)
from citeaudit.observers.trouble import NoAnswer, NotWeb, Stopped
from citeaudit.queries import Absent, CaptureQuery, Found, NearestQuery, NotAsked, PageKind, Seen, Unreachable

if TYPE_CHECKING:
    from citeaudit.observers.transport import Answer, Transport
    from citeaudit.queries import Outcome, Query


@frozen(eq=False)
class Memento:
    """Answers `CaptureQuery` of any archive, and `NearestQuery` by a TimeGate if it is given one.

    Shape:   ``timegate`` is the address before the URL, such as ``https://arquivo.pt/wayback/``.
    """

    transport: Transport
    timegate: str = ""

    def takes(self, query: Query) -> bool:
        """Tell whether it is about captures; which archive, it does not care."""
        return isinstance(query, CaptureQuery) or (bool(self.timegate) and isinstance(query, NearestQuery))

    def lane(self, query: Query) -> Lane:
        """Return the lane of the archive."""
        asked = query.archive_url if isinstance(query, CaptureQuery) else self.timegate
        return Lane(f"memento {host_of(asked)}", 2)

    def stop(self) -> None:
        """Ask nothing more."""
        self.transport.stop()

    def outcome(self, query: Query) -> Outcome:
        """Return what the archive has."""
        try:
            if isinstance(query, CaptureQuery):
                return why_not(query.archive_url) or self._pinned(query.archive_url)
            return self._nearest(query) if isinstance(query, NearestQuery) else NotAsked("no observer takes it")
        except (NotWeb, Stopped) as trouble:
            return NotAsked(trouble.reason)
        except NoAnswer as trouble:
            return Unreachable(trouble.reason, Seen(status=trouble.status))

    def _pinned(self, archive_url: str) -> Outcome:
        answer = self._ask(archive_url)
        time = memento_time(answer.headers)
        if time is None:
            return without_capture(answer)
        replay = replay_of(archive_url)
        if replay is None:
            return found(archive_url, time, Seen(status=answer.status, title=body_title(answer.headers, answer.body)))
        if replay.time not in {None, time}:
            return Absent("no capture at that second", capture=found(archive_url, time, Seen()).capture)
        seen = seen_in_the_end(replay, answer, lambda at: self._ask(f"{at.prefix}/{at.stamp}/{at.url}"))
        is_framed = raw_replay(archive_url) == archive_url and seen.kind is PageKind.PAGE
        return found(archive_url, time, evolve(seen, kind=PageKind.UNKNOWN, status=None) if is_framed else seen)

    def _ask(self, archive_url: str) -> Answer:
        return self.transport.fetch(raw_replay(archive_url), is_archive=True, follow=False, most_bytes=PAGE_BYTES)

    def _nearest(self, query: NearestQuery) -> Outcome:
        """Ask the TimeGate (RFC 7089, section 4.1): it redirects to the capture, or is it itself."""
        noon = dt.datetime.combine(query.wanted, dt.time(12), dt.UTC)
        headers = {"Accept-Datetime": format_datetime(noon, usegmt=True)}
        url = f"{self.timegate}{query.url}"
        answer = self.transport.fetch(url, headers=headers, is_archive=True, follow=False, most_bytes=PAGE_BYTES)
        capture = linked_capture(answer)
        if capture is not None and answer.status < 400:  # noqa: PLR2004
            return Found(Seen(url=query.url), capture, (capture,))
        return without_capture(answer)


def why_not(archive_url: str) -> NotAsked | None:
    """Return why an archive is not asked, if there is a reason."""
    reason = why_unasked(archive_url)
    return NotAsked(reason) if reason else None

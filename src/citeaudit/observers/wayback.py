"""The Wayback Machine: is a capture there, what is it of, and which are nearest to a day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from citeaudit.observers.cdx import Index, Withheld, available_capture
from citeaudit.observers.observer import Lane
from citeaudit.observers.replays import (
    PAGE_BYTES,
    found,
    memento_time,
    replay_of,
    seen_in_the_end,
    without_capture,
)
from citeaudit.observers.trouble import NoAnswer, NotWeb, Stopped
from citeaudit.queries import Absent, CaptureQuery, Found, NearestQuery, NotAsked, PageKind, Refused, Seen, Unreachable

if TYPE_CHECKING:
    from citeaudit.observers.cdx import Rows
    from citeaudit.observers.replays import Replay
    from citeaudit.observers.transport import Answer, Transport
    from citeaudit.queries import Capture, Outcome, Query

ARCHIVE: Final = "https://web.archive.org"

_HOSTS = re.compile(
    r"https?://(?:(?:web|www|www\.web|classic-web|web-beta|replay|replay\.web|web\.wayback|wayback)\.)?"
    r"(?:archive|waybackmachine)\.org(?::\d+)?/",
    re.IGNORECASE,
)
_WINDOW = dt.timedelta(days=90)
_NARROW_WINDOW = dt.timedelta(days=3)


@frozen(eq=False)
class Wayback:
    """Answers `CaptureQuery` for its own addresses, and `NearestQuery`.

    Shape:   a pinned capture is asked for as it was captured (``id_``), captures near a day from the
             index. ``has_second_opinion`` asks the availability service before saying that nothing is
             archived; it can only add captures. ``base`` is another server with the same interfaces.
    """

    transport: Transport
    base: str = ARCHIVE
    has_second_opinion: bool = False
    availability: str = field(default="https://archive.org/wayback/available", kw_only=True)

    def takes(self, query: Query) -> bool:
        """Tell whether it is about captures, and about the Wayback Machine's."""
        if isinstance(query, CaptureQuery):
            return bool(_HOSTS.match(query.archive_url)) or query.archive_url.startswith(f"{self.base}/")
        return isinstance(query, NearestQuery)

    def lane(self, query: Query) -> Lane:
        """Return the lane of the service that is asked."""
        return Lane("wayback replay", 8) if isinstance(query, CaptureQuery) else Lane("wayback index", 2)

    def stop(self) -> None:
        """Ask nothing more."""
        self.transport.stop()

    def outcome(self, query: Query) -> Outcome:
        """Return what the archive has."""
        try:
            if isinstance(query, CaptureQuery):
                return self._pinned(query.archive_url)
            return self._nearest(query) if isinstance(query, NearestQuery) else NotAsked("no observer takes it")
        except (NotWeb, Stopped) as trouble:
            return NotAsked(trouble.reason)
        except Withheld as trouble:
            return Refused("the archive withholds it", Seen(PageKind.EXCLUDED, trouble.status))
        except NoAnswer as trouble:
            return Unreachable(trouble.reason, Seen(status=trouble.status))

    def _pinned(self, archive_url: str) -> Outcome:
        replay = replay_of(archive_url)
        if replay is None or replay.time is None:
            return NotAsked("the archive URL names no second")
        answer = self._replay(replay)
        time = memento_time(answer.headers)
        if time is None:
            return self._public(without_capture(answer))
        public = f"{ARCHIVE}/web/{time:%Y%m%d%H%M%S}/{replay.url}"
        if time != replay.time:
            return Absent("no capture at that second", capture=found(public, time, Seen()).capture)
        return found(public, time, seen_in_the_end(replay, answer, self._replay))

    def _replay(self, replay: Replay) -> Answer:
        url = f"{self.base}/web/{replay.stamp}id_/{replay.url}"
        return self.transport.fetch(url, is_archive=True, follow=False, most_bytes=PAGE_BYTES)

    def _nearest(self, query: NearestQuery) -> Outcome:
        """Look around the day first: a page that is captured every minute is captured then, too."""
        middle = dt.datetime.combine(query.wanted, dt.time(12), dt.UTC)
        index = Index(self.transport, self.base, ARCHIVE)
        rows = index.captures(query.url, middle - _WINDOW, middle + _WINDOW, pages=1)
        if not rows.is_whole:
            rows = index.captures(query.url, middle - _NARROW_WINDOW, middle + _NARROW_WINDOW)
        if not any(capture.is_good for capture in rows.captures):
            rows = index.captures(query.url)
        outcome = _chosen(rows, middle)
        if isinstance(outcome, Absent) and self.has_second_opinion:
            return self._second_opinion(query) or outcome
        return outcome

    def _second_opinion(self, query: NearestQuery) -> Outcome | None:
        try:
            capture = available_capture(query.url, self.transport, self.availability, ARCHIVE, query.wanted)
        except NoAnswer:
            return None
        if capture is None or not capture.is_good:
            return None
        return Found(Seen(status=capture.status, url=query.url), capture, (capture,))

    def _public(self, outcome: Outcome) -> Outcome:
        """Return the outcome with the address to cite, where the archive was asked at another one."""
        if isinstance(outcome, Absent) and outcome.capture is not None:
            replay = replay_of(outcome.capture.archive_url)
            if replay is not None:
                cited = f"{ARCHIVE}/web/{replay.stamp}/{replay.url}"
                return evolve(outcome, capture=evolve(outcome.capture, archive_url=cited))
        return outcome


def _chosen(rows: Rows, middle: dt.datetime) -> Outcome:
    """Choose here what is nearest: the index's own notion of closest is not to be relied on."""

    def distance(capture: Capture) -> dt.timedelta:
        return abs(capture.time - middle)

    good = min((capture for capture in rows.captures if capture.is_good), key=distance, default=None)
    before = [capture for capture in rows.captures if capture.time <= middle][-1:]
    after = [capture for capture in rows.captures if capture.time > middle][:1]
    chosen = tuple(sorted({*before, *after, *([good] if good else [])}, key=lambda capture: capture.time))
    if good is not None:
        return Found(Seen(status=good.status), good, chosen)
    if not (rows.is_readable and rows.is_whole):
        return Unreachable("the archive's index cannot be read to its end")
    if any(capture.status is None for capture in rows.captures):
        return Unreachable("the archive's index does not say what was captured")
    return Absent("no capture of the page itself" if chosen else "not archived", captures=chosen)

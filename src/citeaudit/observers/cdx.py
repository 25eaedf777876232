"""The Wayback Machine's index, through waybackpy, with our transport under it.

waybackpy builds the requests and reads the rows. What it sends itself knows no time-out, takes any
error for an empty index, and can go on for ever; so `_Index.cdx_api_manager` sends instead. It asks
for JSON, where an empty index is ``[]``: an empty body is then a fault and not an answer.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from attrs import frozen
from waybackpy import WaybackMachineAvailabilityAPI, WaybackMachineCDXServerAPI
from waybackpy.cdx_utils import full_url

from citeaudit.observers.replays import stamp_time, without_capture
from citeaudit.observers.trouble import NoAnswer
from citeaudit.queries import Capture, Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from waybackpy.cdx_snapshot import CDXSnapshot

    from citeaudit.observers.transport import Answer, Transport

_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_PAGE_ROWS = 5_000
_MOST_PAGES = 6
_BODY_BYTES = 8_000_000
_SPACES = re.compile(r"\s+")
_LEAST_ROW = 46
"""waybackpy leaves out shorter rows without a word."""


class Withheld(NoAnswer):
    """The archive keeps the captures of this address from being shown."""

    may_pass = False


@frozen
class Rows:
    """What the index says of one address."""

    captures: tuple[Capture, ...]
    is_readable: bool
    """False if there were rows that could not be read: then absence means nothing."""
    is_whole: bool
    """False if there are more."""


@frozen
class Index:
    """The index of a Wayback machine."""

    transport: Transport
    base: str
    """The server that is asked."""
    archive: str
    """The server of the addresses to cite."""

    def captures(
        self, url: str, since: dt.datetime | None = None, until: dt.datetime | None = None, pages: int = _MOST_PAGES
    ) -> Rows:
        """Return the captures of ``url`` that are listed, by time.

        Shape:   ``pages`` of some thousand rows at most.
        Raises:  `NoAnswer` if the index does not answer, `Withheld` if it may not.
        """
        asked = _Index(url, self.transport, f"{self.base}/cdx/search/cdx", _stamp(since), _stamp(until), pages)
        captures = sorted(_captures(list(asked.snapshots()), self.archive), key=lambda capture: capture.time)
        return Rows(tuple(captures), asked.is_readable, asked.is_whole)


class _Index(WaybackMachineCDXServerAPI):
    def __init__(
        self, url: str, transport: Transport, endpoint: str, since: str | None, until: str | None, pages: int
    ) -> None:
        super().__init__(url, start_timestamp=since, end_timestamp=until, limit=str(_PAGE_ROWS))
        self.transport = transport
        self.endpoint = endpoint
        self.pages = pages
        self.is_readable = True
        self.is_whole = True

    def cdx_api_manager(self, payload: dict[str, str], headers: dict[str, str]) -> Iterator[str]:  # type: ignore[override]  # noqa: ARG002
        """Yield the pages of the index as lines that waybackpy can read."""
        payload |= {"output": "json", "showResumeKey": "true", "limit": str(self.limit)}
        keys: set[str] = set()
        for _ in range(self.pages):
            url = full_url(self.endpoint, payload)
            answer = self.transport.fetch(url, is_archive=True, follow=False, most_bytes=_BODY_BYTES)
            rows, key = _page(answer)
            yield "\n".join(self._lines(rows))
            if not key:
                return
            if key in keys:
                break
            keys.add(key)
            payload["resumeKey"] = key
        self.is_whole = False

    def _lines(self, rows: list[Any]) -> Iterator[str]:
        """Yield the rows that waybackpy can read, and note if there were others."""
        names = rows[0] if rows else []
        for row in rows[1:]:
            line = _line(names, row)
            if line:
                yield line
            else:
                self.is_readable = False


def _page(answer: Answer) -> tuple[list[Any], str]:
    """Return the rows of a page, with the heading, and the key of the next page or "".

    Raises:  `NoAnswer` if this is no page of an index.
    """
    if answer.status != 200:  # noqa: PLR2004
        verdict = without_capture(answer)
        kind = Withheld if isinstance(verdict, Refused) else NoAnswer
        reason = f"the archive's index answers {answer.status}"
        raise kind(reason, status=answer.status)
    if not answer.is_whole:
        reason = "the archive's index is too long"
        raise NoAnswer(reason)
    try:
        rows = json.loads(answer.body)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        reason = "the archive's index cannot be read"
        raise NoAnswer(reason)
    if len(rows) >= 2 and not rows[-2] and len(rows[-1]) == 1:  # noqa: PLR2004
        return rows[:-2], str(rows[-1][0])
    return rows, ""


def _line(names: list[Any], row: list[Any]) -> str:
    """Return a row as the line that waybackpy takes apart again; "" for one that lacks something."""
    fields = dict(zip(names, row, strict=False))
    values = [_SPACES.sub("%20", str(fields.get(name) or "")) for name in _FIELDS]
    line = " ".join(values)
    is_good = len(row) == len(names) and all(values) and stamp_time(values[1]) is not None
    return line if is_good and len(line) >= _LEAST_ROW else ""


def _captures(snapshots: list[CDXSnapshot], archive: str) -> Iterator[Capture]:
    """Yield the captures; a repeated one ("-") has the status of one with the same content."""
    statuses = {s.digest: int(s.statuscode) for s in snapshots if s.statuscode.isdecimal()}
    for snapshot in snapshots:
        time = stamp_time(snapshot.timestamp)
        if time is not None:
            code = snapshot.statuscode
            status = int(code) if code.isdecimal() else statuses.get(snapshot.digest)
            yield Capture(f"{archive}/web/{snapshot.timestamp}/{snapshot.original}", time, status)


def _stamp(moment: dt.datetime | None) -> str | None:
    return moment.strftime("%Y%m%d%H%M%S") if moment else None


class _Availability(WaybackMachineAvailabilityAPI):
    def __init__(self, url: str, transport: Transport, endpoint: str, wanted: dt.date) -> None:
        super().__init__(url)
        self.transport = transport
        self.endpoint = endpoint
        self.payload["timestamp"] = wanted.strftime("%Y%m%d")

    def setup_json(self) -> dict[str, Any] | None:
        """Ask once, at once; an answer that is none raises `NoAnswer`."""
        answer = self.transport.fetch(full_url(self.endpoint, self.payload), is_archive=True)
        try:
            self.json = json.loads(answer.body) if answer.status == 200 else None  # noqa: PLR2004
        except (ValueError, RecursionError):
            self.json = None
        return self.json


def available_capture(url: str, transport: Transport, endpoint: str, archive: str, wanted: dt.date) -> Capture | None:
    """Return the capture that the availability service names, if it names one.

    Shape:   None says nothing: the service forgets captures that there are.
    Raises:  `NoAnswer` if it does not answer.
    """
    answer = _Availability(url, transport, endpoint, wanted).setup_json()
    try:
        closest = answer["archived_snapshots"]["closest"]  # type: ignore[index]  # whatever it is, it is caught
        time = stamp_time(str(closest["timestamp"]))
        status = int(closest["status"])
    except (TypeError, LookupError, ValueError):
        return None
    return Capture(f"{archive}/web/{closest['timestamp']}/{url}", time, status) if time else None

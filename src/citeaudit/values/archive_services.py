"""What is known of each web archive: its hosts, the forms of its addresses, what became of it."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from citeaudit.tables import table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping


class Leads(Enum):
    """What the address of an archive leads to."""

    CAPTURE = "capture"
    """One page as it was at one time."""

    CALENDAR = "calendar"
    """A list of captures to choose from."""

    SAVE = "save"
    """A command that makes a capture."""

    ITEM = "item"
    """A page about an item of a library."""

    SEARCH = "search"
    """A search, a form, an interface for programs."""

    SHORT = "short"
    """One capture; the address hides what was captured."""

    LATEST = "latest"
    """Whichever capture is newest."""

    LIVE = "live"
    """The page as it is today."""

    FRONT = "front"
    """The front page of the archive."""

    UNKNOWN = "unknown"
    """None of the forms that are known of this archive."""


COPIES = (Leads.CAPTURE, Leads.SHORT)
"""What shows one copy of one page."""


class State(Enum):
    """What became of an archive."""

    ALIVE = "alive"
    MOVED = "moved"
    CLOSED = "closed"


@frozen
class Deprecation:
    """The decision of a wiki that an archive is not to be used there."""

    since: dt.date
    decision: str
    """The page where it was taken."""


@frozen
class Service:
    """One web archive."""

    name: str
    hosts: tuple[str, ...]
    state: State = State.ALIVE
    begins: int = 0
    """The first year from which it can hold pages."""
    canonical: str = ""
    """The form to write, with pieces in braces; empty: as the service gives it."""
    moved: str = ""
    """Where its captures are now, in the same form."""
    original: str = ""
    """What was captured, where the address has it in parts."""
    deprecated: Mapping[str, Deprecation] = field(factory=dict, hash=False)
    """Wiki → its decision not to use this archive."""
    _shapes: tuple[tuple[Leads, re.Pattern[str]], ...] = field(default=(), repr=False, eq=False)

    def match(self, path: str) -> tuple[Leads, re.Match[str]] | None:
        """Return what a path leads to, with its pieces; ``None`` if it is of no form that is known.

        Shape:   ``path`` is all that stands after the host, query included.
        """
        for leads, shape in self._shapes:
            if found := shape.fullmatch(path):
                return leads, found
        return None


_PIECES = {
    "any": ".*",
    "cache": r"(?:[\w-]{8,16}:)?(?P<query>[^+&]*).*",
    "collection": "(?P<collection>(?!collections/|organizations/)[^/]+)",
    "dashed": "(?P<dashed>[0-9]{4}-[0-9]{4}-[0-9]{4}(?:-[0-9]{2})?)",
    "day": "(?P<day>[0-9]{8})",
    "dotted": r"(?P<dotted>[0-9]{4}\.[0-9]{2}\.[0-9]{2}[-:][0-9]{2}[.:]?[0-9]{2}[.:]?[0-9]{2})",
    "http": "(?P<url>https?[:%].*)",
    "id": r"(?P<id>[\w-]+)",
    "id2": r"(?P<id2>[\w-]+)",
    "lcwa": "(?P<lcwa>lcwa[0-9]+)",
    "minutes": "(?P<minutes>[0-9]{8}-[0-9]{4})",
    "month": r"[A-Z]?(?P<month>[0-9]{4}-[A-Z][a-z]{2}-[0-9]{1,2})",
    "page": r"(?P<url>(?:https?[:%]|[\w-]+(?:\.[\w-]+)+).*)",
    "perma": "(?P<perma>[0-9A-Za-z]{4}-[0-9A-Za-z]{4}|[0-9A-Za-z]{9,12})",
    "php": r"(?:\.php)?",
    "query": "(?P<query>.*?)(?:&date=(?P<date>[0-9-]*)[^&]*)?(?:&(?:title|apiresponse)=.*)?(?:#federation=.*)?",
    "stars": r"[0-9]*\*",
    "time": r"(?P<time>[0-9]{1,20})(?P<modifier>[A-Za-z_]{0,8}|\$[\w:.-]{1,80})",
    "ukgwa": "(?P<ukgwa>(?:ukgwa/)?)(?:tna/)?",
    "unix": "(?P<unix>[0-9]{10}[A-Za-z]+)",
    "url": "(?:/(?P<url>.*))?",
    "user": "(?P<user>[^/]+)",
    "video": r"(?P<video>[\w-]{11})",
    "webcite": "(?P<webcite>[0-9]{16}|[0-9A-Za-z]{9})(?![0-9A-Za-z])",
}
_PIECE = re.compile(r"\{(\w+)\}")
_ORDER = tuple(leads for leads in Leads if leads not in {Leads.FRONT, Leads.UNKNOWN})


@cache
def services() -> tuple[Service, ...]:
    """Return all archives that are known, in the order of the table."""
    data = table("archive_hosts")
    earliest = data["time"]["earliest_year"]
    return tuple(_service(entry, earliest) for entry in data["service"])


@cache
def services_by_host() -> Mapping[str, tuple[Service, ...]]:
    """Return the archives by host, without ``www.``; those that share one in the order of the table."""
    found: dict[str, tuple[Service, ...]] = {}
    for service in services():
        for host in service.hosts:
            found[host] = (*found.get(host, ()), service)
    return found


@cache
def deprecated_hosts(wiki: str) -> re.Pattern[str] | None:
    """Return a pattern that finds the hosts that a wiki has decided not to use; ``None`` if there are none."""
    hosts = [host for service in services() if wiki in service.deprecated for host in service.hosts]
    if not hosts:
        return None
    # The first label that all share stands before the choice, so that a search can jump to it.
    first = hosts[0].partition(".")[0]
    common = first if all(host.startswith(f"{first}.") for host in hosts) else ""
    endings = "|".join(re.escape(host.removeprefix(common)) for host in hosts)
    return re.compile(rf"{re.escape(common)}(?:{endings})(?![\w.-])")


@cache
def dummy_stamps() -> frozenset[str]:
    """Return the times that archives give where they know none."""
    return frozenset(table("archive_hosts")["time"]["dummies"])


def _service(entry: Mapping[str, Any], earliest: int) -> Service:
    return Service(
        name=entry["name"],
        hosts=tuple(entry["hosts"]),
        state=State(entry.get("state", "alive")),
        begins=entry.get("begins", earliest),
        canonical=entry.get("canonical", ""),
        moved=entry.get("moved", ""),
        original=entry.get("original", ""),
        deprecated={wiki: Deprecation(**decision) for wiki, decision in entry.get("deprecated", {}).items()},
        shapes=tuple(_shapes(entry)),
    )


def _shapes(entry: Mapping[str, Any]) -> Iterator[tuple[Leads, re.Pattern[str]]]:
    for leads in _ORDER:
        for shape in entry.get(leads.value, ()):
            yield leads, re.compile("".join(_parts(shape)), re.DOTALL | re.ASCII)


def _parts(shape: str) -> Iterator[str]:
    """Yield the pattern of each piece of a shape, and the text between them."""
    for number, part in enumerate(_PIECE.split(shape)):
        yield _PIECES[part] if number % 2 else re.escape(part)

"""What can be asked of the web, and what came back: plain values that rules judge and files can hold."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import asdict, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(order=True)
class LiveQuery:
    """Is the page at ``url`` still there?"""

    url: str


@frozen(order=True)
class CaptureQuery:
    """Is there a capture at exactly the second that ``archive_url`` names, and what is it of?"""

    archive_url: str


@frozen(order=True)
class NearestQuery:
    """Which captures of ``url`` are nearest to the day ``wanted``? Asked of the Wayback Machine."""

    url: str
    wanted: dt.date


Query: TypeAlias = LiveQuery | CaptureQuery | NearestQuery


class PageKind(Enum):
    """What a page turned out to be."""

    UNKNOWN = "unknown"
    """It was not seen, or could not be read."""
    PAGE = "page"
    """A page that looks like one."""
    DOCUMENT = "document"
    """Something that is not HTML: a PDF, an image, data."""
    ERROR = "error"
    """A page that says by its status that the wanted one is not there."""
    SOFT_404 = "soft-404"
    """A page that says only in words, or by being the same for any address, that the wanted one is not there."""
    FRONT_PAGE = "front-page"
    """The front page of a site, reached by a redirect from another address."""
    REDIRECT = "redirect"
    """The capture of a redirect whose target was not seen."""
    LOGIN = "login"
    BOT_WALL = "bot-wall"
    """A page that wants to see a human being first."""
    PARKED = "parked"
    """A domain that is for sale or shows advertisements only."""
    SAME_FOR_ALL = "same-for-all"
    """What the host answers for any address: whether the wanted page is there cannot be told."""
    NO_HOST = "no-host"
    """Nothing has this name any more."""
    EXCLUDED = "excluded"
    """The archive keeps it from being shown."""


@frozen
class Seen:
    """What was seen at the end of the way."""

    kind: PageKind = PageKind.UNKNOWN
    status: int | None = None
    """The page's own HTTP status; of a capture, the status that was archived."""
    url: str = ""
    """Where the redirects ended; of a capture, the archived address. "" if nothing answered."""
    title: str = ""
    """Of the page, without line breaks; "" if it has none or was not read."""


@frozen
class Capture:
    """One capture as an archive lists it."""

    archive_url: str
    """The address to cite."""
    time: dt.datetime
    """UTC, to the second."""
    status: int | None = None
    """What was archived; None where the archive does not say."""

    @property
    def is_good(self) -> bool:
        """True for a capture of a page that was there."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004

    @property
    def is_gone(self) -> bool:
        """True for a capture of the answer that the page is not there."""
        return self.status in {404, 410}


@frozen
class Failures:
    """How often a live page was found absent, on occasions that lie apart."""

    count: int
    """Never 0."""
    first: dt.datetime
    last: dt.datetime
    is_lasting: bool
    """True once there were enough over enough time: the page is dead. Before that it is failing."""


@frozen
class Found:
    """It is there, and was seen."""

    seen: Seen = Seen()
    capture: Capture | None = None
    """Of a `CaptureQuery` the capture itself; of a `NearestQuery` the nearest good one."""
    captures: tuple[Capture, ...] = ()
    """Of a `NearestQuery`: the last one before and the first one after the day, and the nearest good one; by time."""


@frozen
class Absent:
    """Whoever must know says that it is not there."""

    reason: str
    seen: Seen = Seen()
    capture: Capture | None = None
    """Of a `CaptureQuery` the nearest capture instead, if the archive named one."""
    captures: tuple[Capture, ...] = ()
    """Of a `NearestQuery`: the nearest captures, none of them good; by time."""
    failures: Failures | None = None
    """Of a `LiveQuery`, if a cache keeps its history."""

    @property
    def is_dead(self) -> bool:
        """True for a live page that was absent often enough, over enough time."""
        return self.failures is not None and self.failures.is_lasting


@frozen
class Refused:
    """Somebody answered, and does not show it: to anyone, or to us. It says nothing about whether it is there."""

    reason: str
    seen: Seen = Seen()


@frozen
class Unreachable:
    """No answer, or none that can be read. It says nothing about whether it is there."""

    reason: str
    seen: Seen = Seen()


@frozen
class NotAsked:
    """Nothing was sent."""

    reason: str


Outcome: TypeAlias = Found | Absent | Refused | Unreachable | NotAsked

_QUERIES: dict[str, type[Query]] = {"live": LiveQuery, "capture": CaptureQuery, "nearest": NearestQuery}
_OUTCOMES: dict[str, type[Outcome]] = {
    "found": Found,
    "absent": Absent,
    "refused": Refused,
    "unreachable": Unreachable,
    "not-asked": NotAsked,
}
_NAMES: dict[type, str] = {kind: name for names in (_QUERIES, _OUTCOMES) for name, kind in names.items()}


@frozen(eq=False)
class Outcomes(Mapping[Query, Outcome]):
    """What was observed: each query with its outcome. It pickles, and turns into JSON and back."""

    answers: Mapping[Query, Outcome] = field(factory=dict)
    is_interrupted: bool = False
    """True if the user stopped it; what was not asked until then is `NotAsked`."""

    def __getitem__(self, query: Query) -> Outcome:
        return self.answers[query]

    def __iter__(self) -> Iterator[Query]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    @property
    def is_complete(self) -> bool:
        """True if every question got an answer, be it a refusal."""
        return not any(isinstance(outcome, Unreachable | NotAsked) for outcome in self.answers.values())

    def unanswered(self) -> dict[str, int]:
        """Return why questions have no answer and how many, most frequent first."""
        open_ones = (o.reason for o in self.answers.values() if isinstance(o, Unreachable | NotAsked))
        return dict(Counter(open_ones).most_common())


def query_json(query: Query) -> str:
    """Return a query as one line of JSON; equal queries give equal lines."""
    return _to_json(query)


def query_from_json(line: str) -> Query:
    """Return the query that `query_json` wrote.

    Raises:  `ValueError` if the line is not such a query.
    """
    return _from_json(line, _QUERIES)


def outcome_json(outcome: Outcome) -> str:
    """Return an outcome as one line of JSON."""
    return _to_json(outcome)


def outcome_from_json(line: str) -> Outcome:
    """Return the outcome that `outcome_json` wrote.

    Raises:  `ValueError` if the line is not such an outcome.
    """
    return _from_json(line, _OUTCOMES)


def _to_json(value: Query | Outcome) -> str:
    fields = asdict(value, value_serializer=_plain)
    return json.dumps({"is": _NAMES[type(value)], **fields}, ensure_ascii=False)


def _plain(_owner: object, _field: object, value: Any) -> Any:  # noqa: ANN401 (any field)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


Kind = TypeVar("Kind")


def _from_json(line: str, kinds: Mapping[str, type[Kind]]) -> Kind:
    try:
        fields = json.loads(line)
        return kinds[fields.pop("is")](**{name: _read(name, value) for name, value in fields.items()})
    except (LookupError, TypeError, AttributeError) as error:
        message = f"not one of {', '.join(kinds)}: {line[:80]}"
        raise ValueError(message) from error


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 (any field)
    """Return the value of the field ``name``: no two classes use a name for different types."""
    read = _READERS.get(name)
    return value if read is None or value is None else read(value)


def _capture(fields: dict[str, Any]) -> Capture:
    return Capture(**{**fields, "time": dt.datetime.fromisoformat(fields["time"])})


def _failures(fields: dict[str, Any]) -> Failures:
    times = {name: dt.datetime.fromisoformat(fields[name]) for name in ("first", "last")}
    return Failures(**{**fields, **times})


_READERS: dict[str, Callable[[Any], object]] = {
    "seen": lambda fields: Seen(**{**fields, "kind": PageKind(fields["kind"])}),
    "capture": _capture,
    "captures": lambda each: tuple(map(_capture, each)),
    "failures": _failures,
    "wanted": dt.date.fromisoformat,
}

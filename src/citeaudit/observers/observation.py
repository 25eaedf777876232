"""The stage between asking and judging: every query once, many at a time, and an end at any time."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from citeaudit.observers.cache import Cache, user_folder
from citeaudit.observers.live import Live
from citeaudit.observers.memento import Memento
from citeaudit.observers.rates import Rates
from citeaudit.observers.transport import Transport
from citeaudit.observers.wayback import Wayback
from citeaudit.queries import NotAsked, Outcomes, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeaudit.observers.observer import Lane, Observer
    from citeaudit.queries import Outcome, Query

CONTACT_VARIABLE: Final = "CITEAUDIT_CONTACT"
OFFLINE_VARIABLE: Final = "CITEAUDIT_OFFLINE"

_GRACE_S = 0.3
"""How long after Ctrl-C answers that are just arriving are waited for."""
_TICK_S = 0.1


@frozen
class Progress:
    """How far it has come."""

    done: int
    total: int
    elapsed_s: float
    known: int = 0
    """How many of those done nobody had to be asked for."""

    @property
    def per_second(self) -> float:
        """Queries answered in a second, on the average, without those that were known."""
        return (self.done - self.known) / self.elapsed_s if self.elapsed_s else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds that the rest will take at this rate; None while there is no rate."""
        if self.done == self.total:
            return 0.0
        return (self.total - self.done) / self.per_second if self.per_second else None


def is_offline() -> bool:
    """Tell whether the environment forbids any connection."""
    return os.environ.get(OFFLINE_VARIABLE, "").lower() not in {"", "0", "false", "no"}


def standard_observers(contact: str | None = None, *, cache: Cache | None = None) -> tuple[Observer, ...]:
    """Return the observers that `observe` uses: the live web, the Wayback Machine, and other archives.

    Shape:   ``contact`` defaults to ``CITEAUDIT_CONTACT``. A host that asked for a rest gets it in later
             runs, too, if there is a ``cache``. Of several observers the first that takes a query answers it.
    Raises:  `SettingsError` if there is no contact, or none that can be reached.
    """
    reachable = os.environ.get(CONTACT_VARIABLE, "") if contact is None else contact
    transport = Transport(reachable, rates=Rates(clock=time.monotonic, memory=cache))
    return Live(transport), Wayback(transport), Memento(transport)


def observe(
    queries: Iterable[Query],
    *,
    observers: Sequence[Observer] | None = None,
    on_progress: Callable[[Progress], object] | None = None,
    cache: Cache | None = None,
    workers: int = 64,
    offline: bool = False,
) -> Outcomes:
    """Return an outcome for each query. The only stage that touches the network.

    Shape:   every query is asked once. ``observers`` default to `standard_observers` with the user's
             cache; given ones use ``cache``, or none. ``on_progress`` is called from this thread, now
             and then and at the end. With ``offline``, or ``CITEAUDIT_OFFLINE=1``, nothing is asked and
             what the cache does not know is `NotAsked`. Ctrl-C ends it within two seconds: see
             `Outcomes.is_interrupted`.
    Raises:  `SettingsError` if no contact or no cache can be had. Never anything for a bad site.
    """
    own_cache = cache
    is_forbidden = offline or is_offline()
    if observers is None:
        own_cache = cache or Cache(user_folder())
        observers = () if is_forbidden else standard_observers(cache=own_cache)
    try:
        used = None if is_forbidden else tuple(observers)
        run = _Run(tuple(dict.fromkeys(queries)), used, own_cache, on_progress)
        return run.outcomes(workers)
    finally:
        if own_cache is not None and own_cache is not cache:
            own_cache.close()


@define
class _Row:
    """The queries of one lane that nobody has taken yet."""

    width: int
    waiting: deque[tuple[Query, Observer]] = field(factory=deque)
    under_way: int = 0


@define
class _Rows:
    """All lanes. Workers take from each in turn, so that a slow one holds up only itself."""

    rows: dict[str, _Row] = field(factory=dict)
    turns: deque[str] = field(factory=deque)
    changed: threading.Condition = field(factory=threading.Condition)
    is_over: bool = False

    def add(self, query: Query, observer: Observer) -> None:
        lane: Lane = observer.lane(query)
        if lane.name not in self.rows:
            self.rows[lane.name] = _Row(lane.width)
            self.turns.append(lane.name)
        self.rows[lane.name].waiting.append((query, observer))

    def take(self) -> tuple[str, Query, Observer] | None:
        """Return the next query, with its lane; wait for one; None if there will be none."""
        with self.changed:
            while not self.is_over and self.turns:
                for _ in range(len(self.turns)):
                    name = self.turns.popleft()
                    row = self.rows[name]
                    if not row.waiting:
                        continue
                    self.turns.append(name)
                    if row.under_way < row.width:
                        row.under_way += 1
                        return name, *row.waiting.popleft()
                self.changed.wait()
            return None

    def done(self, name: str) -> None:
        with self.changed:
            self.rows[name].under_way -= 1
            self.changed.notify()

    def end(self) -> None:
        with self.changed:
            self.is_over = True
            self.changed.notify_all()


@define
class _Run:
    """One call of `observe`."""

    queries: tuple[Query, ...]
    observers: tuple[Observer, ...] | None
    """None where asking is forbidden."""
    cache: Cache | None
    on_progress: Callable[[Progress], object] | None
    known: dict[Query, Outcome] = field(factory=dict)
    rows: _Rows = field(factory=_Rows)
    answers: queue.SimpleQueue[tuple[Query, Outcome]] = field(factory=queue.SimpleQueue)
    started: float = field(factory=time.monotonic)
    told: float = 0.0
    known_before: int = 0

    def outcomes(self, workers: int) -> Outcomes:
        is_interrupted = False
        try:
            asked = self._prepare()
            self._start(min(workers, asked))
            while len(self.known) < len(self.queries):
                self._collect(_TICK_S)
        except KeyboardInterrupt:
            is_interrupted = True
            self._stop()
        finally:
            self.rows.end()
        self._tell(is_last=True)
        rest = NotAsked("interrupted")
        return Outcomes({query: self.known.get(query, rest) for query in self.queries}, is_interrupted)

    def _prepare(self) -> int:
        """Answer from the cache what it knows, line up the rest, and return its number."""
        count = 0
        for query in self.queries:
            known = self.cache.get(query) if self.cache else None
            observer = next((observer for observer in self.observers or () if observer.takes(query)), None)
            if known is not None:
                self.known[query] = known
            elif observer is None:
                self.known[query] = NotAsked("offline" if self.observers is None else "no observer takes it")
            else:
                self.rows.add(query, observer)
                count += 1
        self.known_before = len(self.known)
        return count

    def _start(self, workers: int) -> None:
        """Start the workers. They are daemons: none can keep the program from ending."""
        for number in range(workers):
            threading.Thread(target=self._work, name=f"citeaudit-observe-{number}", daemon=True).start()

    def _work(self) -> None:
        while (taken := self.rows.take()) is not None:
            lane, query, observer = taken
            try:
                outcome = observer.outcome(query)
            except Exception as error:  # noqa: BLE001 (whatever one site brings about, the others are asked)
                outcome = Unreachable(f"{type(error).__name__} while asking")
            self.answers.put((query, outcome))
            self.rows.done(lane)

    def _collect(self, wait_s: float) -> None:
        try:
            query, outcome = self.answers.get(timeout=wait_s)
        except queue.Empty:
            pass
        else:
            self.known[query] = outcome
            if self.cache:
                self.known[query] = self.cache.put(query, outcome)
        self._tell()

    def _stop(self) -> None:
        """Send nothing more, and take in what is just arriving."""
        self.rows.end()
        for observer in self.observers or ():
            observer.stop()
        end = time.monotonic() + _GRACE_S
        while len(self.known) < len(self.queries) and time.monotonic() < end:
            if self.answers.empty() and not any(row.under_way for row in self.rows.rows.values()):
                break
            self._collect(_TICK_S)

    def _tell(self, *, is_last: bool = False) -> None:
        now = time.monotonic()
        if self.on_progress is not None and (is_last or now - self.told >= 2 * _TICK_S):
            self.told = now
            elapsed_s = now - self.started
            self.on_progress(Progress(len(self.known), len(self.queries), elapsed_s, self.known_before))

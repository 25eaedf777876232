"""Asking the web for ``citeaudit check --online``: each question once in a run, with a way to see it and to end it."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from attrs import evolve, frozen

from citeaudit.errors import SettingsError
from citeaudit.observers import Cache, observe, standard_observers
from citeaudit.observers.cache import Keeping, user_folder
from citeaudit.observers.observation import CONTACT_VARIABLE, is_offline
from citeaudit.queries import CaptureQuery, NotAsked, Outcomes, Unreachable
from citeaudit.reports.display import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citeaudit.observers import Observer, Progress
    from citeaudit.queries import Query

ROUNDS: Final = 2
"""How often answers may raise new questions: that a page is gone raises the one for its copies."""

_NO_CONTACT: Final = (
    "--online asks other people's servers, and they must be able to reach whoever asks; name a mail address, a URL "
    f"or a wiki user such as User:Example with --contact, in the environment variable {CONTACT_VARIABLE}, "
    "or as contact in the settings file"
)
_EVERY_S: Final = 5.0
"""Between two lines of progress where there is no terminal."""
_ERASE: Final = "\r\x1b[K"


@frozen
class Access:
    """What the user says about asking the web."""

    contact: str = ""
    """How those who are asked can reach the user; "" is none."""
    is_forbidden: bool = False
    """True if nothing may be sent; what the cache knows is known."""
    has_cache: bool = True
    cache_dir: str = ""
    """An empty one means the folder of the user's caches."""
    dead_after_days: int | None = None


@contextmanager
def asking(access: Access) -> Iterator[Asker]:
    """Give whoever asks in a run; nothing is sent before it is told to.

    Raises:  `SettingsError` if there is no contact, or the cache cannot be used.
    """
    is_forbidden = access.is_forbidden or is_offline()
    if not access.contact and not is_forbidden:
        raise SettingsError(_NO_CONTACT)
    cache = Cache(_folder(access), _keeping(access)) if access.has_cache else None
    try:
        observers = () if is_forbidden else standard_observers(access.contact, cache=cache)
        yield Asker(observers, cache, is_forbidden)
    finally:
        if cache is not None:
            cache.close()


def contact_of_environment() -> str:
    """Return the contact that the environment names, or ""."""
    return os.environ.get(CONTACT_VARIABLE, "")


def _folder(access: Access) -> Path:
    return Path(access.cache_dir).expanduser() if access.cache_dir else user_folder()


def _keeping(access: Access) -> Keeping:
    days = access.dead_after_days
    return Keeping() if days is None else Keeping(spread=dt.timedelta(days=days))


@frozen(eq=False)
class Asker:
    """Asks what the files of a run want to know."""

    observers: tuple[Observer, ...]
    cache: Cache | None
    is_forbidden: bool
    """True if nothing may be sent; what the cache knows is known."""

    def outcomes(self, wants: Callable[[Outcomes], Iterable[Query]]) -> Outcomes:
        """Return the answers to all questions.

        Shape:   ``wants`` gives the questions that all files have, given what was answered.
                 Ctrl-C ends it early: see `Outcomes.is_interrupted`.
        """
        known = Outcomes()
        try:
            for _ in range(ROUNDS):
                asked = [query for query in wants(known) if query not in known]
                if not asked:
                    break
                more = self._observe(asked)
                known = Outcomes({**known, **more}, more.is_interrupted)
                if known.is_interrupted:
                    break
        except KeyboardInterrupt:
            known = evolve(known, is_interrupted=True)
        return known

    def _observe(self, queries: Iterable[Query]) -> Outcomes:
        line = ProgressLine(sys.stderr)
        try:
            return observe(
                queries, observers=self.observers, cache=self.cache, offline=self.is_forbidden, on_progress=line.show
            )
        finally:
            line.clear()

    def summary(self, outcomes: Outcomes) -> Iterator[str]:
        """Yield what has no answer, and why, line by line."""
        if outcomes.is_interrupted:
            yield f"interrupted; the next run {_next_run(self.cache)}"
        for reason, count in outcomes.unanswered().items():
            example = next(_address(query) for query, outcome in outcomes.items() if _is_open(outcome, reason))
            which = f" ({example})" if count == 1 else f" (such as {example})"
            yield f"no answer to {counted(count, 'question')}: {reason}{which}"
        for trouble in dict.fromkeys(self.cache.troubles if self.cache else ()):
            yield f"the cache could not keep everything: {trouble}"


def _next_run(cache: Cache | None) -> str:
    return "goes on from here" if cache else "begins anew, as there is no cache"


def _is_open(outcome: object, reason: str) -> bool:
    return isinstance(outcome, Unreachable | NotAsked) and outcome.reason == reason


def _address(query: Query) -> str:
    return query.archive_url if isinstance(query, CaptureQuery) else query.url


class ProgressLine:
    """How far the asking is: a line that changes on a terminal, a new one every few seconds elsewhere."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin; ``clock`` tells seconds."""
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._next_s = clock() + _EVERY_S
        self._is_drawn = False

    def show(self, progress: Progress) -> None:
        """Show it, if it is time to."""
        if self._is_terminal:
            self._stream.write(f"{_ERASE}{progress_text(progress)}")
            self._stream.flush()
            self._is_drawn = True
        elif self._clock() >= self._next_s:
            self._stream.write(f"citeaudit: {progress_text(progress)}\n")
            self._stream.flush()
            self._next_s = self._clock() + _EVERY_S

    def clear(self) -> None:
        """Take the line away."""
        if self._is_drawn:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._is_drawn = False


def progress_text(progress: Progress) -> str:
    """Return how far it is: the count, the rate and the time left.

    >>> from citeaudit.observers import Progress
    >>> progress_text(Progress(30, 300, 10.0))
    'asked 30 of 300 questions, 3.0 a second, 2 min left'
    """
    parts = [f"asked {progress.done} of {counted(progress.total, 'question')}"]
    if progress.per_second:
        parts.append(f"{progress.per_second:.1f} a second")
    if progress.left_s:
        parts.append(f"{_duration(progress.left_s)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    """Return a time in the largest unit of which there are two or more."""
    for unit, length_s in (("h", 3600), ("min", 60)):
        if seconds >= 1.5 * length_s:
            return f"{seconds / length_s:.0f} {unit}"
    return f"{max(seconds, 1):.0f} s"

"""What was observed before, and how long a page has been failing. One SQLite file, safe under several processes."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from citeaudit.errors import SettingsError
from citeaudit.queries import (
    Absent,
    Failures,
    Found,
    LiveQuery,
    Refused,
    outcome_from_json,
    outcome_json,
    query_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.queries import Outcome, Query

FILE_NAME: Final = "observations-1.sqlite3"
"""The number is that of the tables' form: another form is another file."""

_TABLES = """
CREATE TABLE IF NOT EXISTS outcome (
    query TEXT PRIMARY KEY, outcome TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure (
    query TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (query, at)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rest (
    host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
"""
_BUSY_S = 15.0
_FORGOTTEN = dt.timedelta(days=730)


@frozen
class Keeping:
    """How long what is known stays true, and when a failing page is dead."""

    live: dt.timedelta = dt.timedelta(days=7)
    """A page that was there."""
    capture: dt.timedelta = dt.timedelta(days=90)
    """A capture that was there."""
    absent: dt.timedelta = dt.timedelta(hours=6)
    """What was absent or refused."""
    failures: int = 3
    spread: dt.timedelta = dt.timedelta(days=7)
    """Between the first failure and the last."""

    @property
    def gap(self) -> dt.timedelta:
        """How far a failure lies from the last one to count as another."""
        return self.spread / (2 * self.failures)

    def lasts(self, query: Query, outcome: Outcome) -> dt.timedelta | None:
        """Return how long an outcome is kept; None for what says nothing."""
        match outcome:
            case Found():
                return self.live if isinstance(query, LiveQuery) else self.capture
            case Absent() | Refused():
                return self.absent
            case _:
                return None


def user_folder() -> Path:
    """Return where this system keeps what a user's programs can make anew."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "citeaudit"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "citeaudit" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "citeaudit"


@frozen(eq=False)
class Cache:
    """A file of outcomes and histories. What `put` has returned from survives a crash of the process."""

    folder: Path
    keeping: Keeping = Keeping()
    clock: Callable[[], float] = field(default=time.time, kw_only=True)
    """Seconds since 1970."""
    _connection: sqlite3.Connection = field(init=False)
    _lock: threading.RLock = field(init=False, factory=threading.RLock)
    troubles: list[str] = field(init=False, factory=list)
    """What the file could not do, such as keep anything on a full disk: no reason to stop asking."""

    @_connection.default
    def _open(self) -> sqlite3.Connection:
        path = self.folder / FILE_NAME
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                return _connected(path, self.clock())
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                _set_aside(path, int(self.clock()))
                return _connected(path, self.clock())
        except (OSError, sqlite3.Error) as error:
            message = f"the cache {path} cannot be used: {error}; choose another folder, or do without a cache"
            raise SettingsError(message) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def get(self, query: Query) -> Outcome | None:
        """Return what is still known to be the answer, or None."""
        rows = self._rows("SELECT outcome FROM outcome WHERE query = ? AND until > ?", query_json(query), self.clock())
        try:
            outcome = outcome_from_json(rows[0][0]) if rows else None
        except ValueError:  # by another version of citeaudit
            return None
        if isinstance(outcome, Absent) and outcome.failures is not None:  # judged by `keeping` as it is now
            return evolve(outcome, failures=self.failures(query) or outcome.failures)
        return outcome

    def put(self, query: Query, outcome: Outcome) -> Outcome:
        """Keep an outcome that was just observed, and return it with its history.

        Shape:   what says nothing (`Unreachable`, `NotAsked`) is not kept and leaves the history as it is.
        """
        lasts = self.keeping.lasts(query, outcome)
        if lasts is None:
            return outcome
        key = query_json(query)
        kept: list[Outcome] = []

        def keep(connection: sqlite3.Connection) -> None:
            now = self.clock()  # after the wait for others: times in the file are in its order
            whole = outcome
            if isinstance(query, LiveQuery) and isinstance(outcome, Absent):
                whole = evolve(outcome, failures=self._fail(connection, key, now))
            elif isinstance(outcome, Found):
                connection.execute("DELETE FROM failure WHERE query = ?", (key,))
            row = (key, outcome_json(whole), now, now + lasts.total_seconds())
            connection.execute("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?)", row)
            kept.append(whole)

        self._write(keep)
        return kept[0] if kept else outcome

    def failures(self, query: Query) -> Failures | None:
        """Return how often a page was found absent, or None."""
        rows = self._rows("SELECT at FROM failure WHERE query = ? ORDER BY at", query_json(query))
        return self._history([row[0] for row in rows]) if rows else None

    def rest_until(self, host: str) -> float | None:
        """Return until when a host asked not to be asked, in seconds since 1970; None if it may be."""
        rows = self._rows("SELECT until FROM rest WHERE host = ? AND until > ?", host, self.clock())
        return float(rows[0][0]) if rows else None

    def rest(self, host: str, wait_s: float) -> None:
        """Keep in mind, for other runs too, that a host asked for a rest."""
        row = (host, self.clock() + wait_s)
        self._write(lambda connection: connection.execute("INSERT OR REPLACE INTO rest VALUES (?, ?)", row))

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Make a change, whole or not at all, after the changes of other processes."""
        with self._lock:
            try:
                with self._connection as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    change(connection)
            except sqlite3.Error as error:
                self.troubles.append(str(error))

    def _rows(self, question: str, *values: object) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(question, values).fetchall()
            except sqlite3.Error as error:
                self.troubles.append(str(error))
                return []

    def _fail(self, connection: sqlite3.Connection, key: str, now: float) -> Failures:
        """Note a failure, unless it lies too near to the last one to be another."""
        rows = connection.execute("SELECT at FROM failure WHERE query = ? ORDER BY at", (key,)).fetchall()
        times = [row[0] for row in rows]
        if not times or now - times[-1] >= self.keeping.gap.total_seconds():
            connection.execute("INSERT OR IGNORE INTO failure VALUES (?, ?)", (key, now))
            times.append(now)
        return self._history(times)

    def _history(self, times: list[float]) -> Failures:
        first, last = (dt.datetime.fromtimestamp(moment, dt.UTC) for moment in (times[0], times[-1]))
        is_lasting = len(times) >= self.keeping.failures and last - first >= self.keeping.spread
        return Failures(len(times), first, last, is_lasting)


def _connected(path: Path, now: float) -> sqlite3.Connection:
    """Open the file and throw away what nobody needs any more.

    With a write-ahead log a commit needs no flush to survive the death of the process, and a loss of
    power costs the last commits at most.
    """
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        _use_log(connection)
        connection.executescript(_TABLES)
        connection.execute("DELETE FROM outcome WHERE until < ?", (now,))
        connection.execute("DELETE FROM rest WHERE until < ?", (now,))
        connection.execute("DELETE FROM failure WHERE at < ?", (now - _FORGOTTEN.total_seconds(),))
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch the log on; SQLite does not wait by itself while another process is just doing so."""
    end = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)
    connection.execute("PRAGMA synchronous = NORMAL")


def _set_aside(path: Path, now: int) -> None:
    """Rename a file that is no database, with its log: the log must not be taken for that of the new one."""
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(path.with_name(f"{path.name}.broken-{now}{suffix}"))

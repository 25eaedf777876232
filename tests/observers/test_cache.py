"""What is remembered, for how long, and through what."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeaudit.errors import SettingsError
from citeaudit.observers.cache import FILE_NAME, Cache, Keeping, user_folder
from citeaudit.observers.rates import Rate, Rates
from citeaudit.observers.trouble import AskedToWait
from citeaudit.queries import (
    Absent,
    Capture,
    CaptureQuery,
    Found,
    LiveQuery,
    NearestQuery,
    NotAsked,
    PageKind,
    Refused,
    Seen,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LIVE = LiveQuery("http://bells.example/a")
PINNED = CaptureQuery("https://web.archive.org/web/20190102030405/http://bells.example/a")
NEAREST = NearestQuery("http://bells.example/a", dt.date(2019, 1, 2))
GONE = Absent("its host answers 404", Seen(PageKind.ERROR, 404, "http://bells.example/a", "Nö"))
HOUR = 3600.0
DAY = 24 * HOUR


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> Iterator[Cache]:
    made = Cache(tmp_path, clock=clock)
    yield made
    made.close()


CAPTURE = Capture("https://web.archive.org/web/20190102030405/x", dt.datetime(2019, 1, 2, 3, 4, 5, tzinfo=dt.UTC), 200)


@pytest.mark.parametrize("query", [LIVE, PINNED, NEAREST])
@pytest.mark.parametrize(
    "outcome", [Found(Seen(PageKind.PAGE, 200, "x", "ß"), CAPTURE, (CAPTURE,)), GONE, Refused("no")]
)
def test_what_was_said_is_kept(
    query: LiveQuery | CaptureQuery | NearestQuery, outcome: Found | Absent | Refused, cache: Cache
) -> None:
    kept = cache.put(query, outcome)
    assert cache.get(query) == kept
    assert type(kept) is type(outcome)


@pytest.mark.parametrize("outcome", [Unreachable("no answer in time"), NotAsked("offline")])
def test_what_says_nothing_is_not_kept_and_undoes_nothing(outcome: Unreachable | NotAsked, cache: Cache) -> None:
    cache.put(LIVE, GONE)
    assert cache.put(LIVE, outcome) is outcome
    assert isinstance(cache.get(LIVE), Absent)
    assert cache.failures(LIVE) is not None


@pytest.mark.parametrize(
    ("query", "outcome", "kept_s"),
    [(LIVE, Found(), 7 * DAY), (PINNED, Found(), 90 * DAY), (LIVE, GONE, 6 * HOUR), (PINNED, Refused("no"), 6 * HOUR)],
)
def test_how_long(
    query: LiveQuery | CaptureQuery, outcome: Found | Absent, kept_s: float, cache: Cache, clock: Clock
) -> None:
    cache.put(query, outcome)
    clock.now += kept_s - 1
    assert cache.get(query) is not None
    clock.now += 2
    assert cache.get(query) is None


def _fail_at(cache: Cache, clock: Clock, *days: float) -> list[bool]:
    begin = clock.now
    dead = []
    for day in days:
        clock.now = begin + day * DAY
        outcome = cache.put(LIVE, GONE)
        assert isinstance(outcome, Absent)
        dead.append(outcome.is_dead)
    return dead


@pytest.mark.parametrize(
    ("days", "dead"),
    [
        ([0, 3, 7], [False, False, True]),
        ([0, 0.1, 0.2, 0.3], [False] * 4),
        ([0, 7], [False, False]),
        ([0, 7, 7.1], [False] * 3),
        ([0, 7, 14], [False, False, True]),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8], [False] * 8 + [True]),
        ([0, 3, 6.9], [False] * 3),
    ],
    ids=["three in a week", "four in a day", "two", "the third at once", "weekly", "daily", "not quite a week"],
)
def test_dead_only_after_failures_that_lie_apart(
    days: list[float], dead: list[bool], cache: Cache, clock: Clock
) -> None:
    assert _fail_at(cache, clock, *days) == dead


def test_what_is_in_the_file_is_judged_by_the_rules_of_today(tmp_path: Path, clock: Clock) -> None:
    for _ in range(3):
        clock.now += DAY * 1.5
        with contextlib.closing(Cache(tmp_path, clock=clock)) as patient:
            kept = patient.put(LIVE, GONE)
    assert isinstance(kept, Absent)
    assert not kept.is_dead
    with contextlib.closing(Cache(tmp_path, Keeping(spread=dt.timedelta(days=2)), clock=clock)) as hasty:
        known = hasty.get(LIVE)
    assert isinstance(known, Absent)
    assert known.is_dead


def test_once_found_the_history_begins_anew(cache: Cache, clock: Clock) -> None:
    assert _fail_at(cache, clock, 0, 3, 7)[-1]
    cache.put(LIVE, Found())
    assert cache.failures(LIVE) is None
    assert _fail_at(cache, clock, 10, 17) == [False, False]


def test_a_refusal_leaves_the_history_as_it_is(cache: Cache, clock: Clock) -> None:
    _fail_at(cache, clock, 0, 3)
    cache.put(LIVE, Refused("it forbids access"))
    assert _fail_at(cache, clock, 4) == [True]


def test_how_long_a_page_must_fail_can_be_set(tmp_path: Path, clock: Clock) -> None:
    cache = Cache(tmp_path, Keeping(failures=2, spread=dt.timedelta(hours=1)), clock=clock)
    assert _fail_at(cache, clock, 0, 1 / 24) == [False, True]
    cache.close()


def test_an_absent_capture_has_no_history(cache: Cache) -> None:
    assert cache.put(PINNED, Absent("not archived")) == Absent("not archived")


def test_it_outlives_the_process(tmp_path: Path, clock: Clock) -> None:
    for day in (0, 3, 7):
        first = Cache(tmp_path, clock=clock)
        dead = _fail_at(first, clock, day)
        first.close()
        clock.now -= day * DAY
    assert dead == [True]


def test_a_host_that_asked_for_a_rest_gets_it_in_the_next_run_too(cache: Cache, clock: Clock) -> None:
    def rates() -> Rates:
        return Rates([], Rate(60), Rate(60), clock=clock, memory=cache)

    rates().stop("https://web.archive.org/cdx/search/cdx", None)
    with pytest.raises(AskedToWait):
        rates().turn_s("https://web.archive.org/web/1", is_archive=True)
    clock.now += 61
    assert rates().turn_s("https://web.archive.org/web/1", is_archive=True) == 0


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_set_aside(content: bytes, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    (tmp_path / f"{FILE_NAME}-wal").write_bytes(b"old log")
    cache = Cache(tmp_path, clock=clock)
    cache.put(LIVE, Found())
    assert cache.get(LIVE) == Found()
    cache.close()
    assert [path.read_bytes() for path in tmp_path.glob(f"{FILE_NAME}.broken-*") if path.suffix[-1].isdigit()] == [
        content
    ]


def test_an_entry_of_another_version_is_asked_anew(cache: Cache, tmp_path: Path) -> None:
    cache.put(LIVE, Found())
    with contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as other, other:
        other.execute("""UPDATE outcome SET outcome = '{"is": "seen in a dream"}'""")
    assert cache.get(LIVE) is None


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="file"):
        Cache(tmp_path / "file" / "cache")


def test_a_cache_that_fails_later_does_not_stop_anybody(cache: Cache) -> None:
    cache.close()
    assert cache.put(LIVE, GONE) == GONE
    assert cache.get(LIVE) is None
    assert cache.troubles


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "citeaudit"


def test_threads(cache: Cache) -> None:
    def work(name: int) -> None:
        for number in range(50):
            cache.put(LiveQuery(f"http://bells.example/{name}/{number}"), Found())

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not cache.troubles
    assert all(
        cache.get(LiveQuery(f"http://bells.example/{name}/{number}")) for name in range(4) for number in range(50)
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which this system does not have")
def test_two_processes_killed_twenty_times_lose_nothing(tmp_path: Path) -> None:
    script = Path(__file__).with_name("crashing_writers.py")
    subprocess.run([sys.executable, script, tmp_path, "20", "7"], check=True, timeout=60)  # noqa: S603
    cache = Cache(tmp_path)
    last: dict[str, str] = {}
    failed = 0
    for notes in tmp_path.glob("*.notes"):
        for line in notes.read_text().splitlines():
            url, _, number = line.partition(" ")
            if number:
                last[url] = number
            else:
                failed += 1
    assert len(last) > 40
    for url, number in last.items():
        outcome = cache.get(LiveQuery(url))
        assert isinstance(outcome, Found)
        assert outcome.seen.url == url
        assert int(outcome.seen.title) in {
            int(number),
            int(number) + 50,
        }  # the last one may have been written, not noted
    history = cache.failures(LiveQuery("http://failing.example/"))
    assert history is not None
    assert failed <= history.count <= failed + 40
    cache.close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)

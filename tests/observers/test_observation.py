"""The stage as a whole: each query once, progress, an end at any time."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from citeaudit.errors import SettingsError
from citeaudit.observers import Cache, Lane, Progress, observe, standard_observers
from citeaudit.queries import (
    Absent,
    CaptureQuery,
    Found,
    LiveQuery,
    NearestQuery,
    NotAsked,
    Outcome,
    Outcomes,
    Query,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from citeaudit.observers import Observer

    Serve = Callable[..., str]


class Oracle:
    """An observer without a network: it says what it is told to, after what it is told to do."""

    def __init__(self, say: Callable[[Query], Outcome], width: int = 1) -> None:
        self.say = say
        self.width = width
        self.asked: Counter[Query] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._at_once: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.stopped = threading.Event()

    def takes(self, query: Query) -> bool:
        return isinstance(query, LiveQuery)

    def lane(self, query: Query) -> Lane:
        return Lane(query.url.split("/")[2] if isinstance(query, LiveQuery) else "", self.width)

    def outcome(self, query: Query) -> Outcome:
        name = self.lane(query).name
        with self._lock:
            self.asked[query] += 1
            self._at_once[name] += 1
            self.most_at_once[name] = max(self.most_at_once[name], self._at_once[name])
        try:
            return self.say(query)
        finally:
            with self._lock:
                self._at_once[name] -= 1

    def stop(self) -> None:
        self.stopped.set()


def queries(hosts: int = 5, each: int = 8) -> list[LiveQuery]:
    return [LiveQuery(f"http://h{host}.example/{number}") for number in range(each) for host in range(hosts)]


def _pause(_query: Query) -> Outcome:
    threading.Event().wait(0.002)
    return Found()


def test_each_query_is_asked_once(tmp_path: Path) -> None:
    oracle = Oracle(_pause)
    outcomes = observe([*queries(), *queries()], observers=[oracle])
    assert set(outcomes) == set(queries())
    assert set(oracle.asked.values()) == {1}
    assert outcomes.is_complete
    cache = Cache(tmp_path)
    observe(queries(), observers=[oracle], cache=cache)
    again = observe(queries(), observers=[oracle], cache=cache)
    cache.close()
    assert set(oracle.asked.values()) == {2}
    assert again.is_complete


@pytest.mark.parametrize("width", [1, 3])
def test_a_lane_is_no_wider_than_it_may_be(width: int) -> None:
    oracle = Oracle(_pause, width)
    observe(queries(), observers=[oracle])
    assert max(oracle.most_at_once.values()) <= width


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    slow = threading.Event()
    oracle = Oracle(lambda query: Found() if "h0" not in str(query) else (slow.wait(5), Found())[1])
    done: list[int] = []

    def tell(progress: Progress) -> None:
        done.append(progress.done)
        if progress.done == 32:
            slow.set()

    assert len(observe(queries(), observers=[oracle], on_progress=tell)) == 40
    assert 32 in done


def test_an_observer_that_crashes_is_no_verdict() -> None:
    def crash(query: Query) -> Outcome:
        message = "a bug"
        if "/3" in str(query):
            raise RuntimeError(message)
        return Absent("gone")

    outcomes = observe(queries(1), observers=[Oracle(crash)])
    assert Counter(map(type, outcomes.values())) == {Absent: 7, Unreachable: 1}
    assert outcomes.unanswered() == {"RuntimeError while asking": 1}


def test_what_nobody_takes_is_not_asked() -> None:
    query = CaptureQuery("https://archive.example/1")
    assert observe([query], observers=[Oracle(_pause)])[query] == NotAsked("no observer takes it")


def test_nothing_to_ask() -> None:
    assert observe([], observers=[]) == Outcomes()


def test_progress_is_told_and_ends_with_all() -> None:
    told: list[Progress] = []
    observe(queries(), observers=[Oracle(_pause)], on_progress=told.append)
    assert told[-1].done == told[-1].total == 40
    assert told[-1].left_s == 0
    assert told[-1].per_second > 0
    assert Progress(0, 3, 1.0).left_s is None


def test_offline_asks_nothing_and_knows_what_was_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    oracle = Oracle(_pause)
    cache = Cache(tmp_path)
    cache.put(queries()[0], Found())
    monkeypatch.setenv("CITEAUDIT_OFFLINE", "1")
    outcomes = observe(queries()[:2], observers=[oracle], cache=cache)
    cache.close()
    assert list(outcomes.values()) == [Found(), NotAsked("offline")]
    assert not oracle.asked


def test_offline_by_word(tmp_path: Path) -> None:
    oracle = Oracle(_pause)
    cache = Cache(tmp_path)
    cache.put(queries()[0], Found())
    outcomes = observe(queries()[:2], observers=[oracle], cache=cache, offline=True)
    cache.close()
    assert list(outcomes.values()) == [Found(), NotAsked("offline")]
    assert not oracle.asked


def test_what_was_known_does_not_make_the_rest_look_fast(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for query in queries()[:30]:
        cache.put(query, Found())
    told: list[Progress] = []
    observe(queries(), observers=[Oracle(_pause)], cache=cache, on_progress=told.append)
    cache.close()
    assert (told[-1].done, told[-1].known) == (40, 30)
    assert Progress(30, 40, 1.0, known=30).left_s is None
    assert Progress(35, 40, 1.0, known=30).left_s == 1.0


def test_the_standard_observers_want_a_contact(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(SettingsError, match="contact"):
        observe(queries())
    monkeypatch.setenv("CITEAUDIT_OFFLINE", "1")
    assert observe(queries()).unanswered() == {"offline": 40}
    monkeypatch.setenv("CITEAUDIT_CONTACT", "ops@example.org")
    assert len(standard_observers()) == 3


def test_who_takes_what() -> None:
    observers = standard_observers("ops@example.org")

    def first(query: Query) -> str:
        return next(type(observer).__name__ for observer in observers if observer.takes(query))

    assert first(LiveQuery("http://a.example/")) == "Live"
    assert first(NearestQuery("http://a.example/", dt.date(2019, 1, 2))) == "Wayback"
    for host in (
        "web.archive.org",
        "archive.org",
        "www.archive.org",
        "web.archive.org:80",
        "replay.waybackmachine.org",
    ):
        assert first(CaptureQuery(f"https://{host}/web/20190102030405/http://a.example/")) == "Wayback"
    for host in ("arquivo.pt/wayback", "web.archive.org.evil.example/web", "wayback.archive-it.org/all"):
        assert first(CaptureQuery(f"https://{host}/20190102030405/http://a.example/")) == "Memento"


def test_an_interruption_keeps_what_is_known(tmp_path: Path) -> None:
    hang = threading.Event()
    oracle = Oracle(lambda query: Found() if "h0" not in str(query) else (hang.wait(5), Found())[1])

    def tell(progress: Progress) -> None:
        if progress.done == 32 and not oracle.stopped.is_set():
            raise KeyboardInterrupt

    cache = Cache(tmp_path)
    start = time.monotonic()
    outcomes = observe(queries(), observers=[oracle], on_progress=tell, cache=cache)
    assert time.monotonic() - start < 2
    hang.set()
    assert outcomes.is_interrupted
    assert oracle.stopped.is_set()
    assert outcomes.unanswered() == {"interrupted": 8}
    again = Oracle(_pause)
    assert observe(queries(), observers=[again], cache=cache).is_complete
    assert sum(again.asked.values()) == 8
    cache.close()


SCRIPT = """
import sys
from citeaudit.observers import Live, Limits, Transport, observe
from citeaudit.observers.addresses import Gate, networks
from citeaudit.queries import LiveQuery

transport = Transport("test@example.org", Limits(), Gate(networks(["127.0.0.0/8"])))
queries = [LiveQuery(f"{sys.argv[1]}/{number}") for number in range(30)]
print("asking", flush=True)
outcomes = observe(queries, observers=[Live(transport)])
print(outcomes.is_interrupted, outcomes.unanswered(), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that Windows does not send to a child")
def test_control_c_ends_it_within_two_seconds(serve: Serve) -> None:
    came = threading.Event()

    def hang(_request: str, _wire: object) -> None:
        came.set()
        threading.Event().wait(6)

    command = [sys.executable, "-c", SCRIPT, serve(hang)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert came.wait(20)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=10)
        assert time.monotonic() - start < 2
    assert said.splitlines() == ["asking", "True {'interrupted': 30}"]
    assert process.returncode == 0


def test_outcomes_pickle() -> None:
    outcomes = observe(queries(1, 2), observers=[Oracle(_pause)])
    again = pickle.loads(pickle.dumps(outcomes))  # noqa: S301 (just pickled here)
    assert again == outcomes
    assert again.get(LiveQuery("http://other.example/")) is None


def test_an_observer_is_what_the_protocol_says() -> None:
    observers: list[Observer] = [Oracle(_pause), *standard_observers("ops@example.org")]
    assert len(observers) == 4


def test_the_library_itself_does_not_import_the_network() -> None:
    heavy = ("requests", "waybackpy", "ssl", "sqlite3", "citeaudit.observers")
    code = f"import citeaudit, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert done.stdout.strip() == "[]"

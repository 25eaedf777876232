from __future__ import annotations

import datetime as dt
import pickle

import pytest

from citeaudit.queries import (
    Absent,
    Capture,
    CaptureQuery,
    Failures,
    Found,
    LiveQuery,
    NearestQuery,
    NotAsked,
    Outcome,
    Outcomes,
    PageKind,
    Query,
    Refused,
    Seen,
    Unreachable,
    outcome_from_json,
    outcome_json,
    query_from_json,
    query_json,
)

NOON = dt.datetime(2019, 1, 2, 12, tzinfo=dt.UTC)
CAPTURE = Capture("https://web.archive.org/web/20190102120000/http://example.org/ä", NOON, 200)
QUERIES: list[Query] = [
    LiveQuery("http://example.org/ä"),
    CaptureQuery("https://web.archive.org/web/2019/http://example.org/"),
    NearestQuery("http://example.org/", dt.date(2019, 1, 2)),
]
OUTCOMES: list[Outcome] = [
    Found(),
    Found(Seen(PageKind.SOFT_404, 200, "http://example.org/", "Ä"), CAPTURE, (CAPTURE, CAPTURE)),
    Absent("its host answers 404", failures=Failures(3, NOON, NOON, is_lasting=True)),
    Refused("it forbids access", Seen(PageKind.BOT_WALL, 403)),
    Unreachable("no whole answer in time"),
    NotAsked("offline"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_turn_into_json_and_back(query: Query) -> None:
    assert query_from_json(query_json(query)) == query
    assert "\n" not in query_json(query)
    assert pickle.loads(pickle.dumps(query)) == query  # noqa: S301 (just pickled here)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcomes_turn_into_json_and_back(outcome: Outcome) -> None:
    assert outcome_from_json(outcome_json(outcome)) == outcome
    assert pickle.loads(pickle.dumps(outcome)) == outcome  # noqa: S301 (just pickled here)


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"is": "found"', '{"is": "lost"}', '{"is": "found", "seen": 3}', "null"]
)
def test_what_is_no_outcome(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json's own message where it is not JSON)
        outcome_from_json(line)


def test_only_a_lasting_failure_is_death() -> None:
    assert not Absent("its host answers 404").is_dead
    assert not Absent("its host answers 404", failures=Failures(2, NOON, NOON, is_lasting=False)).is_dead
    assert Absent("its host answers 404", failures=Failures(3, NOON, NOON, is_lasting=True)).is_dead


def test_what_could_not_be_asked_is_summed_up() -> None:
    late = Unreachable("no whole answer in time")
    outcomes = Outcomes(dict(zip(QUERIES, [late, late, NotAsked("offline")], strict=True)))
    assert not outcomes.is_complete
    assert outcomes.unanswered() == {"no whole answer in time": 2, "offline": 1}
    assert Outcomes({QUERIES[0]: Refused("it forbids access")}).is_complete


@pytest.mark.parametrize(
    ("status", "good", "gone"), [(200, True, False), (404, False, True), (301, False, False), (None, False, False)]
)
def test_what_a_capture_is_of(status: int | None, good: bool, gone: bool) -> None:  # noqa: FBT001
    capture = Capture("x", NOON, status)
    assert (capture.is_good, capture.is_gone) == (good, gone)

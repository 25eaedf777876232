"""The collector rests during an audit, and is as it was afterwards."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from citeaudit import audit, parse
from citeaudit.collector import paused

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def test_it_rests_inside_and_goes_on_after() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_as_the_caller_has_it() -> None:
    gc.disable()
    audit("<ref>A</ref>")
    assert not gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), paused():
        raise ValueError("x")  # noqa: EM101 (any error)
    assert gc.isenabled()


def test_threads_do_not_leave_it_asleep() -> None:
    text = "A.<ref name=a>{{cite web |title=B |url=https://example.org}}</ref>" * 50
    threads = [threading.Thread(target=audit, args=(text,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()


def test_an_audit_leaves_no_cycles() -> None:
    text = (
        "A.<ref name=a>{{cite web |title=B |url=https://example.org |date=31 February 2020}}</ref>{{efn|C}}"
        "{{sfn|D|2000}}<ref name=e />{{reflist|refs=<ref name=f>F</ref>}} <!-- citeaudit: ignore CE001 -->"
    )
    audit(text)
    gc.collect()
    audit(text)
    parse(text)
    assert gc.collect() == 0

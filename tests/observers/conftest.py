"""Transports for loopback; the wall around the tests is up in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.rates import Rate, Rates
from citeaudit.observers.transport import Limits, Transport

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _wall(only_loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 (it acts by being there)
    """Let no test reach anything else, nor what the environment says reach the tests."""
    monkeypatch.delenv("CITEAUDIT_OFFLINE", raising=False)
    monkeypatch.delenv("CITEAUDIT_CONTACT", raising=False)


def _made(limits: Limits) -> Iterator[Transport]:
    made = Transport(
        "test@example.org",
        limits,
        Gate(networks(["127.0.0.0/8"])),
        rates=Rates([], Rate(1e9, 1000), Rate(1e9, 1000), clock=lambda: 0.0),
    )
    yield made
    made.stop()
    made.session.close()


@pytest.fixture
def transport() -> Iterator[Transport]:
    """A transport for loopback that waits for no turns, and longer for an answer than a busy machine needs."""
    yield from _made(Limits(connect_s=5, read_s=5, total_s=15, wait_s=1.0, tries=2, backoff_s=0.01, redirects=5))


@pytest.fixture
def hasty() -> Iterator[Transport]:
    """The same with short deadlines, for those who do not answer at all."""
    yield from _made(Limits(connect_s=0.5, read_s=0.25, total_s=0.5, wait_s=1.0, tries=2, backoff_s=0.01, redirects=5))

"""What every observer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from citeaudit.queries import Outcome, Query


class Lane(NamedTuple):
    """A row of queries that wait for the same service."""

    name: str
    width: int = 1
    """How many of them may be under way at a time."""


class Observer(Protocol):
    """Somebody who answers queries of some kinds. Called from several threads at a time."""

    def takes(self, query: Query) -> bool:
        """Tell whether this observer answers ``query``."""
        ...

    def lane(self, query: Query) -> Lane:
        """Return the lane in which ``query`` waits."""
        ...

    def outcome(self, query: Query) -> Outcome:
        """Return what is to be seen; every trouble of the other side is an outcome too."""
        ...

    def stop(self) -> None:
        """End what is under way as soon as may be, and ask nothing from then on."""
        ...

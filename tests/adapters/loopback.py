"""Run the command line with observers that reach loopback, and nothing but the given archive for captures.

python loopback.py ARCHIVE ARGUMENTS
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citeaudit.adapters import online
from citeaudit.adapters.cli import main
from citeaudit.observers import Limits, Live, Memento, Transport, Wayback
from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.rates import Rate, Rates

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.observers import Cache, Observer


def loopback_observers(archive: str) -> Callable[..., tuple[Observer, ...]]:
    """Return what makes the observers, as `citeaudit.observers.standard_observers` does for the internet."""

    def make(contact: str, *, cache: Cache | None) -> tuple[Observer, ...]:
        transport = Transport(
            contact,
            Limits(connect_s=5, read_s=10, total_s=20, tries=1),
            Gate(networks(["127.0.0.0/8"])),
            rates=Rates([], Rate(1e9, 1000), Rate(1e9, 1000), clock=lambda: 0.0, memory=cache),
        )
        return Live(transport), Wayback(transport, archive), Memento(transport)

    return make


if __name__ == "__main__":
    vars(online)["standard_observers"] = loopback_observers(sys.argv[1])
    sys.exit(main(sys.argv[2:]))

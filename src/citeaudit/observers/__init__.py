"""The only part of citeaudit that touches the network: it takes queries and gives outcomes."""

from __future__ import annotations

from citeaudit.observers.cache import Cache
from citeaudit.observers.live import Live
from citeaudit.observers.memento import Memento
from citeaudit.observers.observation import Progress, observe, standard_observers
from citeaudit.observers.observer import Lane, Observer
from citeaudit.observers.transport import Limits, Transport
from citeaudit.observers.wayback import Wayback

__all__ = [
    "Cache",
    "Lane",
    "Limits",
    "Live",
    "Memento",
    "Observer",
    "Progress",
    "Transport",
    "Wayback",
    "observe",
    "standard_observers",
]

"""How the benchmarks measure: interleaved rounds, the collector left on, memory as multiples of the text."""

from __future__ import annotations

import gc
import multiprocessing
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from multiprocessing.connection import Connection


class Times(NamedTuple):
    """What several rounds took, in seconds."""

    best: float
    median: float


def rounds(works: Mapping[str, Callable[[], object]], count: int) -> dict[str, Times]:
    """Return what each work takes, measured ``count`` times in turns with the others.

    Turns spread the noise of a shared machine evenly. The garbage of the one before is collected
    outside of the measurement; the collector stays on, so that each pays for what it allocates.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(count):
        for name, work in works.items():
            taken[name].append(elapsed_s(work))
    return {name: Times(min(times), statistics.median(times)) for name, times in taken.items()}


def elapsed_s(work: Callable[[], object]) -> float:
    """Return the seconds that one run takes, including the time to free its result."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def answers(work: Callable[..., Iterator[float]], *arguments: object, most_s: float) -> Iterator[float]:
    """Yield what ``work`` yields in a process of its own; end where the next takes too long or it crashes."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_send, args=(sender, work, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        while receiver.poll(most_s):
            yield receiver.recv()
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
        receiver.close()


def _send(sender: Connection, work: Callable[..., Iterator[float]], arguments: tuple[object, ...]) -> None:
    for answer in work(*arguments):
        sender.send(answer)


def peak_bytes(work: Callable[[], object]) -> int:
    """Return the most memory that one run holds at a time, its result included."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

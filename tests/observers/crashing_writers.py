"""Let two processes write into one cache and kill both at a random moment, again and again.

python crashing_writers.py FOLDER ROUNDS SEED

Each process notes in a file of its own what `Cache.put` has returned from. Forked, not started:
that takes a thousandth of the time.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from pathlib import Path

from citeaudit.observers.cache import Cache, Keeping
from citeaudit.queries import Absent, Found, LiveQuery, PageKind, Seen

FAILING = LiveQuery("http://failing.example/")
KEEPING = Keeping(spread=Keeping().absent * 0)


def write(folder: Path, name: str) -> None:
    """Write without end."""
    cache = Cache(folder, KEEPING)
    notes = os.open(folder / f"{name}.notes", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in itertools.count():
        url = f"http://{name}.example/{number % 50}"
        cache.put(LiveQuery(url), Found(Seen(PageKind.PAGE, 200, url, str(number))))
        os.write(notes, f"{url} {number}\n".encode())
        cache.put(FAILING, Absent("its host answers 404"))
        os.write(notes, b"failed\n")


def main(folder: Path, rounds: int, seed: int) -> None:
    """Fork, wait, kill."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for number in range(rounds):
        children = []
        for name in ("a", "b"):
            child = os.fork()
            if not child:
                write(folder, f"{name}{number}")
            children.append(child)
        time.sleep(chance.uniform(0.01, 0.2))
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

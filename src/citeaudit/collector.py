"""A pause for Python's collector of cycles, for work that makes many objects and no cycles.

Parsing and auditing make tens of objects for each citation, all of them freed by their reference
counts. The collector would look through them again and again and find nothing: a fifth of the time
of an audit, and more than twice the time for twice the text.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Let the collector rest inside of the block, and go on after it if it was at work before.

    With several threads the first to leave its block may wake it early, which costs the others some
    time; none can leave it asleep for good.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()

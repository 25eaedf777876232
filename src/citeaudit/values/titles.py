"""Texts that stand where a title should and are none."""

from __future__ import annotations

import re
from functools import cache

from citeaudit.tables import table
from citeaudit.values.phrases import any_of


def is_generic_title(title: str) -> bool:
    """Tell whether a title is what a site says when it does not show what was cited: "Page not found".

    Source:  enwiki, Help:CS1 errors, "generic_title": the list in ``data/cs1/titles.toml``.

    >>> is_generic_title("Are you a robot?"), is_generic_title("I, Robot")
    (True, False)
    """
    words, pattern = _generic()
    if pattern.match(title):
        return True
    folded = title.lower()
    for word in words:  # noqa: SIM110 (a generator takes three times as long, and every title comes here)
        if word in folded:
            return True
    return False


def is_archived_copy(title: str) -> bool:
    """Tell whether a title is what bots write that find none: "Archived copy".

    >>> is_archived_copy("Archived copy")
    True
    """
    return title[-4:].lower() == "copy" and bool(_placeholder().search(title.lower()))


@cache
def _generic() -> tuple[tuple[str, ...], re.Pattern[str]]:
    data = table("cs1/titles")["generic"]
    return tuple(data["words"]), any_of([], data["patterns"])


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(table("cs1/titles")["placeholder"]["archived_copy"])

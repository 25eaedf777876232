"""Words that are alike: what a misspelt one was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggestion(given: str, known: Iterable[str]) -> str:
    """Return the known word that ``given`` most likely means, or "": at most half its letters differ.

    Source:  MediaWiki's Cite extension: an edit distance of up to half the length of the known word.

    >>> suggestion("nmae", ("group", "name"))
    'name'
    """
    best, least = "", 0
    for word in known:
        distance = edit_distance(given, word)
        if not best or distance < least:
            best, least = word, distance
    return best if least <= len(best) / 2 else ""


def edit_distance(first: str, second: str) -> int:
    """Return how many letters must be put in, taken out or changed to make ``second`` of ``first``.

    >>> edit_distance("nmae", "name")
    2
    """
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]

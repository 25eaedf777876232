"""Patterns that find any of a list of phrases."""

from __future__ import annotations

import re


def any_of(phrases: list[str], patterns: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of ``phrases``, in any case, or any of ``patterns``; classes are ASCII.

    >>> bool(any_of(["about us"], []).search("About Us"))
    True
    """
    plain = "|".join(map(re.escape, phrases))
    return re.compile("|".join([f"(?i:{plain})", *patterns] if phrases else patterns), re.ASCII | re.DOTALL)

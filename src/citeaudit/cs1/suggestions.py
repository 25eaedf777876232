"""What was meant by the name of a parameter that does not exist."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from citeaudit.cs1.parameter_names import is_known
from citeaudit.tables import table

_LONGEST = 50
"""No name in the tables is longer."""


@lru_cache(maxsize=2048)
def suggestion(name: str, kind: str) -> str:
    """Return the name that the module proposes in place of an unknown one, or "".

    Shape:   ``kind`` is that of the citation: what it does not take is not proposed.
    Source:  English Wikipedia, Module:Citation/CS1/Suggestions: the name in small letters, then its
             patterns, then its list.

    >>> suggestion("Title", "book"), suggestion("last 3", "book"), suggestion("deadurl", "arxiv")
    ('title', 'last3', '')
    """
    if not name or len(name) > _LONGEST:
        return ""
    if is_known(name.lower(), kind):
        return name.lower()
    proposed = _by_pattern(name)
    if proposed is None:
        proposed = table("cs1/suggestions")["exact"].get(name.lower(), "")
    return proposed if is_known(proposed, kind) else ""


def is_sure(name: str, kind: str) -> bool:
    """Say whether an unknown name differs only in case from a known one, or is of a known kind of error."""
    return len(name) <= _LONGEST and (is_known(name.lower(), kind) or _by_pattern(name) is not None)


def _by_pattern(name: str) -> str | None:
    matches = ((pattern.fullmatch(name), meant) for pattern, meant in _patterns())
    return next((meant.format(*match.groups()) for match, meant in matches if match), None)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), meant) for pattern, meant in table("cs1/suggestions")["patterns"].items())

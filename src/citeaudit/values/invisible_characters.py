"""Characters that nobody sees: those that break a search, a link or what machines read of a citation."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citeaudit.tables import table

_SHOWN_BUT_WRONG = "\N{REPLACEMENT CHARACTER}"
_JOINER = "\N{ZERO WIDTH JOINER}"


class InvisibleCharacter(NamedTuple):
    """One of them."""

    kind: str
    """As the citation module names it: ``zero width space``, ``C1 control`` …"""
    offset: int
    """Where it stands in the text, from 0."""


def invisible_character(text: str) -> InvisibleCharacter | None:
    r"""Return the first invisible character, by kind and not by place; ``None`` if there is none.

    Shape:   a zero width joiner is fine in Indic scripts and in some emoji.
    Source:  enwiki, Module:Citation/CS1, ``has_invisible_chars``; Help:CS1 errors, "invisible_char".

    >>> invisible_character("Al\u200bpha")
    InvisibleCharacter(kind='zero width space', offset=2)
    """
    if text.isprintable() and _SHOWN_BUT_WRONG not in text:
        return None
    for kind, pattern in _characters():
        found = pattern.search(text)
        if found and not (found[0] == _JOINER and _is_needed(text, found.end())):
            return InvisibleCharacter(kind, found.start())
    return None


def _is_needed(text: str, after: int) -> bool:
    scripts, signs = _joined()
    return bool(scripts.search(text) or signs.match(text, after))


@cache
def _characters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = table("cs1/texts")["invisible"]["characters"]
    return tuple((kind, re.compile(f"[{characters}]")) for kind, characters in listed)


@cache
def _joined() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("cs1/texts")["invisible"]
    return re.compile(f"[{data['joined_scripts']}]"), re.compile(f"[{data['joined_signs']}]")

"""What a value looks like once its templates and tags are gone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from citeaudit.scanner import ARGUMENT, COMMENT, IGNORED, TAG, TEMPLATE, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeaudit.scanner import Token

OPAQUE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in `rendered` for a template or a tag whose output is not known."""

_TAGS: Final = frozenset(
    ("chem", "ce", "gallery", "hiero", "math", "nowiki", "poem", "pre", "ref", "score", "syntaxhighlight")
)
_PLAIN: Final = {
    "!": "|",
    "=": "=",
    "'": "'",
    '"': '"',
    "(": "{",
    ")": "}",
    "((": "{{",
    "))": "}}",
    "nbsp": "&nbsp;",
    "spaces": "&nbsp;",
    "snd": "&nbsp;– ",
    "spnd": "&nbsp;– ",
    "spaced ndash": "&nbsp;– ",
    "ndash": "–",
    "mdash": "—",
    "·": "&nbsp;·",
    "shy": "&shy;",
    "zwsp": "",
    "wbr": "",
}
"""Templates whose output is the same everywhere."""

_EMPTY_NOWIKI = re.compile(r"<nowiki\s*/>|<nowiki>\s*</nowiki>", re.IGNORECASE)


def without_empty_nowiki(value: str) -> str:
    """Return a value without ``<nowiki/>``, trimmed; a value of nothing else stays as it is.

    >>> without_empty_nowiki("a<nowiki />b")
    'ab'
    """
    return _EMPTY_NOWIKI.sub("", value).strip() or value


@lru_cache(maxsize=2048)
def rendered(value: str) -> str:
    """Return a value with known templates replaced by what they show, and others by `OPAQUE`.

    >>> rendered("AC{{!}}DC {{lang|fr|x}}") == "AC|DC " + OPAQUE
    True
    """
    return "".join(_pieces(value, scan(value, _TAGS), 0, len(value)))


def _pieces(text: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    for kind, first, last, inner in tokens:
        yield text[start:first]
        start = last
        if kind == TEMPLATE:
            yield _PLAIN.get(text[first + 2 : last - 2].strip().lower(), OPAQUE)
        elif kind in (TAG, ARGUMENT):
            yield OPAQUE
        elif kind not in (COMMENT, IGNORED):
            yield from _pieces(text, inner or (), first, last)
    yield text[start:end]

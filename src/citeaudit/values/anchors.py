"""Anchors: what a text becomes as the target of a link within a page."""

from __future__ import annotations

import re
from functools import lru_cache

from citeaudit.values.plain_text import plain_text

_SPACES = re.compile(r"[ _]+")
_PLAIN = re.compile(r"[^\[<&'_\s]*")


@lru_cache(maxsize=8192)
def anchor(text: str) -> str:
    """Return a text as an anchor: without markup, entities decoded, with underscores for spaces.

    Source:  MediaWiki, parser function ``anchorencode`` (``Parser::guessSectionNameFromWikiText``).

    >>> anchor("CITEREF[[John Smith (author)|Smith]] &amp; Co 2000")
    'CITEREFSmith_&_Co_2000'
    """
    return text if _PLAIN.fullmatch(text) else _SPACES.sub("_", plain_text(text)).strip("_")

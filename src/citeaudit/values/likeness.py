"""How likely it is that two different URLs lead to one page: sites move, and redirect to new addresses."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from urllib.parse import unquote

from citeaudit.values.originals import comparable


class Likeness(IntEnum):
    """What two URLs have in common."""

    NONE = 0
    """Neither the site nor the page."""

    SITE = 1
    """The site."""

    PAGE = 2
    """So much that they may be two addresses of one page, old and new."""


_SESSION = re.compile(r";jsessionid=[^?]*", re.IGNORECASE)
_DEFAULT_PAGE = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp)\Z")
_SLASHES = re.compile("//+")
_DAY = re.compile("(?:19|20)[0-9]{6}")
_TOKEN = re.compile(r"[^\W_]+(?:_[^\W_]+)*", re.ASCII)
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ne", "net", "or", "org"))
_LONG, _WORD, _LONG_PATH = 8, 4, 16
_SHARED_WORDS = 3


@lru_cache(maxsize=1024)
def likeness(first: str, second: str) -> Likeness:
    """Return how much two URLs have in common, as far as their text tells.

    Returns: `Likeness.PAGE` if they differ in case, escapes, doubled slashes or sessions, if only the
             host differs and the path is long, if the first has the second's whole query and more, or if they share an
             identifier or three words of their paths.

    >>> likeness("https://a.example/us-sales-idUSKCN1MK0YM", "https://a.example/x/new-stores-idUSKCN1MK0YM").name
    'PAGE'
    >>> likeness("https://a.example/x/1", "https://www2.a.example/y/2").name
    'SITE'
    """
    (host, path, query), (other_host, other_path, other_query) = _parts(first), _parts(second)
    site = Likeness.SITE if _domain(host) == _domain(other_host) else Likeness.NONE
    if path == other_path and (site or len(path) >= _LONG_PATH):
        # Parameters that only the copy has are those of sessions and of where readers came from.
        return Likeness.PAGE if other_query <= query else site
    if _identifiers(first) & _identifiers(second) or _have_words_in_common(path, other_path):
        return Likeness.PAGE
    return site


def _parts(url: str) -> tuple[str, str, frozenset[str]]:
    """Return host, path and parameters, without what seldom makes a difference."""
    host, rest = comparable(_SESSION.sub("", url))
    path, _, query = _SLASHES.sub("/", unquote(rest, errors="replace")).lower().partition("?")
    return host, _DEFAULT_PAGE.sub("", path).rstrip("/"), frozenset(filter(None, query.split("&")))


def _domain(host: str) -> str:
    """Return the part of a host that one owner has, as far as its length tells."""
    labels = host.split(".")
    has_second_level = len(labels) > 2 and labels[-2] in _SECOND_LEVEL  # noqa: PLR2004 (example.co.uk)
    return ".".join(labels[-3 if has_second_level else -2 :])


def _identifiers(url: str) -> set[str]:
    """Return the long tokens of path and query that are no words: they hold a digit or mix cases."""
    tokens = _TOKEN.findall(comparable(url)[1])
    return {t.lower() for t in tokens if len(t) >= _LONG and not t[1:].islower() and not _DAY.fullmatch(t)}


def _have_words_in_common(path: str, other_path: str) -> bool:
    return len(_words(path) & _words(other_path)) >= _SHARED_WORDS


def _words(path: str) -> set[str]:
    """Return the words in the last two segments of a path, where titles stand."""
    segments = path.split("/")[-2:]
    return {word for word in _TOKEN.findall(" ".join(segments)) if len(word) >= _WORD and word.isalpha()}

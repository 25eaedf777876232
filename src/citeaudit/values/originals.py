"""Whether two URLs mean the same page, as far as that can be told without asking anybody."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_ADDRESS = re.compile(r"(?:(?:https?|ftp):)?/*(?:[^/?#@]*@)?([^/?#:]*)(?::([0-9]*))?([^#]*)", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = frozenset(("", "80", "443", None))
_VIDEO = re.compile(r"(?:(?:/watch)?\?(?:[^&]*&)*?v=|/(?:embed|shorts|live|v)/)([\w-]{11})(?![\w-])", re.ASCII)
_SHORT_VIDEO = re.compile(r"/([\w-]{11})(?![\w-])", re.ASCII)


def same_original(first: str, second: str) -> bool:
    """Say whether two URLs are the same after normalising what makes no difference to a server.

    Shape:   scheme, ``www.``, default port, fragment, slash at the end, case of the host, and how
             characters are escaped make no difference; everything else does.

    >>> same_original("http://www.Example.com:80/a%2fb/", "https://example.com/a%2Fb#top")
    True
    >>> same_original("http://example.com/a", "http://example.com/A")
    False
    """
    return first == second or comparable(first) == comparable(second)


@lru_cache(maxsize=8192)
def comparable(url: str) -> tuple[str, str]:
    """Return host and path of a URL, so that equal ones mean the same page.

    Returns: the host in lower case, without ``www.``; path and query with normal escapes.
    Source:  RFC 3986, 6.2.2 and 6.2.3.

    >>> comparable("https://youtu.be/2MzSmdC49Ns?t=5")
    ('youtube.com', '/watch?v=2MzSmdC49Ns')
    """
    found = _ADDRESS.match(url.strip())
    assert found is not None  # noqa: S101 - every part of the pattern may be empty
    host, port, rest = found.groups()
    host = _ascii_host(host.lower().rstrip(".").removeprefix("www."))
    if port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    rest = _normal_escapes(rest)
    video = _video(host, rest)
    if video:
        return "youtube.com", f"/watch?v={video}"
    if rest.startswith("?"):
        rest = "/" + rest
    return host, rest.rstrip("?&").rstrip("/").replace("/?", "?")


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _normal_escapes(text: str) -> str:
    if "%" in text:
        text = _ESCAPE.sub(_normal_escape, text)
    if not text.isascii() or " " in text:
        text = quote(text, safe="%!#$&'()*+,/:;=?@[]~|\"<>\\^`{}", errors="replace")
    return text


def _normal_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _video(host: str, rest: str) -> str:
    """Return the identifier of a YouTube video, or ""."""
    if host == "youtu.be":
        found = _SHORT_VIDEO.match(rest)
    elif host in {"youtube.com", "m.youtube.com"}:
        found = _VIDEO.match(rest)
    else:
        return ""
    return found[1] if found else ""

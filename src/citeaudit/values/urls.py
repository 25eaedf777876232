"""Web addresses as the citation templates judge them, and web addresses where none belongs.

Only what comes before the path is judged: scheme, host and port. Characters count as bytes do
upstream, so letters and digits are those of ASCII.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from citeaudit.tables import table

_SPACE = re.compile(r"[ \t\n\r\f\v]")
_WORD = re.compile(r"[^ \t\n\r\f\v]+")
_PATH = re.compile(r"(?<=[A-Za-z0-9])\.?[/?#]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_PORT = re.compile(r"(?<=[A-Za-z]):[0-9]+")
_NAMESPACE = re.compile(r"[A-Za-z]+:")
_NEWSGROUP = re.compile(r"[A-Za-z0-9+_\-]+\.[A-Za-z0-9+_.\-]*(?<=[A-Za-z0-9+_\-])")
_IPV4 = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]")
_TOP_LEVEL = re.compile(r"[A-Za-z]{2,}")
_IDN_TOP_LEVEL = re.compile(r"xn--[A-Za-z0-9]+")
_NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9\-]")
_COMMON = re.compile(
    r"https?://(?:[A-Za-z0-9][A-Za-z0-9\-]*+\.)*[A-Za-z0-9][A-Za-z0-9\-]+[A-Za-z0-9]\.[A-Za-z]{2,}+"
    r"(?:[/?#][^ \t\n\r\f\v]*+)?"
)
"""Nearly all good addresses: those that need no closer look."""

_LETTER = re.compile(r"[A-Za-z]")
_BRACKET = re.compile(r"(?<!\[)\[([A-Za-z]|//)")
_COLON_INSIDE = re.compile(r":[^ \t\n\r\f\v]|//")
_SLASHES = re.compile(r"//[^ \t\n\r\f\v]+")
_ALPHANUMERIC: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


class BadUrl(ValueError):
    """A text that the citation templates do not take for a web address."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        super().__init__(f"{text!r} is not a web address")


class Url(NamedTuple):
    """The parts of an address that are judged."""

    scheme: str
    """With its colon; "" where the address is relative to the protocol of the page: ``//example.org``."""
    host: str
    """Without port; the newsgroup of a ``news:`` address."""


@lru_cache(maxsize=8192)
def url(text: str) -> Url:
    """Return scheme and host of a web address.

    Shape:   ``scheme://host[:port][/path]``, ``//host/…`` or ``news:group``; no white space. A host is
             a domain with a top-level domain in ASCII letters or ``xn--…``, or an IPv4 address.
    Raises:  `BadUrl` for anything else, such as a host in other scripts or an IPv6 address.
    Source:  enwiki, Module:Citation/CS1, ``check_url``, September 2022; Help:CS1 errors, "bad_url".

    >>> url("https://example.org:8080/a?b")
    Url(scheme='https:', host='example.org')
    """
    if not text or _SPACE.search(text):
        raise BadUrl(text)
    scheme, host = _split(text)
    is_news = scheme == "news:"
    if host is None or not (_NEWSGROUP.fullmatch(host) if is_news else _is_good(scheme, host)):
        raise BadUrl(text)
    return Url(scheme or "", host)


def is_url(text: str) -> bool:
    """Tell whether the citation templates take a text for a web address; see `url`.

    >>> is_url("example.org"), is_url("//example.org")
    (False, True)
    """
    if _COMMON.fullmatch(text):
        return True
    try:
        url(text)
    except BadUrl:
        return False
    return True


def seems_url(text: str) -> bool:
    """Tell whether a text that should be the title of a page seems to be an address, spaces or not.

    >>> seems_url("Jane Doe"), seems_url("http://example.org")
    (False, True)
    """
    if ":" not in text and not text.startswith("//"):
        return False
    return _is_good(*_split(text))


def has_external_link(text: str) -> bool:
    """Tell whether a text holds an address, bare or in single brackets.

    Shape:   only the first thing that looks like one is judged, as upstream.
    Source:  enwiki, Module:Citation/CS1, ``is_parameter_ext_wikilink``, September 2022.

    >>> has_external_link("[http://example.org Example]"), has_external_link("Alien: Covenant")
    (True, False)
    """
    if not _COLON_INSIDE.search(text):
        return False
    found = _bracketed(text) or _bare(text)
    return bool(found) and _is_good(*_split(found))


def is_behind_proxy(text: str) -> bool:
    """Tell whether an address leads through a library's proxy, where readers cannot follow.

    >>> is_behind_proxy("https://www-jstor-org.wikipedialibrary.idm.oclc.org/stable/1")
    True
    """
    return "oclc" in text and _hosts()["library_proxy"] in text


def without_proxy(text: str) -> str:
    """Return the address to which a library's proxy leads, "" if it is not behind one or its host cannot be told.

    Source:  OCLC, EZproxy documentation, "Option HttpsHyphens": in the host dots become hyphens, and
             hyphens two of them.

    >>> without_proxy("https://www-jstor-org.wikipedialibrary.idm.oclc.org/stable/1")
    'https://www.jstor.org/stable/1'
    """
    scheme, slashes, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    proxied = host.removesuffix(f".{_hosts()['library_proxy'].strip('./')}")
    if not slashes or proxied == host or "." in proxied or "---" in proxied:
        return ""
    plain = "-".join(part.replace("-", ".") for part in proxied.split("--"))
    direct = f"{scheme}://{plain}{slash}{path}"
    return direct if is_url(direct) else ""


def _bracketed(text: str) -> str:
    """Return the first address in single brackets; one with a scheme comes before one without."""
    last = text.rfind("]")
    without_scheme = ""
    for word in _WORD.finditer(text, 0, max(last, 0)):
        end = word.end()
        colon = text.rfind(":", word.start(), end - 1)
        for bracket in _BRACKET.finditer(text, word.start(), end):
            start = bracket.end()
            if bracket[1] == "//":
                without_scheme = without_scheme or text[start - 2 : end] * (start < end)
            elif colon >= start:
                return text[start - 1 : end]
    return without_scheme


def _bare(text: str) -> str:
    """Return the first word from a letter on that has a colon inside, else what follows the first ``//``."""
    for word in _WORD.finditer(text):
        colon = word[0].rfind(":", 1, -1)
        letter = _LETTER.search(word[0], 0, colon) if colon > 0 else None
        if letter:
            return word[0][letter.start() :]
    slashes = _SLASHES.search(text)
    return slashes[0] if slashes else ""


def _split(text: str) -> tuple[str | None, str | None]:
    """Return scheme and host as far as there are any, without port, path and final dot."""
    path = _PATH.search(text)
    if path:
        text = text[: path.start()]
    if text.startswith("//"):
        host = _WORD.match(text, 2)
        return None, host[0] if host else ""
    for word in _WORD.finditer(text):
        scheme, colon, rest = word[0].partition(":")
        if colon and rest:
            return scheme + colon, _host(scheme, rest)
    return None, None


def _host(scheme: str, rest: str) -> str | None:
    """Return the host after ``scheme:``; it must begin with two slashes, except that of news."""
    slashes = len(rest) - len(rest.lstrip("/"))
    if slashes == len(rest) or (slashes != 2 if slashes else scheme != "news"):  # noqa: PLR2004
        return None
    return _PORT.sub("", rest[slashes:])


def _is_good(scheme: str | None, host: str | None) -> bool:
    return host is not None and (not scheme or bool(_SCHEME.fullmatch(scheme))) and _is_host(host)


def _is_host(host: str) -> bool:
    host = host.removeprefix("//")
    if host[:1] not in _ALPHANUMERIC or not host or _NAMESPACE.match(host):
        return False
    before, _, top = host.rpartition(".")
    return _is_domain(before, top) or bool(_IPV4.match(host)) or bool(_single_character().search(host))


def _is_domain(before: str, top: str) -> bool:
    """Tell whether a label before a top-level domain is long enough or one of the few short ones."""
    label = _NOT_IN_LABEL.split(before)[-1].lstrip("-")
    if label[-1:] not in _ALPHANUMERIC or not label:
        return False
    if _IDN_TOP_LEVEL.fullmatch(top):
        return len(label) > 2  # noqa: PLR2004 (shorter ones are not looked for)
    if not _TOP_LEVEL.fullmatch(top):
        return False
    if len(label) > 2:  # noqa: PLR2004
        return True
    if label.isalnum() and len(label) == 2:  # noqa: PLR2004
        return True
    hosts = _hosts()
    singles = {"com": hosts["single_com"], "net": hosts["single_net"]}.get(top, "")
    return len(top) == 2 or label[-1] in singles  # noqa: PLR2004 (the domain of a country)


@cache
def _hosts() -> dict[str, Any]:
    hosts: dict[str, Any] = table("cs1/urls")["hosts"]
    return hosts


@cache
def _single_character() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9])[A-Za-z0-9]\.(?:{'|'.join(_hosts()['single_any'])})")

"""What a page is, told from its address, its headers and the first part of its content."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from attrs import evolve, frozen

from citeaudit.queries import PageKind
from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLE = re.compile(r"<title(?:\s[^<>]*)?>([^<]*)", re.IGNORECASE)
_HEADING = re.compile(r"<h1(?:\s[^<>]*)?>([^<]*)", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\s[^<>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(?:script|style)\b[^<]*(?:<(?!/(?:script|style)\b)[^<]*)*|<[^<>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?\Z", re.IGNORECASE)
_WORDS = re.compile(r"\w+")

_MOST_TITLE = 300
_SHORT_TEXT = 1000
"""Characters of visible text below which a page says hardly anything."""


@frozen
class Look:
    """A page as it looks."""

    kind: PageKind
    title: str = ""
    text: str = ""
    """The visible text, white space collapsed."""

    @property
    def is_thin(self) -> bool:
        """True if the page says hardly anything."""
        return len(self.text) < _SHORT_TEXT


def look(asked: str, reached: str, headers: Mapping[str, str], body: bytes) -> Look:
    """Return what the page at ``reached`` is, for somebody who asked for ``asked``.

    Shape:   an answer with a status of success; ``headers`` in any case.
    """
    if not is_html(headers, body):
        return Look(PageKind.DOCUMENT)
    content = _decoded(headers, body)
    title = _inner(_TITLE, content)
    text = " ".join(unescape(_TAG.sub(" ", content)).split())
    found = Look(PageKind.PAGE, title, text)
    return evolve(found, kind=_kind(asked, reached, headers, content, found))


def _kind(asked: str, reached: str, headers: Mapping[str, str], content: str, page: Look) -> PageKind:
    signs = content.lower() if page.is_thin else ""
    if is_bot_wall(headers, page.title, signs):
        return PageKind.BOT_WALL
    if _is_parked(reached, page.title, signs):
        return PageKind.PARKED
    if _is_login(asked, reached, page.title, content):
        return PageKind.LOGIN
    if _says_not_found(asked, page.title or _inner(_HEADING, content)):
        return PageKind.SOFT_404
    return PageKind.FRONT_PAGE if is_sent_to_front(asked, reached) else PageKind.PAGE


def is_html(headers: Mapping[str, str], body: bytes = b"") -> bool:
    """Tell whether an answer is an HTML page, by its header; without one, by its first bytes."""
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return True
    return not kind and body.lstrip()[:1] == b"<"


def is_bot_wall(headers: Mapping[str, str], title: str = "", content: str = "") -> bool:
    """Tell whether somebody wants to see a human being before showing anything.

    Shape:   ``content`` is in lower case, and that of a page that says hardly anything: many pages
             that do show themselves hold the same scripts.
    """
    signs = _signs("bot_wall")
    if any(word in headers.get(name, "").lower() for name, words in signs["headers"].items() for word in words):
        return True
    return _plain(title) in signs["titles"] or any(sign in content for sign in signs["content"])


def body_title(headers: Mapping[str, str], body: bytes) -> str:
    """Return the title of an HTML page, or ""."""
    return _inner(_TITLE, _decoded(headers, body)) if is_html(headers, body) else ""


def is_same_page(one: str, other: str) -> bool:
    """Tell whether two addresses are spellings of one: scheme, ``www.``, default port, final slash, fragment apart.

    >>> is_same_page("http://www.Example.org:80/a", "https://example.org/a/#b")
    True
    """
    return _spelling(one) == _spelling(other)


def host_name(url: str) -> str:
    """Return the host in lower case without ``www.``, or ""."""
    return (_split(url).hostname or "").removeprefix("www.")


def is_front_page(url: str) -> bool:
    """Tell whether an address is that of the front page of a site.

    >>> is_front_page("https://example.org/en/index.html"), is_front_page("https://example.org/?p=12")
    (True, False)
    """
    place = _split(url)
    signs = _signs("front")
    segments = [segment for segment in place.path.lower().split("/") if segment]
    if segments and segments[-1] in signs["paths"]:
        segments.pop()
    asks = [name for name, _ in parse_qsl(place.query) if name.lower() not in signs["idle_parameters"]]
    return not asks and (not segments or (len(segments) == 1 and bool(_LANGUAGE.match(segments[0]))))


def is_sent_to_front(asked: str, reached: str) -> bool:
    """Tell whether somebody who asked for a page was sent to a front page instead."""
    return not is_same_page(asked, reached) and is_front_page(reached) and not is_front_page(asked)


def _is_parked(reached: str, title: str, content: str) -> bool:
    signs = _signs("parked")
    named = _plain(title)
    return (
        (_split(reached).hostname or "") in signs["hosts"]
        or ("for sale" in named and host_name(reached) in named)
        or named.startswith(signs["titles"])
        or named.endswith(signs["titles"])
        or any(sign in content for sign in signs["content"])
    )


def _is_login(asked: str, reached: str, title: str, content: str) -> bool:
    """A redirect to where one logs in, or a page that is nothing but a form for it."""
    signs = _signs("login")
    if _plain(title) in signs["titles"]:
        return bool(_PASSWORD.search(content)) or not is_same_page(asked, reached)
    reached_segments = set(_split(reached).path.lower().split("/"))
    asked_segments = set(_split(asked).path.lower().split("/"))
    return bool((reached_segments - asked_segments) & signs["paths"]) and bool(_PASSWORD.search(content))


def _says_not_found(asked: str, title: str) -> bool:
    """Tell whether a title says that the page is not there, unless the address is about just that."""
    titles = _signs("not_found")["titles"]
    parts = [_plain(title), *(_plain(part) for part in _separators().split(title))]
    said = next((part for part in parts if part and part.rstrip("!.") in titles), "")
    if not said:
        return False
    place = _split(asked)
    address = " ".join(_WORDS.findall(unquote(f"{place.path} {place.query}").lower().replace("_", " ")))
    return " ".join(_WORDS.findall(said)) not in address


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def _inner(pattern: re.Pattern[str], content: str) -> str:
    found = pattern.search(content)
    return " ".join(unescape(found[1]).split())[:_MOST_TITLE] if found else ""


def _decoded(headers: Mapping[str, str], body: bytes) -> str:
    """Return the content as text, by the header, by what it says itself, or as UTF-8."""
    found = _CHARSET.search(headers.get("Content-Type", "")) or _CHARSET.search(body[:2048].decode("latin-1"))
    try:
        name = codecs.lookup(found[1]).name if found else "utf-8"
        return body.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return body.decode("utf-8", "replace")


def _split(url: str) -> SplitResult:
    """Return the parts of an address; of what is none, nothing but a path."""
    try:
        place = urlsplit(url)
        place.port  # noqa: B018 (raises where it is no number)
    except ValueError:
        return SplitResult("", "", url, "", "")
    return place


def _spelling(url: str) -> tuple[str, str, str]:
    place = _split(url)
    port = f":{place.port}" if place.port not in {None, 80, 443} else ""
    host = (place.hostname or "").removeprefix("www.") + port
    return host, unquote(place.path).rstrip("/"), place.query


@lru_cache(maxsize=1)
def _separators() -> re.Pattern[str]:
    """Return where a title falls into parts: at certain characters, and at a hyphen between spaces."""
    return re.compile(rf"[{re.escape(_signs('not_found')['separators'])}]|\s-\s")


@lru_cache(maxsize=8)
def _signs(name: str) -> dict[str, Any]:
    """Return a part of ``data/page_signs.toml``; words that are parts of something as tuples, whole ones as sets."""
    parts = {"content", "titles"} if name == "parked" else {"content"}
    return {
        key: value if not isinstance(value, list) else tuple(value) if key in parts else frozenset(value)
        for key, value in table("page_signs")[name].items()
    }

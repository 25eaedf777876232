"""External links: ``[https://example.org label]`` and bare addresses, as MediaWiki makes them.

A link ends where markup begins: templates are not expanded, so an address that goes on in one is
known only up to it. A label may hold anything but a line break.

Source:  MediaWiki, ``Parser::handleExternalLinks`` and ``Parser::makeFreeExternalLink``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeaudit.scanner import COMMENT, IGNORED, LITERAL, MAX_DEPTH, TAG, TEMPLATE, Token, scan, split
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ExternalLink(NamedTuple):
    """A link to an address outside the wiki.

    ``label`` is None for a bare address and "" for one in brackets without a label, which
    MediaWiki numbers. The spans are those of the whole link and of its address.
    """

    url: str
    label: str | None
    span: Span
    url_span: Span


class LinkSyntax(NamedTuple):
    """What a wiki takes for an address and which of its tags hold wikitext."""

    protocols: tuple[str, ...]
    tags: frozenset[str]
    wikitext_tags: frozenset[str]


_URL = r"[^\]\[<>\"\x00-\x20\x7F\xA0\u1680\u2000-\u200A\u202F\u205F\u3000\uFFFD]++"
_STOPS_LABEL = re.compile(r"[\]\x00-\x08\x0a-\x1f]")
_TRAILING = ",;.:!?"


@lru_cache(maxsize=32)
def _pattern(protocols: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(protocols, key=len, reverse=True)))
    return re.compile(rf"\[((?:(?i:{names})|//){_URL})|(?<![\w])((?i:{names}){_URL})")


def external_links(text: str, tokens: Sequence[Token], span: Span, syntax: LinkSyntax) -> Iterator[ExternalLink]:
    """Yield the external links of a stretch of text, those nested in templates and tags included.

    Shape:   ``tokens`` are the outermost tokens of the stretch; links come in the order in which
             their surroundings close, not of the text.
    """
    pending: list[tuple[int, int, Sequence[Token], int]] = [(span.start, span.end, tokens, 0)]
    while pending:
        start, end, nested, depth = pending.pop()
        yield from _links(text, start, end, nested, syntax)
        if depth < MAX_DEPTH:
            for token in nested:
                pending += [(*inner, depth + 1) for inner in _inside(text, token, syntax)]


def _inside(text: str, token: Token, syntax: LinkSyntax) -> Iterator[tuple[int, int, Sequence[Token]]]:
    """Yield the stretches of wikitext in a token: arguments, link texts, the content of tags."""
    kind, start, end, inner = token
    if kind in {COMMENT, IGNORED}:
        return
    if kind == TAG:
        is_read = inner.name in syntax.wikitext_tags or inner.name in {"ref", "references"}
        if is_read and inner.content_start >= 0:
            tokens = scan(text, syntax.tags, inner.content_start, inner.content_end)
            yield inner.content_start, inner.content_end, tokens
    elif kind == TEMPLATE:
        nested = list(reversed(inner or ()))
        for part in split(text, token)[1:]:
            own = []
            while nested and nested[-1][1] < part.end:
                own.append(nested.pop())
            yield part.equals + 1 if part.equals >= 0 else part.start, part.end, own
    elif kind != LITERAL:
        yield start + 2, end, inner or ()


def _links(text: str, start: int, end: int, nested: Sequence[Token], syntax: LinkSyntax) -> Iterator[ExternalLink]:
    """Yield the links whose address stands in the text between the nested tokens."""
    pattern = _pattern(syntax.protocols)
    position = start
    for index, token in enumerate((*nested, None)):
        stop = token[1] if token else end
        while position < stop and (found := pattern.search(text, position, stop)):
            link = _bracketed(text, found, end, nested, index) if found[1] else _bare(text, found)
            yield link
            position = link.span.end
        position = max(position, token[2]) if token else end


def _bare(text: str, found: re.Match[str]) -> ExternalLink:
    start, end = found.span(2) if found[2] else found.span(1)
    trailing = _TRAILING if "(" in text[start:end] else _TRAILING + ")"
    end = start + len(text[start:end].rstrip(trailing))
    place = Span(start, end)
    return ExternalLink(text[start:end], None, place, place)


def _bracketed(text: str, found: re.Match[str], end: int, nested: Sequence[Token], index: int) -> ExternalLink:
    """Return the link in brackets; without its closing bracket on the line it is a bare address."""
    position = label_start = found.end(1)
    for token in (*nested[index:], None):
        stop = token[1] if token else end
        if closing := _STOPS_LABEL.search(text, position, stop):
            if closing[0] != "]":
                break
            label = text[label_start : closing.start()].strip()
            return ExternalLink(found[1], label, Span(found.start(), closing.end()), Span(*found.span(1)))
        position = token[2] if token else end
    return _bare(text, found)

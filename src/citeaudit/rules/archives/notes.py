"""Templates behind citations that say something of their links: ``{{dead link}}``, ``{{webarchive}}``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import parameters
from citeaudit.scanner import TEMPLATE, scan
from citeaudit.span import Span
from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeaudit.model import Citation, Page, Parameter
    from citeaudit.scanner import Token

_LONGEST = 2000
"""No such template is longer."""
_MOST_NESTED = 5
"""None holds more templates; so that text without sense is not read again and again."""


class LinkNote(NamedTuple):
    """One template that says something of a link."""

    kind: str
    """``dead link``, ``webarchive`` or ``cbignore``."""
    name: str
    """As written, in lower case, with single spaces."""
    span: Span
    arguments: Mapping[str, Parameter]
    """By name as written; of equal names the last."""
    citation: Citation | None
    """The citation that it stands behind; ``None`` if it follows something else."""

    def get(self, name: str) -> str:
        """Return the trimmed value of an argument, or ""."""
        found = self.arguments.get(name)
        return found.value.strip() if found else ""

    def precedes(self, other: LinkNote, text: str) -> bool:
        """Say whether nothing but white space and full stops stands between this note and another."""
        return self.span.end == _end_before(text, other.span.start)

    def removal(self, text: str) -> Fix:
        """Return the repair that takes the note away, with the spaces before it."""
        start = self.span.start
        while text[start - 1] in " \t":
            start -= 1
        return Fix(f"Take {{{{{self.name}}}}} away", Safety.UNSAFE, (Edit(Span(start, self.span.end), ""),))


@cache
def _kinds() -> Mapping[str, str]:
    names = table("link_notes")["names"]
    return {name: kind for kind, spellings in names.items() for name in spellings}


@cache
def _opening() -> re.Pattern[str]:
    # Spelled out in three ways, since a pattern without regard to case is several times slower.
    names = {spelling for name in _kinds() for spelling in (name, name.capitalize(), name.title())}
    spelled = "|".join(re.escape(name).replace(r"\ ", "[ _]+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\{{\{{[\s_]*+({spelled})[\s_]*+(?=[|}}<])")


# Two: rules look at one page after the other, and a cache must not keep old pages alive.
@lru_cache(maxsize=2)
def link_notes(page: Page) -> tuple[LinkNote, ...]:
    """Return the notes of a page in the order of the text; those in comments and ``<nowiki>`` are none."""
    openings = list(_opening().finditer(page.text))
    ends = {citation.token[2]: citation for citation in page.citations} if openings else {}
    found = []
    for opening in openings:
        note = _note(page, opening)
        if note is None:
            continue
        citation = ends.get(_end_before(page.text, note.span.start))
        if citation is not None:
            # Whatever stands behind this note stands behind the citation, too.
            ends[note.span.end] = citation
        found.append(note._replace(citation=citation))
    return tuple(found)


@lru_cache(maxsize=2)
def notes_by_citation(page: Page) -> Mapping[Citation, list[LinkNote]]:
    """Return the notes behind each citation that has some."""
    found: dict[Citation, list[LinkNote]] = {}
    for note in link_notes(page):
        if note.citation is not None:
            found.setdefault(note.citation, []).append(note)
    return found


def _note(page: Page, opening: re.Match[str]) -> LinkNote | None:
    """Return the template that begins here, or ``None`` if MediaWiki sees none."""
    start = opening.start()
    token = _token(page, start)
    if token is None or _is_hidden(page, start):
        return None
    name = " ".join(opening[1].replace("_", " ").lower().split())
    arguments = {parameter.name: parameter for parameter in parameters(page.text, token)}
    return LinkNote(_kinds()[name], name, Span(start, token[2]), arguments, None)


def _token(page: Page, start: int) -> Token | None:
    """Return the template that begins here; the page is read again only if something is nested in it."""
    text = page.text
    end = text.find("}}", start, start + _LONGEST) + 2
    nested = text.count("{{", start + 2, end)
    if end == 1 or nested > _MOST_NESTED:
        return None
    if not nested and text.find("<", start, end) < 0:
        return TEMPLATE, start, end, None
    found = next(iter(scan(text, page.profile.tags, start, min(start + _LONGEST, len(text)))), None)
    return found if found and found[0] == TEMPLATE and found[1] == start else None


def _is_hidden(page: Page, place: int) -> bool:
    """Say whether a comment or a tag whose content is no wikitext covers a place."""
    hidden = hidden_spans(page)
    at = bisect_right(hidden, (place, len(page.text)))
    return at > 0 and hidden[at - 1][1] > place


@lru_cache(maxsize=2)
def hidden_spans(page: Page) -> list[tuple[int, int]]:
    """Return the comments and unread tags of a page in the order of the text."""
    return list(_hidden(page))


_HIDING = re.compile(r"<!--|<(nowiki|pre|syntaxhighlight|source)(?:\s[^<>]*+)?(?<!/)>", re.IGNORECASE)


def _hidden(page: Page) -> Iterator[tuple[int, int]]:
    text, start = page.text, 0
    unclosed: set[str] = set()
    while opening := _HIDING.search(text, start):
        start, end = opening.span()
        name = opening[1].lower() if opening[1] else ""
        closing = None if name in unclosed else _closing(name).search(text, end)
        if closing is None:
            unclosed.add(name)
        if closing or not name:
            end = closing.end() if closing else len(text)
            yield start, end
        start = end


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)


_BETWEEN = " \t\n.,;"


def _end_before(text: str, start: int) -> int:
    """Return the end of what stands before a place, white space and full stops left out."""
    while start and text[start - 1] in _BETWEEN:
        start -= 1
    return start

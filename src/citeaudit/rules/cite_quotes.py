"""Quotation marks in the tags of references that MediaWiki does not take for such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Origin, Page
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.span import Span
from citeaudit.tag_edits import is_writable, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding

_ATTRIBUTE: Final = r"\b(name|group|follow)\s*+=\s*+"
_CURLY: Final = re.compile(rf"{_ATTRIBUTE}[“”„«»]([^<>\"'“”„«»=/]++)[“”„«»\"]", re.IGNORECASE)
_UNOPENED: Final = re.compile(rf"{_ATTRIBUTE}([^\s\"'<>=/“”„«»]++)[\"”](?=[\s/>])", re.IGNORECASE)
_UNCLOSED: Final = re.compile(
    rf"{_ATTRIBUTE}\"([^\"<>=/]+?)(?:\s*/?>\Z|(?=\s+(?:name|group|follow)\s*=\s*\"[^\"<>]*\"))", re.IGNORECASE
)
_LONGEST: Final = 300
"""Characters of an opening tag up to which it is looked at."""


class OddQuotes(Rule[Page]):
    """The name or group of a reference stands in curly quotation marks, or one of two is missing.

    Why:     MediaWiki knows straight ones only: of a name in others it takes the first word, mark included, so
             that different names become one, and uses in straight quotes are undefined.
    Source:  MediaWiki, ``Sanitizer::decodeTagAttributes``; enwiki, Wikipedia:Named references, "Quotation marks".
    """

    code = "CE022"
    severity = Severity.WARNING
    examples = (
        Bad("<ref name=“John Smith”>A</ref>{{reflist}}", fixed='<ref name="John Smith">A</ref>{{reflist}}'),
        Bad('<ref name=Smith">A</ref>{{reflist}}', fixed='<ref name="Smith">A</ref>{{reflist}}'),
        Bad('<ref name="Smith>A</ref>{{reflist}}', fixed='<ref name="Smith">A</ref>{{reflist}}'),
        Bad(
            '<ref name="Smith group="n">A</ref>{{reflist|group=n}}',
            why="MediaWiki reads a name that ends with group=",
            fixed='<ref name="Smith" group="n">A</ref>{{reflist|group=n}}',
        ),
        Good('<ref name="“A” by Smith">A</ref>{{reflist}}', why="they are part of the name"),
        Good("<ref name='5\" disk'>A</ref>{{reflist}}", why="one quotation mark in others"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the first of them in each opening tag."""
        text = part.text
        for reference in part.references:
            if reference.attributes and reference.origin is Origin.TAG:
                content, (start, end) = reference.content_span, reference.span
                opening = text[start : content[0] if content else end]
                if opening.count('"') % 2 or not opening.isascii():
                    yield from self._in_tag(opening, start, context)

    def _in_tag(self, opening: str, start: int, context: Context) -> Iterator[Finding]:
        found = _misquoted(opening) if len(opening) <= _LONGEST else None
        value = " ".join(found[2].split()) if found else ""
        if found is None or not is_writable(value):
            return
        name = found[1].lower()
        right = f"{name}={quoted(value)}"
        span = Span(start + found.start(), start + (found.end(2) if found.re is _UNCLOSED else found.end()))
        yield self.found(
            context,
            span,
            f"The {name} {value} is not in straight quotation marks",
            subjects=(value,),
            remedy=f"Write {right}.",
            fix=Fix(f"Write {right}", Safety.SAFE, (Edit(span, right),)),
        )


def _misquoted(opening: str) -> re.Match[str] | None:
    """Return the first attribute of an opening tag whose quotation marks are odd."""
    if found := _CURLY.search(opening):
        return found
    is_odd = opening.count('"') % 2 == 1
    return (_UNOPENED.search(opening) or _UNCLOSED.search(opening)) if is_odd else None


RULES = (OddQuotes,)

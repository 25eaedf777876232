"""Short footnotes: links that lead nowhere or to several sources, sources that none leads to, "p." and "pp."."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Page
from citeaudit.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.model import Parameter
    from citeaudit.rule import Context
    from citeaudit.short_citations import ShortCitation, ShortFootnotes, Target

_PREFIX: Final = "CITEREF"


class ShortCitationWithoutTarget(Rule[Page]):
    """A short citation links to a full citation that the page does not have.

    Why:     readers get a name and a year and cannot find out which work is meant. The full citation
             was never added, was taken away, or gives other names or another year.
    Source:  enwiki, Module:Footnotes, "no target"; Category:Harv and Sfn no-target errors.
    """

    code = "SF001"
    upstream = "harv_no_target"
    severity = Severity.ERROR
    examples = (
        Bad("Text.{{sfn|Smith|2000|p=3}} {{reflist}}"),
        Bad("{{harvnb|Smith|2000}} {{cite book |last=Smith |year=2000a |title=A}}", why="the year has a letter"),
        Bad("{{sfn|A|2000}} {{cite book |last1=A |last2=B |year=2000 |title=C}} {{reflist}}", why="two authors"),
        Bad("{{sfn|Smith|2000}} {{cite book |last=Smith |year=2000 |title=A |ref=none}} {{reflist}}", why="no anchor"),
        Good("{{sfn|Smith|2000|p=3}} {{cite book |last=Smith |date=May 2000 |title=A}} {{reflist}}"),
        Good("{{sfn|A|2000}} {{cite web |title=B |url=https://example.org |ref={{sfnref|A|2000}}}} {{reflist}}"),
        Good("{{sfn|Smith|2000|ignore-err=yes}} {{reflist}}", why="the editor vouches for it"),
        Good("{{sfn|Chisholm|1911}} {{cite EB1911|wstitle=A}} {{reflist}}", why="a template that makes the citation"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report each short citation; less sure where a template on the page may make the target."""
        notes = context.short_footnotes
        missing = [c for c in notes.citations if not (c.may_miss or notes.has_target(c))]
        near = _Near(notes.targets) if missing else _Near(())
        for citation in missing:
            confidence = self._confidence(citation, notes, part)
            yield self.found(
                context,
                citation.span,
                f"{_shown(citation)} has no target: there is no full citation with the anchor {citation.anchor}",
                subjects=(citation.anchor,),
                remedy=_remedy(citation, notes, near, context),
                confidence=confidence,
                severity=Severity.WARNING if confidence is Confidence.LOW else Severity.ERROR,
            )

    def _confidence(self, citation: ShortCitation, notes: ShortFootnotes, page: Page) -> Confidence:
        if notes.doubts or any(t.brings_references for t in page.transclusions):
            return Confidence.LOW
        return Confidence.MEDIUM if page.transclusions or not citation.is_checked else Confidence.HIGH


def _shown(citation: ShortCitation) -> str:
    return f"The short citation {' & '.join(citation.names)} {citation.year}".rstrip()


def _remedy(citation: ShortCitation, notes: ShortFootnotes, near: _Near, context: Context) -> str:
    if notes.doubts:
        return f"{{{{{notes.doubts[0]}}}}} may make it, which the text does not tell. If not, add the full citation."
    meant = near.to(citation)
    if not meant:
        return "Add the full citation, or give both the same last names (up to four) and the same year."
    line = context.page.lines.position(notes.targets[meant][0].span.start).line
    return f"Was the full citation on line {line} meant? Its anchor is {meant}: names and year must be the same."


class _Near:
    """Finds the anchor that may have been meant by one that is not there."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._anchors = sorted((_folded(anchor), anchor) for anchor in anchors if anchor.startswith(_PREFIX))

    def to(self, citation: ShortCitation) -> str:
        """Return an anchor of the same letters, else one with the first name and the year, else ""."""
        folded = _folded(citation.anchor)
        place = bisect_left(self._anchors, (folded, ""))
        if self._anchors[place : place + 1] and self._anchors[place][0] == folded:
            return self._anchors[place][1]
        year = citation.year.rstrip("abcdefgh")
        if not citation.names or not year:
            return ""
        first = _folded(_PREFIX + citation.names[0])
        place = bisect_left(self._anchors, (first, ""))
        candidates = self._anchors[place : place + _MOST_LOOKED_AT]
        return next((anchor for near, anchor in candidates if near.startswith(first) and year in anchor), "")


_MOST_LOOKED_AT: Final = 20


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if character.isalnum()).casefold()


class AmbiguousShortCitation(Rule[Page]):
    """A short citation leads to several full citations that have the same names and year.

    Why:     the link takes readers to the first of them, whichever is meant.
    Source:  enwiki, Module:Footnotes, "multiple targets"; Help:Citation Style 1, "Anchored citations".
    """

    code = "SF002"
    upstream = "harv_multiple_targets"
    severity = Severity.ERROR
    examples = (
        Bad("{{harvnb|A|2000}} {{cite book |last=A |year=2000 |title=B}} {{cite book |last=A |year=2000 |title=C}}"),
        Good(
            "{{harvnb|A|2000a}} {{cite book |last=A |year=2000a |title=B}} {{cite book |last=A |year=2000b |title=C}}"
        ),
        Good(
            "{{harvnb|A|2000}} {{citation |last=A |year=2000 |title=B}} "
            "{{citation |last=A |year=2000 |title=C |ref=none}}",
            why="one has no anchor",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report each short citation with the lines of its targets."""
        notes = context.short_footnotes
        for citation in notes.citations:
            targets = notes.targets_of(citation)
            if len(targets) < 2:  # noqa: PLR2004 (several)
                continue
            lines = [part.lines.position(target.span.start).line for target in targets]
            yield self.found(
                context,
                citation.span,
                f"{_shown(citation)} has several targets ({len(targets)}×): {citation.anchor}",
                subjects=(citation.anchor,),
                remedy=_lettered(citation, lines),
                confidence=Confidence.HIGH if citation.is_checked else Confidence.MEDIUM,
            )


def _lettered(citation: ShortCitation, lines: list[int]) -> str:
    where = ", ".join(map(str, lines[:-1])) + f" and {lines[-1]}"
    if not citation.year:
        return (
            f"The full citations are on lines {where}: give them dates, or anchors of their own (ref={{{{sfnref|…}}}})."
        )
    letters = " and ".join(f"{citation.year}{letter}" for letter in "ab")
    return (
        f"The full citations are on lines {where}. Tell the years apart by letters, {letters}, there and in the short "
        "citations; if they are the same work, keep one."
    )


class UnusedFullCitation(Rule[Page]):
    """A full citation stands among those that short citations lead to, but none leads to it.

    Why:     either a passage lost its short citation, or the work was never used and belongs under
             further reading. Only sections are looked at in which most are led to.
    Source:  enwiki, Wikipedia:Citing sources, "Short and full citations"; Wikipedia:Further reading.
    """

    code = "SF003"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{sfn|A|2000}}\n== Sources ==\n* {{cite book |last=A |year=2000 |title=B}}\n"
            "* {{cite book |last=C |year=2001 |title=D}}\n{{reflist}}"
        ),
        Good(
            "{{sfn|A|2000}}\n== Sources ==\n* {{cite book |last=A |year=2000 |title=B}}\n"
            "== Further reading ==\n* {{cite book |last=C |year=2001 |title=D}}\n{{reflist}}",
            why="in a list to which no short citation leads",
        ),
        Good(
            "{{sfn|A|2000}}<ref>{{citation |last=C |year=2001 |title=D}}</ref>\n"
            "{{citation |last=A |year=2000 |title=B}} {{reflist}}",
            why="a note of its own",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report full citations outside of notes, in a section where another one is led to."""
        notes = context.short_footnotes
        if not notes.citations:
            return
        led_to = {citation.anchor for citation in notes.citations} | notes.linked
        sections = _Sections(part.text)
        noted = sorted((r.span.start, r.span.end) for r in part.references if r.content_span)
        balance: Counter[int] = Counter()
        unused = []
        for name, targets in notes.targets.items():
            for target in targets:
                start = target.span.start
                balance[sections.of(start)] += 1 if name in led_to else -1
                if name not in led_to and target.citation is not None and not _is_inside(start, noted):
                    unused.append(target)
        for target in unused:
            if balance[sections.of(target.span.start)] >= 0:
                yield self._found(target, context)

    def _found(self, target: Target, context: Context) -> Finding:
        return self.found(
            context,
            target.span,
            f"No short citation leads to this full citation ({target.anchor})",
            subjects=(target.anchor,),
            remedy="Cite it where it is used, or move it to further reading.",
            confidence=Confidence.MEDIUM,
        )


class _Sections:
    """Tells in which section of a page an offset is, counted from the top."""

    def __init__(self, text: str) -> None:
        self._starts = [
            found.start() for found in _HEADING.finditer(text) if found[0].rstrip(" \t\r")[1:].endswith("=")
        ]

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


_HEADING = re.compile(r"^=[^\n]*+$", re.MULTILINE)


def _is_inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of the spans, which are in order and nest at most in each other."""
    place = bisect_right(spans, (offset, offset))
    return any(start <= offset < end for start, end in spans[max(0, place - 3) : place])


class WrongPageAbbreviation(Rule[Page]):
    """One page is given as "pp.", or several as "p.".

    Why:     readers see "pp. 3" or "p. 3–5". ``p`` is for one page, ``pp`` for several.
    Source:  enwiki, Template:Sfn, "Adding page numbers".
    """

    code = "SF004"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{sfn|A|2000|p=3–5}} {{cite book |last=A |year=2000 |title=B}} {{reflist}}",
            fixed="{{sfn|A|2000|pp=3–5}} {{cite book |last=A |year=2000 |title=B}} {{reflist}}",
        ),
        Bad(
            "{{harvnb|A|2000|pp=3}} {{cite book |last=A |year=2000 |title=B}}",
            fixed="{{harvnb|A|2000|p=3}} {{cite book |last=A |year=2000 |title=B}}",
        ),
        Good("{{sfn|A|2000|pp=3–5}} {{sfn|A|2000|p=A-4}} {{cite book |last=A |year=2000 |title=B}} {{reflist}}"),
        Good("{{sfn|A|2000|p=5–3}} {{cite book |last=A |year=2000 |title=B}} {{reflist}}", why="page 3 of part 5"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the parameter, and rename it where its name is one of the short ones."""
        for citation in context.short_footnotes.citations:
            page, pages = citation.page, citation.pages
            if page is not None and pages is None and _is_range(page.value.strip()):
                yield self._found(context, page, _plural(page.name), "several pages")
            elif pages is not None and page is None and pages.value.strip().isdecimal():
                yield self._found(context, pages, _singular(pages.name), "one page")

    def _found(self, context: Context, wrong: Parameter, right: str, what: str) -> Finding:
        name, value = wrong.name, wrong.value.strip()
        fix = Fix(f"Use |{right}=", Safety.SAFE, (Edit(wrong.name_span, right),))
        message = f"|{name}={value} is {what}: it should be |{right}={value}"
        return self.found(context, wrong.span, message, subjects=(name,), fix=fix)


def _plural(name: str) -> str:
    """Return ``pp`` for ``p``, ``1pp`` for ``1p`` and ``pages`` for ``page``."""
    return f"{name}s" if name.endswith("page") else f"{name}p"


def _singular(name: str) -> str:
    return name[:-1]


_PAGES = re.compile(r"([0-9]{1,5})\s*(?:–|&ndash;|-)\s*([0-9]{1,5})")
_LISTED = re.compile(r"[0-9]{1,5}(?:, ?[0-9]{1,5})+")


def _is_range(text: str) -> bool:
    """Tell whether a text surely means several pages: from a smaller number to a greater one, or a list of numbers."""
    found = _PAGES.fullmatch(text)
    if found is None:
        return bool(_LISTED.fullmatch(text)) and not re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", text)
    first, last = found.groups()
    last = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(last) > int(first) and ("-" not in text or len(first) > 1)


RULES = (ShortCitationWithoutTarget, AmbiguousShortCitation, UnusedFullCitation, WrongPageAbbreviation)

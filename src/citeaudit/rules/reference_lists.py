"""Lists of references and notes: missing, empty, repeated, too early."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from citeaudit.finding import Confidence, Finding, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.list_places import list_markup, moved_down, note_list_fix, reference_list_fix
from citeaudit.model import Page
from citeaudit.profile import ListTemplate
from citeaudit.rule import Bad, CiteErrorRule, Context, Good, Rule, opening
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.footnotes import CiteError, Footnote
    from citeaudit.model import Reference, ReferenceList

_LIST_LIKE = re.compile(r"ref|note|list|foot|cit", re.IGNORECASE)
_HEADING = re.compile(r"^==(?!=)([^\n]*)$", re.MULTILINE)


class MissingReferenceList(Rule[Page]):
    """References are used, but the page has no list that shows them.

    Why:     MediaWiki adds one at the very end, below navigation boxes and categories, without a heading.
    Source:  Cite, ``Cite::checkRefsNoReferences``; enwiki, WP:REFLIST.
    """

    code = "NL001"
    severity = Severity.WARNING
    examples = (
        Bad("Text.<ref>A</ref>", fixed="Text.<ref>A</ref>\n\n== References ==\n{{reflist}}\n"),
        Bad(
            "Text.<ref>A</ref>\n\n== References ==\n[[Category:A]]\n",
            fixed="Text.<ref>A</ref>\n\n== References ==\n{{reflist}}\n[[Category:A]]\n",
        ),
        Bad(
            "Text.<ref>A</ref>\n\n== Notes ==\n{{notelist}}{{efn|a}}{{notelist}}",
            why="only notes are listed",
            fixed="Text.<ref>A</ref>\n\n== Notes ==\n{{notelist}}{{efn|a}}{{notelist}}\n\n"
            "== References ==\n{{reflist}}\n",
        ),
        Good("Text.<ref>A</ref>\n\n== References ==\n{{reflist}}"),
        Good("Text with no reference."),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the first reference, and the place where this wiki puts the list."""
        leftover = _first_use(context.footnotes.leftover)
        if leftover is None or any(not shown.group for shown in part.lists):
            return
        confidence = _list_confidence(part)
        yield self.found(
            context,
            opening(leftover),
            "There are <ref> tags on this page, but no list shows them: MediaWiki adds one at the very end of the page",
            remedy=_where_to_put(part),
            confidence=confidence,
            fix=reference_list_fix(part) if confidence is Confidence.HIGH else None,
        )


def _first_use(footnotes: tuple[Footnote, ...]) -> Reference | None:
    uses = [use for footnote in footnotes for use in footnote.uses]
    return min(uses, key=lambda use: use.span, default=None)


def _where_to_put(page: Page) -> str:
    """Return a sentence that names the heading under which the list belongs."""
    wanted = page.profile.sections["references"]
    folded = {heading.casefold() for heading in wanted}
    for found in _HEADING.finditer(page.text):
        line = found[1].rstrip(" \t\r")
        title = line.removesuffix("==").strip(" \t")
        if line.endswith("==") and title.casefold() in folded:
            number = page.lines.position(found.start()).line
            return f'Put {list_markup(page)} under the heading "{title}" on line {number}.'
    return f"Add at the end of the article, before navigation boxes: == {wanted[0]} == and {list_markup(page)}."


def _list_confidence(page: Page) -> Confidence:
    """Return how sure it is that no template of the page is a list of references."""
    if any(t.brings_references or _LIST_LIKE.search(t.name) for t in page.transclusions):
        return Confidence.LOW
    return Confidence.HIGH


class MissingNoteList(CiteErrorRule):
    """Notes are made, but the page has no list for them.

    Why:     readers click a letter that leads nowhere.
    Source:  Cite, ``cite_error_group_refs_without_references``; enwiki, Template:Efn.
    """

    code = "NL002"
    upstream = "cite_error_group_refs_without_references"
    examples = (
        Bad("Text.{{efn|A note.}}\n{{reflist}}", fixed="Text.{{efn|A note.}}\n{{notelist}}\n{{reflist}}"),
        Bad(
            "Text.<ref group=lower-alpha>A note.</ref>\n{{reflist}}",
            fixed="Text.<ref group=lower-alpha>A note.</ref>\n{{notelist}}\n{{reflist}}",
        ),
        Bad("Text.{{efn-ua|A note.}}\n{{notelist}}{{efn|b}}{{notelist}}", why="{{notelist}} does not show upper-alpha"),
        Good("Text.{{efn|A note.}}\n{{notelist}}"),
        Good("Text.{{efn-ua|A note.}}\n{{reflist|group=upper-alpha}}"),
    )

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Report only groups that have templates of their own."""
        if part.group in context.profile.note_groups:
            yield from super().check(part, context)

    def message(self, error: CiteError, context: Context) -> str:
        """Return what the wiki prints for this group."""
        group = context.profile.note_groups[error.group]
        return context.profile.messages["missing_note_list"].format(group.group, marker=group.marker, list=group.list)

    def advice(self, error: CiteError, context: Context) -> str:
        """Name the list and the heading of this wiki."""
        note_list = context.profile.note_groups[error.group].list
        heading = context.profile.sections["notes"][0]
        return f"Put {{{{{note_list}}}}} under a heading such as == {heading} ==, after the last of these notes."

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Put the list under the heading for notes, or before the list of references."""
        note_list = context.profile.note_groups[error.group].list
        is_known = isinstance(context.profile.role(note_list), ListTemplate)
        return note_list_fix(context.page, f"{{{{{note_list}}}}}") if is_known else None


class EmptyReferenceList(Rule[Page]):
    """A list has no reference to show.

    Why:     readers see a heading with nothing under it.
    Source:  enwiki, WP:REFLIST. Silent where a template might bring references of its own.
    """

    code = "NL003"
    severity = Severity.WARNING
    examples = (
        Bad("Text.\n== References ==\n{{reflist}}"),
        Bad("Text.<ref>A</ref>\n{{notelist}}\n{{reflist}}", why="no note"),
        Good("Text.<ref>A</ref>\n{{reflist}}"),
        Good("Text.<ref></ref>\n{{reflist}}", why="the faulty reference is reported, not its list"),
        Good("{{Infobox thing}} Text.\n{{reflist}}", why="the infobox may hold references"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report lists that show nothing when their group is used nowhere on a page that is known whole."""
        if part.transclusions:
            return
        used = {reference.group or "" for reference in part.references}
        for shown, footnotes in context.footnotes.shown.items():
            if footnotes or shown.group in used or not shown.is_certain:
                continue
            kind = f"the group {shown.group}" if shown.group else "the default group"
            yield self.found(
                context,
                shown.span,
                f"This list stays empty: the page has no reference in {kind}",
                subjects=(shown.group,),
                remedy="Take the list and its heading away, or cite a source.",
                confidence=Confidence.MEDIUM,
            )


class RepeatedReferenceList(Rule[Page]):
    """A second list of a group stays empty, because the first one has shown everything.

    Why:     a list empties its group; only references between the two lists would show in the second.
    Source:  Cite, ``ReferenceStack::popGroup``; enwiki, WP:REFLIST.
    """

    code = "NL004"
    severity = Severity.WARNING
    examples = (
        Bad("Text.<ref>A</ref>\n{{reflist}}\n{{reflist}}", fixed="Text.<ref>A</ref>\n{{reflist}}\n"),
        Bad("Text.<ref>A</ref>\n{{reflist}}\n== Notes ==\n{{reflist}}", why="the heading would have to go, too"),
        Good("One.<ref>A</ref>\n{{reflist}}\nTwo.<ref>B</ref>\n{{reflist}}", why="each shows its own"),
        Good("One.<ref>A</ref>{{efn|b}}\n{{notelist}}\n{{reflist}}", why="two groups"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report an empty list after one of the same group that was not empty."""
        full: dict[str, ReferenceList] = {}
        for shown, footnotes in context.footnotes.shown.items():
            earlier = full.get(shown.group)
            if footnotes:
                full[shown.group] = shown
            elif earlier and shown.is_certain and not _is_template_between(part, earlier, shown):
                line = part.lines.position(earlier.span.start).line
                yield self.found(
                    context,
                    shown.span,
                    f"This list stays empty: the list on line {line} has shown all references of its group",
                    subjects=(shown.group,),
                    remedy="Keep only the list that comes after the last reference.",
                    fix=_line_removal(part.text, shown),
                )


def _line_removal(text: str, shown: ReferenceList) -> Fix | None:
    """Return the repair that takes a line of nothing but a list away; none where it is all that a heading has."""
    start = text.rfind("\n", 0, shown.span.start) + 1
    end = text.find("\n", shown.span.end) + 1 or len(text)
    if text[start:end].strip() != shown.span.of(text) or text[:start].rstrip().endswith("=="):
        return None
    return Fix("Take this list away", Safety.UNSAFE, (Edit(Span(start, end), ""),))


def _is_template_between(page: Page, first: ReferenceList, second: ReferenceList) -> bool:
    """Tell whether an unknown template stands between two lists, which may bring references."""
    places = page.transclusions
    index = bisect_left(places, first.span.end, key=lambda transclusion: transclusion.span.start)
    return index < len(places) and places[index].span.start < second.span.start


class ReferenceAfterList(Rule[Page]):
    """References stand after the last list, so that they get a list of their own at the end of the page.

    Why:     MediaWiki adds that list below everything else, without a heading, numbered anew.
    Source:  Cite, ``Cite::checkRefsNoReferences``; CheckWiki error 111.
    """

    code = "NL005"
    severity = Severity.WARNING
    examples = (
        Bad(
            "One.<ref>A</ref>\n{{reflist}}\nTwo.<ref>B</ref>",
            fixed="One.<ref>A</ref>\nTwo.<ref>B</ref>\n\n{{reflist}}\n",
        ),
        Bad(
            "One.<ref>A</ref>\n\n== References ==\n{{reflist}}\n\n== See also ==\nTwo.<ref>B</ref>\n\n[[Category:A]]\n",
            fixed="One.<ref>A</ref>\n\n\n== See also ==\nTwo.<ref>B</ref>\n\n== References ==\n{{reflist}}\n\n"
            "[[Category:A]]\n",
        ),
        Good("One.<ref>A</ref>\nTwo.<ref>B</ref>\n{{reflist}}"),
        Good("One.<ref>A</ref>\n{{reflist}}\nTwo.{{efn|B}}\n{{notelist}}", why="the note has its own list"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the first of them, with their number."""
        leftover = _first_use(context.footnotes.leftover)
        lists = [shown for shown in part.lists if not shown.group and shown in context.footnotes.shown]
        if leftover is None or not lists:
            return
        line = part.lines.position(lists[-1].span.start).line
        count = len(context.footnotes.leftover)
        many = f"{count} references stand" if count > 1 else "A reference stands"
        yield self.found(
            context,
            opening(leftover),
            f"{many} after the last list of references (line {line}): MediaWiki adds one at the very end of the page",
            remedy="Move the list below the last reference, or put a second one after it.",
            confidence=_list_confidence(part) if part.transclusions else Confidence.HIGH,
            fix=moved_down(part, lists[-1]),
        )


RULES = (MissingReferenceList, MissingNoteList, EmptyReferenceList, RepeatedReferenceList, ReferenceAfterList)

"""Cite errors of names and groups: used and not defined, defined twice, shown nowhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from citeaudit.finding import Confidence, Finding, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.list_places import list_markup, note_list_fix
from citeaudit.model import Origin, Reference
from citeaudit.rule import Bad, CiteErrorRule, Context, Good
from citeaudit.tag_edits import all_or_none, attribute_edit, attribute_removal, quoted, use_instead
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.footnotes import CiteError, Footnotes
    from citeaudit.span import Span


class UndefinedReference(CiteErrorRule):
    """A named reference is used, but nowhere on the page is it given a text.

    Why:     readers see a red error instead of the source. The definition was deleted, renamed
             or never copied along with the text, or the name is misspelt.
    Source:  Cite, ``cite_error_references_no_text``; enwiki, Help:Cite errors/Cite error references no text.
    """

    code = "CE001"
    upstream = "cite_error_references_no_text"
    examples = (
        Bad('Claim.<ref name="a" /> {{reflist}}'),
        Bad('Claim.<ref name="Smith" />{{reflist}} <!-- <ref name="Smith">A</ref> -->', why="defined in a comment"),
        Bad('<ref name="a">A</ref>{{reflist}} <ref name="a" /> {{reflist}}', why="a list empties its group"),
        Bad(
            '<ref name="a" group="n" /><ref name="a">A</ref>{{reflist}}{{reflist|group=n}}',
            why="defined in another group",
            fixed='<ref name="a" /><ref name="a">A</ref>{{reflist}}{{reflist|group=n}}',
        ),
        Bad(
            '<ref name="Smith 2006">A</ref> B<ref name=smith_2006 /> {{reflist}}',
            why="the names differ by case and an underscore",
            fixed='<ref name="Smith 2006">A</ref> B<ref name="Smith 2006" /> {{reflist}}',
        ),
        Good('<ref name="a" /> <ref name="a">A</ref> {{reflist}}'),
        Good('<ref name="a" /> {{reflist|refs=<ref name="a">A</ref>}}', why="list-defined"),
        Good("{{r|a}} {{#tag:ref|A|name=a}} {{reflist}}", why="defined by a parser function"),
    )

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Report the first use, with what may have been meant; less sure where a template may define it."""
        name = part.subjects[0]
        confidence, doubt = _doubt(part, context)
        is_small = len(context.footnotes.errors) * len(context.footnotes.entries) < _MOST_COMPARED
        meant, where = _meant(part, context) if is_small else ("", "")
        fix = _with_known_name(part, context, meant, doubt) if is_small else None
        if doubt:
            remedy = f"Cannot tell: {doubt} may define it. If it does not, define it: <ref name={quoted(name)}>…</ref>."
        elif meant or where:
            remedy = where or f"Did you mean {quoted(meant)}?"
        else:
            remedy = f"Define it once, <ref name={quoted(name)}>…</ref>, or take its uses away."
        yield self.found(
            context,
            self.place(part),
            self.message(part, context),
            subjects=part.subjects,
            remedy=remedy,
            confidence=confidence,
            severity=Severity.WARNING if confidence is Confidence.LOW else Severity.ERROR,
            fix=fix,
        )


def _doubt(error: CiteError, context: Context) -> tuple[Confidence, str]:
    """Return how sure it is that nothing defines the name, and what might."""
    page = context.page
    if page.brings_references:
        return Confidence.LOW, f"{{{{{page.brings_references}}}}}"
    if page.has_computed_names:
        return Confidence.LOW, "a reference whose name is computed"
    if not error.part.is_certain:
        return Confidence.LOW, "another branch of the condition"
    return (Confidence.MEDIUM if page.transclusions else Confidence.HIGH), ""


def _meant(error: CiteError, context: Context) -> tuple[str, str]:
    """Return the defined name that was meant, if any, and a sentence where the name alone does not say it."""
    name, group = error.subjects[0], error.group
    defined = context.footnotes.defined
    own = defined.get(group, {})
    if name in own:
        return "", "It is defined, but its list stands before this use and emptied the group: move the list down."
    if alike := next((known for known in own if _folded(known) == _folded(name)), ""):
        return alike, ""
    elsewhere = next((other for other, names in defined.items() if name in names), None)
    if elsewhere is not None:
        there = f"the group {quoted(elsewhere)}" if elsewhere else "the default group"
        return "", f"The name is defined in {there}: give this use the same group."
    if hidden := context.page.hidden_names.get(name):
        return "", f"Its definition stands in {hidden}, where MediaWiki does not see it."
    near = suggestion(name, tuple(own)) if len(name) >= _SHORTEST_SLIP else ""
    return (near, "") if near and _is_near(name, near) else ("", "")


_MOST_COMPARED = 200_000
"""Errors times footnotes of a page up to which each error is compared with each footnote."""

_SHORTEST_SLIP = 4
"""Letters of a name from which a slip can be told from another name."""


def _is_near(name: str, near: str) -> bool:
    """Tell whether two names share most of their letters in order, so that one is a slip for the other."""
    shared = sum(a == b for a, b in zip(name, near, strict=False))
    shared = max(shared, sum(a == b for a, b in zip(reversed(name), reversed(near), strict=False)))
    return shared >= 0.6 * max(len(name), len(near))


_NOISE = re.compile("[\\s_\"'\u201c\u201d\u2018\u2019«»]+")


def _folded(name: str) -> str:
    return _NOISE.sub("", name).casefold()


def _with_known_name(error: CiteError, context: Context, meant: str, doubt: str) -> Fix | None:
    """Return the repair of all uses of a name: the name that was meant, or the one group that defines it."""
    name = error.subjects[0]
    uses = _uses(error, context)
    if meant:
        edits = all_or_none(attribute_edit(use, "name", meant) for use in uses)
        title, safety = f"Use the name {quoted(meant)}", _safety(name, meant, context.footnotes.defined[error.group])
    else:
        groups = [group for group, names in context.footnotes.defined.items() if name in names]
        if len(groups) != 1 or groups[0] == error.group:
            return None
        edits = all_or_none(_in_group(use, groups[0], context) for use in uses)
        title, safety = f"Use the group {quoted(groups[0])}" if groups[0] else "Take the group away", Safety.UNSAFE
    if doubt and safety is Safety.SAFE:
        safety = Safety.UNSAFE
    return Fix(title, safety, edits) if edits else None


def _uses(error: CiteError, context: Context) -> list[Reference]:
    """Return all uses of a name that has no definition."""
    entries = context.footnotes.entries
    name = error.subjects[0]
    lacking = (e for e in entries if e.name == name and e.group == error.group and e.definition is None)
    return [use for entry in lacking for use in entry.uses]


def _in_group(use: Reference, group: str, context: Context) -> Edit | None:
    if group:
        return attribute_edit(use, "group", group)
    return attribute_removal(use, context.page.text, use.attribute("group"))


def _safety(name: str, meant: str, defined: Iterable[str]) -> Safety:
    """Return how sure it is that one name was meant by the other."""
    folded = _folded(name)
    if folded == _folded(meant):
        is_only_one = sum(_folded(known) == folded for known in defined) == 1
        return Safety.SAFE if is_only_one and len(folded) >= _SHORTEST_SLIP else Safety.UNSAFE
    digits = [[c for c in text if c.isdigit()] for text in (name, meant)]
    return Safety.UNSAFE if digits[0] == digits[1] else Safety.SUGGESTION


class ConflictingDefinitions(CiteErrorRule):
    """Two references of one name have different texts, of which only the first is shown.

    Why:     the source that the second one names is lost to readers. White space counts.
    Source:  Cite, ``cite_error_references_duplicate_key``.
    """

    code = "CE002"
    upstream = "cite_error_references_duplicate_key"
    examples = (
        Bad(
            '<ref name="a">A</ref><ref name="a">B</ref>{{reflist}}',
            fixed='<ref name="a">A</ref><ref name="a-2">B</ref>{{reflist}}',
        ),
        Bad(
            '<ref name="a">A B</ref><ref name="a">A  B</ref>{{reflist}}',
            why="a space more is another text",
            fixed='<ref name="a">A B</ref><ref name="a" />{{reflist}}',
        ),
        Bad("{{sfn|Smith|2000|p=3}}{{sfn|Smith|2000|pp=3}}{{reflist}}", why='one says "p. 3", the other "pp. 3"'),
        Good('<ref name="a">A</ref><ref name="a">A</ref>{{reflist}}', why="the same text"),
        Good('<ref name="a">A</ref><ref name="a" group="n">B</ref>{{reflist}}{{reflist|group=n}}', why="two groups"),
    )

    def advice(self, error: CiteError, context: Context) -> str:
        """Say where the first definition stands and how far the texts differ."""
        name = quoted(error.subjects[0])
        if not isinstance(error.related, Reference) or not isinstance(error.part, Reference):
            return f"Give one of them another name than {name}."
        line = context.page.lines.position(error.related.span.start).line
        texts = [" ".join((r.content or "").split()) for r in (error.related, error.part)]
        if texts[0] == texts[1]:
            return f"The texts differ only in white space: use <ref name={name} /> here. The first is on line {line}."
        return f"Give this one another name, or use <ref name={name} /> if the text on line {line} is meant."

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Make a use of what has the same words; give other words a name of their own."""
        first, part = error.related, error.part
        if not isinstance(first, Reference) or not isinstance(part, Reference) or part.origin is not Origin.TAG:
            return None
        name = error.subjects[0]
        if (first.content or "").split() == (part.content or "").split():
            return Fix(f"Use {quoted(name)} without its text", Safety.SAFE, use_instead(part))
        number = _namesakes(context.footnotes)[error]
        defined = context.footnotes.defined.get(error.group, {})
        while f"{name}-{number}" in defined:
            number += len(context.footnotes.errors)
        free = f"{name}-{number}"
        edit = attribute_edit(part, "name", free)
        return Fix(f"Use the name {quoted(free)}", Safety.UNSAFE, (edit,)) if edit is not None else None


@lru_cache(maxsize=2)
def _namesakes(footnotes: Footnotes) -> dict[CiteError, int]:
    """Return which definition of its name each conflicting one is, from 2."""
    counts: Counter[tuple[str, str]] = Counter()
    numbers = {}
    for error in footnotes.errors:
        if error.key == ConflictingDefinitions.upstream:
            counts[error.group, error.subjects[0]] += 1
            numbers[error] = counts[error.group, error.subjects[0]] + 1
    return numbers


class ConflictingDirections(CiteErrorRule):
    """Uses of one name give two different text directions.

    Why:     a footnote has one direction; the first one given wins.
    Source:  Cite, ``cite_error_ref_conflicting_dir``.
    """

    code = "CE003"
    upstream = "cite_error_ref_conflicting_dir"
    severity = Severity.WARNING
    remedy = "Give dir once, where the reference is defined."
    examples = (
        Bad(
            '<ref name="a" dir="ltr">A</ref><ref name="a" dir="rtl" />{{reflist}}',
            fixed='<ref name="a" dir="ltr">A</ref><ref name="a" />{{reflist}}',
        ),
        Good('<ref name="a" dir="RTL" /><ref name="a" dir="rtl">A</ref>{{reflist}}', why="case does not matter"),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute that contradicts."""
        return attribute_place(error, "dir")

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take it away: the first one wins anyway."""
        part = error.part
        attribute = part.attribute("dir") if isinstance(part, Reference) else None
        edit = attribute_removal(part, context.page.text, attribute)
        return Fix("Take dir away", Safety.SAFE, (edit,)) if edit is not None else None


class UnlistedGroup(CiteErrorRule):
    """References of a group are used, but no list shows that group.

    Why:     readers click a mark that leads nowhere.
    Source:  Cite, ``cite_error_group_refs_without_references``. Groups with note templates of
             their own are missing-note-list.
    """

    code = "CE004"
    upstream = "cite_error_group_refs_without_references"
    remedy = 'Put {{{{reflist|group={0}}}}} (or <references group="{0}" />) under the heading for notes.'
    examples = (
        Bad(
            'Text.<ref group="nb">A</ref>\n{{reflist}}',
            fixed='Text.<ref group="nb">A</ref>\n{{reflist|group=nb}}\n{{reflist}}',
        ),
        Bad(
            'Text.<ref group="nb">A</ref>\n\n== Notes ==\n',
            fixed='Text.<ref group="nb">A</ref>\n\n== Notes ==\n{{reflist|group=nb}}\n',
        ),
        Bad('{{reflist|group=nb}} Text.<ref group="nb">A</ref>', why="the list stands before the note"),
        Good('Text.<ref group="nb">A</ref>\n{{reflist|group=nb}}'),
    )

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Leave groups that have templates of their own to the rule about them."""
        if part.group not in context.profile.note_groups:
            yield from super().check(part, context)

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Put the list under the heading for notes, or before the list of references."""
        return note_list_fix(context.page, list_markup(context.page, error.group))


def attribute_place(error: CiteError, name: str) -> Span:
    """Return the place of an attribute, or of the opening tag where it is not written."""
    if isinstance(error.part, Reference) and (attribute := error.part.attribute(name)):
        return attribute.span
    return error.part.span


RULES = (UndefinedReference, ConflictingDefinitions, ConflictingDirections, UnlistedGroup)

"""Cite errors of a single ``<ref>``: its attributes, its content, its closing tag."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Origin, Page, Reference
from citeaudit.rule import Bad, CiteErrorRule, Context, Good, opening
from citeaudit.span import Span
from citeaudit.tag_edits import attribute_edit, attribute_removal, is_writable, quoted, removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.footnotes import CiteError
    from citeaudit.model import Attribute


def _attribute_span(error: CiteError, name: str) -> Span:
    """Return the place of the last attribute of this name, or of the opening tag."""
    attribute = _attribute(error, name)
    return attribute.span if attribute is not None else opening(error.part)


def _attribute(error: CiteError, name: str) -> Attribute | None:
    return next((a for a in reversed(error.part.attributes) if a.name == name), None)


def _without(error: CiteError, context: Context, name: str, safety: Safety) -> Fix | None:
    """Return the repair that takes an attribute of a tag away."""
    edit = attribute_removal(error.part, context.page.text, _attribute(error, name))
    return Fix(f"Take {name} away", safety, (edit,)) if edit is not None else None


class MisspeltAttribute(CiteErrorRule):
    """An attribute of a ``<ref>`` is not one that Cite knows, but looks like one.

    Why:     MediaWiki ignores it, so that the name or group that was meant is not given.
    Source:  Cite, ``cite_error_ref_parameter_suggestion``.
    """

    code = "CE005"
    upstream = "cite_error_ref_parameter_suggestion"
    examples = (
        Bad('<ref nmae="a">A</ref>{{reflist}}', fixed='<ref name="a">A</ref>{{reflist}}'),
        Bad('<ref names="a">A</ref>{{reflist}}', fixed='<ref name="a">A</ref>{{reflist}}'),
        Good('<ref NAME="a">A</ref>{{reflist}}', why="keys are folded to lower case"),
    )

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Report the attribute and propose the one that is alike."""
        written, meant = part.subjects
        span = _attribute_span(part, written)
        fix = Fix(f"Write {meant}", Safety.UNSAFE, (Edit(Span(span.start, span.start + len(written)), meant),))
        is_key = context.page.text[span.start : span.start + len(written)].lower() == written
        is_key = is_key and _attribute(part, meant) is None
        yield self.found(
            context,
            span,
            self.message(part, context),
            subjects=part.subjects,
            remedy=f"Write {meant}= if that is what you mean.",
            fix=fix if is_key else None,
        )


class UnknownAttribute(CiteErrorRule):
    """An attribute of a ``<ref>`` is not one that Cite knows.

    Why:     MediaWiki ignores it. Mostly a name with spaces lacks its quotes: ``<ref name=John Smith>``.
    Source:  Cite, ``cite_error_ref_too_many_keys``; enwiki, Help:Cite errors/Cite error ref too many keys.
    """

    code = "CE006"
    upstream = "cite_error_ref_too_many_keys"
    examples = (
        Bad(
            "<ref name=John Smith>A</ref>{{reflist}}",
            why="a name with a space needs quotes",
            fixed='<ref name="John Smith">A</ref>{{reflist}}',
        ),
        Bad('<ref name="a" style="x">A</ref>{{reflist}}', fixed='<ref name="a">A</ref>{{reflist}}'),
        Good('<ref name="John Smith">A</ref>{{reflist}}'),
        Good('<ref name=""ms" glossary">A</ref>{{reflist}}', why="MediaWiki drops keys that are no words"),
    )

    def advice(self, error: CiteError, context: Context) -> str:
        """Propose quotes where the attribute is the rest of a name."""
        attributes = error.part.attributes
        loose = [a for a in attributes if a.name == error.subjects[0] and not a.value]
        name = next((a for a in attributes if a.name == "name" and a.value), None)
        if loose and name and loose[0].span.start > name.span.end:
            return f'A name with spaces needs quotes: name="{name.value} {error.subjects[0]} …".'
        return "Take the attribute away."

    def place(self, error: CiteError) -> Span:
        """Return the attribute."""
        return _attribute_span(error, error.subjects[0])

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Put a name that has spaces into quotes; take any other attribute away."""
        unknown = error.subjects[0]
        edit = _name_in_quotes(error, context.page.text)
        loose = _attribute(error, unknown)
        if edit is not None and loose is not None and edit.span.start < loose.span.start < edit.span.end:
            return Fix(f"Write {edit.text}", Safety.SAFE, (edit,))
        return _without(error, context, unknown, Safety.UNSAFE)


def _name_in_quotes(error: CiteError, text: str) -> Edit | None:
    """Return the edit that puts an unquoted name and the words after it into quotes."""
    attributes = iter(error.part.attributes)
    name = next((a for a in attributes if a.name == "name"), None)
    if name is None or error.part.origin is not Origin.TAG or name.span.of(text)[-1:] in {'"', "'"}:
        return None
    end = name.span.end
    for attribute in attributes:
        if attribute.value or "=" in text[end : attribute.span.end]:
            break
        end = attribute.span.end
    start = text.find("=", name.span.start) + 1
    whole = " ".join(text[start:end].split())
    if end == name.span.end or not is_writable(whole) or '"' in whole or "'" in whole:
        return None
    return Edit(Span(name.span.start, end), f"name={quoted(whole)}")


class NumericName(CiteErrorRule):
    """The name of a reference is a number, which Cite does not take as a name.

    Why:     the name is dropped: other uses of it stay undefined.
    Source:  Cite, ``cite_error_ref_numeric_key``.
    """

    code = "CE007"
    upstream = "cite_error_ref_numeric_key"
    remedy = "Give it a name with a letter in it, here and wherever it is used."
    examples = (
        Bad('<ref name="12">A</ref>{{reflist}}', fixed='<ref name="ref12">A</ref>{{reflist}}'),
        Bad('<ref name="0">A</ref>{{reflist}}', fixed='<ref name="ref0">A</ref>{{reflist}}'),
        Bad('<ref name="a">A</ref><ref follow="2">B</ref>{{reflist}}', why="follow names a reference, too"),
        Good('<ref name="12a">A</ref>{{reflist}}'),
        Good('<ref name=":0">A</ref>{{reflist}}'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute that is a number."""
        attributes = error.part.attributes
        return next(
            (a.span for a in attributes if a.name in {"name", "follow"} and a.value.isdigit()), opening(error.part)
        )

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Put letters before the number; all uses of a number get the same name."""
        part = error.part
        if not isinstance(part, Reference) or not part.name.isdigit():
            return None
        name = f"ref{part.name}"
        while name in _names(context.page):
            name = f"{name}a"
        edit = attribute_edit(part, "name", name)
        return Fix(f"Use the name {quoted(name)}", Safety.SAFE, (edit,)) if edit is not None else None


@lru_cache(maxsize=2)
def _names(page: Page) -> frozenset[str]:
    return frozenset(reference.name for reference in page.references)


class FollowConflict(CiteErrorRule):
    """A reference continues another one with ``follow`` and has a name or details of its own.

    Why:     a continuation is no footnote of its own; MediaWiki shows an error in its place.
    Source:  Cite, ``cite_error_ref_follow_conflicts``.
    """

    code = "CE008"
    upstream = "cite_error_ref_follow_conflicts"
    remedy = "Take away follow, or everything else but group."
    examples = (
        Bad(
            '<ref name="a">A</ref><ref follow="a" name="b">B</ref>{{reflist}}',
            fixed='<ref name="a">A</ref><ref name="b">B</ref>{{reflist}}',
        ),
        Good('<ref name="a">A</ref><ref follow="a">B</ref>{{reflist}}'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``follow``."""
        return _attribute_span(error, "follow")

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Make it a footnote of its own."""
        return _without(error, context, "follow", Safety.UNSAFE)


class InvalidDirection(CiteErrorRule):
    """The text direction of a reference is none that exists.

    Why:     MediaWiki ignores it.
    Source:  Cite, ``cite_error_ref_invalid_dir``.
    """

    code = "CE009"
    upstream = "cite_error_ref_invalid_dir"
    severity = Severity.WARNING
    remedy = 'Write dir="ltr" or dir="rtl", or take it away.'
    examples = (
        Bad('<ref dir="left">A</ref>{{reflist}}', fixed="<ref>A</ref>{{reflist}}"),
        Good('<ref dir="LTR">A</ref>{{reflist}}'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``dir``."""
        return _attribute_span(error, "dir")

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take it away: MediaWiki does the same."""
        return _without(error, context, "dir", Safety.SAFE)


class DetailsWithoutReference(CiteErrorRule):
    """A reference has details, but neither a name nor content that they could belong to.

    Why:     nothing is shown but an error.
    Source:  Cite, ``cite_error_details_missing_parent``.
    """

    code = "CE010"
    upstream = "cite_error_details_missing_parent"
    remedy = "Give the name of the reference that the details belong to."
    examples = (
        Bad('<ref details="p. 1" />{{reflist}}'),
        Good('<ref name="a">A</ref><ref details="p. 1" name="a" />{{reflist}}'),
    )


class DetailsWithoutName(CiteErrorRule):
    """A reference has details and content, but no name.

    Why:     the details can't be used with any other reference, and are not shown.
    Source:  Cite, ``cite_error_ref_with_details_no_name``.
    """

    code = "CE011"
    upstream = "cite_error_ref_with_details_no_name"
    remedy = "Give the reference a name, or put the details into its content."
    examples = (
        Bad('<ref details="p. 1">A</ref>{{reflist}}'),
        Good('<ref details="">A</ref>{{reflist}}', why="empty details are none"),
    )


class NamelessUse(CiteErrorRule):
    """A self-closing ``<ref />`` has no name, or one that does not count.

    Why:     there is nothing that it could refer to; readers see an error.
    Source:  Cite, ``cite_error_ref_no_key``; enwiki, Help:Cite errors/Cite error ref no key.
    """

    code = "CE012"
    upstream = "cite_error_ref_no_key"
    remedy = 'Name the reference that is meant, <ref name="…" />, or take the tag away.'
    examples = (
        Bad("Text.<ref />{{reflist}}", fixed="Text.{{reflist}}"),
        Bad('Text.<ref name="" />{{reflist}}', fixed="Text.{{reflist}}"),
        Good('Text.<ref name="a">A</ref><ref name=a/>{{reflist}}'),
    )

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take away what says nothing at all."""
        return _without_empty_tag(error)


def _without_empty_tag(error: CiteError) -> Fix | None:
    """Return the repair that takes away a tag without name and content, in which nothing is lost."""
    part = error.part
    if not isinstance(part, Reference) or any(part.values.values()):
        return None
    edit = removal(part)
    return Fix("Take the empty reference away", Safety.SAFE, (edit,)) if edit is not None else None


class EmptyReference(CiteErrorRule):
    """A ``<ref></ref>`` has neither content nor a name.

    Why:     readers see an error instead of a source.
    Source:  Cite, ``cite_error_ref_no_input``; enwiki, Help:Cite errors/Cite error ref no input.
    """

    code = "CE013"
    upstream = "cite_error_ref_no_input"
    remedy = "Write the source between the tags, or take them away."
    examples = (
        Bad("Text.<ref></ref>{{reflist}}", fixed="Text.{{reflist}}"),
        Bad("Text.<ref> </ref>{{reflist}}", fixed="Text.{{reflist}}"),
        Good('Text.<ref name="a">A</ref><ref name="a"></ref>{{reflist}}', why="a use of a"),
    )

    def place(self, error: CiteError) -> Span:
        """Return both tags: both must go."""
        return error.part.span

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take both tags away."""
        return _without_empty_tag(error)


class UnclosedReference(CiteErrorRule):
    """A ``<ref>`` lacks its ``</ref>``, so that its content runs into the next reference.

    Why:     the text in between is lost to readers. Reported where the tag was opened.
    Source:  Cite, ``cite_error_included_ref``; enwiki, Help:Cite errors/Cite error included ref.
    """

    code = "CE014"
    upstream = "cite_error_included_ref"
    remedy = "Put </ref> where the source ends; if the tag uses a name only, close it: <ref … />."
    examples = (
        Bad("One.<ref>A Two.<ref>B</ref>{{reflist}}"),
        Bad(
            'One.<ref name="a">A</ref> Two.<ref name="a"> Three.<ref>B</ref>{{reflist}}',
            why="the / is missing",
            fixed='One.<ref name="a">A</ref> Two.<ref name="a" /> Three.<ref>B</ref>{{reflist}}',
        ),
        Bad(
            "One.<ref>{{cite book |title=A}} Two.<ref>B</ref>{{reflist}}",
            fixed="One.<ref>{{cite book |title=A}}</ref> Two.<ref>B</ref>{{reflist}}",
        ),
        Good("One.<ref>A</ref> Two.<ref>B</ref>{{reflist}}"),
        Good("One.<ref>A <nowiki><ref></nowiki> B</ref>{{reflist}}", why="a mention of the tag"),
    )

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Close a use of a name that is defined; put the closing tag behind a citation that begins the content."""
        part, text = error.part, context.page.text
        if not isinstance(part, Reference) or part.origin is not Origin.TAG or part.content_span is None:
            return None
        content = part.content_span
        end = _end_of_source(part, context)
        if part.name in context.footnotes.defined.get(part.group or "", {}):
            safety = Safety.UNSAFE if end else Safety.SAFE
            place = content.start - 1
            slash = "/" if text[place - 1] in " \t\n" else " /"
            return Fix("Close the tag, which uses a name", safety, (Edit(Span(place, place), slash),))
        return Fix("Put </ref> behind the source", Safety.UNSAFE, (Edit(Span(end, end), "</ref>"),)) if end else None


_LINKED_SOURCE: Final = re.compile(r"\s*+(?:\[https?://[^\[\]\s]++[^\[\]\n]*+\]|https?://[^\[\]\s<>{}|]++)")
_LONGEST_REST: Final = 60
"""Characters of a line that may still be of a source that begins with a link."""


def _end_of_source(part: Reference, context: Context) -> int:
    """Return where the source ends with which an unclosed reference begins, 0 where it cannot be told."""
    content, text = part.content_span, context.page.text
    if content is None:
        return 0
    linked = _LINKED_SOURCE.match(text, content.start, content.end)
    if linked is not None:
        end_of_line = text.find("\n", linked.end(), content.end)
        rest = text[linked.end() : end_of_line]
        is_short = end_of_line >= 0 and len(rest) <= _LONGEST_REST and not set(rest) & set("<[{")
        return linked.end() + len(rest.rstrip()) if is_short else 0
    start = content.start
    while start < content.end and text[start].isspace():
        start += 1
    for parts in (context.page.citations, context.short_footnotes.citations):
        index = bisect_left(parts, start, key=lambda cited: cited.span.start)
        if index < len(parts) and parts[index].span.start == start:
            return parts[index].span.end
    return 0


RULES = (
    MisspeltAttribute,
    UnknownAttribute,
    NumericName,
    FollowConflict,
    InvalidDirection,
    DetailsWithoutReference,
    DetailsWithoutName,
    NamelessUse,
    EmptyReference,
    UnclosedReference,
)

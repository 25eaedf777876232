"""Cite errors of a single ``<ref>``: its attributes, its content, its closing tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.rule import Bad, CiteErrorRule, Context, Good, opening
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.footnotes import CiteError


def _attribute_span(error: CiteError, name: str) -> Span:
    """Return the place of the last attribute of this name, or of the opening tag."""
    return next((a.span for a in reversed(error.part.attributes) if a.name == name), opening(error.part))


class MisspeltAttribute(CiteErrorRule):
    """An attribute of a ``<ref>`` is not one that Cite knows, but looks like one.

    Why:     MediaWiki ignores it, so that the name or group that was meant is not given.
    Source:  Cite, ``cite_error_ref_parameter_suggestion``.
    """

    code = "CE005"
    upstream = "cite_error_ref_parameter_suggestion"
    examples = (
        Bad('<ref nmae="a">A</ref>{{reflist}}'),
        Bad('<ref names="a">A</ref>{{reflist}}'),
        Good('<ref NAME="a">A</ref>{{reflist}}', why="keys are folded to lower case"),
    )

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Report the attribute and propose the one that is alike."""
        written, meant = part.subjects
        span = _attribute_span(part, written)
        fix = Fix(f"Write {meant}", Safety.SUGGESTION, (Edit(Span(span.start, span.start + len(written)), meant),))
        is_key = context.page.text[span.start : span.start + len(written)].lower() == written
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
        Bad("<ref name=John Smith>A</ref>{{reflist}}", why="a name with a space needs quotes"),
        Bad('<ref name="a" style="x">A</ref>{{reflist}}'),
        Good('<ref name="John Smith">A</ref>{{reflist}}'),
        Good('<ref name=""ms" glossary">A</ref>{{reflist}}', why="MediaWiki drops keys that are no words"),
    )

    def advice(self, error: CiteError, context: Context) -> str:  # noqa: ARG002
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


class NumericName(CiteErrorRule):
    """The name of a reference is a number, which Cite does not take as a name.

    Why:     the name is dropped: other uses of it stay undefined.
    Source:  Cite, ``cite_error_ref_numeric_key``.
    """

    code = "CE007"
    upstream = "cite_error_ref_numeric_key"
    remedy = "Give it a name with a letter in it, here and wherever it is used."
    examples = (
        Bad('<ref name="12">A</ref>{{reflist}}'),
        Bad('<ref name="0">A</ref>{{reflist}}'),
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


class FollowConflict(CiteErrorRule):
    """A reference continues another one with ``follow`` and has a name or details of its own.

    Why:     a continuation is no footnote of its own; MediaWiki shows an error in its place.
    Source:  Cite, ``cite_error_ref_follow_conflicts``.
    """

    code = "CE008"
    upstream = "cite_error_ref_follow_conflicts"
    remedy = "Take away follow, or everything else but group."
    examples = (
        Bad('<ref name="a">A</ref><ref follow="a" name="b">B</ref>{{reflist}}'),
        Good('<ref name="a">A</ref><ref follow="a">B</ref>{{reflist}}'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``follow``."""
        return _attribute_span(error, "follow")


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
        Bad('<ref dir="left">A</ref>{{reflist}}'),
        Good('<ref dir="LTR">A</ref>{{reflist}}'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``dir``."""
        return _attribute_span(error, "dir")


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
        Bad("Text.<ref />{{reflist}}"),
        Bad('Text.<ref name="" />{{reflist}}'),
        Good('Text.<ref name="a">A</ref><ref name=a/>{{reflist}}'),
    )


class EmptyReference(CiteErrorRule):
    """A ``<ref></ref>`` has neither content nor a name.

    Why:     readers see an error instead of a source.
    Source:  Cite, ``cite_error_ref_no_input``; enwiki, Help:Cite errors/Cite error ref no input.
    """

    code = "CE013"
    upstream = "cite_error_ref_no_input"
    remedy = "Write the source between the tags, or take them away."
    examples = (
        Bad("Text.<ref></ref>{{reflist}}"),
        Bad("Text.<ref> </ref>{{reflist}}"),
        Good('Text.<ref name="a">A</ref><ref name="a"></ref>{{reflist}}', why="a use of a"),
    )

    def place(self, error: CiteError) -> Span:
        """Return both tags: both must go."""
        return error.part.span


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
        Bad('One.<ref name="a">A</ref> Two.<ref name="a"> Three.<ref>B</ref>{{reflist}}', why="the / is missing"),
        Good("One.<ref>A</ref> Two.<ref>B</ref>{{reflist}}"),
        Good("One.<ref>A <nowiki><ref></nowiki> B</ref>{{reflist}}", why="a mention of the tag"),
    )


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

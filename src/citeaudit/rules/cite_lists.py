"""Cite errors of lists and of the references that are defined in them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Origin, Reference
from citeaudit.rule import Bad, CiteErrorRule, Context, Good, opening
from citeaudit.span import Span
from citeaudit.tag_edits import attribute_edit, attribute_removal, removal

if TYPE_CHECKING:
    from citeaudit.footnotes import CiteError


class UnknownListAttribute(CiteErrorRule):
    """A ``<references>`` has an attribute that it does not know, and is not shown.

    Why:     the whole list is missing from the page.
    Source:  Cite, ``cite_error_references_invalid_parameters``.
    """

    code = "CE015"
    upstream = "cite_error_references_invalid_parameters"
    remedy = "Take the attribute away: only group and responsive are known."
    examples = (
        Bad('<ref>A</ref><references name="x" />', fixed="<ref>A</ref><references />"),
        Bad('<ref>A</ref><references columns="2" />', fixed="<ref>A</ref><references />"),
        Good('<ref group="n">A</ref><references group="n" responsive="0" />'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute."""
        attributes = error.part.attributes
        return next((a.span for a in attributes if a.name == error.subjects[0]), error.part.span)

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take it away, so that the list is shown."""
        unknown = error.subjects[0]
        attribute = next((a for a in error.part.attributes if a.name == unknown), None)
        edit = attribute_removal(error.part, context.page.text, attribute)
        return Fix(f"Take {unknown} away", Safety.SAFE, (edit,)) if edit is not None else None


class NestedList(CiteErrorRule):
    """A list of references stands inside another list.

    Why:     the inner list takes the references that the outer one was to show.
    Source:  Cite, ``cite_error_included_references``.
    """

    code = "CE016"
    upstream = "cite_error_included_references"
    remedy = "Close the outer list before the inner one begins, or take the inner one away."
    examples = (
        Bad('<ref name="a" />{{#tag:references|<references><ref name="a">A</ref></references>}}'),
        Good('<ref name="a" />{{#tag:references|<ref name="a">A</ref>}}'),
    )


class DetailsInList(CiteErrorRule):
    """A list-defined reference has details.

    Why:     details belong to a use in the text; in a list they are ignored.
    Source:  Cite, ``cite_error_details_unsupported_context``.
    """

    code = "CE017"
    upstream = "cite_error_details_unsupported_context"
    remedy = "Give the details where the reference is used."
    examples = (
        Bad('<ref name="a" /><references><ref name="a" details="p. 1">A</ref></references>'),
        Good('<ref name="a" details="p. 1" /><references><ref name="a">A</ref></references>'),
    )


class ListGroupMismatch(CiteErrorRule):
    """A list-defined reference has another group than its list.

    Why:     the list shows one group only; the definition is not seen where it was meant.
    Source:  Cite, ``cite_error_references_group_mismatch``.
    """

    code = "CE018"
    upstream = "cite_error_references_group_mismatch"
    remedy = "Move it to the list of its group, or take its group away."
    examples = (
        Bad(
            '<ref name="a" /><references><ref name="a" group="n">A</ref></references>',
            fixed='<ref name="a" /><references><ref name="a">A</ref></references>',
        ),
        Good('<ref name="a" group="n" /><references group="n"><ref name="a" group="n">A</ref></references>'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``group``."""
        return next((a.span for a in error.part.attributes if a.name == "group"), opening(error.part))

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Give it the group of its list."""
        part = error.part
        lists = context.page.lists
        index = bisect_left(lists, part.span.start, key=lambda shown: shown.span.start) - 1
        if not isinstance(part, Reference) or index < 0 or lists[index].span.end < part.span.end:
            return None
        if group := lists[index].group:
            edit = attribute_edit(part, "group", group)
        else:
            edit = attribute_removal(part, context.page.text, part.attribute("group"))
        return Fix("Use the group of the list", Safety.UNSAFE, (edit,)) if edit is not None else None


class NamelessDefinition(CiteErrorRule):
    """A list-defined reference has no name.

    Why:     nothing in the text can refer to it.
    Source:  Cite, ``cite_error_references_no_key``.
    """

    code = "CE019"
    upstream = "cite_error_references_no_key"
    remedy = "Give it the name under which the text uses it, or move it to where it is used."
    examples = (
        Bad('<ref name="a" /><references><ref name="a">A</ref><ref>B</ref></references>'),
        Bad("<ref>See {{efn|a note}}.</ref>{{reflist}}{{notelist}}", why="a note in a reference runs inside the list"),
        Good('<ref name="a" /><references><ref name="a">A</ref></references>'),
    )


class EmptyDefinition(CiteErrorRule):
    """A list-defined reference has no content.

    Why:     the list is the place that should give it.
    Source:  Cite, ``cite_error_empty_references_define``.
    """

    code = "CE020"
    upstream = "cite_error_empty_references_define"
    remedy = "Write the source between the tags, or take the definition away."
    examples = (
        Bad(
            '<ref name="a">A</ref><references><ref name="a" /></references>',
            fixed='<ref name="a">A</ref><references></references>',
        ),
        Good('<ref name="a" /><references><ref name="a">A</ref></references>'),
    )

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Take it away where the name is defined elsewhere."""
        part = error.part
        if not isinstance(part, Reference) or not error.subjects:
            return None
        name, group = error.subjects
        if name not in context.footnotes.defined.get(group, {}):
            return None
        edit = removal(part)
        return Fix("Take the empty definition away", Safety.SAFE, (edit,)) if edit is not None else None


class UnusedDefinition(CiteErrorRule):
    """A list-defined reference is not used in the text before the list.

    Why:     MediaWiki shows an error, as nothing leads to the footnote.
    Source:  Cite, ``cite_error_references_missing_key``; enwiki, Help:Cite errors/Cite error references missing key.
    """

    code = "CE021"
    upstream = "cite_error_references_missing_key"
    remedy = 'Use it in the text, <ref name="{0}" />, or take it out of the list.'
    examples = (
        Bad(
            '<ref>B</ref><references><ref name="a">A</ref></references>',
            fixed='<ref>B</ref><references><!-- <ref name="a">A</ref> --></references>',
        ),
        Bad(
            '<ref name="a" group="n">A</ref>{{reflist|group=n}}{{reflist|refs=<ref name="a">A</ref>}}',
            fixed=('<ref name="a" group="n">A</ref>{{reflist|group=n}}{{reflist|refs=<!-- <ref name="a">A</ref> -->}}'),
        ),
        Good('<ref name="a" /><references><ref name="a">A</ref></references>'),
    )

    def fix(self, error: CiteError, context: Context) -> Fix | None:
        """Put it into a comment, in which editors still find it."""
        part = error.part
        if part.origin is not Origin.TAG or "--" in part.span.of(context.page.text):
            return None
        start, end = part.span
        edits = (Edit(Span(start, start), "<!-- "), Edit(Span(end, end), " -->"))
        return Fix("Put it into a comment", Safety.UNSAFE, edits)


RULES = (
    UnknownListAttribute,
    NestedList,
    DetailsInList,
    ListGroupMismatch,
    NamelessDefinition,
    EmptyDefinition,
    UnusedDefinition,
)

"""Cite errors of lists and of the references that are defined in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.rule import Bad, CiteErrorRule, Good, opening

if TYPE_CHECKING:
    from citeaudit.footnotes import CiteError
    from citeaudit.span import Span


class UnknownListAttribute(CiteErrorRule):
    """A ``<references>`` has an attribute that it does not know, and is not shown.

    Why:     the whole list is missing from the page.
    Source:  Cite, ``cite_error_references_invalid_parameters``.
    """

    code = "CE015"
    upstream = "cite_error_references_invalid_parameters"
    remedy = "Take the attribute away: only group and responsive are known."
    examples = (
        Bad('<ref>A</ref><references name="x" />'),
        Bad('<ref>A</ref><references columns="2" />'),
        Good('<ref group="n">A</ref><references group="n" responsive="0" />'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute."""
        attributes = error.part.attributes
        return next((a.span for a in attributes if a.name == error.subjects[0]), error.part.span)


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
        Bad('<ref name="a" /><references><ref name="a" group="n">A</ref></references>'),
        Good('<ref name="a" group="n" /><references group="n"><ref name="a" group="n">A</ref></references>'),
    )

    def place(self, error: CiteError) -> Span:
        """Return the attribute ``group``."""
        return next((a.span for a in error.part.attributes if a.name == "group"), opening(error.part))


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
        Bad('<ref name="a">A</ref><references><ref name="a" /></references>'),
        Good('<ref name="a" /><references><ref name="a">A</ref></references>'),
    )


class UnusedDefinition(CiteErrorRule):
    """A list-defined reference is not used in the text before the list.

    Why:     MediaWiki shows an error, as nothing leads to the footnote.
    Source:  Cite, ``cite_error_references_missing_key``; enwiki, Help:Cite errors/Cite error references missing key.
    """

    code = "CE021"
    upstream = "cite_error_references_missing_key"
    remedy = 'Use it in the text, <ref name="{0}" />, or take it out of the list.'
    examples = (
        Bad('<ref>B</ref><references><ref name="a">A</ref></references>'),
        Bad('<ref name="a" group="n">A</ref>{{reflist|group=n}}{{reflist|refs=<ref name="a">A</ref>}}'),
        Good('<ref name="a" /><references><ref name="a">A</ref></references>'),
    )


RULES = (
    UnknownListAttribute,
    NestedList,
    DetailsInList,
    ListGroupMismatch,
    NamelessDefinition,
    EmptyDefinition,
    UnusedDefinition,
)

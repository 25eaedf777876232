"""Tokens and a profile to a page: what MediaWiki would run, in the order in which it runs it.

Templates are not fetched. Those that the profile knows do what it says; the arguments of all
others count as shown, each once and in the order of the text, except that of two arguments with
the same name only the last one is there.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from citeaudit.arguments import Argument, named_arguments, positions, shown, value_of, value_span
from citeaudit.model import (
    Attribute,
    Citation,
    Event,
    Origin,
    Page,
    Reference,
    ReferenceList,
    Transclusion,
    tag_attributes,
    visible,
)
from citeaudit.profile import (
    CitationTemplate,
    ConditionalFunction,
    ListTemplate,
    Profile,
    ReferenceTemplate,
    ReuseTemplate,
    ShortTemplate,
    TagFunction,
    TransclusionTemplate,
    UnknownTemplate,
)
from citeaudit.scanner import (
    ARGUMENT,
    COMMENT,
    IGNORED,
    LINK,
    MAX_DEPTH,
    TAG,
    TEMPLATE,
    TRIMMED,
    TagParts,
    Token,
    scan,
    split,
)
from citeaudit.short import ShortArguments, short_reference
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_new: Final = tuple.__new__
"""Makes a named tuple in half the time of its class."""


def parse_page(text: str, profile: Profile) -> Page:
    """Return the page that ``text`` is on the wiki of ``profile``. Never fails."""
    walk = _Walk(text, profile)
    tokens = scan(text, profile.tags)
    events = walk.events(tokens)
    return Page(
        text=text,
        profile=profile,
        tokens=tokens,
        events=events,
        references=tuple(sorted(walk.references, key=attrgetter("span"))),
        lists=tuple(sorted(walk.lists, key=attrgetter("span"))),
        citations=tuple(sorted(walk.citations, key=lambda citation: citation.token[1])),
        transclusions=tuple(sorted(walk.transclusions, key=attrgetter("span"))),
    )


_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
"""What ``{{#ifeq:}}`` compares as numbers, as far as both sides are written plainly."""

_INERT = frozenset((COMMENT, IGNORED, LINK))
"""Tokens that call nothing themselves."""


class _Walk:
    """Walks the tokens of one page."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.profile = profile
        self.references: list[Reference] = []
        self.lists: list[ReferenceList] = []
        self.citations: list[Citation] = []
        self.transclusions: list[Transclusion] = []
        self.depth = 0
        self.is_certain = True

    def events(self, tokens: Sequence[Token]) -> tuple[Event, ...]:
        """Return what the tokens call, nested tokens included."""
        found: list[Event] = []
        self._walk(tokens, found)
        return tuple(found)

    def _walk(self, tokens: Sequence[Token], found: list[Event]) -> None:
        if self.depth == MAX_DEPTH:
            return
        self.depth += 1
        for token in tokens:
            kind = token[0]
            if kind == LINK:
                if token[3]:
                    self._walk(token[3], found)
            elif kind == TEMPLATE:
                self._template(token, found)
            elif kind == TAG:
                self._tag(token, found)
            elif kind == ARGUMENT:
                self._default(token, found)
            elif token[3]:
                self._walk(token[3], found)
        self.depth -= 1

    # --- tags

    def _tag(self, token: Token, found: list[Event]) -> None:
        parts: TagParts = token[3]
        if parts.name == "ref":
            self._add_reference(self._tag_reference(token, parts), found)
        elif parts.name == "references":
            attributes = tag_attributes(self.text, parts.attributes_start, parts.attributes_end)
            self._add_list(Span(token[1], token[2]), Origin.TAG, attributes, self._content(parts), found)
        elif parts.name in self.profile.wikitext_tags:
            found += self._content(parts)

    def _tag_reference(self, token: Token, parts: TagParts) -> Reference:
        attributes_start, attributes_end, start, end = parts[1:]
        span = _new(Span, token[1:3])
        has_attributes = attributes_start < attributes_end
        attributes = tag_attributes(self.text, attributes_start, attributes_end) if has_attributes else ()
        if start < 0:
            return Reference(span, Origin.TAG, attributes, None, None, (), "", self.is_certain)
        content = self.text[start:end]
        inner = self._content(parts) if "{" in content or "<" in content else ()
        return Reference(span, Origin.TAG, attributes, content, _new(Span, (start, end)), inner, "", self.is_certain)

    def _content(self, parts: TagParts) -> tuple[Event, ...]:
        if parts.content_start < 0:
            return ()
        tokens = scan(self.text, self.profile.tags, parts.content_start, parts.content_end)
        return self.events(tokens) if tokens else ()

    def _add_reference(self, reference: Reference, found: list[Event]) -> None:
        self.references.append(reference)
        found.append(reference)

    def _add_list(
        self,
        span: Span,
        origin: Origin,
        attributes: tuple[Attribute, ...],
        inner: tuple[Event, ...],
        found: list[Event],
        template: str = "",
    ) -> None:
        shown = ReferenceList(span, origin, attributes, inner, template, self.is_certain)
        self.lists.append(shown)
        found.append(shown)

    # --- templates

    def _template(self, token: Token, found: list[Event]) -> None:
        text, nested = self.text, token[3]
        start, end = token[1] + 2, token[2] - 2
        bar = text.find("|", start, end)
        name_end = end if bar < 0 else bar
        if nested and nested[0][1] < name_end:
            name_end = split(text, token)[0].end
            hidden = [child for child in nested if child[0] in {COMMENT, IGNORED}]
            written = visible(text, start, name_end, hidden)
        else:
            written = text[start:name_end]
        role = self.profile.role(written)
        handler = _HANDLERS.get(type(role))
        if handler:
            handler(self, token, role, found)
        elif nested:
            self._walk_arguments(token, found)

    def _walk_arguments(self, token: Token, found: list[Event]) -> None:
        """Walk what is nested in a template, without arguments that a later one replaces."""
        if not token[3] or all(child[0] in _INERT and not child[3] for child in token[3]):
            return
        for argument in named_arguments(self.text, token).values():
            self._walk(argument.tokens, found)

    def _unknown(self, token: Token, role: UnknownTemplate, found: list[Event]) -> None:
        self.transclusions.append(Transclusion(role.name, _new(Span, token[1:3])))
        self._walk_arguments(token, found)

    def _transclusion(self, token: Token, role: TransclusionTemplate, found: list[Event]) -> None:
        self.transclusions.append(Transclusion(role.name, Span(token[1], token[2]), brings_references=True))
        self._walk_arguments(token, found)

    def _citation(self, token: Token, role: CitationTemplate, found: list[Event]) -> None:
        self.citations.append(Citation(self.text, token, role.name, self.is_certain))
        if token[3]:
            self._walk_arguments(token, found)

    def _default(self, token: Token, found: list[Event]) -> None:
        """Walk the default of ``{{{name|default}}}``: on the page itself no argument is given."""
        if not token[3]:
            return
        parts = split(self.text, token)
        end = parts[1].end if len(parts) > 1 else parts[0].end
        self._walk([child for child in token[3] if child[1] < end], found)

    # --- parser functions

    def _conditional(self, token: Token, role: ConditionalFunction, found: list[Event]) -> None:
        """Walk the branch that is shown, or all of them where that cannot be told."""
        arguments = positions(self.text, token)
        condition, branches = arguments[0], arguments[1:]
        self._walk(condition.tokens, found)
        chosen = self._chosen(role.name, condition, branches)
        was_certain = self.is_certain
        if chosen is None:
            self.is_certain = False
            chosen = branches
        for branch in chosen:
            self._walk(branch.tokens, found)
        self.is_certain = was_certain

    def _chosen(self, function: str, condition: Argument, branches: Sequence[Argument]) -> Sequence[Argument] | None:
        """Return the branches that are shown, or None where that cannot be told from the text."""
        compared = (condition, *branches[:1]) if function == "#ifeq" else (condition,)
        if function not in {"#if", "#ifeq"} or any(t[0] not in {COMMENT, IGNORED} for a in compared for t in a.tokens):
            return None
        values = [shown(self.text, a.part.start, a.part.end, a.tokens).strip(TRIMMED) for a in compared]
        values[0] = values[0].partition(":")[2].strip(TRIMMED)
        if len(values) > 1 and all(map(_NUMBER.fullmatch, values)):
            values = [str(float(value)) for value in values]
        if function == "#if":
            return branches[:1] if values[0] else branches[1:2]
        return branches[1:2] if len(values) > 1 and values[0] == values[1] else branches[2:3]

    def _tag_function(self, token: Token, role: TagFunction, found: list[Event]) -> None:
        arguments = positions(self.text, token)
        called: list[Event] = []
        for argument in arguments[1:]:
            self._walk(argument.tokens, called)
        inner = tuple(called)
        attributes = [self._attribute(argument) for argument in arguments[2:] if argument.part.equals >= 0]
        span = Span(token[1], token[2])
        if role.name == "ref":
            content = arguments[1] if len(arguments) > 1 else None
            self._add_reference(self._function_reference(span, attributes, content, inner), found)
        elif role.name == "references":
            self._add_list(span, Origin.FUNCTION, tuple(attributes), inner, found)
        else:
            found += inner

    def _attribute(self, argument: Argument, name: str = "") -> Attribute:
        part = argument.part
        name = name or shown(self.text, part.start, part.equals, argument.tokens).strip(TRIMMED)
        return Attribute(name, _unquoted(value_of(self.text, argument).strip(TRIMMED)), Span(part.start, part.end))

    def _function_reference(
        self, span: Span, attributes: list[Attribute], content: Argument | None, inner: tuple[Event, ...]
    ) -> Reference:
        """Return what ``{{#tag:ref|…}}`` makes; an ``=`` in its content is no separator."""
        place = Span(content.part.start, content.part.end) if content else None
        text = shown(self.text, *place, content.tokens) if content and place else ""
        return Reference(
            span, Origin.FUNCTION, tuple(attributes), text or None, place, inner, is_certain=self.is_certain
        )

    # --- templates that act as tags

    def _reference_template(self, token: Token, role: ReferenceTemplate, found: list[Event]) -> None:
        arguments = named_arguments(self.text, token)
        span = Span(token[1], token[2])
        inner = self._called(arguments)
        attributes = [
            self._attribute(argument, role.attributes[name])
            for name, argument in arguments.items()
            if name in role.attributes and value_of(self.text, argument)
        ]
        if role.default_group:
            attributes = self._with_group(attributes, role.groups, role.default_group, span)
        content = next((arguments[name] for name in role.content if name in arguments), None)
        text = value_of(self.text, content) if content else None
        reference = Reference(
            span=span,
            origin=Origin.TEMPLATE,
            attributes=tuple(attributes),
            content=text or None,
            content_span=value_span(content) if content else None,
            inner=inner,
            template=role.name,
            is_certain=self.is_certain,
        )
        self._add_reference(reference, found)

    def _called(self, arguments: Mapping[str, Argument]) -> tuple[Event, ...]:
        """Return what stands in the arguments of a template, all of them."""
        called: list[Event] = []
        for argument in arguments.values():
            self._walk(argument.tokens, called)
        return tuple(called)

    def _with_group(
        self, attributes: list[Attribute], groups: frozenset[str], default: str, span: Span
    ) -> list[Attribute]:
        """Return the attributes with the group that the template makes of the one given."""
        given = [attribute for attribute in attributes if attribute.name == "group"]
        if given and (not groups or given[-1].value in groups):
            return attributes
        place = given[-1].span if given else span
        return [a for a in attributes if a.name != "group"] + [Attribute("group", default, place)]

    def _list_template(self, token: Token, role: ListTemplate, found: list[Event]) -> None:
        arguments = named_arguments(self.text, token)
        span = Span(token[1], token[2])
        inner = self._called(arguments)
        attributes = [
            self._attribute(argument, "group")
            for name, argument in arguments.items()
            if name in role.group_parameters and value_of(self.text, argument)
        ]
        if role.default_group:
            attributes = self._with_group(attributes, role.groups, role.default_group, span)
        self._add_list(span, Origin.TEMPLATE, tuple(attributes), inner, found, role.name)

    def _reuse_template(self, token: Token, role: ReuseTemplate, found: list[Event]) -> None:
        arguments = named_arguments(self.text, token)
        for argument in arguments.values():
            self._walk(argument.tokens, found)
        span = Span(token[1], token[2])
        for names, groups in role.uses:
            named = self._first(arguments, names)
            if not named:
                continue
            attributes = [self._attribute(named, "name")]
            if group := self._first(arguments, groups):
                attributes.append(self._attribute(group, "group"))
            self._add_reference(
                Reference(span, Origin.TEMPLATE, tuple(attributes), None, None, (), role.name, self.is_certain), found
            )

    def _first(self, arguments: Mapping[str, Argument], names: Sequence[str]) -> Argument | None:
        return next(
            (arguments[name] for name in names if name in arguments and value_of(self.text, arguments[name]).strip()),
            None,
        )

    def _short_template(self, token: Token, role: ShortTemplate, found: list[Event]) -> None:
        arguments = named_arguments(self.text, token)
        values: ShortArguments = {name: value_of(self.text, a).strip(TRIMMED) for name, a in arguments.items() if name}
        for argument in arguments.values():
            self._walk(argument.tokens, found)
        name, content = short_reference(role.style, values)
        span = Span(token[1], token[2])
        attributes = (Attribute("name", name, span),)
        self._add_reference(
            Reference(span, Origin.SHORT, attributes, content, None, (), role.name, self.is_certain), found
        )


_HANDLERS: Final[Mapping[type, Callable[..., None]]] = {
    CitationTemplate: _Walk._citation,  # noqa: SLF001 (its own module)
    ConditionalFunction: _Walk._conditional,  # noqa: SLF001
    ListTemplate: _Walk._list_template,  # noqa: SLF001
    ReferenceTemplate: _Walk._reference_template,  # noqa: SLF001
    ReuseTemplate: _Walk._reuse_template,  # noqa: SLF001
    ShortTemplate: _Walk._short_template,  # noqa: SLF001
    TagFunction: _Walk._tag_function,  # noqa: SLF001
    TransclusionTemplate: _Walk._transclusion,  # noqa: SLF001
    UnknownTemplate: _Walk._unknown,  # noqa: SLF001
}
"""What handles a template; templates of other kinds only hold others."""


_QUOTES = frozenset(("''", '""'))


def _unquoted(value: str) -> str:
    """Return a value of ``{{#tag:…}}`` without the pair of quotes that MediaWiki takes off."""
    if len(value) >= 2 and value[0] in "\"'" and value[-1] in "\"'":  # noqa: PLR2004
        return value[1:-1] if len(value) > 2 or value in _QUOTES else value  # noqa: PLR2004
    return value

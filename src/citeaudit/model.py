"""The parts of a page that audits speak of: references, lists, citations. Every part has its place."""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import define, field, frozen

from citeaudit.links import ExternalLink, LinkSyntax, external_links
from citeaudit.scanner import COMMENT, IGNORED, TRIMMED, Token, split, tiles
from citeaudit.span import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citeaudit.profile import Profile


_new: Final = tuple.__new__
"""Makes a named tuple in half the time of its class."""


class Origin(Enum):
    """How a reference or a list is written, which decides the order in which MediaWiki runs it."""

    TAG = "tag"
    """``<ref>``, ``<references>``: the content is read when the list is shown."""

    FUNCTION = "function"
    """``{{#tag:ref}}``, ``{{#tag:references}}``: the content is read before the tag itself."""

    TEMPLATE = "template"
    """A template that calls ``{{#tag:…}}``, such as ``{{efn}}`` and ``{{notelist}}``."""

    SHORT = "short"
    """A short citation that names its reference itself, such as ``{{sfn}}``."""


class Attribute(NamedTuple):
    """An attribute of a tag, or the argument of a template that becomes one.

    ``name`` is in lower case and ``value`` as Cite sees it (trimmed, white space collapsed,
    entities decoded); ``span`` covers name and value as written.
    """

    name: str
    value: str
    span: Span


_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTES = re.compile(
    r"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\t\n\f\r >]*+)))?",
)
_ATTRIBUTE_NAME = re.compile(r"[:\w][:\w.\-]*+\Z")
_SPACES = re.compile(r"[\t\r\n ]+")
_ENTITY = re.compile(r"&(?:#(?:[xX]([0-9A-Fa-f]+)|([0-9]+))|([A-Za-z][A-Za-z0-9]*));")
_LAST_CODE_POINT = 0x10FFFF
_CHARACTERS = (
    *(range(0x9, 0xB), range(0x20, 0x7F), range(0xA0, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000)),
)
"""Code points that MediaWiki takes for characters: no controls, no halves of a pair."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def decode_entities(text: str) -> str:
    """Return ``text`` with its character references decoded; only those with a semicolon count.

    >>> decode_entities("R&amp;D &copy 1&#48;")
    'R&D &copy 10'
    """
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return html5.get(name + ";", found[0])
    digits = (hexadecimal or decimal).lstrip("0") or "0"
    code = int(digits, 16 if hexadecimal else 10) if len(digits) <= 8 else _LAST_CODE_POINT + 1  # noqa: PLR2004
    return chr(code) if any(code in block for block in _CHARACTERS) else _REPLACEMENT


def tag_attributes(text: str, start: int, end: int) -> tuple[Attribute, ...]:
    """Return the attributes written in ``text[start:end]``, as MediaWiki's Sanitizer reads them.

    Shape:   of two equal names both are returned; the last one counts. A key that is not a
             letter, digit, ``:`` or ``_`` followed by those, ``.`` and ``-`` is left out.
    Source:  MediaWiki, ``Sanitizer::decodeTagAttributes``.
    """
    found = []
    for match in _ATTRIBUTES.finditer(text[start:end]):
        written, double_quoted, single_quoted, bare = match.groups()
        name = written.lower()
        if name.isalpha() or _ATTRIBUTE_NAME.match(name):
            value = double_quoted or single_quoted or bare or ""
            if "  " in value or not value.isprintable():
                value = _SPACES.sub(" ", value)
            value = decode_entities(value.strip(TRIMMED))
            found.append(Attribute(name, value, Span(start + match.start(), start + match.end())))
    return tuple(found)


_REFERENCE_TAG = re.compile(r"<ref\s([^<>]*+)(?<!/)>", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(\w++)")
_UNREAD_TAGS = frozenset(("nowiki", "pre", "syntaxhighlight", "source"))
_NO_VALUES: Mapping[str, str] = {}


@define(eq=False)
class Reference:
    """One use or definition of a footnote: ``<ref>``, ``{{#tag:ref}}``, ``{{efn}}``, ``{{r}}``, ``{{sfn}}``.

    Nobody changes one. Like `Citation` it is not frozen only because a page has hundreds, and attrs
    takes four times as long to make what is.
    """

    span: Span
    origin: Origin
    attributes: tuple[Attribute, ...]
    content: str | None
    """The text of the footnote as written; None for a self-closing tag or an absent argument."""
    content_span: Span | None
    inner: tuple[Event, ...]
    """References and lists that stand in the content, in the order in which MediaWiki runs them."""
    template: str = ""
    """Normalised name of the template, or "" for a tag or ``{{#tag:ref}}``."""
    is_certain: bool = True
    """False where it stands in a branch whose condition cannot be told from the text."""
    values: Mapping[str, str] = field(init=False, repr=False)

    @values.default
    def _values(self) -> Mapping[str, str]:
        return {name: value for name, value, _ in self.attributes} if self.attributes else _NO_VALUES

    @property
    def name(self) -> str:
        """The name as Cite sees it, or ""."""
        return self.values.get("name", "")

    @property
    def group(self) -> str | None:
        """The group as written; None where none is given."""
        return self.values.get("group")

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute of this name that counts (the last), or None."""
        return next((a for a in reversed(self.attributes) if a.name == name), None)


@frozen(eq=False)
class ReferenceList:
    """A place where the footnotes of a group are shown: ``<references>``, ``{{reflist}}``, ``{{notelist}}``."""

    span: Span
    origin: Origin
    attributes: tuple[Attribute, ...]
    inner: tuple[Event, ...]
    """What stands in its content: the list-defined references."""
    template: str = ""
    is_certain: bool = True

    @property
    def group(self) -> str:
        """The group that the list shows; "" is the default group."""
        return next((a.value for a in reversed(self.attributes) if a.name == "group"), "")


Event: TypeAlias = Reference | ReferenceList
"""What the Cite extension is called for."""


class Parameter(NamedTuple):
    """One argument of a template; made in great numbers, so its places are worked out when asked for.

    ``name`` is trimmed, without comments, and as written; a positional one has its number.
    ``value`` is without comments, and trimmed unless positional.
    """

    name: str
    value: str
    text: str
    """The text of the page, of which the offsets speak."""
    start: int
    equals: int
    """Where its ``=`` stands; -1 for a positional one."""
    end: int

    @property
    def is_positional(self) -> bool:
        """True where it is written without a name."""
        return self.equals < 0

    @property
    def span(self) -> Span:
        """All between the pipes."""
        return Span(self.start, self.end)

    @property
    def name_span(self) -> Span:
        """The trimmed name; empty for a positional one."""
        return Span(self.start, self.start) if self.equals < 0 else _trimmed(self.text, self.start, self.equals)

    @property
    def value_span(self) -> Span:
        """The trimmed value, comments in it included; all of a positional one."""
        return Span(self.start, self.end) if self.equals < 0 else _trimmed(self.text, self.equals + 1, self.end)

    def __repr__(self) -> str:
        """Show it without the text of the whole page."""
        return f"Parameter({self.name!r}, {self.value!r}, {self.span!r})"


@define(eq=False)
class Citation:
    """A template of Citation Style 1 or 2. Nobody changes one, see `Reference`."""

    text: str = field(repr=False)
    """The text of the page that the spans speak of."""
    token: Token = field(repr=False)
    template: str
    """Canonical name, such as ``cite web``."""
    is_certain: bool = True
    _parameters: tuple[Parameter, ...] | None = field(default=None, init=False, repr=False)

    @property
    def span(self) -> Span:
        """The place of the whole template."""
        return _new(Span, self.token[1:3])

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All arguments in the order of the text, repeated and unnamed ones included."""
        if self._parameters is None:
            self._parameters = parameters(self.text, self.token)
        return self._parameters

    def get(self, *names: str) -> str:
        """Return the value of the first of these parameters that is not blank, or ""."""
        given = {parameter.name: parameter.value for parameter in self.parameters}
        return next((value for name in names if (value := given.get(name, "").strip())), "")


class Transclusion(NamedTuple):
    """A template whose page is not known, so that what it shows cannot be told from the text."""

    name: str
    span: Span
    brings_references: bool = False
    """True for those that show parts of other pages, references included."""


@frozen(eq=False)
class Page:
    """A page as MediaWiki reads it for view. All spans are those of ``text``."""

    text: str = field(repr=False)
    profile: Profile = field(repr=False)
    tokens: list[Token] = field(repr=False)
    events: tuple[Event, ...]
    """References and lists, outermost, in the order in which MediaWiki runs them."""
    references: tuple[Reference, ...]
    """All references, nested ones too, in the order of the text."""
    lists: tuple[ReferenceList, ...]
    citations: tuple[Citation, ...]
    """All citation templates, in the order of the text."""
    transclusions: tuple[Transclusion, ...]
    """Templates that the profile does not know, in the order of the text."""

    @cached_property
    def lines(self) -> LineIndex:
        """Answers on which line and column an offset stands."""
        return LineIndex(self.text)

    @cached_property
    def has_computed_names(self) -> bool:
        """True if the name of some reference comes from a template, so that it is not known."""
        return any(r.origin is not Origin.TAG and "{{" in r.name for r in self.references)

    @cached_property
    def brings_references(self) -> str:
        """The first template that shows parts of other pages, their references included, or ""."""
        return next((t.name for t in self.transclusions if t.brings_references), "")

    def citations_in(self, part: Reference | ReferenceList) -> tuple[Citation, ...]:
        """Return the citations that stand inside a reference or a list."""
        start, end = part.span
        return tuple(c for c in self.citations if start <= c.token[1] and c.token[2] <= end)

    @cached_property
    def _holders(self) -> Mapping[Citation, Reference]:
        """Citation → the innermost reference around it, in one sweep over both."""
        holders: dict[Citation, Reference] = {}
        references = list(reversed(self.references))
        around: list[Reference] = []
        for citation in self.citations:
            start, end = citation.span
            while references and references[-1].span.start <= start:
                around.append(references.pop())
            while around and around[-1].span.end < end:
                around.pop()
            if around:
                holders[citation] = around[-1]
        return holders

    def reference_of(self, citation: Citation) -> Reference | None:
        """Return the innermost reference that holds a citation, or None."""
        return self._holders.get(citation)

    @cached_property
    def external_links(self) -> tuple[ExternalLink, ...]:
        """All external links, in the order of the text; those in comments and ``<nowiki>`` are none."""
        syntax = LinkSyntax(self.profile.protocols, self.profile.tags, self.profile.wikitext_tags)
        found = external_links(self.text, self.tokens, Span(0, len(self.text)), syntax)
        return tuple(sorted(found, key=lambda link: link.span))

    @cached_property
    def hidden_names(self) -> Mapping[str, str]:
        """Names of references that MediaWiki does not see → what hides them: ``a comment``, ``<nowiki>``."""
        names: dict[str, str] = {}
        for kind, start, end in tiles(self.tokens, 0, len(self.text)):
            tag = _TAG_NAME.match(self.text, start) if kind == "tag" else None
            if kind == "comment" or (tag and tag[1].lower() in _UNREAD_TAGS):
                where = f"<{tag[1].lower()}>" if tag else "a comment"
                for found in _REFERENCE_TAG.finditer(self.text, start, end):
                    given = {a.name: a.value for a in tag_attributes(self.text, *found.span(1))}
                    names.setdefault(given.get("name", ""), where)
        return names


def parameters(text: str, token: Token) -> tuple[Parameter, ...]:
    """Return the arguments of a template token, in the order of the text."""
    nested = token[3]
    if nested:
        hidden = [child for child in nested if child[0] in _HIDDEN]
        return _parameters_around(text, token, hidden)
    found: list[Parameter] = []
    position = 0
    name, bar, body = text[token[1] + 2 : token[2] - 2].partition("|")
    start = token[1] + 2 + len(name) + 1
    for piece in body.split("|") if bar else ():
        end = start + len(piece)
        name, equals, value = piece.partition("=")
        if equals:
            fields = (name.strip(TRIMMED), value.strip(TRIMMED), text, start, start + len(name), end)
        else:
            position += 1
            fields = (str(position), piece, text, start, -1, end)
        found.append(_new(Parameter, fields))
        start = end + 1
    return tuple(found)


def _parameters_around(text: str, token: Token, hidden: list[Token]) -> tuple[Parameter, ...]:
    """Return the arguments of a template in which others are nested; ``hidden`` are its comments."""
    hidden.reverse()
    found = []
    position = 0
    for start, equals, end in split(text, token)[1:]:
        own = []
        while hidden and hidden[-1][1] < end:
            own.append(hidden.pop())
        value = visible(text, equals + 1 if equals >= 0 else start, end, own)
        if equals < 0:
            position += 1
            fields = (str(position), value, text, start, equals, end)
        else:
            name = visible(text, start, equals, own).strip(TRIMMED)
            fields = (name, value.strip(TRIMMED), text, start, equals, end)
        found.append(_new(Parameter, fields))
    return tuple(found)


_HIDDEN = (COMMENT, IGNORED)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the place of the first to the last character that is no white space."""
    raw = text[start:end]
    value = raw.strip(TRIMMED)
    start += len(raw) - len(raw.lstrip(TRIMMED)) if value else 0
    return Span(start, start + len(value))


def visible(text: str, start: int, end: int, hidden: Sequence[Token]) -> str:
    """Return ``text[start:end]`` without the comments and inclusion tags among ``hidden``.

    Shape:   ``hidden`` is in the order of the text; tokens outside the stretch are passed over.
    """
    if not hidden:
        return text[start:end]
    pieces = []
    for token in hidden:
        if start <= token[1] and token[2] <= end:
            pieces.append(text[start : token[1]])
            start = token[2]
    pieces.append(text[start:end])
    return "".join(pieces)

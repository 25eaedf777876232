"""Short citations, such as ``{{sfn|Smith|2000|p=3}}``, and the full citations that they lead to.

A short citation links to an anchor that it makes of names and year; a full citation has the anchor
that it makes of its own. Nothing but their being the same ties the two together.

Source:  English Wikipedia, Module:Footnotes, 2022 to 2025, and the templates that
         ``data/short_footnotes`` names for each wiki.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, frozen

from citeaudit.cs1.anchors import PREFIX, default_anchors, is_uncertain
from citeaudit.cs1.reading import read
from citeaudit.cs1.rendering import OPAQUE, rendered
from citeaudit.errors import DataError
from citeaudit.model import Citation, Parameter, parameters
from citeaudit.profile import CitationTemplate
from citeaudit.scanner import COMMENT, IGNORED, TAG, TEMPLATE, scan
from citeaudit.span import Span
from citeaudit.tables import table
from citeaudit.values.anchors import anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from citeaudit.cs1.reading import Reading
    from citeaudit.model import Page
    from citeaudit.profile import Profile
    from citeaudit.scanner import Token

_MOST_NAMES: Final = 4
_YEAR = re.compile(r"(?:[0-9]{3,4}|n\.d\.|nd|c\. [0-9]{3,4}|[0-9]{4}–[0-9]{4}|[0-9]{4}–[0-9]{2})[a-z]?")
_NUMBERED = re.compile(r"([0-9]{1,2})(a[1-4]|y|pp?|pages?|loc|at|ref)")
_HTML_ID = re.compile(r"\bid *= *[\"']?(CITEREF[^\"'<>|{}\n]*)")
_LINKED = re.compile(r"\[\[ *#(CITEREF[^\]|\n]*)")
_YEAR_AT_END = re.compile(r"[0-9]{4}(?:–[0-9]{4})?\Z")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@frozen(eq=False)
class ShortCitation:
    """One link to a full citation; a template may make several."""

    template: str
    """Normalised name: ``sfn``, ``harvnb`` …"""
    span: Span
    """The whole template."""
    names: tuple[str, ...]
    year: str
    """As written, with its letter; "" where none is given."""
    anchor: str
    """What it links to, without ``#``; "" where it links to nothing (``ref=none``) or that cannot be told."""
    page: Parameter | None = None
    """The parameter that gives one page."""
    pages: Parameter | None = None
    """The parameter that gives several pages."""
    may_miss: bool = False
    """Whether the editor says that the target is there though it cannot be seen (``ignore-err=yes``)."""
    is_checked: bool = True
    """Whether the wiki itself looks for the target."""


@frozen(eq=False)
class Target:
    """Something that a short citation can lead to."""

    anchor: str
    span: Span
    citation: Citation | None = None
    """None for ``{{anchor}}``, ``{{wikicite}}`` and the like."""


@frozen(eq=False)
class ShortFootnotes:
    """The short citations of a page and what they lead to."""

    citations: tuple[ShortCitation, ...] = ()
    """In the order of the text."""
    targets: Mapping[str, tuple[Target, ...]] = field(factory=dict)
    """Anchor → what has it, in the order of the text."""
    loose: frozenset[str] = frozenset()
    """Anchors that may be there: of wrapper templates, of HTML, of dates that are none."""
    linked: frozenset[str] = frozenset()
    """Anchors that plain links lead to."""
    doubts: tuple[str, ...] = ()
    """Templates on the page that make citations of their own, which cannot be seen in the text."""

    def targets_of(self, citation: ShortCitation) -> tuple[Target, ...]:
        """Return what a short citation leads to."""
        return self.targets.get(citation.anchor, ())

    def has_target(self, citation: ShortCitation) -> bool:
        """Tell whether a short citation leads somewhere, or may do so."""
        return not citation.anchor or citation.anchor in self.targets or citation.anchor in self.loose


def short_footnotes(page: Page, reading: Callable[[Citation], Reading] = read) -> ShortFootnotes:
    """Return the short citations of a page and what they lead to.

    Shape:   ``reading`` gives a citation's arguments; pass one that remembers.
    """
    roles = _roles(page.profile.wiki)
    if not roles.start.search(page.text):
        return ShortFootnotes()
    walk = _Walk(page, roles, reading)
    walk.run()
    return walk.result() if walk.citations else ShortFootnotes()


# --- the names of templates


@frozen
class _Roles:
    """What templates do, by their normalised names."""

    by_name: Mapping[str, str]
    wrappers: frozenset[str]
    no_wrappers: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]
    start: re.Pattern[str]
    """Finds the beginning of a short citation in any text that has one."""

    def is_wrapper(self, name: str) -> bool:
        is_cite = name.startswith("cite ") and not name.startswith(tuple(self.no_wrappers))
        return is_cite or name in self.wrappers or name in self.fixed


_KINDS: Final = ("positional", "several", "named", "contribution", "identifier", "anchor", "wikicite", "vouched")
_SHORT: Final = _KINDS[:4]


@cache
def _roles(wiki: str) -> _Roles:
    data = _data(wiki)
    by_name = {name: kind for kind in _KINDS for name in data.get(kind, ())}
    short = sorted(name for name, kind in by_name.items() if kind in _SHORT)
    names = "|".join(re.escape(name).replace(r"\ ", "[ _]+") for name in short)
    letters = re.escape("".join({name[0]: None for name in short}))
    return _Roles(
        by_name=by_name,
        wrappers=frozenset(data.get("wrappers", ())),
        no_wrappers=frozenset(data.get("no_wrappers", ())),
        fixed={name: tuple(anchors) for name, anchors in data.get("fixed_anchors", {}).items()},
        start=re.compile(
            rf"\{{\{{[\s_]*(?:template:)?(?=[{letters}])(?:{names})[\s_]*[|<}}]" if short else r"(?!)", re.IGNORECASE
        ),
    )


def _data(wiki: str) -> Mapping[str, Any]:
    try:
        return table(f"short_footnotes/{wiki}")
    except DataError:
        return {}


# --- the walk


@define(eq=False)
class _Walk:
    """Goes through the templates of a page and sorts what they make."""

    page: Page
    roles: _Roles
    reading: Callable[[Citation], Reading]
    citations: list[ShortCitation] = field(factory=list)
    targets: dict[str, list[Target]] = field(factory=dict)
    loose: set[str] = field(factory=set)
    doubts: dict[str, None] = field(factory=dict)

    def run(self) -> None:
        text, profile = self.page.text, self.page.profile
        for token in sorted(_templates(text, self.page.tokens, profile), key=lambda token: token[1]):
            role = profile.role(_written_name(text, token))
            name = getattr(role, "name", "")
            kind = self.roles.by_name.get(name)
            if kind is not None:
                self._sort(kind, name, token)
            elif self.roles.is_wrapper(name) and not isinstance(role, CitationTemplate):
                self._wrapper(name, token)
        for citation in self.page.citations:
            self._full(citation)

    def result(self) -> ShortFootnotes:
        text = self.page.text
        linked = frozenset(anchor(found) for found in _LINKED.findall(text)) if f"#{PREFIX}" in text else frozenset()
        if PREFIX in text:
            self.loose.update(anchor(found) for found in _HTML_ID.findall(text))
        for targets in self.targets.values():
            targets.sort(key=lambda target: target.span)
        return ShortFootnotes(
            tuple(self.citations),
            {name: tuple(targets) for name, targets in self.targets.items()},
            frozenset(self.loose),
            linked,
            tuple(self.doubts),
        )

    def _sort(self, kind: str, name: str, token: Token) -> None:
        arguments = _Arguments(self.page.text, token)
        if kind in _SHORT:
            self.citations += _MAKERS[kind](name, arguments)
        if kind == "contribution":
            self._add(arguments.get("id") or _contribution_anchor(arguments), arguments.span)
        elif kind == "anchor":
            for made in arguments.positional():
                self._add(made, arguments.span)
        elif kind == "vouched":
            self.loose.update(map(anchor, arguments.positional()))
        elif kind == "wikicite":
            reference = arguments.parameter("ref")
            made = self._expanded(reference.value) if reference else f"Reference-{arguments.get('id')}"
            self._add(made, arguments.span)

    def _add(self, made: str, span: Span, citation: Citation | None = None) -> None:
        if made and OPAQUE not in made:
            self.targets.setdefault(anchor(made), []).append(Target(anchor(made), span, citation))

    def _wrapper(self, name: str, token: Token) -> None:
        """Note what a template makes that is not known but has the parameters of a citation."""
        reading = read(Citation(self.page.text, token, "cite book"))
        reference = reading.get("ref")
        own = (anchor(self._expanded(reference)),) if reference else default_anchors(reading)
        self.loose.update(own)
        fixed = self.roles.fixed.get(name)
        if fixed is None:
            self.doubts[name] = None
            return
        self.loose.update(fixed)
        self.loose.update(made + year for made in own for year in _YEAR_AT_END.findall(fixed[0]))

    def _full(self, citation: Citation) -> None:
        reading = self.reading(citation)
        reference = reading.get("ref")
        if reference.lower() == "none":
            return
        if reference and reference != "harv":
            made = self._expanded(reference)
            self._add(made, citation.span, citation)
            if OPAQUE in made:
                self.doubts[citation.template] = None
            return
        anchors = default_anchors(reading)
        if anchors:
            self._add(anchors[0], citation.span, citation)
            self.loose.update(anchors[1:])
        elif is_uncertain(reading):
            self.doubts[citation.template] = None

    def _expanded(self, value: str) -> str:
        """Return the value of ``ref`` with ``{{sfnref|…}}`` replaced by what it makes."""
        if "{{" not in value:
            return value
        pieces = []
        position = 0
        for token in scan(value, frozenset()):
            if token[0] != TEMPLATE:
                continue
            name = getattr(self.page.profile.role(_written_name(value, token)), "name", "")
            is_identifier = self.roles.by_name.get(name) == "identifier"
            made = PREFIX + "".join(_Arguments(value, token).positional()) if is_identifier else OPAQUE
            pieces += [value[position : token[1]], made]
            position = token[2]
        return "".join((*pieces, value[position:])).strip()


def _templates(text: str, tokens: Iterable[Token], profile: Profile) -> Iterator[Token]:
    """Yield all templates, nested ones and those in references too."""
    waiting = list(tokens)
    while waiting:
        kind, start, end, inner = token = waiting.pop()
        if kind == TEMPLATE:
            yield token
        if kind == TAG:
            is_read = inner.name in profile.wikitext_tags or inner.name in {"ref", "references"}
            if is_read and text.find("{{", max(inner.content_start, start), inner.content_end) >= 0:
                waiting += scan(text, profile.tags, inner.content_start, min(inner.content_end, end))
        elif kind not in {COMMENT, IGNORED} and inner:
            waiting += inner


def _written_name(text: str, token: Token) -> str:
    end = text.find("|", token[1], token[2])
    written = text[token[1] + 2 : token[2] - 2 if end < 0 else end]
    return _COMMENT.sub("", written) if "<!--" in written else written


# --- the arguments of short citations


class _Arguments:
    """The arguments of one template: trimmed, of equal names the last, templates in them opaque."""

    def __init__(self, text: str, token: Token) -> None:
        self.span = Span(token[1], token[2])
        self.given: dict[str, Parameter] = {p.name: p for p in parameters(text, token)}

    def get(self, *names: str) -> str:
        """Return the value of the first of these that is not blank, or ""."""
        parameter = self.parameter(*names)
        if parameter is None:
            return ""
        value = parameter.value.strip()
        return rendered(value) if "{{" in value or "<" in value else value

    def parameter(self, *names: str) -> Parameter | None:
        """Return the first of these parameters that is not blank."""
        for name in names:
            parameter = self.given.get(name)
            if parameter is not None and parameter.value.strip():
                return parameter
        return None

    def positional(self) -> tuple[str, ...]:
        """Return the values under 1, 2, 3 … up to the first that is not given."""
        found = []
        for number in count(1):
            name = str(number)
            if name not in self.given:
                break
            found.append(self.get(name))
        return tuple(found)


def _short(
    name: str,
    arguments: _Arguments,
    names: Iterable[str],
    year: str,
    prefix: str = "",
    *,
    is_checked: bool = True,
) -> ShortCitation:
    """Return a short citation; ``prefix`` stands before the parameters of one of several."""
    names = tuple(filter(None, names))
    reference = arguments.get(f"{prefix}ref", f"{prefix}Ref")
    target = reference or PREFIX + "".join(names) + year
    return ShortCitation(
        template=name,
        span=arguments.span,
        names=names,
        year=year,
        anchor="" if reference == "none" or OPAQUE in target else anchor(target),
        page=arguments.parameter(f"{prefix}p", f"{prefix}page"),
        pages=arguments.parameter(f"{prefix}pp", f"{prefix}pages"),
        may_miss="yes" in (arguments.get("ignore-err"), arguments.get("ignore-false-positive")),
        is_checked=is_checked,
    )


def _positional(name: str, arguments: _Arguments) -> Iterator[ShortCitation]:
    """``{{sfn|A|B|C|D|year}}``: of more than four names the first four count, and the first year after them."""
    given = arguments.positional()
    names = list(given[:_MOST_NAMES])
    year = next((value for value in given[_MOST_NAMES:] if _YEAR.fullmatch(value)), "")
    if not year and names and _YEAR.fullmatch(names[-1]):
        year = names.pop()
    if names or year or arguments.get("ref", "Ref"):
        yield _short(name, arguments, names, year)


def _several(name: str, arguments: _Arguments) -> Iterator[ShortCitation]:
    """``{{sfnm|1a1=A|1y=2000|1p=3|2a1=…}}``."""
    numbers = {found[1] for given in arguments.given if (found := _NUMBERED.fullmatch(given))}
    for number in sorted(numbers, key=int):
        names = [arguments.get(f"{number}a{place}") for place in range(1, _MOST_NAMES + 1)]
        year = arguments.get(f"{number}y")
        if any(names) or year:
            yield _short(name, arguments, names, year, number)


def _named(name: str, arguments: _Arguments) -> Iterator[ShortCitation]:
    """``{{harvs|last=A|last2=B|year=2000|year2=2001}}``."""
    names = [arguments.get("last", "last1"), *(arguments.get(f"last{n}") for n in range(2, _MOST_NAMES + 1))]
    years = [arguments.get("year", "year1"), *(arguments.get(f"year{n}") for n in range(2, 10))]
    for year in dict.fromkeys(filter(None, years)) if any(names) else ():
        yield _short(name, arguments, names, year, is_checked=False)


def _contribution(name: str, arguments: _Arguments) -> Iterator[ShortCitation]:
    """``{{harvc|last=A|c=Chapter|in=B|year=2000}}``: the link is to the work."""
    names = [arguments.get("in", "in1"), *(arguments.get(f"in{n}") for n in range(2, _MOST_NAMES + 1))]
    if any(names):
        yield _short(name, arguments, names, arguments.get("year"))


def _contribution_anchor(arguments: _Arguments) -> str:
    names = [arguments.get("last", "last1", "author", "author1")]
    names += [arguments.get(f"last{n}", f"author{n}") for n in range(2, _MOST_NAMES + 1)]
    return PREFIX + "".join(names) + arguments.get("anchor-year", "year") if names[0] else ""


_MAKERS: Final[Mapping[str, Callable[[str, _Arguments], Iterator[ShortCitation]]]] = {
    "positional": _positional,
    "several": _several,
    "named": _named,
    "contribution": _contribution,
}

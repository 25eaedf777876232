"""One wiki's names: templates that act as references, as lists, as citations, and its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from citeaudit.errors import DataError
from citeaudit.tables import table, table_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@frozen
class ReferenceTemplate:
    """A template that makes a ``<ref>`` of its arguments, such as ``{{efn}}``.

    ``groups``: where not empty, any other group becomes the default group.
    """

    name: str
    content: tuple[str, ...]
    attributes: Mapping[str, str]
    """Parameter of the template → attribute of the tag."""
    groups: frozenset[str] = frozenset()
    default_group: str = ""


@frozen
class ReuseTemplate:
    """A template that uses named references, such as ``{{r|name|name2}}``."""

    name: str
    uses: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """For each reference that it can use: parameters that give its name, and its group, best first."""


@frozen
class ShortTemplate:
    """A short citation that makes a named reference of its own, such as ``{{sfn}}``."""

    name: str
    style: str


@frozen
class ListTemplate:
    """A template that shows a list of references, such as ``{{reflist}}``."""

    name: str
    content: tuple[str, ...]
    group_parameters: tuple[str, ...]
    groups: frozenset[str] = frozenset()
    default_group: str = ""


@frozen
class CitationTemplate:
    """A template of Citation Style 1 or 2; ``name`` is the canonical one."""

    name: str


@frozen
class QuietTemplate:
    """A template that is known to hold no reference and to make none."""

    name: str


@frozen
class TransclusionTemplate:
    """A template that shows parts of other pages, their references included."""

    name: str


@frozen
class TagFunction:
    """``{{#tag:name|content|attribute=value}}``; ``name`` is the tag's."""

    name: str


@frozen
class ConditionalFunction:
    """A parser function that shows one of its branches."""

    name: str


@frozen
class UnknownTemplate:
    """A template of which the profile knows nothing; its arguments count as shown."""

    name: str


Role: TypeAlias = (
    ReferenceTemplate
    | ReuseTemplate
    | ShortTemplate
    | ListTemplate
    | CitationTemplate
    | QuietTemplate
    | TransclusionTemplate
    | TagFunction
    | ConditionalFunction
    | UnknownTemplate
)


@frozen
class NoteGroup:
    """A group of notes that has templates of its own."""

    group: str
    marker: str
    """Template that makes a note, such as ``efn``."""
    list: str
    """Template that shows the notes, such as ``notelist``."""


_LONGEST_CACHED = 100
_LONGEST_TITLE = 300
"""Letters beyond which no name is that of a page, even with its prefixes."""

_MOST_CACHED = 50_000


@frozen(eq=False)
class Profile:
    """What citeaudit knows of one wiki. Make one with `profile`."""

    wiki: str
    name: str
    language: str
    help_page: str
    tags: frozenset[str]
    """Names of the wiki's extension tags, in lower case."""
    wikitext_tags: frozenset[str]
    """Those of them whose content is wikitext, ``ref`` and ``references`` left out."""
    protocols: tuple[str, ...]
    """What an external link may begin with."""
    note_groups: Mapping[str, NoteGroup]
    messages: Mapping[str, str]
    sections: Mapping[str, tuple[str, ...]]
    """Headings under which the wiki puts lists of ``references`` and ``notes``, best first."""
    _roles: Mapping[str, Role] = field(repr=False)
    _namespaces: frozenset[str] = field(repr=False)
    _modifiers: frozenset[str] = field(repr=False)
    _conditional: frozenset[str] = field(repr=False)
    _quiet: frozenset[str] = field(repr=False)
    """Parser functions written without ``#`` that show no reference."""
    _known: dict[str, Role] = field(factory=dict, repr=False, init=False)

    def role(self, written: str) -> Role:
        """Return what the template or function written ``{{written|…`` does.

        Shape:   ``written`` is all up to the first ``|``, white space and modifiers included.
        """
        known = self._known.get(written)
        if known is None:
            known = self._role(written)
            if len(written) <= _LONGEST_CACHED and len(self._known) < _MOST_CACHED:
                self._known[written] = known
        return known

    def _role(self, written: str) -> Role:
        name = template_name(written, self._namespaces, self._modifiers)
        role = self._roles.get(name)
        if role is None and name.startswith((":", "/")):
            role = TransclusionTemplate(name)
        if role is None and ":" in name:
            role = self._function(*name.split(":", 1))
        return role or UnknownTemplate(name)

    def _function(self, function: str, argument: str) -> Role | None:
        """Return what ``{{function:argument|…}}`` does, or None for a function that is not known."""
        if function == "#tag":
            return TagFunction(argument.strip())
        if function == "#invoke":
            return self._roles.get(argument.strip())
        if function in self._conditional:
            return ConditionalFunction(function)
        return QuietTemplate(function) if function in self._quiet else self._roles.get(function)


def template_name(written: str, namespaces: frozenset[str], modifiers: frozenset[str]) -> str:
    """Return the normal form of a template's name: no namespace, single spaces, in lower case.

    MediaWiki folds only the first letter; the tables of a profile hold no two names that differ
    by more than case, so folding the whole name finds redirects such as ``{{Cite Web}}`` too.

    >>> template_name(" subst:Template:cite_web ", frozenset({"template"}), frozenset({"subst"}))
    'cite web'
    """
    name = " ".join(written.replace("_", " ").split()).lower()
    if len(name) > _LONGEST_TITLE:
        return name
    while ":" in name and not name.startswith("#"):
        prefix, _, rest = name.partition(":")
        if prefix.strip() not in modifiers and prefix.strip() not in namespaces:
            break
        name = rest.strip()
    return name


def wikis() -> tuple[str, ...]:
    """Return the names of the wikis that citeaudit ships a profile for."""
    return table_names("profiles")


@cache
def profile(wiki: str = "enwiki") -> Profile:
    """Return the profile of a wiki.

    Shape:   ``wiki`` is the wiki's database name, such as ``enwiki``, or ``default``.
    Raises:  `DataError` if citeaudit ships no profile of that name.
    """
    try:
        data = _inherited(wiki)
    except DataError as error:
        if wiki in wikis():
            raise
        message = f"no profile for the wiki {wiki!r}; there are: {', '.join(wikis())}"
        raise DataError(message) from error
    return _from_table(wiki, data)


def _inherited(wiki: str) -> dict[str, Any]:
    own = table(f"profiles/{wiki}")
    if "inherits" not in own:
        return own
    merged = dict(_inherited(own["inherits"]))
    for key, value in own.items():
        merged[key] = {**merged[key], **value} if isinstance(value, dict) and key in merged else value
    return merged


def _from_table(wiki: str, data: dict[str, Any]) -> Profile:
    about, tags, functions = data["wiki"], data["tags"], data["functions"]
    return Profile(
        wiki=wiki,
        name=about["name"],
        language=about["language"],
        help_page=about["help_page"],
        tags=frozenset(("ref", "references", *tags["opaque"], *tags["wikitext"])),
        wikitext_tags=frozenset(tags["wikitext"]),
        protocols=tuple(data["links"]["protocols"]),
        note_groups={group["group"]: NoteGroup(**group) for group in data.get("note_group", ())},
        messages=data["messages"],
        sections={kind: tuple(headings) for kind, headings in data["sections"].items()},
        roles=dict(_roles(data)),
        namespaces=frozenset(about["template_namespaces"]),
        modifiers=frozenset(functions["modifiers"]),
        conditional=frozenset(functions["conditional"]),
        quiet=frozenset(functions["quiet"]),
    )


def _roles(data: dict[str, Any]) -> Iterator[tuple[str, Role]]:
    for name in (*data["functions"]["variables"], *data.get("quiet", {}).get("names", ())):
        yield name, QuietTemplate(name)
    for name in data.get("transclusion", {}).get("names", ()):
        yield name, TransclusionTemplate(name)
    for canonical, redirects in data.get("citation_templates", {}).items():
        for name in (canonical, *redirects):
            yield name, CitationTemplate(canonical)
    for kind, make in _MAKERS.items():
        for entry in data.get(kind, ()):
            for name in entry["names"]:
                yield name, make(entry)


def _reference_template(entry: dict[str, Any]) -> Role:
    attributes = {parameter: key for key in ("name", "group", "follow") for parameter in entry.get(key, ())}
    return ReferenceTemplate(
        name=entry["names"][0],
        content=tuple(entry["content"]),
        attributes=attributes,
        groups=frozenset(entry.get("groups", ())),
        default_group=entry.get("default_group", ""),
    )


def _reuse_template(entry: dict[str, Any]) -> Role:
    names, groups = entry["name"], entry["group"]
    uses = tuple(
        ((*(f"{name}{number}" for name in names), str(number)), (*(f"{group}{number}" for group in groups), *groups))
        for number in range(1, entry["most"] + 1)
    )
    return ReuseTemplate(entry["names"][0], uses)


def _short_template(entry: dict[str, Any]) -> Role:
    return ShortTemplate(entry["names"][0], entry["style"])


def _list_template(entry: dict[str, Any]) -> Role:
    return ListTemplate(
        name=entry["names"][0],
        content=tuple(entry["content"]),
        group_parameters=tuple(entry.get("group", ())),
        groups=frozenset(entry.get("groups", ())),
        default_group=entry.get("default_group", ""),
    )


_MAKERS = {
    "reference_template": _reference_template,
    "reuse_template": _reuse_template,
    "short_template": _short_template,
    "list_template": _list_template,
}

"""What the names of parameters mean, for each kind of citation."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

from citeaudit.tables import table
from citeaudit.values.identifiers import IDENTIFIERS

PEOPLE: Final = ("author", "contributor", "editor", "interviewer", "translator")
"""The lists of people."""

PREPRINTS: Final = frozenset(("arxiv", "biorxiv", "citeseerx", "medrxiv", "ssrn"))
"""Kinds of citations that take few parameters: those of preprint servers."""

_MOST_CACHED = 5000
_LONGEST_CACHED = 50
_ENUMERATOR = re.compile(r"[0-9]+(?=-|link|\Z)")


class Meaning(NamedTuple):
    """What one name of a parameter means."""

    name: str
    """Canonical."""
    number: int = 0
    """Place in a list of people, from 1; 0 for all others, and for a number that the module never asks for."""
    people: str = ""
    role: str = ""
    """``last``, ``first``, ``link`` or ``mask`` for lists of people."""
    rank: int = 0
    """Of two names of one meaning the lower wins."""
    is_deprecated: bool = False


class _Meanings(dict[str, Meaning | None]):
    """Name as written → its meaning, worked out when first asked for."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, name: str) -> Meaning | None:
        meaning = _meaning(name, self.kind)
        if len(self) < _MOST_CACHED and len(name) <= _LONGEST_CACHED:
            self[name] = meaning
        return meaning


@cache
def meanings(kind: str) -> dict[str, Meaning | None]:
    """Return what each name means in citations of a kind; ``None`` for a name that they do not take."""
    return _Meanings(kind)


def is_known(name: str, kind: str) -> bool:
    """Say whether citations of this kind take a parameter of this name."""
    return meanings(kind)[name] is not None


def former(name: str) -> Meaning | None:
    """Return what a name meant that templates do not take any more, if it was once taken.

    >>> former("chapterurl").name
    'chapter-url'
    """
    return _plain_names().get(name)


def rank(name: str) -> int:
    """Return the place of a name among those of one meaning; 0 for a name that is alone."""
    found = _plain_names().get(name)
    return found.rank if found is not None else 0


def _meaning(name: str, kind: str) -> Meaning | None:
    if "#" in name or not _is_allowed(name, kind):
        return None
    found = _plain_names().get(name)
    if found is None:
        found = _enumerated(name) or Meaning(name)
    return found._replace(is_deprecated=True) if name in _allowed("deprecated") else found


def _is_allowed(name: str, kind: str) -> bool:
    general = _ENUMERATOR.sub("#", name, count=1)
    allowed = table("cs1/parameters")["allowed"]
    if kind in PREPRINTS:
        own = allowed["preprint"][kind]
        return name in _allowed("preprints") or name in own or general in _allowed("preprints_enumerated")
    own = allowed["own"].get(kind, ())
    return name in _allowed("everywhere") or name in own or general in _allowed("enumerated")


@cache
def _allowed(which: str) -> frozenset[str]:
    return frozenset(table("cs1/parameters")["allowed"][which])


def _enumerated(name: str) -> Meaning | None:
    people = _names_in_lists()
    if name in people:
        return people[name]._replace(number=1)
    number = _ENUMERATOR.search(name)
    found = people.get(_ENUMERATOR.sub("", name, count=1)) if number else None
    if number is None or found is None:
        return None
    # The module asks for 1, 2, 3 …, so a number with a leading zero is never found.
    count = 0 if number[0][0] == "0" or len(number[0]) > 4 else int(number[0])  # noqa: PLR2004 (no list is that long)
    return found._replace(number=count, rank=found.rank + 1)


@cache
def _plain_names() -> dict[str, Meaning]:
    aliases: dict[str, Any] = table("cs1/parameters")["aliases"]
    found = {
        name: Meaning(canonical, rank=rank) for canonical, names in aliases.items() for rank, name in enumerate(names)
    }
    for canonical, identifier in IDENTIFIERS.items():
        found |= {name: Meaning(canonical, rank=rank) for rank, name in enumerate(identifier.parameters)}
    return found


@cache
def _names_in_lists() -> dict[str, Meaning]:
    """Return the names of lists of people without their numbers; the rank leaves room for one with a number."""
    lists: dict[str, Any] = table("cs1/parameters")["people"]
    return {
        name.replace("#", ""): Meaning(f"{people}-{role}", 1, people, role, 2 * rank)
        for people, roles in lists.items()
        for role, names in roles.items()
        for rank, name in enumerate(names)
    }

"""What is wrong with a single ``<ref>`` by itself, in the order in which Cite looks.

Source:  extension Cite, August 2026, ``Validator``; MediaWiki 1.39 where it is silent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from citeaudit.model import Origin, Reference
from citeaudit.scanner import TRIMMED
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DIRECTIONS: Final = frozenset(("ltr", "rtl", "auto"))

_ATTRIBUTES: Final = ("group", "name", "follow", "dir")
"""In the order in which Cite compares a misspelt one with them: of equally near ones the first is meant."""

_LONGEST_SLIP: Final = 20
"""Bytes of a word up to which Cite looks for what was meant."""

_PAIRED_TAG = re.compile(r"<!--|<(\w++)")
_CLOSER = re.compile(r"-->|</(\w++)\s*+>")
_OPEN_REF = re.compile(r"<ref(?:erences)?\b", re.IGNORECASE)
_CLOSED_REF = re.compile(r"<ref(?:erences)?\b[^<>]*+(?<=/)>", re.IGNORECASE)


class Problem(NamedTuple):
    """One complaint about a tag. With a fatal one the tag is not counted."""

    key: str
    is_fatal: bool
    subjects: tuple[str, ...] = ()


class Validator:
    """Looks at references one by one, on a wiki that allows ``details`` or does not."""

    def __init__(self, *, subreferencing: bool) -> None:
        self.proposed = (*_ATTRIBUTES, "details") if subreferencing else _ATTRIBUTES
        self.allowed = tuple(sorted(self.proposed))

    def problems(self, reference: Reference) -> Sequence[Problem]:
        """Return what is wrong with a reference outside of lists."""
        return () if _is_plain(reference) else tuple(self._problems(reference))

    def _problems(self, reference: Reference) -> Iterator[Problem]:
        content = reference.content
        yield from self._attribute_problems(reference)
        yield from self._combination_problems(reference)
        if not counted_name(reference):
            yield from _nameless_problems(content, self.details(reference))
        if content and _has_unclosed_ref(content, reference.origin):
            yield Problem("cite_error_included_ref", is_fatal=True)

    def list_problems(self, reference: Reference, group: str) -> Iterator[Problem]:
        """Yield what is wrong with a reference that is defined in the list of ``group``."""
        yield from self._attribute_problems(reference)
        name = counted_name(reference)
        yield from self._combination_problems(reference)
        if self.details(reference) is not None:
            yield Problem("cite_error_details_unsupported_context", is_fatal=False, subjects=(name,))
        own = reference.group
        if own is not None and own != group:
            yield Problem("cite_error_references_group_mismatch", is_fatal=False, subjects=(own,))
        if not name:
            yield Problem("cite_error_references_no_key", is_fatal=False)
        if is_blank(reference.content):
            subjects = (name, group) if name else ()
            yield Problem("cite_error_empty_references_define", is_fatal=True, subjects=subjects)

    def details(self, reference: Reference) -> str | None:
        """Return the details of a reference where the wiki allows them."""
        return reference.values.get("details") if "details" in self.allowed else None

    def _combination_problems(self, reference: Reference) -> Iterator[Problem]:
        follow, direction = reference.values.get("follow", ""), reference.values.get("dir")
        if _is_given(follow) and (counted_name(reference) or self.details(reference) is not None):
            yield Problem("cite_error_ref_follow_conflicts", is_fatal=True)
        if direction is not None and direction.lower() not in DIRECTIONS:
            yield Problem("cite_error_ref_invalid_dir", is_fatal=False, subjects=(direction,))

    def _attribute_problems(self, reference: Reference) -> Iterator[Problem]:
        values = reference.values
        for name in values:
            if name in self.allowed:
                continue
            meant = suggestion(name, self.proposed) if len(name.encode()) <= _LONGEST_SLIP else ""
            if meant:
                yield Problem("cite_error_ref_parameter_suggestion", is_fatal=False, subjects=(name, meant))
            else:
                subjects = (name, ", ".join(self.allowed))
                yield Problem("cite_error_ref_too_many_keys", is_fatal=False, subjects=subjects)
            break
        if _is_number(values.get("name", "")):
            yield Problem("cite_error_ref_numeric_key", is_fatal=False)
        if _is_number(values.get("follow", "")):
            yield Problem("cite_error_ref_numeric_key", is_fatal=True)


def _is_plain(reference: Reference) -> bool:
    """Tell whether a reference is as most are, so that nothing is wrong with it: a text, a name, or both."""
    content, values = reference.content, reference.values
    if content is not None and ("<" in content or is_blank(content)):
        return False
    if not values:
        return bool(content)
    return len(values) == 1 and bool(values.get("name")) and not _is_number(values["name"])


def counted_name(reference: Reference) -> str:
    """Return the name that counts: a number is no name."""
    name = reference.name
    return "" if _is_number(name) else name


def _nameless_problems(content: str | None, details: str | None) -> Iterator[Problem]:
    if details is not None and is_blank(content):
        yield Problem("cite_error_details_missing_parent", is_fatal=True)
    elif details:
        yield Problem("cite_error_ref_with_details_no_name", is_fatal=False)
    elif content is None:
        yield Problem("cite_error_ref_no_key", is_fatal=True)
    elif is_blank(content):
        yield Problem("cite_error_ref_no_input", is_fatal=True)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_given(text: str) -> bool:
    """Tell whether Cite takes a value as given: the text ``0`` counts as nothing."""
    return text not in {"", "0"}


def is_blank(content: str | None) -> bool:
    """Tell whether a content is none, or is white space to PHP."""
    return not content or not content.strip(TRIMMED)


def _has_unclosed_ref(content: str, origin: Origin) -> bool:
    """Tell whether an opening tag of a reference is left once balanced tags are taken away.

    What a template or ``{{#tag:ref}}`` gets as content holds no tags any more that were closed.
    """
    content = content[: content.rfind(">") + 1]
    if not _OPEN_REF.search(content):
        return False
    if origin is not Origin.TAG:
        content = _CLOSED_REF.sub("", content)
    return bool(_OPEN_REF.search(_without_balanced_tags(content)))


def _without_balanced_tags(content: str) -> str:
    """Return ``content`` without comments and without each tag up to its first closing tag.

    Shape:   ``content`` is "" or ends with ``>``, so that every tag in it has an end.
    """
    closers: dict[str, list[tuple[int, int]]] = {}
    for found in _CLOSER.finditer(content):
        closers.setdefault(found[1] or "", []).append(found.span())
    for places in closers.values():
        places.reverse()
    ends = [found.start() for found in re.finditer(">", content)]
    ends.reverse()
    pieces = []
    position = 0
    while tag := _PAIRED_TAG.search(content, position):
        while ends and ends[-1] < tag.end():
            ends.pop()
        opened = ends[-1] if tag[1] and ends else tag.end()
        places = closers.get(tag[1] or "", [])
        while places and places[-1][0] < opened:
            places.pop()
        kept = tag.start() if places else tag.start() + 1
        pieces.append(content[position:kept])
        position = places[-1][1] if places else kept
    pieces.append(content[position:])
    return "".join(pieces)

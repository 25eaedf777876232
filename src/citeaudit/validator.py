"""What is wrong with a single ``<ref>`` by itself, in the order in which Cite looks.

Source:  extension Cite, August 2026, ``Validator``; MediaWiki 1.39 where it is silent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from citeaudit.model import Origin, Reference
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

DIRECTIONS: Final = frozenset(("ltr", "rtl", "auto"))

_ATTRIBUTES: Final = ("dir", "follow", "group", "name")
_PAIRED_TAG = re.compile(r"<!--|<(\w++)[^>]*+>")
_CLOSER = re.compile(r"-->|</(\w++)\s*+>")
_OPEN_REF = re.compile(r"<ref(?:erences)?\b[^>]*+>", re.IGNORECASE)


class Problem(NamedTuple):
    """One complaint about a tag. With a fatal one the tag is not counted."""

    key: str
    is_fatal: bool
    subjects: tuple[str, ...] = ()


class Validator:
    """Looks at references one by one, on a wiki that allows ``details`` or does not."""

    def __init__(self, *, subreferencing: bool) -> None:
        self.allowed = tuple(sorted((*_ATTRIBUTES, "details"))) if subreferencing else _ATTRIBUTES

    def problems(self, reference: Reference) -> Iterator[Problem]:
        """Yield what is wrong with a reference outside of lists."""
        content, values = reference.content, reference.values
        if not values and content and "<" not in content and not content.isspace():
            return
        yield from self._attribute_problems(reference)
        name, details = counted_name(reference), self.details(reference)
        follow = values.get("follow", "")
        if _is_given(follow) and (name or details is not None):
            yield Problem("cite_error_ref_follow_conflicts", is_fatal=True)
        direction = values.get("dir")
        if direction is not None and direction.lower() not in DIRECTIONS:
            yield Problem("cite_error_ref_invalid_dir", is_fatal=False, subjects=(direction,))
        if not name:
            yield from _nameless_problems(content, details)
        if content and reference.origin is Origin.TAG and _has_unclosed_ref(content):
            yield Problem("cite_error_included_ref", is_fatal=True)

    def list_problems(self, reference: Reference, group: str) -> Iterator[Problem]:
        """Yield what is wrong with a reference that is defined in the list of ``group``."""
        yield from self._attribute_problems(reference)
        name = counted_name(reference)
        if _is_given(reference.values.get("follow", "")) and name:
            yield Problem("cite_error_ref_follow_conflicts", is_fatal=True)
        if self.details(reference) is not None:
            yield Problem("cite_error_details_unsupported_context", is_fatal=False, subjects=(name,))
        own = reference.group
        if own is not None and own != group:
            yield Problem("cite_error_references_group_mismatch", is_fatal=False, subjects=(own,))
        if not name:
            yield Problem("cite_error_references_no_key", is_fatal=False)
        if not reference.content or reference.content.isspace():
            subjects = (name, group) if name else ()
            yield Problem("cite_error_empty_references_define", is_fatal=True, subjects=subjects)

    def details(self, reference: Reference) -> str | None:
        """Return the details of a reference where the wiki allows them."""
        return reference.values.get("details") if "details" in self.allowed else None

    def _attribute_problems(self, reference: Reference) -> Iterator[Problem]:
        values = reference.values
        for name in values:
            if name in self.allowed:
                continue
            if meant := suggestion(name, self.allowed):
                yield Problem("cite_error_ref_parameter_suggestion", is_fatal=False, subjects=(name, meant))
            else:
                subjects = (name, ", ".join(self.allowed))
                yield Problem("cite_error_ref_too_many_keys", is_fatal=False, subjects=subjects)
        if _is_number(values.get("name", "")):
            yield Problem("cite_error_ref_numeric_key", is_fatal=False)
        if _is_number(values.get("follow", "")):
            yield Problem("cite_error_ref_numeric_key", is_fatal=True)


def counted_name(reference: Reference) -> str:
    """Return the name that counts: a number is no name."""
    name = reference.name
    return "" if _is_number(name) else name


def _nameless_problems(content: str | None, details: str | None) -> Iterator[Problem]:
    is_blank = not content or content.isspace()
    if details is not None and is_blank:
        yield Problem("cite_error_details_missing_parent", is_fatal=True)
    elif details:
        yield Problem("cite_error_ref_with_details_no_name", is_fatal=False)
    elif content is None:
        yield Problem("cite_error_ref_no_key", is_fatal=True)
    elif is_blank:
        yield Problem("cite_error_ref_no_input", is_fatal=True)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_given(text: str) -> bool:
    """Tell whether Cite takes a value as given: the text ``0`` counts as nothing."""
    return text not in {"", "0"}


def _has_unclosed_ref(content: str) -> bool:
    """Tell whether an opening tag of a reference is left once balanced tags are taken away."""
    return bool(_OPEN_REF.search(content) and _OPEN_REF.search(_without_balanced_tags(content)))


def _without_balanced_tags(content: str) -> str:
    """Return ``content`` without comments and without each tag up to its first closing tag."""
    closers: dict[str, list[tuple[int, int]]] = {}
    for found in _CLOSER.finditer(content):
        closers.setdefault(found[1] or "", []).append(found.span())
    for places in closers.values():
        places.reverse()
    pieces = []
    position = 0
    while tag := _PAIRED_TAG.search(content, position):
        places = closers.get(tag[1] or "", [])
        while places and places[-1][0] < tag.end():
            places.pop()
        kept = tag.start() if places else tag.start() + 1
        pieces.append(content[position:kept])
        position = places[-1][1] if places else kept
    pieces.append(content[position:])
    return "".join(pieces)

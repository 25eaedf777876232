"""Edits of the tags of references: what to change in them, so that all else stays as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.fixes import Edit
from citeaudit.model import Origin
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeaudit.model import Attribute, Reference, ReferenceList

_NOT_IN_A_TAG: Final = frozenset("<>{}|\n")
_WHITE_SPACE: Final = " \t\r\n"


def quoted(name: str) -> str:
    """Return a name as it stands in a tag, in the quotes that it needs."""
    return f"'{name}'" if '"' in name else f'"{name}"'


def is_writable(value: str) -> bool:
    """Tell whether a value can stand in a tag as it is."""
    return bool(value) and _NOT_IN_A_TAG.isdisjoint(value) and not ('"' in value and "'" in value)


def attribute_edit(part: Reference, name: str, value: str) -> Edit | None:
    """Return the edit that gives a tag an attribute; ``None`` for a template, or a value that no tag takes."""
    if part.origin is not Origin.TAG or not is_writable(value):
        return None
    written = f"{name}={quoted(value)}"
    given = part.attribute(name)
    if given is not None:
        return Edit(given.span, written)
    if not part.attributes:
        return None
    end = part.attributes[-1].span.end
    return Edit(Span(end, end), f" {written}")


def attribute_removal(part: Reference | ReferenceList, text: str, attribute: Attribute | None) -> Edit | None:
    """Return the edit that takes an attribute of a tag away, with the white space before it."""
    if attribute is None or part.origin is not Origin.TAG:
        return None
    start = attribute.span.start
    while text[start - 1] in _WHITE_SPACE:
        start -= 1
    return Edit(Span(start, attribute.span.end), "")


def removal(part: Reference) -> Edit | None:
    """Return the edit that takes a whole tag away; ``None`` for a template."""
    return Edit(part.span, "") if part.origin is Origin.TAG else None


def use_instead(part: Reference) -> tuple[Edit, ...]:
    """Return the edits that make a use of a definition: its content and closing tag go."""
    content = part.content_span
    if part.origin is not Origin.TAG or content is None:
        return ()
    place = content.start - 1
    return (Edit(Span(place, place), " /"), Edit(Span(content.start, part.span.end), ""))


def all_or_none(edits: Iterable[Edit | None]) -> tuple[Edit, ...]:
    """Return the edits in the order of the text; none at all if one of them cannot be made."""
    made = tuple(edits)
    known = [edit for edit in made if edit is not None]
    return tuple(sorted(known, key=lambda edit: edit.span)) if len(known) == len(made) else ()

"""Identifiers that are plain numbers, given out one after the other: PMID, PMC, OCLC, OSTI, RFC, SSRN, S2CID."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_MANY_DIGITS = 20


class BadNumberedId(BadIdentifier):
    """A text is not a number of its series. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "form": "it is not the plain number",
        "limit": "no number as small or as large has been given out",
    }


def numbered_id(kind: str, text: str) -> str:
    """Return the number that a text consists of, without prefix and leading zeros.

    Shape:   ``kind`` is a name in ``data/identifiers.toml`` that has a ``limit`` there.
    Raises:  `BadNumberedId`: ``form`` or ``limit``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers; Wikimedia Commons for the limits.

    >>> numbered_id("pmc", "PMC1234567"), numbered_id("oclc", "ocm00012345")
    ('1234567', '12345')
    """
    identifier = identifier_table()[kind]
    parts = identifier.pattern.fullmatch(text) if identifier.pattern else None
    if parts is None:
        raise BadNumberedId(detail="form")
    # The group `id` is the only one there is.
    digits = (parts[parts.lastindex or 0]).lstrip("0") or "0"
    if len(digits) > _MANY_DIGITS or not identifier.least <= int(digits) <= identifier.limit:
        raise BadNumberedId(detail="limit")
    return digits

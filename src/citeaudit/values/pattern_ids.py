"""Identifiers that a single pattern describes: JFM, JSTOR, MR, Zbl, Open Library, CiteSeerX, Usenet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_table

if TYPE_CHECKING:
    from collections.abc import Mapping


class BadPatternId(BadIdentifier):
    """A text has not the form of its kind. The templates do not say why, and there is one reason only."""

    reasons: ClassVar[Mapping[str, str]] = {"form": "it does not have the form of such an identifier"}


def pattern_id(kind: str, text: str) -> str:
    """Return the identifier that a text consists of, without prefix and filled up with zeros.

    Shape:   ``kind`` is a name in ``data/identifiers.toml`` that has a ``pattern`` and no ``limit`` there.
    Raises:  `BadPatternId`: ``form``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> pattern_id("mr", "MR12345"), pattern_id("ol", "OL12345M"), pattern_id("zbl", "1234.56789")
    ('0012345', '12345M', '1234.56789')
    """
    identifier = identifier_table()[kind]
    parts = identifier.pattern.fullmatch(text) if identifier.pattern else None
    if parts is None:
        raise BadPatternId(detail="form")
    # The group `id` is the only one there is.
    return parts[parts.lastindex or 0].rjust(identifier.width, "0")

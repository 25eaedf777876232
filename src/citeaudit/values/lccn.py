"""Library of Congress Control Numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"\s", re.ASCII)
_FORM = re.compile(r"[a-z]{0,3}[0-9]{8}|[a-z]{0,2}[0-9]{10}")
_SERIAL_DIGITS = 6


class BadLccn(BadIdentifier):
    """A text is not an LCCN. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "form": "an LCCN is up to three small letters and eight digits, or up to two and ten",
        "space": "an LCCN is written without spaces",
    }


def lccn(text: str) -> str:
    """Return the normal form of the LCCN that a text consists of.

    Shape:   small letters, the year in two or four digits, the serial number in six; a hyphen may stand
             before the serial number, which is then filled up with zeros; a slash ends the number.
    Raises:  `BadLccn`: ``space`` or ``form``.
    Source:  Library of Congress, "The LCCN Namespace"; English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> lccn("n78-89035"), lccn("75-425165//r75")
    ('n78089035', '75425165')
    """
    if _SPACE.search(text):
        raise BadLccn(detail="space")
    number = text.partition("/")[0]
    year, _, serial = number.rpartition("-")
    if year and serial:
        number = year + serial.rjust(_SERIAL_DIGITS, "0")
    if _FORM.fullmatch(number) is None:
        raise BadLccn(detail="form")
    return number

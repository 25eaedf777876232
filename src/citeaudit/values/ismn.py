"""International Standard Music Numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.check_digits import has_check_digit_10

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"\s+", re.ASCII)
_FORM = re.compile(r"9790[0-9]{9}")


class BadIsmn(BadIdentifier):
    """A text is not an ISMN. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "check": "the check digit does not agree with the other digits, so one of them is wrong",
        "form": "an ISMN has thirteen digits and begins with 979-0",
    }


def ismn(text: str) -> str:
    """Return the thirteen digits of the ISMN that a text consists of.

    Shape:   thirteen digits from 9790, hyphens and spaces anywhere; the older form ``M-…`` is not taken.
    Raises:  `BadIsmn`: ``form`` or ``check``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> ismn("979-0-2306-7118-7")
    '9790230671187'
    """
    digits = text.replace("-", "")
    if _FORM.fullmatch(digits) is None:
        digits = _SPACE.sub("", digits)
        if _FORM.fullmatch(digits) is None:
            raise BadIsmn(detail="form")
    if not has_check_digit_10(digits):
        raise BadIsmn(detail="check")
    return digits

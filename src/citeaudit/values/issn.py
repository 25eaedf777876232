"""International Standard Serial Numbers, in print and electronic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.check_digits import has_check_digit_11

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"\s+", re.ASCII)
_FORM = re.compile(r"[0-9]{7}[0-9X]")


class BadIssn(BadIdentifier):
    """A text is not an ISSN. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "check": "the check digit does not agree with the other digits, so one of them is wrong",
        "form": "an ISSN has eight digits, the last of which may be a capital X",
    }


def issn(text: str) -> str:
    """Return the ISSN that a text consists of, with its hyphen.

    Shape:   eight digits, hyphens and spaces anywhere; a capital ``X`` may stand last.
    Raises:  `BadIssn`: ``form`` or ``check``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> issn("1050124X")
    '1050-124X'
    """
    digits = text.replace("-", "")
    if _FORM.fullmatch(digits) is None:
        digits = _SPACE.sub("", digits)
        if _FORM.fullmatch(digits) is None:
            raise BadIssn(detail="form")
    if not has_check_digit_11(digits):
        raise BadIssn(detail="check")
    return f"{digits[:4]}-{digits[4:]}"

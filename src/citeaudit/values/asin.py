"""Amazon Standard Identification Numbers, and the shops that they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.check_digits import has_check_digit_11
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORM = re.compile(r"[A-Z][0-9A-Z]{9}")
_ISBN_FORM = re.compile(r"[0-9]{9}[0-9X]")
_OWN_NUMBERS = ("630", "631")


class BadAsin(BadIdentifier):
    """A text is not an ASIN or not a shop. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "check": "ten digits are an ISBN or one of Amazon's own numbers, and the check digit does not fit",
        "form": "an ASIN is ten capital letters and digits, a letter first",
        "isbn": "it is an ISBN, and belongs in its parameter",
        "shop": "Amazon has no shop under this domain",
    }


def asin(text: str) -> str:
    """Return the ASIN that a text consists of.

    Shape:   ten capital letters and digits, a letter first; or a number in the form of an ISBN-10 that
             begins with 630 or 631.
    Raises:  `BadAsin`: ``form``, ``check`` or ``isbn``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> asin("B00005N5PF")
    'B00005N5PF'
    """
    if _FORM.fullmatch(text):
        return text
    if _ISBN_FORM.fullmatch(text) is None:
        raise BadAsin(detail="form")
    if not has_check_digit_11(text):
        raise BadAsin(detail="check")
    if not text.startswith(_OWN_NUMBERS):
        raise BadAsin(detail="isbn")
    return text


def amazon_domain(tld: str) -> str:
    """Return the end of the domain of Amazon's shop that ``asin-tld`` means; empty text means ``com``.

    Raises:  `BadAsin`: ``shop``. Its upstream key is ``err_bad_asin_tld``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> amazon_domain("uk"), amazon_domain("de")
    ('co.uk', 'de')
    """
    shops = identifier_data()["asin"]
    domain = str(shops["short"].get(tld, tld)) or "com"
    if domain not in shops["domains"] and domain not in shops["newer_domains"]:
        raise BadAsin(detail="shop")
    return domain

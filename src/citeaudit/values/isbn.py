"""International Standard Book Numbers, and the Standard Book Numbers that they grew from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.check_digits import has_check_digit_10, has_check_digit_11
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALIEN = re.compile(r"[^0-9X\s-]", re.ASCII)
_LONG = 13
_SHORT = 10
_SBN = 9
_BOOKLAND = ("978", "979")
_MUSIC = "9790"
_AMAZON = ("630", "631")
_DIGITS = "0123456789"


class BadIsbn(BadIdentifier):
    """A text is not an ISBN or SBN; ``detail`` is the templates' word for the reason."""

    reasons: ClassVar[Mapping[str, str]] = {
        "char": "it has a character other than digits, hyphens, spaces and a final capital X",
        "check": "the check digit does not agree with the other digits, so one of them is wrong",
        "form": "the X does not stand in the last place",
        "group": "no publisher of books has this group of numbers",
        "length": "it does not have the right number of digits",
        "prefix": "an ISBN of thirteen digits begins with 978 or 979",
    }


@frozen
class Isbn:
    """An ISBN without its hyphens: ten or thirteen characters, the check digit fits."""

    digits: str

    def __str__(self) -> str:
        """Return the number without hyphens."""
        return self.digits

    @property
    def isbn13(self) -> str:
        """The number in thirteen digits, by which two spellings of one ISBN are equal.

        >>> isbn("0-306-40615-2").isbn13
        '9780306406157'
        """
        if len(self.digits) == _LONG:
            return self.digits
        stem = f"978{self.digits[:9]}"
        return next(stem + digit for digit in _DIGITS if has_check_digit_10(stem + digit))


def isbn(text: str) -> Isbn:
    """Return the ISBN that a text consists of.

    Shape:   ten or thirteen digits, hyphens and spaces anywhere; a capital ``X`` may end the shorter form.
    Raises:  `BadIsbn`: ``char``, ``length``, ``form``, ``prefix``, ``check`` or ``group``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers: its tests in its order. 979-0 is left to
             music; 630 and 631 are Amazon's own numbers in the form of an ISBN-10.

    >>> isbn("978-0-306-40615-7")
    Isbn(digits='9780306406157')
    """
    digits = _undivided(text)
    if len(digits) == _LONG:
        return Isbn(_checked_13(digits))
    if len(digits) != _SHORT:
        raise BadIsbn(detail="length")
    _check_10(digits)
    if digits[:3] in _AMAZON:
        raise BadIsbn(detail="group")
    return Isbn(digits)


def sbn(text: str) -> str:
    """Return the nine characters of the Standard Book Number that a text consists of.

    Shape:   nine digits, hyphens and spaces anywhere; a capital ``X`` may stand last.
    Raises:  `BadIsbn`: ``char``, ``length``, ``form`` or ``check``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers: an SBN is an ISBN-10 without its first 0.

    >>> sbn("306-40615-2")
    '306406152'
    """
    digits = _undivided(text)
    if len(digits) != _SBN:
        raise BadIsbn(detail="length")
    _check_10(f"0{digits}")
    return digits


def predates_isbn(year: int) -> bool:
    """Return whether books of this year cannot have been given an ISBN.

    >>> predates_isbn(1964), predates_isbn(1965)
    (True, False)
    """
    return bool(year < identifier_data()["isbn"]["first_year"])


def _undivided(text: str) -> str:
    digits = text.replace("-", "").replace(" ", "")
    if digits.isdecimal() and digits.isascii():
        return digits
    if _ALIEN.search(text):
        raise BadIsbn(detail="char")
    return "".join(digits.split())


def _checked_13(digits: str) -> str:
    if "X" in digits:
        raise BadIsbn(detail="char")
    if digits[:3] not in _BOOKLAND:
        raise BadIsbn(detail="prefix")
    if digits[:4] == _MUSIC:
        raise BadIsbn(detail="group")
    if not has_check_digit_10(digits):
        raise BadIsbn(detail="check")
    return digits


def _check_10(digits: str) -> None:
    if "X" in digits[:-1]:
        raise BadIsbn(detail="form")
    if not has_check_digit_11(digits):
        raise BadIsbn(detail="check")

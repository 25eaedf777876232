"""Numbers of preprints in arXiv."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from citeaudit.values.bad_identifier import BadIdentifier

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_ARCHIVE = re.compile(r"([A-Za-z][A-Za-z.-]+/([09][0-9][01][0-9])[0-9]{3})(?:v([0-9]+))?")
_BY_MONTH = re.compile(r"(([0-9]{2}[01][0-9])\.[0-9]{4}([0-9])?)(?:v([0-9]+))?")


class BadArxiv(BadIdentifier):
    """A text is not an arXiv number. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "date": "numbers of this form were not given out in the month that it begins with",
        "form": "it is neither archive/yymmnnn, as until March 2007, nor yymm.nnnn, as since",
    }


@frozen
class Arxiv:
    """An arXiv number and, where it was given, the version."""

    number: str
    version: str = ""
    """The digits of the version; empty where none was given."""

    def __str__(self) -> str:
        """Return the number with its version."""
        return f"{self.number}v{self.version}" if self.version else self.number

    @property
    def names_its_archive(self) -> bool:
        """Whether the number says where it belongs (``hep-th/9901001``), so that no class need."""
        return "/" in self.number


def arxiv(text: str) -> Arxiv:
    """Return the arXiv number that a text consists of.

    Shape:   ``archive/yymmnnn`` from July 1991 to March 2007, ``yymm.nnnn`` from April 2007 to December
             2014, ``yymm.nnnnn`` since; a version ``vN`` may follow. Months to come are not looked for.
    Raises:  `BadArxiv`: ``form`` or ``date``.
    Source:  arXiv, "Understanding the arXiv identifier"; English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> arxiv("0704.0001v2"), arxiv("hep-th/9901001")
    (Arxiv(number='0704.0001', version='2'), Arxiv(number='hep-th/9901001', version=''))
    """
    if parts := _BY_MONTH.fullmatch(text):
        number, month, fifth_digit, version = parts.groups()
        first, last = ("1501", "9912") if fifth_digit else ("0704", "1412")
    elif parts := _BY_ARCHIVE.fullmatch(text):
        number, month, version = parts.groups()
        first, last = ("9107", "9912") if month[0] == "9" else ("0001", "0703")
    else:
        raise BadArxiv(detail="form")
    if not (first <= month <= last and "01" <= month[2:] <= "12"):
        raise BadArxiv(detail="date")
    return Arxiv(number, version or "")

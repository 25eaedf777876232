"""Bibliographic codes of the Astrophysics Data System."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_LENGTH = 19
_FIRST_YEAR = 1000
_FILLING = ".0123456789"
_FORM = re.compile(r"([0-9]{4})[A-Za-z][A-Za-z0-9&.]{3}[A-Za-z0-9.]+[A-Za-z.]")


class BadBibcode(BadIdentifier):
    """A text is not a bibcode; ``detail`` is the templates' word for the reason."""

    reasons: ClassVar[Mapping[str, str]] = {
        "journal": "the journal's abbreviation lacks a letter between its ampersand and its dot",
        "length": "a bibcode has nineteen characters",
        "value": "a bibcode is yyyyJJJJJVVVVMPPPPA: year, journal, volume, section, page, author",
        "year": "its first four digits are no year of publication",
    }


@frozen
class Bibcode:
    """A bibcode: nineteen ASCII characters, ``yyyyJJJJJVVVVMPPPPA``."""

    text: str

    def __str__(self) -> str:
        """Return the bibcode as it was written."""
        return self.text

    @property
    def year(self) -> int:
        """The year of publication."""
        return int(self.text[:4])

    @property
    def journal(self) -> str:
        """The journal's abbreviation, without the dots that fill it up.

        >>> Bibcode("1974AJ.....79..819H").journal
        'AJ'
        """
        return self.text[4:9].strip(".")

    @property
    def is_temporary(self) -> bool:
        """Whether the article had no volume and page yet: ``.tmp.`` stands in their place."""
        return self.text[9:14] == ".tmp."

    @property
    def is_preprint(self) -> bool:
        """Whether the code is that of a preprint, not of its publication.

        >>> Bibcode("2015arXiv151206696F").is_preprint, Bibcode("2000hep.th....1001A").is_preprint
        (True, True)
        """
        return self.text[4:9] == "arXiv" or self.text[4:13].rstrip(_FILLING) in _preprint_journals()


def bibcode(text: str, as_of: dt.date) -> Bibcode:
    """Return the bibcode that a text consists of.

    Shape:   year, a letter, three letters, digits, dots or ampersands, then letters, digits and dots; a
             letter or dot stands last. The year is from 1000 to the one after ``as_of``.
    Raises:  `BadBibcode`: ``length``, ``value``, ``journal`` or ``year``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers; it counts bytes.
    """
    if len(text) != _LENGTH or not text.isascii():
        size_bytes = len(text.encode(errors="surrogatepass"))
        raise BadBibcode(detail="value" if size_bytes == _LENGTH else "length")
    parts = _FORM.fullmatch(text)
    if parts is None:
        raise BadBibcode(detail="value")
    if "&." in text:
        raise BadBibcode(detail="journal")
    if not _FIRST_YEAR <= int(parts[1]) <= as_of.year + 1:
        raise BadBibcode(detail="year")
    return Bibcode(text)


@cache
def _preprint_journals() -> frozenset[str]:
    return frozenset(identifier_data()["bibcode"]["preprint_journals"])

"""Digital object identifiers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    from collections.abc import Mapping

# The last character may be a space or a dash: so the templates have it.
_FORM = re.compile(r"10\.([^/]+)/([^\s\u2013]*[^.,])", re.DOTALL)
# Three digits name no one; but some of those registrants have given out codes after a dot.
_REGISTRANT = re.compile(r"([1-9][0-9]{3,4}|[0-9]{3}(?=\.))((?:\.[0-9.]*)?)")


class BadDoi(BadIdentifier):
    """A text is not a DOI. The templates do not say why; ``detail`` does."""

    reasons: ClassVar[Mapping[str, str]] = {
        "form": "a DOI is 10.registrant/name, without spaces, en dashes and a final dot or comma",
        "registrant": "no registrant has the number before the slash",
    }


@frozen
class Doi:
    """A DOI in its two parts: ``10.registrant/name``."""

    registrant: str
    name: str

    def __str__(self) -> str:
        """Return the DOI as it was written."""
        return f"10.{self.registrant}/{self.name}"

    @property
    def is_free(self) -> bool:
        """Whether the registrant is known to publish this in open access.

        >>> doi("10.3390/s1").is_free, doi("10.1093/mnras/stu1").is_free, doi("10.1093/nar/gkr1").is_free
        (True, True, False)
        """
        registrants, journals = _free_registrants()
        beginnings = journals.get(self.registrant, ())
        return self.registrant in registrants or self.name.lower().startswith(beginnings)


def doi(text: str) -> Doi:
    """Return the DOI that a text consists of.

    Shape:   ``10.`` registrant ``/`` name, as in a reference, not as a URL and without ``doi:``.
    Raises:  `BadDoi`: ``form`` or ``registrant``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> doi("10.1000/182")
    Doi(registrant='1000', name='182')
    """
    parts = _FORM.fullmatch(text)
    if parts is None:
        raise BadDoi(detail="form")
    registrant, name = parts.groups()
    if not _is_registrant(registrant):
        raise BadDoi(detail="registrant")
    return Doi(registrant, name)


@lru_cache(maxsize=2048)
def _is_registrant(text: str) -> bool:
    parts = _REGISTRANT.fullmatch(text)
    if parts is None:
        return False
    code, division = parts.groups()
    bounds = identifier_data()["doi"]
    largest = bounds["largest_divided_registrant" if division else "largest_registrant"]
    return int(code) <= largest and text not in bounds["test_registrants"]


@cache
def _free_registrants() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    free = identifier_data()["doi"]["free"]
    return frozenset(free["registrants"]), {key: tuple(names) for key, names in free["journals"].items()}

"""Identifiers that are right but for what stands around them: labels, addresses, stray marks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from citeaudit.values.identifier_table import identifier_table
from citeaudit.values.identifiers import judge

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_MARKS_BEFORE: Final = " \t\n\u00a0<\"'\u201c\u2018:#="
_MARKS_AFTER: Final = " \t\n\u00a0>\"'\u201d\u2019.,;:/"
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_WITH_HYPHENS: Final = frozenset(("isbn", "issn", "eissn", "ismn", "sbn"))
_OTHER_LABELS: Final = {
    "isbn": ("isbn-13", "isbn-10", "isbn13", "isbn10", "isbn 13", "isbn 10"),
    "issn": ("e-issn", "eissn", "print issn"),
    "s2cid": ("corpusid",),
    "lccn": ("loccn",),
    "ol": ("open library",),
}
_OTHER_PREFIXES: Final = {"doi": ("doi.org/", "dx.doi.org/"), "pmid": ("www.ncbi.nlm.nih.gov/pubmed/",)}
_SCHEME: Final = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_LONGEST: Final = 200


@lru_cache(maxsize=2048)
def mended_identifier(kind: str, text: str, as_of: dt.date) -> str:
    """Return the identifier that a wrong value surely means; "" where there is none.

    Shape:   ``kind`` is one of `IDENTIFIERS`; ``text`` is a value that `judge` refuses.
    Returns: what `judge` takes; nothing of the identifier proper is changed but dashes and the case
             of an X.

    >>> import datetime as dt
    >>> mended_identifier("doi", "https://doi.org/10.1000/182.", dt.date(2026, 11, 22))
    '10.1000/182'
    >>> mended_identifier("isbn", "ISBN 978\u20130\u2013306\u201340615\u20137", dt.date(2026, 11, 22))
    '978-0-306-40615-7'
    """
    if len(text) > _LONGEST or "{" in text or "[" in text:
        return ""
    for candidate in _candidates(kind, text):
        verdict = judge(kind, candidate, as_of)
        if candidate and verdict.ok and verdict.maintenance is None:
            return candidate
    return ""


def _candidates(kind: str, text: str) -> Iterator[str]:
    """Yield what may have been meant, the least changed first."""
    plain = text.replace("\u00a0", " ").strip(_MARKS_BEFORE)
    if kind in _WITH_HYPHENS:
        plain = plain.translate(_DASHES)
        plain = f"{plain[:-1]}X" if plain[-1:] == "x" else plain
    label = _label(kind).match(plain)
    bare = plain[label.end() :].lstrip(_MARKS_BEFORE) if label else plain
    inner = _without_address(kind, bare)
    for candidate in (plain, bare, inner):
        yield candidate
        yield candidate.rstrip(_MARKS_AFTER)


@cache
def _label(kind: str) -> re.Pattern[str]:
    names = (*identifier_table()[kind].parameters, *_OTHER_LABELS.get(kind, ()))
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})[ .:#=]+", re.IGNORECASE)


def _without_address(kind: str, text: str) -> str:
    """Return what follows the address of the place to which such identifiers lead."""
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text.removeprefix("www.")
    known = identifier_table()[kind].url_prefix or ""
    prefixes = (*_OTHER_PREFIXES.get(kind, ()), known.removeprefix("https://"))
    for prefix in prefixes:
        short = prefix.removeprefix("www.")
        if short and rest.lower().startswith(short.lower()):
            return unquote(rest[len(short) :])
    return text

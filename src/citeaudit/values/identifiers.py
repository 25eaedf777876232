"""Judges the identifiers of citation templates, of whatever kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from citeaudit.values.arxiv import arxiv
from citeaudit.values.asin import asin
from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.bibcode import Bibcode, bibcode
from citeaudit.values.doi import doi
from citeaudit.values.handle import handle
from citeaudit.values.identifier_table import Identifier, identifier_table
from citeaudit.values.isbn import isbn, sbn
from citeaudit.values.ismn import ismn
from citeaudit.values.issn import issn
from citeaudit.values.lccn import lccn
from citeaudit.values.numbered_ids import numbered_id
from citeaudit.values.pattern_ids import pattern_id
from citeaudit.values.preprints import biorxiv, medrxiv

if TYPE_CHECKING:
    import datetime as dt


class _Identifiers(Mapping[str, Identifier]):
    """Reads its table when it is first asked, so that importing this module reads nothing."""

    def __getitem__(self, name: str) -> Identifier:
        return identifier_table()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(identifier_table())

    def __len__(self) -> int:
        return len(identifier_table())


IDENTIFIERS: Mapping[str, Identifier] = _Identifiers()
"""The kinds of identifiers by the canonical names of their parameters: ``doi``, ``isbn``, ``message-id`` …"""


class Verdict(NamedTuple):
    """What the citation templates think of the value of an identifier."""

    # A tuple, because it is made for every identifier of a page and takes half the time of other classes.
    kind: str
    """The canonical name of the identifier's parameter."""
    canonical: str | None
    """The identifier proper in its normal form; ``None`` where it is wrong."""
    maintenance: str | None = None
    """Upstream key under which the value's form is tracked, such as ``maint_pmc_format``; right or wrong."""
    condition: str | None = None
    """Upstream key of what is wrong, such as ``err_bad_isbn``; ``None``: nothing is."""
    detail: str = ""
    """What is wrong, in one word; empty where nothing is."""
    reason: str = ""
    """What is wrong, as a clause; empty where nothing is."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.condition is None

    @property
    def url(self) -> str | None:
        """Where the identifier leads; ``None`` where it is wrong or there is no such place."""
        return None if self.canonical is None else IDENTIFIERS[self.kind].url(self.canonical)


_TIMELESS: Mapping[str, Callable[[str], object]] = {
    "arxiv": arxiv,
    "asin": asin,
    "doi": doi,
    "eissn": issn,
    "hdl": handle,
    "isbn": isbn,
    "ismn": ismn,
    "issn": issn,
    "lccn": lccn,
    "sbn": sbn,
    **{kind: partial(numbered_id, kind) for kind in ("oclc", "osti", "pmc", "pmid", "rfc", "s2cid", "ssrn")},
    **{kind: partial(pattern_id, kind) for kind in ("citeseerx", "jfm", "jstor", "message-id", "mr", "ol", "zbl")},
}
_DATED: Mapping[str, Callable[[str, dt.date], object]] = {"bibcode": bibcode, "biorxiv": biorxiv, "medrxiv": medrxiv}


@lru_cache(maxsize=8192)
def judge(kind: str, text: str, as_of: dt.date) -> Verdict:
    """Return what the citation templates think of an identifier.

    Shape:   ``kind`` is a key of `IDENTIFIERS`; ``text`` is the value, trimmed, without comments and
             without the ``((…))`` of a value to be taken as it is.
    Raises:  `KeyError` for a kind that is not in `IDENTIFIERS`; never for the text.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers.

    >>> import datetime as dt
    >>> judge("isbn", "0-306-40615-3", dt.date(2022, 9, 1)).condition
    'err_bad_isbn'
    >>> judge("pmc", "PMC1234567", dt.date(2022, 9, 1)).url
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567'
    """
    identifier = identifier_table()[kind]
    mark = identifier.mark
    maintenance = mark.condition if mark is not None and mark.pattern.fullmatch(text) else None
    parse = _TIMELESS.get(kind)
    try:
        value = _DATED[kind](text, as_of) if parse is None else parse(text)
    except BadIdentifier as bad:
        return Verdict(kind, None, maintenance, identifier.condition, bad.detail, str(bad))
    if type(value) is Bibcode and value.is_temporary:
        maintenance = "maint_bibcode"
    return Verdict(kind, str(value), maintenance)

"""The identifiers of a citation, and the parameters that belong to one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.dates import judged, publication_date
from citeaudit.cs1.parameter_names import PREPRINTS
from citeaudit.cs1.parameters import KEYWORDS
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.values.asin import BadAsin, amazon_domain
from citeaudit.values.bibcode import BadBibcode, bibcode
from citeaudit.values.doi import BadDoi, doi
from citeaudit.values.identifiers import IDENTIFIERS, judge
from citeaudit.values.isbn import predates_isbn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Condition, Reading

_YEAR = re.compile(r"[0-9]{4}")
_MONTH_AND_YEAR = re.compile(r"(?:[0-9]{1,2} )?([A-Za-z]+) (?:[0-9]{1,2}, )?([0-9]{4})")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(IDENTIFIERS)


@lru_cache(maxsize=1)
def _access() -> dict[str, str]:
    """Return the parameter that says that an identifier's link is free → the identifier."""
    return {entry.access_parameter: name for name, entry in IDENTIFIERS.items() if entry.access_parameter}


_SUPPORT: Final = {
    "asin-tld": ("asin", "err_asintld_missing_asin"),
    "doi-broken-date": ("doi", "err_doibroken_missing_doi"),
    "pmc-embargo-date": ("pmc", "err_embargo_missing_pmc"),
}
_URL_ACCESS: Final = ("url", "chapter-url", "map-url")


@lru_cache(maxsize=1)
def _helpers() -> frozenset[str]:
    """Return the parameters that say something about another one."""
    return frozenset(("class", *_SUPPORT, *_access(), *(f"{name}-access" for name in _URL_ACCESS)))


def check(reading: Reading, as_of: dt.date) -> Iterator[Condition]:
    """Yield what is wrong with identifiers and with parameters that need one."""
    arguments = reading.arguments
    names = _names()
    given = [name for name in arguments if name in names]
    for kind in given:
        yield from _identifier(reading, kind, arguments[kind], as_of)
    if reading.kind in PREPRINTS and not _has_own(reading, as_of):
        yield reading.condition(f"err_{reading.kind}_missing", reading.kind)
    if _helpers().isdisjoint(arguments):
        return
    if "class" in arguments and "arxiv" in given and not arguments["arxiv"].value[:1].isdigit():
        yield reading.condition("err_class_ignored", "class", at=arguments["class"].parameter)
    for name in _SUPPORT.keys() & arguments.keys():
        yield from _support(reading, name, as_of)
    for name in _access().keys() & arguments.keys():
        if _access()[name] not in given:
            yield _access_alone(reading, name, _access()[name])
    yield from _url_access(reading)


def _url_access(reading: Reading) -> Iterator[Condition]:
    for name in _URL_ACCESS:
        access = reading.arguments.get(f"{name}-access")
        if access and name not in reading.arguments and access.value in KEYWORDS["url-access"]:
            written = access.written.removesuffix("-access")
            yield reading.condition("err_param_access_requires_param", access.written, written, at=access.parameter)


def _access_alone(reading: Reading, name: str, needed: str) -> Condition:
    at = reading.arguments[name].parameter
    return reading.condition("err_param_access_requires_param", name, needed, at=at)


def _identifier(reading: Reading, kind: str, argument: Argument, as_of: dt.date) -> Iterator[Condition]:
    entry = IDENTIFIERS[kind]
    text = argument.value
    if "{{" in text or "<" in text:
        text = argument.text
        if OPAQUE in text:
            return
    if argument.is_accepted and entry.accepted:
        yield reading.condition(entry.accepted, kind, at=argument)
        return
    verdict = judge(kind, text, as_of)
    if verdict.maintenance:
        proposal = verdict.canonical or "" if verdict.maintenance.endswith("_format") else ""
        yield reading.condition(verdict.maintenance, kind, at=argument, proposal=proposal)
    if verdict.condition:
        yield reading.condition(verdict.condition, kind, at=argument, detail=verdict.detail)
        return
    extra = _EXTRA.get(kind)
    if extra is not None:
        yield from extra(reading, argument, as_of)


# --- what is said of good identifiers


def _doi(reading: Reading, argument: Argument, as_of: dt.date) -> Iterator[Condition]:  # noqa: ARG001
    if broken := reading.arguments.get("doi-broken-date"):
        yield _inactive(reading, broken)
        return
    try:
        is_free = doi(argument.value).is_free
    except BadDoi:
        return
    if is_free and reading.get("doi-access") != "free":
        yield reading.condition("maint_doi_unflagged_free", "doi", at=argument)


def _inactive(reading: Reading, broken: Argument) -> Condition:
    year = _YEAR.search(broken.value)
    if year is None:
        return reading.condition("maint_doi_inactive", "doi-broken-date", at=broken)
    named = _MONTH_AND_YEAR.fullmatch(broken.value)
    detail = f"{named[1]} {named[2]}" if named else year[0]
    return reading.condition("maint_doi_inactive_dated", "doi-broken-date", at=broken, detail=detail)


def _isbn(reading: Reading, argument: Argument, as_of: dt.date) -> Iterator[Condition]:
    published = publication_date(reading)
    if published is None:
        return
    date, _, _ = judged(published.parameter.value, "date", as_of)
    if date is not None and date.last_year is not None and predates_isbn(date.last_year):
        yield reading.condition("err_invalid_isbn_date", "isbn", published.written, at=argument)


def _asin(reading: Reading, argument: Argument, as_of: dt.date) -> Iterator[Condition]:  # noqa: ARG001
    if shop := reading.arguments.get("asin-tld"):
        try:
            amazon_domain(shop.value)
        except BadAsin:
            yield reading.condition("err_bad_asin_tld", "asin-tld", at=shop)


def _bibcode(reading: Reading, argument: Argument, as_of: dt.date) -> Iterator[Condition]:
    """Track the code of a preprint beside what shows that the work is published."""
    if "work" not in reading.arguments or not ({"volume", "issue", "pages", "page"} & reading.arguments.keys()):
        return
    try:
        is_preprint = bibcode(argument.value, as_of).is_preprint
    except BadBibcode:
        return
    if is_preprint:
        yield reading.condition("maint_bibcode", "bibcode", at=argument)


def _pmc(reading: Reading, argument: Argument, as_of: dt.date) -> Iterator[Condition]:  # noqa: ARG001
    embargo = reading.arguments.get("pmc-embargo-date")
    if embargo is not None and not is_embargoed(reading, as_of):
        date, _, _ = judged(embargo.parameter.value, "pmc-embargo-date", as_of)
        if date is not None:
            yield reading.condition("maint_pmc_embargo", "pmc-embargo-date", at=embargo.parameter)


_EXTRA = {"asin": _asin, "bibcode": _bibcode, "doi": _doi, "isbn": _isbn, "pmc": _pmc}


# --- what needs an identifier


def _support(reading: Reading, name: str, as_of: dt.date) -> Iterator[Condition]:
    needed, key = _SUPPORT[name]
    argument = reading.arguments[name]
    if needed in reading.arguments:
        return
    if name == "pmc-embargo-date" and judged(argument.parameter.value, name, as_of)[1]:
        return
    yield reading.condition(key, name, needed, at=argument.parameter)


def _has_own(reading: Reading, as_of: dt.date) -> bool:
    """Say whether a preprint has the identifier of its server; one that is wrong counts for none."""
    own = reading.arguments.get(reading.kind)
    return own is not None and ("{{" in own.value or judge(reading.kind, own.value, as_of).ok)


def is_embargoed(reading: Reading, as_of: dt.date) -> bool:
    """Say whether the article may not be read at PubMed Central yet."""
    embargo = reading.arguments.get("pmc-embargo-date")
    if embargo is None:
        return False
    date, _, _ = judged(embargo.parameter.value, "pmc-embargo-date", as_of)
    day = date.earliest() if date is not None else None
    return day is not None and day > as_of


def links_title(reading: Reading, as_of: dt.date) -> str:
    """Return the identifier whose address the title of a journal article gets where it has no URL, or "".

    Source:  Module:Citation/CS1, ``citation0``; Help:Citation Style 1, "Auto-linking titles".
    """
    wish = reading.get("title-link")
    if wish not in ("", "pmc", "doi") or reading.get("title") in ("none", "off"):
        return ""
    for name in dict.fromkeys((wish or "pmc", "pmc", "doi")):
        argument = reading.arguments.get(name)
        if argument is not None and _is_free(reading, argument, as_of):
            return name
    return ""


def _is_free(reading: Reading, argument: Argument, as_of: dt.date) -> bool:
    if not judge(argument.name, argument.value, as_of).ok:
        return False
    if argument.name == "pmc":
        return not is_embargoed(reading, as_of)
    is_marked = reading.get("doi-access") == "free"
    return is_marked and not argument.is_accepted and "doi-broken-date" not in reading.arguments

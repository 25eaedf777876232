"""Parameters that a citation template does not take, takes twice, or takes only with certain values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.parameter_names import is_known
from citeaudit.cs1.suggestions import is_sure, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Condition, Reading
    from citeaudit.model import Parameter

_YES: Final = ("yes", "true", "y")
_LINK_ACCESS: Final = ("subscription", "limited", "registration")
_FREE: Final = ("free",)

KEYWORDS: Final = {
    "name-list-style": ("&", "amp", "ampersand", "and", "serial", "vanc"),
    "url-status": ("dead", "deviated", "live", "unfit", "usurped", "bot: unknown"),
    "df": ("dmy", "dmy-all", "mdy", "mdy-all", "ymd", "ymd-all"),
    "mode": ("cs1", "cs2"),
    "no-pp": _YES,
    "no-tracking": _YES,
    "url-access": _LINK_ACCESS,
    "chapter-url-access": _LINK_ACCESS,
    "map-url-access": _LINK_ACCESS,
    "bibcode-access": _FREE,
    "doi-access": _FREE,
    "hdl-access": _FREE,
    "jstor-access": _FREE,
    "ol-access": _FREE,
    "osti-access": _FREE,
    "s2cid-access": _FREE,
    "ssrn-access": _FREE,
}
"""Parameters that take only these words, in small letters."""

UNSAID: Final = "parameter_ignored_unsaid"
"""No key of the module: it mostly forgets to speak of unknown names where it has spoken of text without a name."""

_LOCATORS: Final = ("page", "p", "pp", "pages", "at", "sheet", "sheets")
"""Only one of these may say where; the first of them counts."""

_PLACES: Final = frozenset(("page", "pages", "at", "sheet", "sheets"))
_SOURCES: Final = frozenset(("vauthors", "veditors", "authors"))

_PAIRS: Final = {
    "mailing list": ("work", "mailing-list"),
    "encyclopedia": ("encyclopedia", "work"),
    "citation": ("encyclopedia", "work"),
    "episode": ("season", "series-number"),
}
"""Kind → two parameters of which it takes one."""

_DOUBLED: Final = frozenset((*_PAIRS, "map", "tech report"))

_MISSING_PIPE = re.compile(r"\s([A-Za-z][A-Za-z0-9-]++)\s*+=")
_MISSING_PIPE_AT_START = re.compile(r"([A-Za-z][A-Za-z0-9-]++)\s*+=")
_TAG = re.compile(r"<[^<>]*+>")
_UNNAMED = "(empty string)"


def check(reading: Reading) -> Iterator[Condition]:
    """Yield what is wrong with the names of parameters, and with values that are keywords."""
    if reading.unnamed or reading.unknown or reading.empty or reading.deprecated:
        yield from _odd_names(reading)
    if reading.redundant:
        yield from _aliases(reading)
    arguments = reading.arguments
    if not _PLACES.isdisjoint(arguments) and len(_PLACES & arguments.keys()) > 1:
        yield from _one_locator(reading)
    if "minutes" in arguments or reading.kind in _DOUBLED:
        yield from _contradictions(reading)
    if not _SOURCES.isdisjoint(arguments):
        yield from _sources(reading)
    for name in arguments:
        if name in KEYWORDS and arguments[name].parameter.value not in KEYWORDS[name]:
            yield _bad_keyword(reading, arguments[name])
    if "ref" in arguments and arguments["ref"].parameter.value == "harv":
        yield _bad_keyword(reading, arguments["ref"])
    if reading.marked or reading.unnamed:
        yield from _missing_pipes(reading)


def _bad_keyword(reading: Reading, argument: Argument) -> Condition:
    return reading.condition("err_invalid_param_val", argument.written, at=argument, detail=argument.parameter.value)


# --- names


def _odd_names(reading: Reading) -> Iterator[Condition]:
    for parameter in reading.unnamed:
        yield reading.condition("err_text_ignored", at=parameter, detail=parameter.value.strip())
    for parameter in reading.unknown:
        yield _unknown(reading, parameter)
    if reading.empty:
        names = tuple(parameter.name or _UNNAMED for parameter in reading.empty)
        yield reading.condition("err_param_unknown_empty", *names, at=reading.empty[0])
    for parameter in reading.deprecated:
        yield reading.condition("maint_authors", parameter.name, at=parameter)


def _unknown(reading: Reading, parameter: Parameter) -> Condition:
    meant = suggestion(parameter.name, reading.kind)
    if reading.unnamed and not is_sure(parameter.name, reading.kind):
        names = (parameter.name, meant) if meant else (parameter.name,)
        return reading.condition(UNSAID, *names, at=parameter, detail=meant)
    if not meant:
        return reading.condition("err_parameter_ignored", parameter.name, at=parameter)
    return reading.condition("err_parameter_ignored_suggest", parameter.name, meant, at=parameter, detail=meant)


# --- the same twice


def _aliases(reading: Reading) -> Iterator[Condition]:
    for same in reading.redundant.values():
        names = tuple(parameter.name for parameter in (*same[1:], same[0]))
        yield reading.condition("err_redundant_parameters", *names, at=same[-1])


def _one_locator(reading: Reading) -> Iterator[Condition]:
    given = [name for name in _LOCATORS if (parameter := reading.given.get(name)) is not None and parameter.value]
    if len(given) > 1 and is_known(given[-1], reading.kind):
        yield reading.condition("err_redundant_parameters", *given[1:], given[0], at=reading.given[given[-1]])


def _contradictions(reading: Reading) -> Iterator[Condition]:
    """Yield pairs of parameters that are different but say the same."""
    arguments = reading.arguments
    for first, second in (("minutes", "time"), _PAIRS.get(reading.kind, ("", ""))):
        if first in arguments and second in arguments:
            names = (arguments[first].written, arguments[second].written)
            yield reading.condition("err_redundant_parameters", *names, at=arguments[second].parameter)
    if reading.kind == "map" and "chapter" in arguments and reading.origin("chapter") != "section":
        chapter = arguments["chapter"]
        yield reading.condition("err_redundant_parameters", "map", chapter.written, at=chapter.parameter)
    elif reading.kind == "tech report" and "id" in arguments and reading.origin("issue") == "number":
        yield reading.condition("err_redundant_parameters", "id", "number", at=arguments["issue"].parameter)


def _sources(reading: Reading) -> Iterator[Condition]:
    """Yield lists of people that are given in two ways."""
    for people, vancouver in (("author", "vauthors"), ("editor", "veditors")):
        given = [reading.arguments[name] for name in (vancouver, f"{people}s") if name in reading.arguments]
        listed = any(name.number <= 2 for name in reading.names(people))  # noqa: PLR2004 (it looks no further)
        if given and len(given) + listed > 1:
            detail = f"{people}-name-list parameters"
            yield reading.condition("err_redundant_parameters", at=given[-1].parameter, detail=detail)


# --- a pipe too few


def _missing_pipes(reading: Reading) -> Iterator[Condition]:
    for argument in reading.marked:
        if "=" in argument.value and (name := _name_inside(argument.text)):
            yield reading.condition("err_missing_pipe", argument.written, at=argument, detail=name)
    for parameter in reading.unnamed:
        if "=" in parameter.value and (name := _name_inside(parameter.value)):
            yield reading.condition("err_missing_pipe", parameter.name, at=parameter, detail=name)


def _name_inside(value: str) -> str:
    """Return the name of a parameter that stands in a value with its equals sign, or ""."""
    plain = _TAG.sub("", value)
    found = _MISSING_PIPE.search(plain) or _MISSING_PIPE_AT_START.match(plain)
    return found[1] if found and is_known(found[1], "") else ""

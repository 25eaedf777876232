"""What does not belong into the text of a parameter: labels, markup, stray marks, characters nobody sees."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citeaudit.cs1.reading import Condition
from citeaudit.cs1.rendering import OPAQUE, rendered
from citeaudit.scanner import TAG, scan
from citeaudit.span import Span
from citeaudit.tables import table
from citeaudit.values.invisible_characters import invisible_character

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.model import Parameter

_STRAY_MARKS: Final = frozenset(",;:")
_DIGITS = re.compile("[0-9]+")
_ENTITY_AT_END = re.compile(r"&#?[A-Za-z0-9]+;\Z")
_EDGES: Final = "".join(
    map(chr, (*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
"""What the module trims: white space, and all that Unicode has as separators."""

_SPACES: Final = frozenset("\t\n\r\xa0\u200a")
_MARKERS: Final = frozenset(("gallery", "hiero", "math", "nowiki", "poem", "pre", "ref", "score", "syntaxhighlight"))
_LABEL_AT_START = re.compile(
    r"(?:volumes?|vols?|issues?|iss|numbers?|nos?|nr|n|pages?|pgs?|pp?)[.:=]?(?:&nbsp;|\s)*(?=[0-9IVXLCDM])",
    re.IGNORECASE,
)
_LABEL_AT_END = re.compile(r"(?<=\S)\s+(?:edn?\.?|edition)\Z", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Condition]:
    """Yield what is wrong with the text of single parameters.

    Source:  English Wikipedia, Module:Citation/CS1, September 2022; Help:CS1 errors.
    """
    for argument in reading.marked:
        parameter = argument.parameter
        value = parameter.value
        if not value.isprintable() or "<" in value or "\N{REPLACEMENT CHARACTER}" in value:
            yield from _invisible(reading, parameter)
        if (value[-1] in _STRAY_MARKS or value[0] == "=") and _may_not_end_so(parameter.name):
            yield _stray_mark(reading, parameter)
    arguments = reading.arguments
    for name in ("work", "publisher"):
        argument_with_markup = arguments.get(name)
        if argument_with_markup is not None and "''" in argument_with_markup.value:
            yield from _markup(reading, argument_with_markup)
    if not arguments.keys().isdisjoint(_LABELLED):
        yield from _labels(reading)


# --- characters


def _invisible(reading: Reading, parameter: Parameter) -> Iterator[Condition]:
    text = rendered(parameter.value) if "{{" in parameter.value or "<" in parameter.value else parameter.value
    text = text.strip(_EDGES)
    found = invisible_character(text)
    if found:
        span, proposal = _place(reading, parameter, found.offset)
        detail = f"{found.kind} character at position {found.offset + 1}"
        yield Condition("err_invisible_char", (parameter.name,), span, reading.citation, detail, proposal)
    elif OPAQUE in text and (marker := _marker(parameter)):
        detail = f"{marker} stripmarker at position {text.index(OPAQUE) + 1}"
        yield reading.condition("err_invisible_char", parameter.name, at=parameter, detail=detail)


def _place(reading: Reading, parameter: Parameter, offset: int) -> tuple[Span, str]:
    """Return where the character is and what to put there: a space, or nothing but what stands before it."""
    span, source = parameter.value_span, reading.citation.text
    value = source[span.start : span.end]
    offset += len(value) - len(value.lstrip(_EDGES))
    if "{{" in value or "<" in value:
        return span, ""
    start = span.start + offset
    if value[offset] in _SPACES:
        return Span(start, start + 1), " "
    if offset and value[offset - 1].isprintable():
        return Span(start - 1, start + 1), value[offset - 1]
    return Span(start, start + 1), ""


def _marker(parameter: Parameter) -> str:
    """Return the name of the first extension tag that leaves a mark in the value, or ""."""
    visible = table("cs1/texts")["invisible"]["visible_tags"]
    names = (token[3].name for token in scan(parameter.value, _MARKERS) if token[0] == TAG)
    return next((name for name in names if name not in visible), "")


# --- marks


def _may_not_end_so(name: str) -> bool:
    return _DIGITS.sub("#", name) not in _accepted_marks()


def _stray_mark(reading: Reading, parameter: Parameter) -> Condition:
    value = parameter.value
    proposal = "" if _ENTITY_AT_END.search(value) else value.lstrip("= ").rstrip(",;: ")
    span = parameter.value_span
    return Condition("maint_extra_punct", (parameter.name,), span, reading.citation, proposal=proposal)


@cache
def _accepted_marks() -> frozenset[str]:
    return frozenset(table("cs1/texts")["punctuation"]["accepted"])


# --- markup


def _markup(reading: Reading, argument: Argument) -> Iterator[Condition]:
    text = argument.text
    if "''" not in text:
        return
    proposal = "" if OPAQUE in text else text.replace("'''''", "").replace("'''", "").replace("''", "")
    yield reading.condition("err_apostrophe_markup", argument.written, at=argument, proposal=proposal)


# --- labels that the template prints itself

_LABELLED: Final = frozenset(("edition", "issue", "page", "pages", "quote-page", "quote-pages", "volume"))


class _Labels(NamedTuple):
    volume: re.Pattern[str]
    issue: re.Pattern[str]
    page: re.Pattern[str]
    accepted_page: re.Pattern[str]
    edition: re.Pattern[str]


@cache
def _patterns() -> _Labels:
    data = table("cs1/texts")
    sources = (data["volume"]["extra"], data["issue"]["extra"], data["page"]["extra"], data["page"]["accepted"])
    return _Labels(*map(re.compile, (*sources, data["edition"]["extra"])))


def _labels(reading: Reading) -> Iterator[Condition]:
    arguments, patterns = reading.arguments, _patterns()
    volume = arguments.get("volume")
    if volume and patterns.volume.match(_as_written(volume).lower()) and _shows_volume(reading):
        yield _labelled(reading, "volume", volume)
    issue = arguments.get("issue")
    if issue and patterns.issue.match(issue.text.lower()) and _shows_issue(reading):
        yield _labelled(reading, "issue", issue)
    for argument in _pages(reading):
        text = argument.text if argument.name.endswith("s") else _as_written(argument)
        if patterns.page.match(text) and not patterns.accepted_page.match(text):
            yield _labelled(reading, "pages", argument)
    edition = arguments.get("edition")
    if edition and patterns.edition.search(_as_written(edition)):
        yield _labelled(reading, "edition", edition)


def _as_written(argument: Argument) -> str:
    """Return the text with the parentheses that say to accept it: only lists of pages lose them before the test."""
    return f"(({argument.text}))" if argument.is_accepted else argument.text


def _labelled(reading: Reading, kind: str, argument: Argument) -> Condition:
    text = argument.text
    pattern = _LABEL_AT_END if kind == "edition" else _LABEL_AT_START
    rest = pattern.sub("", text, count=1) if OPAQUE not in text and not argument.is_accepted else text
    proposal = rest if rest != text else ""
    return reading.condition(f"err_extra_text_{kind}", argument.written, at=argument, proposal=proposal)


def _pages(reading: Reading) -> Iterator[Argument]:
    arguments = reading.arguments
    if reading.kind not in table("cs1/texts")["page"]["not_shown_by"]:
        page = arguments.get("page") or arguments.get("pages")
        if page:
            yield page
    quoted = arguments.get("quote-page") or arguments.get("quote-pages")
    if quoted and not arguments.keys().isdisjoint(("quote", "trans-quote", "script-quote")):
        yield quoted


def _shows_volume(reading: Reading) -> bool:
    data: dict[str, Any] = table("cs1/texts")["volume"]
    if reading.kind not in data["shown_by"]:
        return False
    if reading.kind != "citation":
        return True
    return (reading.origin("work") or reading.origin("script-work")) not in data["hidden_by"]


def _shows_issue(reading: Reading) -> bool:
    data: dict[str, Any] = table("cs1/texts")["issue"]
    if reading.kind not in data["shown_by"]:
        return False
    if reading.kind == "citation":
        return reading.origin("work") in data["periodicals"]
    return reading.kind not in data["needs_periodical"] or bool(reading.get("work") or reading.get("script-work"))

"""What is wrong with a text that should be a date, and the date that was surely meant."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from citeaudit.values.date_forms import BadDate, date_names
from citeaudit.values.date_grammar import read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VAGUE = frozenset({"unreadable", "unknown-name"})
"""Objections that say little about a date."""


class Fault(NamedTuple):
    """Why a text is not a date, and the date that it should have been, if that is certain."""

    reason: str
    suggestion: str | None


@lru_cache(maxsize=4096)
def date_fault(text: str) -> Fault:
    """Return what keeps ``text`` from being a date, and how it should be written.

    One slip after the other is mended until a date comes out, and the first of them names the fault.
    If none comes out, the reason is what stands against the date itself, such as an impossible day.

    Shape:   a short text that `read_date` refuses.
    Returns: a key of `MESSAGES`, and a date that `read_date` takes.

    >>> date_fault("May 31st 2016")
    Fault(reason='ordinal', suggestion='May 31, 2016')
    """
    mended, slip, objections = text, "", [_objection(text)]
    for kind, mended in _mended(text):
        slip = slip or kind
        if not (objection := _objection(mended)):
            return Fault(slip, mended)
        objections.append(objection)
    telling = (objection for objection in reversed(objections) if objection not in _VAGUE)
    return Fault(next(telling, "") or _lack(text) or _lack(mended) or objections[0], None)


def _objection(text: str) -> str:
    """Return why ``text`` cannot be read, empty if it can."""
    try:
        read_date(text)
    except BadDate as bad:
        return bad.reason
    return ""


def _mended(text: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of slip found, with the text in which it and those before it are mended."""
    text = re.sub(" {2,}", " ", text)
    for kind, mend in _mends():
        before, text = text, " ".join(mend(text).split())
        if text != before:
            yield kind, text


def _lack(text: str) -> str:
    """Return what no mending can supply, empty if the text is not like a date at all."""
    return next((reason for reason, pattern in _lacks() if pattern.fullmatch(text)), "")


def _plain(text: str) -> str:
    """Return the text with plain spaces and digits, and without characters that nobody sees."""
    if text.isascii():
        return text
    return "".join(_plain_character(character) for character in text).strip()


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    return {"Zs": " ", "Cf": ""}.get(category, character)


def _capitalised(match: re.Match[str]) -> str:
    word: str = match[0]
    return word.capitalize() if word.capitalize() in _words() else word


def _well_spelt(match: re.Match[str]) -> str:
    """Return a name in place of its misspelling, and without the dot of an abbreviation."""
    name = match[1]
    if name in date_names().sloppy:
        return date_names().sloppy[name]
    return name if name in _words() else match[0]


def _written_out(text: str) -> str:
    """Return the text with its short month names written out, if others of its months are."""
    names = date_names()
    words = set(re.findall(_NAME, text))
    if not (words & names.long.keys() - names.short.keys() and words & names.short.keys() - names.long.keys()):
        return text
    return re.sub(
        _NAME, lambda match: names.month(names.short[match[0]]) if match[0] in names.short else match[0], text
    )


def _digits_in_order(match: re.Match[str]) -> str:
    """Return a date of three numbers as year, month and day, if it is clear which is which."""
    first, second, year = match.groups()
    if first != second and max(int(first), int(second)) <= 12:  # noqa: PLR2004 - both could be months
        return match[0]
    month, day = sorted((int(first), int(second)))
    return f"{year}-{month:02}-{day:02}"


def _padded(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"


@cache
def _words() -> frozenset[str]:
    names = date_names()
    return frozenset(" ".join((*names.months, *names.periods, *names.sloppy)).split())


_NAME = r"[^\W\d_]+"
_DASH = " *[-–] *"
_DAYS = "[0-9]{1,2}(?: ?[-–] ?[0-9]{1,2})?"

# In this order: what surrounds a date, then its words, its digits, its commas, its order, its dashes.
_SLIPS: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    ("markup", "&nbsp;|&#160;|&#32;", " "),
    ("markup", "&ndash;|&mdash;|&#8211;|&#150;", "–"),
    ("markup", r"\[\[(?:[^|\]]*\|)?([^|\]]*)\]\]", r"\1"),
    ("markup", "'{2,}|<[^<>]*>|&lt;!--.*?--&gt;", ""),
    ("brackets", r"^[(\[](.*)[)\]]$", r"\1"),
    (
        "time-of-day",
        r"(?:T|[, ]+)[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?[A-Z]{1,4})?(?:[-+][0-9:]+)?$",
        "",
    ),
    ("no-date", r"(?i)^(?:n\.? ?d\.?|undated|no date|not dated|date unknown|unknown)$", "n.d."),
    ("circa", r"^[Cc](?:irca|a)?\.? *(?=[1-9][0-9]{2,3}[a-z]?$)", "c. "),
    ("letter-case", rf"\b{_NAME}", _capitalised),
    ("sloppy-name", rf"\b([1-4][a-z]{{2}} Quarter|Q[1-4]|{_NAME})(?:\.|\b)", _well_spelt),
    ("ordinal", r"(?<=[0-9])(?:st|nd|rd|th)\b(?: of\b)?", ""),
    ("stray-dot", r"(?<=^[0-9])\.(?= ?[^\W\d_])|(?<=^[0-9]{2})\.(?= ?[^\W\d_])|(?<=[0-9])\.$", ""),
    ("leading-zero", r"(?:^|(?<=[-–]))0(?=[1-9](?:[-–][0-9]+)? [^\W\d_])|(?<=[^\W\d_] )0(?=[1-9]\b)", ""),
    ("leading-zero", "(?<=[-–])0(?=[1-9],)", ""),
    ("comma", "[,;]$", ""),
    ("comma", rf"^((?:{_DAYS} )?{_NAME}), ?(?=[0-9]{{4}})", r"\1 "),
    ("comma", rf"^({_NAME} {_DAYS}),? ?([0-9]{{4}}[a-z]?)$", r"\1, \2"),
    ("year-first", rf"^([0-9]{{4}}),? ({_NAME}) ([0-9]{{1,2}})$", r"\3 \2 \1"),
    ("year-first", rf"^([0-9]{{4}}),? ({_NAME}(?: Quarter)?)$", r"\2 \1"),
    ("numeric", "^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$", _digits_in_order),
    ("numeric", "^([0-9]{4})[-/.–−]([0-9]{1,2})[-/.–−]([0-9]{1,2})$", _padded),
    ("numeric", "^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])$", _padded),
    ("bad-dash", r"(?<=[0-9]{4})[/-](?=[0-9]{2}\b)|(?<=[^\W\d_])/(?=[^\W\d_])|(?<=[0-9]{4})/(?=[0-9]{4}\b)", "–"),
    ("bad-dash", " ?[−‒—―] ?| (?:to|until|through) |-{2,}", "–"),
    ("range-repeats", rf"^(.+){_DASH}\1$", r"\1"),
    ("range-repeats", rf"^(.+?),? ([0-9]{{4}}){_DASH}(.+ \2[a-z]?)$", r"\1 – \3"),
    ("range-repeats", rf"^([0-9]{{1,2}}) ({_NAME}){_DASH}(?=[0-9]{{1,2}} \2 )", r"\1–"),
    ("range-repeats", rf"^({_NAME}) ([0-9]{{1,2}}){_DASH}\1 (?=[0-9]{{1,2}},)", r"\1 \2–"),
    ("dash-spacing", _DASH, "–"),
    ("dash-spacing", "–", " – "),
)
_LACKS = (
    ("numeric-ambiguous", "[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"),
    ("numeric", "[0-9]{4}[-/.–][0-9]{1,2}|[0-9]{8}"),
    ("early-year", "[0-9]{1,2}"),
    ("impossible-day", f"0+ {_NAME} [0-9]{{4}}"),
    ("two-digit-year", rf"(?:[0-9]{{1,2}} )?{_NAME}(?: [0-9]{{1,2}},)? '?[0-9]{{2}}"),
    ("circa", r"[Cc](?:irca|a)?\. .*"),
)


@cache
def _mends() -> tuple[tuple[str, Callable[[str], str]], ...]:
    """Return each kind of slip with what mends it, made at the first bad date."""
    weekday = "|".join(sorted(date_names().weekdays, key=len, reverse=True))
    slips = (("weekday", rf"^(?:{weekday})\.?,? +", ""), *_SLIPS)
    patterns = tuple((kind, partial(re.compile(pattern).sub, new)) for kind, pattern, new in slips)
    return (("odd-character", _plain), *patterns[:-2], ("mixed-range", _written_out), *patterns[-2:])


@cache
def _lacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = "|".join(date_names().months)
    without_year = rf"(?:[0-9]{{1,2}} )?(?:{months})|(?:{months}) (?:[12]?[0-9]|3[01])"
    return tuple((kind, re.compile(pattern)) for kind, pattern in (("year-missing", without_year), *_LACKS))

"""Names in the form of the Vancouver system: ``Doe JA, van der Roe R Jr, ((Black, Brown, and Co.))``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from citeaudit.tables import table
from citeaudit.values.names import without_others
from citeaudit.values.wikilinks import BadWikilink, wikilink

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE: Final = " \t\n\r\f\v"
_HAS_SPACE = re.compile(r"[ \t\n\r\f\v]")
_SPACES = re.compile(r"\s+")
_SUFFIX = re.compile(r"[0-9JS][0-9drnth]+")


class BadVancouverName(ValueError):
    """A name that is not in Vancouver form; ``detail`` is the citation module's own word for why.

    ``detail`` is one of ``initials``, ``missing comma``, ``name``, ``non-Latin char``,
    ``punctuation`` and ``suffix``.
    """

    def __init__(self, name: str, detail: str) -> None:
        """Name the text and what is wrong with it."""
        super().__init__(f"{name!r} is not a name in Vancouver form: {detail}")
        self.name = name
        self.detail = detail


@frozen
class VancouverName:
    """One name."""

    last: str
    """Family name, or the whole of a corporate name; never empty unless the text was."""
    initials: str = ""
    suffix: str = ""
    link: str = ""
    """The page that the name is linked to."""
    is_corporate: bool = False
    """Written as ``((name))``, to be taken as it is."""


@frozen
class VancouverList:
    """The names of one parameter, good and bad ones."""

    names: tuple[VancouverName, ...]
    has_others: bool = False
    """Whether the list ends in et al."""
    fault: str = ""
    """The detail of the first name that is not in the form, or ""."""
    position: int = 0
    """The place of that name in the list, from 1; 0 where there is none."""


@lru_cache(maxsize=2048)
def vancouver_list(text: str) -> VancouverList:
    """Return the names in a list. Never fails: a bad name is in the list as far as it can be told.

    Shape:   separated by commas; commas in ``((…))`` belong to a corporate name.
    Source:  enwiki, Module:Citation/CS1, ``parse_vauthors_veditors``, September 2022.

    >>> [(name.last, name.initials) for name in vancouver_list("Doe JA, [[Jane Roe|Roe J]], et al.").names]
    [('Doe', 'JA'), ('Roe', 'J')]
    """
    written = without_others(text)
    names = []
    fault, position = "", 0
    has_corporate = False
    for number, (segment, link) in enumerate(_segments(written), 1):
        name, found = _read(segment, link, is_after_corporate=has_corporate)
        names.append(name)
        has_corporate |= name.is_corporate
        if found and not fault:
            fault, position = found, number
    return VancouverList(tuple(names), written != text, fault, position)


def vancouver_name(text: str) -> VancouverName:
    """Return one name.

    Raises:  `BadVancouverName` if it is not in the form.

    >>> vancouver_name("van der Doe JA 3rd")
    VancouverName(last='van der Doe', initials='JA', suffix='3rd', link='', is_corporate=False)
    """
    name, fault = _read(text, "", is_after_corporate=False)
    if fault:
        raise BadVancouverName(text, fault)
    return name


def fault_in_vancouver_style(last: str, first: str) -> str:
    """Return what keeps a name given in two parts from being shown in Vancouver form, or "".

    Source:  enwiki, Module:Citation/CS1, ``list_people`` with ``name-list-style=vanc``.

    >>> fault_in_vancouver_style("Иванов", "Иван")
    'non-Latin char'
    """
    given = re.split(r"[, \t\n\r\f\v]", first, maxsplit=1)[0]
    if not (_is_latin(last.replace(".", "")) and _is_latin(given.replace(".", ""))):
        return "non-Latin char"
    initials, space, suffix = first.partition(" ")
    if not (space and initials.isalpha() and initials.isupper() and len(initials) <= 2):  # noqa: PLR2004 (two initials)
        return ""
    return "suffix" if _SUFFIX.fullmatch(suffix) and not _is_suffix(suffix) else ""


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name, without its link, and what it is linked to."""
    parts = iter([part.strip(_SPACE) for part in text.split(",")])
    for part in parts:
        if part.startswith("((") and len(part) > 3 and ")" not in part[-2:]:  # noqa: PLR2004 (more than the opening)
            pieces = [part]
            for piece in parts:
                pieces.append(piece)
                if piece.endswith("))"):
                    break
            yield ", ".join(pieces), ""
            continue
        try:
            target, label = wikilink(part)
        except BadWikilink:
            yield part, ""
        else:
            yield label, target


def _read(text: str, link: str, *, is_after_corporate: bool) -> tuple[VancouverName, str]:
    """Return a name and the first thing that is wrong with it, or ""."""
    if text.startswith("((") and text.endswith("))") and len(text) > 4:  # noqa: PLR2004 (two and two)
        return VancouverName(text[2:-2], link=link, is_corporate=True), ""
    if not _HAS_SPACE.search(text):
        # The module forgets to judge a single word once a corporate name was in the list.
        is_good = is_after_corporate or _is_latin(text)
        return VancouverName(text, link=link), "" if is_good else "non-Latin char"
    return _read_parts(text, link)


def _read_parts(text: str, link: str) -> tuple[VancouverName, str]:
    faults = ["punctuation"] if ";" in text or "." in text else []
    words = _SPACES.split(text)
    initials, suffix = words.pop(), ""
    if not _are_capitals(initials):
        initials, suffix = words.pop(), initials
    last = " ".join(words)
    if not last:
        return VancouverName(text, suffix=suffix, link=link), (*faults, "name")[0]
    if _lacks_comma(words):
        faults.append("missing comma")
    is_apart = len(words) > 1 and len(words[-1]) == len(initials) == 1 and words[-1].isupper() and not suffix
    if is_apart or not _are_capitals(initials) or len(initials) > 2:  # noqa: PLR2004 (one or two)
        faults.append("initials")
    if suffix and not _is_suffix(suffix):
        faults.append("suffix")
    elif not (_is_latin(last) and _is_latin(initials.replace(".", ""))):
        faults.append("non-Latin char")
    return VancouverName(last, initials, suffix, link), faults[0] if faults else ""


def _are_capitals(text: str) -> bool:
    return text.isalpha() and all(map(str.isupper, text))


def _lacks_comma(words: list[str]) -> bool:
    """Tell whether a family name holds capitals between two words, as ``Doe JA Roe`` does."""
    return any(
        _are_capitals(middle) and before[-1:].isalpha() and after[:1].isalpha()
        for before, middle, after in zip(words, words[1:], words[2:], strict=False)
    )


def _is_suffix(text: str) -> bool:
    return text in table("cs1/names")["vancouver"]["suffixes"]


def _is_latin(text: str) -> bool:
    return bool(_latin().fullmatch(text))


@cache
def _latin() -> re.Pattern[str]:
    letters = table("cs1/names")["vancouver"]["letters"]
    return re.compile(rf"[{letters}\-\s']*")

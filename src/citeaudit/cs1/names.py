"""Names of people: what is not one person's name, and how many of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.cs1.parameter_names import PEOPLE
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.cs1.titles import is_good_link, leads_to_other_wiki
from citeaudit.values.names import (
    has_several_names,
    is_generic_name,
    is_plain_name,
    is_without_letters,
    without_others,
)
from citeaudit.values.vancouver import fault_in_vancouver_style, vancouver_list
from citeaudit.values.wikilinks import BadWikilink, wikilink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeaudit.cs1.reading import Argument, Condition, PersonName, Reading
    from citeaudit.cs1.style import PageStyle

_VANCOUVER: Final = {"author": "vauthors", "editor": "veditors"}
_DISPLAYS: Final = {f"display-{people}s": people for people in PEOPLE}
_IN_STYLE: Final = frozenset((*_VANCOUVER.values(), "name-list-style"))
LOOKS_AT: Final = frozenset((*_IN_STYLE, *_DISPLAYS, "authors"))
"""Without lists of people, one of these arguments, and settings of the page, `check` finds nothing."""

_WITH_CONTRIBUTORS: Final = frozenset(("book", "citation"))


def check(reading: Reading, style: PageStyle) -> Iterator[Condition]:
    """Yield what is wrong with names. Of words that name nobody and of Vancouver form only the first is told.

    Source:  English Wikipedia, Module:Citation/CS1, ``extract_names``, ``name_checks``,
             ``parse_vauthors_veditors``, ``get_display_names``, September 2022.
    """
    odd = [name for names in _counted(reading) for name in names if not _is_plain(name)]
    has_generic = False
    for name in odd:
        for found in _in_name(reading, name):
            if found.key == "err_generic_name":
                if has_generic:
                    continue
                has_generic = True
            yield found
    authors = reading.arguments.get("authors")
    if authors is not None and not reading.lists.get("author") and "vauthors" not in reading.arguments:
        yield from _others(reading, authors)
    if not _IN_STYLE.isdisjoint(reading.arguments) or "name-list-style" in style.settings:
        yield from _vancouver(reading, style)
    if not reading.arguments.keys().isdisjoint(_DISPLAYS):
        yield from _shown(reading)


def _counted(reading: Reading) -> Iterable[list[PersonName]]:
    """Return the lists of people, without contributors where the citation takes none."""
    lists = reading.lists
    if "contributor" not in lists or takes_contributors(reading):
        return lists.values()
    return [names for people, names in lists.items() if people != "contributor"]


def takes_contributors(reading: Reading) -> bool:
    """Tell whether the citation is of a kind that may have contributors: a book in no periodical."""
    return reading.kind in _WITH_CONTRIBUTORS and "work" not in reading.arguments


def _is_plain(name: PersonName) -> bool:
    """Tell whether a name has no link and is as most are, so that nothing is wrong with it."""
    _, last, first, link, _ = name
    return (
        link is None
        and (last is None or is_plain_name(last.text))
        and (first is None or (first.value[0] != "[" and is_plain_name(first.text)))
    )


def _in_name(reading: Reading, name: PersonName) -> Iterator[Condition]:
    last, first, link = name.last, name.first, name.link
    if last is not None:
        yield from _in_part(reading, last, is_last=True)
    if first is not None:
        yield from _in_part(reading, first, is_last=False)
        if first.value.startswith("[["):
            yield from _linked(reading, first)
    if link is not None and last is not None:
        yield from _in_link(reading, link, [part for part in (last, first) if part is not None])


def _in_part(reading: Reading, part: Argument, *, is_last: bool) -> Iterator[Condition]:
    if part.is_accepted:
        return
    name = text = part.text
    if text[-1:] in ".,;\"'lLeEiI])" or "others" in text or "Others" in text:
        name = without_others(text)
        if name != text:
            yield from _others(reading, part)
    if is_last and has_several_names(name):
        yield reading.condition("maint_mult_names", part.written, at=part)
    if OPAQUE not in name and is_without_letters(name):
        yield reading.condition("err_numeric_names", part.written, at=part)
    if is_generic_name(name):
        yield reading.condition("err_generic_name", part.written, at=part)


def _others(reading: Reading, part: Argument) -> Iterator[Condition]:
    rest = without_others(part.text)
    if rest != part.text:
        proposal = "" if OPAQUE in rest else rest
        yield reading.condition("err_etal", part.written, at=part, proposal=proposal)


def _linked(reading: Reading, first: Argument) -> Iterator[Condition]:
    """Complain of a first name that is a link: the link belongs into a parameter of its own."""
    try:
        found = wikilink(first.value)
    except BadWikilink:
        return
    yield reading.condition("err_bad_paramlink", first.written, at=first, proposal=found.label)


def _in_link(reading: Reading, link: Argument, parts: Sequence[Argument]) -> Iterator[Condition]:
    if not is_good_link(link.text):
        yield reading.condition("err_bad_paramlink", link.written, at=link)
        return
    for part in parts:
        if "[[" in part.text:
            yield reading.condition("err_bad_paramlink", part.written, at=part)
            return
    if leads_to_other_wiki(link.text):
        yield reading.condition("err_bad_paramlink", link.written, at=link, proposal=f":{link.value}")


# --- Vancouver form


def _vancouver(reading: Reading, style: PageStyle) -> Iterator[Condition]:
    arguments = reading.arguments
    lists = reading.lists
    used = [arguments[name] for people, name in _VANCOUVER.items() if name in arguments and people not in lists]
    for argument in used:
        found = vancouver_list(as_written(argument))
        if found.fault and OPAQUE not in argument.text:
            detail = f"{found.fault} in name {found.position}"
            yield reading.condition("err_vancouver", argument.written, at=argument, detail=detail)
            return
    wanted = reading.get("name-list-style") or style.settings.get("name-list-style", "")
    if used or wanted == "vanc":
        yield from _in_vancouver_style(reading)


def as_written(argument: Argument) -> str:
    """Return the text of an argument with the parentheses that say to accept it, which belong to one name."""
    return f"(({argument.text}))" if argument.is_accepted else argument.text


def _in_vancouver_style(reading: Reading) -> Iterator[Condition]:
    """Yield the first name in two parts that cannot be shown in Vancouver form."""
    for names in reading.lists.values():
        for position, name in enumerate(names, 1):
            last, first = name.last, name.first
            if last is None or first is None or name.mask is not None or OPAQUE in last.text + first.text:
                continue
            if fault := fault_in_vancouver_style(last.text, first.text):
                detail = f"{fault} in name {position}"
                yield reading.condition("err_vancouver", last.written, at=last, detail=detail)
                return


# --- how many names are shown


def _shown(reading: Reading) -> Iterator[Condition]:
    for name, people in _DISPLAYS.items():
        argument = reading.arguments.get(name)
        if argument is None:
            continue
        value = argument.text.lower()
        if value.translate(_WITHOUT_MARKS) == "etal" or OPAQUE in value:
            continue
        if not (value.isascii() and value.isdigit()) or int(value[:9]) >= _count(reading, people):
            yield reading.condition("err_disp_name", argument.written, at=argument, detail=argument.value)


_WITHOUT_MARKS: Final = str.maketrans("", "", " '.")


def _count(reading: Reading, people: str) -> int:
    names = reading.lists.get(people)
    if names and (people != "contributor" or has_contributors(reading)):
        return sum(name.last is not None for name in names)
    listed = reading.arguments.get(_VANCOUVER.get(people, ""))
    return len(vancouver_list(as_written(listed)).names) if listed and not names else 0


def has_contributors(reading: Reading) -> bool:
    """Tell whether contributors count: they need a contribution and authors."""
    chapter = reading.arguments.get("chapter")
    is_contribution = chapter is not None and chapter.written == "contribution"
    has_authors = bool(reading.lists.get("author") or reading.get("vauthors"))
    return takes_contributors(reading) and is_contribution and has_authors

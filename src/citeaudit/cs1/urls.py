"""Web addresses: bad ones, those in the wrong place, and links inside a link."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.archive import archive_url_fault
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.tables import table
from citeaudit.values.urls import has_external_link, is_behind_proxy, is_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Argument, Condition, Reading

_NOT_LINKED: Final = frozenset(("unfit", "usurped", "bot: unknown"))
_CONFERENCES: Final = frozenset(("conference", "speech"))
_WIKISOURCE: Final = ("[[s:", "[[S:", "[[wikisource:", "[[Wikisource:")


def check(reading: Reading, layout: Layout, linked_by: str = "") -> Iterator[Condition]:
    """Yield what is wrong with addresses.

    Shape:   ``linked_by`` is the identifier whose address the title gets for want of a URL, or "".
    Source:  English Wikipedia, Module:Citation/CS1, ``external_link``, ``check_for_url``,
             ``safe_for_url``, September 2022; Help:CS1 errors, "param_has_twl_url".
    """
    may_link = _may_link()
    has_wikilinks = False
    for argument in reading.marked:
        name, value = argument.parameter.name, argument.parameter.value
        has_wikilinks |= "[[" in argument.value
        if ":" not in value and "//" not in value:
            continue
        if name not in may_link:
            if has_external_link(f"(({argument.text}))" if argument.is_accepted else argument.text):
                yield reading.condition("err_param_has_ext_link", name, at=argument)
        elif is_behind_proxy(value):
            yield reading.condition("err_param_has_twl_url", name, at=argument)
    if not _LINKED.isdisjoint(reading.arguments):
        for argument in _linked(reading, layout):
            if not _is_good(argument):
                yield reading.condition("err_bad_url", argument.written, at=argument)
    if has_wikilinks or layout.title_link:
        yield from _links_in_links(reading, layout, linked_by)


@cache
def _may_link() -> frozenset[str]:
    parameters = table("cs1/urls")["parameters"]
    return frozenset((*parameters["take_url"], *parameters["may_link"]))


def _is_good(argument: Argument) -> bool:
    """Tell whether the module takes a value for an address; what a template makes of it cannot be told."""
    text = argument.text
    if OPAQUE in text and "{{" in argument.value:
        return True
    return is_url(f"news:{text}" if argument.name == "newsgroup" else text)


def uses_archive(reading: Reading, layout: Layout) -> bool:
    """Tell whether there is an ``archive-url`` that the module does not throw away."""
    archived = reading.arguments.get("archive-url")
    if archived is None or archived.value in (layout.url, layout.chapter_url):
        return False
    return not archive_url_fault(archived.value)


def _linked(reading: Reading, layout: Layout) -> list[Argument]:
    """Return the addresses that the module makes a link of."""
    arguments = reading.arguments
    found = [arguments[name] for name in _URLS if name in arguments and _plays_a_part(arguments[name], layout)]
    if found and "archive-url" in arguments and uses_archive(reading, layout):
        status = reading.get("url-status").lower()
        if status != "live" and ("archive-date" not in arguments or status in _NOT_LINKED):
            del found[0]
        found.append(arguments["archive-url"])
    found += [arguments[name] for name in ("conference-url", "transcript-url") if name in arguments]
    if reading.kind == "newsgroup" and "newsgroup" in arguments:
        found.append(arguments["newsgroup"])
    return found


_URLS: Final = ("chapter-url", "map-url", "url")
_LINKED: Final = frozenset((*_URLS, "archive-url", "conference-url", "newsgroup", "transcript-url"))


def _plays_a_part(argument: Argument, layout: Layout) -> bool:
    if argument.value == layout.url and argument.written == layout.url_name:
        return True
    is_chapter = argument.value == layout.chapter_url and argument.written == layout.chapter_url_name
    return is_chapter and not layout.has_no_chapters


# --- links inside a link


def _links_in_links(reading: Reading, layout: Layout, linked_by: str) -> Iterator[Condition]:
    url = layout.url or linked_by
    if layout.url and layout.title_link and layout.title:
        link = reading.arguments.get("title-link") or reading.arguments.get("series-link")
        if link is not None:
            yield reading.condition("err_wikilink_in_url", link.written, at=link)
    elif url and (_has_link(layout.title) or _has_link(layout.script_title)):
        yield _link_in(reading, layout.title if _has_link(layout.title) else layout.script_title)
    chapter = layout.chapter
    if layout.chapter_url and not layout.has_no_chapters and _has_link(chapter) and not chapter.startswith(_WIKISOURCE):
        yield _link_in(reading, chapter)
    if "conference-url" in reading.arguments and reading.kind in _CONFERENCES:
        yield from _in_label(reading, "conference")
    if "transcript-url" in reading.arguments:
        yield from _in_label(reading, "transcript")


def _in_label(reading: Reading, name: str) -> Iterator[Condition]:
    label = reading.arguments.get(name)
    if label is not None and _has_link(label.value):
        yield _link_in(reading, label.value)


def _has_link(text: str) -> bool:
    opening = text.find("[[")
    return opening >= 0 and text.find("]]", opening) >= 0


def _link_in(reading: Reading, value: str) -> Condition:
    argument = next(argument for argument in reading.every if argument.value == value)
    return reading.condition("err_wikilink_in_url", argument.written, at=argument)

"""Titles and the pages that they are linked to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.rendering import OPAQUE
from citeaudit.cs1.urls import uses_archive
from citeaudit.values.languages import is_wiki_prefix
from citeaudit.values.titles import is_archived_copy, is_generic_title
from citeaudit.values.urls import seems_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Argument, Condition, Reading

_NOT_IN_TITLES = re.compile(r"[<>\[\]|{}]")
_PREFIX = re.compile(r"([A-Za-z]+):")
_LINK_WITH_PREFIX = re.compile(r"\[\[([A-Za-z]+):")
_KEYWORDS: Final = frozenset(("none", "pmc", "doi"))
_MADE_OF: Final = ("title", "series", "book-title", "encyclopedia", "work")
"""What the module may show as the title, by the kind of the citation."""


def check(reading: Reading, layout: Layout) -> Iterator[Condition]:
    """Yield what is wrong with titles and their links.

    Source:  English Wikipedia, Module:Citation/CS1, ``link_title_ok``, ``inter_wiki_check``,
             ``is_generic``, ``is_archived_copy``, September 2022.
    """
    arguments = reading.arguments
    if "title-link" in arguments and arguments["title-link"].value not in _KEYWORDS:
        yield from _in_link(reading, arguments["title-link"], arguments.get("title"))
    if "series-link" in arguments and reading.kind in {"episode", "serial"}:
        yield from _in_link(reading, arguments["series-link"], arguments.get("series"))
    for argument in reading.marked:
        if "[[" in argument.value:
            yield from _other_wiki(reading, argument)
    title = _shown_title(reading, layout)
    if title is not None and not title.is_accepted:
        yield from _in_title(reading, layout, title)


def is_good_link(text: str) -> bool:
    """Tell whether a text can be the title of a page: no brackets, no address."""
    return not _NOT_IN_TITLES.search(text) and not seems_url(text)


def leads_to_other_wiki(text: str) -> bool:
    """Tell whether a title begins with the code of another Wikipedia and has no colon before that."""
    prefix = _PREFIX.match(text)
    return prefix is not None and is_wiki_prefix(prefix[1])


def _in_link(reading: Reading, link: Argument, title: Argument | None) -> Iterator[Condition]:
    if OPAQUE in link.text:
        return
    if not is_good_link(link.text):
        yield reading.condition("err_bad_paramlink", link.written, at=link)
    elif title is not None and "[[" in title.text:
        yield reading.condition("err_bad_paramlink", title.written, at=title)
    elif leads_to_other_wiki(link.text):
        yield reading.condition("err_bad_paramlink", link.written, at=link, proposal=f":{link.value}")


def _other_wiki(reading: Reading, argument: Argument) -> Iterator[Condition]:
    found = _LINK_WITH_PREFIX.search(argument.text)
    if found and is_wiki_prefix(found[1]):
        yield reading.condition("err_bad_paramlink", argument.written, at=argument)


def _shown_title(reading: Reading, layout: Layout) -> Argument | None:
    """Return the argument that the module shows as the title: that of the series for an episode."""
    given = reading.arguments.get("title")
    if not layout.title or (given is not None and given.value == layout.title):
        return given if layout.title else None
    candidates = (reading.arguments.get(name) for name in _MADE_OF)
    return next((argument for argument in candidates if argument and argument.value == layout.title), None)


def _in_title(reading: Reading, layout: Layout, title: Argument) -> Iterator[Condition]:
    text = title.text
    if text[-1:] == "." and text[-3:] != "...":
        text = text[:-1]
    if is_generic_title(text):
        yield reading.condition("err_generic_title", title.written, at=title)
    if is_archived_copy(text) and uses_archive(reading, layout):
        yield reading.condition("maint_archived_copy", title.written, at=title)

"""Where the module puts the titles and addresses of a citation before it writes them down.

Encyclopedia entries, conference papers, episodes and maps give their parts other roles than their
names say: the title of an episode is printed as a chapter of its series. What is missing or
contradicts is judged by these roles.

Source:  English Wikipedia, Module:Citation/CS1, ``citation0``, September 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from citeaudit.cs1.reading import Reading

PERIODICAL_KINDS = frozenset(
    (
        *("web", "news", "journal", "magazine", "press release", "podcast", "newsgroup"),
        *("arxiv", "biorxiv", "citeseerx", "medrxiv", "ssrn"),
    )
)
"""Kinds that have no chapters."""

OFF = ("none", "off")
"""Titles that mean that there is none."""


@define(slots=True)
class Layout:
    """The parts of a citation by their role; "" where there is none."""

    title: str = ""
    title_link: str = ""
    trans_title: str = ""
    script_title: str = ""
    chapter: str = ""
    trans_chapter: str = ""
    script_chapter: str = ""
    url: str = ""
    chapter_url: str = ""
    format: str = ""
    chapter_format: str = ""
    periodical: str = ""
    periodical_name: str = ""
    """The name of the parameter that gives the periodical, as written; so for the next four."""
    chapter_name: str = ""
    trans_chapter_name: str = ""
    url_name: str = ""
    chapter_url_name: str = ""
    has_no_chapters: bool = False
    """Whether the citation is of something in a periodical, so that a chapter is ignored."""


_ROLES = {
    "title": ("title", ""),
    "title-link": ("title_link", ""),
    "trans-title": ("trans_title", ""),
    "script-title": ("script_title", ""),
    "chapter": ("chapter", "chapter_name"),
    "trans-chapter": ("trans_chapter", "trans_chapter_name"),
    "script-chapter": ("script_chapter", ""),
    "url": ("url", "url_name"),
    "chapter-url": ("chapter_url", "chapter_url_name"),
    "format": ("format", ""),
    "chapter-format": ("chapter_format", ""),
    "work": ("periodical", "periodical_name"),
}
"""Argument → where its value and its name as written go, before the kind of the citation has its say."""


def layout(reading: Reading) -> Layout:
    """Return the roles that the arguments of a citation play."""
    found = Layout(has_no_chapters=reading.kind in PERIODICAL_KINDS)
    arguments = reading.arguments
    for name, argument in arguments.items():
        if name in _ROLES:
            value, written = _ROLES[name]
            setattr(found, value, argument.value)
            if written:
                setattr(found, written, argument.parameter.name)
    if found.title_link in ("none", "pmc", "doi"):
        found.title_link = ""
    special = _SPECIAL.get(reading.kind)
    if special is not None:
        special(reading, found)
    return found


def _encyclopedia(reading: Reading, found: Layout) -> None:
    """``encyclopedia`` is the title, and ``title`` the entry in it."""
    if encyclopedia := reading.get("encyclopedia"):
        found.periodical = encyclopedia
        found.periodical_name = reading.origin("encyclopedia")
    if not found.periodical:
        return
    if found.title or found.script_title:
        if not found.chapter:
            _promote(found)
            found.title = found.periodical
            found.title_link = found.periodical = ""
    elif found.chapter or found.script_chapter:
        found.title = found.periodical
        found.periodical = ""


def _promote(found: Layout) -> None:
    """Make the title a chapter, with all that belongs to it."""
    found.chapter, found.title = found.title, ""
    found.chapter_name = "title"
    found.script_chapter, found.script_title = found.script_title, ""
    found.trans_chapter, found.trans_title = found.trans_title, ""
    found.trans_chapter_name = "trans-title"
    found.chapter_url, found.url = found.url, ""
    found.chapter_url_name = found.url_name
    found.chapter_format, found.format = found.format, ""


def _citation(reading: Reading, found: Layout) -> None:
    if reading.get("encyclopedia"):
        _encyclopedia(reading, found)
    else:
        found.has_no_chapters = bool(found.periodical or reading.get("script-work"))


def _conference(reading: Reading, found: Layout) -> None:
    """``book-title`` is the title, and ``title`` the paper in it."""
    if book := reading.get("book-title"):
        script = found.script_title
        chapter_script = found.script_chapter
        _promote(found)
        found.title = book
        found.script_title, found.script_chapter = script, chapter_script


def _episode(reading: Reading, found: Layout) -> None:
    """``series`` is the title, and ``title`` the episode."""
    _promote(found)
    found.title = reading.get("series")
    found.title_link = reading.get("series-link")


def _serial(reading: Reading, found: Layout) -> None:
    found.chapter = reading.get("episode")
    found.chapter_name = "episode"


def _mailing_list(reading: Reading, found: Layout) -> None:
    found.periodical = reading.get("mailing-list")
    found.periodical_name = reading.origin("mailing-list")


def _map(reading: Reading, found: Layout) -> None:
    """``map`` is the chapter: a map in a book or in an atlas."""
    found.chapter = reading.get("map")
    found.chapter_name = "map"
    found.trans_chapter = reading.get("trans-map")
    found.trans_chapter_name = "trans-map"
    found.script_chapter = reading.get("script-map")
    found.chapter_url = reading.get("map-url")
    found.chapter_url_name = reading.origin("map-url")
    found.chapter_format = reading.get("map-format")


_SPECIAL = {
    "citation": _citation,
    "conference": _conference,
    "encyclopedia": _encyclopedia,
    "episode": _episode,
    "mailing list": _mailing_list,
    "map": _map,
    "serial": _serial,
}

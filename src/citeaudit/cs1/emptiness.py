"""Whether anything of a citation is shown at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Reading

_SHOW_THEIR_TYPE: Final = frozenset(
    (
        *("interview", "mailing list", "map", "podcast", "press release", "report", "tech report", "thesis"),
        "av media notes",
    )
)
"""Kinds that say in parentheses what they are, whatever else is given."""

_NEVER_SHOWN: Final = frozenset(
    (
        *("access-date", "archive-date", "archive-format", "archive-url", "asin-tld", "book-title", "class"),
        *("chapter-url-access", "collaboration", "conference-format", "df", "display-authors", "display-contributors"),
        *("display-editors", "display-interviewers", "display-translators", "doi-access", "doi-broken-date"),
        *("bibcode-access", "hdl-access", "jstor-access", "ol-access", "osti-access", "s2cid-access", "ssrn-access"),
        *("language", "map-url-access", "mode", "name-list-style", "no-pp", "no-tracking", "orig-date"),
        *("pmc-embargo-date", "postscript", "quote-page", "quote-pages", "ref", "series-link", "time-caption"),
        *("title-link", "transcript-format", "url-access", "url-status"),
    )
)
_CHAPTERS: Final = frozenset(("chapter", "chapter-url", "chapter-format", "trans-chapter", "script-chapter"))
_LOCATORS: Final = frozenset(("page", "pages", "at"))

_WITHOUT_PAGES: Final = frozenset(
    ("av media", "episode", "mailing list", "newsgroup", "podcast", "serial", "sign", "speech")
)
_SHOWN_IN: Final = {
    "encyclopedia": frozenset(("citation", "encyclopedia")),
    "issue": frozenset(
        ("citation", "conference", "episode", "interview", "journal", "magazine", "map", "news", "podcast")
    ),
    "volume": frozenset(
        (
            *("citation", "av media", "book", "conference", "encyclopedia", "interview", "journal", "magazine"),
            *("map", "news", "report", "tech report", "thesis"),
        )
    ),
}
"""Parameters that only some kinds show."""

_ONLY_A_PREFIX: Final = re.compile(r"[a-z]{2,3}\s*:\s*")


def shows_nothing(reading: Reading, layout: Layout) -> bool:
    """Say whether no argument of the citation is shown, so that the module calls it empty."""
    if "title" in reading.arguments or reading.kind in _SHOW_THEIR_TYPE:
        return False
    if any(name.last for names in reading.lists.values() for name in names):
        return False
    return not any(_is_shown(reading, layout, name) for name in reading.arguments)


def _is_shown(reading: Reading, layout: Layout, name: str) -> bool:
    if name in _NEVER_SHOWN or (layout.has_no_chapters and name in _CHAPTERS):
        return False
    if name.startswith("script-"):
        return _ONLY_A_PREFIX.fullmatch(reading.get(name)) is None
    if name in _SHOWN_IN:
        return reading.kind in _SHOWN_IN[name]
    return name not in _LOCATORS or reading.kind not in _WITHOUT_PAGES

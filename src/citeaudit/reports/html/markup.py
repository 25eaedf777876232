"""Text as HTML. Wikitext and the names of files are hostile: all that is not our own goes through here."""

from __future__ import annotations

from html import escape

from citeaudit.reports.display import printable


def shown(text: str) -> str:
    """Return ``text`` as HTML that shows it on one line, in an element or an attribute in quotes.

    >>> shown('<script a="b">')
    '&lt;script a=&quot;b&quot;&gt;'
    """
    return escape(printable(text))


def link(url: str, words: str) -> str:
    """Return a link to a page of the web; to an address of another kind only its words, for it could act.

    >>> link("javascript:alert(1)", "a")
    'a'
    """
    if not url.lower().startswith(("http://", "https://")):
        return shown(words)
    return f'<a href="{shown(url)}" rel="noopener noreferrer nofollow">{shown(words)}</a>'

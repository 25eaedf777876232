"""Wikitext as readers see it: links by their labels, no quotes for italics, no tags."""

from __future__ import annotations

import html
import re

_PIPED_LINK = re.compile(r"\[\[:?([^\[\]|]+)\|([^\[\]]+)\]\]")
_LINK = re.compile(r"\[\[:?([^\[\]|]+)\|?\]\]")
_EXTERNAL_LINK = re.compile(r"\[(?:https?:|ftp:|news:|mailto:)?//[^\[\] ]+ ([^\[\]]+)\]")
_QUOTES = re.compile(r"'''''|'''|''")
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES = re.compile(r"[ \t\n\r]+")
_MARKS = re.compile(r"[\[<&']|\s\s|[\t\n\r]")


def plain_text(text: str) -> str:
    """Return a text without markup: entities decoded, white space collapsed. Templates stay as they are.

    >>> plain_text("The ''[[New York Times|Times]]'' &amp; others")
    'The Times & others'
    """
    if not _MARKS.search(text):
        return text.strip()
    if "[" in text:
        text = _PIPED_LINK.sub(r"\2", text)
        text = _LINK.sub(r"\1", text)
        text = _EXTERNAL_LINK.sub(r"\1", text)
    text = _TAG.sub("", _QUOTES.sub("", text))
    text = _SPACES.sub(" ", text).strip()
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)

"""Titles in another script than Latin, with the code of their language before them: ``ja:東京タワー``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citeaudit.tables import table
from citeaudit.values.languages import is_language_code

_PREFIX = re.compile(r"([a-z]{2,3})[ \t\n\r\f\v]*:[ \t\n\r\f\v]*")


class BadScriptTitle(ValueError):
    """A title that does not say its language; ``detail`` is the citation module's own phrase for why.

    ``detail`` is one of ``missing prefix``, ``missing title part``, ``invalid language code`` and
    ``unknown language code``: the last for languages in Latin script.
    """

    def __init__(self, text: str, detail: str) -> None:
        """Name the text and what is wrong with it."""
        super().__init__(f"{text!r} is not a title with the code of its language: {detail}")
        self.text = text
        self.detail = detail


class ScriptTitle(NamedTuple):
    """A title and the code of its language."""

    language: str
    title: str


def script_title(text: str) -> ScriptTitle:
    """Return language and title.

    Shape:   a code of two or three small letters, a colon, the title.
    Raises:  `BadScriptTitle` with its detail.
    Source:  enwiki, Module:Citation/CS1, ``format_script_value``; Help:CS1 errors, "script_parameter".

    >>> script_title("ja:東京タワー")
    ScriptTitle(language='ja', title='東京タワー')
    """
    prefix = _PREFIX.match(text)
    if prefix is None:
        raise BadScriptTitle(text, "missing prefix")
    code, title = prefix[1], text[prefix.end() :]
    if not title:
        raise BadScriptTitle(text, "missing title part")
    if not is_language_code(code):
        raise BadScriptTitle(text, "invalid language code")
    if code not in _scripts():
        raise BadScriptTitle(text, "unknown language code")
    return ScriptTitle(code, title)


@cache
def _scripts() -> frozenset[str]:
    return frozenset(table("languages")["scripts"])

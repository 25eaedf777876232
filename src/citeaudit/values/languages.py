"""Languages of sources: by name or by code."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from citeaudit.tables import table

_SEPARATOR = re.compile(r"\s*,\s*")
_PRIMARY = re.compile(r"([a-z]{2,3})-")


class BadLanguage(ValueError):
    """A text that is neither the name nor the code of a language that the wiki knows."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        super().__init__(f"{text!r} is no language that is known by name or code")


class Language(NamedTuple):
    """A language; ``name`` is the English one."""

    code: str
    name: str


@lru_cache(maxsize=2048)
def language(text: str) -> Language:
    """Return the language that a name or a code means.

    Shape:   in any case; a code may have subtags (``pt-BR``, ``en-x-foo``), known or not.
    Raises:  `BadLanguage` if it means none.
    Source:  enwiki, Module:Citation/CS1, ``name_tag_get``, September 2022.

    >>> language("de"), language("german").code, language("fr-BE").name
    (Language(code='de', name='German'), 'de', 'French')
    """
    folded = text.lower()
    by_code = _data()["languages"]
    code = folded if folded in by_code else _codes_by_name().get(folded)
    if code is None and (primary := _PRIMARY.match(folded)):
        code = primary[1]
    if code is None or code not in by_code:
        raise BadLanguage(text)
    return Language(code, by_code[code])


@lru_cache(maxsize=2048)
def unknown_languages(text: str) -> tuple[str, ...]:
    """Return what in a list is no known language; the list is separated by commas.

    >>> unknown_languages("en, French, Martian")
    ('Martian',)
    """
    found = []
    for part in _SEPARATOR.split(text):
        try:
            language(part)
        except BadLanguage:
            found.append(part)
    return tuple(found)


def is_language_code(text: str) -> bool:
    """Tell whether a text is the code of a known language, in lower case."""
    return text in _data()["languages"]


def is_wiki_prefix(text: str) -> bool:
    """Tell whether a link that begins with ``text:`` leads to the Wikipedia in another language.

    >>> is_wiki_prefix("fr"), is_wiki_prefix("Category")
    (True, False)
    """
    return text.lower() in _wikipedias()


def _data() -> dict[str, Any]:
    return table("languages")


@cache
def _codes_by_name() -> dict[str, str]:
    """Return codes by folded name; of several with one name the shortest, then the last in the alphabet."""
    by_length = sorted(_data()["languages"].items(), key=lambda item: (-len(item[0]), item[0]))
    return {**{name.lower(): code for code, name in by_length}, **_data()["names"]}


@cache
def _wikipedias() -> frozenset[str]:
    return frozenset(_data()["wikipedias"])

"""Titles in other scripts than Latin, and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.cs1.rendering import OPAQUE
from citeaudit.values.languages import unknown_languages
from citeaudit.values.scripts import BadScriptTitle, script_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Condition, Reading


_SCRIPTS: Final = ("script-title", "script-chapter", "script-map", "script-work", "script-quote")
LOOKS_AT: Final = frozenset((*_SCRIPTS, "language"))
"""Without one of these arguments `check` finds nothing."""


def check(reading: Reading, layout: Layout) -> Iterator[Condition]:
    """Yield what is wrong with ``script-…`` parameters and ``language``.

    Source:  English Wikipedia, Module:Citation/CS1, ``format_script_value``, ``language_parameter``,
             September 2022.
    """
    arguments = reading.arguments
    for name in _SCRIPTS:
        if name in arguments and _is_shown(name, reading, layout):
            yield from _in_script(reading, name)
    language = arguments.get("language")
    if language is not None:
        unknown = [name for name in unknown_languages(language.text) if OPAQUE not in name]
        if unknown:
            detail = ", ".join(unknown)
            yield reading.condition("maint_unknown_lang", language.written, at=language, detail=detail)


def _is_shown(name: str, reading: Reading, layout: Layout) -> bool:
    if name in {"script-work", "script-quote"}:
        return True
    value = reading.get(name)
    return value == layout.script_title or (value == layout.script_chapter and not layout.has_no_chapters)


def _in_script(reading: Reading, name: str) -> Iterator[Condition]:
    argument = reading.arguments[name]
    if OPAQUE in argument.text:
        return
    try:
        script_title(argument.text)
    except BadScriptTitle as bad:
        yield reading.condition("err_script_parameter", argument.written, at=argument, detail=bad.detail)

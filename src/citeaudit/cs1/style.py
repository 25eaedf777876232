"""What an article says of all its citations: the form of dates, and the settings of ``{{CS1 config}}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATES = re.compile(r"\{\{ *[Uu]se +(dmy|mdy) +dates *[|}]")
_CONFIG = re.compile(r"\{\{ *[Cc][Ss]1 config *\|([^{}]*)\}\}")


@frozen
class PageStyle:
    """Settings that hold for every citation of a page. The default is a page that says nothing."""

    date_form: str = ""
    """``dmy`` or ``mdy``, from ``{{use dmy dates}}`` or ``{{use mdy dates}}``; "" where there is neither."""
    settings: Mapping[str, str] = field(factory=dict, hash=False)
    """What ``{{CS1 config}}`` sets: parameter → value; blank values are left out."""
    language: str = "en"
    """Of the wiki."""


def page_style(text: str, language: str = "en") -> PageStyle:
    """Return the settings that the text of a page makes for its citations.

    Source:  English Wikipedia, Module:Citation/CS1/Configuration: it looks for both templates in the
             wikitext as it stands; the first of each counts.

    >>> page_style("{{Use dmy dates|date=May 2020}} {{CS1 config|mode=cs2}}").settings
    {'mode': 'cs2'}
    """
    dates = _DATES.search(text)
    config = _CONFIG.search(text)
    return PageStyle(dates[1] if dates else "", _settings(config[1]) if config else {}, language)


def _settings(arguments: str) -> dict[str, str]:
    pairs = (argument.partition("=") for argument in arguments.split("|"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}

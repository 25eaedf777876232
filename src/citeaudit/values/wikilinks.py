"""A value that is one wikilink as a whole."""

from __future__ import annotations

from typing import NamedTuple

_EDGES = " \t\n\r\f\v|"


class BadWikilink(ValueError):
    """A text that is not one wikilink from its first character to its last."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        super().__init__(f"{text!r} is not one wikilink")


class Wikilink(NamedTuple):
    """A link to a page of a wiki."""

    target: str
    label: str
    """What readers see; the target where nothing else is given."""


def wikilink(text: str) -> Wikilink:
    """Return target and label of a text that is one wikilink.

    Shape:   ``[[target]]``, ``[[target|label]]``, ``[[target|]]``; no ``]`` inside.
    Raises:  `BadWikilink` if there is more to the text or less.
    Source:  enwiki, Module:Citation/CS1/Utilities, ``is_wikilink``, September 2022.

    >>> wikilink("[[Jane Doe (author)|Doe, Jane]]").label
    'Doe, Jane'
    """
    inner = text[2:-2]
    if not (text.startswith("[[") and text.endswith("]]") and inner) or "]" in inner:
        raise BadWikilink(text)
    target, bar, label = inner.partition("|")
    if bar and target and label:
        return Wikilink(target, label.strip(_EDGES))
    target = inner.strip(_EDGES)
    return Wikilink(target, target)

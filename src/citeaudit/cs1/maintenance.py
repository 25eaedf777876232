"""Marks that maintainers track: nothing that a reader sees as wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.anchors import PREFIX, default_anchors
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.cs1.structure import has_names
from citeaudit.values.anchors import anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Argument, Condition, Reading
    from citeaudit.cs1.style import PageStyle

LOOKS_AT: Final = frozenset(("location", "publication-place", "publisher", "others", "postscript", "ref"))
"""Without one of these arguments, and settings of the page, `check` finds nothing."""

_DIGIT = re.compile(r"\d")
_PLACE_AND_PUBLISHER = re.compile(
    r"(?!Publish)(?:\[\[)?[A-Z][^\W\d]+(?:[ -][^\W\d]+)?(?:, [A-Z][\w. ]{0,20})?(?:\]\])?: ?[A-Z\[]"
)
_ANCHOR_TEMPLATE = re.compile(r"\{\{\s*(?:sfn ?ref|harv ?id|harvref)\s*\|([^{}=]*)\}\}", re.IGNORECASE)
_OVERRIDES: Final = (
    "mode",
    "name-list-style",
    "display-authors",
    "display-contributors",
    "display-editors",
    "display-interviewers",
    "display-translators",
)
_ETAL: Final = str.maketrans("", "", " '.")


def check(reading: Reading, layout: Layout, style: PageStyle) -> Iterator[Condition]:
    """Yield the marks for places, other people, the end of the citation and the page's settings."""
    arguments = reading.arguments
    for name in ("location", "publication-place"):
        place = arguments.get(name)
        if place is not None and _DIGIT.search(place.text):
            yield reading.condition("maint_location", place.written, at=place)
    if _is_book(reading, layout):
        yield from _publisher(reading)
    others = arguments.get("others")
    if others is not None and not has_names(reading, "author") and not has_names(reading, "editor"):
        key = "maint_others_avm" if reading.kind.startswith("av media") else "maint_others"
        yield reading.condition(key, "others", at=others.parameter)
    if "postscript" in arguments:
        yield from _postscript(reading)
    if "ref" in arguments and _given_anchor(arguments["ref"]) in default_anchors(reading)[:1]:
        yield reading.condition("maint_ref_duplicates_default", "ref", at=arguments["ref"].parameter)
    if style.settings:
        yield from _overridden(reading, style)


def _is_book(reading: Reading, layout: Layout) -> bool:
    if reading.kind == "citation":
        return "encyclopedia" in reading.arguments or not layout.periodical
    return reading.kind in ("book", "encyclopedia")


def _publisher(reading: Reading) -> Iterator[Condition]:
    arguments = reading.arguments
    publisher = arguments.get("publisher")
    place = arguments.get("publication-place") or arguments.get("location")
    if publisher is None:
        if place is not None:
            yield reading.condition("maint_location_no_publisher", place.written, at=place.parameter)
    elif place is None and _PLACE_AND_PUBLISHER.match(publisher.value):
        yield reading.condition("maint_publisher_location", publisher.written, at=publisher)


def _postscript(reading: Reading) -> Iterator[Condition]:
    """Track an end that is the one which the style has anyway, or more than a character."""
    postscript = reading.arguments["postscript"]
    mode = reading.get("mode")
    is_cs2 = mode == "cs2" or (mode != "cs1" and reading.kind == "citation")
    value = postscript.text
    is_none = value.lower() == "none"
    is_default = (is_none and (mode == "cs2" or reading.kind == "citation")) or (value == "." and not is_cs2)
    is_long = (
        len(value.replace(OPAQUE, "")) > 1 and not is_none and not any(name in reading.arguments for name in _QUOTES)
    )
    if is_default or is_long:
        yield reading.condition("maint_postscript", "postscript", at=postscript.parameter)


_QUOTES: Final = ("quote", "trans-quote", "script-quote")


def _given_anchor(ref: Argument) -> str:
    """Return the anchor that ``ref`` gives, as plain text or through ``{{sfnref}}``."""
    called = _ANCHOR_TEMPLATE.fullmatch(ref.value)
    if called is None:
        return anchor(ref.value)
    return anchor(PREFIX + "".join(part.strip() for part in called[1].split("|")))


def _overridden(reading: Reading, style: PageStyle) -> Iterator[Condition]:
    """Track settings of a citation that the page sets for all of them."""
    for name in _OVERRIDES:
        argument = reading.arguments.get(name)
        if argument is None or name not in style.settings:
            continue
        if name.startswith("display-") and argument.value.lower().translate(_ETAL) == "etal":
            continue
        yield reading.condition("maint_overridden_setting", argument.written, at=argument.parameter)

"""Short citations: the reference that ``{{sfn}}`` and its kin make of their arguments.

Source:  English Wikipedia, Module:Footnotes and Template:Sfn: the name is ``FOOTNOTE`` with all
         names, the year and the place; the text differs by style, so that the same place written
         in two ways is one name with two texts.
"""

from __future__ import annotations

from typing import TypeAlias

ShortArguments: TypeAlias = dict[str, str]

_PAGE = ("p", "page")
_PAGES = ("pp", "pages")
_LOCATION = ("loc", "at")
_MOST_NAMES = 5


def short_reference(style: str, arguments: ShortArguments) -> tuple[str, str]:
    """Return the name and the text of the reference that a short citation makes.

    Shape:   ``style`` is ``sfn``, ``sfnp`` or ``sfnm``; the text is for comparison only, it is
             not the one that readers see.

    >>> short_reference("sfn", {"1": "Smith", "2": "2000", "p": "3"})
    ('FOOTNOTESmith20003', 'sfn Smith 2000 p=3')
    """
    if style == "sfnm":
        return _several(arguments)
    names = [arguments.get(str(number), "") for number in range(1, _MOST_NAMES + 1)]
    page, pages, location = (_first(arguments, keys) for keys in (_PAGE, _PAGES, _LOCATION))
    text = [style, *filter(None, names)]
    text += [f"{key}={value}" for key, value in (("p", page), ("pp", pages), ("loc", location)) if value]
    text += [f"{key}={arguments[key]}" for key in ("ps", "postscript") if key in arguments]
    return f"FOOTNOTE{''.join(names)}{page}{pages}{location}", " ".join(text)


def _first(arguments: ShortArguments, names: tuple[str, ...]) -> str:
    return next((arguments[name] for name in names if arguments.get(name)), "")


def _several(arguments: ShortArguments) -> tuple[str, str]:
    """Several citations in one note: ``{{sfnm|1a1=Smith|1y=2000|1p=3|2a1=…}}``."""
    given = sorted((name, value) for name, value in arguments.items() if value)
    name = "".join(value for _, value in given)
    return f"FOOTNOTE{name}", " ".join(f"{key}={value}" for key, value in given)

"""What stands in the place of one person's name: et al., several names, digits, words that name nobody."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from citeaudit.tables import table
from citeaudit.values.phrases import any_of

_OTHERS = re.compile(r"[Ee][Tt]\.? *[Aa][Ll]|and [Oo]thers")
"""Every form of et al. holds this; most names do not."""

_BARE_ET_AL = re.compile(r"(?<![A-Za-z])[Ee][Tt]\.? *[Aa][Ll](?:[Ii][AaIi][Ee]?)?[.;,\"']*\Z")
_AND_OTHERS = re.compile(r"(?<![A-Za-z])and [Oo]thers")
_WRAPPED_ET_AL = re.compile(r"(\[\[|\(\(|[(\[]) *[Ee][Tt]\.? *[Aa][Ll]\.? *(\]\]|\)\)|[)\]])")
_MOST_COMMAS: Final = 1


def without_others(name: str) -> str:
    """Return a name without ``et al.``, ``et alii``, ``and others`` and the punctuation around it.

    Shape:   bare ones count only at the end; those in brackets and "and others" anywhere.
    Returns: the same text where it has none; "" for nothing but one.
    Source:  enwiki, Module:Citation/CS1, ``name_has_etal``, September 2022.

    >>> without_others("Doe, Jane, et al.")
    'Doe, Jane'
    """
    folded = name.lower()
    if ("al" not in folded and "and others" not in folded) or not _OTHERS.search(name):
        return name
    rest = _without(name, _BARE_ET_AL, "\"'")
    rest = _without(rest, _AND_OTHERS, "")
    return _WRAPPED_ET_AL.sub(_unpaired, rest)


def _unpaired(found: re.Match[str]) -> str:
    """Return what is left of the brackets: nothing of a pair, one of each that is double without its like."""
    opening, closing = found.groups()
    return "" if opening + closing in {"[[]]", "(())"} else opening[:-1] + closing[1:]


def _without(name: str, pattern: re.Pattern[str], quotes: str) -> str:
    """Return the name without what the pattern finds and the quotes, spaces and one mark before it."""
    pieces = []
    position = 0
    for found in pattern.finditer(name):
        before = name[position : found.start()].rstrip(quotes).rstrip(" ")
        pieces.append(before[:-1] if before[-1:] in {",", ";"} else before)
        position = found.end()
    return "".join((*pieces, name[position:]))


def has_several_names(name: str) -> bool:
    """Tell whether a text seems to hold several names: two commas, or a semicolon that is no ``&nbsp;``.

    Source:  enwiki, Help:CS1 errors, "CS1 maint: multiple names". The semicolon of any other entity
             counts upstream.

    >>> has_several_names("Doe, Jane; Roe, Richard")
    True
    """
    if ";" in name and name.count(";") > name.count("&nbsp;"):
        return True
    return name.count(",") > _MOST_COMMAS


def is_without_letters(name: str) -> bool:
    """Tell whether a text has no letter of any script, so that it cannot be a name.

    >>> is_without_letters("(1888)")
    True
    """
    return bool(name) and not any(map(str.isalpha, name))


@lru_cache(maxsize=8192)
def is_plain_name(name: str) -> bool:
    """Tell whether nothing can be said against a name: the other questions of this module need not be asked.

    >>> is_plain_name("Doe, Jane"), is_plain_name("Doe, Jane, et al.")
    (True, False)
    """
    return (
        without_others(name) == name
        and not has_several_names(name)
        and not is_without_letters(name)
        and not is_generic_name(name)
    )


def is_generic_name(name: str) -> bool:
    """Tell whether a text names a role, a site or a part of one, not a person or body.

    Source:  enwiki, Help:CS1 errors, "generic_name": the list in ``data/cs1/names.toml``.

    >>> is_generic_name("Editor"), is_generic_name("Editorial Board")
    (True, False)
    """
    hint, rejected, accepted = _generic()
    return bool(hint.search(f" {name.lower()}") and rejected.search(name)) and not accepted.search(name)


@cache
def _generic() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what to look for first in a folded name, then what is wrong in it and what excuses that."""
    data = table("cs1/names")["generic"]
    hint = re.compile("|".join(map(re.escape, data["words"] + data["stems"])))
    return hint, any_of(data["words"], data["patterns"]), any_of([], data["accepted"])


_PERSON = re.compile(
    r"(?:(?:[^\W\d_a-z][\w.'’-]*|de|del|della|der|di|da|dos|du|la|le|van|von|zu|ter|ten|bin|al),?(?: |\Z))+"
)
_LONGEST_NAME, _MOST_WORDS = 40, 5


def parted_names(text: str) -> list[str]:
    """Return the names of several people that semicolons part; none if it is not sure that all are names.

    Shape:   names like "Doe, J." or like "Jane Doe", all of them written alike.

    >>> parted_names("Doe, J. R.; Van der Roe, Rita;")
    ['Doe, J. R.', 'Van der Roe, Rita']
    >>> parted_names("Jane Doe, The Fall of Roe; A Portrait")
    []
    """
    names = [name.strip() for name in text.rstrip(";, ").split(";")]
    commas = {name.count(",") for name in names}
    are_names = all(
        len(name) <= _LONGEST_NAME and name.count(" ") < _MOST_WORDS and _PERSON.fullmatch(name) for name in names
    )
    return names if len(names) > 1 and len(commas) == 1 and commas <= {0, 1} and are_names else []

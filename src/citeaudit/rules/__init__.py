"""All rules, family by family. A new family is listed here; a new rule in its family's module.

``FAMILIES`` and ``RULES`` are made when they are first asked for: importing citeaudit costs a hook
nothing that it does not use.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeaudit.rule import Rule

    FAMILIES: dict[str, tuple[str, tuple[type[Rule[Any]], ...]]]
    """Two letters → what the family is about, and its rules."""

    RULES: tuple[type[Rule[Any]], ...]
    """Every rule, by code."""

_MODULES = {
    "CE": ("Cite errors", ("cite_names", "cite_tags", "cite_lists", "cite_quotes")),
    "NL": ("Reference lists and note groups", ("reference_lists",)),
    "CS": ("Citation templates", ("citations",)),
    "ID": ("Identifiers", ("identifiers",)),
    "SF": ("Short footnotes", ("short_footnotes",)),
    "AR": ("Archived copies", ("archives",)),
    "DT": ("Dates", ("dates", "date_styles")),
    "LK": ("Live links", ("live_links",)),
}


@cache
def _families() -> dict[str, tuple[str, tuple[type[Rule[Any]], ...]]]:
    return {
        letters: (about, tuple(rule for name in names for rule in import_module(f"{__name__}.{name}").RULES))
        for letters, (about, names) in _MODULES.items()
    }


@cache
def _rules() -> tuple[type[Rule[Any]], ...]:
    return tuple(sorted((rule for _, rules in _families().values() for rule in rules), key=lambda rule: rule.code))


def __getattr__(name: str) -> Any:  # noqa: ANN401 (either table)
    if name == "FAMILIES":
        return _families()
    if name == "RULES":
        return _rules()
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)

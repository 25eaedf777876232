"""All rules, family by family. A new family is listed here; a new rule in its family's module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeaudit.rules import cite_lists, cite_names, cite_tags, reference_lists

if TYPE_CHECKING:
    from citeaudit.rule import Rule

FAMILIES: dict[str, tuple[str, tuple[type[Rule[Any]], ...]]] = {
    "CE": ("Cite errors", (*cite_names.RULES, *cite_tags.RULES, *cite_lists.RULES)),
    "NL": ("Reference lists and note groups", reference_lists.RULES),
}
"""Two letters → what the family is about, and its rules."""

RULES: tuple[type[Rule[Any]], ...] = tuple(
    sorted((rule for _, rules in FAMILIES.values() for rule in rules), key=lambda rule: rule.code)
)
"""Every rule, by code."""

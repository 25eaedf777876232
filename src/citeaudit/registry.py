"""All rules by family: those about pages, and those about the comments that keep rules quiet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit import rules, suppression_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeaudit.rule import Rule

RuleClass: TypeAlias = "type[Rule[Any]]"


@cache
def families() -> Mapping[str, tuple[str, tuple[RuleClass, ...]]]:
    """Return what each family is about, and its rules, under its two letters."""
    return {**rules.FAMILIES, "SU": (suppression_rules.FAMILY, suppression_rules.RULES)}


@cache
def every_rule() -> tuple[RuleClass, ...]:
    """Return all rules by code."""
    return tuple(
        sorted((rule for _, of_family in families().values() for rule in of_family), key=lambda rule: rule.code)
    )


@cache
def rules_by_code() -> Mapping[str, RuleClass]:
    """Return each rule under its code."""
    return {rule.code: rule for rule in every_rule()}

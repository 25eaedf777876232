"""Identifiers of cited works: ISBN, DOI, PMID and the rest, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.condition_rule import ConditionRule, insertion, parameter_at, removal, rules_from_table
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.tables import table
from citeaudit.values.identifier_slips import mended_identifier
from citeaudit.values.identifiers import IDENTIFIERS

if TYPE_CHECKING:
    from citeaudit.cs1.reading import Condition
    from citeaudit.rule import Context


class _Unflagged(ConditionRule):
    """A free DOI that is not marked as such."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Add the mark behind the DOI."""
        parameter = parameter_at(condition)
        if parameter is None:
            return None
        return self.repair((insertion(parameter, context.page.text, "doi-access=free"),))


class _Wrong(ConditionRule):
    """A value that is no identifier."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take away what stands around the identifier, if all is well without it."""
        arguments = context.reading(condition.citation).arguments.values()
        argument = next((given for given in arguments if given.span == condition.span), None)
        if argument is None or argument.is_accepted or argument.name not in IDENTIFIERS:
            return None
        mended = mended_identifier(argument.name, argument.value, context.as_of)
        return Fix(f"Write {mended}", Safety.SAFE, (Edit(condition.span, mended),)) if mended else None


class _WithoutUse(ConditionRule):
    """A parameter that has no effect."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it away."""
        parameter = parameter_at(condition)
        edits = removal(condition, parameter) if parameter is not None else ()
        return self.repair(edits) if edits else None


_BASES: dict[str, type[ConditionRule]] = {
    "err_asintld_missing_asin": _WithoutUse,
    "err_doibroken_missing_doi": _WithoutUse,
    "err_embargo_missing_pmc": _WithoutUse,
    "maint_doi_unflagged_free": _Unflagged,
    "maint_pmc_embargo": _WithoutUse,
    **{key: _Wrong for key in table("cs1/conditions")["condition"] if key.startswith("err_bad_")},
}

RULES = rules_from_table("ID", _BASES)

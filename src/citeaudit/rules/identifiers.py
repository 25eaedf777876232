"""Identifiers of cited works: ISBN, DOI, PMID and the rest, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.condition_rule import ConditionRule, insertion, parameter_at, rules_from_table

if TYPE_CHECKING:
    from citeaudit.cs1.reading import Condition
    from citeaudit.fixes import Fix
    from citeaudit.rule import Context


class _Unflagged(ConditionRule):
    """A free DOI that is not marked as such."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Add the mark behind the DOI."""
        parameter = parameter_at(condition)
        if parameter is None:
            return None
        return self.repair((insertion(parameter, context.page.text, "doi-access=free"),))


RULES = rules_from_table("ID", {"maint_doi_unflagged_free": _Unflagged})

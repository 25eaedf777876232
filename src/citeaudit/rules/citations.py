"""Citation templates: their parameters, what they lack, and what their values should not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.condition_rule import ConditionRule, insertion, parameter_at, removal, rules_from_table
from citeaudit.cs1.parameter_names import meanings
from citeaudit.fixes import Edit, Fix, Safety

if TYPE_CHECKING:
    from citeaudit.cs1.reading import Condition
    from citeaudit.rule import Context

_DEAD: Final = frozenset(("deadurl", "dead-url", "deadlink"))
_STATUS: Final = {"yes": "dead", "y": "dead", "true": "dead", "no": "live", "n": "live", "false": "live"}
_STATUSES: Final = frozenset(("dead", "live", "deviated", "unfit", "usurped", "bot: unknown"))


class _Misspelt(ConditionRule):
    """An unknown parameter for which there is a suggestion."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:  # noqa: ARG002
        """Rename the parameter; for the old ways to call a URL dead, translate the value, too."""
        parameter = parameter_at(condition)
        if parameter is None:
            return None
        meant = condition.detail
        rename = Edit(parameter.name_span, meant)
        is_given = any(other.name == meant for other in condition.citation.parameters)
        if is_given:
            return None
        if parameter.name.lower() == meant:
            return Fix(f"Write {meant}", Safety.SAFE, (rename,))
        if parameter.name in _DEAD and meant == "url-status":
            value = parameter.value.lower()
            status = value if value in _STATUSES else _STATUS.get(value)
            if status is None:
                return None
            return Fix(f"Write url-status={status}", Safety.SAFE, (rename, Edit(parameter.value_span, status)))
        return Fix(f"Write {meant}", Safety.SUGGESTION, (rename,))


class _Blank(ConditionRule):
    """Blank parameters under unknown names."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:  # noqa: ARG002
        """Take them all away."""
        names = {subject if subject != "(empty string)" else "" for subject in condition.subjects}
        blank = [p for p in condition.citation.parameters if p.name in names and not p.value.strip()]
        edits = removal(condition, *blank)
        return self.repair(edits) if edits else None


class _Needless(ConditionRule):
    """A parameter without which the citation is the same."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:  # noqa: ARG002
        """Take it away."""
        parameter = parameter_at(condition)
        edits = removal(condition, parameter) if parameter is not None else ()
        return self.repair(edits) if edits else None


class _Invalid(_Needless):
    """A word that the parameter does not take. Only ``ref=harv`` may go without a thought."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take ``ref=harv`` away: the citation has its anchor without it."""
        return super().fix(condition, context) if condition.subjects == ("ref",) else None


class _EtAl(ConditionRule):
    """A name with some form of et al."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it out of the name, and say so in the parameter for that."""
        parameter = parameter_at(condition)
        if parameter is None or not condition.proposal:
            return None
        meaning = meanings(condition.citation.template.removeprefix("cite "))[parameter.name]
        if meaning is None or not meaning.people:
            return None
        edit = Edit(condition.span, condition.proposal)
        display = f"display-{meaning.people}s"
        if any(other.name == display and other.value for other in condition.citation.parameters):
            return Fix(f"Write {condition.proposal}", Safety.SAFE, (edit,))
        added = f"{display}=etal"
        return self.repair((edit, insertion(parameter, context.page.text, added)), added)


class _Undated(ConditionRule):
    """An archived copy without its date."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Add the date that the address of the copy says."""
        parameter = parameter_at(condition)
        if parameter is None or not condition.proposal:
            return None
        name = "archivedate" if parameter.name == "archiveurl" else "archive-date"
        edit = insertion(parameter, context.page.text, f"{name}={condition.proposal}")
        return self.repair((edit,), condition.proposal)


RULES = rules_from_table(
    "CS",
    {
        "err_archive_missing_date": _Undated,
        "err_etal": _EtAl,
        "err_invalid_param_val": _Invalid,
        "err_param_unknown_empty": _Blank,
        "err_parameter_ignored_suggest": _Misspelt,
        "maint_ref_duplicates_default": _Needless,
    },
)

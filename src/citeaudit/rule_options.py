"""Options of rules: class variables that the rule's documentation names, as in ````most_days`` is the limit``."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit.errors import SettingsError
from citeaudit.rule import Rule
from citeaudit.settings import OptionValue, proposal
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RuleClass: TypeAlias = type[Rule[Any]]


def options_of(rule: RuleClass) -> Mapping[str, OptionValue]:
    """Return the options of a rule with their defaults, under the names that settings files use.

    Shape:   ``most_days`` is called ``most-days`` there.
    """
    found: dict[str, OptionValue] = {}
    for ancestor in reversed(rule.__mro__[: rule.__mro__.index(Rule)]):
        for name in inspect.get_annotations(ancestor):
            value = getattr(rule, name, None)
            is_named = f"``{name}``" in (rule.__doc__ or "") and name not in Rule.__annotations__
            if is_named and isinstance(value, bool | int | float | str):
                found[name.replace("_", "-")] = value
    return found


def with_options(
    rules: Sequence[RuleClass], given: Iterable[tuple[str, Iterable[tuple[str, OptionValue]]]]
) -> tuple[RuleClass, ...]:
    """Return the rules with their options set as ``given`` says.

    Raises:  `SettingsError` for a rule or an option that there is not, or a value of another kind.
    """
    settled = {rule.code: rule for rule in rules}
    for word, options in given:
        rule = _rule(word, rules)
        values = {name.replace("-", "_"): _value(rule, name, value) for name, value in options}
        settled[rule.code] = type(rule.__name__, (settled[rule.code],), {"__doc__": rule.__doc__, **values})
    return tuple(settled.values())


def _rule(word: str, rules: Sequence[RuleClass]) -> RuleClass:
    for rule in rules:
        if word.lower() in {rule.code.lower(), rule.name()}:
            return rule
    known = [(rule.code, rule.name()) for rule in rules]
    message = f"no rule has the code or name {word!r}; {proposal(word, known)}"
    raise SettingsError(message)


def _value(rule: RuleClass, name: str, value: OptionValue) -> OptionValue:
    known = options_of(rule)
    if name not in known:
        near = suggestion(name, known)
        meant = f"did you mean {near!r}?" if near else f"it has {', '.join(known)}" if known else "it has none"
        message = f"{rule.code} has no option {name!r}; {meant}"
        raise SettingsError(message)
    default = known[name]
    if type(value) is type(default) or (type(default) is float and type(value) is int):
        return value
    message = f"the option {name!r} of {rule.code} is like {default!r}, not {value!r}"
    raise SettingsError(message)

"""Rules for what the citation module says: one for each row of ``data/cs1/conditions.toml``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, cast

from citeaudit.cs1.reading import Condition
from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.span import Span
from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citeaudit.finding import Finding
    from citeaudit.model import Parameter

_ERROR = "err_"
_NAMED = re.compile(r"\{(\w+)\}")
_LONGEST = 80
"""What is longer is cut short in a message."""


class ConditionRule(Rule[Condition]):
    """A condition of the citation module, in its own words.

    A subclass is made of a row of the table; it overrides `fix` where the repair is not simply to
    put the condition's proposal in its place.
    """

    key: ClassVar[str] = ""
    """The module's key; it is ``upstream``, too, where the module says such a thing at all."""
    row: ClassVar[Mapping[str, Any]] = {}

    @classmethod
    def woken_by(cls) -> frozenset[str]:
        """Return the one key that the rule is about."""
        return frozenset((cls.key,))

    def check(self, part: Condition, context: Context) -> Iterator[Finding]:
        """Report the condition at its place, in the module's words."""
        word = partial(_word, part)
        yield self.found(
            context,
            part.span,
            _filled(self.row["message"], word),
            subjects=part.subjects,
            remedy=_filled(self.row["remedy"], word),
            confidence=Confidence.HIGH if part.citation.is_certain else Confidence.LOW,
            fix=self.fix(part, context),
        )

    def fix(self, condition: Condition, context: Context) -> Fix | None:  # noqa: ARG002 (for subclasses)
        """Return the repair that the condition proposes, if the table says how sure it is."""
        safety = self.row.get("fix")
        if safety is None or not condition.proposal:
            return None
        return self.repair((Edit(condition.span, condition.proposal),), condition.proposal)

    def repair(self, edits: tuple[Edit, ...], proposal: str = "", safety: Safety | None = None) -> Fix:
        """Return a repair under the title and with the safety of the table."""
        title = _filled(self.row.get("fix_title", "Write {proposal}"), {"proposal": proposal}.get)
        return Fix(title, safety or Safety(self.row["fix"]), edits)


def _word(condition: Condition, name: str) -> str | None:
    """Return what ``{name}`` stands for in the messages of the table; None for what they may not name."""
    subjects = condition.subjects
    if name.isdecimal():
        number = int(name)
        return subjects[number] if number < len(subjects) else None if number else ""
    if name == "written":
        named = parameter_at(condition)
        return named.name if named is not None else (subjects or ("",))[0]
    detail = table("cs1/conditions")["details"].get(condition.detail, condition.detail)
    if name == "list":
        several = [f"|{subject}=" for subject in subjects]
        return " and ".join((", ".join(several[:-1]), several[-1])) if len(several) > 1 else "".join(several) or detail
    return _shortened(detail) if name == "detail" else None


def _filled(text: str, word: Callable[[str], str | None]) -> str:
    """Return ``text`` with each ``{name}`` replaced by its word; where there is none, the braces stay."""

    def replaced(found: re.Match[str]) -> str:
        named = word(found[1])
        return found[0] if named is None else named

    filled = _NAMED.sub(replaced, text)
    return filled[:1].upper() + filled[1:]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def parameter_at(condition: Condition) -> Parameter | None:
    """Return the parameter in which a condition has its place; None where that is the whole template."""
    start, end = condition.span
    parameters = condition.citation.parameters
    before = bisect_right(parameters, start, key=attrgetter("start"))
    return parameters[before - 1] if before and end <= parameters[before - 1].end else None


def removal(condition: Condition, *parameters: Parameter) -> tuple[Edit, ...]:
    """Return the edits that take parameters away, each with the pipe before it; none where a comment would be lost."""
    text = condition.citation.text
    spans = [Span(parameter.span.start - 1, parameter.span.end) for parameter in parameters]
    if any("<!--" in span.of(text) or text[span.start] != "|" for span in spans):
        return ()
    if spans and spans[-1].end == condition.citation.span.end - 2:
        spans[-1] = _last(text, spans[-1], spans[-2].end if len(spans) > 1 else condition.citation.span.start)
    return tuple(Edit(span, "") for span in spans)


def _last(text: str, span: Span, after: int) -> Span:
    """Return the place of the last parameter with the white space before it instead of that behind it."""
    start, end = span
    while start > after and text[start - 1].isspace():
        start -= 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def insertion(parameter: Parameter, text: str, added: str) -> Edit:
    """Return the edit that adds a parameter behind another, spaced as that one is."""
    place = Span(parameter.span.end, parameter.span.end)
    gap = text[parameter.value_span.end : place.start]
    if gap or parameter.is_positional:
        return Edit(place, f"|{added}{gap}")
    before = text[: parameter.span.start - 1]
    return Edit(place, f"{before[len(before.rstrip()) :]}|{added}")


def rules_from_table(
    family: str, bases: Mapping[str, type[ConditionRule]] | None = None
) -> tuple[type[ConditionRule], ...]:
    """Return a rule for each row whose code begins with ``family``, in the order of their codes.

    Shape:   ``bases`` holds the class to derive from for keys that need logic of their own.
    """
    rows = table("cs1/conditions")["condition"].items()
    found = [_rule(key, row, (bases or {}).get(key, ConditionRule)) for key, row in rows if row["code"][:2] == family]
    return tuple(sorted(found, key=lambda rule: rule.code))


def _bad_examples(row: Mapping[str, Any]) -> Iterator[Bad]:
    """Yield the bad examples, each with its repaired text where the table has one."""
    repaired = row.get("fixed", [""] * len(row["bad"]))
    for text, fixed in zip(row["bad"], repaired, strict=True):
        yield Bad(text, fixed=fixed or None)


def _rule(key: str, row: Mapping[str, Any], base: type[ConditionRule]) -> type[ConditionRule]:
    is_upstream = key.startswith((_ERROR, "maint_"))
    anchor = row.get("help", key.removeprefix(_ERROR).removeprefix("maint_"))
    source = f'enwiki, Help:CS1 errors, "{anchor}".' if is_upstream else "enwiki, Module:Citation/CS1, ``citation``."
    severity = row.get("severity", "error" if key.startswith(_ERROR) or not is_upstream else "info")
    made = type(
        "".join(word.capitalize() for word in row["name"].split("-")),
        (base,),
        {
            "__doc__": f"{row['summary']}\n\n    Why:     {row['why']}\n    Source:  {source}\n    ",
            "__module__": base.__module__,
            "code": row["code"],
            "key": key,
            "upstream": key if is_upstream else None,
            "severity": Severity[severity.upper()],
            "examples": (*_bad_examples(row), *map(Good, row["good"])),
            "row": row,
        },
    )
    return cast("type[ConditionRule]", made)

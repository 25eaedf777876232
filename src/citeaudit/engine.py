"""The audit itself: rules over the parts of a page. Pure; a rule that crashes is a fault of the report."""

from __future__ import annotations

import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit.cs1.reading import Condition
from citeaudit.finding import Fault, Finding, Report
from citeaudit.footnotes import CiteError, resolve
from citeaudit.model import Citation, Page, Reference, ReferenceList
from citeaudit.rule import Context, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

RuleClass: TypeAlias = type[Rule[Any]]


class _Kind:
    """One kind of part: where its parts are and which words wake rules for one of them."""

    def __init__(
        self,
        parts: Callable[[Context], Sequence[Any]],
        words: Callable[[Any, Context], Iterable[str]] = lambda *_: (),
    ) -> None:
        self.parts = parts
        self.words = words


_KINDS: dict[type, _Kind] = {
    Page: _Kind(lambda context: (context.page,)),
    CiteError: _Kind(lambda context: context.footnotes.errors, lambda error, _: (error.key,)),
    Condition: _Kind(lambda context: context.conditions, lambda condition, _: (condition.key,)),
    Reference: _Kind(lambda context: context.page.references),
    ReferenceList: _Kind(lambda context: context.page.lists),
    Citation: _Kind(
        lambda context: context.page.citations, lambda citation, context: context.reading(citation).arguments
    ),
}


class _Bench:
    """The rules for one kind of part: those that always look, and those that a word wakes."""

    def __init__(self, kind: _Kind) -> None:
        self.kind = kind
        self.always: list[Rule[Any]] = []
        self.woken: dict[str, list[Rule[Any]]] = {}

    def add(self, rule: Rule[Any]) -> None:
        words = rule.woken_by()
        if not words:
            self.always.append(rule)
        for word in words:
            self.woken.setdefault(word, []).append(rule)

    def rules_for(self, part: Any, context: Context) -> Iterable[Rule[Any]]:  # noqa: ANN401 (any kind of part)
        if not self.woken:
            return self.always
        woken = [rule for word in self.kind.words(part, context) for rule in self.woken.get(word, ())]
        return dict.fromkeys((*self.always, *woken))


@lru_cache(maxsize=32)
def _benches(rules: tuple[RuleClass, ...]) -> tuple[_Bench, ...]:
    benches: dict[type, _Bench] = {}
    for rule in rules:
        kind = rule.looks_at()
        if kind not in benches:
            benches[kind] = _Bench(_KINDS[kind])
        benches[kind].add(rule())
    return tuple(benches.values())


def audit_page(
    page: Page,
    rules: tuple[RuleClass, ...],
    outcomes: Mapping[Any, Any] | None = None,
    *,
    as_of: dt.date,
    title: str | None = None,
    subreferencing: bool = True,
) -> Report:
    """Return what the rules find on a page, in the order of the text.

    Shape:   ``rules`` are classes; ``outcomes`` is what was observed on the web, if anything was.
             The same rule says the same of the same place only once.
    """
    footnotes = resolve(page, subreferencing=subreferencing)
    context = Context(page, footnotes, as_of, outcomes or {})
    findings: dict[Finding, None] = {}
    faults: list[Fault] = []
    for bench in _benches(rules):
        for part in bench.kind.parts(context):
            for rule in bench.rules_for(part, context):
                try:
                    findings.update(dict.fromkeys(rule.check(part, context)))
                except Exception as error:  # noqa: BLE001 (whatever a rule does, the page is audited)
                    faults.append(Fault(rule.code, _cause(error)))
    ordered = sorted(findings, key=lambda finding: (finding.span, finding.code, finding.subjects))
    return Report(tuple(ordered), tuple(faults), title, page.profile.wiki)


def _cause(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"

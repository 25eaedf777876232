"""The audit itself: rules over the parts of a page. Pure; a rule that crashes is a fault of the report."""

from __future__ import annotations

import traceback
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit.cs1.reading import Condition
from citeaudit.finding import Fault, Finding, Report
from citeaudit.footnotes import CiteError, resolve
from citeaudit.model import Citation, Page, Reference, ReferenceList
from citeaudit.rule import Context, Rule
from citeaudit.suppressions import Suppression, may_suppress, suppressed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from citeaudit.queries import Outcome, Query

RuleClass: TypeAlias = type[Rule[Any]]
_Gate: TypeAlias = "Callable[..., bool]"


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
    Suppression: _Kind(lambda _: ()),  # these come last, see `_unsuppressed`
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
        self.woken_by = lru_cache(maxsize=1024)(self._woken_by)

    def add(self, rule: Rule[Any]) -> None:
        words = rule.woken_by()
        if not words:
            self.always.append(rule)
        for word in words:
            self.woken.setdefault(word, []).append(rule)

    @property
    def code(self) -> str:
        """The code of one of its rules, to name the bench by."""
        return next(rule.code for rule in chain(self.always, *self.woken.values()))

    def rules_for(self, part: Any, context: Context) -> Iterable[Rule[Any]]:  # noqa: ANN401 (any kind of part)
        if not self.woken:
            return self.always
        words = tuple(word for word in self.kind.words(part, context) if word in self.woken)
        if not words:
            return self.always
        groups = self.woken_by(words)
        if len(groups) == 1 and None in groups:
            return groups[None]
        return [rule for gate, rules in groups.items() if gate is None or gate(part, context) for rule in rules]

    def _woken_by(self, words: tuple[str, ...]) -> dict[_Gate | None, tuple[Rule[Any], ...]]:
        """Return the rules that always look and those that any of the words wakes, each once, by their gates."""
        woken = dict.fromkeys((*self.always, *(rule for word in words for rule in self.woken[word])))
        gates = dict.fromkeys(rule.gate for rule in woken)
        return {gate: tuple(rule for rule in woken if rule.gate is gate) for gate in gates}


@lru_cache(maxsize=32)
def _benches(rules: tuple[RuleClass, ...]) -> tuple[_Bench, ...]:
    """Return the rules by the kind of part that they look at."""
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
    outcomes: Mapping[Query, Outcome] | None = None,
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
    looking = rules if outcomes else _offline(rules)
    for bench in _benches(looking):
        for part, looking_rules in _pairs(bench, context, faults):
            for rule in looking_rules:
                try:
                    if found := list(rule.check(part, context)):
                        findings.update(dict.fromkeys(found))
                except Exception as error:  # noqa: BLE001 (whatever a rule does, the page is audited)
                    faults.append(Fault(rule.code, _cause(error)))
    ordered = _ordered(findings)
    if may_suppress(page.text, ordered):
        ordered = _unsuppressed(context, ordered, looking)
    return Report(tuple(ordered), tuple(faults), title, page.profile.wiki, as_of)


def _pairs(bench: _Bench, context: Context, faults: list[Fault]) -> Iterator[tuple[Any, Iterable[Rule[Any]]]]:
    """Yield each part that the rules of a bench look at, with the rules; note it where that cannot be told."""
    try:
        for part in bench.kind.parts(context):
            yield part, bench.rules_for(part, context)
    except Exception as error:  # noqa: BLE001 (the other benches still look)
        faults.append(Fault(bench.code, _cause(error)))


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.span, finding.code, finding.subjects))


def _unsuppressed(context: Context, findings: list[Finding], looked: tuple[RuleClass, ...]) -> list[Finding]:
    """Return what the comments of the page do not keep quiet, and what is wrong with these comments."""
    sure = {rule.code for rule in looked if not rule.is_online()}  # the web may answer another time
    kept = suppressed(context.page, findings, sure)
    rules = [bench.always for bench in _benches(looked) if bench.kind is _KINDS[Suppression]]
    about = (finding for part in kept.idle for rule in chain(*rules) for finding in rule.check(part, context))
    return _ordered((*kept.findings, *dict.fromkeys(about)))


@lru_cache(maxsize=32)
def _offline(rules: tuple[RuleClass, ...]) -> tuple[RuleClass, ...]:
    return tuple(rule for rule in rules if not rule.is_online())


def wanted_by(
    page: Page, rules: tuple[RuleClass, ...], outcomes: Mapping[Query, Outcome] | None = None, *, as_of: dt.date
) -> frozenset[Query]:
    """Return what the rules want to be observed on the web, without what is in ``outcomes`` already.

    Shape:   what was observed may raise new questions: ask again with it, until nothing is wanted.
    """
    context = Context(page, resolve(page), as_of, outcomes or {})
    asking = tuple(rule for rule in rules if rule.is_online())
    found: set[Query] = set()
    for bench in _benches(asking):
        for part in bench.kind.parts(context):
            for rule in bench.rules_for(part, context):
                with suppress(Exception):  # `audit_page` will say of a rule that crashes that it does
                    found.update(rule.asks(part, context))
    return frozenset(found.difference(context.outcomes))


def _cause(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"

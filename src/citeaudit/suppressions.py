"""Comments in the text that keep rules quiet, and templates that ask archive bots to stay away.

``<!-- citeaudit: ignore CE001 -->`` is for the next citation, reference or list, ``ignore-line`` for
findings that begin on its line, ``ignore-page`` for all; ``disable`` holds until ``enable`` with the
same words. Words are codes, families or names, and none means all rules; a reason may follow a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from citeaudit import rules
from citeaudit.scanner import COMMENT, IGNORED, TAG, TEMPLATE, scan
from citeaudit.settings import closeness
from citeaudit.short_citations import short_footnotes
from citeaudit.span import Span
from citeaudit.tables import table
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from citeaudit.finding import Finding
    from citeaudit.model import Page
    from citeaudit.rule import Rule
    from citeaudit.scanner import Token

RuleClass: TypeAlias = "type[Rule[Any]]"

ACTIONS: Final = ("ignore", "ignore-line", "ignore-page", "disable", "enable")

_MARK: Final = "citeaudit:"
_REASON = re.compile(r"(?:^|\s)(?:--|–|—)(?:\s|$)")
_FARTHEST: Final = 1000
"""Characters that may stand between a citation and the template that asks bots to leave it alone."""


class Suppression(NamedTuple):
    """One word of a comment that keeps rules quiet."""

    comment: Span
    action: str
    """One of `ACTIONS`, or what is written in its place."""
    word: str
    """A code, a family or a name as written; "" means all rules."""
    scope: Span
    """Findings that begin here are kept quiet."""

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is to be kept quiet."""
        start, end = self.scope
        is_here = start <= finding.span.start < end or (start < end == finding.span.start == finding.span.end)
        return is_here and means(self.word, finding.code, finding.name)


def means(word: str, code: str, name: str) -> bool:
    """Tell whether a word means a rule; no word means all of them.

    >>> means("ce", "CE001", "undefined-reference"), means("", "CE001", ""), means("CE002", "CE001", "")
    (True, True, False)
    """
    return not word or closeness(word, code, name) > 0


class Kept(NamedTuple):
    """What is left of an audit after the comments were heeded."""

    findings: list[Finding]
    idle: list[Suppression]
    """What kept nothing quiet though the rules that it means have looked, or what means nothing."""


def may_suppress(text: str, findings: Sequence[Finding]) -> bool:
    """Tell whether there may be something in a text that keeps findings quiet, or means to."""
    if _MARK in text:
        return True
    families = tuple(_bots().families)
    is_shielded = any(finding.code.startswith(families) for finding in findings)
    return is_shielded and any(part in text for part in _template_parts())


def suppressed(page: Page, findings: Sequence[Finding], looked: Collection[str]) -> Kept:
    """Return the findings that nothing in the text keeps quiet.

    Shape:   ``findings`` are in the order of the text; ``looked`` are the codes of the rules that have looked
             at the page: of a comment about another rule it cannot be told whether it is still needed.
    """
    tokens = sorted(_tokens(page), key=lambda token: token[1])
    given = _suppressions(page, tokens)
    is_shielded = _shield(page, tokens)
    used: set[Suppression] = set()
    kept = []
    for finding, near in _near(findings, given):
        covering = [each for each in near if each.covers(finding)]
        used.update(covering)
        if not covering and not is_shielded(finding):
            kept.append(finding)
    return Kept(kept, [each for each in given if each not in used and _is_judged(each, looked)])


def _near(findings: Iterable[Finding], given: Iterable[Suppression]) -> Iterator[tuple[Finding, Sequence[Suppression]]]:
    """Yield each finding with the suppressions whose scope it may be in, in one sweep over both."""
    coming = sorted(given, key=lambda each: each.scope, reverse=True)
    near: list[Suppression] = []
    for finding in findings:
        start = finding.span.start
        while coming and coming[-1].scope.start <= start:
            near.append(coming.pop())
        near = [each for each in near if each.scope.end >= start]
        yield finding, near


def _is_judged(given: Suppression, looked: Collection[str]) -> bool:
    """Tell whether every rule that is meant has looked; where none is, the word itself is at fault."""
    return all(rule.code in looked for rule in _meant(given.word)) or given.action not in ACTIONS


@lru_cache(maxsize=256)
def _meant(word: str) -> tuple[RuleClass, ...]:
    return tuple(rule for rule in rules.RULES if means(word, rule.code, rule.name()))


def is_known(word: str) -> bool:
    """Tell whether a word means at least one rule."""
    return bool(_meant(word))


def nearest(word: str) -> str:
    """Return the code or name that a word most likely means, or ""."""
    known = {name: name for rule in rules.RULES for name in (rule.code, rule.name())}
    return suggestion(word.upper() if word[2:].isdigit() else word.lower(), known)


# --- reading the comments


def _tokens(page: Page) -> Iterator[Token]:
    """Yield the comments and templates of a page; those in ``<nowiki>`` and the like are text."""
    profile = page.profile
    waiting: list[Token] = list(page.tokens)
    while waiting:
        kind, start, end, inner = token = waiting.pop()
        if kind in {COMMENT, TEMPLATE}:
            yield token
        if kind == TAG:
            if inner.name in profile.wikitext_tags or inner.name in {"ref", "references"}:
                content = max(inner.content_start, start)
                waiting += scan(page.text, profile.tags, content, max(content, min(inner.content_end, end)))
        elif kind not in {COMMENT, IGNORED} and inner:
            waiting += inner


def _suppressions(page: Page, tokens: Iterable[Token]) -> list[Suppression]:
    """Return what the comments say, word by word, in the order of the text.

    Shape:   what says the same as a comment before it has an empty scope.
    """
    comments = [given for token in tokens if token[0] == COMMENT and (given := _directive(page.text, token))]
    parts = _parts(page) if any(action == "ignore" for _, action, _ in comments) else []
    found: list[Suppression] = []
    disabled: dict[str, int] = {}
    said: set[tuple[str, Span]] = set()
    for comment, action, words in comments:
        scope = _scope(page, parts, comment, action)
        for word in words:
            key = word.lower()
            if action == "enable" and _enable(found, disabled, key, comment):
                continue
            is_new = key not in disabled if action == "disable" else (key, scope) not in said
            if action == "disable":
                disabled.setdefault(key, len(found))
            said.add((key, scope))
            found.append(Suppression(comment, action, word, scope if is_new else Span(comment.end, comment.end)))
    return found


def _directive(text: str, token: Token) -> tuple[Span, str, list[str]] | None:
    """Return the place of a comment, what it asks for, and its words; None if it does not speak to citeaudit."""
    _, start, end, _ = token
    inside = text[start + 4 : end].removesuffix("-->").strip()
    if not inside.startswith(_MARK):
        return None
    action, *rest = inside[len(_MARK) :].split(None, 1)[:2] or [""]
    written = _REASON.split(rest[0])[0] if rest else ""
    return Span(start, end), action, [word for word in re.split(r"[,\s]+", written) if word] or [""]


def _enable(found: list[Suppression], disabled: dict[str, int], word: str, comment: Span) -> bool:
    """End what was disabled with the same word, or all of it; return whether there was any."""
    ended = [word] if word in disabled else [] if word else list(disabled)
    for each in ended:
        place = disabled.pop(each)
        before = found[place]
        found[place] = Suppression(before.comment, before.action, before.word, Span(before.scope.start, comment.start))
    return bool(ended)


def _scope(page: Page, parts: Sequence[Span], comment: Span, action: str) -> Span:
    match action:
        case "ignore":
            place = bisect_left(parts, comment.end, key=lambda part: part.start)
            return parts[place] if place < len(parts) else Span(comment.end, comment.end)
        case "ignore-line":
            start = page.text.rfind("\n", 0, comment.start) + 1
            end = page.text.find("\n", comment.start)
            return Span(start, len(page.text) if end < 0 else end)
        case "ignore-page":
            return Span(0, len(page.text))
        case "disable":
            return Span(comment.end, len(page.text))
        case _:
            return Span(comment.end, comment.end)


def _parts(page: Page) -> list[Span]:
    """Return the places of references, lists and citations; of those that begin together the longest is first."""
    spans = _spans(page)
    spans.update(part.span for part in page.lists)
    spans.update(part.span for part in short_footnotes(page).citations)
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _spans(page: Page) -> set[Span]:
    return {*(part.span for part in page.references), *(part.span for part in page.citations)}


# --- templates for bots


class _Bots(NamedTuple):
    """What templates for bots keep quiet."""

    templates: frozenset[str]
    families: frozenset[str]
    exceptions: frozenset[str]


@cache
def _bots() -> _Bots:
    given: Mapping[str, Any] = table("suppressions")["cbignore"]
    names = table("link_notes")["names"]["cbignore"]
    return _Bots(frozenset(names), frozenset(given["families"]), frozenset(given["except"]))


@cache
def _between() -> re.Pattern[str]:
    """Return what may stand between a citation and a template for bots; most pages need it not."""
    return re.compile(r"(?:\s++|</ref\s*+>|\{\{[^{}]*+\}\}|<!--(?:[^-]++|-(?!->))*+-->)*+", re.IGNORECASE)


@cache
def _template_parts() -> tuple[str, ...]:
    """Return the names without the first letter, which may be a capital."""
    return tuple(name[1:] for name in _bots().templates)


def _shield(page: Page, tokens: Iterable[Token]) -> Callable[[Finding], bool]:
    """Return what tells whether a finding is in a citation that editors ask archive bots to leave alone."""
    _, families, exceptions = _bots()
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(_shielded(page, tokens)):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def is_shielded(finding: Finding) -> bool:
        if finding.code[:2] not in families or finding.code in exceptions:
            return False
        place = bisect_right(starts, finding.span.start) - 1
        return place >= 0 and finding.span.start < ends[place]

    return is_shielded


def _shielded(page: Page, tokens: Iterable[Token]) -> Iterator[Span]:
    """Yield the citations and references that a template for bots stands directly after, with all up to there.

    Shape:   what stands directly behind the template, such as another template, counts too.
    """
    if not any(part in page.text for part in _template_parts()):
        return
    parts = _spans(page)
    by_end = sorted(parts, key=lambda span: (span.end, -span.start))
    starts = sorted(span.start for span in parts)
    for kind, start, end, _ in tokens:
        if kind == TEMPLATE and _is_for_bots(page.text[start + 2 : end - 2]):
            place = bisect_right(by_end, start, key=lambda span: span.end) - 1
            before = by_end[place] if place >= 0 else None
            if before and start - before.end <= _FARTHEST and _between().fullmatch(page.text, before.end, start):
                coming = bisect_left(starts, end)
                limit = min(end + _FARTHEST, starts[coming] if coming < len(starts) else len(page.text))
                behind = _between().match(page.text, end, limit)
                yield Span(before.start, behind.end() if behind else end)


def _is_for_bots(inside: str) -> bool:
    name = inside.partition("|")[0].strip().replace("_", " ")
    return name.lower() in _bots().templates

"""What a rule is about, for people: its summary, why it matters, its source, and its examples."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any, TypeAlias

from citeaudit.reports.display import Style, plain
from citeaudit.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.rule import Good, Rule

RuleClass: TypeAlias = "type[Rule[Any]]"

_LONGEST_LINE = 100
_INDENT = 8

_MARKUP = re.compile(r"``(.+?)``")


def plain_words(text: str) -> str:
    """Return a sentence of a docstring for the terminal: code in single backticks."""
    return _MARKUP.sub(r"`\1`", text)


def render_rule(rule: RuleClass, style: Style = plain) -> Iterator[str]:
    """Yield the documentation of one rule, line by line."""
    severity = rule.severity.name.lower()
    parts = rule.sections()
    yield f"{style(rule.code, severity)} {style(rule.name(), 'strong')} ({severity})\n\n"
    yield f"{plain_words(rule.summary())}\n\n"
    for heading in ("Why", "Source"):
        if heading in parts:
            yield _paragraph(heading, plain_words(parts[heading]))
    if rule.upstream:
        yield _paragraph("Key", f"{rule.upstream} in MediaWiki")
    yield "\nExamples:\n"
    for example in rule.examples:
        yield from _example(example, style)


def _paragraph(heading: str, text: str) -> str:
    first = f"{heading + ':':<{_INDENT}}"
    lines = textwrap.wrap(text, _LONGEST_LINE, initial_indent=first, subsequent_indent=" " * _INDENT)
    return "\n".join(lines) + "\n"


def _example(example: Bad | Good, style: Style) -> Iterator[str]:
    mark = style("✗", "error") if isinstance(example, Bad) else style("✓", "help")
    first, *others = example.text.splitlines() or [""]
    yield f"  {mark} {first}\n"
    yield from (f"    {line}\n" for line in others)
    wiki = "" if example.wiki == "enwiki" else f"on {example.wiki}"
    if reason := ": ".join(filter(None, (wiki, example.why))):
        yield f"      {style(reason, 'faint')}\n"


def render_rules(families: Iterable[tuple[str, Iterable[RuleClass]]], style: Style = plain) -> Iterator[str]:
    """Yield the list of all rules: for each family its title, then one line for each rule."""
    for title, rules in families:
        yield f"{style(title, 'strong')}\n"
        known = list(rules)
        longest = max((len(rule.name()) for rule in known), default=0)
        for rule in known:
            severity = rule.severity.name.lower()
            code, name = style(rule.code, severity), f"{rule.name():<{longest}}"
            yield f"  {code}  {name}  {severity:<7}  {plain_words(rule.summary())}\n"
        yield "\n"


def rule_entries(rules: Iterable[RuleClass]) -> list[dict[str, Any]]:
    """Return the rules as plain dictionaries, for JSON."""
    return [
        {
            "code": rule.code,
            "name": rule.name(),
            "severity": rule.severity.name.lower(),
            "upstream": rule.upstream,
            "summary": rule.summary(),
            "why": rule.sections().get("Why", ""),
            "source": rule.sections().get("Source", ""),
        }
        for rule in rules
    ]

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.model import Page
from citeaudit.reports.rule_page import render_rule, render_rules, rule_entries
from citeaudit.rule import Bad, Good, Rule
from citeaudit.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.rule import Context


class SampleFault(Rule[Page]):
    """A ``<ref>`` is a sample,
    and on two lines.

    Why:     samples teach.
    Source:  none.
    """

    code = "ZZ001"
    severity = Severity.WARNING
    examples = (Bad("one\ntwo", why="it is bad", wiki="dewiki"), Good("good"))

    def check(self, part: Page, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        yield from ()


def test_page_of_a_rule() -> None:
    assert "".join(render_rule(SampleFault)) == (
        "ZZ001 sample-fault (warning)\n"
        "\n"
        "A `<ref>` is a sample, and on two lines.\n"
        "\n"
        "Why:    samples teach.\n"
        "Source: none.\n"
        "\n"
        "Examples:\n"
        "  ✗ one\n"
        "    two\n"
        "      on dewiki: it is bad\n"
        "  ✓ good\n"
    )


def test_list_of_rules() -> None:
    assert "".join(render_rules([("ZZ: Samples", [SampleFault])])) == (
        "ZZ: Samples\n  ZZ001  sample-fault  warning  A `<ref>` is a sample, and on two lines.\n\n"
    )


def test_long_reasons_are_wrapped() -> None:
    for rule in RULES:
        head = "".join(render_rule(rule)).partition("\nExamples:\n")[0]
        assert max(map(len, head.partition("\n\nWhy:")[2].splitlines())) <= 100


def test_entries_for_json() -> None:
    assert rule_entries([SampleFault]) == [
        {
            "code": "ZZ001",
            "name": "sample-fault",
            "severity": "warning",
            "upstream": None,
            "summary": "A ``<ref>`` is a sample, and on two lines.",
            "why": "samples teach.",
            "source": "none.",
        }
    ]

"""The audit: which rules look at what, what a crash does, and the order of findings."""

from __future__ import annotations

import datetime as dt
import types
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pytest

from citeaudit import Citation, Fault, Page, Reference, ReferenceList, Report, Severity, Span, parse
from citeaudit.engine import audit_page
from citeaudit.footnotes import CiteError
from citeaudit.queries import LiveQuery, NotAsked
from citeaudit.rule import CiteErrorRule, Context, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit import Finding
    from citeaudit.queries import Outcome, Query

TODAY = dt.date(2026, 11, 22)


def report(text: str, *rules: type[Rule[Any]], **options: Any) -> Report:  # noqa: ANN401 (options of audit_page)
    return audit_page(parse(text), rules, as_of=TODAY, **options)


class PageRule(Rule[Page]):
    """Report the second character, then the first."""

    code = "XX001"
    severity = Severity.INFO

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        yield self.found(context, Span(1, 2), part.text[1])
        yield self.found(context, Span(0, 1), part.text[0])


class ReferenceRule(Rule[Reference]):
    """Report each reference."""

    code = "XX002"
    severity = Severity.WARNING

    def check(self, part: Reference, context: Context) -> Iterator[Finding]:
        yield self.found(context, part.span, part.name, subjects=(part.name,))


class ListRule(Rule[ReferenceList]):
    """Report each list."""

    code = "XX003"
    severity = Severity.WARNING

    def check(self, part: ReferenceList, context: Context) -> Iterator[Finding]:
        yield self.found(context, part.span, part.group)


class CitationRule(Rule[Citation]):
    """Report each citation."""

    code = "XX004"
    severity = Severity.WARNING

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        yield self.found(context, part.span, part.template)


class WokenRule(CitationRule):
    """Report each citation with a URL or a title."""

    code = "XX005"
    wakes_on = frozenset(("url", "title"))


class ErrorRule(CiteErrorRule):
    """Report one kind of cite error."""

    code = "XX006"
    upstream = "cite_error_ref_no_key"
    remedy = "Name it."


class CrashingRule(Rule[Reference]):
    """Crash at a reference named ``bad``."""

    code = "XX007"
    severity = Severity.ERROR

    def check(self, part: Reference, context: Context) -> Iterator[Finding]:
        if part.name == "bad":
            message = "this name is bad"
            raise LookupError(message)
        yield self.found(context, part.span, part.name)


class RepeatingRule(Rule[Page]):
    """Say the same twice."""

    code = "XX008"
    severity = Severity.INFO

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        for _ in part.references:
            yield self.found(context, Span(0, 0), "the same")


def messages(found: Report) -> list[str]:
    return [finding.message for finding in found.findings]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (PageRule, ["<", "r"]),
        (ReferenceRule, ["a", "b"]),
        (ListRule, ["n"]),
        (CitationRule, ["cite web", "cite book"]),
        (WokenRule, ["cite book"]),
        (ErrorRule, []),
    ],
)
def test_a_rule_looks_at_one_kind_of_part(rule: type[Rule[Any]], expected: list[str]) -> None:
    text = "<ref name=a>{{cite web|date=2000}}</ref><ref name=b>{{cite book|title=A}}</ref>{{reflist|group=n}}"
    assert messages(report(text, rule)) == expected


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (PageRule, Page),
        (ReferenceRule, Reference),
        (ListRule, ReferenceList),
        (WokenRule, Citation),
        (ErrorRule, CiteError),
    ],
)
def test_the_type_argument_says_which(rule: type[Rule[Any]], kind: type) -> None:
    assert rule.looks_at() is kind


def test_a_rule_must_say_what_it_looks_at() -> None:
    class Vague(Rule):  # type: ignore[type-arg]
        """Look at something."""

    with pytest.raises(TypeError, match="Vague"):
        Vague.looks_at()


@pytest.mark.parametrize(
    ("citation", "is_woken"),
    [
        ("{{cite web|url=A}}", True),
        ("{{cite web|title=A|url=B}}", True),
        ("{{cite web| title = A}}", True),
        ("{{cite web|author=A}}", False),
        ("{{cite web|A}}", False),
        ("{{cite web}}", False),
    ],
)
def test_a_parameter_wakes_a_rule_once(citation: str, is_woken: bool) -> None:  # noqa: FBT001
    assert len(report(citation, WokenRule).findings) == is_woken


def test_a_cite_error_wakes_its_rule_only() -> None:
    found = report("<ref /><ref></ref>{{reflist}}", ErrorRule)
    assert [(finding.upstream, finding.span, finding.remedy) for finding in found.findings] == [
        ("cite_error_ref_no_key", (0, 7), "Name it."),
    ]


def test_a_crash_is_a_fault_and_the_rest_is_audited() -> None:
    found = report("<ref name=a /><ref name=bad /><ref name=c />", CrashingRule, ReferenceRule)
    assert messages(found) == ["a", "a", "bad", "c", "c"]
    (fault,) = found.faults
    assert isinstance(fault, Fault)
    assert fault.code == "XX007"
    assert "LookupError: this name is bad" in fault.cause


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "<ref name=b /><ref name=a /><references group=n />"
    found = report(text, ListRule, ReferenceRule, PageRule)
    assert [(finding.span.start, finding.code) for finding in found.findings] == [
        (0, "XX001"), (0, "XX002"), (1, "XX001"), (14, "XX002"), (28, "XX003"),
    ]  # fmt: skip


def test_the_same_is_said_once() -> None:
    assert messages(report("<ref>A</ref><ref>B</ref>", RepeatingRule)) == ["the same"]
    assert messages(report("<ref>A</ref><ref>B</ref>", RepeatingRule, RepeatingRule)) == ["the same"]


def test_a_finding_knows_its_rule_and_its_place() -> None:
    (finding,) = report("a\nb <ref name=x />", ReferenceRule).findings
    assert (finding.code, finding.name, finding.severity) == ("XX002", "reference-rule", Severity.WARNING)
    assert (finding.span, finding.line, finding.column) == (Span(4, 18), 2, 3)
    assert (finding.subjects, finding.upstream, finding.fix) == (("x",), None, None)


def test_nothing_is_found_by_no_rules() -> None:
    assert report("<ref />") == Report((), (), None, "enwiki")


def test_the_report_names_page_and_wiki() -> None:
    found = audit_page(parse("", wiki="default"), (), as_of=TODAY, title="Some page")
    assert (found.title, found.wiki) == ("Some page", "default")


def test_a_rule_is_told_the_day_and_the_outcomes() -> None:
    class Curious(Rule[Page]):
        """Say what is known."""

        code = "XX009"
        severity = Severity.INFO
        seen: ClassVar[list[object]] = []

        def check(self, part: Page, context: Context) -> Iterator[Finding]:
            self.seen.extend((context.as_of, context.outcomes, context.profile is part.profile))
            yield from ()

    outcomes: dict[Query, Outcome] = {LiveQuery("https://example.org/"): NotAsked("nobody may ask")}
    audit_page(parse(""), (Curious,), outcomes, as_of=TODAY)
    assert Curious.seen == [TODAY, outcomes, True]


def test_subreferencing_is_told_to_cite() -> None:
    class Unknown(ErrorRule):
        """An unknown attribute."""

        code = "XX010"
        upstream = "cite_error_ref_too_many_keys"

    text = "<ref name=a details=b>A</ref>"
    assert not report(text, Unknown).findings
    assert [f.subjects[0] for f in report(text, Unknown, subreferencing=False).findings] == ["details"]


@pytest.mark.parametrize(
    ("name", "expected"), [("UndefinedReference", "undefined-reference"), ("A", "a"), ("NoDoiYet", "no-doi-yet")]
)
def test_names_are_those_of_classes(name: str, expected: str) -> None:
    rule = cast("type[Rule[Any]]", types.new_class(name, (PageRule,)))
    assert rule.name() == expected

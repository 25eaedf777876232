"""The verbs of the public contract: what scripts, bots and every adapter call."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from citeaudit.collector import paused
from citeaudit.engine import RuleClass, audit_page, wanted_by
from citeaudit.errors import EditConflict
from citeaudit.finding import Severity
from citeaudit.fixes import Safety
from citeaudit.inventory import inventory
from citeaudit.model import Page
from citeaudit.parser import parse_page
from citeaudit.profile import profile
from citeaudit.registry import every_rule
from citeaudit.repair import Fixed, Look, repair
from citeaudit.rule_options import with_options
from citeaudit.settings import Settings
from citeaudit.span import LineIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mwparserfromhell.wikicode import Wikicode

    from citeaudit.finding import Report
    from citeaudit.inventory import CitedWork
    from citeaudit.observers import Observer, Progress
    from citeaudit.queries import Outcome, Outcomes, Query


def parse(text: str | Wikicode, *, wiki: str = "enwiki") -> Page:
    """Return the page that ``text`` is, as MediaWiki reads it for view.

    Shape:   any text; broken wikitext is read as MediaWiki reads it. ``wiki`` is the wiki's
             database name; spans in the result are code points of ``str(text)``.
    Raises:  `DataError` if citeaudit has no profile of that wiki.

    >>> page = parse("Text.<ref>{{cite web |url=https://example.org |title=A}}</ref>")
    >>> [(citation.template, citation.get("url")) for citation in page.citations]
    [('cite web', 'https://example.org')]
    """
    with paused():
        return parse_page(str(text), profile(wiki))


def audit(
    text: str | Wikicode,
    *,
    wiki: str | None = None,
    title: str | None = None,
    as_of: dt.date | None = None,
    settings: Settings | None = None,
    outcomes: Mapping[Query, Outcome] | None = None,
    subreferencing: bool = True,
) -> Report:
    """Return what is wrong with the references of ``text``.

    Shape:   ``wiki`` is by default that of ``settings``, and that is the English Wikipedia by default.
             ``as_of`` is the day that "today" means (default: today in UTC); bots pass the day of
             the revision. ``title`` is repeated in the report. ``outcomes`` are answers from the
             web for rules that ask for some. ``subreferencing`` tells whether the wiki lets
             ``<ref>`` have ``details``. Nothing is fetched.
    Raises:  `DataError` for a wiki without a profile, `SettingsError` for an unknown rule in
             ``settings``. Never anything for the text itself: see `Report.faults`.
    """
    settings = settings or Settings()
    chosen = chosen_rules(settings)
    day = as_of or dt.datetime.now(dt.UTC).date()
    with paused():
        page = parse(text, wiki=wiki or settings.wiki)
        report = audit_page(page, chosen, outcomes, as_of=day, title=title, subreferencing=subreferencing)
    return graded(report, settings) if settings.severity else report


def fix(
    text: str | Wikicode,
    report: Report,
    *,
    safety: Safety = Safety.SAFE,
    as_of: dt.date | None = None,
    settings: Settings | None = None,
    outcomes: Mapping[Query, Outcome] | None = None,
    subreferencing: bool = True,
) -> Fixed:
    """Return ``text`` with the repairs made that the findings of a report propose.

    Shape:   ``report`` is of ``text``. ``safety`` says how far to go; a suggestion is never applied.
             The other options mean what they mean to `audit`, as the result is audited again:
             ``as_of`` is that of the report, and without ``settings`` all rules look at the result.
    Returns: a text without any finding that was not there, whose other references and citations are
             the same, and which is left alone when it is audited and repaired once more. A repair
             that breaks this is among ``skipped``.
    Raises:  `EditConflict` if the report is of another text.

    >>> text = "<ref>{{cite book |title=A |page=p. 3}}</ref>{{reflist}}"
    >>> fixed = fix(text, audit(text))
    >>> fixed.text, fixed.summary
    ('<ref>{{cite book |title=A |page=3}}</ref>{{reflist}}', 'label in pages')
    """
    before = str(text)
    _check_places(before, report)
    if not any(finding.fix and safety.allows(finding.fix.safety) for finding in report.findings):
        return Fixed(before)
    chosen = chosen_rules(settings or Settings())
    today = as_of or report.as_of or dt.datetime.now(dt.UTC).date()

    def look(changed: str) -> Look:
        page = parse(changed, wiki=report.wiki)
        return Look(page, audit_page(page, chosen, outcomes, as_of=today, subreferencing=subreferencing))

    return repair(before, report.findings, look, safety)


def _check_places(text: str, report: Report) -> None:
    """Raise `EditConflict` if a place that the report names is not in the text, or on another line."""
    lines = LineIndex(text)
    for finding in report.findings:
        if finding.span.end > len(text) or lines.position(finding.span.start) != (finding.line, finding.column):
            message = f"the report is of another text: {finding.code} is not on line {finding.line}; audit it again"
            raise EditConflict(message)


def cited_works(
    text: str | Wikicode | Page, *, wiki: str = "enwiki", as_of: dt.date | None = None
) -> tuple[CitedWork, ...]:
    """Return every citation of ``text`` with its parts as values, in the order of the text.

    Shape:   ``text`` may be a page that was parsed already; ``wiki`` is then that of the page.
    Raises:  `DataError` for a wiki without a profile.

    >>> text = "<ref name=a>{{cite book |title=A |isbn=0-306-40615-2 |date=May 2020}}</ref><ref name=a />"
    >>> for work in cited_works(text):
    ...     print(work.title, work.date.earliest(), work.identifiers[0].canonical, work.uses)
    A 2020-05-01 0306406152 2
    """
    page = text if isinstance(text, Page) else parse(text, wiki=wiki)
    return inventory(page, as_of=as_of or dt.datetime.now(dt.UTC).date())


def wanted(
    page: Page,
    *,
    settings: Settings | None = None,
    outcomes: Mapping[Query, Outcome] | None = None,
    as_of: dt.date | None = None,
) -> frozenset[Query]:
    """Return what must be observed on the web for an audit of ``page`` with all its rules.

    Shape:   what was observed may raise new questions, such as copies of a page that is gone: call
             again with ``outcomes``, until the set is empty.
    Raises:  `SettingsError` for an unknown rule in ``settings``.
    """
    day = as_of or dt.datetime.now(dt.UTC).date()
    return wanted_by(page, chosen_rules(settings or Settings()), outcomes, as_of=day)


def observe(
    queries: Iterable[Query],
    *,
    observers: Sequence[Observer] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Outcomes:
    """Ask the web, each question once and politely, and return what was seen. Never raises for a bad site.

    Shape:   ``observers`` are by default those of `citeaudit.observers.standard_observers`, which
             need the operator's contact in ``CITEAUDIT_CONTACT``.
    Raises:  `SettingsError` where a contact is needed and there is none.
    """
    from citeaudit import observers as web  # noqa: PLC0415 (brings requests, which nobody offline needs)

    return web.observe(queries, observers=observers, on_progress=on_progress)


def graded(report: Report, settings: Settings) -> Report:
    """Return a report whose findings have the severities that ``settings`` give them."""
    findings = []
    for finding in report.findings:
        severity = settings.severity_of(finding.code, finding.name)
        findings.append(evolve(finding, severity=Severity[severity.upper()]) if severity else finding)
    return evolve(report, findings=tuple(findings))


@lru_cache(maxsize=64)
def chosen_rules(settings: Settings) -> tuple[RuleClass, ...]:
    """Return the rules that ``settings`` choose.

    Raises:  `SettingsError` if they name a rule or an option that there is not.
    """
    known = every_rule()
    settings.check((rule.code, rule.name()) for rule in known)
    if settings.options:
        known = with_options(known, settings.options)
    return tuple(rule for rule in known if settings.chosen(rule.code, rule.name()))

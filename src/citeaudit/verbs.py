"""The verbs of the public contract: what scripts, bots and every adapter call."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citeaudit import rules
from citeaudit.engine import RuleClass, audit_page
from citeaudit.inventory import inventory
from citeaudit.model import Page
from citeaudit.parser import parse_page
from citeaudit.profile import profile
from citeaudit.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mwparserfromhell.wikicode import Wikicode

    from citeaudit.finding import Report
    from citeaudit.inventory import CitedWork


def parse(text: str | Wikicode, *, wiki: str = "enwiki") -> Page:
    """Return the page that ``text`` is, as MediaWiki reads it for view.

    Shape:   any text; broken wikitext is read as MediaWiki reads it. ``wiki`` is the wiki's
             database name; spans in the result are code points of ``str(text)``.
    Raises:  `DataError` if citeaudit has no profile of that wiki.

    >>> page = parse("Text.<ref>{{cite web |url=https://example.org |title=A}}</ref>")
    >>> [(citation.template, citation.get("url")) for citation in page.citations]
    [('cite web', 'https://example.org')]
    """
    return parse_page(str(text), profile(wiki))


def audit(
    text: str | Wikicode,
    *,
    wiki: str = "enwiki",
    title: str | None = None,
    as_of: dt.date | None = None,
    settings: Settings | None = None,
    outcomes: Mapping[Any, Any] | None = None,
    subreferencing: bool = True,
) -> Report:
    """Return what is wrong with the references of ``text``.

    Shape:   ``as_of`` is the day that "today" means (default: today in UTC); bots pass the day of
             the revision. ``title`` is repeated in the report. ``outcomes`` are answers from the
             web for rules that ask for some. ``subreferencing`` tells whether the wiki lets
             ``<ref>`` have ``details``. Nothing is fetched.
    Raises:  `DataError` for a wiki without a profile, `SettingsError` for an unknown rule in
             ``settings``. Never anything for the text itself: see `Report.faults`.
    """
    return audit_page(
        parse(text, wiki=wiki),
        chosen_rules(settings or Settings()),
        outcomes,
        as_of=as_of or dt.datetime.now(dt.UTC).date(),
        title=title,
        subreferencing=subreferencing,
    )


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


@lru_cache(maxsize=64)
def chosen_rules(settings: Settings) -> tuple[RuleClass, ...]:
    """Return the rules that ``settings`` choose.

    Raises:  `SettingsError` if they name a rule that there is not.
    """
    settings.check((rule.code, rule.name()) for rule in rules.RULES)
    return tuple(rule for rule in rules.RULES if settings.chosen(rule.code, rule.name()))

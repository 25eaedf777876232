"""What the rules on live links ask, and say of what was observed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.engine import audit_page
from citeaudit.footnotes import resolve
from citeaudit.queries import (
    Absent,
    Capture,
    Failures,
    Found,
    LiveQuery,
    NearestQuery,
    NotAsked,
    Outcome,
    PageKind,
    Query,
    Refused,
    Seen,
    Unreachable,
)
from citeaudit.rule import Bad, Context, Good
from citeaudit.rules.live_links import RULES
from citeaudit.rules.live_links.ends import DeadLink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeaudit.finding import Finding
    from citeaudit.rules.live_links.link import LinkRule

TODAY = dt.date(2026, 11, 22)
URL = "https://example.org/a"
NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
DEAD = Absent("its host answers 404", Seen(PageKind.ERROR, 404, URL), failures=Failures(3, NOON, NOON, is_lasting=True))
COPY = f"|archive-url=https://web.archive.org/web/20160531120000/{URL} |archive-date=31 May 2016"


def findings(text: str, outcomes: Mapping[Query, Outcome], *rules: type[LinkRule]) -> list[Finding]:
    report = audit_page(parse(text), rules or RULES, outcomes, as_of=TODAY)
    assert not report.faults
    return list(report.findings)


def asked(text: str, outcomes: Mapping[Query, Outcome] | None = None) -> set[Query]:
    page = parse(text)
    context = Context(page, resolve(page), TODAY, outcomes or {})
    return {query for rule in RULES for citation in page.citations for query in rule().asks(citation, context)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule: type[LinkRule]) -> None:
    assert any(isinstance(example, Bad) for example in rule.examples)
    for example in rule.examples:
        assert isinstance(example, Bad | Good)
        found = findings(example.text, dict(example.observed), rule)
        assert [finding.code for finding in found] == [rule.code] * isinstance(example, Bad), example
        if example.observed:
            assert example.observed[0][0] in asked(example.text) or "usurped" in example.text


@pytest.mark.parametrize(
    "outcome", [Unreachable("no whole answer in time"), Refused("it forbids access"), NotAsked("offline")]
)
@pytest.mark.parametrize("more", ["", f"{COPY} |url-status=live", f"{COPY} |url-status=dead"])
def test_what_was_not_seen_is_not_judged(outcome: Outcome, more: str) -> None:
    assert not findings(f"{{{{cite web |title=A |url={URL} {more}}}}}", {LiveQuery(URL): outcome})


def test_nothing_observed_nothing_said() -> None:
    assert not findings(f"{{{{cite web |title=A |url={URL}}}}}", {})


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (URL, URL),
        ("//example.org/a", URL),
        (f"{URL}#top", URL),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("ftp://example.org/a", None),
        ("{{wikidata|x}}", None),
        ("https://web.archive.org/web/20160531120000/https://example.org/a", None),
        ("example.org", None),
    ],
)
def test_what_is_asked_first(url: str, query: str | None) -> None:
    assert asked(f"{{{{cite web |title=A |url={url}}}}}") == ({LiveQuery(query)} if query else set())


def test_captures_are_asked_for_only_if_the_page_is_dead() -> None:
    text = f"{{{{cite web |title=A |url={URL} |access-date=2 May 2019}}}}"
    nearest = NearestQuery(URL, dt.date(2019, 5, 2))
    assert asked(text, {LiveQuery(URL): DEAD}) == {LiveQuery(URL), nearest}
    assert asked(text, {LiveQuery(URL): Absent("its host answers 404")}) == {LiveQuery(URL)}
    assert asked(f"{{{{cite web |title=A |url={URL}}}}}", {LiveQuery(URL): DEAD}) == {
        LiveQuery(URL),
        NearestQuery(URL, TODAY),
    }


def test_a_dead_page_of_a_parked_domain_is_reported_once() -> None:
    parked = Absent("the domain is for sale or parked", Seen(PageKind.PARKED, 200, URL), failures=DEAD.failures)
    text = f"{{{{cite web |title=A |url={URL} |access-date=2 May 2019}}}}"
    assert [finding.code for finding in findings(text, {LiveQuery(URL): parked})] == ["LK007"]


@pytest.mark.parametrize("status", ["unfit", "usurped", "deviated", "bot: unknown"])
def test_links_that_nobody_is_to_follow_are_not_asked_for(status: str) -> None:
    assert not asked(f"{{{{cite web |title=A |url={URL} {COPY} |url-status={status}}}}}")


def test_the_nearest_copy_is_proposed_with_its_day() -> None:
    text = f"{{{{cite web |title=A |url={URL} |access-date=2 May 2019}}}}"
    copy = Capture(f"https://web.archive.org/web/20190505120000/{URL}", dt.datetime(2019, 5, 5, 12, tzinfo=dt.UTC), 200)
    nearest = NearestQuery(URL, dt.date(2019, 5, 2))
    (found,) = findings(text, {LiveQuery(URL): DEAD, nearest: Found(capture=copy)}, DeadLink)
    assert "since 2026-11-01" in found.message
    assert found.remedy == f"Use the copy of 2019-05-05 if it shows what is cited: {copy.archive_url}"
    (without,) = findings(text, {LiveQuery(URL): DEAD, nearest: Absent("not archived")}, DeadLink)
    assert "no copy" in without.remedy
    (unknown,) = findings(text, {LiveQuery(URL): DEAD, nearest: Unreachable("asked to wait")}, DeadLink)
    assert "no copy" not in unknown.remedy

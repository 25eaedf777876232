"""What stands at the end of a link, if it is not the page that is cited."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citeaudit.finding import Confidence, Severity
from citeaudit.queries import Absent, Found, LiveQuery, NearestQuery, PageKind, Seen
from citeaudit.rule import Bad, Good
from citeaudit.rules.live_links.link import LinkRule, host_of, is_dead
from citeaudit.rules.live_links.observed import (
    CITED,
    COPY,
    DEAD,
    FAILING,
    GONE,
    LIVE,
    NEAREST,
    THERE,
    URL,
    captured,
)
from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.queries import Outcome, Query
    from citeaudit.rule import Context
    from citeaudit.rules.live_links.link import Link


class DeadLink(LinkRule):
    """The page that is cited is gone, and the citation names no copy of it.

    Why:     nobody can check the text against it any more. Dead is only what was absent on several
             occasions that lie apart, and what could not be asked is never dead.
    Source:  enwiki, Wikipedia:Link rot; the capture nearest to the access date shows what was read.
    """

    code = "LK001"
    examples = (
        Bad(CITED, observed=((LIVE, DEAD),)),
        Bad(CITED, observed=((LIVE, DEAD), (NEAREST, Found(capture=captured("20190505"))))),
        Good(CITED, why="so far it is failing", observed=((LIVE, FAILING),)),
        Good(CITED.replace("}}", COPY + "}}"), why="there is a copy", observed=((LIVE, DEAD),)),
        Good(CITED, why="nobody has looked"),
        Good(
            CITED,
            why="the domain is parked, which LK007 reports",
            observed=((LIVE, Absent("", Seen(PageKind.PARKED, 200, URL), failures=DEAD.failures)),),
        ),
    )

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:
        """Yield the question for copies of a page that is gone, near to the day on which it was read."""
        if _is_gone(link, seen):
            yield NearestQuery(link.url, link.accessed or context.as_of)

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report a dead link, with the copy to use if one is known."""
        if isinstance(seen, Absent) and _is_gone(link, seen):
            since = f" since {seen.failures.first:%Y-%m-%d}" if seen.failures else ""
            copy = context.outcomes.get(NearestQuery(link.url, link.accessed or context.as_of))
            yield self.of_link(link, context, f"The link is dead{since}: {seen.reason}", _rescue(copy), Confidence.HIGH)


def _is_gone(link: Link, seen: Outcome) -> bool:
    """Tell whether a page without a copy is dead; of a parked domain `ParkedDomain` says more."""
    is_parked = isinstance(seen, Absent) and seen.seen.kind is PageKind.PARKED
    return is_dead(seen) and not is_parked and not link.has_copy


def _rescue(copy: Outcome | None) -> str:
    if isinstance(copy, Found) and copy.capture is not None:
        day = copy.capture.time.date().isoformat()
        return f"Use the copy of {day} if it shows what is cited: {copy.capture.archive_url}"
    if isinstance(copy, Absent):
        return "The Wayback Machine has no copy; look for the page elsewhere, or mark it with {{dead link}}."
    return "Look for a copy in a web archive, or mark it with {{dead link}}."


class FailingLink(LinkRule):
    """The page that is cited was not there when somebody looked.

    Why:     it may be back tomorrow, or be the first sign of a dead link.
    Source:  enwiki, Wikipedia:Link rot: a link is dead after several tries over some time.
    """

    code = "LK002"
    severity = Severity.INFO
    examples = (
        Bad(CITED, observed=((LIVE, FAILING),)),
        Bad(CITED, observed=((LIVE, GONE),)),
        Good(CITED, why="dead is more", observed=((LIVE, DEAD),)),
        Good(CITED.replace("}}", COPY + " |url-status=dead}}"), observed=((LIVE, GONE),)),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report an absence that has no long history, of a link that is not said to be dead."""
        is_other = isinstance(seen, Absent) and seen.seen.kind in {PageKind.FRONT_PAGE, PageKind.PARKED}
        if isinstance(seen, Absent) and not seen.is_dead and not is_other and not link.is_given_up:
            count = seen.failures.count if seen.failures else 1
            message = f"The link fails: {seen.reason} (seen {f'{count} times' if count > 1 else 'once'})"
            yield self.of_link(link, context, message, "Look again in some days.", Confidence.MEDIUM)


class LinkToFrontPage(LinkRule):
    """The link leads to the front page of a site instead of the page that is cited.

    Why:     the page is gone, though its host does not say so; readers find nothing that supports the text.
    Source:  enwiki, Wikipedia:Link rot, "soft 404".
    """

    code = "LK003"
    examples = (
        Bad(CITED, observed=((LIVE, Absent("", Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"))),)),
        Good(CITED, observed=((LIVE, THERE),)),
        Good(
            CITED.replace("}}", COPY + " |url-status=dead}}"),
            why="the citation says that the link is dead",
            observed=((LIVE, Absent("", Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report a redirect to a front page, unless readers are sent to a copy."""
        if isinstance(seen, Absent) and seen.seen.kind is PageKind.FRONT_PAGE and not link.is_given_up:
            remedy = "Find where the page is now, or give a copy with url-status=dead."
            yield self.of_link(link, context, f"The link leads to {seen.seen.url}", remedy, Confidence.MEDIUM)


class LinkToOtherHost(LinkRule):
    """The link leads to a page of another host than the one that is cited.

    Why:     the page may have moved, or its domain may belong to somebody else now. Links that are
             made to lead elsewhere, such as those of doi.org, are passed over.
    Source:  enwiki, Wikipedia:Link rot.
    """

    code = "LK004"
    severity = Severity.INFO
    examples = (
        Bad(CITED, observed=((LIVE, Found(Seen(PageKind.PAGE, 200, "https://other.example/a"))),)),
        Good(CITED, observed=((LIVE, Found(Seen(PageKind.PAGE, 200, "https://www.example.org/b"))),)),
        Good(
            "{{cite journal |title=A |url=https://doi.org/10.1000/1}}",
            why="made to lead elsewhere",
            observed=((LiveQuery("https://doi.org/10.1000/1"), Found(Seen(PageKind.PAGE, 200, URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report where the link leads."""
        if not isinstance(seen, Found) or not seen.seen.url:
            return
        own, other = host_of(link.url), host_of(seen.seen.url)
        if own == other or own in _forwarders() or own.endswith(f".{other}") or other.endswith(f".{own}"):
            return
        remedy = f"If it is the page that is cited, link to {seen.seen.url}; else give a copy with url-status=usurped."
        yield self.of_link(link, context, f"The link leads to another host, {other}", remedy, Confidence.LOW)


@lru_cache(maxsize=1)
def _forwarders() -> frozenset[str]:
    return frozenset(table("services")["forwarders"]["hosts"])


class ParkedDomain(LinkRule):
    """The domain of the link is for sale, or shows advertisements only.

    Why:     readers are sent to somebody who has nothing to do with the source, and may be harmed.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=": ``usurped``.
    """

    code = "LK007"
    examples = (
        Bad(CITED, observed=((LIVE, Absent("", Seen(PageKind.PARKED, 200, URL))),)),
        Good(
            CITED.replace("}}", COPY + " |url-status=usurped}}"),
            observed=((LIVE, Absent("", Seen(PageKind.PARKED, 200, URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the link."""
        if isinstance(seen, Absent) and seen.seen.kind is PageKind.PARKED:
            remedy = "Give a copy of the page with url-status=usurped."
            yield self.of_link(link, context, "The domain of the link is for sale or parked", remedy, Confidence.MEDIUM)


RULES = (DeadLink, FailingLink, LinkToFrontPage, LinkToOtherHost, ParkedDomain)

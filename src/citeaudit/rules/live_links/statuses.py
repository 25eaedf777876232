"""What a citation says of its link, next to what was seen at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeaudit.finding import Confidence, Severity
from citeaudit.queries import Absent, Found, NearestQuery, PageKind, Seen
from citeaudit.rule import Bad, Good
from citeaudit.rules.live_links.link import LinkRule, host_of, is_dead
from citeaudit.rules.live_links.observed import (
    CITED,
    COPY,
    DEAD,
    FAILING,
    LIVE,
    NEAREST,
    THERE,
    URL,
    captured,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.queries import Outcome, Query
    from citeaudit.rule import Context
    from citeaudit.rules.live_links.link import Link


class LiveStatusOfGonePage(LinkRule):
    """``url-status=live`` sends readers to a page that is gone, though there is a copy.

    Why:     with ``url-status=dead`` they would get the copy.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=".
    """

    code = "LK005"
    examples = (
        Bad(CITED.replace("}}", COPY + " |url-status=live}}"), observed=((LIVE, DEAD),)),
        Good(CITED.replace("}}", COPY + " |url-status=live}}"), observed=((LIVE, FAILING),)),
        Good(CITED.replace("}}", COPY + " |url-status=dead}}"), observed=((LIVE, DEAD),)),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the status."""
        status = link.reading.arguments.get("url-status")
        if status is not None and link.has_copy and status.value == "live" and is_dead(seen):
            yield self.found(
                context,
                status.span,
                f"{status.written}=live, but the link is dead",
                subjects=(status.written, link.url),
                remedy="Write url-status=dead.",
            )


class DeadStatusOfLivePage(LinkRule):
    """``url-status=dead`` keeps readers from a page that is there.

    Why:     the page may be better than its copy. It may also have changed since: only a reader can tell.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=".
    """

    code = "LK006"
    severity = Severity.INFO
    examples = (
        Bad(CITED.replace("}}", COPY + " |url-status=dead}}"), observed=((LIVE, THERE),)),
        Good(CITED.replace("}}", COPY + "}}"), why="it does not say so", observed=((LIVE, THERE),)),
        Good(
            CITED.replace("}}", COPY + " |url-status=dead}}"),
            why="that the page is there cannot be told",
            observed=((LIVE, Found(Seen(PageKind.SAME_FOR_ALL, 200, URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the status of a page that was seen where it is said to be."""
        status = link.reading.arguments.get("url-status")
        if status is None or status.value != "dead" or not isinstance(seen, Found):
            return
        if seen.seen.kind not in {PageKind.PAGE, PageKind.DOCUMENT} or host_of(link.url) != host_of(seen.seen.url):
            return
        yield self.found(
            context,
            status.span,
            f"{status.written}=dead, but there is a page",
            subjects=(status.written, link.url),
            remedy="Write url-status=live if the page still shows what is cited, else url-status=deviated.",
            confidence=Confidence.LOW,
        )


class AccessAfterEnd(LinkRule):
    """The page was already gone on the day on which it is said to have been read.

    Why:     the date was copied, or the text was never checked against this page.
    Source:  enwiki, Template:Cite web, "access-date". "Gone" is a capture of 404 or 410 before the
             day, and no capture of the page after it.
    """

    code = "LK008"
    severity = Severity.INFO
    examples = (
        Bad(
            CITED,
            observed=(
                (LIVE, DEAD),
                (
                    NEAREST,
                    Found(captures=(captured("20180101"), captured("20190301", 404), captured("20190801", 404))),
                ),
            ),
        ),
        Good(
            CITED,
            why="it may have been back",
            observed=(
                (LIVE, DEAD),
                (NEAREST, Found(captures=(captured("20190301", 404), captured("20190801")))),
            ),
        ),
    )

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:
        """Yield the question for the captures around the day, of a page that is gone."""
        if is_dead(seen) and link.accessed is not None:
            yield NearestQuery(link.url, link.accessed)

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the day, if the page was gone before and after it."""
        day, accessed = link.accessed, link.reading.arguments.get("access-date")
        known: Any = context.outcomes.get(NearestQuery(link.url, day)) if day and is_dead(seen) else None
        if day is None or accessed is None or not isinstance(known, Found | Absent):
            return
        before = [capture for capture in known.captures if capture.time.date() < day]
        after = [capture for capture in known.captures if capture.time.date() >= day]
        if not before or not before[-1].is_gone or not all(capture.is_gone for capture in after):
            return
        yield self.found(
            context,
            accessed.span,
            f"The page was gone on {before[-1].time:%Y-%m-%d}, before it is said to have been read",
            subjects=(accessed.written, link.url),
            remedy=f"Check the text against an older copy, and correct {accessed.written}.",
            confidence=Confidence.LOW,
        )


RULES = (LiveStatusOfGonePage, DeadStatusOfLivePage, AccessAfterEnd)

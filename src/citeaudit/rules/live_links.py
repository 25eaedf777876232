"""Links of citations, judged by what was seen at their ends. Silent where nobody has looked, or could."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from attrs import frozen

from citeaudit.cs1.rendering import OPAQUE
from citeaudit.finding import Confidence, Severity
from citeaudit.model import Citation, decode_entities
from citeaudit.queries import (
    Absent,
    Capture,
    Failures,
    Found,
    LiveQuery,
    NearestQuery,
    Outcome,
    PageKind,
    Query,
    Seen,
)
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.tables import table
from citeaudit.values.captures import COPIES, capture
from citeaudit.values.dates import BadDate, citation_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.finding import Finding

_LONGEST = 4000
_LEFT_ALONE = frozenset({"unfit", "usurped", "deviated", "bot: unknown"})
"""Statuses that say that the link is not to be followed, whatever stands at its end."""

Observed = tuple[tuple[Query, Outcome], ...]


@frozen
class ObservedBad(Bad):
    """A bad example, with what was observed."""

    observed: Observed = ()


@frozen
class ObservedGood(Good):
    """A good example, with what was observed."""

    observed: Observed = ()


class Link(NamedTuple):
    """The link of a citation to what it cites."""

    argument: Argument
    url: str
    """As a browser gets it."""
    reading: Reading

    @property
    def status(self) -> str:
        """What the citation says of the link: ``live``, ``dead`` …, or "" if it says nothing."""
        return self.reading.get("url-status")

    @property
    def has_copy(self) -> bool:
        """Whether the citation names an archived copy."""
        return "archive-url" in self.reading.arguments

    @property
    def accessed(self) -> dt.date | None:
        """The day on which it was followed, if the citation says so."""
        try:
            date = citation_date(self.reading.get("access-date"))
        except BadDate:
            return None
        return date.earliest() if date.is_whole_day else None


class LinkRule(Rule[Citation]):
    """Something that can be wrong with the link of a citation, to be seen on the web only."""

    severity = Severity.WARNING
    wakes_on = frozenset({"url"})

    def asks(self, part: Citation, context: Context) -> Iterator[Query]:
        """Yield what must be observed for `check`.

        Shape:   called again with what was observed in ``context.outcomes`` until it yields nothing
                 new: so the captures of a page are asked for only if the page is gone.
        """
        link = link_of(context.reading(part))
        if link is not None:
            yield LiveQuery(link.url)
            seen = context.outcomes.get(LiveQuery(link.url))
            if seen is not None:
                yield from self.asks_more(link, seen, context)

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:  # noqa: ARG002
        """Yield what must be known besides, now that the link's own end was seen."""
        yield from ()

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Judge the link, if it was asked for."""
        link = link_of(context.reading(part)) if context.outcomes else None
        seen = context.outcomes.get(LiveQuery(link.url)) if link else None
        if link is not None and seen is not None:
            yield from self.judge(link, seen, context)

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with a link at whose end ``seen`` was observed."""
        raise NotImplementedError

    def of_link(self, link: Link, context: Context, message: str, remedy: str, confidence: Confidence) -> Finding:
        """Return a finding at the link."""
        subjects = (link.argument.written, link.url)
        return self.found(context, link.argument.span, message, subjects=subjects, remedy=remedy, confidence=confidence)


def link_of(reading: Reading) -> Link | None:
    """Return the link of a citation; None without one, if a template makes it, or if it leads to a copy."""
    argument = reading.arguments.get("url")
    if argument is None or len(argument.value) > _LONGEST or reading.get("url-status") in _LEFT_ALONE:
        return None
    text = argument.text
    if OPAQUE in text:
        return None
    url = decode_entities(text)
    if not url.lower().startswith(("http://", "https://", "//")):
        return None
    url = f"https:{url}" if url.startswith("//") else url
    copy = capture(url)
    return None if copy is not None and copy.leads in COPIES else Link(argument, url, reading)


# The moments and pages of the examples.
_THEN = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
_NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
_URL = "https://example.org/a"
_LIVE = LiveQuery(_URL)
_GONE = Absent("its host answers 404", Seen(PageKind.ERROR, 404, _URL))
_DEAD = Absent(_GONE.reason, _GONE.seen, failures=Failures(4, _THEN, _NOW, is_lasting=True))
_FAILING = Absent(_GONE.reason, _GONE.seen, failures=Failures(2, _NOW, _NOW, is_lasting=False))
_THERE = Found(Seen(PageKind.PAGE, 200, _URL, "A"))
_CITED = f"{{{{cite web |title=A |url={_URL} |access-date=2 May 2019}}}}"
_COPY = f"|archive-url=https://web.archive.org/web/20160531120000/{_URL} |archive-date=31 May 2016"
_NEAREST = NearestQuery(_URL, dt.date(2019, 5, 2))


def _captured(stamp: str, status: int = 200) -> Capture:
    time = dt.datetime.strptime(stamp, "%Y%m%d").replace(tzinfo=dt.UTC)
    return Capture(f"https://web.archive.org/web/{stamp}000000/{_URL}", time, status)


class DeadLink(LinkRule):
    """The page that is cited is gone, and the citation names no copy of it.

    Why:     nobody can check the text against it any more. Dead is only what was absent on several
             occasions that lie apart, and what could not be asked is never dead.
    Source:  enwiki, Wikipedia:Link rot; the capture nearest to the access date shows what was read.
    """

    code = "LK001"
    examples = (
        ObservedBad(_CITED, observed=((_LIVE, _DEAD),)),
        ObservedBad(_CITED, observed=((_LIVE, _DEAD), (_NEAREST, Found(capture=_captured("20190505"))))),
        ObservedGood(_CITED, why="so far it is failing", observed=((_LIVE, _FAILING),)),
        ObservedGood(_CITED.replace("}}", _COPY + "}}"), why="there is a copy", observed=((_LIVE, _DEAD),)),
        ObservedGood(_CITED, why="nobody has looked"),
    )

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:
        """Yield the question for copies of a page that is gone, near to the day on which it was read."""
        if _is_dead(seen) and not link.has_copy:
            yield NearestQuery(link.url, link.accessed or context.as_of)

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report a dead link, with the copy to use if one is known."""
        if isinstance(seen, Absent) and _is_dead(seen) and not link.has_copy:
            since = f" since {seen.failures.first:%Y-%m-%d}" if seen.failures else ""
            copy = context.outcomes.get(NearestQuery(link.url, link.accessed or context.as_of))
            yield self.of_link(link, context, f"The link is dead{since}: {seen.reason}", _rescue(copy), Confidence.HIGH)


def _is_dead(seen: Outcome) -> bool:
    return isinstance(seen, Absent) and seen.is_dead


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
        ObservedBad(_CITED, observed=((_LIVE, _FAILING),)),
        ObservedBad(_CITED, observed=((_LIVE, _GONE),)),
        ObservedGood(_CITED, why="dead is more", observed=((_LIVE, _DEAD),)),
        ObservedGood(_CITED.replace("}}", _COPY + " |url-status=dead}}"), observed=((_LIVE, _GONE),)),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report an absence that has no long history, of a link that is not said to be dead."""
        is_other = isinstance(seen, Absent) and seen.seen.kind in {PageKind.FRONT_PAGE, PageKind.PARKED}
        says_so = link.has_copy and link.status in {"dead", ""}
        if isinstance(seen, Absent) and not seen.is_dead and not is_other and not says_so:
            times = seen.failures.count if seen.failures else 1
            message = f"The link fails: {seen.reason} (seen {times}\N{NO-BREAK SPACE}times)"
            yield self.of_link(link, context, message, "Look again in some days.", Confidence.MEDIUM)


class LinkToFrontPage(LinkRule):
    """The link leads to the front page of a site instead of the page that is cited.

    Why:     the page is gone, though its host does not say so; readers find nothing that supports the text.
    Source:  enwiki, Wikipedia:Link rot, "soft 404".
    """

    code = "LK003"
    examples = (
        ObservedBad(_CITED, observed=((_LIVE, Absent("", Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"))),)),
        ObservedGood(_CITED, observed=((_LIVE, _THERE),)),
        ObservedGood(
            _CITED.replace("}}", _COPY + " |url-status=dead}}"),
            why="the citation says that the link is dead",
            observed=((_LIVE, Absent("", Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report a redirect to a front page, unless readers are sent to a copy."""
        says_so = link.has_copy and link.status in {"dead", ""}
        if isinstance(seen, Absent) and seen.seen.kind is PageKind.FRONT_PAGE and not says_so:
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
        ObservedBad(_CITED, observed=((_LIVE, Found(Seen(PageKind.PAGE, 200, "https://other.example/a"))),)),
        ObservedGood(_CITED, observed=((_LIVE, Found(Seen(PageKind.PAGE, 200, "https://www.example.org/b"))),)),
        ObservedGood(
            "{{cite journal |title=A |url=https://doi.org/10.1000/1}}",
            why="made to lead elsewhere",
            observed=((LiveQuery("https://doi.org/10.1000/1"), Found(Seen(PageKind.PAGE, 200, _URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report where the link leads."""
        if not isinstance(seen, Found) or not seen.seen.url:
            return
        own, other = _host(link.url), _host(seen.seen.url)
        if own == other or own in _forwarders() or own.endswith(f".{other}") or other.endswith(f".{own}"):
            return
        remedy = f"If it is the page that is cited, link to {seen.seen.url}; else give a copy with url-status=usurped."
        yield self.of_link(link, context, f"The link leads to another host, {other}", remedy, Confidence.LOW)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _forwarders() -> frozenset[str]:
    return frozenset(table("services")["forwarders"]["hosts"])


class LiveStatusOfGonePage(LinkRule):
    """``url-status=live`` sends readers to a page that is gone, though there is a copy.

    Why:     with ``url-status=dead`` they would get the copy.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=".
    """

    code = "LK005"
    examples = (
        ObservedBad(_CITED.replace("}}", _COPY + " |url-status=live}}"), observed=((_LIVE, _DEAD),)),
        ObservedGood(_CITED.replace("}}", _COPY + " |url-status=live}}"), observed=((_LIVE, _FAILING),)),
        ObservedGood(_CITED.replace("}}", _COPY + " |url-status=dead}}"), observed=((_LIVE, _DEAD),)),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the status."""
        status = link.reading.arguments.get("url-status")
        if status is not None and link.has_copy and status.value == "live" and _is_dead(seen):
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
        ObservedBad(_CITED.replace("}}", _COPY + " |url-status=dead}}"), observed=((_LIVE, _THERE),)),
        ObservedGood(_CITED.replace("}}", _COPY + "}}"), why="it does not say so", observed=((_LIVE, _THERE),)),
        ObservedGood(
            _CITED.replace("}}", _COPY + " |url-status=dead}}"),
            why="that the page is there cannot be told",
            observed=((_LIVE, Found(Seen(PageKind.SAME_FOR_ALL, 200, _URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the status of a page that was seen where it is said to be."""
        status = link.reading.arguments.get("url-status")
        is_there = isinstance(seen, Found) and seen.seen.kind in {PageKind.PAGE, PageKind.DOCUMENT}
        if status is None or status.value != "dead" or not is_there or _host(link.url) != _host(seen_url(seen)):
            return
        yield self.found(
            context,
            status.span,
            f"{status.written}=dead, but there is a page",
            subjects=(status.written, link.url),
            remedy="Write url-status=live if the page still shows what is cited, else url-status=deviated.",
            confidence=Confidence.LOW,
        )


def seen_url(seen: Outcome) -> str:
    """Return where a link led, or ""."""
    return seen.seen.url if isinstance(seen, Found) else ""


class ParkedDomain(LinkRule):
    """The domain of the link is for sale, or shows advertisements only.

    Why:     readers are sent to somebody who has nothing to do with the source, and may be harmed.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=": ``usurped``.
    """

    code = "LK007"
    examples = (
        ObservedBad(_CITED, observed=((_LIVE, Absent("", Seen(PageKind.PARKED, 200, _URL))),)),
        ObservedGood(
            _CITED.replace("}}", _COPY + " |url-status=usurped}}"),
            observed=((_LIVE, Absent("", Seen(PageKind.PARKED, 200, _URL))),),
        ),
    )

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the link."""
        if isinstance(seen, Absent) and seen.seen.kind is PageKind.PARKED:
            remedy = "Give a copy of the page with url-status=usurped."
            yield self.of_link(link, context, "The domain of the link is for sale or parked", remedy, Confidence.MEDIUM)


class AccessAfterEnd(LinkRule):
    """The page was already gone on the day on which it is said to have been read.

    Why:     the date was copied, or the text was never checked against this page.
    Source:  captures of "not found" on both sides of the day, or before it and never again a page.
    """

    code = "LK008"
    severity = Severity.INFO
    examples = (
        ObservedBad(
            _CITED,
            observed=(
                (_LIVE, _DEAD),
                (
                    _NEAREST,
                    Found(captures=(_captured("20180101"), _captured("20190301", 404), _captured("20190801", 404))),
                ),
            ),
        ),
        ObservedGood(
            _CITED,
            why="it may have been back",
            observed=(
                (_LIVE, _DEAD),
                (_NEAREST, Found(captures=(_captured("20190301", 404), _captured("20190801")))),
            ),
        ),
    )

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:  # noqa: ARG002
        """Yield the question for the captures around the day, of a page that is gone."""
        if _is_dead(seen) and link.accessed is not None:
            yield NearestQuery(link.url, link.accessed)

    def judge(self, link: Link, seen: Outcome, context: Context) -> Iterator[Finding]:
        """Report the day, if the page was gone before and after it."""
        day, accessed = link.accessed, link.reading.arguments.get("access-date")
        known: Any = context.outcomes.get(NearestQuery(link.url, day)) if day and _is_dead(seen) else None
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


RULES = (
    DeadLink,
    FailingLink,
    LinkToFrontPage,
    LinkToOtherHost,
    LiveStatusOfGonePage,
    DeadStatusOfLivePage,
    ParkedDomain,
    AccessAfterEnd,
)

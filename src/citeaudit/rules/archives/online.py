"""Copies that their archives were asked for: whether they are there, and of what.

Silent where nobody has asked, and where the archive could not be asked.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from citeaudit.finding import Confidence, Severity
from citeaudit.queries import Absent, CaptureQuery, Found, NearestQuery, PageKind, Refused, Seen
from citeaudit.queries import Capture as SeenCapture
from citeaudit.rule import Bad, Good
from citeaudit.rules.archives.copies import ArchivedCopyRule, archived_copy
from citeaudit.rules.archives.replacements import original_of, replacement, wanted_day
from citeaudit.values.captures import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.model import Citation
    from citeaudit.queries import Outcome, Query
    from citeaudit.rule import Context, Observed
    from citeaudit.rules.archives.copies import ArchivedCopy

_PAGE = "https://example.org/a"
_AT = dt.datetime(2016, 5, 31, 12, tzinfo=dt.UTC)
_COPY = f"https://web.archive.org/web/20160531120000/{_PAGE}"
_CITED = f"{{{{cite web |title=A |url={_PAGE} |archive-url={_COPY} |archive-date=31 May 2016}}}}"
_LATER = SeenCapture(
    f"https://web.archive.org/web/20160803080910/{_PAGE}", dt.datetime(2016, 8, 3, 8, 9, 10, tzinfo=dt.UTC), 200
)


def _observed(outcome: Outcome) -> Observed:
    return ((CaptureQuery(_COPY), outcome),)


def _capture_of(kind: PageKind, status: int = 200, url: str = _PAGE) -> Found:
    return Found(Seen(kind, status, url), SeenCapture(_COPY, _AT, status))


def query_for(copy: ArchivedCopy) -> CaptureQuery | None:
    """Return the question for a copy; None if its address names no second, or is known to lead nowhere."""
    known = copy.capture
    if known is None or not copy.is_good or known.time is None or not known.time.is_whole:
        return None
    if known.state is State.MOVED and not known.moved:
        return None
    return CaptureQuery((known.moved or known.canonical or copy.url).partition("#")[0])


class CaptureRule(ArchivedCopyRule):
    """Something that can be wrong with a copy, to be seen in its archive only."""

    remedy: ClassVar[str] = "Look for a copy of the page in this archive or in another one."
    confidence: ClassVar[Confidence] = Confidence.HIGH
    gate = None
    is_nearest_wanted: ClassVar[bool] = False
    """Whether another capture is looked for, to be proposed."""

    def asks(self, part: Citation, context: Context) -> Iterator[Query]:
        """Yield the question for the copy, and for another one as soon as that is known to be no use."""
        copy = archived_copy(context.reading(part))
        query = query_for(copy) if copy else None
        if copy is None or query is None:
            return
        yield query
        outcome = context.outcomes.get(query)
        is_useless = self.is_nearest_wanted and outcome is not None and self.fault(copy, outcome)
        nearest = _nearest_query(copy) if is_useless else None
        if nearest is not None:
            yield nearest

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report the copy, with another one to use if one is known."""
        query = query_for(copy) if context.outcomes else None
        outcome = context.outcomes.get(query) if query else None
        message = self.fault(copy, outcome) if outcome is not None else ""
        if outcome is None or not message:
            return
        other = self.other(copy, outcome, context)
        offer = replacement(copy, other) if other else None
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} {message}",
            subjects=(copy.address.written,),
            remedy=offer.remedy if offer else self.remedy,
            confidence=self.confidence,
            severity=self.gravity(copy, outcome),
            fix=offer.fix if offer else None,
        )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Return what is wrong with a copy of which ``outcome`` was observed, or ""."""
        raise NotImplementedError

    def gravity(self, copy: ArchivedCopy, outcome: Outcome) -> Severity:
        """Return how much it matters."""
        return self.severity

    def other(self, copy: ArchivedCopy, outcome: Outcome, context: Context) -> SeenCapture | None:
        """Return the capture to propose in the place of the copy, if one is known."""
        query = _nearest_query(copy)
        known = context.outcomes.get(query) if query else None
        return known.capture if isinstance(known, Found) else None


def _nearest_query(copy: ArchivedCopy) -> NearestQuery | None:
    url, day = original_of(copy), wanted_day(copy)
    return NearestQuery(url, day) if url and day else None


class NoCaptureAtThatSecond(CaptureRule):
    """The archive has no capture of the second that the address names; it shows the nearest one.

    Why:     readers see the page as it was at another time than the citation says: seconds or years apart.
    Source:  RFC 7089; the Wayback Machine redirects such an address to the nearest capture.
    """

    code = "AR031"
    examples = (
        Bad(
            _CITED,
            why="the archive leads to its capture of 3 August",
            fixed=_CITED.replace("20160531120000", "20160803080910").replace("31 May", "3 August"),
            observed=_observed(Absent("no capture at that second", capture=_LATER)),
        ),
        Good(_CITED, why="the archive could not be asked"),
        Good(_CITED, why="the capture is there", observed=_observed(_capture_of(PageKind.PAGE))),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say how far away the nearest one is."""
        nearest = outcome.capture if isinstance(outcome, Absent) else None
        if nearest is None or f"{nearest.time:%Y%m%d%H%M%S}" == _stamp(copy):
            return ""
        when = f"{nearest.time:%Y-%m-%d %H:%M:%S} UTC"
        return f"names a second at which {_archive(copy)} has no capture; the nearest is of {when}"

    def gravity(self, copy: ArchivedCopy, outcome: Outcome) -> Severity:
        """Return INFO for a capture of the same day: readers see what the citation says."""
        nearest = outcome.capture if isinstance(outcome, Absent) else None
        is_same_day = nearest is not None and copy.capture is not None and nearest.time.date() == copy.capture.date
        return Severity.INFO if is_same_day else self.severity

    def other(self, copy: ArchivedCopy, outcome: Outcome, context: Context) -> SeenCapture | None:
        """Return the capture that the archive itself leads to."""
        return outcome.capture if isinstance(outcome, Absent) else None


class MissingCapture(CaptureRule):
    """The archive says that it has no capture of the page in ``archive-url``.

    Why:     readers find no copy there, though the citation promises one.
    Source:  RFC 7089; the archive's own answer, 404 without ``Memento-Datetime``. An archive that
             does not answer, or is busy, is never taken for one that has nothing.
    """

    code = "AR032"
    is_nearest_wanted = True
    examples = (
        Bad(_CITED, why="the archive answers that it has none", observed=_observed(Absent("not archived"))),
        Good(_CITED, why="the archive could not be asked"),
        Good(_CITED, why="the capture is there", observed=_observed(_capture_of(PageKind.PAGE))),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say that there is none."""
        is_missing = isinstance(outcome, Absent) and outcome.capture is None
        return f"leads to no copy: {_archive(copy)} has none of {copy.original or 'the page'}" if is_missing else ""


class CaptureOfErrorPage(CaptureRule):
    """The archived copy is one of an error page.

    Why:     the page was already gone, or its host in trouble, when the archive came by; readers
             find nothing that supports the text.
    Source:  RFC 7089, section 4.5.3: an archive replays an error with its status and ``Memento-Datetime``.
    """

    code = "AR033"
    is_nearest_wanted = True
    examples = (
        Bad(_CITED, why="a capture of 404", observed=_observed(_capture_of(PageKind.ERROR, 404))),
        Good(_CITED, why="a capture of the page", observed=_observed(_capture_of(PageKind.PAGE))),
        Good(_CITED, why="a capture of a file", observed=_observed(_capture_of(PageKind.DOCUMENT))),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say what was archived."""
        if not isinstance(outcome, Found) or outcome.seen.kind is not PageKind.ERROR:
            return ""
        status = f", status {outcome.seen.status}" if outcome.seen.status else ""
        return f"is a capture of an error page{status}"


class CaptureOfFrontPage(CaptureRule):
    """The archived copy is one of a redirect to the front page of a site.

    Why:     the page was already gone when the archive came by, though its host did not say so.
    Source:  enwiki, Wikipedia:Link rot, "soft 404".
    """

    code = "AR034"
    is_nearest_wanted = True
    examples = (
        Bad(
            _CITED,
            why="the capture leads to https://example.org/",
            observed=_observed(_capture_of(PageKind.FRONT_PAGE, url="https://example.org/")),
        ),
        Good(
            _CITED,
            why="the capture leads to another page",
            observed=_observed(_capture_of(PageKind.PAGE, url="https://example.org/b")),
        ),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say where the redirect leads."""
        if not isinstance(outcome, Found) or outcome.seen.kind is not PageKind.FRONT_PAGE:
            return ""
        return f"is a capture of a redirect to the front page {outcome.seen.url}"


_NO_PAGES = {
    PageKind.SOFT_404: "a page that says that the wanted one is not there",
    PageKind.LOGIN: "a form to log in",
    PageKind.BOT_WALL: "a page that wants to see a human being first",
    PageKind.PARKED: "a domain for sale",
}


class CaptureOfNoPage(CaptureRule):
    """The archived copy looks like a message that the page is not there, a login, or a domain for sale.

    Why:     the archive kept what it was shown; readers find nothing that supports the text.
    Source:  enwiki, Wikipedia:Link rot, "soft 404". The titles and words by which such pages are
             known may also stand in a real one.
    """

    code = "AR035"
    confidence = Confidence.MEDIUM
    remedy = "Look at the copy; if it does not show what is cited, choose a capture of another day."
    examples = (
        Bad(_CITED, why='its title is "Page not found"', observed=_observed(_capture_of(PageKind.SOFT_404))),
        Bad(_CITED, why="it shows a login", observed=_observed(_capture_of(PageKind.LOGIN))),
        Good(_CITED, why="a capture of the page", observed=_observed(_capture_of(PageKind.PAGE))),
        Good(_CITED, why="what it shows could not be read", observed=_observed(_capture_of(PageKind.UNKNOWN))),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say what it looks like."""
        shown = _NO_PAGES.get(outcome.seen.kind) if isinstance(outcome, Found) else None
        return f"looks like a capture of {shown}" if shown else ""


class WithheldCapture(CaptureRule):
    """The archive withholds the copy.

    Why:     readers are told that it is not shown, at the wish of the site's owner as a rule.
    Source:  Internet Archive, exclusion policy; "This URL has been excluded from the Wayback Machine".
    """

    code = "AR036"
    remedy = "Look for a copy in another archive."
    examples = (
        Bad(
            _CITED,
            why="the archive says that the site is excluded",
            observed=_observed(Refused("the archive withholds it", Seen(PageKind.EXCLUDED, 403))),
        ),
        Good(
            _CITED,
            why="the archive lets no program in",
            observed=_observed(Refused("the archive answers 403", Seen(status=403))),
        ),
    )

    def fault(self, copy: ArchivedCopy, outcome: Outcome) -> str:
        """Say who withholds it."""
        is_withheld = isinstance(outcome, Refused) and outcome.seen.kind is PageKind.EXCLUDED
        return f"leads to a copy that {_archive(copy)} withholds" if is_withheld else ""


def _archive(copy: ArchivedCopy) -> str:
    return copy.capture.service.name if copy.capture else "the archive"


def _stamp(copy: ArchivedCopy) -> str:
    return str(copy.capture.time) if copy.capture else ""


RULES = (
    NoCaptureAtThatSecond,
    MissingCapture,
    CaptureOfErrorPage,
    CaptureOfFrontPage,
    CaptureOfNoPage,
    WithheldCapture,
)

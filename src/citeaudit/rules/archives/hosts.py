"""The archive that keeps a copy: whether it is one, still there, and to be used on this wiki."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Page
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.rules.archives.copies import ArchivedCopy, ArchivedCopyRule, address_of
from citeaudit.values.archive_services import deprecated_hosts
from citeaudit.values.captures import COPIES, Leads, State, capture, same_original
from citeaudit.values.dates import Form, format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.values.archive_services import Deprecation
    from citeaudit.values.captures import Capture


class UnknownArchive(ArchivedCopyRule):
    """``archive-url`` is on a host that is not known as a web archive.

    Why:     it may be the page itself, its new address, or anything else. It may as well be an
             archive that this tool does not know: a hint to look, never a reason to take it away.
    Source:  Phabricator T161074, a bot that replaced good addresses of an archive it did not know.
    """

    code = "AR016"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-url=http://example.com/a |archive-date=2016-05-31}}"
        ),
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-date=2016-05-31 "
            "|archive-url=http://perma.cc.example/AB12-CD34}}",
            why="only the whole host counts",
        ),
        Good(
            "{{cite web |title=A |url=http://example.org/ |archive-url=http://example.org/ |archive-date=2016-05-31}}"
        ),
        Good(
            "{{cite web |title=A |url=http://example.org/ |archive-date=2016-05-31 "
            "|archive-url=https://arquivo.pt/wayback/20160531120000/http://example.org/}}"
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report an address of no known archive, unless it is the page's own."""
        if copy.capture is not None or any(same_original(address_of(source), copy.url) for source in copy.sources):
            return
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} is on no web archive that is known here",
            subjects=(copy.address.written,),
            remedy="Make sure that it leads to a copy that stays as it is.",
            confidence=Confidence.LOW,
        )


class ClosedArchive(ArchivedCopyRule):
    """``archive-url`` leads to an archive that has closed.

    Why:     readers find no copy there.
    Source:  enwiki, Help:Using WebCite; Google took its cache away in 2024; the Internet Memory
             Foundation closed in 2018.
    """

    code = "AR017"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=8 April 2012 "
            "|archive-url=https://www.webcitation.org/66lmEkpE8?url=https://example.org/a}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://webcache.googleusercontent.com/search?q=cache:https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a}}"
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report it, with what another archive is to be asked for."""
        capture = copy.capture
        if capture is None or capture.state is not State.CLOSED or copy.is_judged_by_module:
            return
        yield self.found(
            context,
            copy.address.span,
            f"{capture.service.name} has closed; {copy.address.written} leads nowhere",
            subjects=(copy.address.written,),
            remedy=_replacement(capture, copy),
        )


class MovedArchive(ArchivedCopyRule):
    """``archive-url`` leads to an archive that has moved.

    Why:     the old address is forwarded for a time only, or not at all.
    Source:  InternetArchiveBot, which writes the new addresses; the archives' own notices.
    """

    code = "AR018"
    examples = (
        Bad(
            "{{cite web |title=A |url=http://www.berr.gov.uk/ |archive-date=18 February 2010 "
            "|archive-url=http://webarchive.proni.gov.uk/20100218151844/http://www.berr.gov.uk/}}",
            fixed=(
                "{{cite web |title=A |url=http://www.berr.gov.uk/ |archive-date=18 February 2010 "
                "|archive-url=https://wayback.archive-it.org/11112/20100218151844/http://www.berr.gov.uk/"
                "}}"
            ),
        ),
        Good(
            "{{cite web |title=A |url=http://www.berr.gov.uk/ |archive-date=18 February 2010 "
            "|archive-url=https://wayback.archive-it.org/11112/20100218151844/http://www.berr.gov.uk/}}"
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report it, with the new address as a repair where that is known."""
        capture = copy.capture
        if capture is None or capture.state is not State.MOVED:
            return
        is_plain = bool(capture.moved) and "{{" not in copy.address.value and not set(capture.moved) & set("|{}[]<> ")
        yield self.found(
            context,
            copy.address.span,
            f"{capture.service.name} has moved; {copy.address.written} is its old address",
            subjects=(copy.address.written,),
            remedy=f"Write {capture.moved}." if capture.moved else "Look the copy up at the archive's new place.",
            fix=Fix("Use the archive's new address", Safety.UNSAFE, (Edit(copy.address.span, capture.moved),))
            if is_plain
            else None,
        )


class DeprecatedArchive(ArchivedCopyRule):
    """``archive-url`` leads to an archive that this wiki has decided not to use.

    Why:     on English Wikipedia archive.today and its other names are to be replaced; about
             695,000 links stand. Another archive has to be asked for the same page.
    Source:  enwiki, Wikipedia:Requests for comment/Archive.is RFC 5, decided on 20 February 2026.
    """

    code = "AR019"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=23 November 2016 "
            "|archive-url=https://archive.today/20161123192100/https://example.org/a}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=2016-11-23 "
            "|archive-url=https://archive.ph/AbCdE}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/b |archive-date=23 November 2016 "
            "|archive-url=https://archive.today/20161123192100/https://example.org/b}}",
            why="another wiki decides for itself",
            wiki="default",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report it, with what another archive is to be asked for."""
        capture = copy.capture
        decision = capture.service.deprecated.get(context.profile.wiki) if capture else None
        if capture is None or decision is None:
            return
        yield self.found(
            context,
            copy.address.span,
            _deprecated(capture, decision),
            subjects=(copy.address.written,),
            remedy=_replacement(capture, copy),
        )


class DeprecatedArchiveLink(Rule[Page]):
    """A link outside citation templates leads to an archive that this wiki has decided not to use.

    Why:     it is to be replaced like one in a citation.
    Source:  enwiki, Wikipedia:Requests for comment/Archive.is RFC 5, decided on 20 February 2026.
    """

    code = "AR020"
    severity = Severity.WARNING
    examples = (
        Bad("<ref>[https://archive.is/20161123192100/https://example.org/a A]</ref>{{reflist}}"),
        Bad(
            "* [https://example.org/a A] {{webarchive |url=https://archive.today/20161123192100/https://example.org/a}}"
        ),
        Good("* [https://web.archive.org/web/20161123192100/https://example.org/a A]"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report each such link that no citation template holds."""
        wiki = context.profile.wiki
        # Links are looked for only where such a host is named outside citations: that takes far longer.
        if not _names_deprecated_host(part, wiki):
            return
        for link in part.external_links:
            found = capture(link.url)
            decision = found.service.deprecated.get(wiki) if found else None
            if found is None or decision is None or found.leads not in COPIES:
                continue
            if _is_cited(part, link.url_span.start):
                continue
            yield self.found(
                context,
                link.url_span,
                _deprecated(found, decision),
                subjects=(link.url,),
                remedy=_replacement(found, None),
            )


def _names_deprecated_host(page: Page, wiki: str) -> bool:
    hosts = deprecated_hosts(wiki)
    if hosts is None:
        return False
    return any(not _is_cited(page, found.start()) for found in hosts.finditer(page.text))


def _is_cited(page: Page, place: int) -> bool:
    """Say whether a citation template covers a place."""
    before = bisect_right(page.citations, place, key=lambda citation: citation.token[1])
    return before > 0 and page.citations[before - 1].token[2] > place


class HiddenOriginal(ArchivedCopyRule):
    """``archive-url`` is a short address that hides which page was archived.

    Why:     nobody can tell from it what it leads to, so that a dead archive is a lost source and a
             forbidden site may hide behind it.
    Source:  enwiki, Help:Archiving a source: the long form is preferred where an archive has one.
    """

    code = "AR021"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-url=https://perma.cc/F9NT-22AK "
            "|archive-date=2016-05-31}}"
        ),
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-url=https://ghostarchive.org/archive/abcde "
            "|archive-date=2022-05-31}}"
        ),
        Good(
            "{{cite web |title=A |url=https://www.youtube.com/watch?v=2MzSmdC49Ns |archive-date=11 December 2021 "
            "|archive-url=https://ghostarchive.org/varchive/youtube/20211211/2MzSmdC49Ns}}",
            why="it names the video",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report it, unless something worse is reported of its archive."""
        capture = copy.capture
        if capture is None or capture.leads is not Leads.SHORT or capture.original:
            return
        if capture.state is not State.ALIVE or context.profile.wiki in capture.service.deprecated:
            return
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} does not show of which page {capture.service.name} keeps the copy",
            subjects=(copy.address.written,),
            remedy="Use the long form of the address if the archive gives one.",
        )


def _deprecated(capture: Capture, decision: Deprecation) -> str:
    return (
        f"{capture.service.name} is not to be used on this wiki since "
        f"{format_date(decision.since, Form.DMY)} ({decision.decision})"
    )


def _replacement(capture: Capture, copy: ArchivedCopy | None) -> str:
    """Return what to look for in another archive: the page and the day."""
    original = capture.original
    if not original and copy is not None and copy.sources:
        original = address_of(copy.sources[0])
    day = capture.date
    as_of = f" as of {format_date(day, Form.DMY)}" if day else ""
    return f"Look in another archive for {original or 'the page'}{as_of}, or take the address away."


RULES = (
    UnknownArchive,
    ClosedArchive,
    MovedArchive,
    DeprecatedArchive,
    DeprecatedArchiveLink,
    HiddenOriginal,
)

"""The form of an archived copy's address: unfolded, decoded, whole, and as the archive writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.rule import Bad, Context, Good
from citeaudit.rules.archives.copies import ArchivedCopy, ArchivedCopyRule
from citeaudit.values.captures import Leads, State, capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding


class NestedArchive(ArchivedCopyRule):
    """``archive-url`` is an archive's copy of another archive's copy.

    Why:     it hangs on two archives, and shows the frame of the inner one around the page.
    Source:  enwiki, Help:Archiving a source; InternetArchiveBot and WaybackMedic unfold such addresses.
    """

    code = "AR012"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org"
            "/web/20160531120000/http://wayback.archive.org/web/20120815110504/https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://archive.org/details/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/https://archive.org/details/a}}",
            why="an item of the library is a page like any other",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report a copy of which the original is a copy itself, and propose that one."""
        inner = capture(copy.original) if copy.original else None
        if inner is None or inner.leads is not Leads.CAPTURE:
            return
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} is a copy of a copy: {copy.original}",
            subjects=(copy.address.written,),
            remedy=f"Use {inner.canonical} and its date, or a capture of {inner.original}.",
        )


class EncodedArchivedUrl(ArchivedCopyRule):
    """The URL of the page stands percent-encoded in the address of its copy.

    Why:     archives expect it as it is; some show nothing, and bots do not find the page in it.
    Source:  WaybackMedic, which decodes them; RFC 3986, 2.4: an address is not encoded twice.
    """

    code = "AR013"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-date=14 July 2009 "
            "|archive-url=https://arquivo.pt/wayback/20090714235317/http%3A//example%2Eorg/a}}",
            fixed=(
                "{{cite web |title=A |url=http://example.org/a |archive-date=14 July 2009 "
                "|archive-url=https://arquivo.pt/wayback/20090714235317/http://example.org/a}}"
            ),
        ),
        Good(
            "{{cite web |title=A |url=http://example.org/a%20b |archive-date=14 July 2009 "
            "|archive-url=https://arquivo.pt/wayback/20090714235317/http://example.org/a%20b}}"
        ),
        Good(
            "{{cite web |title=A |url=http://example.org/a |archive-date=8 April 2012 "
            "|archive-url=https://archive.wikiwix.com/cache/?url=http%3A%2F%2Fexample.org%2Fa}}",
            why="in a query it must be encoded",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report it, with the decoded address as a repair."""
        if copy.capture is None or not copy.capture.is_encoded:
            return
        right = copy.capture.canonical
        is_plain = bool(right) and "{{" not in copy.address.value and not set(right) & set("|{}[]<> ")
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} holds the page's URL percent-encoded; it is {copy.original}",
            subjects=(copy.address.written,),
            remedy=f"Write {right}." if right else "",
            fix=Fix("Decode the URL of the page", Safety.UNSAFE, (Edit(copy.address.span, right),))
            if is_plain
            else None,
        )


class CutArchivedUrl(ArchivedCopyRule):
    """The URL of the page is cut off in the address of its copy, or missing.

    Why:     the archive cannot know which page is meant and shows none.
    Source:  OpenWayback wiki, "Replay API": time and the whole URL.
    """

    code = "AR014"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/https://www}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/example.org/a}}",
            why="an archive does without the scheme",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report a capture of which the address holds no whole host."""
        capture = copy.capture
        if capture is None or not capture.is_cut or copy.is_judged_by_module or not capture.stamp:
            return
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} does not say of which page it is a copy"
            + (f": {capture.original} is cut off" if capture.original else ""),
            subjects=(copy.address.written,),
            remedy="Write the whole URL of the page behind the time.",
        )


class UncanonicalArchiveUrl(ArchivedCopyRule):
    """``archive-url`` has another form than the one that its archive gives.

    Why:     old hosts and paths of an archive are forwarded for a time only; tools that know the
             right form do not recognise the others.
    Source:  InternetArchiveBot, which writes the right form of each archive.
    """

    code = "AR015"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=http://wayback.archive.org/web/20160531120000/https://example.org/a}}",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a}}"
            ),
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/20160531120000/https://example.org/a}}",
            why="/web/ is missing",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a}}"
            ),
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=http://web.archive.org/web/20160531120000id_/https://example.org/a}}",
            why="neither the scheme nor a modifier counts",
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://archive.is/20160531120000/https://example.org/a}}",
            why="this archive is not to be used at all",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report another host or path, with the right one as a repair."""
        capture = copy.capture
        if capture is None or capture.is_canonical or copy.is_judged_by_module or not copy.original:
            return
        if capture.state is not State.ALIVE or context.profile.wiki in capture.service.deprecated:
            return
        right = capture.canonical.replace(f"/{capture.stamp}/", f"/{capture.stamp}{capture.modifier}/", 1)
        is_plain = "{{" not in copy.address.value and not set(right) & set("|{}[]<> ")
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} is not in the form that {capture.service.name} gives",
            subjects=(copy.address.written,),
            remedy=f"Write {right}.",
            fix=Fix("Use the archive's own form", Safety.SAFE, (Edit(copy.address.span, right),), is_cosmetic=True)
            if is_plain
            else None,
        )


RULES = (
    NestedArchive,
    EncodedArchivedUrl,
    CutArchivedUrl,
    UncanonicalArchiveUrl,
)

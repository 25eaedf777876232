"""The address of an archived copy: whether it leads to one, of the page that is cited.

What the citation module says of addresses of web.archive.org (``err_archive_url``) and of an
``archive-url`` that is ``url`` letter by letter (``err_bad_url``) is left to the CS rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.cs1.style import page_style
from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Citation
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.rules.archives.copies import ArchivedCopy, ArchivedCopyRule, address_of, archived_copy
from citeaudit.span import Span
from citeaudit.values.captures import COPIES, Capture, Leads, State, capture, same_original
from citeaudit.values.dates import form_of, format_like
from citeaudit.values.likeness import Likeness, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.finding import Finding

_NO_COPY = {
    Leads.CALENDAR: "a list of captures, not to one",
    Leads.SAVE: "the command that makes a capture",
    Leads.ITEM: "an item of the library, not to a capture of a web page",
    Leads.SEARCH: "a search",
    Leads.LATEST: "whichever capture is newest",
    Leads.LIVE: "the page as it is today",
    Leads.FRONT: "the front page of the archive",
}


class ArchiveUrlWithoutCapture(ArchivedCopyRule):
    """``archive-url`` leads to an archive, but not to a capture.

    Why:     readers get a list, a form, a command or today's page in place of the one that was
             cited. Of web.archive.org the citation module reports this itself.
    Source:  enwiki, Help:CS1 errors, "archive_url"; each archive's forms of addresses.
    """

    code = "AR008"
    examples = (
        Bad(
            "{{cite book |title=A |url=https://example.org/ |archive-date=1 May 2016 "
            "|archive-url=https://archive.org/details/makersofchemistry}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/ |archive-date=1 May 2016 "
            "|archive-url=https://webarchive.nationalarchives.gov.uk/+/https://example.org/}}",
            why="a + stands for the newest capture",
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/ |archive-date=1 May 2016 "
            "|archive-url=https://wayback.archive-it.org/all/*/https://example.org/}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/ |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000if_/https://example.org/}}",
            why="a modifier changes how a capture is shown",
        ),
        Good("{{cite book |title=A |url=https://archive.org/details/makersofchemistry}}", why="a scan is a source"),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report an address that is known to lead elsewhere."""
        capture = copy.capture
        if capture is None or capture.leads in COPIES or copy.is_judged_by_module or capture.state is State.CLOSED:
            return
        if capture.leads not in _NO_COPY:
            return
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} leads to {_NO_COPY[capture.leads]} ({capture.service.name})",
            subjects=(copy.address.written,),
            remedy="Look the capture up in the archive and copy its address.",
        )


class OtherPageArchived(ArchivedCopyRule):
    """The archived copy is one of another page than the one that is cited.

    Why:     it does not show what the citation says. Scheme, ``www.``, port, case, how characters
             are escaped and a slash at the end make no difference here; nor do addresses that share
             an identifier or most of their title, for a site may have moved its pages. Two
             addresses on one site are a hint only: the first may lead to the second.
    Source:  enwiki, Help:Archiving a source; InternetArchiveBot reports it as ``archive_mismatch``.
    """

    code = "AR009"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/b}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/https://example.com/a}}"
        ),
        Good(
            "{{cite news |title=A |url=https://www.theguardian.com/world/2011/feb/21/hamburg-polls "
            "|archive-date=2011-02-24 "
            "|archive-url=https://web.archive.org/web/20110224215222/http://www.guardian.co.uk/world/2011/feb/21"
            "/hamburg-polls}}",
            why="the newspaper has moved to another host",
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=31 May 2016 "
            "|archive-url=https://web.archive.org/web/20160531120000/http://www.example.org:80/a/#top}}"
        ),
        Good(
            "{{cite book |title=A |url=https://example.org/ |chapter=B |chapter-url=https://example.org/b "
            "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/b |archive-date=31 May 2016}}",
            why="the copy is one of the chapter",
        ),
        Good(
            "{{cite AV media |title=A |url=https://youtu.be/2MzSmdC49Ns |archive-date=11 December 2021 "
            "|archive-url=https://ghostarchive.org/varchive/youtube/20211211/2MzSmdC49Ns}}",
            why="both are of one video",
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Compare the page in the copy with those that are cited."""
        original = copy.original
        addresses = [address_of(source) for source in copy.sources] if original else []
        if not addresses or "" in addresses or any(same_original(original, address) for address in addresses):
            return
        if (copy.capture and copy.capture.is_cut) or capture(original) or any(map(capture, addresses)):
            return
        alike = max(likeness(original, address) for address in addresses)
        if alike is Likeness.PAGE:
            return
        is_same_site = alike is Likeness.SITE
        yield self.found(
            context,
            copy.address.span,
            f"{copy.address.written} is a copy of {original}, not of {addresses[0]}",
            subjects=(copy.address.written, *(source.written for source in copy.sources)),
            remedy="Find a capture of the page that is cited, or cite the page that was captured.",
            severity=Severity.INFO if is_same_site else Severity.WARNING,
            confidence=Confidence.LOW if is_same_site else Confidence.MEDIUM,
        )


class ArchiveInUrl(Rule[Citation]):
    """``url`` is the address of an archived copy; what was cited is hidden in it.

    Why:     the source is the page, not the archive: ``url`` takes its address and ``archive-url``
             the copy's, so that readers see both and bots can look after them.
    Source:  enwiki, Help:Citation Style 1, "Using |archive-url="; Template:Cite web.
    """

    code = "AR010"
    severity = Severity.WARNING
    wakes_on = frozenset({"url", "chapter-url"})
    examples = (
        Bad(
            "{{cite web |title=A |url=https://web.archive.org/web/20160531120000/https://example.org/a}}",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
                "|archive-date=2016-05-31}}"
            ),
        ),
        Bad(
            "{{cite web |title=A |url=https://web.archive.org/web/20160531120000/https://example.org/a "
            "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a |archive-date=31 May 2016}}",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
                "|archive-date=31 May 2016}}"
            ),
        ),
        Good("{{cite book |title=A |url=https://archive.org/details/makersofchemistry}}", why="a scan is a source"),
        Good("{{cite web |title=A |url=https://archive.example/web/20160531120000/https://example.org/a}}"),
    )

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Report a URL that is one of a capture."""
        reading = context.reading(part)
        for name in ("url", "chapter-url"):
            if name not in reading.arguments:
                continue
            source = reading.arguments[name]
            copy = capture(source.value)
            if copy is not None and copy.leads in COPIES:
                yield self._about(source, copy, reading, context)

    def _about(self, source: Argument, copy: Capture, reading: Reading, context: Context) -> Finding:
        is_known = bool(copy.original) and not copy.is_cut
        page = copy.original if is_known else "the address of the page"
        what = "a copy in another archive" if _is_useless(copy, context) else "the copy's address"
        return self.found(
            context,
            source.span,
            f"{source.written} is the address of a copy in {copy.service.name}"
            + (f" of {copy.original}" if is_known else ""),
            subjects=(source.written,),
            remedy=f"Write {page} in {source.written} and {what} in archive-url.",
            fix=_moved_to_archive(reading, source, copy, context) if is_known and source.name == "url" else None,
        )


def _is_useless(copy: Capture, context: Context) -> bool:
    """Say whether nobody should cite this copy: its archive has closed, or is not to be used on this wiki."""
    return copy.state is State.CLOSED or context.profile.wiki in copy.service.deprecated


def _moved_to_archive(reading: Reading, source: Argument, copy: Capture, context: Context) -> Fix | None:
    """Return the repair that puts the page into ``url`` and the copy into ``archive-url``."""
    if "{{" in source.value or capture(copy.original):
        return None
    edits = [Edit(source.span, copy.original)]
    if "archive-url" not in reading.arguments:
        if copy.date is None or "archive-date" in reading.arguments or _is_useless(copy, context):
            return None
        day = format_like(copy.date, _example_of_dates(reading, context))
        end = source.span.end
        edits.append(Edit(Span(end, end), f" |archive-url={source.value} |archive-date={day}"))
    elif not same_original(copy.original, archived_original(reading)):
        return None
    return Fix(f"Cite {copy.original} and its copy", Safety.UNSAFE, tuple(edits))


def archived_original(reading: Reading) -> str:
    """Return the URL of the page in the copy that a citation names, or ""."""
    copy = archived_copy(reading)
    return copy.original if copy else ""


def _example_of_dates(reading: Reading, context: Context) -> str:
    """Return a date in the form that the editor of this citation uses, else the article."""
    for name in ("access-date", "date"):
        if form_of(reading.get(name)):
            return reading.get(name)
    style = page_style(context.page.text, context.profile.language)
    return {"dmy": "31 May 2016", "mdy": "May 31, 2016"}.get(style.date_form, "")


class ArchiveRepeatsUrl(ArchivedCopyRule):
    """``archive-url`` leads to the page itself, not to a copy of it.

    Why:     when the page is gone, so is the "copy". Where both are equal letter by letter the
             citation module reports it itself.
    Source:  enwiki, Help:Citation Style 1, "Using |archive-url=".
    """

    code = "AR011"
    examples = (
        Bad(
            "{{cite web |title=A |url=http://example.org/a |archive-url=https://www.example.org/a/ "
            "|archive-date=2016-05-31}}"
        ),
        Good(
            "{{cite web |title=A |url=http://example.org/a |archive-url=http://example.org/a |archive-date=2016-05-31}}"
        ),
    )

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report an address that is no archive's and means the same page as ``url``."""
        if copy.capture is not None:
            return
        for source in copy.sources:
            if source.value != copy.address.value and same_original(address_of(source), copy.url):
                yield self.found(
                    context,
                    copy.address.span,
                    f"{copy.address.written} and {source.written} are the same page",
                    subjects=(copy.address.written, source.written),
                    remedy="Write the address of a copy in an archive, or take it away.",
                )
                return


RULES = (
    ArchiveUrlWithoutCapture,
    OtherPageArchived,
    ArchiveInUrl,
    ArchiveRepeatsUrl,
)

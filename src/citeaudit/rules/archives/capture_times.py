"""The time of a capture: whether it can be, and whether ``archive-date`` agrees with it.

The citation module compares the two for web.archive.org and archive.today (CS rule of
``err_archive_date_url_ts_mismatch``) and reports times of web.archive.org that are not of 14 digits
(``err_archive_url``); here is what it leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.rule import Bad, Context, Good
from citeaudit.rules.archives.copies import ArchivedCopy, ArchivedCopyRule, day_of
from citeaudit.values.archive_services import dummy_stamps
from citeaudit.values.capture_time import WHOLE
from citeaudit.values.captures import Leads
from citeaudit.values.dates import format_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.values.captures import Capture

_OTHER_HOST = "|url=https://example.pt/ |archive-url=https://arquivo.pt/wayback/20090714235317/https://example.pt/ "


class _DateRule(ArchivedCopyRule):
    """``archive-date`` is not the day in the address."""

    wakes_on = frozenset({"archive-date"})

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Compare the date that is given with the day in the address."""
        captured = None if copy.capture is None or copy.is_dated_by_module else copy.capture.date
        given = day_of(copy.dated) if captured else None
        if copy.dated is None or given is None or captured is None:
            return
        days = abs((given - captured).days)
        if not self.is_mine(days):
            return
        right = format_like(captured, copy.dated.value)
        yield self.found(
            context,
            copy.dated.span,
            f"{copy.dated.written}={copy.dated.value}, but the address in {copy.address.written} is of {right}: "
            f"{days} day{'s' if days > 1 else ''} apart",
            subjects=(copy.dated.written, copy.address.written),
            remedy=f"Write {copy.dated.written}={right}.",
            fix=Fix(f"Write {right}", Safety.SAFE, (Edit(copy.dated.span, right),)),
        )

    def is_mine(self, days: int) -> bool:
        """Say whether this rule is about a difference of so many days."""
        raise NotImplementedError


class ArchiveDateMismatch(_DateRule):
    """``archive-date`` is not the day on which the archive made the copy.

    Why:     readers are told that the page looked like this on another day. It happens when the
             address is replaced and the date is not. Of web.archive.org and archive.today the
             citation module reports this itself.
    Source:  enwiki, Help:CS1 errors, "archive_date_url_ts_mismatch"; each archive's form of time.
    """

    code = "AR001"
    examples = (
        Bad(
            f"{{{{cite web |title=A {_OTHER_HOST}|archive-date=1 August 2009}}}}",
            fixed=(
                "{{cite web |title=A |url=https://example.pt/ "
                "|archive-url=https://arquivo.pt/wayback/20090714235317/https://example.pt/ "
                "|archive-date=14 July 2009}}"
            ),
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/ "
            "|archive-url=https://www.webcitation.org/66lmEkpE8?url=https://example.org/ |archive-date=2012-06-08}}",
            why="WebCite's identifiers count microseconds: this one is of 8 April 2012",
            fixed=(
                "{{cite web |title=A |url=https://example.org/ "
                "|archive-url=https://www.webcitation.org/66lmEkpE8?url=https://example.org/ "
                "|archive-date=2012-04-08}}"
            ),
        ),
        Good(f"{{{{cite web |title=A {_OTHER_HOST}|archive-date=14 July 2009}}}}"),
        Good(f"{{{{cite web |title=A {_OTHER_HOST}|archive-date=July 2009}}}}", why="it names no day"),
        Good(
            "{{cite web |title=A |url=https://example.org/ |archive-date=1 May 2019 "
            "|archive-url=https://timetravel.mementoweb.org/memento/2012/https://example.org/}}",
            why="the address names no day",
        ),
    )

    def is_mine(self, days: int) -> bool:
        """Say whether the dates are more than one day apart."""
        return days > 1


class ArchiveDateOneDayOff(_DateRule):
    """``archive-date`` is the day before or after the one on which the archive made the copy.

    Why:     archives count in UTC; it was another day where the editor lives. The date that the
             archive shows is the better one, but nobody is misled.
    Source:  enwiki, Help:CS1 errors, "archive_date_url_ts_mismatch"; each archive's form of time.
    """

    code = "AR002"
    severity = Severity.INFO
    examples = (
        Bad(
            f"{{{{cite web |title=A {_OTHER_HOST}|archive-date=15 July 2009}}}}",
            fixed=(
                "{{cite web |title=A |url=https://example.pt/ "
                "|archive-url=https://arquivo.pt/wayback/20090714235317/https://example.pt/ "
                "|archive-date=14 July 2009}}"
            ),
        ),
        Good(f"{{{{cite web |title=A {_OTHER_HOST}|archive-date=14 July 2009}}}}"),
    )

    def is_mine(self, days: int) -> bool:
        """Say whether the dates are one day apart."""
        return days == 1


class _TimeRule(ArchivedCopyRule):
    """The time in the address of a capture cannot be right."""

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Report the address if the time in it is wrong in this rule's way."""
        capture = copy.capture
        if capture is None or not capture.stamp or copy.is_judged_by_module or capture.leads is not Leads.CAPTURE:
            return
        if message := self.fault(capture, context):
            yield self.found(
                context,
                copy.address.span,
                f"{copy.address.written}: {message}",
                subjects=(copy.address.written,),
                remedy="Look the capture up in the archive and copy its address.",
            )

    def fault(self, capture: Capture, context: Context) -> str:
        """Return what is wrong with the time, or ""."""
        raise NotImplementedError


_WAYBACK = "|url=https://example.org/ |archive-url=https://web.archive.org/web/{}/https://example.org/ |archive-date="


class ImpossibleCaptureTime(_TimeRule):
    """The time in the address of a capture is none: there is no such month, day, hour, minute or second.

    Why:     the archive has no such capture; it shows another one or none.
    Source:  OpenWayback wiki, "Replay API"; enwiki, Help:CS1 errors, "archive_url".
    """

    code = "AR003"
    examples = (
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('20160231120000')}31 May 2016}}}}", why="30 and 31 February"),
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('20160531126000')}31 May 2016}}}}", why="minute 60"),
        Good(f"{{{{cite web |title=A {_WAYBACK.format('20160229120000')}29 February 2016}}}}"),
    )

    def fault(self, capture: Capture, context: Context) -> str:
        """Say that the time does not exist."""
        return f"{capture.stamp} is no time of any day" if capture.fault in {"impossible", "long"} else ""


class CaptureBeforeArchives(_TimeRule):
    """The time in the address of a capture is from before its archive held any page.

    Why:     there is no such capture; the archive shows another one or none.
    Source:  Internet Archive, "About": the Wayback Machine's captures begin in 1996.
    """

    code = "AR004"
    examples = (
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('19940531120000')}31 May 1994}}}}"),
        Good(f"{{{{cite web |title=A {_WAYBACK.format('19961112181513')}12 November 1996}}}}"),
        Good(
            "{{cite web |title=A |url=http://slacvm.slac.stanford.edu/ |archive-date=2 January 1994 "
            "|archive-url=https://swap.stanford.edu/19940102000000/http://slacvm.slac.stanford.edu/}}",
            why="Stanford's archive restored older pages",
        ),
    )

    def fault(self, capture: Capture, context: Context) -> str:
        """Say when the archive began."""
        time = capture.time
        if time is None or time.year >= capture.service.begins or capture.stamp in dummy_stamps():
            return ""
        return f"the capture is of {time.year}; {capture.service.name} has none from before {capture.service.begins}"


class FutureCapture(_TimeRule):
    """The time in the address of a capture lies in the future.

    Why:     there is no such capture yet; the archive shows the newest one, which changes.
    Source:  OpenWayback wiki, "Replay API".
    """

    code = "AR005"
    examples = (
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('20990531120000')}31 May 2016}}}}"),
        Good(f"{{{{cite web |title=A {_WAYBACK.format('20160531120000')}31 May 2016}}}}"),
    )

    def fault(self, capture: Capture, context: Context) -> str:
        """Say that the time is still to come; a day's grace is for time zones."""
        time = capture.time
        is_future = time is not None and time.earliest.toordinal() > context.as_of.toordinal() + 1
        return f"the capture is of {capture.stamp}, which is still to come" if is_future else ""


class DummyCaptureTime(_TimeRule):
    """The address of a capture has a time that stands for none.

    Why:     the archive gave it in place of a time that it did not know; it leads to another
             capture or to none.
    Source:  InternetArchiveBot, which treats these as missing: 1899-01-01 and 1970-01-01.
    """

    code = "AR006"
    examples = (
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('18990101080101')}1 January 1899}}}}"),
        Bad(f"{{{{cite web |title=A {_WAYBACK.format('19700101000000')}1 January 1970}}}}"),
        Good(f"{{{{cite web |title=A {_WAYBACK.format('20160531120000')}31 May 2016}}}}"),
    )

    def fault(self, capture: Capture, context: Context) -> str:
        """Say that the time is made up."""
        return (
            f"{capture.stamp} is what archives write where they know no time" if capture.stamp in dummy_stamps() else ""
        )


class IncompleteCaptureTime(_TimeRule):
    """The time in the address of a capture is cut short.

    Why:     the archive shows the capture that is nearest, which is another one when more are made.
             Of web.archive.org the citation module reports this itself.
    Source:  OpenWayback wiki, "Replay API"; enwiki, Help:CS1 errors, "archive_url".
    """

    code = "AR007"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/ |archive-date=1 May 2012 "
            "|archive-url=https://timetravel.mementoweb.org/memento/2012/https://example.org/}}"
        ),
        Good(
            "{{cite web |title=A |url=http://example.com/ |archive-date=27 July 2012 "
            "|archive-url=http://pandora.nla.gov.au/pan/14231/20120727-0512/example.com/}}",
            why="this archive's times have no seconds",
        ),
    )

    def fault(self, capture: Capture, context: Context) -> str:
        """Say that the time is not one of 14 digits."""
        is_cut = capture.is_partial and capture.fault != "impossible"
        return f"the time {capture.stamp} has fewer than {WHOLE} digits and names no single capture" if is_cut else ""


RULES = (
    ArchiveDateMismatch,
    ArchiveDateOneDayOff,
    ImpossibleCaptureTime,
    CaptureBeforeArchives,
    FutureCapture,
    DummyCaptureTime,
    IncompleteCaptureTime,
)

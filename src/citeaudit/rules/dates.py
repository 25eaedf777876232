"""Dates of a citation that are good by themselves but do not fit each other.

What the citation module says of a single date (``err_bad_date``: no date, incomplete, before the wiki,
in the future) and of an ``access-date`` without a URL is left to the CS rules.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Citation
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.values.captures import capture
from citeaudit.values.dates import BadDate, citation_date, format_like, whole_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.finding import Finding

_PERIODICALS = frozenset(("journal", "magazine", "book", "citation", "conference", "encyclopedia", "thesis", "arxiv"))
"""Kinds of works that are often there before the date that is printed on them."""

_ZONES = dt.timedelta(days=1)
_ISSUES_AHEAD = dt.timedelta(days=92)
_FIRST_YEAR_OF_ARCHIVES = 1996
_LONGEST = 80
"""No date is longer; such a text is not kept in a cache."""


@lru_cache(maxsize=8192)
def _first(text: str) -> dt.date | None:
    """Return the first day that a date may mean, ``None`` if it is none or not certain."""
    try:
        date = citation_date(text)
    except BadDate:
        return None
    return None if date.circa else date.earliest()


def _day(argument: Argument | None) -> dt.date | None:
    """Return the day that an argument names, or ``None`` if that is not one whole day."""
    return None if argument is None or len(argument.value) > _LONGEST else whole_day(argument.value)


def _publication(reading: Reading) -> Argument | None:
    arguments = reading.arguments
    return arguments.get("date") or arguments.get("year") or arguments.get("publication-date")


def _captured(reading: Reading) -> tuple[Argument, dt.date] | None:
    """Return the day on which the copy was made and the argument that says so: best of all its address."""
    address, dated = reading.arguments.get("archive-url"), reading.arguments.get("archive-date")
    copy = capture(address.value) if address else None
    if address and copy and copy.date:
        return address, copy.date
    day = _day(dated)
    return (dated, day) if dated and day else None


class _BeforePublication(Rule[Citation]):
    """Something was done with a work before it was there."""

    severity = Severity.WARNING
    deed: ClassVar[str]

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Compare the day with the first on which the work can have been published."""
        reading = context.reading(part)
        published = _publication(reading)
        first = _first(published.value) if published and len(published.value) <= _LONGEST else None
        done = self.done(reading) if first else None
        if done is None or first is None or published is None:
            return
        argument, day = done
        grace = _ISSUES_AHEAD if reading.kind in _PERIODICALS else _ZONES
        if day + grace >= first:
            return
        yield self.found(
            context,
            argument.span,
            f"The source was {self.deed} on {day.isoformat()}, but published {published.value}",
            subjects=(argument.written, published.written),
            remedy=f"Check {argument.written} and {published.written}: one is wrong, or the page has changed since.",
            confidence=Confidence.MEDIUM,
        )

    def done(self, reading: Reading) -> tuple[Argument, dt.date] | None:
        """Return the argument and the day."""
        raise NotImplementedError


class AccessBeforePublication(_BeforePublication):
    """The source was accessed before it was published.

    Why:     one of the dates is wrong, or the page has been replaced by a newer one since. Only what
             is certain is compared: of "2014" the first day, and an issue of a journal may be
             dated three months ahead.
    Source:  enwiki, Template:Cite web, "access-date": the day on which the page was seen to
             support the text.
    """

    code = "DT001"
    wakes_on = frozenset({"access-date"})
    deed = "accessed"
    examples = (
        Bad("{{cite news |title=A |url=https://example.org/a |date=18 March 2020 |access-date=23 July 2013}}"),
        Bad("{{cite web |title=A |url=https://example.org/a |year=2014 |access-date=23 July 2013}}"),
        Good("{{cite web |title=A |url=https://example.org/a |date=2013 |access-date=23 July 2013}}"),
        Good(
            "{{cite news |title=A |url=https://example.org/a |date=24 July 2013 |access-date=23 July 2013}}",
            why="time zones",
        ),
        Good(
            "{{cite magazine |title=A |magazine=B |url=https://example.org/a |date=September 2013 "
            "|access-date=23 July 2013}}",
            why="magazines are dated ahead",
        ),
    )

    def done(self, reading: Reading) -> tuple[Argument, dt.date] | None:
        """Return the day of access."""
        accessed = reading.arguments.get("access-date")
        day = _day(accessed)
        return (accessed, day) if accessed and day else None


class ArchiveBeforePublication(_BeforePublication):
    """The copy of a page was made before the page was published.

    Why:     the copy shows another page, or an older state of it, or a date is wrong.
    Source:  enwiki, Help:Archiving a source.
    """

    code = "DT002"
    wakes_on = frozenset({"archive-url", "archive-date"})
    deed = "archived"
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |date=20 March 2006 |archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |date=2005 |archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |date=c. 2006 |archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}",
            why="the date is not certain",
        ),
    )

    def done(self, reading: Reading) -> tuple[Argument, dt.date] | None:
        """Return the day of the capture."""
        return _captured(reading)


class AccessFarFromCapture(Rule[Citation]):
    """The copy was made years before or after the source was accessed.

    Why:     the page may have changed in between, so that the copy does not show what was cited. Bots
             take what there is, so that a year or two mean nothing; ``most_days`` is the limit.
    Source:  InternetArchiveBot, which looks for the capture nearest to the date of access.
    """

    code = "DT003"
    severity = Severity.INFO
    wakes_on = frozenset({"archive-url"})
    most_days: ClassVar[int] = 1826
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |access-date=1 May 2019 |archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |access-date=1 May 2009 |archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
        ),
        Good(
            "{{cite news |title=A |url=https://example.org/a |date=7 May 2005 |access-date=1 May 2019 "
            "|archive-date=14 May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}",
            why="news of a day do not change",
        ),
    )

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Report a gap that is larger than the limit, in days."""
        reading = context.reading(part)
        accessed = reading.arguments.get("access-date")
        day = _day(accessed)
        captured = _captured(reading) if day else None
        if accessed is None or day is None or captured is None or _day(_publication(reading)):
            return
        days = (captured[1] - day).days
        if abs(days) <= self.most_days:
            return
        yield self.found(
            context,
            captured[0].span,
            f"The copy was made {abs(days)} days {'after' if days > 0 else 'before'} the source was accessed",
            subjects=(captured[0].written, accessed.written),
            remedy="Check that the copy shows what is cited, or find one nearer to the date of access.",
            confidence=Confidence.LOW,
        )


class IncompleteArchiveDate(Rule[Citation]):
    """``archive-date`` names no day.

    Why:     an archive knows the second; the citation templates ask for a whole date.
    Source:  enwiki, Help:CS1 errors, "bad_date": "archive-date must specify a whole date".
    """

    code = "DT004"
    severity = Severity.WARNING
    wakes_on = frozenset({"archive-date"})
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-date=May 2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a |archive-date=14 May 2005 "
                "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
            ),
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=2005-05-14 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=14/5/2005 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}",
            why="this is no date at all, which the citation module reports",
        ),
    )

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Report a date that is none of a day, with the capture's day as a repair."""
        reading = context.reading(part)
        dated = reading.arguments["archive-date"]
        if len(dated.value) > _LONGEST or _day(dated) or _first(dated.value) is None:
            return
        address = reading.arguments.get("archive-url")
        copy = capture(address.value) if address else None
        right = format_like(copy.date, _example(reading)) if copy and copy.date else ""
        yield self.found(
            context,
            dated.span,
            f"{dated.written}={dated.value} names no day",
            subjects=(dated.written,),
            remedy=f"Write {right}." if right else "Write the day that the archive shows.",
            fix=Fix(f"Write {right}", Safety.SAFE, (Edit(dated.span, right),)) if right else None,
        )


def _example(reading: Reading) -> str:
    """Return a whole day as this citation writes it, or the like with its incomplete date."""
    for name in ("access-date", "date"):
        if _day(reading.arguments.get(name)):
            return reading.get(name)
    return f"1 {reading.get('archive-date')}"


class ImpossibleArchiveDate(Rule[Citation]):
    """``archive-date`` lies in the future, or before there were web archives.

    Why:     there is no copy of that day. Where the address tells the right day, that is reported instead.
    Source:  Internet Archive, "About": it began in 1996.
    """

    code = "DT005"
    severity = Severity.WARNING
    wakes_on = frozenset({"archive-date"})
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |archive-url=https://perma.cc/F9NT-22AK "
            "|archive-date=1 May 1985}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-url=https://perma.cc/F9NT-22AK "
            "|archive-date=1 May 2015}}"
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |archive-date=14 May 1905 "
            "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}",
            why="that it does not fit the address is reported",
        ),
    )

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Report a day on which no archive made a copy."""
        reading = context.reading(part)
        dated = reading.arguments["archive-date"]
        day = _day(dated)
        if day is None or (day.year >= _FIRST_YEAR_OF_ARCHIVES and day <= context.as_of):
            return
        is_refused_by_module = day.year > context.as_of.year + 1
        captured = _captured(reading)
        is_known_better = captured is not None and captured[0] is not dated
        if is_refused_by_module or is_known_better or day == context.as_of + _ZONES:
            return
        when = "lies in the future" if day > context.as_of else "is from before there were web archives"
        yield self.found(
            context,
            dated.span,
            f"{dated.written}={dated.value} {when}",
            subjects=(dated.written,),
            remedy="Write the day that the archive shows.",
        )


RULES = (
    AccessBeforePublication,
    ArchiveBeforePublication,
    AccessFarFromCapture,
    IncompleteArchiveDate,
    ImpossibleArchiveDate,
)

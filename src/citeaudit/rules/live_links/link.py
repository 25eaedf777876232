"""The link of a citation, and what all rules on links have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from citeaudit.cs1.rendering import OPAQUE
from citeaudit.finding import Confidence, Severity
from citeaudit.model import Citation, decode_entities
from citeaudit.queries import Absent, LiveQuery
from citeaudit.rule import Context, Rule
from citeaudit.values.captures import COPIES, capture
from citeaudit.values.dates import whole_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.finding import Finding
    from citeaudit.queries import Outcome, Query

_LONGEST = 4000
_LEFT_ALONE = frozenset({"unfit", "usurped", "deviated", "bot: unknown"})
"""Statuses that say that the link is not to be followed, whatever stands at its end."""


class Link(NamedTuple):
    """The link of a citation to what it cites."""

    argument: Argument
    url: str
    """As a browser gets it."""
    reading: Reading

    @property
    def query(self) -> LiveQuery:
        """The question for its end; what stands after ``#`` is never sent, and makes no other question."""
        return LiveQuery(self.url.partition("#")[0])

    @property
    def status(self) -> str:
        """What the citation says of the link: ``live``, ``dead`` …, or "" if it says nothing."""
        return self.reading.get("url-status")

    @property
    def has_copy(self) -> bool:
        """Whether the citation names an archived copy."""
        return "archive-url" in self.reading.arguments

    @property
    def is_given_up(self) -> bool:
        """Whether readers are sent to a copy instead."""
        return self.has_copy and self.status in {"dead", ""}

    @property
    def accessed(self) -> dt.date | None:
        """The day on which it was followed, if the citation says so."""
        return whole_day(self.reading.get("access-date"))


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
            yield link.query
            seen = context.outcomes.get(link.query)
            if seen is not None:
                yield from self.asks_more(link, seen, context)

    def asks_more(self, link: Link, seen: Outcome, context: Context) -> Iterator[Query]:
        """Yield what must be known besides, now that the link's own end was seen."""
        yield from ()

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Judge the link, if it was asked for."""
        link = link_of(context.reading(part)) if context.outcomes else None
        seen = context.outcomes.get(link.query) if link else None
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


def is_dead(seen: Outcome) -> bool:
    """Tell whether a page was absent often enough, over enough time."""
    return isinstance(seen, Absent) and seen.is_dead


def host_of(url: str) -> str:
    """Return the host of a URL without ``www.``, or ""."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""

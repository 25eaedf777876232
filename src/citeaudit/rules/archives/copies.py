"""The archived copy that a citation names, read once for all rules that judge it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from citeaudit.cs1.archive import archive_url_fault, capture_day
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.finding import Severity
from citeaudit.model import Citation, decode_entities
from citeaudit.rule import Rule
from citeaudit.values.captures import COPIES, Capture, State, capture
from citeaudit.values.dates import whole_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.finding import Finding
    from citeaudit.rule import Context

_URLS = ("url", "chapter-url", "map-url", "conference-url", "transcript-url")


class ArchivedCopy(NamedTuple):
    """What a citation says of the copy of its source in a web archive."""

    reading: Reading
    address: Argument
    """``archive-url``."""
    url: str
    """Its value as a browser gets it."""
    capture: Capture | None
    """What the address says; ``None`` for a host that is no known archive."""
    dated: Argument | None
    """``archive-date``."""
    is_judged_by_module: bool
    """Whether the citation module itself reports that the address is malformed."""

    @property
    def is_dated_by_module(self) -> bool:
        """Whether the citation module itself compares the date with the address."""
        return capture_day(self.address.value) is not None

    @property
    def original(self) -> str:
        """URL of the page in the copy, or "" where the address hides it or leads to no copy."""
        capture = self.capture
        return capture.original if capture and capture.leads in COPIES else ""

    @property
    def is_good(self) -> bool:
        """Whether this is a copy, as far as its address tells, in an archive that still shows it."""
        capture = self.capture
        return (
            capture is not None
            and capture.leads in COPIES
            and capture.state is not State.CLOSED
            and not capture.fault
            and not self.is_judged_by_module
        )

    @property
    def sources(self) -> list[Argument]:
        """The arguments that hold a URL of what is cited."""
        arguments = self.reading.arguments
        return [arguments[name] for name in _URLS if name in arguments]


# Two: rules look at one citation after the other, and a cache must not keep old pages alive.
@lru_cache(maxsize=2)
def archived_copy(reading: Reading) -> ArchivedCopy | None:
    """Return the copy that a citation names; ``None`` without one, or if a template makes its address."""
    address = reading.arguments.get("archive-url")
    if address is None:
        return None
    url = address_of(address)
    if not url:
        return None
    dated = reading.arguments.get("archive-date")
    return ArchivedCopy(reading, address, url, capture(url), dated, bool(archive_url_fault(address.value)))


_LONGEST = 4000


def address_of(argument: Argument) -> str:
    """Return a URL as a browser gets it, or "" if a template makes it or no URL is as long."""
    text = argument.text if len(argument.value) <= _LONGEST else OPAQUE
    if OPAQUE in text:
        return ""
    return decode_entities(text) if "&#" in text or "&amp;" in text else text


def day_of(argument: Argument | None) -> dt.date | None:
    """Return the day that an argument names, or ``None`` if that is not one whole day."""
    return None if argument is None else whole_day(argument.value)


_NOTHING: Iterator[Finding] = iter(())


_ORDINARY = re.compile(
    r"https://web\.archive\.org/web/"
    r"((?:199[6-9]|20[0-9]{2})(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9])/"
    r"(https?://(?:[A-Za-z0-9-]++\.)++[A-Za-z]{2,}(?:/(?:(?!:/)[^\s&{}%])*+)?)"
)
"""Nearly all addresses of copies: the Wayback Machine's own form, with the page's URL as a browser has it."""


def is_odd(citation: Citation, context: Context) -> bool:
    """Tell whether the copy of a citation is worth a look: it is not one of the Wayback Machine of the page cited."""
    arguments = context.reading(citation).arguments
    address = arguments["archive-url"].value if "archive-url" in arguments else ""
    found = _ORDINARY.fullmatch(address) if len(address) <= _LONGEST else None
    if found is None or found[1][:8] > context.as_of.strftime("%Y%m%d"):
        return True
    cited = [arguments[name].value for name in _URLS if name in arguments]
    return found[2] not in cited or address in cited


class ArchivedCopyRule(Rule[Citation]):
    """Something that can be wrong with the archived copy that a citation names."""

    severity = Severity.WARNING
    wakes_on = frozenset({"archive-url"})
    gate: ClassVar[Callable[..., bool] | None] = staticmethod(is_odd)

    def check(self, part: Citation, context: Context) -> Iterator[Finding]:
        """Judge the copy, if the citation names one."""
        copy = archived_copy(context.reading(part))
        return _NOTHING if copy is None else self.judge(copy, context)

    def judge(self, copy: ArchivedCopy, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with a copy."""
        raise NotImplementedError

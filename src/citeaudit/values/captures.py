"""Addresses of web archives: which page they show, as of when, and in which form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from citeaudit.values.archive_services import COPIES, Leads, Service, State, services_by_host
from citeaudit.values.capture_time import (
    WHOLE,
    BadTimestamp,
    CaptureTime,
    capture_time,
    named_month_time,
    punctuated_time,
    unix_time,
    webcite_time,
)
from citeaudit.values.originals import same_original

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

__all__ = ["COPIES", "Capture", "Leads", "Service", "State", "capture", "same_original"]


@frozen
class Capture:
    """What an address of a web archive says."""

    service: Service
    host: str
    """As written, in lower case, without its port."""
    leads: Leads
    """What the address leads to; all that follows is known of some kinds only."""
    stamp: str = ""
    """The time of the capture in digits, as far as given; it may be impossible."""
    time: CaptureTime | None = None
    """The time of the capture, ``None`` if the address does not say it or it is impossible."""
    fault: str = ""
    """Why ``stamp`` is no time: a key of `BadTimestamp.reasons`, or ""."""
    is_partial: bool = False
    """Whether the address could name the second and does not."""
    modifier: str = ""
    """``id_``, ``if_`` and the like, which change how the capture is shown."""
    original: str = ""
    """URL of the page that was captured, decoded, with ``http://`` where the address leaves that out;
    empty if the address hides it. It may be cut off."""
    is_encoded: bool = False
    """Whether that URL stands percent-encoded in a path, where it should not be."""
    is_canonical: bool = True
    """Whether host and path are those of ``canonical``; scheme, default port and modifier do not count."""
    canonical: str = ""
    """The form in which to write this address; empty for all that is no capture."""
    moved: str = ""
    """The address of the same capture where the archive is now; empty if it has not moved."""

    @property
    def date(self) -> dt.date | None:
        """The day of the capture, ``None`` if the address does not say it."""
        return self.time.date if self.time else None

    @property
    def is_cut(self) -> bool:
        """Whether the URL of the captured page ends before its host does, or is missing from a capture."""
        found = _HOST.match(self.original)
        host = found[1].rstrip(".").lower() if found else ""
        return self.leads is Leads.CAPTURE and ("." not in host or host == "www")

    @property
    def state(self) -> State:
        """What became of the archive."""
        return self.service.state


_ADDRESS = re.compile(r"(?:(https?:)?//)?(?:www\.)?([^/?#:@\s]+)(?::([0-9]+))?(?=[/?#]|\Z)", re.IGNORECASE)
_WEB = frozenset(("http:", "https:"))
_MARKS = frozenset("?#:@ \t\n\r\f\v")
"""What does not stand in a host that is written plainly."""

_ENCODED_SCHEME = re.compile("(?:https?|ftp)(?:%3A(?:%2F|/)|:/?%2F)", re.IGNORECASE)
_SCHEME = re.compile(r"\A(https?|ftp):/*", re.IGNORECASE)
_HOST = re.compile(r"(?:https?|ftp)://(?:[^/?#@]*@)?([^/?#:]*)", re.IGNORECASE)
_ASCII_ESCAPE = re.compile("%([2-7][0-9A-Fa-f])")
_PREFIX = re.compile(r"(?:(?:https?:)?//)?([^/?#:]+)(?::(?:80|443)(?![0-9]))?", re.IGNORECASE)

_CLOCKS: tuple[tuple[str, Callable[[str], CaptureTime]], ...] = (
    ("time", capture_time),
    ("webcite", webcite_time),
    ("dotted", punctuated_time),
    ("dashed", punctuated_time),
    ("minutes", punctuated_time),
    ("day", capture_time),
    ("month", named_month_time),
    ("unix", lambda text: unix_time(int(text[:10]))),
    ("date", punctuated_time),
)


_LONGEST = 4000
"""No address of an archive is longer; such a text is not kept in a cache."""


def capture(url: str) -> Capture | None:
    """Return what a URL says if its host is a web archive that is known, ``None`` otherwise.

    Shape:   a URL with or without ``http:`` or ``https:``, as in wikitext but without templates.
             Hosts are compared whole; a port makes no difference.
    Returns: never fails: an address that makes no sense `Leads` to nothing known.
    Source:  ``data/archive_hosts.toml``.

    >>> found = capture("http://wayback.archive.org/web/20141021054540id_/http://www.oscars.org/a.pdf")
    >>> found.original, found.date, found.canonical
    ('http://www.oscars.org/a.pdf', datetime.date(2014, 10, 21), 'https://web.archive.org/web/20141021054540/http://www.oscars.org/a.pdf')
    """
    if len(url) > _LONGEST:
        return None
    # Most addresses are of no archive: that can be seen of their host alone.
    scheme, _, rest = url.partition("//")
    host = rest.partition("/")[0]
    is_plain = scheme in _WEB and _MARKS.isdisjoint(host)
    if is_plain and host.lower().removeprefix("www.").rstrip(".") not in services_by_host():
        return None
    return _capture(url.strip())


@lru_cache(maxsize=8192)
def _capture(url: str) -> Capture | None:
    address = _ADDRESS.match(url)
    if address is None:
        return None
    host = address[2].lower().rstrip(".")
    candidates = services_by_host().get(host)
    if candidates is None:
        return None
    path = url[address.end() :]
    for service in candidates:
        if found := service.match(path):
            leads, pieces = found
            return _read(service, host, leads, url, pieces)
    return Capture(candidates[0], host, Leads.UNKNOWN if path.strip("/") else Leads.FRONT)


def _read(service: Service, host: str, leads: Leads, url: str, shape: re.Match[str]) -> Capture:
    """Return what an address says whose path has the given shape."""
    pieces = shape.groupdict("")
    is_query = bool(pieces.get("query"))
    group = "query" if is_query else "url"
    written = pieces.get(group, "")
    inner = _decoded(written, is_query=is_query)
    stamp, time, fault = _time(pieces)
    form = _NO_FORM
    if leads is Leads.CAPTURE:
        start = len(url) - len(shape.string) + shape.start(group) if written else len(url)
        form = _form(service, url[:start], inner, stamp, pieces)
    return Capture(
        service=service,
        host=host,
        leads=leads,
        stamp=stamp,
        time=time,
        fault=fault,
        is_partial=bool(pieces.get("time")) and len(stamp) < WHOLE,
        modifier=pieces.get("modifier", ""),
        original=service.original.format_map(pieces) if service.original else _with_scheme(inner),
        is_encoded=not is_query and _is_encoded(written),
        is_canonical=form.is_canonical,
        canonical=form.canonical,
        moved=form.moved,
    )


class _Form(NamedTuple):
    """How an address is to be written."""

    canonical: str
    is_canonical: bool
    moved: str


_NO_FORM = _Form("", is_canonical=True, moved="")


def _form(service: Service, prefix: str, inner: str, stamp: str, pieces: Mapping[str, str]) -> _Form:
    """Return how to write an address that has ``prefix`` before the URL of the page, which is ``inner``."""
    modifier = pieces.get("modifier", "")
    pieces = {**pieces, "url": inner, "time": stamp}
    canonical = _filled(service.canonical, pieces)
    is_canonical = True
    if canonical and not canonical.startswith(prefix):
        bare = _bare(prefix).replace(stamp + modifier, stamp) if modifier else _bare(prefix)
        is_canonical = bare == _bare(canonical.removesuffix(inner))
    return _Form(canonical or prefix + inner, is_canonical, _filled(service.moved, pieces))


def _time(pieces: Mapping[str, str]) -> tuple[str, CaptureTime | None, str]:
    """Return the time that an address gives in digits, and as a moment or why it is none."""
    for name, clock in _CLOCKS:
        if written := pieces.get(name):
            try:
                time = clock(written)
            except BadTimestamp as bad:
                return (bad.stamp if name == "time" else ""), None, bad.reason
            return (written if name == "time" else str(time)), time, ""
    return "", None, ""


def _decoded(written: str, *, is_query: bool) -> str:
    """Return the URL of a captured page as it is; what stands in a query is always encoded once."""
    if "%" in written and (is_query or _is_encoded(written)):
        written = _ASCII_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), written).replace(" ", "%20")
    return _SCHEME.sub(r"\1://", written, count=1)


def _is_encoded(written: str) -> bool:
    return "%" in written[:10] and _ENCODED_SCHEME.match(written) is not None


def _with_scheme(inner: str) -> str:
    return f"http://{inner}" if inner and not _SCHEME.match(inner) else inner


def _filled(template: str, pieces: Mapping[str, str]) -> str:
    """Return the template with its pieces, or "" if there is none or one of the pieces is not known."""
    if not template or ("{time}" in template and not pieces["time"]):
        return ""
    try:
        return template.format_map(pieces)
    except KeyError:
        return ""


def _bare(prefix: str) -> str:
    """Return host and path before the captured URL, without what makes no difference."""
    return _PREFIX.sub(lambda host: host[1].lower(), prefix, count=1)

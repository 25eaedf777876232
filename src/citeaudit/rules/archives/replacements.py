"""Another capture in the place of the one that a citation names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.rules.archives.copies import address_of, day_of
from citeaudit.values.captures import COPIES, capture, same_original
from citeaudit.values.dates import format_like

if TYPE_CHECKING:
    import datetime as dt

    from citeaudit.queries import Capture as SeenCapture
    from citeaudit.rules.archives.copies import ArchivedCopy

_BREAKS_TEMPLATE = frozenset("|{}[]<> ")


class Replacement(NamedTuple):
    """What to use instead: in words, and as a repair where that is possible."""

    remedy: str
    fix: Fix | None


def original_of(copy: ArchivedCopy) -> str:
    """Return the URL of the cited page that the copy is one of, or else of the page in it; "" if neither is known."""
    cited = [url for url in map(address_of, copy.sources) if url and capture(url) is None]
    found = next((url for url in cited if same_original(url, copy.original)), copy.original)
    return (found or (cited[0] if cited else "")).partition("#")[0]


def wanted_day(copy: ArchivedCopy) -> dt.date | None:
    """Return the day of which a copy is wanted: that on which the page was read, or else archived."""
    accessed = day_of(copy.reading.arguments.get("access-date"))
    return accessed or day_of(copy.dated) or (copy.capture.date if copy.capture else None)


def replacement(copy: ArchivedCopy, other: SeenCapture) -> Replacement | None:
    """Return how to cite another capture; None if it is the one that is cited, or of another page."""
    address = _address(copy, other)
    if not address or address == copy.address.value:
        return None
    day = other.time.date()
    remedy = f"Use the copy of {day.isoformat()} if it shows what is cited: {address}"
    return Replacement(remedy, _fix(copy, address, day))


def _address(copy: ArchivedCopy, other: SeenCapture) -> str:
    """Return the address of a capture, as this citation writes such addresses; "" if it is of another page."""
    there, here = capture(other.archive_url), copy.capture
    if there is None or here is None or there.leads not in COPIES:
        return ""
    if not same_original(there.original, copy.original) and not same_original(there.original, original_of(copy)):
        return ""
    if there.service == here.service and here.stamp in copy.address.value:
        return copy.address.value.replace(here.stamp, f"{other.time:%Y%m%d%H%M%S}", 1)
    return other.archive_url


def _fix(copy: ArchivedCopy, address: str, day: dt.date) -> Fix | None:
    if "{{" in copy.address.value or _BREAKS_TEMPLATE & set(address):
        return None
    edits = [Edit(copy.address.span, address)]
    if copy.dated is not None:
        if "{{" in copy.dated.value:
            return None
        edits.append(Edit(copy.dated.span, format_like(day, copy.dated.value)))
    edits.sort(key=lambda edit: edit.span)
    return Fix(f"Use the copy of {day.isoformat()}", Safety.UNSAFE, tuple(edits))

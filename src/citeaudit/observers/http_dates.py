"""The header ``Retry-After``."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\s*(\d{1,9})\s*\Z")


def retry_after_s(value: str, now: dt.datetime | None = None) -> float | None:
    """Return the seconds that a host asks to wait; None if it does not say in a form that counts.

    Shape:   whole seconds, or a date as HTTP writes it. Never negative.
    Source:  RFC 9110, section 10.2.3.

    >>> retry_after_s("120")
    120.0
    >>> retry_after_s("soon") is None
    True
    """
    if found := _SECONDS.match(value):
        return float(found[1])
    moment = http_date(value)
    if moment is None:
        return None
    return max(0.0, (moment - (now or dt.datetime.now(dt.UTC))).total_seconds())


def http_date(value: str) -> dt.datetime | None:
    """Return the moment that an HTTP date names, in UTC; None if it is none.

    >>> http_date("Wed, 02 Jan 2019 03:04:05 GMT")
    datetime.datetime(2019, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    """
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)

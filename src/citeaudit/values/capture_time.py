"""When an archive says that it captured a page, as its URL has it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

WHOLE = 14
"""Digits of a time to the second."""

_DIGITS = re.compile("[0-9]+")
_LENGTHS = (4, 6, 8, 10, 12, WHOLE)
_DIGITS_OF_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE_62 = {digit: value for value, digit in enumerate(_DIGITS_OF_62)}
_MICROSECONDS = 1_000_000
_MICROSECONDS_SINCE_1990 = range(631_152_000 * _MICROSECONDS, 10_000_000_000 * _MICROSECONDS)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}


class BadTimestamp(ValueError):
    """A text is not the time of a capture. ``reason`` is a key of `reasons`."""

    reasons: Mapping[str, str] = {
        "characters": "it holds something else than digits",
        "cut": "it ends within a field",
        "long": "it has more than 14 digits",
        "impossible": "there is no such day or time of day",
    }

    def __init__(self, stamp: str, reason: str) -> None:
        """Keep what was written and why it is refused."""
        super().__init__(stamp, reason)
        self.stamp = stamp
        self.reason = reason

    def __str__(self) -> str:
        """Say in one sentence what is wrong."""
        return f"{self.stamp!r} is not the time of a capture: {self.reasons[self.reason]}"


@frozen
class CaptureTime:
    """A moment in UTC, of which only the fields that were given are known; the others are ``None``.

    >>> str(CaptureTime(2019, 1, 2))
    '20190102'
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    def __str__(self) -> str:
        """Return the time in digits, as far as it is known."""
        others = (self.month, self.day, self.hour, self.minute, self.second)
        return f"{self.year:04}" + "".join([f"{field:02}" for field in others if field is not None])

    @property
    def is_whole(self) -> bool:
        """Whether the time is known to the second."""
        return self.second is not None

    @property
    def date(self) -> dt.date | None:
        """The day, ``None`` where it is not known."""
        return None if self.month is None or self.day is None else dt.date(self.year, self.month, self.day)

    @property
    def earliest(self) -> dt.date:
        """The first day that may be meant."""
        return dt.date(self.year, self.month or 1, self.day or 1)


@lru_cache(maxsize=8192)
def capture_time(stamp: str) -> CaptureTime:
    """Return the moment that a Wayback-style archive URL says it was captured.

    Shape:   ``yyyymmddhhmmss``, UTC; may be cut short after any whole field.
    Returns: as many fields as were given; absent ones are ``None``, never 1 and never today's.
    Raises:  `BadTimestamp` if a character is not a digit, a field is cut or out of range.
    Source:  OpenWayback wiki, "Replay API": 14 digits, may be truncated.

    >>> capture_time("20190102")
    CaptureTime(year=2019, month=1, day=2, hour=None, minute=None, second=None)
    """
    if not _DIGITS.fullmatch(stamp):
        raise BadTimestamp(stamp, "characters")
    if len(stamp) not in _LENGTHS:
        raise BadTimestamp(stamp, "long" if len(stamp) > WHOLE else "cut")
    time = CaptureTime(int(stamp[:4]), *[int(stamp[at : at + 2]) for at in range(4, len(stamp), 2)])
    if not _is_possible(time):
        raise BadTimestamp(stamp, "impossible")
    return time


def _is_possible(time: CaptureTime) -> bool:
    filled = (time.month or _if_absent(time.month), time.day or _if_absent(time.day))
    try:
        dt.datetime(time.year, *filled, time.hour or 0, time.minute or 0, time.second or 0, tzinfo=dt.UTC)
    except ValueError:
        return False
    return True


def _if_absent(field: int | None) -> int:
    """Return a value that every month and day may have where none is given, and none where 0 is."""
    return 1 if field is None else 0


def unix_time(seconds: int) -> CaptureTime:
    """Return the moment that lies so many seconds after 1970 began; from 0 to the year 2286.

    >>> str(unix_time(1343081512))
    '20120723221152'
    """
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return CaptureTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def webcite_time(identifier: str) -> CaptureTime:
    """Return the moment that WebCite captured a page, which its identifiers count in microseconds.

    Shape:   nine digits to the base of 62 (0-9, A-Z, a-z), or sixteen decimal ones.
    Raises:  `BadTimestamp` if it is neither, or no time that WebCite could have seen.
    Source:  enwiki, Help:Using WebCite; checked against the archive dates of 50 citations.

    >>> str(webcite_time("66lmEkpE8"))
    '20120408112204'
    """
    if len(identifier) == 16 and identifier.isdecimal():  # noqa: PLR2004 (microseconds of this century)
        moment = int(identifier)
    else:
        moment = 0
        for character in identifier:
            if character not in _BASE_62:
                raise BadTimestamp(identifier, "characters")
            moment = moment * 62 + _BASE_62[character]
    if moment not in _MICROSECONDS_SINCE_1990:
        raise BadTimestamp(identifier, "impossible")
    return unix_time(moment // _MICROSECONDS)


def named_month_time(text: str) -> CaptureTime:
    """Return the day that the National Library of Australia wrote as ``2000-Dec-5``.

    Raises:  `BadTimestamp` if there is no such day.

    >>> str(named_month_time("2000-Dec-5"))
    '20001205'
    """
    year, month, day = text.split("-")
    return capture_time(f"{year}{_MONTHS.get(month.lower(), 0):02}{int(day):02}")


def punctuated_time(text: str) -> CaptureTime:
    """Return the moment written in digits with signs between them, such as ``2013.05.05-123206``.

    Raises:  `BadTimestamp` as `capture_time` does.

    >>> str(punctuated_time("2019-0102-1234-56"))
    '20190102123456'
    """
    return capture_time("".join(_DIGITS.findall(text)))

"""The two check digits that the standard numbers of books, serials and music share."""

from __future__ import annotations

from itertools import accumulate

# A capital X is worth ten, but its code stands further from that of 0.
_X_SURPLUS = ord("X") - ord("0") - 10


def has_check_digit_11(number: str) -> bool:
    """Return whether the check digit modulo 11 of an ISBN-10 or ISSN fits.

    Shape:   digits, and ``X`` for ten in the last place only.
    Source:  ISO 2108:1978 and ISO 3297: digits weighted down to 1 from the left add up to a multiple of 11.

    >>> has_check_digit_11("0306406152"), has_check_digit_11("1050124X"), has_check_digit_11("0306406153")
    (True, True, False)
    """
    # The running totals count the last digit once, the first as often as there are digits.
    total = sum(accumulate(number.encode()))
    if number[-1] == "X":
        total -= _X_SURPLUS
    # What the codes of the zeros add up to: 48 * (1 + 2 + … + length).
    return (total - 24 * len(number) * (len(number) + 1)) % 11 == 0


def has_check_digit_10(number: str) -> bool:
    """Return whether the check digit modulo 10 of an ISBN-13 or ISMN fits.

    Shape:   13 digits.
    Source:  ISO 2108:2005: every second digit counted three times, they add up to a multiple of 10.

    >>> has_check_digit_10("9780306406157"), has_check_digit_10("9780306406158")
    (True, False)
    """
    codes = number.encode()
    # Codes may stand for their digits here: the zeros add up to 48 * (13 + 2 * 6), a multiple of 10.
    return (sum(codes) + 2 * sum(codes[1::2])) % 10 == 0

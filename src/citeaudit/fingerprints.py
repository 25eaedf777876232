"""What makes a finding the same one after other parts of the page have changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding

_DIGITS = 16


def fingerprint(finding: Finding, text: str) -> str:
    """Return a mark of the rule and of what it complains of, wherever on the page that stands.

    Shape:   16 hexadecimal digits. White space does not count, nor the words of the message, so
             that a finding stays the same in the next version of citeaudit.
    """
    place = " ".join(finding.span.of(text).split())
    parts = "\0".join((finding.code, *finding.subjects, place))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def fingerprinted(findings: Iterable[Finding], text: str) -> Iterator[tuple[Finding, str, int]]:
    """Yield each finding with its mark and a number: 1 for the first with this mark, 2 for the second."""
    seen: Counter[str] = Counter()
    for finding in findings:
        mark = fingerprint(finding, text)
        seen[mark] += 1
        yield finding, mark, seen[mark]

"""How often each rule found something, the most frequent one first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield one line for each rule that found something, and at last the sum."""
    counts: Counter[tuple[str, str]] = Counter()
    files = 0
    for result in results:
        if isinstance(result, AuditedFile):
            files += 1
            counts.update((finding.code, finding.name) for finding in result.report.findings)
    digits = len(str(max(counts.values(), default=0)))
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>{digits}}  {code}  {name}\n"
    found = counted(counts.total(), "finding") if counts else "Nothing found"
    yield f"{found} in {counted(files, 'file')}\n"

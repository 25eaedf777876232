"""The report to post on a wiki: a table for a talk page or a project page.

What comes from the audited page stands in ``<nowiki>`` with its ``&`` and ``<`` as entities, so that
nothing in it can act: no template, no link, no signature, no magic word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Confidence
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.display import advice, counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.reports.audited import FileResult

_LONGEST: Final = 100
_SAFE_TITLE = re.compile(r"[^\x00-\x1f\x7f#<>\[\]{}|~&_]+")
_HEAD: Final = '{| class="wikitable sortable"\n! Page !! Line !! Severity !! Rule !! Finding !! Text\n'


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield the table, and under it how many findings there are and what could not be audited."""
    found = files = 0
    unread = []
    yield _HEAD
    for result in results:
        if isinstance(result, AuditedFile):
            files += 1
            found += len(result.report.findings)
            yield from (_row(result, finding) for finding in result.report.findings)
        else:
            unread.append(f"* {nowiki(result.path)}: {nowiki(result.reason)}\n")
    yield "|}\n"
    yield f"{counted(found, 'finding') if found else 'Nothing found'} in {counted(files, 'page')}.\n"
    if unread:
        yield "\nCould not be audited:\n" + "".join(unread)


def _row(file: AuditedFile, finding: Finding) -> str:
    severity = finding.severity.name.lower() + (" (cannot tell)" if finding.confidence is Confidence.LOW else "")
    message = advice(finding.message, finding.remedy)
    place = finding.span.of(file.text)
    shown = place if len(place) <= _LONGEST else f"{place[:_LONGEST]}…"
    cells = (
        _page(file),
        str(finding.line),
        severity,
        f"{finding.code} {finding.name}",
        nowiki(message),
        f"<code>{nowiki(shown)}</code>",
    )
    return "|-\n" + "".join(f"| {cell}\n" for cell in cells)


def _page(file: AuditedFile) -> str:
    """Return a link where the page's title is known and plain; otherwise the name as text."""
    title = file.report.title
    return f"[[:{title}]]" if title and _SAFE_TITLE.fullmatch(title) else nowiki(title or file.path)


def nowiki(text: str) -> str:
    """Return wikitext that shows ``text`` as it is, on one line.

    >>> nowiki("<ref>{{a}}")
    '<nowiki>&lt;ref>{{a}}</nowiki>'
    """
    return f"<nowiki>{printable(text).replace('&', '&amp;').replace('<', '&lt;')}</nowiki>"

"""The table of what an article cites: where each work is, whether there is a copy, what was found about it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from citeaudit.reports.html.markup import link, shown
from citeaudit.verbs import cited_works

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeaudit.inventory import CitedWork
    from citeaudit.reports.html.entry import Entry, Section

_LINKS: Final = "LK"
"""The family of rules that says what became of a link."""

_HEAD: Final = (
    "<thead><tr><th>Line</th><th>Work</th><th>Date</th><th>Link</th><th>Link state</th><th>Archive</th>"
    "<th>Findings</th></tr></thead>"
)


def citations(section: Section) -> Iterator[str]:
    """Yield the table; nothing for an article without citation templates."""
    report = section.file.report
    works = cited_works(section.file.text, wiki=report.wiki, as_of=report.as_of)
    if not works:
        return
    starts = [entry.finding.span.start for entry in section.entries]
    yield f'<details open><summary>Citations ({len(works)})</summary><div class="wide"><table>{_HEAD}<tbody>\n'
    for work in works:
        within = section.entries[bisect_left(starts, work.span.start) : bisect_left(starts, work.span.end)]
        yield _row(work, within, section)
    yield "</tbody></table></div></details>\n"


def _row(work: CitedWork, within: Sequence[Entry], section: Section) -> str:
    authors = "; ".join(map(str, work.authors))
    title = shown(work.title or work.template)
    cells = (
        f'<a href="#{section.line_id(work.line)}">{work.line}</a>',
        f"{shown(authors)}: {title}" if authors else title,
        shown(work.date.text) if work.date else "",
        link(work.url, _host(work.url)) if work.url else "",
        _link_state(work, within),
        _archive(work),
        " ".join(f'<a class="{e.severity}" href="#n{e.number}">{shown(e.finding.code)}</a>' for e in within),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _link_state(work: CitedWork, within: Sequence[Entry]) -> str:
    if not work.url:
        return "no link"
    states = (entry.finding.name for entry in within if entry.family == _LINKS)
    return ", ".join(dict.fromkeys(map(shown, states))) or "nothing known"


def _archive(work: CitedWork) -> str:
    if not work.archive_url:
        return "not archived" if work.url else ""
    date = work.archive_date.text if work.archive_date else ""
    return link(work.archive_url, f"archived {date}".rstrip())

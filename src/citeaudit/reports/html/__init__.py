"""The report to read in a browser: one page that needs no other file and no server.

All that comes from outside is escaped, and the page forbids every script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from collections import Counter
from typing import TYPE_CHECKING

from citeaudit.registry import rules_by_code
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.display import counted
from citeaudit.reports.html.citations import citations
from citeaudit.reports.html.entry import Entry, Section
from citeaudit.reports.html.markup import shown
from citeaudit.reports.html.plots import SEVERITIES, family_title, plots
from citeaudit.reports.html.source import source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeaudit.reports.audited import FileResult


def render(results: Iterable[FileResult], tool_version: str) -> Iterator[str]:
    """Yield the page piece by piece, once all results are there: it begins with what they add up to."""
    known = list(results)
    sections = tuple(_sections(result for result in known if isinstance(result, AuditedFile)))
    entries = [entry for section in sections for entry in section.entries]
    script = _asset("report.js")
    summary = _summary(entries, len(sections))
    yield _head(summary, script)
    yield f"<header><h1>Findings of citeaudit</h1>\n<p>{summary}</p>\n{plots(entries)}</header>\n"
    yield from _filters(entries)
    yield "<main>\n"
    for section in sections:
        yield from _article(section)
    yield from _unread([result for result in known if isinstance(result, UnreadFile)])
    yield from _rules(entries)
    yield f"</main>\n<footer>Made by citeaudit {shown(tool_version)}.</footer>\n"
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _sections(files: Iterable[AuditedFile]) -> Iterator[Section]:
    number = 0
    for place, file in enumerate(files):
        findings = file.report.findings
        yield Section(place, file, tuple(Entry(number + i, finding) for i, finding in enumerate(findings)))
        number += len(findings)


def _asset(name: str) -> str:
    return (pkgutil.get_data("citeaudit", f"data/html/{name}") or b"").decode().replace("\r\n", "\n")


def _summary(entries: Sequence[Entry], files: int) -> str:
    counts = Counter(entry.severity for entry in entries)
    parts = [
        f"{counts[name]} for information" if name == "info" else counted(counts[name], name)
        for name in SEVERITIES
        if counts[name]
    ]
    found = f"{counted(len(entries), 'finding')} ({', '.join(parts)})" if parts else "Nothing found"
    return f"{found} in {counted(files, 'page')}"


def _head(summary: str, script: str) -> str:
    style = _asset("report.css")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>citeaudit: {summary}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _filters(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the controls, which the script shows: without it they would do nothing."""
    families = sorted({entry.family for entry in entries})
    yield '<form id="filters" hidden>\n<label>Search <input id="search" type="search" autocomplete="off"></label>\n'
    for name in SEVERITIES:
        yield f'<label class="{name}"><input type="checkbox" name="severity" value="{name}" checked> {name}</label>\n'
    yield '<label>Family <select id="family"><option value="">all</option>'
    yield from (f'<option value="{shown(name)}">{shown(family_title(name))}</option>' for name in families)
    yield '</select></label>\n<label><input type="checkbox" id="brief"> only lines with findings</label>\n'
    yield '<output id="count" aria-live="polite"></output>\n</form>\n'


def _article(section: Section) -> Iterator[str]:
    path, title = section.file.path, section.file.report.title
    name = shown(f"{title} ({path})" if title else path)
    yield f'<article class="page"><h2>{name}</h2>\n'
    if section.entries:
        yield f'<details open><summary>{counted(len(section.entries), "finding")}</summary><ul class="index">\n'
        yield from (_index(entry, section) for entry in section.entries)
        yield "</ul></details>\n"
    else:
        yield "<p>Nothing found.</p>\n"
    for fault in section.file.report.faults:
        yield f'<p class="fault">The rule {shown(fault.code)} failed: {shown(fault.cause)}</p>\n'
    yield from citations(section)
    yield "<details open><summary>Source</summary>\n"
    yield from source(section)
    yield "</details></article>\n"


def _index(entry: Entry, section: Section) -> str:
    finding = entry.finding
    return (
        f'<li data-n="{entry.number}" data-severity="{entry.severity}" data-family="{shown(entry.family)}">'
        f'<a href="#{section.line_id(finding.line)}">line {finding.line}</a> '
        f'<b class="{entry.severity}">{shown(finding.code)}</b> {shown(finding.message)}</li>\n'
    )


def _unread(files: Sequence[UnreadFile]) -> Iterator[str]:
    if files:
        yield "<section><h2>Could not be audited</h2><ul>\n"
        yield from (f"<li>{shown(file.path)}: {shown(file.reason)}</li>\n" for file in files)
        yield "</ul></section>\n"


def _rules(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what the rules that found something are about."""
    codes = sorted({entry.finding.code for entry in entries})
    if not codes:
        return
    yield "<section><h2>The rules</h2>\n<dl>\n"
    for code in codes:
        rule = rules_by_code().get(code)
        name, about, why = (rule.name(), rule.summary(), rule.sections().get("Why", "")) if rule else ("", "", "")
        yield f'<dt id="rule-{shown(code)}">{shown(code)} {shown(name)}</dt>\n<dd>{shown(about)} {shown(why)}</dd>\n'
    yield "</dl></section>\n"

"""The text of an article, its findings marked in place, and what is to be said of them beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.finding import Confidence
from citeaudit.reports.display import advice
from citeaudit.reports.html.markup import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.fixes import Fix
    from citeaudit.reports.html.entry import Entry, Section

_MOST_MARKS: Final = 8
"""How many findings a stretch of text names; where more overlap, the size of the report would explode."""


def source(section: Section) -> Iterator[str]:
    """Yield the lines of a file, each with its number, its text and its notes."""
    yield '<div class="source">\n'
    for number, line in enumerate(_marked_lines(section), 1):
        entries = section.by_line.get(number, ())
        found = " found" if entries else ""
        name = section.line_id(number)
        yield f'<div class="row{found}" id="{name}"><a class="number" href="#{name}">{number}</a><code>{line}</code>'
        if entries:
            yield f'<div class="notes">{"".join(map(_note, entries, [section] * len(entries)))}</div>'
        yield "</div>\n"
    yield "</div>\n"


def _marked_lines(section: Section) -> Iterator[str]:
    """Yield each line as HTML, with marks around the places of findings."""
    text = section.file.text
    pieces: list[str] = []
    for start, end, entries in _stretches(section):
        first, *others = text[start:end].split("\n")
        pieces.append(_marked(first, entries, is_place=start == end))
        for other in others:
            yield "".join(pieces)
            pieces = [_marked(other, entries)]
    yield "".join(pieces)


def _stretches(section: Section) -> Iterator[tuple[int, int, list[Entry]]]:
    """Yield the text cut wherever a finding begins or ends, and which findings cover each stretch."""
    starts: dict[int, list[Entry]] = {}
    for entry in section.entries:
        starts.setdefault(entry.finding.span.start, []).append(entry)
    bounds = {bound for entry in section.entries for bound in entry.finding.span} | {0, len(section.file.text)}
    covering: list[Entry] = []
    ordered = sorted(bounds)
    for start, end in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        begun = starts.get(start, [])
        empty = [entry for entry in begun if entry.finding.span.end == start]
        if empty:
            yield start, start, empty[:_MOST_MARKS]
        covering = [entry for entry in covering if entry.finding.span.end > start]
        covering += [entry for entry in begun if entry.finding.span.end > start][:_MOST_MARKS]
        covering = covering[-_MOST_MARKS:]
        if end > start:
            yield start, end, covering


def _marked(text: str, entries: list[Entry], *, is_place: bool = False) -> str:
    if not entries or not (text or is_place):
        return shown(text)
    severity = max(entries, key=lambda entry: entry.finding.severity).severity
    numbers = " ".join(str(entry.number) for entry in entries)
    return f'<mark class="{severity}" data-of="{numbers}">{shown(text)}</mark>'


def _note(entry: Entry, section: Section) -> str:
    finding = entry.finding
    doubt = " (cannot tell)" if finding.confidence is Confidence.LOW else ""
    code = shown(finding.code)
    return (
        f'<div class="note {entry.severity}" id="n{entry.number}" data-n="{entry.number}">'
        f'<p class="head"><a href="#rule-{code}">{code}</a> {shown(finding.name)} '
        f'<span class="severity">{entry.severity}{doubt}</span></p>'
        f"<p>{shown(advice(finding.message, finding.remedy))}</p>"
        f"{_repair(finding.fix, section) if finding.fix else ''}</div>"
    )


def _repair(fix: Fix, section: Section) -> str:
    changes = "".join(
        f"<li><del>{shown(edit.span.of(section.file.text))}</del> <ins>{shown(edit.text)}</ins></li>"
        for edit in fix.edits
    )
    return f'<p class="repair">Repair ({fix.safety.value}): {shown(fix.title)}</p><ul class="edits">{changes}</ul>'

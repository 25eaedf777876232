"""Whether a page is the same apart from what was edited: its references, lists and citations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeaudit.fixes import Edit
    from citeaudit.model import Page, Parameter, Reference


class Shift:
    """Where the places of a text are after some edits, which do not overlap and are in order."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.span.start for edit in edits]
        self._ends = [edit.span.end for edit in edits]
        growth = [len(edit.text) - (edit.span.end - edit.span.start) for edit in edits]
        self._grown = [0, *accumulate(growth)]

    def span(self, span: Span) -> Span | None:
        """Return where a span is now; ``None`` if an edit cuts it. What is inserted at its ends is outside."""
        start = self._place(span.start, bisect_right(self._ends, span.start))
        count = bisect_right(self._ends, span.end)
        while count and self._starts[count - 1] == self._ends[count - 1] == span.end > span.start:
            count -= 1
        end = self._place(span.end, count)
        return None if start is None or end is None else Span(start, end)

    def _place(self, offset: int, count: int) -> int | None:
        """Return the new offset of one before which ``count`` edits end; ``None`` inside of the next edit."""
        is_cut = count < len(self._starts) and self._starts[count] < offset < self._ends[count]
        return None if is_cut else offset + self._grown[count]

    def written(self) -> tuple[Span, ...]:
        """Return the places of what the edits wrote."""
        starts = [start + grown for start, grown in zip(self._starts, self._grown, strict=False)]
        return tuple(Span(start, start + len(edit.text)) for start, edit in zip(starts, self._edits, strict=True))

    def touches(self, span: Span) -> bool:
        """Tell whether an edit changes something in a span, or inserts between its ends."""
        index = bisect_right(self._ends, span.start)
        return index < len(self._starts) and self._starts[index] < span.end

    def swallows(self, span: Span) -> bool:
        """Tell whether one edit replaces a whole span."""
        index = bisect_left(self._ends, span.end)
        return index < len(self._starts) and self._starts[index] <= span.start < self._ends[index]


class _Part(NamedTuple):
    span: Span
    kind: object


def is_same_elsewhere(before: Page, after: Page, edits: Sequence[Edit]) -> bool:
    """Tell whether all that was not edited is still what it was, at its place.

    Shape:   ``after`` is ``before`` with ``edits`` made, which are in the order of the text.
    Returns: false if a reference, list or citation is gone, new or another one, except for those
             that an edit wrote or replaced, a reference or list whose opening was edited or that was
             closed, and what stands inside such a reference, as that may be seen differently now.
    """
    shift = Shift(edits)
    closing = [edit.span.start for edit in edits if "</ref" in edit.text]
    reopened = [r.span for r in before.references if shift.touches(_opening(r)) or _is_closed_anew(r, closing)]
    reopened += [shown.span for shown in before.lists if shift.touches(shown.span)]
    moved = [place for span in reopened if (place := shift.span(span))]
    free = _Zones([*shift.written(), *moved])
    expected: Counter[_Part] = Counter()
    for part in _parts(before):
        place = shift.span(part.span)
        if place is None:
            if not shift.swallows(part.span):
                return False
        elif not free.holds(place) and not shift.swallows(part.span):
            expected[_Part(place, part.kind)] += 1
    found = Counter(part for part in _parts(after) if not free.holds(part.span))
    return expected == found and _have_same_parameters(before, after, shift)


def _opening(reference: Reference) -> Span:
    """Return what decides what a reference is: all before its content."""
    content = reference.content_span
    return reference.span if content is None else Span(reference.span.start, content.start)


def _is_closed_anew(reference: Reference, closing: Sequence[int]) -> bool:
    """Tell whether a closing tag is inserted into a reference; ``closing`` are the places, in order."""
    index = bisect_left(closing, reference.span.start)
    return index < len(closing) and closing[index] < reference.span.end


def _parts(page: Page) -> Iterator[_Part]:
    for reference in page.references:
        kind = (reference.origin, reference.template, tuple(reference.values.items()), reference.content is None)
        yield _Part(reference.span, kind)
    for shown in page.lists:
        yield _Part(shown.span, (shown.origin, shown.template, shown.group))
    for citation in page.citations:
        yield _Part(citation.span, citation.template)


class _Zones:
    """Stretches of a text, joined where they overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, span: Span) -> bool:
        """Tell whether a span, which is not empty, lies in one of the zones."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]


def _have_same_parameters(before: Page, after: Page, shift: Shift) -> bool:
    """Tell whether the edited citations still have all parameters that were not edited, and the names of the others."""
    now = {citation.span: citation for citation in after.citations}
    for citation in before.citations:
        place = shift.span(citation.span) if shift.touches(citation.span) else None
        if place is None or place not in now:
            continue
        stayed = [p for p in citation.parameters if not shift.swallows(p.span)]
        kept = Counter(_argument(p) for p in stayed if not shift.touches(p.span))
        names = {p.name for p in stayed if not p.is_positional and not shift.touches(p.name_span)}
        new = now[place].parameters
        if not (kept <= Counter(map(_argument, new)) and names <= {p.name for p in new}):
            return False
    return True


def _argument(parameter: Parameter) -> tuple[str, str]:
    return "" if parameter.is_positional else parameter.name, parameter.value

"""What a page cites: every citation with its parts as values, and how often the notes that hold it are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from citeaudit.cs1.names import as_written
from citeaudit.cs1.reading import read
from citeaudit.cs1.rendering import OPAQUE
from citeaudit.footnotes import resolve
from citeaudit.values.dates import BadDate, CitationDate, citation_date
from citeaudit.values.identifiers import IDENTIFIERS, judge
from citeaudit.values.names import without_others
from citeaudit.values.plain_text import plain_text
from citeaudit.values.vancouver import vancouver_list

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from citeaudit.cs1.reading import Argument, Reading
    from citeaudit.footnotes import Footnote, Footnotes
    from citeaudit.model import Citation, Page, Reference
    from citeaudit.span import Span


class Person(NamedTuple):
    """Somebody who wrote or edited what is cited."""

    last: str
    """Family name, or the whole name."""
    first: str = ""

    def __str__(self) -> str:
        """Return the name as lists of sources write it: ``Doe, Jane``."""
        return f"{self.last}, {self.first}" if self.first else self.last


class CitedIdentifier(NamedTuple):
    """One identifier of a citation."""

    kind: str
    """``doi``, ``isbn`` …: a key of `citeaudit.values.identifiers.IDENTIFIERS`."""
    value: str
    """As written."""
    canonical: str | None
    """In its normal form; None where it is wrong."""
    url: str | None
    """Where it leads; None where it is wrong or leads nowhere."""


class Note(NamedTuple):
    """A footnote that holds a citation."""

    name: str
    """"" for one without a name."""
    group: str
    """"" is the default group."""
    uses: int
    """How often it is used in the text; 0 for one that MediaWiki does not show or that is only defined."""
    span: Span
    """Where its text stands."""


@frozen
class CitedWork:
    """One citation of a page. Everything in it pickles."""

    template: str
    """Canonical name, such as ``cite web``."""
    span: Span
    line: int
    """1-based."""
    title: str
    """Without markup; as written where it holds a template; "" where there is none."""
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    url: str
    archive_url: str
    date: CitationDate | None
    """When it was published; None where that is not given or not a date."""
    access_date: CitationDate | None
    archive_date: CitationDate | None
    identifiers: tuple[CitedIdentifier, ...]
    notes: tuple[Note, ...]
    """The footnotes that hold it, the innermost first; empty where it stands in no footnote."""

    @property
    def uses(self) -> int:
        """How often the innermost footnote is used; 1 for a citation in no footnote."""
        return self.notes[0].uses if self.notes else 1


def inventory(
    page: Page,
    *,
    as_of: dt.date,
    footnotes: Footnotes | None = None,
    reading: Callable[[Citation], Reading] = read,
) -> tuple[CitedWork, ...]:
    """Return every citation of a page, in the order of the text.

    Shape:   ``as_of`` is the day that "today" means: some identifiers hold a date. ``footnotes`` and
             ``reading`` are for callers that have them already.
    """
    noted = _notes(footnotes or resolve(page))
    holding = _holding(page)
    return tuple(
        _work(page, reading(citation), [noted(reference) for reference in holding[citation]], as_of)
        for citation in page.citations
    )


def _work(page: Page, reading: Reading, notes: list[Note], as_of: dt.date) -> CitedWork:
    span = reading.span
    return CitedWork(
        template=reading.template,
        span=span,
        line=page.lines.position(span.start).line,
        title=_plain(reading.arguments.get("title") or reading.arguments.get("script-title")),
        authors=tuple(_people(reading, "author", "vauthors")),
        editors=tuple(_people(reading, "editor", "veditors")),
        url=reading.get("url") or reading.get("chapter-url"),
        archive_url=reading.get("archive-url"),
        date=_date(reading, "date", "year", "publication-date"),
        access_date=_date(reading, "access-date"),
        archive_date=_date(reading, "archive-date"),
        identifiers=tuple(_identifiers(reading, as_of)),
        notes=tuple(notes),
    )


def _plain(argument: Argument | None) -> str:
    if argument is None:
        return ""
    return argument.value if OPAQUE in argument.text else plain_text(argument.text)


def _people(reading: Reading, people: str, vancouver: str) -> Iterator[Person]:
    names = reading.lists.get(people)
    for name in names or ():
        last = without_others(_plain(name.last))
        if last:
            yield Person(last, without_others(_plain(name.first)))
    listed = reading.arguments.get(vancouver)
    if listed is not None and not names:
        for found in vancouver_list(as_written(listed)).names:
            yield Person(found.last, " ".join(filter(None, (found.initials, found.suffix))))


def _date(reading: Reading, *names: str) -> CitationDate | None:
    written = next((value for name in names if (value := reading.get(name))), "")
    try:
        return citation_date(written) if written else None
    except BadDate:
        return None


def _identifiers(reading: Reading, as_of: dt.date) -> Iterator[CitedIdentifier]:
    for name, argument in reading.arguments.items():
        if name in IDENTIFIERS:
            found = judge(name, argument.value, as_of)
            yield CitedIdentifier(name, argument.value, found.canonical, found.url)


# --- notes


def _holding(page: Page) -> dict[Citation, list[Reference]]:
    """Return the references around each citation, innermost first; one pass over both."""
    found: dict[Citation, list[Reference]] = {}
    references = iter(sorted((r for r in page.references if r.content_span), key=lambda r: r.span))
    coming = next(references, None)
    around: list[Reference] = []
    for citation in page.citations:
        start, end = citation.span
        while coming is not None and coming.span.start <= start:
            around = [r for r in around if r.span.end > coming.span.start]
            around.append(coming)
            coming = next(references, None)
        around = [r for r in around if r.span.end > start]
        found[citation] = [r for r in reversed(around) if end <= r.span.end]
    return found


def _notes(footnotes: Footnotes) -> Callable[[Reference], Note]:
    """Return what gives the footnote of a reference."""
    by_reference: dict[Reference, Footnote] = {}
    for footnote in footnotes.entries:
        parts: Sequence[Reference] = [*footnote.uses, *([footnote.definition] if footnote.definition else [])]
        by_reference |= dict.fromkeys(parts, footnote)

    def note(reference: Reference) -> Note:
        footnote = by_reference.get(reference)
        if footnote is None:
            return Note(reference.name, reference.group or "", 0, reference.span)
        return Note(footnote.name, footnote.group, len(footnote.uses), reference.span)

    return note

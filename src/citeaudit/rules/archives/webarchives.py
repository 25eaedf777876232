"""``{{webarchive}}``: the copy of a page that no citation template names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Page
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.rules.archives.copies import ArchivedCopy, address_of, archived_copy
from citeaudit.rules.archives.notes import LinkNote, link_notes, notes_by_citation
from citeaudit.values.captures import capture, same_original
from citeaudit.values.dates import format_like, whole_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding

_COPY = (
    "|url=https://example.org/a |archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
    "|archive-date=31 May 2016"
)


class RedundantWebarchive(Rule[Page]):
    """``{{webarchive}}`` stands behind a citation that names a copy of the same page itself.

    Why:     readers get two links to copies, of which bots look after one only.
    Source:  enwiki, Template:Webarchive: it is for links outside citation templates.
    """

    code = "AR026"
    severity = Severity.WARNING
    examples = (
        Bad(
            f"<ref>{{{{cite web |title=A {_COPY}}}}} {{{{webarchive |url=https://web.archive.org/web/20120101000000"
            "/https://example.org/a |date=1 January 2012}}</ref>{{reflist}}",
            fixed=(
                "<ref>{{cite web |title=A |url=https://example.org/a "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
                "|archive-date=31 May 2016}}</ref>{{reflist}}"
            ),
        ),
        Good(
            f"<ref>{{{{cite web |title=A {_COPY}}}}} {{{{webarchive |url=https://web.archive.org/web/20120101000000"
            "/https://example.org/b |date=1 January 2012}}</ref>{{reflist}}",
            why="a copy of another page",
        ),
        Good(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a}}"
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the note if both are copies of one page."""
        for citation, notes in notes_by_citation(part).items():
            copy = archived_copy(context.reading(citation))
            if copy is None or not copy.is_good:
                continue
            for note in notes:
                if note.kind == "webarchive" and _is_of_same_page(note, copy):
                    yield self.found(
                        context,
                        note.span,
                        f"{{{{{note.name}}}}} stands behind a citation that has {copy.address.written}",
                        subjects=(note.name,),
                        remedy="Take it away.",
                        fix=note.removal(part.text),
                    )


def _is_of_same_page(note: LinkNote, copy: ArchivedCopy) -> bool:
    address = note.get("url") or note.get("1")
    found = capture(address)
    original = found.original if found else address
    pages = [copy.original, *(address_of(source) for source in copy.sources)]
    return bool(address) and (address == copy.url or any(page and same_original(original, page) for page in pages))


class EmptyWebarchive(Rule[Page]):
    """``{{webarchive}}`` has no address.

    Why:     readers see an error.
    Source:  enwiki, Template:Webarchive: ``url`` is required.
    """

    code = "AR027"
    severity = Severity.ERROR
    examples = (
        Bad("[https://example.org/a A] {{webarchive |date=1 January 2012}}"),
        Bad("[https://example.org/a A] {{webarchive |url= |date=1 January 2012}}"),
        Good(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a}}"
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report each that has neither ``url`` nor what its older forms take for it."""
        for note in link_notes(part):
            if note.kind == "webarchive" and not any(note.get(name) for name in ("url", "1", "site")):
                yield self.found(
                    context,
                    note.span,
                    f"{{{{{note.name}}}}} without url= shows no link",
                    subjects=(note.name,),
                    remedy="Write the address of the copy in url=, or take the template away.",
                )


class RepeatedWebarchive(Rule[Page]):
    """``{{webarchive}}`` gives a copy that another one next to it gives, too.

    Why:     readers get one link twice.
    Source:  enwiki, Template:Webarchive.
    """

    code = "AR028"
    severity = Severity.WARNING
    examples = (
        Bad(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a}} "
            "{{webarchive |url=https://web.archive.org/web/20120101000000/https://example.org/a}}",
            fixed=(
                "[https://example.org/a A] {{webarchive |url=https://web.archive.org/web/20120101000000/h"
                "ttps://example.org/a}}"
            ),
        ),
        Bad(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a "
            "|url2=https://web.archive.org/web/20120101000000/https://example.org/a}}"
        ),
        Good(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a "
            "|url2=https://web.archive.org/web/20130101000000/https://example.org/a}}",
            why="two captures",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the second of two that stand side by side, and a second address like the first."""
        before: LinkNote | None = None
        for note in link_notes(part):
            if note.kind != "webarchive":
                continue
            is_same = before is not None and before.precedes(note, part.text) and _links(before) == _links(note) != []
            if is_same or len(set(_links(note))) < len(_links(note)):
                yield self.found(
                    context,
                    note.span,
                    f"{{{{{note.name}}}}} gives the same copy twice",
                    subjects=(note.name,),
                    remedy="Take one of them away.",
                    fix=note.removal(part.text) if is_same else None,
                )
            before = note


_NUMBERED_URL = re.compile(r"url[0-9]*|1")


def _links(note: LinkNote) -> list[tuple[str, str]]:
    """Return the addresses of a note; older forms have the time of the capture beside it."""
    date = note.get("date") if note.name in {"wayback", "webcite"} else ""
    return [(value, date) for name in note.arguments if _NUMBERED_URL.fullmatch(name) and (value := note.get(name))]


class WebarchiveDateMismatch(Rule[Page]):
    """The date in ``{{webarchive}}`` is not the day on which the archive made the copy.

    Why:     readers are told that the page looked like this on another day.
    Source:  enwiki, Template:Webarchive, which tracks such pages.
    """

    code = "AR030"
    severity = Severity.WARNING
    examples = (
        Bad(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a "
            "|date=1 June 2012}}",
            fixed=(
                "[https://example.org/a A] {{webarchive |url=https://web.archive.org/web/20120101000000/h"
                "ttps://example.org/a |date=1 January 2012}}"
            ),
        ),
        Good(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a "
            "|date=1 January 2012}}"
        ),
        Good(
            "[https://example.org/a A] {{wayback |url=https://example.org/a |date=20120101000000}}",
            why="the older form",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Compare the date that is given with the day in the address."""
        for note in link_notes(part):
            found = capture(note.get("url")) if note.kind == "webarchive" and note.get("date") else None
            given = whole_day(note.get("date")) if found else None
            if found is None or found.date is None or given is None or given == found.date:
                continue
            days = abs((given - found.date).days)
            right = format_like(found.date, note.get("date"))
            place = note.arguments["date"].value_span
            yield self.found(
                context,
                place,
                f"date={note.get('date')}, but the address is of {right}: {days} day{'s' if days > 1 else ''} apart",
                subjects=(note.name,),
                remedy=f"Write date={right}.",
                severity=None if days > 1 else Severity.INFO,
                fix=Fix(f"Write {right}", Safety.SAFE, (Edit(place, right),)),
            )


RULES = (
    RedundantWebarchive,
    EmptyWebarchive,
    RepeatedWebarchive,
    WebarchiveDateMismatch,
)

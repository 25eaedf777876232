"""What an article says of whether a link works, next to what it says of the copy of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Confidence, Severity
from citeaudit.model import Page
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.rules.archives.copies import archived_copy
from citeaudit.rules.archives.notes import LinkNote, link_notes, notes_by_citation
from citeaudit.scanner import COMMENT
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.reading import Reading
    from citeaudit.finding import Finding
    from citeaudit.model import Citation

_COPY = (
    "|url=https://example.org/a |archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
    "|archive-date=31 May 2016"
)


_STATUS_NAMES: Final = ("url-status", "deadurl", "dead-url", "deadlink")
"""Old names count, too: that they are not taken any more is reported elsewhere."""


class MissingUrlStatus(Rule[Page]):
    """Some citations with an archived copy say whether the page itself still works, others do not.

    Why:     without ``url-status`` readers are sent to the copy, even where the page is alive. An
             article that never says it may mean that; one that says it at times has forgotten it.
             Reported once for the whole article, at the first.
    Source:  enwiki, Help:Citation Style 1, "Using |url-status=": the default is dead.
    """

    code = "AR022"
    severity = Severity.INFO
    examples = (
        Bad(f"{{{{cite web |title=A {_COPY}}}}} {{{{cite web |title=B {_COPY} |url-status=live}}}}"),
        Good(f"{{{{cite web |title=A {_COPY} |url-status=dead}}}} {{{{cite web |title=B {_COPY} |url-status=live}}}}"),
        Good(f"{{{{cite web |title=A {_COPY}}}}} {{{{cite web |title=B {_COPY}}}}}", why="the default is meant"),
        Good("{{cite web |title=A |url=https://example.org/a}}", why="without a copy there is no choice"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Count the citations with a copy, and those of them without a status."""
        copies = [c for c in part.citations if "archive-url" in context.reading(c).arguments]
        silent = [c for c in copies if not _says_status(context.reading(c))]
        if silent and len(silent) < len(copies):
            first = context.reading(silent[0]).arguments["archive-url"]
            yield self.found(
                context,
                first.parameter.span,
                f"{len(silent)} of {len(copies)} citations with {first.written} do not say url-status",
                subjects=("url-status",),
                remedy="Write url-status=live where the page still shows what is cited, else url-status=dead.",
            )


def _says_status(reading: Reading) -> bool:
    return any(name in reading.given and reading.given[name].value for name in _STATUS_NAMES)


class LiveStatusOfDeadLink(Rule[Page]):
    """A citation says that its link is alive, and ``{{dead link}}`` behind it that it is not.

    Why:     one of them is wrong, and readers are sent to the page that may be gone.
    Source:  enwiki, Template:Dead link; Help:Citation Style 1, "Using |url-status=".
    """

    code = "AR023"
    severity = Severity.WARNING
    examples = (
        Bad(
            f"<ref>{{{{cite web |title=A {_COPY} |url-status=live}}}} {{{{dead link|date=May "
            f"2020}}}}</ref>{{{{reflist}}}}"
        ),
        Good(f"<ref>{{{{cite web |title=A {_COPY} |url-status=live}}}}</ref>{{{{reflist}}}}"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the status where a note behind the citation contradicts it."""
        for citation, notes in notes_by_citation(part).items():
            status = context.reading(citation).arguments.get("url-status")
            if status is None or status.value != "live" or not any(note.kind == "dead link" for note in notes):
                continue
            yield self.found(
                context,
                status.span,
                f"{status.written}=live, but {{{{dead link}}}} stands behind the citation",
                subjects=(status.written,),
                remedy="Follow the link; write url-status=dead if it is dead, and take {{dead link}} away either way.",
            )


class DeadLinkBesideArchive(Rule[Page]):
    """``{{dead link}}`` stands behind a link of which a copy is given.

    Why:     the note asks for a copy, and there is one; readers take the source for lost.
    Source:  enwiki, Template:Dead link: it is for links without an archived copy.
    """

    code = "AR024"
    severity = Severity.WARNING
    examples = (
        Bad(
            f"<ref>{{{{cite web |title=A {_COPY}}}}} {{{{dead link|date=May 2020}}}}</ref>{{{{reflist}}}}",
            fixed=(
                "<ref>{{cite web |title=A |url=https://example.org/a "
                "|archive-url=https://web.archive.org/web/20160531120000/https://example.org/a "
                "|archive-date=31 May 2016}}</ref>{{reflist}}"
            ),
        ),
        Bad(
            "[https://example.org/a A] {{webarchive "
            "|url=https://web.archive.org/web/20120101000000/https://example.org/a"
            "}}{{dead link|date=May 2020}}",
            fixed=(
                "[https://example.org/a A] {{webarchive |url=https://web.archive.org/web/20120101000000/h"
                "ttps://example.org/a}}"
            ),
        ),
        Good(
            f"<ref>{{{{cite web |title=A {_COPY}}}}} {{{{cite web |title=B |url=https://example.com/b}}}} "
            "{{dead link|date=May 2020}}</ref>{{reflist}}",
            why="it is about the second citation",
        ),
        Good(
            "<ref>{{cite web |title=A |url=https://example.org/a |archive-date=8 April 2012 |archive-url="
            "https://www.webcitation.org/66lmEkpE8?url=https://example.org/a}} {{dead link|date=May "
            "2020}}</ref>{{reflist}}",
            why="that archive has closed",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the note, unless the copy is in an archive that has closed."""
        before: LinkNote | None = None
        for note in link_notes(part):
            if note.kind == "dead link":
                what = _given_copy(note, context) or (
                    before.name if before and before.precedes(note, part.text) else ""
                )
                if what:
                    yield self.found(
                        context,
                        note.span,
                        f"{{{{{note.name}}}}} stands behind a link of which {what} gives a copy",
                        subjects=(note.name,),
                        remedy="Take it away if the copy shows what is cited.",
                        fix=note.removal(part.text),
                    )
            before = note if note.kind == "webarchive" and note.get("url") else None


def _given_copy(note: LinkNote, context: Context) -> str:
    """Return the parameter with a good copy in the citation before a note, or ""."""
    reading = context.reading(note.citation) if note.citation else None
    copy = archived_copy(reading) if reading else None
    is_good = reading is not None and copy is not None and copy.is_good and reading.get("url-status") != "live"
    return copy.address.written if copy is not None and is_good else ""


class IgnoredDeadLink(Rule[Page]):
    """``{{cbignore}}`` keeps bots from mending a link that ``{{dead link}}`` asks to be mended.

    Why:     the link stays dead. ``{{cbignore}}`` is for links that bots get wrong.
    Source:  enwiki, Template:Cbignore.
    """

    code = "AR025"
    severity = Severity.INFO
    examples = (
        Bad(
            "<ref>{{cite web |title=A |url=https://example.org/a}} {{dead link|date=May "
            "2020}}{{cbignore}}</ref>{{reflist}}"
        ),
        Good(
            "<ref>{{cite web |title=A |url=https://example.org/a}} {{dead link|date=May 2020|bot=medic}}"
            "{{cbignore|bot=medic}}</ref>{{reflist}}",
            why="a bot has tried and says so",
        ),
        Good(f"<ref>{{{{cite web |title=A {_COPY}}}}} {{{{cbignore}}}}</ref>{{{{reflist}}}}"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report the note to bots, unless it says which bot has tried."""
        for citation, notes in notes_by_citation(part).items():
            dead = [note for note in notes if note.kind == "dead link"]
            ignored = [note for note in notes if note.kind == "cbignore" and not note.get("bot")]
            if not dead or not ignored or "archive-url" in context.reading(citation).arguments:
                continue
            if any(note.get("fix-attempted") or note.get("bot") for note in dead):
                continue
            yield self.found(
                context,
                ignored[0].span,
                "{{cbignore}} keeps bots from looking for a copy of the page, which {{dead link}} asks for",
                subjects=("cbignore",),
                remedy="Take {{cbignore}} away, or {{dead link}} if the link works.",
                confidence=Confidence.LOW,
            )


_COMMENTED = re.compile(r"archive-?url\s*=\s*([^\s|<>\]{}]+)", re.IGNORECASE)


class CommentedArchive(Rule[Page]):
    """The archived copy of a cited page is hidden in a comment.

    Why:     nobody sees it, and the citation counts as one without a copy.
    Source:  WaybackMedic, which takes such parameters out of comments.
    """

    code = "AR029"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a <!-- "
            "|archive-url=https://web.archive.org/web/20160531120000"
            "/https://example.org/a |archive-date=31 May 2016 -->}}"
        ),
        Bad(
            "{{cite web |title=A |url=https://example.org/a}}<!-- archiveurl=https://web.archive.org/web/20160531120000"
            "/https://example.org/a -->"
        ),
        Good(
            "A.<!-- B.<ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web"
            "/20160531120000/https://example.org/a |archive-date=31 May 2016}}</ref> -->",
            why="a whole passage is hidden",
        ),
        Good(f"{{{{cite web |title=A {_COPY} <!-- checked -->}}}}"),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report comments in and right behind a citation that give the address of a copy."""
        for citation in part.citations:
            for span in _comments(part.text, citation):
                found = _COMMENTED.search(part.text, *span)
                if found is None or "archive-url" in context.reading(citation).arguments:
                    continue
                yield self.found(
                    context,
                    span,
                    f"The copy {found[1]} is hidden in a comment",
                    subjects=("archive-url",),
                    remedy="Take archive-url and archive-date out of the comment if the copy is good, else delete it.",
                )


def _comments(text: str, citation: Citation) -> list[Span]:
    """Return the comments directly in a citation, and the one right behind it."""
    _, _, end, held = citation.token
    found = [Span(start, stop) for kind, start, stop, _ in held if kind == COMMENT] if held else []
    if text.startswith(("<!--", " <!--"), end):
        closed = text.find("-->", end)
        found += [Span(text.index("<", end), closed + 3)] if closed > 0 else []
    return found


RULES = (
    MissingUrlStatus,
    LiveStatusOfDeadLink,
    DeadLinkBesideArchive,
    IgnoredDeadLink,
    CommentedArchive,
)

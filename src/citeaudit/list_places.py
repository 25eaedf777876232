"""Where a list of references goes that a page lacks, and the edits that put it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.profile import ListTemplate
from citeaudit.span import Span
from citeaudit.tag_edits import is_writable, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.model import Page, ReferenceList

_HEADING_LINE: Final = re.compile(r"^==[^\n]*$", re.MULTILINE)
_END_MATTER: Final = re.compile(
    r"(?:[ \t\r]++|\[\[(?!File:|Image:)[^\[\]\n]++\]\]|\{\{[^{}\n]*+\}\}|<!--(?:(?!-->)[^\n])*+-->)*+"
)
"""A line of nothing but categories, templates and comments."""


class _Heading(NamedTuple):
    title: str
    span: Span


def _headings(text: str, start: int = 0) -> Iterator[_Heading]:
    for found in _HEADING_LINE.finditer(text, start):
        if not found[0].rstrip(" \t\r").endswith("=="):
            continue
        yield _Heading(found[0].strip("= \t\r"), Span(*found.span()))


def list_markup(page: Page, group: str = "") -> str:
    """Return how this wiki writes the list of a group; "" if there is no way to write the group.

    Source:  enwiki, WP:REFLIST: ``{{reflist}}``; the tag on a wiki whose profile has no such template.
    """
    has_template = isinstance(page.profile.role("reflist"), ListTemplate)
    if not group:
        return "{{reflist}}" if has_template else "<references />"
    if not is_writable(group) or "=" in group:
        return ""
    return f"{{{{reflist|group={group}}}}}" if has_template else f"<references group={quoted(group)} />"


def note_list_fix(page: Page, markup: str) -> Fix | None:
    """Return the repair that puts a list of notes under their heading, else before the list of references.

    Before, because a note may hold references, which the list of references shows.
    """
    if not markup:
        return None
    under = _under_heading(page, page.profile.sections["notes"], markup)
    if under is not None:
        return under
    lists = [shown for shown in page.lists if shown.is_certain and not shown.group]
    if not lists:
        return None
    start = lists[-1].span.start
    return Fix(f"Put {markup} before the references", Safety.UNSAFE, (Edit(Span(start, start), f"{markup}\n"),))


def reference_list_fix(page: Page) -> Fix | None:
    """Return the repair that puts a list of references under its heading, else at the end, with a heading."""
    markup, headings = list_markup(page), page.profile.sections["references"]
    under = _under_heading(page, headings, markup)
    if under is not None:
        return under
    place = _after_all(page)
    added = f"== {headings[0]} ==\n{markup}\n"
    return Fix(f"Add {markup} under a heading", Safety.UNSAFE, (_section_edit(page.text, place, added),))


def _under_heading(page: Page, headings: Iterable[str], markup: str) -> Fix | None:
    """Return the repair for a page that has the heading; sure where nothing stands under it."""
    wanted = {heading.casefold() for heading in headings}
    heading = next((known for known in _headings(page.text) if known.title.casefold() in wanted), None)
    if heading is None:
        return None
    end = heading.span.end
    safety = Safety.UNSAFE if _text_under(page.text, end) else Safety.SAFE
    return Fix(f'Put {markup} under "{heading.title}"', safety, (Edit(Span(end, end), f"\n{markup}"),))


def _text_under(text: str, start: int) -> str:
    """Return what stands between a place and the next heading or the end of the article."""
    following = next(_headings(text, start), None)
    end = following.span.start if following else max(start, end_of_article(text))
    return text[start:end].strip()


def moved_down(page: Page, shown: ReferenceList) -> Fix | None:
    """Return the repair that moves a list, with the heading that has nothing but it, to the end of the article.

    Returns: ``None`` if other text stands on its line or under its heading.
    """
    text = page.text
    start = text.rfind("\n", 0, shown.span.start) + 1
    end = text.find("\n", shown.span.end)
    end = len(text) if end < 0 else end + 1
    if text[start:end].strip() != shown.span.of(text):
        return None
    before = text[:start].rstrip()
    heading = next(_headings(before, before.rfind("\n") + 1), None)
    if heading is not None:
        if _text_under(text, end):
            return None
        start = heading.span.start
    place = _after_all(page)
    moved = f"{text[start:end].rstrip()}\n"
    if place < end:
        return None
    edits = (Edit(Span(start, end), ""), _section_edit(text, place, moved))
    return Fix("Move the list to the end of the article", Safety.UNSAFE, edits)


def _section_edit(text: str, place: int, section: str) -> Edit:
    """Return the edit that inserts a section at the begin of a line, with a blank line around it."""
    before = text[:place]
    gap = "\n" * (2 - (len(before) - len(before.rstrip("\n")))) if before.strip() else ""
    after = "\n" if text[place:].strip() and text[place] != "\n" else ""
    return Edit(Span(place, place), f"{gap}{section}{after}")


def _after_all(page: Page) -> int:
    """Return the end of the article, but not before its last reference or list."""
    last = max((part.span.end for parts in (page.references, page.lists) for part in parts), default=0)
    line = page.text.find("\n", last) + 1 or len(page.text)
    return max(line, end_of_article(page.text))


def end_of_article(text: str) -> int:
    r"""Return where the article ends: what follows are lines of categories, templates and comments only.

    >>> end_of_article("Text.\n\n{{Navbox}}\n[[Category:A]]\n")
    6
    """
    end = len(text)
    while end:
        start = text.rfind("\n", 0, end - 1) + 1
        if not _END_MATTER.fullmatch(text[start:end].rstrip("\n")):
            break
        end = start
    return end

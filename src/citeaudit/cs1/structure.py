"""What a citation lacks, and what has no effect where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citeaudit.cs1.layout import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.cs1.layout import Layout
    from citeaudit.cs1.reading import Condition, PersonName, Reading

_NEEDS_PERIODICAL: Final = {"journal": "journal", "magazine": "magazine"}
_NEEDS_URL: Final = frozenset(("web", "podcast", "mailing list"))
_WITH_FORMAT: Final = ("archive", "conference", "transcript")
_BOOKS: Final = frozenset(("book", "citation"))
_UNTITLED: Final = frozenset(("(())", *OFF))
_LABELS: Final = {"conference-url": "conference", "transcript-url": "transcript"}
"""Address → the text that is linked to it."""

_FORMATS: Final = frozenset(("format", "chapter-format", "map-format", *(f"{name}-format" for name in _WITH_FORMAT)))
_KNOWS_ENCYCLOPEDIAS: Final = frozenset(("encyclopedia", "citation"))


def check(reading: Reading, layout: Layout, linked_by: str) -> Iterator[Condition]:
    """Yield what is missing, and what is ignored.

    Shape:   ``linked_by`` is the identifier whose address the title gets for want of a URL, or "".
    """
    if layout.trans_title or layout.trans_chapter or not layout.title or layout.title in _UNTITLED:
        yield from _titles(reading, layout)
    yield from _periodical(reading, layout)
    yield from _urls(reading, layout, linked_by)
    if layout.has_no_chapters and _has_chapter(layout):
        yield from _ignored_chapter(reading, layout)
    if "encyclopedia" in reading.arguments and reading.kind not in _KNOWS_ENCYCLOPEDIAS:
        yield _ignored(reading, "encyclopedia")
    if "publisher" in reading.arguments:
        if reading.kind == "newsgroup":
            yield _ignored(reading, "publisher")
    elif reading.kind == "document":
        yield reading.condition("err_missing_publisher", "publisher", detail="document")
    if reading.lists:
        yield from _people(reading)


def _ignored(reading: Reading, name: str) -> Condition:
    argument = reading.arguments[name]
    return reading.condition("err_parameter_ignored", argument.written, at=argument.parameter)


# --- titles


def has_no_title(layout: Layout) -> bool:
    """Say whether there is neither a title nor one in another script or language."""
    return not (layout.title or layout.script_title or layout.trans_title)


def _titles(reading: Reading, layout: Layout) -> Iterator[Condition]:
    lacks_title = has_no_title(layout)
    if lacks_title:
        wanted = "series" if reading.kind == "episode" else "title"
        yield reading.condition("err_citation_missing_title", wanted, detail=wanted)
    if _is_untitled(reading, layout):
        yield reading.condition("maint_untitled", "title", at=reading.arguments["title"].parameter)
    if not layout.has_no_chapters and layout.trans_chapter and not (layout.chapter or layout.script_chapter):
        name = layout.trans_chapter_name
        base = name.removeprefix("trans-")
        at = reading.given.get(name)
        yield reading.condition("err_trans_missing_title", name, base, f"script-{base}", at=at, detail=base)
    if lacks_title:
        return
    shown = (layout.title and not _is_untitled(reading, layout)) or layout.script_title
    if layout.trans_title and not shown:
        yield _untranslated(reading, "title")


def _untranslated(reading: Reading, base: str) -> Condition:
    at = reading.given.get(f"trans-{base}")
    return reading.condition("err_trans_missing_title", f"trans-{base}", base, f"script-{base}", at=at, detail=base)


def _is_untitled(reading: Reading, layout: Layout) -> bool:
    if layout.title == "(())":
        return True
    if layout.title not in OFF or reading.kind not in ("journal", "citation"):
        return False
    return "journal" in (layout.periodical_name, reading.origin("script-work").removeprefix("script-"))


# --- periodicals


def _periodical(reading: Reading, layout: Layout) -> Iterator[Condition]:
    arguments = reading.arguments
    if layout.periodical or "script-work" in arguments:
        if reading.kind == "book" and "work" in arguments:
            work = arguments["work"]
            yield reading.condition("err_periodical_ignored", work.written, at=work.parameter)
        return
    if wanted := _NEEDS_PERIODICAL.get(reading.kind):
        yield reading.condition("err_missing_periodical", wanted, detail=reading.kind)
    if "trans-work" in arguments:
        at = arguments["trans-work"].parameter
        names = ("trans-periodical", "periodical", "script-periodical")
        yield reading.condition("err_trans_missing_title", *names, at=at, detail="periodical")


# --- addresses


def _urls(reading: Reading, layout: Layout, linked_by: str) -> Iterator[Condition]:
    arguments = reading.arguments
    if not layout.url:
        is_website = reading.kind == "citation" and "website" in (
            layout.periodical_name,
            reading.origin("script-work").removeprefix("script-"),
        )
        if reading.kind in _NEEDS_URL or is_website:
            yield reading.condition("err_cite_web_url", "url")
        accessed = arguments.get("access-date")
        if accessed is not None and (linked_by or not layout.chapter_url):
            yield reading.condition("err_accessdate_missing_url", "access-date", "url", at=accessed.parameter)
    yield from _bare_urls(reading, layout)
    if not _FORMATS.isdisjoint(arguments):
        yield from _formats(reading, layout, linked_by)


def _bare_urls(reading: Reading, layout: Layout) -> Iterator[Condition]:
    """Yield addresses that have no title to be the text of their link.

    A citation without any title has that said of it once.
    """
    if has_no_title(layout):
        return
    shown = (layout.title and not _is_untitled(reading, layout)) or layout.script_title
    if layout.url and not shown:
        yield _bare(reading, layout.url_name)
    if layout.chapter_url and not (layout.has_no_chapters or layout.chapter or layout.script_chapter):
        yield _bare(reading, layout.chapter_url_name)
    for name, label in _LABELS.items():
        if name in reading.arguments and label not in reading.arguments:
            yield _bare(reading, reading.arguments[name].written)


def _bare(reading: Reading, name: str) -> Condition:
    return reading.condition("err_bare_url_missing_title", name, at=reading.given.get(name))


def _formats(reading: Reading, layout: Layout, linked_by: str) -> Iterator[Condition]:
    arguments = reading.arguments
    if layout.format and not (layout.url or linked_by):
        yield _unlinked(reading, "format", "url")
    if layout.chapter_format and not (layout.has_no_chapters or layout.chapter_url):
        yield _unlinked(reading, "chapter-format", "chapter-url")
    for name in _WITH_FORMAT:
        if f"{name}-format" in arguments and f"{name}-url" not in arguments:
            yield _unlinked(reading, f"{name}-format", f"{name}-url")


def _unlinked(reading: Reading, name: str, needed: str) -> Condition:
    argument = reading.arguments.get(name)
    at = argument.parameter if argument is not None else None
    return reading.condition("err_format_missing_url", name, needed, at=at)


def _has_chapter(layout: Layout) -> bool:
    return bool(
        layout.chapter or layout.trans_chapter or layout.chapter_url or layout.script_chapter or layout.chapter_format
    )


def _ignored_chapter(reading: Reading, layout: Layout) -> Iterator[Condition]:
    for value, name in (
        (layout.chapter, layout.chapter_name),
        (layout.trans_chapter, layout.trans_chapter_name),
        (layout.chapter_url, layout.chapter_url_name),
        (layout.script_chapter, reading.origin("script-chapter")),
        (layout.chapter_format, reading.origin("chapter-format")),
    ):
        if value:
            yield reading.condition("err_chapter_ignored", name, at=reading.given.get(name))
            return


# --- people


def _people(reading: Reading) -> Iterator[Condition]:
    takes_contributors = reading.kind in _BOOKS and "work" not in reading.arguments
    for people, names in reading.lists.items():
        if people == "contributor":
            if takes_contributors:
                yield from _lone_contributor(reading, names)
            elif names[0].number == 1 and names[0].last is not None:
                yield reading.condition("err_contributor_ignored", people, at=names[0].last.parameter)
                continue
            else:
                continue
        yield from _gaps(reading, people, names)


def _lone_contributor(reading: Reading, names: list[PersonName]) -> Iterator[Condition]:
    first = next((name.last for name in names if name.last), None)
    if first is None:
        return
    if reading.origin("chapter") != "contribution":
        yield reading.condition(
            "err_contributor_missing_required_param",
            *("contributor", "contribution"),
            at=first.parameter,
            detail="contribution",
        )
    if not has_names(reading, "author"):
        yield reading.condition(
            "err_contributor_missing_required_param", "contributor", "author", at=first.parameter, detail="author"
        )


def has_names(reading: Reading, people: str) -> bool:
    """Say whether the module finds a name in a list of people; ``authors`` is not one."""
    vancouver = {"author": "vauthors", "editor": "veditors"}.get(people, "")
    return vancouver in reading.arguments or any(name.last for name in reading.names(people))


def _gaps(reading: Reading, people: str, names: list[PersonName]) -> Iterator[Condition]:
    """Yield first names without a last name, and numbers that were left out."""
    expected = 1
    for name in names:
        if name.last is None:
            if name.first is not None:
                written = name.first.written
                wanted = written.replace("given", "surname") if "given" in written else written.replace("first", "last")
                yield reading.condition("err_first_missing_last", written, wanted, at=name.first.parameter)
        elif name.number > expected:
            yield reading.condition("err_missing_name", f"{people}{name.number - 1}", at=name.last.parameter)
        expected = name.number + 1

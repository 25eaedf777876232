from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeaudit.cs1.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Reading

    Reader: TypeAlias = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "title", "chapter"),
    [
        ("{{cite book |title=A |chapter=B}}", "A", "B"),
        ("{{cite encyclopedia |title=B |encyclopedia=A}}", "A", "B"),
        ("{{cite encyclopedia |entry=B |encyclopedia=A}}", "A", "B"),
        ("{{cite encyclopedia |title=A |entry=B |encyclopedia=C}}", "A", "B"),
        ("{{cite conference |title=B |book-title=A}}", "A", "B"),
        ("{{cite episode |title=B |series=A}}", "A", "B"),
        ("{{cite serial |title=A |episode=B}}", "A", "B"),
        ("{{cite map |title=A |map=B}}", "A", "B"),
        ("{{citation |title=B |encyclopedia=A}}", "A", "B"),
        ("{{citation |title=A |journal=B}}", "A", ""),
    ],
)
def test_titles_play_roles(reading: Reader, text: str, title: str, chapter: str) -> None:
    found = layout(reading(text))
    assert (found.title, found.chapter) == (title, chapter)


def test_the_address_goes_with_the_title(reading: Reader) -> None:
    found = layout(reading("{{cite episode |title=B |series=A |url=https://example.org |format=PDF}}"))
    assert (found.url, found.chapter_url, found.chapter_url_name) == ("", "https://example.org", "url")
    assert (found.format, found.chapter_format) == ("", "PDF")


@pytest.mark.parametrize(
    ("text", "has_no_chapters"),
    [
        ("{{cite web |title=A}}", True),
        ("{{cite book |title=A}}", False),
        ("{{citation |title=A |work=B}}", True),
        ("{{citation |title=A |encyclopedia=B}}", False),
    ],
)
def test_articles_have_no_chapters(reading: Reader, text: str, has_no_chapters: bool) -> None:  # noqa: FBT001
    assert layout(reading(text)).has_no_chapters is has_no_chapters


def test_a_word_for_a_link_is_none(reading: Reader) -> None:
    assert layout(reading("{{cite journal |title=A |journal=B |title-link=doi}}")).title_link == ""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Condition

    Said: TypeAlias = Callable[[str], list[Condition]]
    Keys: TypeAlias = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{{cite book |last=A}}", "err_citation_missing_title"),
        ("{{cite episode |title=A}}", "err_citation_missing_title"),
        ("{{cite podcast |title=A}}", "err_cite_web_url"),
        ("{{citation |title=A |script-website=ru:Я}}", "err_cite_web_url"),
        ("{{cite journal |title=A}}", "err_missing_periodical"),
        ("{{cite book |title=A |accessdate=5 May 2020}}", "err_accessdate_missing_url"),
        ("{{cite journal |title=A |journal=B |pmc=1 |access-date=5 May 2020}}", "err_accessdate_missing_url"),
        ("{{cite serial |title=A |chapter-url=https://example.org}}", "err_bare_url_missing_title"),
        ("{{cite journal |title=none |journal=A |url=https://example.org}}", "err_bare_url_missing_title"),
        ("{{cite speech |title=A |conference-url=https://example.org}}", "err_bare_url_missing_title"),
        ("{{cite news |title=A |trans-work=B}}", "err_trans_missing_title"),
        ("{{cite journal |title=A |journal=B |format=PDF}}", "err_format_missing_url"),
        ("{{cite map |title=A |map=B |map-format=PDF}}", "err_format_missing_url"),
        ("{{cite news |title=A |contribution=B}}", "err_chapter_ignored"),
        ("{{cite newsgroup |title=A |publisher=B}}", "err_parameter_ignored"),
        ("{{cite thesis |title=A |dictionary=B}}", "err_parameter_ignored"),
        ("{{cite book |title=A |journal=B |contributor=C}}", "err_contributor_ignored"),
        ("{{cite book |title=A |last2=B}}", "err_missing_name"),
        ("{{cite book |title=A |editor-given2=B |editor=C}}", "err_first_missing_last"),
        ("{{cite document |title=A}}", "err_missing_publisher"),
    ],
)
def test_something_is_missing_or_ignored(keys: Keys, text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("{{cite encyclopedia |entry=A |encyclopedia=B}}", "err_citation_missing_title", id="entry"),
        pytest.param(
            "{{cite web |title=A |url=https://example.org |chapter-url=https://example.net}}",
            "err_bare_url_missing_title",
            id="an ignored chapter is not shown",
        ),
        pytest.param(
            "{{cite journal |title=A |journal=B |pmc=1 |format=PDF}}", "err_format_missing_url", id="linked by PMC"
        ),
        pytest.param("{{cite book |trans-title=A |script-title=ru:Я}}", "err_trans_missing_title", id="script"),
        pytest.param(
            "{{cite encyclopedia |title=A |encyclopedia=B |url=https://example.org |access-date=5 May 2020}}",
            "err_accessdate_missing_url",
            id="the address of an entry",
        ),
        pytest.param("{{cite book |title=A |last=B |first2=C |last2=D}}", "err_first_missing_last", id="only last"),
    ],
)
def test_nothing_is_missing(keys: Keys, text: str, key: str) -> None:
    assert key not in keys(text)


def test_a_citation_without_title_has_that_said_once(keys: Keys) -> None:
    assert keys("{{cite book |last=A |url=https://example.org}}") == {"err_citation_missing_title"}


def test_first_names_keep_the_form_of_their_parameter(said: Said) -> None:
    found = [c.subjects for c in said("{{cite book |title=A |given1=B |editor2-first=C |editor1=D}}")]
    assert found == [("given1", "surname1"), ("editor2-first", "editor2-last")]

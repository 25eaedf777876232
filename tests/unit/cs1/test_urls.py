"""What the citation module says of addresses."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1 import urls
from citeaudit.cs1.layout import layout
from citeaudit.cs1.reading import read

GOOD = "http://example.org/a"
COPY = f"https://web.archive.org/web/20200101000000/{GOOD}"
ARCHIVED = f"|archive-url={COPY}|archive-date=1 January 2020"


def keys(text: str, linked_by: str = "") -> list[tuple[str, ...]]:
    reading = read(parse(text).citations[0])
    return [(condition.key, *condition.subjects) for condition in urls.check(reading, layout(reading), linked_by)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{{{{cite web|title=A|url={GOOD}}}}}", []),
        ("{{cite web|title=A|url=example.org}}", [("err_bad_url", "url")]),
        ("{{cite web|title=A|URL=example.org}}", [("err_bad_url", "URL")]),
        ("{{cite web|title=A|url=<nowiki>http://example.org</nowiki>}}", [("err_bad_url", "url")]),
        pytest.param("{{cite web|title=A|url={{google books|x}}}}", [], id="a template may make an address"),
        ("{{cite book|title=A|chapter=B|chapter-url=b}}", [("err_bad_url", "chapter-url")]),
        pytest.param("{{cite web|title=A|chapter=B|chapter-url=b}}", [], id="the chapter is ignored"),
        ("{{cite map|title=A|map=B|map-url=b}}", [("err_bad_url", "map-url")]),
        ("{{cite book|title=A|map-url=b}}", []),
        ("{{cite conference|title=A|conference=B|conference-url=b}}", [("err_bad_url", "conference-url")]),
        ("{{cite AV media|title=A|transcript-url=b}}", [("err_bad_url", "transcript-url")]),
        ("{{cite newsgroup|title=A|newsgroup=b}}", [("err_bad_url", "newsgroup")]),
        ("{{cite newsgroup|title=A|newsgroup=comp.lang}}", []),
        (f"{{{{cite web|title=A|url={GOOD}|archive-url=b}}}}", [("err_bad_url", "archive-url")]),
        (f"{{{{cite web|title=A|url=b{ARCHIVED}}}}}", [("err_bad_url", "url")]),
        pytest.param(f"{{{{cite web|title=A|url=b{ARCHIVED}|url-status=unfit}}}}", [], id="not shown"),
        ("{{cite book|title=A|publisher=http://x.com}}", [("err_param_has_ext_link", "publisher")]),
        ("{{cite book|title=A|publisher=[http://x.com B]}}", [("err_param_has_ext_link", "publisher")]),
        ("{{cite book|title=A|pages=[http://x.com 3]}}", []),
        ("{{cite book|title=A|publisher={{x|http://x.com}}}}", []),
        ("{{cite book|title=((http://x.com))}}", []),
        (
            "{{cite web|title=A|url=https://a-b.wikipedialibrary.idm.oclc.org/x}}",
            [("err_param_has_twl_url", "url")],
        ),
        (f"{{{{cite web|title=[[A]]|url={GOOD}}}}}", [("err_wikilink_in_url", "title")]),
        (f"{{{{cite web|title=A|title-link=B|url={GOOD}}}}}", [("err_wikilink_in_url", "title-link")]),
        ("{{cite book|title=[[A]]}}", []),
        (f"{{{{cite book|title=A|chapter=[[B]]|chapter-url={GOOD}}}}}", [("err_wikilink_in_url", "chapter")]),
        pytest.param(f"{{{{cite book|title=A|chapter=[[s:B]]|chapter-url={GOOD}}}}}", [], id="Wikisource"),
        (
            f"{{{{cite AV media|title=A|transcript=[[B]]|transcript-url={GOOD}}}}}",
            [("err_wikilink_in_url", "transcript")],
        ),
    ],
)
def test_conditions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert keys(text) == expected


def test_title_that_an_identifier_links() -> None:
    assert keys("{{cite journal|title=[[A]]|journal=B|pmc=1}}", "pmc") == [("err_wikilink_in_url", "title")]

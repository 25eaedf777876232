"""The checks of names, titles, addresses and texts, the anchors and the inventory: no citation breaks them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from citeaudit import parse
from citeaudit.cs1 import names, scripts, texts, titles, urls
from citeaudit.cs1.anchors import default_anchors
from citeaudit.cs1.layout import layout
from citeaudit.cs1.reading import read
from citeaudit.cs1.style import PageStyle
from citeaudit.inventory import inventory
from citeaudit.short_citations import short_footnotes

PARAMETERS = [
    *(
        "title",
        "last",
        "first",
        "author",
        "author2",
        "last3",
        "author-link",
        "editor",
        "translator2",
        "contributor",
        "authors",
    ),
    *("vauthors", "veditors", "display-authors", "name-list-style", "url", "archive-url", "archive-date", "url-status"),
    *(
        "chapter",
        "chapter-url",
        "work",
        "publisher",
        "volume",
        "issue",
        "page",
        "pages",
        "quote",
        "quote-page",
        "edition",
    ),
    *(
        "script-title",
        "script-chapter",
        "language",
        "title-link",
        "series",
        "series-link",
        "date",
        "year",
        "ref",
        "map",
    ),
    *(
        "transcript",
        "transcript-url",
        "conference",
        "conference-url",
        "newsgroup",
        "book-title",
        "encyclopedia",
        "nosuch",
    ),
]
VALUES = [
    *(
        "",
        " ",
        "((",
        "))",
        "(())",
        "((  ))",
        "((a))",
        "{{",
        "}}",
        "{{!}}",
        "{{zwsp}}",
        "{{x|a=b}}",
        "[[",
        "]]",
        "[[a|b]]",
    ),
    *("[[fr:a]]", "<ref>", "<ref>a</ref>", "<!--", "<!-- -->", "<nowiki/>", "''", "'''''", "et al.", "Editor", "1980"),
    *(
        "http://x.com",
        "http://",
        "//x",
        "[//x.com a]",
        "ja:",
        "xx:a",
        "ja:a",
        "Vol. 3",
        "pp.",
        "ed.",
        "=",
        ",",
        ";",
        "\u200b",
    ),
    *(
        "\u00a0",
        "\n",
        "\x7f",
        "Doe J",
        "((A, B",
        "vanc",
        "dead",
        "2000",
        "n.d.",
        "{{sfnref|a|2000}}",
        "none",
        "harv",
        "404",
    ),
]
VALUE = st.lists(st.sampled_from(VALUES) | st.text(max_size=4), max_size=3).map("".join)
ARGUMENTS = st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUE), max_size=8)
TEMPLATES = ["cite book", "cite web", "cite journal", "citation", "cite encyclopedia", "cite episode", "cite map"]
TEMPLATES += ["cite conference", "cite arXiv", "cite newsgroup", "cite AV media", "cite serial"]


@given(st.sampled_from(TEMPLATES), ARGUMENTS)
def test_no_citation_breaks_the_checks(template: str, arguments: list[tuple[str, str]]) -> None:
    text = f"{{{{{template}{''.join(f'|{name}={value}' for name, value in arguments)}}}}} {{{{sfn|a|2000}}}}"
    page = parse(text)
    for citation in page.citations:
        reading = read(citation)
        roles = layout(reading)
        found = [*texts.check(reading), *names.check(reading, PageStyle()), *titles.check(reading, roles)]
        found += [*urls.check(reading, roles), *scripts.check(reading, roles)]
        for condition in found:
            assert 0 <= condition.span.start <= condition.span.end <= len(text)
        assert all(made.startswith("CITEREF") for made in default_anchors(reading))
    assert len(inventory(page, as_of=dt.date(2026, 11, 22))) == len(page.citations)
    notes = short_footnotes(page)
    assert all(target.anchor == name for name, targets in notes.targets.items() for target in targets)

"""What the citation module says of titles and what they are linked to."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1 import titles
from citeaudit.cs1.layout import layout
from citeaudit.cs1.reading import read

ARCHIVE = "|url=http://example.org/a|archive-url=https://web.archive.org/web/20200101000000/http://example.org/a"


def keys(text: str) -> list[tuple[str, ...]]:
    reading = read(parse(text).citations[0])
    return [(condition.key, *condition.subjects) for condition in titles.check(reading, layout(reading))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite web|title=Page not found}}", [("err_generic_title", "title")]),
        ("{{cite web|title=Unknown}}", []),
        pytest.param("{{cite web|title=no title.}}", [("err_generic_title", "title")], id="without its full stop"),
        ("{{cite web|title=((Page not found))}}", []),
        pytest.param("{{cite episode|title=Page not found|series=A}}", [], id="the series is the title"),
        ("{{cite episode|title=A|series=Page not found}}", [("err_generic_title", "series")]),
        ("{{cite web|title=Archived copy}}", []),
        (f"{{{{cite web|title=Archived copy{ARCHIVE}}}}}", [("maint_archived_copy", "title")]),
        ("{{cite book|title=A|title-link=[[B]]}}", [("err_bad_paramlink", "title-link")]),
        ("{{cite book|title=A|title-link=B}}", []),
        ("{{cite book|title=[[A]]|title-link=B}}", [("err_bad_paramlink", "title")]),
        ("{{cite book|title=A|title-link=de:B}}", [("err_bad_paramlink", "title-link")]),
        ("{{cite book|title=A|title-link=//example.org}}", [("err_bad_paramlink", "title-link")]),
        ("{{cite journal|title=A|title-link=doi}}", []),
        ("{{cite book|title=A|title-link={{x}}}}", []),
        ("{{cite episode|title=A|series=B|series-link=[[C]]}}", [("err_bad_paramlink", "series-link")]),
        ("{{cite book|title=A|series=B|series-link=[[C]]}}", []),
        ("{{cite book|title=A|publisher=[[de:B]]}}", [("err_bad_paramlink", "publisher")]),
        ("{{cite book|title=A|publisher=[[:de:B]]}}", []),
        ("{{cite book|title=A|publisher=[[Category:B]]}}", []),
    ],
)
def test_conditions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert keys(text) == expected

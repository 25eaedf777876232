from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeaudit.cs1.parameter_names import is_known, meanings
from citeaudit.cs1.rendering import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from citeaudit.cs1.reading import Reading

    Reader: TypeAlias = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("written", "canonical", "number"),
    [
        ("accessdate", "access-date", 0),
        ("institution", "publisher", 0),
        ("newspaper", "work", 0),
        ("DOI", "doi", 0),
        ("eprint", "arxiv", 0),
        ("last", "author-last", 1),
        ("surname12", "author-last", 12),
        ("author3-first", "author-first", 3),
        ("author2link", "author-link", 2),
        ("editor-given2", "editor-first", 2),
        ("last01", "author-last", 0),
        ("trans-article", "trans-chapter", 0),
    ],
)
def test_names_have_a_canonical_form(written: str, canonical: str, number: int) -> None:
    meaning = meanings("book")[written]
    assert meaning is not None
    assert (meaning.name, meaning.number) == (canonical, number)


@pytest.mark.parametrize(
    ("name", "kind", "known"),
    [
        ("episode-link", "episode", True),
        ("episode-link", "book", False),
        ("publisher", "arxiv", False),
        ("class", "arxiv", True),
        ("last#", "book", False),
        ("lay-url", "book", False),
        ("medrxiv", "journal", True),
        ("", "book", False),
    ],
)
def test_kinds_take_different_names(name: str, kind: str, known: bool) -> None:  # noqa: FBT001
    assert is_known(name, kind) is known


def test_the_last_of_equal_names_counts(reading: Reader) -> None:
    found = reading("{{cite book |title=A |title=B |year=2000 |year=}}")
    assert found.get("title") == "B"
    assert found.get("year") == ""


def test_the_first_of_the_aliases_counts(reading: Reader) -> None:
    found = reading("{{cite book |institution=B |publisher=A |title=C}}")
    assert found.get("publisher") == "A"
    assert [p.name for p in found.redundant["publisher", 0]] == ["publisher", "institution"]


def test_an_unnumbered_name_is_the_first(reading: Reader) -> None:
    found = reading("{{cite book |last1=B |last=A |first=C |title=D}}")
    (name,) = found.names("author")
    assert [part and part.value for part in (name.last, name.first, name.link)] == ["A", "C", None]
    assert name.number == 1
    assert [p.name for p in found.redundant["author-last", 1]] == ["last", "last1"]


def test_a_list_ends_at_a_gap_of_two(reading: Reader) -> None:
    found = reading("{{cite book |last1=A |last3=B |last6=C |editor2-last=D |title=E}}")
    assert [(people, name.number) for people, names in found.lists.items() for name in names] == [
        ("author", 1),
        ("author", 3),
        ("editor", 2),
    ]


def test_accepted_values_lose_their_parentheses(reading: Reader) -> None:
    title = reading("{{cite book |title=((A))}}").arguments["title"]
    assert title.is_accepted
    assert title.value == "A"


@pytest.mark.parametrize("value", ["(())", "((", "(A)", "((A)"])
def test_other_parentheses_stay(reading: Reader, value: str) -> None:
    title = reading(f"{{{{cite book |title={value}}}}}").arguments["title"]
    assert not title.is_accepted
    assert title.value == value


def test_comments_and_empty_nowiki_are_not_seen(reading: Reader) -> None:
    assert reading("{{cite book |title=<!-- x -->A<nowiki/>B<!-- y -->}}").get("title") == "AB"


def test_templates_in_a_value_are_opaque(reading: Reader) -> None:
    found = reading("{{cite book |title=A{{!}}B {{lang|fr|C = D}}}}")
    assert found.arguments["title"].text == f"A|B {OPAQUE}"


def test_odd_parameters_are_set_aside(reading: Reader) -> None:
    found = reading("{{cite book |title=A |colour=red |x= |London | |7=y |Publisher=B}}")
    assert [p.value for p in found.unnamed] == ["London ", "y"]
    assert [p.name for p in found.unknown] == ["colour", "Publisher"]
    assert [p.name for p in found.empty] == ["x", "2"]
    assert [a.name for a in found.every] == ["title", "Publisher"]


def test_a_former_name_still_counts(reading: Reader) -> None:
    found = reading("{{cite book |title=A |chapter=B |chapterurl=https://example.org}}")
    assert found.get("chapter-url") == "https://example.org"
    assert [p.name for p in found.unknown] == ["chapterurl"]


def test_numbers_too_long_for_any_list_do_no_harm(reading: Reader) -> None:
    digits = "9" * 5000
    found = reading(f"{{{{cite book |last{digits}=A |{digits}=B |title=C}}}}")
    assert not found.names("author")

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
    ("text", "subjects"),
    [
        ("{{cite book |title=A |page=1 |pages=2 |at=3}}", ("pages", "at", "page")),
        ("{{cite book |title=A |time=1:00 |minutes=3}}", ("minutes", "time")),
        ("{{cite map |title=A |map=B |chapter=C}}", ("map", "chapter")),
        ("{{cite tech report |title=A |id=1 |number=2}}", ("id", "number")),
        ("{{cite episode |title=A |series=B |season=1 |series-number=2}}", ("season", "series-number")),
        ("{{cite encyclopedia |title=A |encyclopedia=B |work=C}}", ("encyclopedia", "work")),
        ("{{cite book |title=A |vauthors=Doe J |last=Roe}}", ()),
        ("{{cite book |title=A |doi=10.1000/1 |DOI=10.1000/1}}", ("DOI", "doi")),
    ],
)
def test_the_same_is_given_twice(said: Said, text: str, subjects: tuple[str, ...]) -> None:
    found = [c.subjects for c in said(text) if c.key == "err_redundant_parameters"]
    assert found == [subjects]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{cite book |title=A |page=1 |pages=}}", id="a blank one is none"),
        pytest.param("{{cite map |title=A |map=B |section=C}}", id="a section of a map is no chapter"),
        pytest.param("{{cite tech report |title=A |id=1 |issue=2}}", id="an issue is no number"),
        pytest.param("{{cite book |title=A |vauthors=Doe J |last3=Roe}}", id="the module looks for two names"),
    ],
)
def test_not_the_same(keys: Keys, text: str) -> None:
    assert "err_redundant_parameters" not in keys(text)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("A publisher=B", "publisher"),
        ("A access-date = B", "access-date"),
        ("first=B", "first"),
        ("A frobnicate=B publisher=C", ""),
        ("https://example.org/?title=B", ""),
        ('A <span title="B">C</span>', ""),
        ("A {{lang|fr title=x}}", ""),
        ("A{{=}}B", ""),
    ],
)
def test_a_missing_pipe(said: Said, value: str, name: str) -> None:
    found = [c.detail for c in said(f"{{{{cite book |title={value}}}}}") if c.key == "err_missing_pipe"]
    assert found == ([name] if name else [])


@pytest.mark.parametrize(
    ("parameter", "is_valid"),
    [
        ("url-status=dead", True),
        ("url-status=DEAD", False),
        ("url-status=bot: unknown", True),
        ("mode=cs2", True),
        ("mode=cs3", False),
        ("name-list-style=&", True),
        ("doi-access=subscription", False),
        ("no-pp=y", True),
        ("ref=harv", False),
        ("ref=Harv", True),
    ],
)
def test_words_that_a_parameter_takes(keys: Keys, parameter: str, is_valid: bool) -> None:  # noqa: FBT001
    assert ("err_invalid_param_val" not in keys(f"{{{{cite book |title=A |{parameter}}}}}")) is is_valid


def test_unknown_names_have_the_parameter_as_their_place(said: Said) -> None:
    text = "{{cite book |title=A |colour=red }}"
    (found,) = said(text)
    assert found.span.of(text) == "colour=red "
    assert found.subjects == ("colour",)


def test_unnamed_text_silences_other_complaints(said: Said) -> None:
    found = [c.key for c in said("{{cite book |title=A |colour=red |Publisher=B |London}}")]
    assert found == ["err_text_ignored", "parameter_ignored_unsaid", "err_parameter_ignored_suggest"]


def test_blank_unknown_names_are_told_together(said: Said) -> None:
    (found,) = said("{{cite book |title=A |x= |=|}}")
    assert found.subjects == ("x", "(empty string)", "1")

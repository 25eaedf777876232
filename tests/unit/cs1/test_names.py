"""What the citation module says of names."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1 import names
from citeaudit.cs1.reading import Condition, read
from citeaudit.cs1.style import PageStyle


def found(arguments: str, template: str = "cite book", style: PageStyle | None = None) -> list[Condition]:
    citation = parse(f"{{{{{template}|title=A{arguments}}}}}").citations[0]
    return list(names.check(read(citation), style or PageStyle()))


def keys(arguments: str, template: str = "cite book") -> list[tuple[str, ...]]:
    return [(condition.key, *condition.subjects) for condition in found(arguments, template)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("|last=Doe|first=J. et al.", [("err_etal", "first")]),
        ("|authors=Doe and others", [("err_etal", "authors")]),
        ("|author=A; B", [("maint_mult_names", "author")]),
        ("|first=A; B|last=C", []),
        ("|last2=1980|last=Doe", [("err_numeric_names", "last2")]),
        ("|editor=Doe (ed.)", [("err_generic_name", "editor")]),
        pytest.param("|author=Editor|editor=Editor", [("err_generic_name", "author")], id="only the first"),
        ("|author=((Doe; Roe; the Editor))", []),
        ("|last=Doe|first=[[Jane Doe|Jane]]", [("err_bad_paramlink", "first")]),
        ("|last=Doe|author-link=[[Jane]]", [("err_bad_paramlink", "author-link")]),
        ("|last=[[Doe]]|author-link=Jane", [("err_bad_paramlink", "last")]),
        ("|last=Doe|author-link=fr:Jane", [("err_bad_paramlink", "author-link")]),
        ("|last=Doe|author-link=:fr:Jane", []),
        ("|last=Doe|author-link=http://example.org", [("err_bad_paramlink", "author-link")]),
        pytest.param("|author={{lang|fr|A; B, et al.}}", [], id="templates are opaque"),
        pytest.param("|author={{x}}", [], id="a template may have letters"),
        ("|vauthors=Doe J, Roe Richard", [("err_vancouver", "vauthors")]),
        ("|vauthors=((Doe; Roe)), Doe J", []),
        ("|vauthors=Doe Jane|last=Roe", []),
        ("|name-list-style=vanc|last=Doe|first=Иван", [("err_vancouver", "last")]),
        ("|name-list-style=vanc|last=Doe|first=Иван|author-mask=1", []),
        ("|display-authors=2|last=Doe|last2=Roe", [("err_disp_name", "display-authors")]),
        ("|display-authors=1|last=Doe|last2=Roe", []),
        ("|display-authors=et al.|last=Doe", []),
        ("|display-authors=many|last=Doe", [("err_disp_name", "display-authors")]),
        ("|display-authors=1|vauthors=Doe J, Roe R", []),
        ("|display-editors=1", [("err_disp_name", "display-editors")]),
        ("|contributor=Doe; Roe", [("maint_mult_names", "contributor")]),
    ],
)
def test_conditions(arguments: str, expected: list[tuple[str, ...]]) -> None:
    assert keys(arguments) == expected


def test_contributors_are_for_books() -> None:
    assert keys("|contributor=Doe; Roe", "cite web") == []


def test_page_may_ask_for_vancouver_form() -> None:
    style = PageStyle(settings={"name-list-style": "vanc"})
    assert [condition.key for condition in found("|last=Doe|first=Иван", style=style)] == ["err_vancouver"]


def test_place_and_proposal() -> None:
    text = "{{cite book|title=A|author= Doe, Jane, et al. }}"
    condition = next(iter(names.check(read(parse(text).citations[0]), PageStyle())))
    assert condition.span.of(text) == "Doe, Jane, et al."
    assert condition.proposal == "Doe, Jane"

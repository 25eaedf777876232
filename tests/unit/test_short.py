"""The references that short citations make: name and text."""

from __future__ import annotations

import pytest

from citeaudit import Settings, audit
from citeaudit.short import short_reference


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"1": "Smith", "2": "2000"}, "FOOTNOTESmith2000"),
        ({"1": "Smith", "2": "2000", "p": "3"}, "FOOTNOTESmith20003"),
        ({"1": "Smith", "2": "2000", "page": "3"}, "FOOTNOTESmith20003"),
        ({"1": "Smith", "2": "2000", "pp": "3–4"}, "FOOTNOTESmith20003–4"),
        ({"1": "Smith", "2": "2000", "loc": "ch. 1"}, "FOOTNOTESmith2000ch. 1"),
        ({"1": "Smith", "2": "Weber", "3": "2000", "p": "3"}, "FOOTNOTESmithWeber20003"),
        ({"1": "Smith", "2": "", "3": "2000"}, "FOOTNOTESmith2000"),
    ],
)
def test_name(arguments: dict[str, str], name: str) -> None:
    assert short_reference("sfn", arguments)[0] == name


def test_the_same_place_in_another_form_is_another_text() -> None:
    plain, several = (short_reference("sfn", {"1": "Smith", "2": "2000", key: "3"}) for key in ("p", "pp"))
    assert plain[0] == several[0]
    assert plain[1] != several[1]


def test_brackets_are_part_of_the_text_only() -> None:
    plain, bracketed = (short_reference(style, {"1": "Smith", "2": "2000"}) for style in ("sfn", "sfnp"))
    assert plain[0] == bracketed[0]
    assert plain[1] != bracketed[1]


@pytest.mark.parametrize(
    ("text", "conflicts"),
    [
        ("{{sfn|Smith|2000|p=3}}{{sfn|Smith|2000|p=3}}", 0),
        ("{{sfn|Smith|2000|p=3}}{{Sfn | Smith | 2000 | p=3 }}", 0),
        ("{{sfn|Smith|2000|p=3}}{{sfn|Smith|2000|page=3}}", 0),
        ("{{sfn|Smith|2000|p=3}}{{sfn|Smith|2000|p=4}}", 0),
        ("{{sfn|Smith|2000|p=3}}{{sfn|Smith|2000|pp=3}}", 1),
        ("{{sfn|Smith|2000}}{{sfnp|Smith|2000}}", 1),
        ("{{sfn|Smith|2000|ps=.}}{{sfn|Smith|2000}}", 1),
        ("{{sfn|Smith|2000}}<ref name=FOOTNOTESmith2000 />", 0),
    ],
)
def test_conflicts_on_a_page(text: str, conflicts: int) -> None:
    findings = audit(f"{text}{{{{reflist}}}}", settings=Settings(select=("CE",))).findings
    assert [finding.upstream for finding in findings] == ["cite_error_references_duplicate_key"] * conflicts

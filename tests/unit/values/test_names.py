"""What stands in the place of one person's name."""

from __future__ import annotations

import pytest

from citeaudit.values.names import has_several_names, is_generic_name, is_without_letters, without_others


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Doe et al.", "Doe"),
        ("Doe et al", "Doe"),
        ("Doe, ''et al.''", "Doe"),
        ("Doe, J., et al.", "Doe, J."),
        ("Doe; et. al.,", "Doe"),
        ("Doe et alii", "Doe"),
        ("Doe et aliae.", "Doe"),
        ("Doe, Jane and others", "Doe, Jane"),
        ("Doe and Others of Kent", "Doe of Kent"),
        ("Doe [et al.]", "Doe "),
        ("Doe [[et al.]]", "Doe "),
        ("Doe ((et al.))", "Doe "),
        ("Doe [[et al.)", "Doe ["),
        ("et al.", ""),
        ('"et al."', ""),
    ],
)
def test_without_others(text: str, rest: str) -> None:
    assert without_others(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Doe",
        pytest.param("Pet Alston", id="inside words"),
        pytest.param("Et Alia Press", id="not at the end"),
        pytest.param("Planet Al", id="part of a word"),
        pytest.param("Anderson and otherwise", id="longer word is found upstream only with an s"),
        "Alberto",
    ],
)
def test_no_others(text: str) -> None:
    assert without_others(text) == text


@pytest.mark.parametrize("text", ["Doe, J., Roe, R.", "Doe, Jane; Roe, Richard", "A;B", "Smith &amp; Jones"])
def test_several_names(text: str) -> None:
    assert has_several_names(text)


@pytest.mark.parametrize("text", ["Doe, Jane", "Doe, Jane Jr.", "Doe&nbsp;J", "Jane and Richard Roe", ""])
def test_one_name(text: str) -> None:
    assert not has_several_names(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("1980", True), ("(1888)", True), ("@", True), ("A1", False), ("東", False)]
)
def test_is_without_letters(text: str, *, expected: bool) -> None:
    assert is_without_letters(text) is expected


def test_nothing_is_not_a_name_without_letters() -> None:
    assert not is_without_letters("")


@pytest.mark.parametrize(
    "text",
    [
        *("About Us", "Editor", "editors", "The Author", "Super User", "super-user", "user", "User:Doe", "Google Maps"),
        *("Smith, Jane (ed.)", "Smith (eds)", "Smith [ed", "Smith, eds.", "ed. Smith", "eds, Smith", "(Eds.) Smith"),
        *("News", "Advisor", "edited by Smith", "FACEBOOK", "Food Policy Institute", "E-mail"),
    ],
)
def test_generic(text: str) -> None:
    assert is_generic_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Jane Doe", "Authorson", "Edwards", "Fred", "Ed Sheeran", "Hauser", "BBC News", "Editorial Board", "Usery"),
        pytest.param("[[John Smith (author)|Smith, John]]", id="told apart by (author)"),
        "",
    ],
)
def test_not_generic(text: str) -> None:
    assert not is_generic_name(text)

"""Languages by name and by code."""

from __future__ import annotations

import pytest

from citeaudit.values.languages import BadLanguage, is_language_code, is_wiki_prefix, language, unknown_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("de", "de"), ("DE", "de"), ("German", "de"), ("german", "de"), ("de-AT", "de-at"), ("fr-BE", "fr")),
        *(("Bengali", "bn"), ("Bangla", "bn"), ("Kölsch", "ksh"), ("kolsch", "ksh"), ("zh-Hans-CN", "zh")),
        *(("Brazilian Portuguese", "pt-br"), ("Aromanian", "rup"), ("Chinese (Taiwan)", "zh-tw")),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text).code == code


@pytest.mark.parametrize("text", ["", "Martian", "xx", "english language", "german-ish", "x-y"])
def test_bad_language(text: str) -> None:
    with pytest.raises(BadLanguage):
        language(text)


def test_lists() -> None:
    assert unknown_languages("en, French ,Martian,  Venusian") == ("Martian", "Venusian")


def test_codes() -> None:
    assert is_language_code("ja")
    assert not is_language_code("Japanese")


@pytest.mark.parametrize(("text", "expected"), [("fr", True), ("FR", True), ("simple", True), ("category", False)])
def test_wiki_prefixes(text: str, *, expected: bool) -> None:
    assert is_wiki_prefix(text) is expected

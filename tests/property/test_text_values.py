"""Names, addresses, titles and languages: any text is judged, quickly, and nothing but a BadX is raised."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 (an alias of the tests)
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.values.anchors import anchor
from citeaudit.values.invisible_characters import invisible_character
from citeaudit.values.languages import BadLanguage, language, unknown_languages
from citeaudit.values.names import has_several_names, is_generic_name, is_without_letters, without_others
from citeaudit.values.plain_text import plain_text
from citeaudit.values.scripts import BadScriptTitle, script_title
from citeaudit.values.titles import is_archived_copy, is_generic_title
from citeaudit.values.urls import BadUrl, has_external_link, is_behind_proxy, is_url, seems_url, url
from citeaudit.values.vancouver import BadVancouverName, fault_in_vancouver_style, vancouver_list, vancouver_name
from citeaudit.values.wikilinks import BadWikilink, wikilink

HOSTILE = (
    st.text() | st.text("AaEet l.,;:/[]()|'\"<>&#@-_\u00a0\u200d\n1é") | st.from_regex(r"[a-z]{2,6}:/{0,3}\S{0,20}")
)


NAMES: tuple[Callable[[str], bool], ...] = (has_several_names, is_without_letters, is_generic_name)
OTHERS: tuple[Callable[[str], bool], ...] = (
    is_generic_title,
    is_archived_copy,
    has_external_link,
    is_behind_proxy,
    is_url,
)


@given(HOSTILE)
def test_predicates_never_fail(text: str) -> None:
    for judge in (*NAMES, *OTHERS, seems_url):
        assert judge(text) in {True, False}


@given(HOSTILE)
def test_parsers_raise_only_their_own(text: str) -> None:
    with suppress(BadUrl):
        assert url(text).host in text
    with suppress(BadWikilink):
        assert wikilink(text).label.strip() in text
    with suppress(BadLanguage):
        assert language(text).name
    with suppress(BadScriptTitle):
        assert script_title(text).title in text
    with suppress(BadVancouverName):
        assert vancouver_name(text).last.replace(" ", "") in text.replace(" ", "")


@given(HOSTILE)
def test_url_and_is_url_agree(text: str) -> None:
    try:
        url(text)
    except BadUrl:
        assert not is_url(text)
    else:
        assert is_url(text)


@given(HOSTILE)
def test_what_is_taken_off_a_name_is_its_et_al(text: str) -> None:
    rest = without_others(text)
    assert len(rest) <= len(text)
    if rest != text:
        assert "al" in text.lower() or "others" in text.lower()


@given(HOSTILE)
def test_invisible_character_is_where_it_says(text: str) -> None:
    found = invisible_character(text)
    if found:
        assert not text[found.offset].isprintable() or text[found.offset] == "\ufffd"


@given(HOSTILE)
def test_anchor_has_no_white_space(text: str) -> None:
    assert not set(anchor(text)) & set(" \t\n\r")


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,9} [A-Z]{1,2}", fullmatch=True), min_size=1, max_size=5))
def test_list_of_good_names_has_no_fault(names: list[str]) -> None:
    found = vancouver_list(", ".join(names))
    assert not found.fault
    assert [f"{name.last} {name.initials}" for name in found.names] == names


PIECES = [
    *(
        "et al",
        "et ",
        "[(",
        "(( et al. ",
        ",",
        "; ",
        "and others",
        "((A),",
        "A B,",
        "A ",
        "[a",
        "[//",
        "a:",
        "://",
        "a.",
    ),
    *("a-", "//", "[[", "[[a|", "<", "''", "[//a ", "&", "_ ", "\u200d", "ed ", "Editor", "http://a", "x.org", "en,"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_long_text_is_judged(piece: str) -> None:
    """A pattern that went back over the text would not come to an end here."""
    judges: list[Callable[[str], object]] = [without_others, is_generic_name, vancouver_list, has_external_link, is_url]
    judges += [seems_url, is_generic_title, unknown_languages, invisible_character, anchor, plain_text]
    text = piece * 30_000 + "\n"
    first = [judge(text) for judge in judges]
    fault_in_vancouver_style(text, text)
    assert first == [judge(text) for judge in judges]

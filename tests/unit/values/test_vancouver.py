"""Names in Vancouver form."""

from __future__ import annotations

import pytest

from citeaudit.values.vancouver import (
    BadVancouverName,
    VancouverName,
    fault_in_vancouver_style,
    vancouver_list,
    vancouver_name,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Doe J", VancouverName("Doe", "J")),
        ("Doe JA", VancouverName("Doe", "JA")),
        ("van der Doe J", VancouverName("van der Doe", "J")),
        ("Doe-Roe JK", VancouverName("Doe-Roe", "JK")),
        ("O'Doe J", VancouverName("O'Doe", "J")),
        ("Łukasz Ą", VancouverName("Łukasz", "Ą")),
        ("Doe J Jr", VancouverName("Doe", "J", "Jr")),
        ("Doe JA 4th", VancouverName("Doe", "JA", "4th")),
        ("Doe", VancouverName("Doe")),
        ("((Black, Brown, and Co.))", VancouverName("Black, Brown, and Co.", is_corporate=True)),
    ],
)
def test_name(text: str, name: VancouverName) -> None:
    assert vancouver_name(text) == name


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Jane Doe", "name"),
        ("Doe Jane", "name"),
        ("Doe j", "name"),
        ("Doe JAB", "initials"),
        ("Doe A B", "initials"),
        ("Doe Jane X9", "initials"),
        ("Doe J.", "punctuation"),
        ("Doe J; Roe R", "punctuation"),
        ("Doe JA Roe RB", "missing comma"),
        ("Doe J Esq", "suffix"),
        ("Иванов И", "non-Latin char"),
        ("Иванов", "non-Latin char"),
        ("1Doe J", "non-Latin char"),
        ("jane@example.com", "non-Latin char"),
    ],
)
def test_bad_name(text: str, detail: str) -> None:
    with pytest.raises(BadVancouverName) as caught:
        vancouver_name(text)
    assert caught.value.detail == detail


def test_list() -> None:
    found = vancouver_list("Doe JA, [[Jane Roe|Roe J]], ((Black, Brown, and Co.)), et al.")
    assert [(name.last, name.initials, name.link) for name in found.names] == [
        ("Doe", "JA", ""),
        ("Roe", "J", "Jane Roe"),
        ("Black, Brown, and Co.", "", ""),
    ]
    assert found.has_others
    assert not found.fault


def test_first_fault_counts() -> None:
    found = vancouver_list("Doe J, Roe Richard, Poe E.")
    assert (found.fault, found.position) == ("name", 2)


def test_corporate_name_that_is_never_closed() -> None:
    assert len(vancouver_list("((Ab, B, C").names) == 1


def test_single_words_after_a_corporate_name_are_not_judged() -> None:
    assert not vancouver_list("((A)), Иванов").fault


@pytest.mark.parametrize(
    ("last", "first", "fault"),
    [
        ("Doe", "Jane Ann", ""),
        ("Doe", "J. A.", ""),
        ("Doe", "JA Jr", ""),
        ("St. Doe", "J", ""),
        ("Doe", "JA 33d", "suffix"),
        ("Иванов", "И", "non-Latin char"),
        ("Doe", "Иван", "non-Latin char"),
        ("Doe (1980)", "J", "non-Latin char"),
    ],
)
def test_two_parts_in_vancouver_style(last: str, first: str, fault: str) -> None:
    assert fault_in_vancouver_style(last, first) == fault

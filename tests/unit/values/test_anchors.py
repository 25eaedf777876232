"""Anchors."""

from __future__ import annotations

import pytest

from citeaudit.values.anchors import anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CITEREFSmith2000", "CITEREFSmith2000"),
        ("CITEREFO'Smith2000", "CITEREFO'Smith2000"),
        ("Smith & Co 2000", "Smith_&_Co_2000"),
        ("Smith &amp; Co", "Smith_&_Co"),
        ("c. 2000", "c._2000"),
        ("a__b  c", "a_b_c"),
        ("[[A (b)|A]]1", "A1"),
        ("[[A]]1", "A1"),
        ("[https://example.org A B]1", "A_B1"),
        ("''A'' <b>c</b>", "A_c"),
        ("Müller–Doe", "Müller–Doe"),
        ("", ""),
    ],
)
def test_anchor(text: str, expected: str) -> None:
    assert anchor(text) == expected

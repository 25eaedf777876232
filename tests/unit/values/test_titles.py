"""Titles that are none."""

from __future__ import annotations

import pytest

from citeaudit.values.titles import is_archived_copy, is_generic_title


@pytest.mark.parametrize(
    "title",
    [
        *("Page not found", "Bloomberg - Are you a robot?", "404", "404 - Not Found", "Usurped title", "no title"),
        *("[unknown]", "Subscribe to read", "Log into Facebook", "Login • Instagram", "HugeDomains.com is for sale"),
    ],
)
def test_generic(title: str) -> None:
    assert is_generic_title(title)


@pytest.mark.parametrize(
    "title",
    [
        *("I, Robot", "Error 404: a Novel", "The Unknown", "No Title Fight", ""),
        pytest.param("Wayback Machine", id="only in small letters upstream"),
    ],
)
def test_not_generic(title: str) -> None:
    assert not is_generic_title(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Archived copy", True),
        ("archive  copy", True),
        ("Archived copies", False),
        ("An archived copy", False),
        ("", False),
    ],
)
def test_archived_copy(title: str, *, expected: bool) -> None:
    assert is_archived_copy(title) is expected

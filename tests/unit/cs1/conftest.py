"""What every test of the citation module needs: a citation, and what is said of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import parse
from citeaudit.cs1.conditions import conditions
from citeaudit.cs1.reading import read
from citeaudit.cs1.style import page_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeaudit.cs1.reading import Condition, Reading

AS_OF = dt.date(2026, 11, 22)


@pytest.fixture
def reading() -> Callable[[str], Reading]:
    """Return a function that reads the only citation of a text."""

    def _reading(text: str) -> Reading:
        (citation,) = parse(text).citations
        return read(citation)

    return _reading


@pytest.fixture
def said() -> Callable[[str], list[Condition]]:
    """Return a function that gives the conditions of all citations of a text."""

    def _said(text: str) -> list[Condition]:
        style = page_style(text)
        return [found for c in parse(text).citations for found in conditions(c, as_of=AS_OF, style=style)]

    return _said


@pytest.fixture
def keys(said: Callable[[str], list[Condition]]) -> Callable[[str], set[str]]:
    """Return a function that gives the keys of the conditions of a text."""
    return lambda text: {condition.key for condition in said(text)}

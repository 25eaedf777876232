from __future__ import annotations

import pytest

from citeaudit.cs1.style import page_style


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{{Use dmy dates|date=May 2020}}", "dmy"),
        ("{{ use  mdy dates }}", "mdy"),
        ("{{Use dmy dates}}{{Use mdy dates}}", "dmy"),
        ("{{dmy}}", ""),
    ],
)
def test_the_form_of_dates(text: str, form: str) -> None:
    assert page_style(text).date_form == form


def test_the_settings_of_the_article() -> None:
    style = page_style("{{CS1 config |mode=cs2 |display-authors=3 |name-list-style= }}", "en")
    assert style.settings == {"mode": "cs2", "display-authors": "3"}


def test_an_open_template_sets_nothing() -> None:
    assert not page_style("{{CS1 config |mode=cs2").settings

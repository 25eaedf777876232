"""What the citation module says of titles in other scripts and of languages."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1 import scripts
from citeaudit.cs1.layout import layout
from citeaudit.cs1.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite book|script-title=ja:東京}}", []),
        ("{{cite book|script-title=東京}}", [("err_script_parameter", "script-title", "missing prefix")]),
        (
            "{{cite book|title=A|script-chapter=xx:B}}",
            [("err_script_parameter", "script-chapter", "invalid language code")],
        ),
        pytest.param("{{cite web|title=A|script-chapter=xx:B}}", [], id="the chapter is ignored"),
        (
            "{{cite news|title=A|script-newspaper=ja:}}",
            [("err_script_parameter", "script-newspaper", "missing title part")],
        ),
        ("{{cite map|title=A|script-map=en:B}}", [("err_script_parameter", "script-map", "unknown language code")]),
        ("{{cite book|script-title={{lang|ja|東京}}}}", []),
        ("{{cite book|title=A|language=en, Martian}}", [("maint_unknown_lang", "language", "Martian")]),
        ("{{cite book|title=A|lang=German}}", []),
        ("{{cite book|title=A|language={{ru icon}}}}", []),
    ],
)
def test_conditions(text: str, expected: list[tuple[str, ...]]) -> None:
    reading = read(parse(text).citations[0])
    assert [(c.key, *c.subjects, c.detail) for c in scripts.check(reading, layout(reading))] == expected

from __future__ import annotations

import pytest

from citeaudit.cs1.rendering import OPAQUE, rendered, without_empty_nowiki


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("A{{!}}B", "A|B"),
        ("A{{=}}B", "A=B"),
        ("A{{snd}}B", "A&nbsp;– B"),
        ("{{lang|fr|A}}", OPAQUE),
        ("[[A|{{nowrap|B}}]]", f"[[A|{OPAQUE}]]"),
        ("<math>a=b</math>", OPAQUE),
        ("<i>A</i>", "<i>A</i>"),
        ("{{{1|A}}}", OPAQUE),
        ("A<!-- B -->C", "AC"),
        ("{{A", "{{A"),
    ],
)
def test_what_readers_see(value: str, shown: str) -> None:
    assert rendered(value) == shown


def test_a_value_of_nothing_but_nowiki_stays() -> None:
    assert without_empty_nowiki("<nowiki/>") == "<nowiki/>"

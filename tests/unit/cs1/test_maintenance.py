from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Keys: TypeAlias = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite book |title=A |publisher=B |location=p. 10}}", {"maint_location"}),
        ("{{cite book |title=A |publisher=B |location={{nowrap|10}}}}", set()),
        ("{{cite book |title=A |location=London}}", {"maint_location_no_publisher"}),
        ("{{citation |title=A |location=London |journal=B}}", set()),
        ("{{cite news |title=A |newspaper=B |location=London}}", set()),
        ("{{cite book |title=A |publisher=London: Faber}}", {"maint_publisher_location"}),
        ("{{cite book |title=A |publisher=[[Cambridge, MA]]: MIT Press}}", {"maint_publisher_location"}),
        ("{{cite book |title=A |publisher=Publisher: Faber}}", set()),
        ("{{cite book |title=A |others=B}}", {"maint_others"}),
        ("{{cite book |title=A |others=B |vauthors=Doe J}}", set()),
        ("{{cite AV media notes |title=A |others=B}}", {"maint_others_avm"}),
        ("{{cite book |title=A |postscript=.}}", {"maint_postscript"}),
        ("{{citation |title=A |postscript=.}}", set()),
        ("{{citation |title=A |postscript=none}}", {"maint_postscript"}),
        ("{{cite book |title=A |postscript=none}}", set()),
        ("{{cite book |title=A |postscript=abc |quote=B}}", set()),
        ("{{cite book |title=A |postscript={{inconsistent citations}}}}", set()),
        ("{{cite book |title=A |last=B |date=2001 |ref=CITEREFB2001}}", {"maint_ref_duplicates_default"}),
        ("{{cite book |title=A |last=B |date=2001 |ref={{sfnRef|B|2001}}}}", {"maint_ref_duplicates_default"}),
        ("{{cite book |title=A |last=B |date=2001 |ref={{sfnref|B|2001a}}}}", set()),
        ("{{CS1 config|mode=cs2}}{{cite book |title=A |mode=cs1}}", {"maint_overridden_setting"}),
        ("{{CS1 config|display-authors=2}}{{cite book |title=A |last=B |display-authors=et al.}}", set()),
    ],
)
def test_marks_for_maintainers(keys: Keys, text: str, expected: set[str]) -> None:
    assert keys(text) == expected

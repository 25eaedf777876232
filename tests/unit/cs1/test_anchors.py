"""The anchors of citations."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1.anchors import default_anchors, is_uncertain
from citeaudit.cs1.reading import read


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("|last=Smith|first=J|date=5 May 2000", ("CITEREFSmith2000",)),
        ("|last=Smith|year=2000a", ("CITEREFSmith2000a",)),
        ("|last=Smith|date=2000-05-05|year=2000b", ("CITEREFSmith2000b",)),
        ("|last=Smith|date=n.d.", ("CITEREFSmithn.d.",)),
        ("|last=Smith|date=c. 2000", ("CITEREFSmithc._2000",)),
        ("|last=Smith|date=2000–2001", ("CITEREFSmith2000–2001",)),
        ("|last=Smith|publication-date=2000", ("CITEREFSmith2000",)),
        ("|last=Smith", ("CITEREFSmith",)),
        ("|last=A|last2=B|last3=C|last4=D|last5=E|year=2000", ("CITEREFABCD2000",)),
        ("|last=A|editor=B|year=2000", ("CITEREFA2000",)),
        ("|editor=B|year=2000", ("CITEREFB2000",)),
        ("|vauthors=Smith J, Jones R|year=2000", ("CITEREFSmithJones2000",)),
        ("|veditors=Smith J|year=2000", ("CITEREFSmith2000",)),
        ("|contributor=C|contribution=D|last=A|year=2000", ("CITEREFC2000",)),
        ("|contributor=C|last=A|year=2000", ("CITEREFA2000",)),
        ("|last=Smith et al.|year=2000", ("CITEREFSmith2000",)),
        ("|author=((Smith & Co))|year=2000", ("CITEREFSmith_&_Co2000",)),
        ("|last=[[John Smith|Smith]]|year=2000", ("CITEREFSmith2000",)),
        ("|authors=Smith|year=2000", ()),
        ("|year=2000", ()),
        pytest.param("|last=Smith|date=May 2000?", ("CITEREFSmith", "CITEREFSmith2000"), id="no date"),
        ("|last={{x}}|year=2000", ()),
    ],
)
def test_default(arguments: str, expected: tuple[str, ...]) -> None:
    assert default_anchors(read(parse(f"{{{{cite book|title=T{arguments}}}}}").citations[0])) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"), [("|last={{x}}", True), ("|date={{x}}|last=A", True), ("|last=A", False)]
)
def test_uncertain(arguments: str, *, expected: bool) -> None:
    assert is_uncertain(read(parse(f"{{{{cite book|title=T{arguments}}}}}").citations[0])) is expected

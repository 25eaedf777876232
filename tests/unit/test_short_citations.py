"""Short citations and what they lead to."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.short_citations import ShortFootnotes, short_footnotes

BOOK = "{{cite book|last=Smith|year=2000|title=A}}"


def notes(text: str) -> ShortFootnotes:
    return short_footnotes(parse(text))


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("{{sfn|Smith|2000|p=3}}", ["CITEREFSmith2000"]),
        ("{{sfn| Smith | 2000 | p = 3 }}", ["CITEREFSmith2000"]),
        ("{{sfn|1=Smith|2=2000}}", ["CITEREFSmith2000"]),
        ("{{Sfnp|Smith|2000}}", ["CITEREFSmith2000"]),
        ("{{harvnb|A|B|C|D|2000}}", ["CITEREFABCD2000"]),
        pytest.param("{{harvtxt|A|B|C|D|E|2000}}", ["CITEREFABCD2000"], id="four names and the first year after them"),
        pytest.param("{{harvtxt|A|B|C|D|E}}", ["CITEREFABCD"], id="the fifth is no year"),
        ("{{harv|Smith|n.d.}}", ["CITEREFSmithn.d."]),
        ("{{sfn|Smith|c. 2000}}", ["CITEREFSmithc._2000"]),
        ("{{sfn|Smith}}", ["CITEREFSmith"]),
        ("{{sfn|Smith|2000|ref=none}}", [""]),
        ("{{sfn|Smith|2000|ref=CITEREFJones1999}}", ["CITEREFJones1999"]),
        ("{{sfnm|1a1=A|1a2=B|1y=2000|1p=3|2a1=C|2y=2001|2ref=none}}", ["CITEREFAB2000", ""]),
        ("{{harvs|last=A|last2=B|year=2000|year2=2001|nb=yes}}", ["CITEREFAB2000", "CITEREFAB2001"]),
        ("{{harvc|last=A|c=Chapter|in=B|in2=C|year=2000}}", ["CITEREFBC2000"]),
        ("<ref>See {{harvnb|A|2000}}.</ref>", ["CITEREFA2000"]),
        ("{{efn|{{harvnb|A|2000}}}}", ["CITEREFA2000"]),
        ("{{reflist|refs=<ref name=x>{{harvnb|A|2000}}</ref>}}", ["CITEREFA2000"]),
        pytest.param("{{sfn|{{lang|fr|A}}|2000}}", [""], id="cannot be told"),
        ("<!-- {{sfn|A|2000}} -->", []),
        ("<nowiki>{{sfn|A|2000}}</nowiki>", []),
        ("{{sfn}}", []),
        ("{{cite book|title=A}}", []),
    ],
)
def test_what_short_citations_link_to(text: str, anchors: list[str]) -> None:
    assert [citation.anchor for citation in notes(text).citations] == anchors


@pytest.mark.parametrize(
    "target",
    [
        BOOK,
        f"<ref>{BOOK}</ref>",
        "{{cite web|title=A|url=http://example.org|ref={{sfnref|Smith|2000}}}}",
        "{{cite web|title=A|url=http://example.org|ref={{harvid|Smith|2000}}}}",
        "{{cite web|title=A|url=http://example.org|ref=CITEREFSmith2000}}",
        "{{cite book|last=Smith|year=2000|title=A|ref=harv}}",
        "{{wikicite|ref={{sfnref|Smith|2000}}|reference=A}}",
        "{{anchor|x|CITEREFSmith2000}}",
        "{{harvc|last=Smith|c=Chapter|in=B|year=2000}}",
        '<span id="CITEREFSmith2000">A</span>',
        "{{cite DNB|last=Smith|year=2000}}",
        "{{cite EB1911|last=Smith|year=2000}}",
        "{{sfn whitelist|CITEREFSmith2000}}",
        "{{unknown|{{cite book|last=Smith|year=2000|title=A}}}}",
        pytest.param("{{cite book|last=Smith|date=2000?|title=A}}", id="a date that is none"),
    ],
)
def test_targets(target: str) -> None:
    found = notes(f"{{{{sfn|Smith|2000}}}} {target}")
    assert found.has_target(found.citations[0])


@pytest.mark.parametrize(
    "target",
    [
        "",
        "{{cite book|last=smith|year=2000|title=A}}",
        "{{cite book|last=Smith|year=2000|title=A|ref=none}}",
        "{{cite book|last=Smith|year=2000|title=A|ref=Smith2000}}",
        "{{cite book|last=Smith|last2=Roe|year=2000|title=A}}",
        f"<!-- {BOOK} -->",
        f"<nowiki>{BOOK}</nowiki>",
        "{{unknown|last=Smith|year=2000}}",
        "{{cite quote|last=Smith|year=2000}}",
    ],
)
def test_no_targets(target: str) -> None:
    found = notes(f"{{{{sfn|Smith|2000}}}} {target}")
    assert not found.has_target(found.citations[0])
    assert not found.doubts


def test_several_targets_in_the_order_of_the_text() -> None:
    text = f"{{{{sfn|Smith|2000}}}} {BOOK} {{{{anchor|CITEREFSmith2000}}}} {BOOK}"
    found = notes(text)
    targets = found.targets_of(found.citations[0])
    assert [target.citation is not None for target in targets] == [True, False, True]
    assert [target.span for target in targets] == sorted(target.span for target in targets)


@pytest.mark.parametrize("text", ["{{cite DNB|wstitle=A}}", "{{cite book|last={{x}}|title=A}}", "{{DNB|wstitle=A}}"])
def test_doubts(text: str) -> None:
    assert notes(f"{{{{sfn|Smith|2000}}}} {text}").doubts


def test_wrapper_with_a_known_anchor_is_no_doubt() -> None:
    found = notes("{{sfn|Chisholm|1911}} {{sfn|Doe|1911}} {{sfn|Roe|1911}} {{cite EB1911|last=Doe|wstitle=A}}")
    assert [found.has_target(citation) for citation in found.citations] == [True, True, False]
    assert not found.doubts


def test_links_and_options() -> None:
    found = notes("{{sfn|A|2000|p=3|ignore-err=yes}} [[#CITEREFB2001|B]]")
    citation = found.citations[0]
    assert citation.may_miss
    assert citation.page is not None
    assert citation.pages is None
    assert found.linked == {"CITEREFB2001"}


def test_page_without_short_citations_is_not_walked() -> None:
    assert not notes(BOOK).targets


def test_wiki_without_short_citations() -> None:
    assert not short_footnotes(parse("{{sfn|A|2000}}", wiki="default")).citations


def test_hostile_text_takes_linear_time() -> None:
    for piece in (
        "{{sfn|",
        "{{sfn|a|2000}}",
        "{{cite book|ref={{sfnref|a}}}}",
        "<ref>{{sfn",
        "[[#CITEREF",
        "id=CITEREF",
    ):
        found = notes("{{sfn|Smith|2000}}" + piece * 3000)
        assert found.citations

"""What a page calls: references, lists and citations, in the order in which MediaWiki runs them."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.model import Origin, Page, Reference


def contents(text: str, wiki: str = "enwiki") -> list[str | None]:
    """Return the contents of the references that MediaWiki runs, nested ones left out."""
    return [event.content for event in parse(text, wiki=wiki).events if isinstance(event, Reference)]


def given(page: Page) -> list[tuple[str, str | None, str | None]]:
    """Return name, group and content of all references."""
    return [(r.name, r.group, r.content) for r in page.references]


@pytest.mark.parametrize(
    ("text", "origin", "name", "group", "content"),
    [
        ("<ref>A</ref>", Origin.TAG, "", None, "A"),
        ("<ref name=a group=n />", Origin.TAG, "a", "n", None),
        ("<Ref Name=a></REF>", Origin.TAG, "a", None, ""),
        ("{{#tag:ref|A}}", Origin.FUNCTION, "", None, "A"),
        ("{{#tag:ref|A|name=a|group=n}}", Origin.FUNCTION, "a", "n", "A"),
        ('{{#tag:ref|A|group="n"}}', Origin.FUNCTION, "", "n", "A"),
        ("{{#tag:ref|A|group='n'}}", Origin.FUNCTION, "", "n", "A"),
        ("{{#tag:ref|A|group='n\"}}", Origin.FUNCTION, "", "n", "A"),
        ("{{#tag:ref|A|group=''}}", Origin.FUNCTION, "", "", "A"),
        ("{{#tag:ref|A|group='}}", Origin.FUNCTION, "", "'", "A"),
        ('{{#tag:ref|A|group=x"n"}}', Origin.FUNCTION, "", 'x"n"', "A"),
        ("{{#tag:ref|A| name = a }}", Origin.FUNCTION, "a", None, "A"),
        ("{{#tag:ref|A|name<!--x-->=a}}", Origin.FUNCTION, "a", None, "A"),
        ("{{#tag:ref|A|name=a|name=b}}", Origin.FUNCTION, "b", None, "A"),
        ("{{#tag:ref|A|b}}", Origin.FUNCTION, "", None, "A"),
        ("{{#tag:ref| A }}", Origin.FUNCTION, "", None, " A "),
        ("{{#tag:ref|A=B}}", Origin.FUNCTION, "", None, "A=B"),
        pytest.param(
            "{{#tag:ref|name=a}}", Origin.FUNCTION, "", None, "name=a", id="the first argument is the content"
        ),
        ("{{#tag:ref}}", Origin.FUNCTION, "", None, None),
        ("{{#tag:ref|}}", Origin.FUNCTION, "", None, None),
        ("{{#tag:ref||name=a}}", Origin.FUNCTION, "a", None, None),
        ("{{ #tag: ref |A}}", Origin.FUNCTION, "", None, "A"),
        ("{{#TAG:REF|A}}", Origin.FUNCTION, "", None, "A"),
        ("{{#tag:ref|A<!--x-->B}}", Origin.FUNCTION, "", None, "AB"),
        pytest.param("{{#tag:ref|A|name=a&amp;b}}", Origin.FUNCTION, "a&amp;b", None, "A", id="entities stay"),
        ("{{efn|A}}", Origin.TEMPLATE, "", "lower-alpha", "A"),
        ("{{efn|name=a|A}}", Origin.TEMPLATE, "a", "lower-alpha", "A"),
        ("{{efn|name=a}}", Origin.TEMPLATE, "a", "lower-alpha", None),
        ("{{efn|1=A=B}}", Origin.TEMPLATE, "", "lower-alpha", "A=B"),
        ("{{efn|A=B}}", Origin.TEMPLATE, "", "lower-alpha", None),
        ("{{efn|A|1=B}}", Origin.TEMPLATE, "", "lower-alpha", "B"),
        ("{{efn|1=B|A}}", Origin.TEMPLATE, "", "lower-alpha", "A"),
        ("{{efn|A|group=upper-roman}}", Origin.TEMPLATE, "", "upper-roman", "A"),
        ("{{efn|A|group=}}", Origin.TEMPLATE, "", "lower-alpha", "A"),
        pytest.param("{{efn|A|group=nb}}", Origin.TEMPLATE, "", "lower-alpha", "A", id="a group that it does not know"),
        ("{{efn-ua|A}}", Origin.TEMPLATE, "", "upper-alpha", "A"),
        ("{{efn-lr|A}}", Origin.TEMPLATE, "", "lower-roman", "A"),
        ("{{efn-ur|A}}", Origin.TEMPLATE, "", "upper-roman", "A"),
        ("{{efn-lg|A}}", Origin.TEMPLATE, "", "lower-greek", "A"),
        ("{{refn|A|name=a|group=nb}}", Origin.TEMPLATE, "a", "nb", "A"),
        ("{{refn|A}}", Origin.TEMPLATE, "", None, "A"),
        ("{{notetag|A}}", Origin.TEMPLATE, "", "note", "A"),
        ("{{r|a}}", Origin.TEMPLATE, "a", None, None),
        ("{{r|a|group=n}}", Origin.TEMPLATE, "a", "n", None),
        ("{{sfn|Smith|2000}}", Origin.SHORT, "FOOTNOTESmith2000", None, "sfn Smith 2000"),
    ],
)
def test_reference(text: str, origin: Origin, name: str, group: str | None, content: str | None) -> None:
    page = parse(f"x {text} y")
    (reference,) = page.references
    assert reference.origin is origin
    assert (reference.name, reference.group, reference.content) == (name, group, content)
    assert reference.span.of(page.text) == text


@pytest.mark.parametrize(
    "written",
    [
        "efn", "Efn", " efn ", "efn\n", "_efn_", "Template:Efn", "template: efn", "TEMPLATE:efn", "Template:_efn",
        "efn<!--x-->", "e<!--x-->fn", "<!--x-->efn", "<noinclude>efn</noinclude>", "subst:efn", "safesubst:efn",
    ],
)  # fmt: skip
def test_spellings_of_a_template_name(written: str) -> None:
    assert given(parse(f"{{{{{written}|A}}}}")) == [("", "lower-alpha", "A")]


@pytest.mark.parametrize("written", ["ef n", "efn/doc", "User:efn", ":efn", "#efn", "efn{{a}}", "e-f-n"])
def test_other_templates(written: str) -> None:
    assert parse(f"{{{{{written}|A}}}}").references == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{r|a|b|c}}", ["a", "b", "c"]),
        ("{{r|a||b}}", ["a", "b"]),
        ("{{r| a }}", ["a"]),
        ("{{r|a|a}}", ["a", "a"]),
        ("{{r|}}", []),
        ("{{r|2=b|1=a}}", ["a", "b"]),
        ("{{ref name|a}}", ["a"]),
    ],
)
def test_several_uses_in_one_template(text: str, names: list[str]) -> None:
    assert [reference.name for reference in parse(text).references] == names


@pytest.mark.parametrize(
    ("text", "group", "inner", "origin"),
    [
        ("<references />", "", 0, Origin.TAG),
        ("<references group=n />", "n", 0, Origin.TAG),
        ("<references><ref name=a>A</ref></references>", "", 1, Origin.TAG),
        ("{{#tag:references|<ref name=a>A</ref>|group=n}}", "n", 1, Origin.FUNCTION),
        ("{{#tag:references}}", "", 0, Origin.FUNCTION),
        ("{{reflist}}", "", 0, Origin.TEMPLATE),
        ("{{Reflist|30em|group=n}}", "n", 0, Origin.TEMPLATE),
        ("{{reflist|refs=<ref name=a>A</ref>{{refn|B}}}}", "", 2, Origin.TEMPLATE),
        ("{{references}}", "", 0, Origin.TEMPLATE),
        ("{{reference list}}", "", 0, Origin.TEMPLATE),
        ("{{refs}}", "", 0, Origin.TEMPLATE),
        ("{{notelist}}", "lower-alpha", 0, Origin.TEMPLATE),
        ("{{notes}}", "lower-alpha", 0, Origin.TEMPLATE),
        ("{{note list}}", "lower-alpha", 0, Origin.TEMPLATE),
        ("{{notelist|group=upper-alpha}}", "upper-alpha", 0, Origin.TEMPLATE),
        ("{{notelist-ua}}", "upper-alpha", 0, Origin.TEMPLATE),
        ("{{notelist-lr}}", "lower-roman", 0, Origin.TEMPLATE),
        ("{{notelist-ur}}", "upper-roman", 0, Origin.TEMPLATE),
        ("{{notelist-lg}}", "lower-greek", 0, Origin.TEMPLATE),
        ("{{notelist|notes={{efn|A|name=a}}}}", "lower-alpha", 1, Origin.TEMPLATE),
        ("{{notefoot}}", "note", 0, Origin.TEMPLATE),
    ],
)
def test_list(text: str, group: str, inner: int, origin: Origin) -> None:
    (shown,) = parse(text).lists
    assert (shown.group, len(shown.inner), shown.origin) == (group, inner, origin)
    assert shown.span == (0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{x|<ref>A</ref>}}", ["A"]),
        ("{{x|a=<ref>A</ref>|b=<ref>B</ref>}}", ["A", "B"]),
        pytest.param("{{x|a=<ref>A</ref>|a=<ref>B</ref>}}", ["B"], id="the last of equal arguments is there"),
        pytest.param("{{x|<ref>A</ref>|1=<ref>B</ref>}}", ["B"], id="a number may be given"),
        pytest.param("{{x|1=<ref>A</ref>|<ref>B</ref>}}", ["B"], id="or not"),
        pytest.param("{{x|a=<ref>A</ref>| a <!--y-->=<ref>B</ref>}}", ["B"], id="names are trimmed"),
        pytest.param("{{x|a=<ref>A</ref>|A=<ref>B</ref>}}", ["A", "B"], id="their case counts"),
        ("{{x|{{y|<ref>A</ref>}}|<ref>B</ref>}}", ["A", "B"]),
        ("{{cite web|title=<ref>A</ref>}}", ["A"]),
        ("[[x|<ref>A</ref>]]", ["A"]),
        ("-{<ref>A</ref>}-", ["A"]),
        ("{{x\n== <ref>A</ref> ==\n}}", ["A"]),
        ("{{<ref>A</ref>}}", ["A"]),
        ("{{x|<ref>A</ref>", ["A"]),
    ],
)
def test_arguments_of_templates(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{{x|<ref>A</ref>}}}", ["A"]),
        ("{{{x|<ref>A</ref>|<ref>B</ref>}}}", ["A"]),
        ("{{{x|{{{y|<ref>A</ref>}}}}}}", ["A"]),
        ("{{{x}}}<ref>A</ref>", ["A"]),
    ],
)
def test_defaults_of_arguments(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{#if:x|<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#if:|<ref>A</ref>|<ref>B</ref>}}", ["B"]),
        ("{{#if: \n |<ref>A</ref>|<ref>B</ref>}}", ["B"]),
        ("{{#if:<!--x-->|<ref>A</ref>|<ref>B</ref>}}", ["B"]),
        ("{{#if:|<ref>A</ref>}}", []),
        ("{{#if:x}}", []),
        ("{{#IF:x|<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#if:0|<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#if:x|<ref>A</ref>|<ref>B</ref>|<ref>C</ref>}}", ["A"]),
        ("{{#ifeq:a|a|<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#ifeq: a | a |<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#ifeq:a|A|<ref>A</ref>|<ref>B</ref>}}", ["B"]),
        ("{{#ifeq:a|b|<ref>A</ref>}}", []),
        ("{{#ifeq:||<ref>A</ref>|<ref>B</ref>}}", ["A"]),
        ("{{#if:x|{{#if:|<ref>A</ref>|<ref>B</ref>}}}}", ["B"]),
        ("{{#if:{{x}}|<ref>A</ref>|<ref>B</ref>}}", ["A", "B"]),
        ("{{#ifeq:{{x}}|a|<ref>A</ref>|<ref>B</ref>}}", ["A", "B"]),
        ("{{#ifexist:x|<ref>A</ref>|<ref>B</ref>}}", ["A", "B"]),
        ("{{#switch:x|x=<ref>A</ref>|<ref>B</ref>}}", ["A", "B"]),
        ("{{#if:{{#tag:ref|A}}|<ref>B</ref>}}", ["A", "B"]),
    ],
)
def test_branches(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize("condition", ["01|1", "1.0|1", "1e3|1000"])
def test_numbers_are_equal_by_value(condition: str) -> None:
    assert contents(f"{{{{#ifeq:{condition}|<ref>A</ref>|<ref>B</ref>}}}}") == ["A"]


def test_what_depends_on_a_template_is_not_certain() -> None:
    page = parse("{{#if:{{x}}|<ref>A</ref>{{reflist}}{{cite web|title=B}}}}{{#if:x|<ref>C</ref>}}<ref>D</ref>")
    assert [reference.is_certain for reference in page.references] == [False, True, True]
    assert not page.lists[0].is_certain
    assert not page.citations[0].is_certain


@pytest.mark.parametrize(
    "text",
    [
        "<nowiki><ref>A</ref></nowiki>",
        "<NOWIKI><ref>A</ref></NoWiki >",
        "<pre><ref>A</ref></pre>",
        "<syntaxhighlight lang=html><ref>A</ref></syntaxhighlight>",
        "<source><ref>A</ref></source>",
        "<math><ref>A</ref></math>",
        "<templatedata>{{efn|A}}</templatedata>",
        "<!--<ref>A</ref>-->",
        "<includeonly><ref>A</ref></includeonly>",
        "<!--<ref>A</ref>",
    ],
)
def test_references_that_are_none(text: str) -> None:
    page = parse(text + "{{reflist}}") if not text.endswith("</ref>") else parse(text)
    assert page.references == ()


@pytest.mark.parametrize(
    "text",
    [
        "<gallery>\nFile:A.jpg|<ref>A</ref>\n</gallery>",
        "<poem><ref>A</ref></poem>",
        "<indicator name=a><ref>A</ref></indicator>",
        "<noinclude><ref>A</ref></noinclude>",
        "<onlyinclude><ref>A</ref></onlyinclude>",
        "{{#tag:poem|<ref>A</ref>}}",
        "<div><ref>A</ref></div>",
        "<nowiki /><ref>A</ref>",
        "<nowiki><ref>A</ref>",
        "<pre>{{x|<ref>A</ref>}}",
    ],
)
def test_references_that_are_some(text: str) -> None:
    assert contents(text) == ["A"]


def test_a_function_reads_its_content_whatever_the_tag() -> None:
    assert contents("{{#tag:nowiki|<ref>A</ref>}}") == ["A"]


def test_order_of_events() -> None:
    page = parse("{{efn|A <ref>B</ref>}}<ref>C {{efn|D}}</ref>{{reflist|refs=<ref name=e>E</ref>}}")
    note, reference, shown = page.events
    assert isinstance(note, Reference)
    assert isinstance(reference, Reference)
    assert [getattr(event, "content", None) for event in note.inner] == ["B"]
    assert [getattr(event, "content", None) for event in reference.inner] == ["D"]
    assert [getattr(event, "content", None) for event in shown.inner] == ["E"]
    assert [r.span.start for r in page.references] == sorted(r.span.start for r in page.references)
    assert len(page.references) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite web|title=A}}", ["cite web"]),
        ("{{Cite Web|title=A}}", ["cite web"]),
        ("{{citeweb|title=A}}", ["cite web"]),
        ("{{Template:Cite_web|title=A}}", ["cite web"]),
        ("{{cite\nweb|title=A}}", ["cite web"]),
        ("{{Citation|title=A}}", ["citation"]),
        ("{{cite paper|title=A}}", ["cite journal"]),
        ("<ref>{{cite book|title=A}}</ref>", ["cite book"]),
        ("{{efn|{{cite book|title={{cite web|title=A}}}}}}", ["cite book", "cite web"]),
        ("<nowiki>{{cite web|title=A}}</nowiki>", []),
        ("<ref name=a>{{cite web", []),
        ("{{cite web}}", ["cite web"]),
    ],
)
def test_citations(text: str, expected: list[str]) -> None:
    assert [citation.template for citation in parse(text).citations] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{Infobox thing|a=b}}", ["infobox thing"]),
        ("{{cite web}}{{reflist}}{{efn|a}}{{sfn|b}}{{r|c}}{{coord}}{{!}}{{PAGENAME}}", []),
        ("{{:Page}}", [":page"]),
        ("{{/sub}}", ["/sub"]),
        ("{{#invoke:x|y}}", ["#invoke:x"]),
        ("{{lc:A}}{{formatnum:1}}", []),
        ("{{x|{{y}}}}", ["x", "y"]),
    ],
)
def test_templates_that_are_not_known(text: str, expected: list[str]) -> None:
    assert [transclusion.name for transclusion in parse(text).transclusions] == expected


@pytest.mark.parametrize(("text", "expected"), [("{{excerpt|A}}", "excerpt"), ("{{:A}}", ":a"), ("{{x}}", "")])
def test_templates_that_bring_references(text: str, expected: str) -> None:
    assert parse(text).brings_references == expected


def test_names_of_another_wiki_are_not_known() -> None:
    page = parse("{{efn|A}}{{reflist}}<ref>B</ref>{{#tag:ref|C}}{{cite web|title=D}}", wiki="default")
    assert [r.content for r in page.references] == ["B", "C"]
    assert (page.lists, page.citations) == ((), ())


@pytest.mark.parametrize(
    "unit", ["{{x|", "{{efn|", "[[a|", "{{{a|", "{{#tag:ref|", "{{#if:x|", "{{reflist|refs=", "-{a|"]
)
def test_deep_nesting_ends(unit: str) -> None:
    closing = {"[": "]]", "-": "}-"}.get(unit[0], "}}}" if unit.startswith("{{{") else "}}")
    page = parse(unit * 3000 + "<ref>A</ref>" + closing * 3000)
    assert len(page.references) <= 3001


def test_depth_up_to_that_of_mediawiki_is_read() -> None:
    assert contents("{{x|" * 40 + "<ref>A</ref>" + "}}" * 40) == ["A"]

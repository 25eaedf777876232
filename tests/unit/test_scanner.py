"""Where MediaWiki's preprocessor cuts a text: braces, links, headings, variants, comments, tags."""

from __future__ import annotations

import pytest

from citeaudit.scanner import (
    ARGUMENT,
    COMMENT,
    HEADING,
    IGNORED,
    KIND_NAMES,
    LINK,
    TAG,
    TEMPLATE,
    TagParts,
    Token,
    scan,
    split,
    tiles,
)

TAGS = frozenset(("ref", "references", "nowiki", "pre", "gallery"))


def outline(text: str, *, headings: bool = False) -> list[str]:
    """Return kind and source of each token, outermost first; headings only if asked for."""
    return [
        f"{KIND_NAMES[kind]} {text[start:end]}"
        for kind, start, end in _all(scan(text, TAGS))
        if headings or kind != HEADING
    ]


def _all(tokens: list[Token]) -> list[tuple[int, int, int]]:
    found = []
    for kind, start, end, inner in tokens:
        found.append((kind, start, end))
        if kind != TAG and inner:
            found += _all(inner)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{x}}", ["template {{x}}"]),
        ("{{}}", ["template {{}}"]),
        ("{{|}}", ["template {{|}}"]),
        ("{x}", []),
        ("{{x}", []),
        ("{x}}", []),
        ("{{x", []),
        ("x}}", []),
        ("{{{x}}}", ["argument {{{x}}}"]),
        ("{{{}}}", ["argument {{{}}}"]),
        ("{{{{x}}}}", ["argument {{{x}}}"]),
        ("{{{{{x}}}}}", ["template {{{{{x}}}}}", "argument {{{x}}}"]),
        ("{{{{{{x}}}}}}", ["argument {{{{{{x}}}}}}", "argument {{{x}}}"]),
        ("{{{{{{{x}}}}}}}", ["argument {{{{{{x}}}}}}", "argument {{{x}}}"]),
        ("{{{x}}", ["template {{x}}"]),
        ("{{x}}}", ["template {{x}}"]),
        ("{{{x}}}}", ["argument {{{x}}}"]),
        ("{{{{x}}", ["template {{x}}"]),
        ("{{x}}}}", ["template {{x}}"]),
        ("{{{{x}}}", ["argument {{{x}}}"]),
        ("{{{{x}} }}", ["template {{{{x}} }}", "template {{x}}"]),
        ("{{{{{x}} }}}", ["argument {{{{{x}} }}}", "template {{x}}"]),
        ("{{{{{x}}} }}", ["template {{{{{x}}} }}", "argument {{{x}}}"]),
        ("{{{ {{x}} }}}", ["argument {{{ {{x}} }}}", "template {{x}}"]),
        ("{{ {{a}} }}", ["template {{ {{a}} }}", "template {{a}}"]),
        ("{{ {{{a}}} }}", ["template {{ {{{a}}} }}", "argument {{{a}}}"]),
        ("{{a {{b}}", ["template {{b}}"]),
        ("{{a}} b}}", ["template {{a}}"]),
        ("{{a|{{b}}|{{c}}}}", ["template {{a|{{b}}|{{c}}}}", "template {{b}}", "template {{c}}"]),
        ("{{a\n\n|b}}", ["template {{a\n\n|b}}"]),
    ],
)
def test_runs_of_braces(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[a]]", ["link [[a]]"]),
        ("[a]", []),
        ("[[a]", []),
        ("[a]]", []),
        ("[[[a]]]", ["link [[a]]"]),
        ("[[a [[b]] c]]", ["link [[a [[b]] c]]", "link [[b]]"]),
        ("{{a|[[b|c]]}}", ["template {{a|[[b|c]]}}", "link [[b|c]]"]),
        pytest.param("{{a|[[b}} c", [], id="an open link hides the end of the template"),
        pytest.param("{{a|[[b}} c]]", ["link [[b}} c]]"], id="the link is closed, the template is not"),
        pytest.param(
            "{{a|[[b}} c]] d}}", ["template {{a|[[b}} c]] d}}", "link [[b}} c]]"], id="braces in a link are text"
        ),
        pytest.param("[[a {{b]] c}}", ["template {{b]] c}}"], id="an open template hides the end of the link"),
        pytest.param("{{a|[b}}", ["template {{a|[b}}"], id="a single bracket opens nothing"),
    ],
)
def test_links(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-{a}-", ["variant -{a}-"]),
        ("-{a|b}-", ["variant -{a|b}-"]),
        ("-{a", []),
        ("{{a|-{b|c}-}}", ["template {{a|-{b|c}-}}", "variant -{b|c}-"]),
        ("{{a|-{b}}", []),
        ("-{ {{a}} }-", ["variant -{ {{a}} }-", "template {{a}}"]),
        ("-{a}}-", ["variant -{a}}-"]),
        pytest.param("-{{a}}-", ["template {{a}}"], id="the rightmost braces win"),
        pytest.param("-{{{a}}}-", ["argument {{{a}}}"], id="three braces are used up"),
        pytest.param(
            "-{{{a}} b}-", ["variant -{{{a}} b}-", "template {{a}}"], id="the brace left over opens a variant"
        ),
        pytest.param("-{{{{a}}}}-", ["variant -{{{{a}}}}-", "argument {{{a}}}"], id="one left over of four"),
        ("a -- b {{c}}", ["template {{c}}"]),
    ],
)
def test_variants(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{{a\n== b }}\n}}", ["template {{a\n== b }}\n}}"], id="braces on the line of a heading are text"),
        pytest.param("{{a\n== b }} ==\nc", [], id="and the template stays open"),
        pytest.param("{{a\n=b}}", [], id="even with one equals sign"),
        pytest.param("{{a|\n=b}}", ["template {{a|\n=b}}"], id="unless it separates a name from a value"),
        pytest.param("{{a|b\n= c}}", ["template {{a|b\n= c}}"], id="also after a name"),
        pytest.param("{{a|b=\n=c}}", [], id="but only the first one"),
        pytest.param("{{a|b=c|\n=d}}", ["template {{a|b=c|\n=d}}"], id="of each argument"),
        pytest.param("{{a|\n==b}}", [], id="two are a heading in any case"),
        pytest.param("{{a|\n =b}}", ["template {{a|\n =b}}"], id="a space before makes it none"),
        pytest.param(
            "{{a|{{b}}\n=c}}", ["template {{a|{{b}}\n=c}}", "template {{b}}"], id="a template may be the name"
        ),
        pytest.param(
            "{{a|[[b=c]]\n=d}}", ["template {{a|[[b=c]]\n=d}}", "link [[b=c]]"], id="its own signs do not count"
        ),
        pytest.param(
            "{{a|-{b=c}-\n=d}}", ["template {{a|-{b=c}-\n=d}}", "variant -{b=c}-"], id="nor those of a variant"
        ),
        pytest.param("[[a|b\n=c]]", [], id="a link has no names"),
        pytest.param("-{a|b\n=c}-", ["variant -{a|b\n=c}-"], id="a variant has"),
        pytest.param("{{a\n=b\n=c\n}}", ["template {{a\n=b\n=c\n}}"], id="one heading after the other"),
        pytest.param("{{a\n={{b}}\n}}", ["template {{a\n={{b}}\n}}", "template {{b}}"], id="a template in a heading"),
        pytest.param(
            "{{a\n={{b\n}} c }}\n}}", ["template {{a\n={{b\n}} c }}\n}}", "template {{b\n}}"], id="over lines"
        ),
        pytest.param("{{a\n<!--b-->\n== c }}", ["comment <!--b-->"], id="after a comment that takes its line"),
        pytest.param(
            "{{a\n<!--b-->== c }}", ["template {{a\n<!--b-->== c }}", "comment <!--b-->"], id="not beside a comment"
        ),
        pytest.param("== {{a}} ==", ["template {{a}}"], id="outside of templates"),
        pytest.param("== {{a\n== b }}", [], id="the heading inside, not the one around, counts"),
    ],
)
def test_headings_in_templates(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_headings_are_tokens_where_they_matter() -> None:
    assert outline("{{a\n== b }}\n}}", headings=True) == ["template {{a\n== b }}\n}}", "heading == b }}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<!--b-->c", ["comment <!--b-->"]),
        ("<!--{{a}}<ref>-->{{b}}", ["comment <!--{{a}}<ref>-->", "template {{b}}"]),
        ("<!-- {{a}} ", ["comment <!-- {{a}} "]),
        ("<!---->", ["comment <!---->"]),
        pytest.param("<!-->{{a}}", ["comment <!-->{{a}}"], id="too short to be closed"),
        pytest.param("<!--->{{a}}-->", ["comment <!--->{{a}}-->"], id="nor is this one"),
        ("{{a<!--}}-->}}", ["template {{a<!--}}-->}}", "comment <!--}}-->"]),
        ("{{a|b<!--|c-->}}", ["template {{a|b<!--|c-->}}", "comment <!--|c-->"]),
        ("\n <!--a--> <!--b-->\n", ["comment <!--a-->", "comment <!--b-->"]),
        ("< !-- {{a}} -->", ["template {{a}}"]),
    ],
)
def test_comments(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<noinclude>{{a}}</noinclude>", ["ignored <noinclude>", "template {{a}}", "ignored </noinclude>"]),
        ("<onlyinclude>a</onlyinclude>", ["ignored <onlyinclude>", "ignored </onlyinclude>"]),
        ("<NoInclude >a", ["ignored <NoInclude >"]),
        ("<noinclude/>", ["ignored <noinclude/>"]),
        ("<includeonly>{{a}}</includeonly>{{b}}", ["ignored <includeonly>{{a}}</includeonly>", "template {{b}}"]),
        ("<INCLUDEONLY>{{a}}</IncludeOnly>", ["ignored <INCLUDEONLY>{{a}}</IncludeOnly>"]),
        ("<includeonly/>{{a}}", ["ignored <includeonly/>", "template {{a}}"]),
        pytest.param("<includeonly>{{a}}", ["ignored <includeonly>{{a}}"], id="unclosed to the end"),
        pytest.param("<IncludeOnly>{{a}}", ["template {{a}}"], id="but only in lower case"),
        pytest.param("</includeonly>{{a}}", ["template {{a}}"], id="a lone closing tag is text"),
        (
            "{{a<noinclude>|</noinclude>b}}",
            ["template {{a<noinclude>|</noinclude>b}}", "ignored <noinclude>", "ignored </noinclude>"],
        ),
        ("<includeonly><nowiki></includeonly>{{a}}", ["ignored <includeonly><nowiki></includeonly>", "template {{a}}"]),
    ],
)
def test_inclusion(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref>a</ref>", ["tag <ref>a</ref>"]),
        ("<ref></ref>", ["tag <ref></ref>"]),
        ("<ref/>", ["tag <ref/>"]),
        ("<ref />", ["tag <ref />"]),
        ("<ref\nname=a\n/>", ["tag <ref\nname=a\n/>"]),
        ("<REF>a</rEf>", ["tag <REF>a</rEf>"]),
        ("<ref>a</ref \n>", ["tag <ref>a</ref \n>"]),
        ("<references />", ["tag <references />"]),
        ("<references><ref>a</ref></references>", ["tag <references><ref>a</ref></references>"]),
        pytest.param("<ref>{{a|</ref>}}", ["tag <ref>{{a|</ref>"], id="nothing inside is looked at"),
        pytest.param("<ref>a<ref>b</ref>c</ref>", ["tag <ref>a<ref>b</ref>"], id="the first closing tag ends it"),
        pytest.param("<ref>a<nowiki></ref></nowiki>", ["tag <ref>a<nowiki></ref>"], id="wherever that stands"),
        pytest.param("<nowiki><ref></nowiki>a</ref>", ["tag <nowiki><ref></nowiki>"], id="or for the other tag"),
        pytest.param("<ref>a<!--</ref>-->", ["tag <ref>a<!--</ref>"], id="even in a comment"),
        pytest.param("<!--<ref>-->a</ref>", ["comment <!--<ref>-->"], id="but a comment hides an opening tag"),
        pytest.param("<ref>{{a}}", ["template {{a}}"], id="an unclosed tag is text"),
        pytest.param("<ref>{{a}}<ref>b</ref>", ["tag <ref>{{a}}<ref>b</ref>"], id="a later closing tag closes it"),
        pytest.param(
            "<nowiki>{{a}}<ref>b</ref>", ["template {{a}}", "tag <ref>b</ref>"], id="one tag unclosed, another not"
        ),
        pytest.param(
            '<ref name="a>b">c</ref>', ['tag <ref name="a>b">c</ref>'], id="quotes do not hide the end of a tag"
        ),
        pytest.param("<ref name=a/>b</ref>", ["tag <ref name=a/>"], id="a slash before the end closes"),
        pytest.param("<ref name=a/ >b</ref>", ["tag <ref name=a/ >b</ref>"], id="a slash and a space does not"),
        pytest.param("<ref{{a}}>", ["template {{a}}"], id="a tag's name ends with a space, a slash or >"),
        ("<refs>a</refs>", []),
        ("< ref>a</ref>", []),
        ("<ref", []),
        ("<ref name=a {{b}}", ["template {{b}}"]),
        ("<b>{{a}}</b>", ["template {{a}}"]),
        pytest.param("<ref>a</ref name>{{b}}", ["template {{b}}"], id="a closing tag has no attributes"),
        pytest.param(
            "{{a|<ref>|}}</ref>}}", ["template {{a|<ref>|}}</ref>}}", "tag <ref>|}}</ref>"], id="in a template"
        ),
        pytest.param("{{a|<ref>}}", ["template {{a|<ref>}}", "literal <ref>"], id="unclosed in a template"),
        pytest.param(
            "[[a|<nowiki>]]</nowiki>]]", ["link [[a|<nowiki>]]</nowiki>]]", "tag <nowiki>]]</nowiki>"], id="in a link"
        ),
        pytest.param("<ref a=1 <nowiki>{{b}}</nowiki>", ["template {{b}}"], id="an unclosed tag runs to the next >"),
    ],
)
def test_tags(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "attributes", "content"),
    [
        ('<ref name="a">b</ref>', ' name="a"', "b"),
        ("<REF>b</Ref >", "", "b"),
        ("<ref></ref>", "", ""),
        ("<ref name=a/>", " name=a", None),
        ("<ref/>", "", None),
        ("<ref\t>b</ref>", "\t", "b"),
    ],
)
def test_parts_of_a_tag(text: str, attributes: str, content: str | None) -> None:
    parts = scan(text, TAGS)[0][3]
    assert isinstance(parts, TagParts)
    assert parts.name == "ref"
    assert text[parts.attributes_start : parts.attributes_end] == attributes
    assert (None if parts.content_start < 0 else text[parts.content_start : parts.content_end]) == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a}}", ["a"]),
        ("{{}}", [""]),
        ("{{a|}}", ["a", ""]),
        ("{{a|b|c=d}}", ["a", "b", "c=d"]),
        ("{{a|{{b|c}}|d}}", ["a", "{{b|c}}", "d"]),
        ("{{a|[[b|c]]|[d|e]}}", ["a", "[[b|c]]", "[d", "e]"]),
        ("{{a|<nowiki>|</nowiki>|<!--|-->}}", ["a", "<nowiki>|</nowiki>", "<!--|-->"]),
        ("{{a|-{b|c}-}}", ["a", "-{b|c}-"]),
        ("{{a|{{b|c}}", None),
        ("{{{a|b|c}}}", ["a", "b", "c"]),
        ("{{a|[[b|c}}", None),
        ("{{{{a|b}}|c}}", ["{{a|b}}", "c"]),
    ],
)
def test_split(text: str, expected: list[str] | None) -> None:
    tokens = [token for token in scan(text, TAGS) if token[1:3] == (0, len(text))]
    found = [[text[part.start : part.end] for part in split(text, token)] for token in tokens]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a|b}}", [-1, -1]),
        ("{{a=b|c=d}}", [-1, 7]),
        ("{{a|b=c=d}}", [-1, 5]),
        ("{{a|=b}}", [-1, 4]),
        ("{{a|{{b|c=d}}=e}}", [-1, 13]),
        ("{{a|[[b=c]]}}", [-1, -1]),
        ("{{a|<ref name=b/>}}", [-1, -1]),
        ("{{a|<!--=-->b=c}}", [-1, 13]),
    ],
)
def test_first_equals_sign_of_each_part(text: str, expected: list[int]) -> None:
    assert [part.equals for part in split(text, scan(text, TAGS)[0])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("}-{a}-", ["variant -{a}-"], id="a hyphen that closes nothing may open"),
        pytest.param("-{a}-{b}-", ["variant -{a}-"], id="one that closes does not"),
        pytest.param(
            "[[}-{{{a}}]]",
            ["template {{a}}"],
            id="before three braces it keeps its link open",
        ),
    ],
)
def test_hyphens_between_braces(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{{a|<ref name=b>|c}}", ["a", "<ref name=b>", "c"]), ("{{a|<ref b|c>|d}}", ["a", "<ref b|c>", "d"])],
)
def test_pipes_in_a_tag_that_is_not_closed(text: str, expected: list[str]) -> None:
    parts = split(text, scan(text, TAGS)[0])
    assert [text[part.start : part.end] for part in parts] == expected
    assert [part.equals for part in parts] == [-1] * 3


def test_scanning_a_part_of_a_text() -> None:
    text = "{{a}} <ref>{{b}} <!-- </ref> {{c}} -->"
    assert scan(text, TAGS, 11, 22) == [(TEMPLATE, 11, 16, None), (COMMENT, 17, 22, None)]


def test_a_stretch_of_a_text_is_scanned_as_if_it_were_all() -> None:
    text = "{{a <ref>}} <ref {{b}}"
    assert scan(text, TAGS, 3, 17) == []
    assert scan("a\n= b }} <noinclude>", TAGS, 2, 8) == []


def test_tiles() -> None:
    text = "a{{b|{{{c}}}}}<!--d--><noinclude><ref>{{e}}</ref>"
    found = [(kind, text[start:end]) for kind, start, end in tiles(scan(text, TAGS), 0, len(text))]
    assert found == [
        ("text", "a"),
        ("template", "{{b|"),
        ("argument", "{{{c}}}"),
        ("template", "}}"),
        ("comment", "<!--d-->"),
        ("ignored", "<noinclude>"),
        ("tag", "<ref>{{e}}</ref>"),
    ]


def test_tiles_of_nothing() -> None:
    assert list(tiles([], 0, 0)) == []
    assert list(tiles(scan("<ref", TAGS), 0, 4)) == [("text", 0, 4)]


def test_kinds_have_names() -> None:
    assert [KIND_NAMES[kind] for kind in (COMMENT, TAG, IGNORED, TEMPLATE, ARGUMENT, LINK)] == [
        "comment", "tag", "ignored", "template", "argument", "link",
    ]  # fmt: skip

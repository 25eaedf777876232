"""What MediaWiki's Cite extension makes of the references of a page.

The expectations follow the extension's own rules; "list" is ``<references>`` in any form.
"""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.footnotes import Footnotes, resolve

ALLOWED = "details, dir, follow, group, name"


def footnotes(text: str, *, subreferencing: bool = True) -> Footnotes:
    return resolve(parse(text), subreferencing=subreferencing)


def errors(text: str, *, subreferencing: bool = True) -> list[tuple[str, ...]]:
    """Return key and subjects of each error, without the beginning that all keys share.

    The same error of the same part is one, as it is one finding.
    """
    found = footnotes(text, subreferencing=subreferencing).errors
    distinct = dict.fromkeys((error.part, (error.key.removeprefix("cite_error_"), *error.subjects)) for error in found)
    return [shown for _, shown in distinct]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=a />", [("references_no_text", "a")]),
        ("<ref name=a /><ref name=a />", [("references_no_text", "a")]),
        ("<ref name=a /><references />", [("references_no_text", "a")]),
        ("<ref name=a /><ref name=A>A</ref>", [("references_no_text", "a")]),
        ("<ref name='a b' /><ref name=a_b>A</ref>", [("references_no_text", "a b")]),
        ("<ref name=a /><ref name=a group=n>A</ref><references group=n />", [("references_no_text", "a")]),
        ("<ref name=a group=n /><ref name=a>A</ref><references group=n />", [("references_no_text", "a")]),
        pytest.param(
            "<ref name=a>A</ref><references /><ref name=a /><references />",
            [("references_no_text", "a")],
            id="a list empties its group",
        ),
        pytest.param("<ref name=a>A</ref><references group=n /><ref name=a />", [], id="but not another group"),
        pytest.param(
            "<ref name=a /><references /><ref name=a>A</ref>",
            [("references_no_text", "a")],
            id="the definition comes too late",
        ),
        ("<ref name=a>A</ref><ref name=a>A</ref>", []),
        ("<ref name=a>A</ref><ref name=a>B</ref>", [("references_duplicate_key", "a")]),
        ("<ref name=a>A</ref><ref name=a> A</ref>", [("references_duplicate_key", "a")]),
        ("<ref name=a>A</ref><ref name=a>B</ref><ref name=a>A</ref>", [("references_duplicate_key", "a")]),
        ("<ref name=a>A</ref><ref name=a>B</ref><ref name=a>C</ref>", [("references_duplicate_key", "a")] * 2),
        ("<ref name=a>A</ref><ref name=a group=n>B</ref><references group=n />", []),
        ("<ref name=a>A</ref><references /><ref name=a>B</ref>", []),
        ("<ref name=a>A</ref>{{#tag:ref|A|name=a}}", []),
        ("<ref name=a>A</ref>{{#tag:ref| A|name=a}}", [("references_duplicate_key", "a")]),
        ("<ref name=' a  b '>A</ref><ref name='a b' />", []),
        ("<ref name='a&amp;b'>A</ref><ref name='a&b' />", []),
        ("<ref group=''>A</ref><ref group=' '>B</ref>", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref group=n>A</ref>", [("group_refs_without_references", "n")]),
        ("<ref group=n>A</ref><references />", [("group_refs_without_references", "n")]),
        ("<ref group=n>A</ref><references group=n />", []),
        ("<ref group=n>A</ref><references group=N />", [("group_refs_without_references", "n")]),
        ("<references group=n /><ref group=n>A</ref>", [("group_refs_without_references", "n")]),
        (
            "<ref group=n>A</ref><ref group=n>B</ref><ref group=m>C</ref>",
            [("group_refs_without_references", g) for g in "nm"],
        ),
        pytest.param(
            "<ref group=n name=a />",
            [("group_refs_without_references", "n")],
            id="an unshown group hides what it lacks",
        ),
        pytest.param("<ref group=n />", [("ref_no_key",)], id="a reference that is not counted makes no group"),
        ("{{efn|A}}", [("group_refs_without_references", "lower-alpha")]),
        ("{{efn|A}}{{notelist}}", []),
        ("{{efn|A}}{{reflist|group=lower-alpha}}", []),
    ],
)
def test_groups(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<references /><references/>", []),
        ("<references responsive=0 group=n />", []),
        ("<references columns=2 />", [("references_invalid_parameters", "columns", "group, responsive")]),
        ("<references grup=n />", [("references_invalid_parameters", "grup", "group, responsive")]),
        ("<references name=a details=b />", [("references_invalid_parameters", "name", "group, responsive")]),
        pytest.param(
            "<ref name=a>A</ref><references x /><ref name=a /><references />",
            [("references_invalid_parameters", "x", "group, responsive")],
            id="a list that is not shown does not empty its group",
        ),
        pytest.param(
            "<ref name=a /><references x><ref name=a>A</ref></references><references />",
            [("references_invalid_parameters", "x", "group, responsive")],
            id="but defines what stands in it",
        ),
        ("{{#tag:references|<references />}}", [("included_references",)]),
        ("<references><references /></references>", []),
    ],
)
def test_lists(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


LISTS = ("<references>{}</references>", "{{{{#tag:references|{}}}}}", "{{{{reflist|refs={}}}}}")


@pytest.mark.parametrize("shown", LISTS)
@pytest.mark.parametrize(
    ("before", "inside", "expected"),
    [
        ("<ref name=a />", "<ref name=a>A</ref>", []),
        ("<ref name=a>A</ref>", "<ref name=a>A</ref>", []),
        ("<ref name=a>A</ref>", "<ref name=a>B</ref>", [("references_duplicate_key", "a")]),
        ("<ref name=a />", "<ref name=a>A</ref><ref name=a>B</ref>", [("references_duplicate_key", "a")]),
        ("", "<ref name=a>A</ref>", [("references_missing_key", "a")]),
        ("<ref name=b>B</ref>", "<ref name=a>A</ref>", [("references_missing_key", "a")]),
        ("<ref name=a group=n>A</ref><references group=n />", "<ref name=a>A</ref>", [("references_missing_key", "a")]),
        ("<ref name=a>A</ref>", "<ref>B</ref>", [("references_no_key",)]),
        ("<ref name=a>A</ref>", "<ref name=1>B</ref>", [("ref_numeric_key",), ("references_no_key",)]),
        ("<ref name=a>A</ref>", "<ref name=a />", [("empty_references_define", "a", "")]),
        ("<ref name=a>A</ref>", "<ref name=a></ref>", [("empty_references_define", "a", "")]),
        ("<ref name=a />", "<ref name=a> </ref>", [("empty_references_define", "a", ""), ("references_no_text", "a")]),
        ("<ref name=a />", "<ref name=a group=n>A</ref>", [("references_group_mismatch", "n")]),
        ("<ref name=a />", "<ref name=a group=''>A</ref>", []),
        ("<ref name=a />", "<ref name=a details=b>A</ref>", [("details_unsupported_context", "a")]),
        ("<ref name=a />", "<ref name=a x=b>A</ref>", [("ref_too_many_keys", "x", ALLOWED)]),
        ("<ref name=a details=b />", "<ref name=a>A</ref>", []),
        ("<ref name=a />", "text <!-- <ref name=b>B</ref> --> <ref name=a>A</ref>", []),
    ],
)
def test_list_defined_references(shown: str, before: str, inside: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(before + shown.format(inside)) == expected


def test_list_defined_references_take_the_group_of_their_list() -> None:
    assert errors("<ref name=a group=n /><references group=n><ref name=a>A</ref></references>") == []
    assert errors("<ref name=a group=n />{{reflist|group=n|refs={{refn|A|name=a|group=n}}}}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<ref name=a>A</ref>{{#tag:references|<ref name=b>B</ref>}}",
            [("references_missing_key", "b")],
            id="a use in the list is taken back",
        ),
        pytest.param(
            "<ref name=a /><ref name=c />{{#tag:references|<ref name=a>A</ref><ref name=c>C</ref>}}", [], id="in order"
        ),
        pytest.param("<ref name=a />{{#tag:references|{{#tag:ref|A|name=a}}}}", [], id="written as a function"),
        pytest.param("<ref name=a />{{reflist|refs={{refn|A|name=a}}}}", [], id="written as a template"),
        pytest.param(
            "{{#tag:references|<ref name=a>A</ref>}}<ref name=a />",
            [("references_missing_key", "a"), ("references_no_text", "a")],
            id="before the use",
        ),
    ],
)
def test_references_in_a_list_that_is_a_function(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<ref>A {{efn|B}}</ref><references />{{notelist}}",
            [("references_group_mismatch", "lower-alpha"), ("references_no_key",)],
            id="a note in a tag runs in the list",
        ),
        pytest.param("<ref>A {{efn|B}}</ref>{{notelist}}", [], id="or in none, when the groups have been counted"),
        pytest.param(
            "{{efn|A <ref name=b>B</ref>}}<ref name=b />{{notelist}}<references />",
            [],
            id="a reference in a note comes first",
        ),
        pytest.param(
            "<ref name=b />{{efn|A <ref name=b>B</ref>}}<references />{{notelist}}",
            [],
            id="and counts before the note's list",
        ),
    ],
)
def test_references_in_references(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


def test_footnotes_and_their_uses() -> None:
    found = footnotes("<ref name=a /><ref>B</ref><ref name=a>A</ref><ref group=n>C</ref><references />")
    assert [(f.group, f.name, f.number, len(f.uses)) for f in found.entries] == [
        ("", "a", 1, 2),
        ("", "", 2, 1),
        ("n", "", 1, 1),
    ]
    assert [f.definition and f.definition.content for f in found.entries] == ["A", "B", "C"]


def test_what_lists_show() -> None:
    before = "<ref>A</ref><references /><ref>B</ref>{{efn|C}}"
    text = f"{before}<references group=x />{{{{notelist}}}}<ref group=n>D</ref><ref>E</ref>"
    page = parse(text)
    found = resolve(page)
    assert [[f.definition.content for f in found.shown[shown] if f.definition] for shown in page.lists] == [
        ["A"],
        [],
        ["C"],
    ]
    assert [f.definition.content for f in found.leftover if f.definition] == ["B", "E"]
    assert list(found.unlisted) == ["n"]
    assert [f.shown_by for f in found.entries] == [page.lists[0], None, page.lists[2], None, None]


def test_a_list_inside_of_a_tag_is_ignored() -> None:
    page = parse("<ref>A</ref><references><references /></references>")
    assert list(resolve(page).shown) == [page.lists[0]]


def test_an_error_knows_what_contradicts_it() -> None:
    error = footnotes("<ref name=a>A</ref><ref name=a>B</ref>").errors[0]
    assert error.related
    assert (error.related.span.start, error.part.span.start) == (0, 19)


def test_errors_name_the_part_to_change() -> None:
    text = "<ref name=a /> <ref group=n>B</ref> <references x />"
    spans = [error.part.span.of(text) for error in footnotes(text).errors]
    assert spans == ["<references x />", "<ref name=a />", "<ref group=n>B</ref>"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<ref name=a /><ref follow=a>B</ref>", [], id="a continuation is a text"),
        pytest.param(
            "<ref name=a /><ref follow=a>B</ref><ref name=a>A</ref>",
            [("references_duplicate_key", "a")],
            id="that others contradict",
        ),
        pytest.param(
            "<ref name=a b c>A</ref>",
            [("ref_too_many_keys", "b", ALLOWED)],
            id="only the first unknown attribute is reported",
        ),
        pytest.param(
            "<ref dam=x>A</ref>",
            [("ref_parameter_suggestion", "dam", "name")],
            id="of equally near words the first is meant",
        ),
        pytest.param(
            "<ref name=a /><references><ref name=a dir=left>A</ref></references>",
            [("ref_invalid_dir", "left")],
            id="dir in a list",
        ),
        pytest.param(
            "<ref name=a /><references><ref follow=a details=x>A</ref></references>",
            [("ref_follow_conflicts",), ("references_no_text", "a")],
            id="follow and details in a list",
        ),
        pytest.param("<ref>\u00a0</ref>", [], id="a no-break space is content"),
        pytest.param(
            "{{#tag:ref|A <ref>B}}", [("included_ref",)], id="an unclosed tag in a function is text there, too"
        ),
        pytest.param(
            "{{#tag:references|<ref></ref>}}", [], id="fatal errors in a list that is a function are not shown"
        ),
        pytest.param(
            "<ref name=a />{{reflist|refs=<ref name=a>A <ref name=b>B</ref>}}",
            [("references_no_text", "a")],
            id="not even that of a forgotten closing tag",
        ),
        pytest.param(
            "<ref name=a />{{#tag:references|<ref details=x>B</ref>}}",
            [("details_unsupported_context", ""), ("references_no_key",), ("references_no_text", "a")],
            id="what is taken back takes its warnings with it",
        ),
    ],
)
def test_finer_points(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected

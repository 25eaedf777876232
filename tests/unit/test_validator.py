"""What MediaWiki's Cite extension complains of in a single reference."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.footnotes import resolve

ALLOWED = "details, dir, follow, group, name"


def errors(text: str, *, subreferencing: bool = True) -> list[tuple[str, ...]]:
    """Return key and subjects of each error, without the beginning that all keys share."""
    found = resolve(parse(text), subreferencing=subreferencing).errors
    return [(error.key.removeprefix("cite_error_"), *error.subjects) for error in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref>A</ref>", []),
        ("<ref name=a>A</ref>", []),
        ("<ref name=a /><ref name=a>A</ref>", []),
        ("<ref name=a></ref><ref name=a>A</ref>", []),
        ("<ref name=a> \n </ref><ref name=a>A</ref>", []),
        ("<ref />", [("ref_no_key",)]),
        ("<ref name='' />", [("ref_no_key",)]),
        ("<ref group=n />", [("ref_no_key",)]),
        ("<ref></ref>", [("ref_no_input",)]),
        ("<ref> \t\n</ref>", [("ref_no_input",)]),
        ("<ref name=''></ref>", [("ref_no_input",)]),
        pytest.param("<ref><!--a--></ref>", [], id="a comment is content"),
        pytest.param("<ref>&nbsp;</ref>", [], id="so is an entity"),
    ],
)
def test_name_and_content(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref naem=a>A</ref>", [("ref_parameter_suggestion", "naem", "name")]),
        ("<ref nane=a>A</ref>", [("ref_parameter_suggestion", "nane", "name")]),
        ("<ref grp=a>A</ref>", [("ref_parameter_suggestion", "grp", "group")]),
        ("<ref groups=a>A</ref>", [("ref_parameter_suggestion", "groups", "group")]),
        ("<ref direction=ltr>A</ref>", [("ref_too_many_keys", "direction", ALLOWED)]),
        ("<ref name=John Smith>A</ref>", [("ref_too_many_keys", "smith", ALLOWED)]),
        ("<ref style='x'>A</ref>", [("ref_too_many_keys", "style", ALLOWED)]),
        ("<ref name=a name=b>A</ref>", []),
        pytest.param(
            "<ref extra />", [("ref_too_many_keys", "extra", ALLOWED)], id="a fatal error shows the first only"
        ),
        pytest.param(
            "<ref name=a b/>",
            [("ref_too_many_keys", "b", ALLOWED), ("references_no_text", "a")],
            id="a warning does not",
        ),
        pytest.param("<ref nam=a />", [("ref_parameter_suggestion", "nam", "name")], id="the suggestion is not taken"),
    ],
)
def test_attributes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=1>A</ref>", [("ref_numeric_key",)]),
        ("<ref name=007>A</ref>", [("ref_numeric_key",)]),
        ("<ref name=0>A</ref>", [("ref_numeric_key",)]),
        ("<ref name=-1>A</ref>", []),
        ("<ref name=1.5>A</ref>", []),
        ("<ref name=1a>A</ref>", []),
        ("<ref name=٣>A</ref>", []),
        pytest.param("<ref name=1 />", [("ref_numeric_key",)], id="without a name a use is nothing"),
        pytest.param(
            "<ref name=1>A</ref><ref name=1>B</ref>", [("ref_numeric_key",)] * 2, id="two references of no name"
        ),
        ("<ref follow=1>A</ref>", [("ref_numeric_key",)]),
    ],
)
def test_numbers_are_no_names(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=a>A</ref><ref follow=a>B</ref>", []),
        ("<ref follow=a>B</ref>", []),
        ("<ref name=a>A</ref><ref follow=a name=b>B</ref>", [("ref_follow_conflicts",)]),
        ("<ref name=a>A</ref><ref follow=a details=b>B</ref>", [("ref_follow_conflicts",)]),
        ("<ref name=a>A</ref><ref follow=a details>B</ref>", [("ref_follow_conflicts",)]),
        ("<ref name=a>A</ref><ref follow='' name=b>B</ref>", []),
        ("<ref name=a>A</ref><ref follow=a />", [("ref_no_key",)]),
        ("<ref name=a>A</ref><ref follow=a></ref>", [("ref_no_input",)]),
        pytest.param(
            "<ref follow=a name=b>B</ref><ref name=b />",
            [("ref_follow_conflicts",), ("references_no_text", "b")],
            id="is not counted",
        ),
        pytest.param(
            "<ref name=a>A</ref><ref follow=a group=n>B</ref><references group=n />",
            [],
            id="stands alone in another group",
        ),
    ],
)
def test_continuations(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref dir=ltr>A</ref><ref dir=RTL>A</ref>", []),
        ("<ref dir=auto>A</ref>", []),
        ("<ref dir=left>A</ref>", [("ref_invalid_dir", "left")]),
        ("<ref dir=''>A</ref>", [("ref_invalid_dir", "")]),
        ("<ref dir>A</ref>", [("ref_invalid_dir", "")]),
        ("<ref name=a dir=ltr>A</ref><ref name=a dir=LTR />", []),
        ("<ref name=a dir=ltr>A</ref><ref name=a />", []),
        ("<ref name=a dir=ltr>A</ref><ref name=a dir=rtl />", [("ref_conflicting_dir", "a")]),
        ("<ref name=a dir=ltr /><ref name=a dir=rtl>A</ref>", [("ref_conflicting_dir", "a")]),
        ("<ref name=a dir=ltr>A</ref><ref name=a dir=up />", [("ref_invalid_dir", "up")]),
        ("<ref dir=ltr>A</ref><ref dir=rtl>B</ref>", []),
    ],
)
def test_directions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=a details='p. 1'>A</ref><ref name=a details='p. 2' />", []),
        ("<ref name=a details='p. 1' /><ref name=a>A</ref>", []),
        ("<ref name=a details='p. 1' />", [("references_no_text", "a")]),
        ("<ref details='p. 1' />", [("details_missing_parent",)]),
        ("<ref details='p. 1'> </ref>", [("details_missing_parent",)]),
        ("<ref details />", [("details_missing_parent",)]),
        ("<ref details='p. 1'>A</ref>", [("ref_with_details_no_name",)]),
        ("<ref details='0'>A</ref>", [("ref_with_details_no_name",)]),
        ("<ref details=''>A</ref>", []),
        ("<ref name=1 details='p. 1' />", [("ref_numeric_key",)]),
    ],
)
def test_details(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=a details='p. 1'>A</ref>", [("ref_too_many_keys", "details", "dir, follow, group, name")]),
        ("<ref details='p. 1' />", [("ref_too_many_keys", "details", "dir, follow, group, name")]),
        ("<ref detail='p. 1'>A</ref>", [("ref_too_many_keys", "detail", "dir, follow, group, name")]),
    ],
)
def test_details_where_the_wiki_has_none(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text, subreferencing=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref>A<ref>B</ref>", [("included_ref",)]),
        ("<ref name=a>A<ref name=b>B</ref><ref name=b />", [("included_ref",), ("references_no_text", "b")]),
        ("<ref>A <ref name=b /> C</ref>", [("included_ref",)]),
        ("<ref>A <references /></ref>", [("included_ref",)]),
        ("<ref>A <REF>B</ref>", [("included_ref",)]),
        ("<ref>A <ref </ref>", []),
        ("<ref>A <reference> B</ref>", []),
        ("<ref>A <nowiki><ref></nowiki> B</ref>", []),
        ("<ref>A <code><ref></code> B</ref>", []),
        ("<ref>A <!-- <ref> --> B</ref>", []),
        pytest.param("<ref>A <!-- <ref> B</ref>", [("included_ref",)], id="a comment must be closed"),
        pytest.param("<ref>A <b> <ref> </i> B</ref>", [("included_ref",)], id="and so must a tag"),
        pytest.param("<ref>A <b><ref></B> C</ref>", [("included_ref",)], id="in the same letters"),
        pytest.param("<ref>A <b><ref></b > C</ref>", [], id="spaces may follow its name"),
        pytest.param("<ref>A <br><ref></br> C</ref>", [], id="whatever tag that is"),
        pytest.param("<ref>A &lt;ref&gt; C</ref>", [], id="as a text"),
        pytest.param("{{#tag:ref|A <ref>B</ref>}}", [], id="a function reads its content first"),
        pytest.param("{{efn|A <ref>B</ref>}}{{notelist}}", [], id="as a template does"),
        pytest.param("<ref>A {{#tag:ref|B}}</ref>", [], id="a function is no tag"),
    ],
)
def test_forgotten_closing_tags(text: str, expected: list[tuple[str, ...]]) -> None:
    assert errors(text) == expected

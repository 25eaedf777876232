"""External links as MediaWiki makes them."""

from __future__ import annotations

import pytest

from citeaudit import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[https://a.example label]", [("https://a.example", "label")], id="bracketed"),
        pytest.param("[https://a.example]", [("https://a.example", "")], id="numbered"),
        pytest.param("See https://a.example/x.", [("https://a.example/x", None)], id="bare, without the full stop"),
        pytest.param("(https://a.example/x)", [("https://a.example/x", None)], id="closing bracket is not part"),
        pytest.param("https://a.example/x_(y)", [("https://a.example/x_(y)", None)], id="unless one was opened"),
        pytest.param("[//a.example label]", [("//a.example", "label")], id="relative to the protocol, in brackets"),
        pytest.param("//a.example", [], id="not outside brackets"),
        pytest.param("[https://a.example no\nend]", [("https://a.example", None)], id="a label ends with its line"),
        pytest.param("[https://a.example a {{x|]}} b]", [("https://a.example", "a {{x|]}} b")], id="template in label"),
        pytest.param("<ref>https://a.example</ref>", [("https://a.example", None)], id="in a reference"),
        pytest.param("{{cite web|url=https://a.example|x=1}}", [("https://a.example", None)], id="argument ends it"),
        pytest.param("<!-- https://a.example -->", [], id="comment"),
        pytest.param("<nowiki>https://a.example</nowiki>", [], id="nowiki"),
        pytest.param("xhttps://a.example", [], id="inside a word"),
        pytest.param("[[File:a.png|https://a.example]]", [("https://a.example", None)], id="caption"),
        pytest.param("HTTPS://A.example", [("HTTPS://A.example", None)], id="protocols have no case"),
    ],
)
def test_links(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(link.url, link.label) for link in parse(text).external_links] == expected


def test_spans_are_those_of_the_text() -> None:
    text = "One [https://a.example label] {{x|y=https://b.example}}"
    links = parse(text).external_links
    assert [link.span.of(text) for link in links] == ["[https://a.example label]", "https://b.example"]
    assert [link.url_span.of(text) for link in links] == ["https://a.example", "https://b.example"]

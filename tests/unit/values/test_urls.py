"""Web addresses as the citation templates judge them."""

from __future__ import annotations

import pytest

from citeaudit.values.urls import BadUrl, Url, has_external_link, is_behind_proxy, is_url, seems_url, url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://example.com", Url("http:", "example.com")),
        ("https://www.example.co.uk/a?b#c", Url("https:", "www.example.co.uk")),
        ("HTTPS://EXAMPLE.COM/", Url("HTTPS:", "EXAMPLE.COM")),
        ("//example.org", Url("", "example.org")),
        ("http://example.com:8080/a", Url("http:", "example.com")),
        ("http://example.com./a", Url("http:", "example.com")),
        ("http://a-b.com", Url("http:", "a-b.com")),
        ("http://t.co/x", Url("http:", "t.co")),
        ("http://x.com", Url("http:", "x.com")),
        ("http://x.org", Url("http:", "x.org")),
        ("http://q.net", Url("http:", "q.net")),
        ("http://ab.museum", Url("http:", "ab.museum")),
        ("http://127.0.0.1/", Url("http:", "127.0.0.1")),
        ("http://xn--e1afmkfd.xn--p1ai/", Url("http:", "xn--e1afmkfd.xn--p1ai")),
        ("ftp://example.com/x", Url("ftp:", "example.com")),
        ("news:comp.lang.python", Url("news:", "comp.lang.python")),
        ("git+ssh://example.com", Url("git+ssh:", "example.com")),
    ],
)
def test_url(text: str, expected: Url) -> None:
    assert url(text) == expected
    assert is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.com/a", "dup", "http://", "http:///a", "http:/example.com", "http:example.com", "mailto:a@b.c"),
        *("urn:isbn:123", "doi:10.1000/1", "http://a", "http://a.b", "http://1.com/", "http://a.com/", "http://ex.x/"),
        *("http://example..com/", "http://example.c/", "http://example.com.", "http://пример.рф/", "http://-ab-.com"),
        *("http://[2001:db8::1]/", "[http://example.com x]", "http://example.com/a b", "1http://example.com", "news:a"),
        *("http://s:Page:Title", "http:////example.com", "http://e.xn--p1ai"),
    ],
)
def test_bad_url(text: str) -> None:
    with pytest.raises(BadUrl):
        url(text)
    assert not is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://x.com",
        "see http://x.com/a there",
        "[http://x.com Jane]",
        "[http://x.com]",
        "[//x.com a]",
        "Jane //x.com",
        "x [https://www.example.org]",
    ],
)
def test_external_link(text: str) -> None:
    assert has_external_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "Alien: Covenant",
        "Wikipedia:Citing sources",
        "[[http://x.com]]",
        "[[//Hus]]",
        pytest.param("(http://x.com)", id="what follows the host is part of it"),
        pytest.param("foo:bar http://x.com", id="only the first that looks like one is judged"),
        "[http://a]",
        "10:30//",
        "",
    ],
)
def test_no_external_link(text: str) -> None:
    assert not has_external_link(text)


@pytest.mark.parametrize(("text", "expected"), [("http://x.com", True), ("//x.com", True), ("Jane: a Life", False)])
def test_seems_url(text: str, *, expected: bool) -> None:
    assert seems_url(text) is expected


def test_proxy() -> None:
    assert is_behind_proxy("https://www-jstor-org.wikipedialibrary.idm.oclc.org/stable/1")
    assert not is_behind_proxy("https://www.oclc.org/")

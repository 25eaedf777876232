"""When two URLs mean one page, and how likely it is where they differ."""

from __future__ import annotations

import pytest

from citeaudit.values.likeness import Likeness, likeness
from citeaudit.values.originals import same_original

BASE = "http://example.org/a/b?c=1"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a/b?c=1",
        "//example.org/a/b?c=1",
        "example.org/a/b?c=1",
        "http://www.example.org/a/b?c=1",
        "http://EXAMPLE.org/a/b?c=1",
        "http://example.org:80/a/b?c=1",
        "https://example.org:443/a/b?c=1",
        "http://example.org./a/b?c=1",
        "http://example.org/a/b/?c=1",
        "http://example.org/a/b?c=1#top",
        "http://example.org/%61/b?c=1",
        "http://user@example.org/a/b?c=1",
        " http://example.org/a/b?c=1 ",
    ],
)
def test_same_original(other: str) -> None:
    assert same_original(BASE, other)
    assert same_original(other, BASE)


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a/B?c=1",
        "http://example.org/a?c=1",
        "http://example.org/a/b",
        "http://example.org/a/b?c=2",
        "http://example.org/a/b?c=1&d=2",
        "http://example.com/a/b?c=1",
        "http://sub.example.org/a/b?c=1",
        "http://example.org:8080/a/b?c=1",
        "http://example.org/a%2Fb?c=1",
        "",
    ],
)
def test_other_original(other: str) -> None:
    assert not same_original(BASE, other)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://example.org", "http://example.org/"),
        ("http://example.org?a=1", "http://example.org/?a=1"),
        ("http://example.org/a?", "http://example.org/a"),
        ("http://example.org/%c3%a9", "http://example.org/%C3%A9"),
        ("http://example.org/é", "http://example.org/%C3%A9"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/%7Euser", "http://example.org/~user"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("https://youtu.be/2MzSmdC49Ns", "https://www.youtube.com/watch?v=2MzSmdC49Ns&t=5s"),
        ("https://m.youtube.com/watch?list=x&v=2MzSmdC49Ns", "https://www.youtube.com/embed/2MzSmdC49Ns"),
    ],
)
def test_what_makes_no_difference(first: str, second: str) -> None:
    assert same_original(first, second)


def test_escapes_of_reserved_characters_make_a_difference() -> None:
    assert not same_original("http://example.org/a%3Fb", "http://example.org/a?b")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("http://a.example/x/0%2C1518%2C1.html", "http://a.example/x/0,1518,1.html", Likeness.PAGE),
        ("http://www2.a.example/x/y/", "http://www.a.example/x/y/", Likeness.PAGE),
        ("http://a.example/x/index.htm", "http://a.example/X/", Likeness.PAGE),
        ("http://a.example//x//y", "http://a.example/x/y", Likeness.PAGE),
        ("http://a.example/x;jsessionid=1A2B?z=1", "http://a.example/x?z=1", Likeness.PAGE),
        ("http://a.example/x.html?ticket=ST-1", "http://a.example/x.html", Likeness.PAGE),
        (
            "http://a.example/x/what-a-long-title-this-is",
            "http://b.example/y/what-a-long-title-this-is-123",
            Likeness.PAGE,
        ),
        (
            "http://guardian.example/world/2011/feb/21/x",
            "http://theguardian.example/world/2011/feb/21/x",
            Likeness.PAGE,
        ),
        (
            "http://a.example/2013/06/05/us-idUSBRE9530NT20130605",
            "http://a.example/us-idUSBRE9530NT20130605",
            Likeness.PAGE,
        ),
        ("http://a.example/r.php?ac=view", "http://a.example/r.php?ac=view&id=460", Likeness.SITE),
        ("http://a.example/", "http://a.example/deep/page", Likeness.SITE),
        ("http://news.a.co.uk/1", "http://www.a.co.uk/2", Likeness.SITE),
        ("http://a.co.uk/1", "http://b.co.uk/2", Likeness.NONE),
        ("http://a.example/a", "http://b.example/a", Likeness.NONE),
        ("http://a.example/20110221-a", "http://b.example/20110221-b", Likeness.NONE),
    ],
)
def test_likeness(first: str, second: str, expected: Likeness) -> None:
    first, second = (url.replace(".example", ".org") for url in (first, second))
    assert likeness(first, second) is expected

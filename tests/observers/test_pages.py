"""What a page is, told from how it looks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.observers.pages import body_title, is_front_page, is_same_page, is_sent_to_front, look
from citeaudit.queries import PageKind

URL = "http://bells.example/2019/bells"
HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    "other",
    [
        "https://bells.example/2019/bells",
        "http://www.bells.example/2019/bells/",
        "http://BELLS.example:80/2019/bells#top",
        "http://bells.example/2019/%62ells",
    ],
)
def test_spellings_of_one_address(other: str) -> None:
    assert is_same_page(URL, other)


@pytest.mark.parametrize(
    "other",
    [
        "http://bells.example/2019/Bells",
        "http://bells.example/2019/bells?p=1",
        "http://m.bells.example/2019/bells",
        "http://bells.example:8080/2019/bells",
    ],
)
def test_other_addresses(other: str) -> None:
    assert not is_same_page(URL, other)


@pytest.mark.parametrize(
    "path", ["", "/", "/index.html", "/en", "/en/", "/pt-br/index.php", "/?utm_source=x", "/home", "/Default.aspx"]
)
def test_front_pages(path: str) -> None:
    assert is_front_page(f"http://bells.example{path}")


@pytest.mark.parametrize("path", ["/a", "/?p=12", "/english", "/2019/index.html", "/index.html?id=3", "/en/a"])
def test_no_front_pages(path: str) -> None:
    assert not is_front_page(f"http://bells.example{path}")


def test_sent_to_the_front_page() -> None:
    assert is_sent_to_front(URL, "https://www.bells.example/")
    assert is_sent_to_front("http://bells.example/?p=12", "http://bells.example/")
    assert not is_sent_to_front("http://bells.example/", "https://bells.example/en/")
    assert not is_sent_to_front(URL, "http://bells.example/2020")


@pytest.mark.parametrize(
    ("body", "headers", "title"),
    [
        (b"<TITLE lang=de>\n Glocken &amp; T\xc3\xbcrme\n</TITLE>", HTML, "Glocken & Türme"),
        (b"<title>T\xfcrme</title>", {"Content-Type": "text/html; charset=iso-8859-1"}, "Türme"),
        (b"<meta charset=windows-1251><title>\xcf\xee</title>", HTML, "По"),
        (b"<meta charset=nonsense><title>T\xc3\xbcrme</title>", HTML, "Türme"),
        (b"<title>a", HTML, "a"),
        (b"<svg><title>a</title>", {"Content-Type": "image/svg+xml"}, ""),
        (b"no markup", HTML, ""),
    ],
)
def test_titles(body: bytes, headers: dict[str, str], title: str) -> None:
    assert body_title(headers, body) == title


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("404 (song)", "http://music.example/404"),
        ("Page Not Found", "http://films.example/page-not-found-2019"),
        ("HTTP 404 - Encyclopedia", "http://wiki.example/HTTP_404"),
        ("How we found the 404 bus", URL),
        ("Not found in nature", URL),
        ("The house is for sale", URL),
        ("CAPTCHA | Encyclopedia", URL),
    ],
)
def test_pages_about_what_looks_like_an_error(title: str, url: str) -> None:
    body = f"<title>{title}</title><p>{'Words and words. ' * 100}".encode()
    assert look(url, url, HTML, body).kind is PageKind.PAGE


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Bells » Page not found",
        "Page not found - The Bells",
        "Oops! That page can’t be found.",
        "страница не найдена",
        "ページが見つかりません｜鐘",  # noqa: RUF001 (as Japanese titles have it)
    ],
)
def test_soft_404(title: str) -> None:
    assert look(URL, URL, HTML, f"<title>{title}</title>".encode()).kind is PageKind.SOFT_404


@given(st.binary(max_size=300), st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_nothing_is_too_odd(body: bytes, asked: str, reached: str, kind: str) -> None:
    look(asked, reached, {"Content-Type": kind}, b"<title>" + body)
    look(f"http://{asked}", f"http://{reached}", {}, b"<" + body)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<title",
        "<title ",
        "<h1>",
        "<script",
        "<style>",
        "<input ",
        "<input type",
        "&",
        "&#",
        "charset=",
        "<!--",
        "a ",
        "<input type=",
        "[\n",
    ],
)
def test_hostile_pages_take_no_time(unit: str) -> None:
    body = b"<title>x</title>" + unit.encode() * (300_000 // len(unit))
    start = time.monotonic()
    look(URL, URL, HTML, body)
    assert time.monotonic() - start < 1.5

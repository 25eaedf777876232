"""The page to read in a browser: what is in it, and that nothing from outside can act in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import attrs
import pytest

from citeaudit import Confidence, Edit, Fix, Report, Safety, Severity, Span, __version__, audit
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.html import render
from citeaudit.reports.html.markup import link

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = (
    'One.\nBaku.<ref name="a" /> <ref>{{cite web |title=B & C |last=Doe |url=https://example.org/b |date=May 2020 '
    "|archive-url=https://web.archive.org/web/20200505000000/https://example.org/b |archive-date=5 May 2020 "
    "|doi=x}}</ref>\n{{cite book |title=D}}\n{{reflist}}"
)
VOID = frozenset(("meta", "input", "br"))


class Reader(HTMLParser):
    """Collects elements and text, and checks that all that opens closes."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(written)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in dict.fromkeys(self.open):
            self.texts.setdefault(tag, []).append(data)

    def text(self, tag: str) -> str:
        return "".join(self.texts.get(tag, ()))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            given for name, given in self.elements if name == tag and all(given.get(k) == v for k, v in wanted.items())
        ]


def audited(text: str = WIKITEXT, path: str = "a.wiki") -> AuditedFile:
    return AuditedFile(path, text, audit(text))


def page(*files: FileResult) -> str:
    return "".join(render(files, __version__))


def test_every_finding_has_an_entry_a_note_and_a_mark() -> None:
    file = audited()
    reader = Reader(page(file))
    findings = file.report.findings
    assert len(findings) >= 2
    assert [given["data-n"] for given in reader.all("li") if "data-n" in given] == [
        str(n) for n in range(len(findings))
    ]
    assert {given["data-of"] for given in reader.all("mark")} >= {"0"}
    for number, finding in enumerate(findings):
        assert reader.all("div", id=f"n{number}")
        assert finding.message in reader.text("main")


def test_the_source_is_whole() -> None:
    reader = Reader(page(audited()))
    assert reader.text("code") == WIKITEXT.replace("\n", "")
    assert reader.text("mark").startswith('<ref name="a" />')
    assert [given["id"] for given in reader.all("div", **{"class": "row"})] == ["f0-l1", "f0-l3", "f0-l4"]
    assert [given["id"] for given in reader.all("div", **{"class": "row found"})] == ["f0-l2"]


def test_overlapping_and_empty_places() -> None:
    finding = audit(WIKITEXT).findings[0]
    spans = [Span(0, 8), Span(2, 2), Span(2, 6), Span(5, 12), Span(len(WIKITEXT), len(WIKITEXT))]
    found = tuple(attrs.evolve(finding, span=span, severity=Severity(i % 3 + 1)) for i, span in enumerate(spans))
    reader = Reader(page(AuditedFile("a.wiki", WIKITEXT, Report(found))))
    assert reader.text("code") == WIKITEXT.replace("\n", "")
    of = [given["data-of"] for given in reader.all("mark")]
    assert of == ["0", "1", "0 2", "0 2 3", "0 3", "3", "4"]


def test_many_overlapping_findings_do_not_explode() -> None:
    text = "x" * 4000
    finding = audit(WIKITEXT).findings[0]
    found = tuple(attrs.evolve(finding, span=Span(i, 4000), line=1) for i in range(2000))
    assert len(page(AuditedFile("a.wiki", text, Report(found)))) < 3_000_000


def test_citations_are_listed_with_their_links() -> None:
    reader = Reader(page(audited()))
    table = reader.text("table")
    assert "Doe: B & C" in table
    assert "May 2020" in table
    assert "archived 5 May 2020" in table
    assert "nothing known" in table
    assert "no link" in table
    assert reader.all("a", href="https://example.org/b", rel="noopener noreferrer nofollow")


def test_links_lead_to_places_of_the_page() -> None:
    reader = Reader(page(audited(), audited(path="b.wiki")))
    names = [given["id"] for _, given in reader.elements if "id" in given]
    targets = {str(given["href"])[1:] for given in reader.all("a") if str(given["href"]).startswith("#")}
    assert len(names) == len(set(names))
    assert targets <= set(names)


def test_summary_and_plots() -> None:
    reader = Reader(page(audited()))
    assert "in 1 page" in reader.text("header")
    assert {str(given["aria-label"]) for given in reader.all("svg")} == {"Findings by severity", "Findings by family"}
    assert "CE Cite errors" in reader.text("svg")


def test_nothing_found() -> None:
    reader = Reader(page(audited("Text.")))
    assert reader.text("header").startswith("Findings of citeaudit\nNothing found in 1 page")
    assert reader.all("svg") == []


def test_doubt_and_repairs_are_told() -> None:
    text = "Text.<ref></ref>{{reflist}}"
    fix = Fix("Do it", Safety.UNSAFE, (Edit(Span(0, 4), "<b>Other"),))
    unsure = attrs.evolve(audit(text).findings[0], confidence=Confidence.LOW, fix=fix)
    reader = Reader(page(AuditedFile("a.wiki", text, Report((unsure,)))))
    assert "error (cannot tell)" in reader.text("main")
    assert "Repair (unsafe): Do it" in reader.text("main")
    assert (reader.text("del"), reader.text("ins")) == ("Text", "<b>Other")


def test_nothing_from_outside_can_act(hostile: list[FileResult]) -> None:
    written = page(*hostile)
    reader = Reader(written)
    assert len(reader.all("script")) == 1
    assert reader.all("img") == reader.all("b", src="x") == []
    assert not any(name.startswith("on") for _, given in reader.elements for name in given)
    assert all(str(given["href"]).startswith(("#", "https://", "http://")) for given in reader.all("a"))
    assert not any(character in written for character in "\x00\x1b\u202e")
    assert "<script>alert(1)</script>.wiki" in reader.text("h2")
    assert "it is <i>gone</i>" in reader.text("main")


def test_the_page_forbids_every_other_script_and_style() -> None:
    written = page(audited())
    policy = str(Reader(written).all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"])
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert len(content) > 500
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"(src|href)=\"(?!#|https://example\.org|https://web\.archive\.org)", written)
    assert " style=" not in written


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://example.org", "data:text/html,x", "//example.org", ""]
)
def test_other_addresses_are_no_links(url: str) -> None:
    assert "<a" not in link(url, "words")

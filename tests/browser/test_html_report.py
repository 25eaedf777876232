"""The HTML report in a browser: it searches, filters and leads to lines, and no article can act in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeaudit import Settings, __version__, audit
from citeaudit.reports.audited import AuditedFile, UnreadFile
from citeaudit.reports.html import render

if TYPE_CHECKING:
    from tests.browser.conftest import Browser

    from citeaudit.reports.audited import FileResult

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NAME = "<script>alert(1)</script>"
HOSTILE = (
    'A.<ref name="&lt;script&gt;alert(2)&lt;/script&gt;" /><ref name="&quot; onmouseover=&quot;alert(3)" />\n'
    "<script>alert(4)</script><img src=x onerror=alert(5)>\n"
    "<ref>{{cite web |title=<img src=x onerror=alert(6)> |url=javascript:alert(7) |access-date=x}}</ref>\n"
    '<ref>{{cite web |title=</code></div></article><script>alert(8)</script> |url=https://example.org/"><script>}}</ref>\n'
    "{{reflist}}"
)
DRAFT = (
    "'''Baku''' is a port.<ref name=\"port\" />\n\nIt lies on the Caspian Sea.{{efn|A lake.}}\n\n"
    + "A paragraph about nothing that is wrong.\n\n" * 60
    + "It grew.<ref></ref> <ref>{{cite web |title=Oil |url=https://example.org/oil |archive-date=5 May 2020 "
    "|archive-url=https://web.archive.org/web/20200505000000/https://example.org/oil}}</ref>\n\n{{reflist}}\n"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report on three articles, one of them hostile."""
    grades = Settings(severity={"CE013": "warning", "NL": "info"})
    files: list[FileResult] = [
        AuditedFile("drafts/baku.wiki", DRAFT, audit(DRAFT, settings=grades)),
        AuditedFile(f"{NAME}.wiki", HOSTILE, audit(HOSTILE, title=NAME)),
        UnreadFile(f"{NAME}.txt", f"it is {NAME}"),
    ]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text("".join(render(files, __version__)), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Browser:
    """Open the report."""
    browser.open(report)
    return browser


def shown(page: Browser) -> list[str]:
    """Return the codes of the findings of the draft that can be seen in the list."""
    return page.texts(".page:first-child .index li b")


def test_all_findings_are_shown_at_first(page: Browser) -> None:
    assert shown(page) == ["CE001", "NL002", "CE013"]
    assert len(page.texts(".note")) == len(page.texts(".index li"))
    assert page.texts("#count")[0].startswith(f"{len(page.texts('.note'))} of ")


def test_search(page: Browser) -> None:
    page.type_into("#search", "Invoked PORT")
    assert shown(page) == ["CE001"]
    assert page.texts(".note .head a") == ["CE001"]
    assert page.texts("h2")[:1] == ["drafts/baku.wiki"]
    assert len(page.texts(".page")) == 1
    assert page.run("return document.querySelectorAll('mark:not(.off)').length") == 1
    page.type_into("#search", "there is no such word")
    assert page.texts(".note") == page.texts(".page") == []
    assert page.texts("#count")[0].startswith("0 of ")


def test_search_for_the_name_of_a_page(page: Browser) -> None:
    page.type_into("#search", "drafts/baku")
    assert shown(page) == ["CE001", "NL002", "CE013"]
    assert len(page.texts(".page")) == 1


def test_filters(page: Browser) -> None:
    page.click("input[value=error]")
    assert shown(page) == ["NL002", "CE013"]
    page.click("input[value=warning]")
    assert shown(page) == ["NL002"]
    page.click("input[value=error]")
    assert shown(page) == ["CE001", "NL002"]
    page.choose("#family", "CE")
    assert shown(page) == ["CE001"]
    page.choose("#family", "")
    page.click("input[value=warning]")
    assert shown(page) == ["CE001", "NL002", "CE013"]


def test_only_lines_with_findings(page: Browser) -> None:
    before = len(page.texts(".page:first-child .row"))
    page.click("#brief")
    assert before > 100
    assert len(page.texts(".page:first-child .row")) == 3
    page.type_into("#search", "invoked port")
    assert len(page.texts(".page:first-child .row")) == 1


def test_a_finding_leads_to_its_line(page: Browser) -> None:
    page.click(".page:first-child .index li:nth-child(3) a")
    script = (
        "const e = document.querySelector(':target'), r = e.getBoundingClientRect(); return [e.id, r.top, e.innerText]"
    )
    name, top, text = page.run(script)
    height = page.run("return innerHeight")
    line = DRAFT[: DRAFT.index("It grew.")].count("\n") + 1
    assert name == f"f0-l{line}"
    assert 0 <= top < height
    assert "It grew.<ref></ref>" in text
    assert "CE013" in text
    assert page.run("return document.querySelector(':target mark').textContent") == "<ref></ref>"


def test_no_article_can_act(page: Browser) -> None:
    with pytest.raises(Exception, match="no such alert"):
        page.get("alert/text")
    assert page.run("return document.scripts.length") == 1
    assert page.run("return document.images.length") == 0
    assert page.texts("h2")[1] == f"{NAME} ({NAME}.wiki)"
    assert f"it is {NAME}" in page.texts("main section")[0]
    links = page.run("return [...document.links].map(a => a.protocol)")
    assert set(links) <= {"file:", "https:", "http:"}
    assert page.complaints() == []


def test_even_a_script_that_got_in_would_not_run(page: Browser) -> None:
    page.run("const s = document.createElement('script'); s.textContent = 'window.acted = 1'; document.body.append(s)")
    assert page.run("return window.acted === undefined")
    assert "Content Security Policy" in " ".join(page.complaints())


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Browser) -> None:
    page.emulate("setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=2, mobile=True)
    assert page.run("return document.documentElement.scrollWidth") <= 360
    code, notes = (
        page.run(f"return document.querySelector('.row.found {part}').getBoundingClientRect().toJSON()")
        for part in ("code", ".notes")
    )
    assert notes["top"] >= code["bottom"] - 1
    assert code["width"] > 250


def test_in_dark_mode_the_paper_is_dark(page: Browser) -> None:
    script = "return getComputedStyle(document.body).backgroundColor"
    assert page.run(script) == "rgb(255, 255, 255)"
    page.emulate("setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert page.run(script) == "rgb(20, 23, 26)"


def test_it_can_be_pictured(browser: Browser, tmp_path: Path) -> None:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("*.wiki"))]
    files = [AuditedFile(name, text, audit(text)) for name, text in texts]
    path = tmp_path / "report.html"
    path.write_text("".join(render(files, __version__)), encoding="utf-8")
    browser.open(path)
    browser.run("document.querySelector('.row.found').scrollIntoView({block: 'center'})")
    picture = browser.screenshot()
    assert picture.startswith(b"\x89PNG")
    if wanted := os.environ.get("CITEAUDIT_SCREENSHOT"):  # the picture in docs/ is made with this
        Path(wanted).write_bytes(picture)

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from citeaudit import Report, audit, parse
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.wikitext import nowiki, render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = 'Text.<ref name="a" />\n{{reflist}}'


def test_table() -> None:
    written = "".join(render([AuditedFile("a.wiki", WIKITEXT, audit(WIKITEXT, title="Draft:Baku (city)"))]))
    assert written == (
        '{| class="wikitable sortable"\n! Page !! Line !! Severity !! Rule !! Finding !! Text\n'
        "|-\n| [[:Draft:Baku (city)]]\n| 1\n| error\n| CE001 undefined-reference\n"
        "| <nowiki>The named reference a was invoked but never defined. Define it once, "
        '&lt;ref name="a">…&lt;/ref>, or take its uses away.</nowiki>\n'
        '| <code><nowiki>&lt;ref name="a" /></nowiki></code>\n|}\n1 finding in 1 page.\n'
    )


@pytest.mark.parametrize("title", ["]]{{x}}", "a|b", "__TOC__", "~~~~", "<b>", "a\nb", "&#91;", "-{a}-", ""])
def test_titles_that_could_act_are_no_links(title: str) -> None:
    report = attrs.evolve(audit(WIKITEXT), title=title)
    written = "".join(render([AuditedFile("a.wiki", WIKITEXT, report)]))
    assert "[[" not in written.replace(nowiki(title), "")
    assert f"| {nowiki(title or 'a.wiki')}\n" in written


def test_nothing_from_outside_can_act(hostile: list[FileResult]) -> None:
    written = "".join(render(hostile))
    page = parse(written)
    assert (page.references, page.lists, page.citations, page.transclusions) == ((), (), (), ())
    assert written.count("<nowiki>") == written.count("</nowiki>")
    outside = "".join(part.partition("</nowiki>")[2] or part for part in written.split("<nowiki>"))
    assert "~~~" not in outside
    assert "<script" not in written
    assert "Could not be audited:\n* <nowiki>&lt;b>gone" in written


def test_long_places_are_cut_and_nothing_is_fine() -> None:
    text = f"<ref name='{'x' * 300}' />{{{{reflist}}}}"
    assert f"{'x' * 89}…</nowiki>" in "".join(render([AuditedFile("a.wiki", text, audit(text))]))
    assert "".join(render([AuditedFile("a.wiki", "", Report(()))])).endswith("|}\nNothing found in 1 page.\n")

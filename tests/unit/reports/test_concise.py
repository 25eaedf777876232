from __future__ import annotations

import attrs

from citeaudit import Confidence, Report, audit
from citeaudit.reports.audited import AuditedFile, FileResult, UnreadFile
from citeaudit.reports.concise import render

WIKITEXT = 'One.\nText.<ref name="a" />{{efn|b}}\n{{reflist}}'


def test_one_line_for_each_finding() -> None:
    results: list[FileResult] = [
        AuditedFile("a.wiki", WIKITEXT, audit(WIKITEXT)),
        UnreadFile("b", "it is gone"),
        AuditedFile("c", "", audit("")),
    ]
    first, second = render(results)
    assert first == "a.wiki:2:6: CE001 The named reference a was invoked but never defined\n"
    assert second.startswith("a.wiki:2:22: NL002 There are <ref group=lower-alpha> tags")


def test_doubt_is_marked() -> None:
    first, _ = audit(WIKITEXT).findings
    doubtful = Report((attrs.evolve(first, confidence=Confidence.LOW),))
    (line,) = render([AuditedFile("a.wiki", WIKITEXT, doubtful)])
    assert line.startswith("a.wiki:2:6: CE001 (cannot tell) The named")


def test_a_finding_stays_on_its_line() -> None:
    first, _ = audit(WIKITEXT).findings
    broken = Report((attrs.evolve(first, message="one\ntwo\u2028three\x85four\x1b[m"),))
    (line,) = render([AuditedFile("a\n.wiki", WIKITEXT, broken)])
    assert line == "a .wiki:2:6: CE001 one two\ufffdthree\ufffdfour␛[m\n"

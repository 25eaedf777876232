from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest

from citeaudit import Confidence, Report, Severity, audit
from citeaudit.reports.audited import AuditedFile
from citeaudit.reports.github import render

if TYPE_CHECKING:
    from citeaudit.reports.audited import FileResult

WIKITEXT = 'One.\nText.<ref name="a" />\n{{reflist}}'
FINDING = audit(WIKITEXT).findings[0]


def test_finding_as_a_command() -> None:
    (line,) = render([AuditedFile("d/a.wiki", WIKITEXT, audit(WIKITEXT))])
    assert line == (
        "::error file=d/a.wiki,line=2,endLine=2,col=6,endColumn=22,title=CE001 undefined-reference::"
        "The named reference a was invoked but never defined. "
        'Define it once, <ref name="a">…</ref>, or take its uses away.\n'
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "::error "), (Severity.WARNING, "::warning "), (Severity.INFO, "::notice ")],
)
def test_severities(severity: Severity, command: str) -> None:
    report = Report((attrs.evolve(FINDING, severity=severity, confidence=Confidence.LOW),))
    (line,) = render([AuditedFile("a.wiki", WIKITEXT, report)])
    assert line.startswith(command)
    assert "(cannot tell)" in line


def test_places_on_several_lines_have_no_columns() -> None:
    text = 'Text.<ref\nname="a" />\n{{reflist}}'
    (line,) = render([AuditedFile("a.wiki", text, audit(text))])
    assert line.startswith("::error file=a.wiki,line=1,endLine=2,title=")


def test_nothing_can_give_a_command_of_its_own(hostile: list[FileResult]) -> None:
    lines = "".join(render(hostile)).splitlines()
    assert len(lines) == sum(len(getattr(file, "report", Report(())).findings) for file in hostile) + 1
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+(,|::)", line) for line in lines)
    assert not any(character in line for line in lines for character in "\x00\x1b\u202e\r")
    assert re.fullmatch(r"[^%]*(%(25|3A|2C)[^%]*)*", "".join(lines))

"""What tries to act where a report is read."""

from __future__ import annotations

import pytest

from citeaudit import Fault, audit
from citeaudit.reports.audited import AuditedFile, FileResult, UnreadFile

HOSTILE = (
    'A.<ref name="&lt;/nowiki&gt;~~~~&lt;script&gt;alert(2)&lt;/script&gt;\' onload=&quot;" />\n'
    '::error::B %0A <ref name="[a](javascript:alert(3)) ]]--%0A\x1b[2J{{subst:x}}" />\x00\u202e\n'
    "{{cite web |title=<img src=x onerror=alert(4)> |url=javascript:alert(5) |access-date=x}}\n{{reflist}}"
)


@pytest.fixture
def hostile() -> list[FileResult]:
    """Return an article, a fault and a file that could not be read, all of them with markup in every part."""
    report = audit(HOSTILE)
    assert len(report.findings) >= 3
    faulty = type(report)((), (Fault("CE001", "ValueError: <script>alert(6)</script>\n::error::"),))
    return [
        AuditedFile("<script>alert(1)</script>.wiki", HOSTILE, report),
        AuditedFile("b,:%.wiki", "", faulty),
        UnreadFile("<b>gone</b>\n::error::x.wiki", "it is <i>gone</i>\x00\n::error::"),
    ]

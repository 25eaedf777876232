"""What an audit says: findings, and the report that holds them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    import datetime as dt

    from citeaudit.fixes import Fix
    from citeaudit.span import Span


class Severity(IntEnum):
    """How much a finding matters to the readers of the page."""

    INFO = 1
    """Something that maintainers track; readers see nothing wrong."""

    WARNING = 2
    """Something that is wrong or will be, though the page shows no error."""

    ERROR = 3
    """Readers see an error, or not what the editor meant."""


class Confidence(IntEnum):
    """How sure it is that a finding is right."""

    LOW = 1
    """It depends on something that cannot be told from the text, such as an unknown template."""

    MEDIUM = 2
    """Right in nearly all cases."""

    HIGH = 3
    """MediaWiki does the same with this text."""


@frozen
class Finding:
    """One thing that is wrong, where, why, and what to do."""

    code: str
    """Of the rule, such as ``CE001``."""
    name: str
    """Of the rule, such as ``undefined-reference``."""
    message: str
    severity: Severity
    confidence: Confidence
    span: Span
    """The place to change, in code points of the text that was given."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    subjects: tuple[str, ...] = ()
    """What it is about: the reference's name, the group, parameters as written, the anchor."""
    upstream: str | None = None
    """MediaWiki's own key, such as ``cite_error_references_no_text``; None where it has none."""
    remedy: str = ""
    """What an editor can do; a whole sentence or "" where the message says it."""
    fix: Fix | None = None


@frozen
class Fault:
    """A rule that crashed. The rest of the page was audited."""

    code: str
    cause: str
    """The exception, as Python names it, and where it was raised."""


@frozen
class Report:
    """The result of one audit. It pickles, and `citeaudit.reports.json_v1` turns it into JSON."""

    findings: tuple[Finding, ...]
    """In the order of the text."""
    faults: tuple[Fault, ...] = ()
    title: str | None = None
    wiki: str = "enwiki"
    as_of: dt.date | None = field(default=None, eq=False)
    """The day that "today" meant."""

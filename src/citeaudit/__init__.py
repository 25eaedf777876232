r"""Audit the citations of wikitext as MediaWiki understands them.

>>> from citeaudit import audit
>>> [finding.message for finding in audit('Text.<ref name="a" />\n{{reflist}}').findings]
['The named reference a was invoked but never defined']
"""

from __future__ import annotations

from citeaudit.errors import CiteauditError, DataError, EditConflict, SettingsError
from citeaudit.finding import Confidence, Fault, Finding, Report, Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.inventory import CitedWork
from citeaudit.model import Citation, Page, Parameter, Reference, ReferenceList
from citeaudit.repair import Fixed, Skipped
from citeaudit.settings import Settings
from citeaudit.span import Span
from citeaudit.verbs import audit, cited_works, fix, observe, parse, wanted

__version__ = "0.1.0"

__all__ = [
    "Citation",
    "CiteauditError",
    "CitedWork",
    "Confidence",
    "DataError",
    "Edit",
    "EditConflict",
    "Fault",
    "Finding",
    "Fix",
    "Fixed",
    "Page",
    "Parameter",
    "Reference",
    "ReferenceList",
    "Report",
    "Safety",
    "Settings",
    "SettingsError",
    "Severity",
    "Skipped",
    "Span",
    "__version__",
    "audit",
    "cited_works",
    "fix",
    "observe",
    "parse",
    "wanted",
]

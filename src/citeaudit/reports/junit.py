"""The report for build servers: JUnit's XML, where each finding is a test that failed.

Source:  the Ant task's form, as Jenkins, GitLab and Azure read it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from citeaudit.reports.audited import AuditedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.finding import Finding
    from citeaudit.reports.audited import FileResult

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Iterable[FileResult]) -> Iterator[str]:
    """Yield one XML document, in ASCII."""
    root = ET.Element("testsuites", name="citeaudit")
    for result in results:
        root.append(_suite(result))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="us-ascii").decode().rstrip() + "\n"


def _suite(result: FileResult) -> ET.Element:
    """Return one file: a failure for each finding, an error for what could not be audited, or one test that passed."""
    suite = ET.Element("testsuite", name=_xml(result.path))
    if isinstance(result, AuditedFile):
        for finding in result.report.findings:
            _failure(suite, result.path, finding)
        for fault in result.report.faults:
            _error(suite, result.path, f"{fault.code} failed", fault.cause)
    else:
        _error(suite, result.path, "cannot be audited", result.reason)
    if not len(suite):
        _case(suite, result.path, "no findings")
    for count, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(count, str(len(suite.findall(tag))))
    return suite


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_xml(path), name=_xml(name))


def _failure(suite: ET.Element, path: str, finding: Finding) -> None:
    place = f"line {finding.line}, column {finding.column}"
    case = _case(suite, path, f"{finding.code} {finding.name}: {place}")
    failure = ET.SubElement(case, "failure", type=finding.severity.name.lower(), message=_xml(finding.message))
    failure.text = _xml("\n".join(filter(None, (f"{path}, {place}", finding.message, finding.remedy))))


def _error(suite: ET.Element, path: str, name: str, cause: str) -> None:
    ET.SubElement(_case(suite, path, name), "error", message=_xml(cause))


def _xml(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)

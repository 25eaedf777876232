"""Findings that are known and stay quiet until somebody mends them, told by their content."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from citeaudit.errors import SettingsError
from citeaudit.fingerprints import fingerprint, fingerprinted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citeaudit.finding import Finding, Report

VERSION: Final = 1


@frozen
class KnownFinding:
    """What is known of one kind of finding in one file."""

    code: str
    fingerprint: str
    """Of `citeaudit.fingerprints`."""
    count: int
    """How many there are; more than that are new."""


@frozen(eq=False)
class Baseline:
    """The known findings of each file.

    Shape:   a file has the name that the caller gives it, such as its path from the baseline's folder.
    """

    files: Mapping[str, tuple[KnownFinding, ...]]

    def without_known(self, report: Report, text: str, file: str) -> Report:
        """Return a report of ``text`` without the findings that are known in this file."""
        known = {entry.fingerprint: entry.count for entry in self.files.get(file, ())}
        if not known:
            return report
        new = [f for f, mark, number in fingerprinted(report.findings, text) if number > known.get(mark, 0)]
        return evolve(report, findings=tuple(new))

    def written(self) -> str:
        """Return the baseline as a file, in which lines change only where findings do."""
        files = {
            name: [{"code": e.code, "fingerprint": e.fingerprint, "count": e.count} for e in self.files[name]]
            for name in sorted(self.files)
        }
        return json.dumps({"version": VERSION, "files": files}, indent=1) + "\n"


def known_findings(findings: Iterable[Finding], text: str) -> tuple[KnownFinding, ...]:
    """Return what a baseline says of a file in which these findings are known."""
    counts = Counter((finding.code, fingerprint(finding, text)) for finding in findings)
    return tuple(KnownFinding(code, mark, count) for (code, mark), count in sorted(counts.items()))


def baseline_from(content: str, source: str) -> Baseline:
    """Return the baseline that a file holds.

    Shape:   ``source`` names the file in errors.
    Raises:  `SettingsError` if it is none, or one of a later version.
    """
    try:
        document: dict[str, Any] = json.loads(content)
        version, files = document["version"], document["files"]
        if version == VERSION:
            return Baseline({name: tuple(map(_entry, entries)) for name, entries in files.items()})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{source} is no baseline of citeaudit; make one with --add-baseline"
        raise SettingsError(message) from error
    message = f"{source} is a baseline of version {version!r}, this citeaudit knows {VERSION}; make a new one"
    raise SettingsError(message)


def _entry(entry: Mapping[str, Any]) -> KnownFinding:
    return KnownFinding(str(entry["code"]), str(entry["fingerprint"]), int(entry["count"]))

"""The baseline as a file: what ``--baseline`` keeps quiet and ``--add-baseline`` adds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from citeaudit.adapters.files import relative_path
from citeaudit.adapters.output import destination
from citeaudit.baseline import Baseline, baseline_from, known_findings
from citeaudit.errors import SettingsError

if TYPE_CHECKING:
    from citeaudit.finding import Report


class BaselineFile:
    """One baseline during a run; files are named by their paths from its folder."""

    def __init__(self, path: str, *, is_growing: bool) -> None:
        """Read it.

        Shape:   with ``is_growing`` it may be missing, and what is found is added to it.
        Raises:  `SettingsError` if it cannot be read or is no baseline.
        """
        self.path = Path(os.path.abspath(path))  # noqa: PTH100 (a link is where it stands)
        self.is_growing = is_growing
        self.baseline = self._read()
        self.files = dict(self.baseline.files)

    def _read(self) -> Baseline:
        try:
            return baseline_from(self.path.read_text(encoding="utf-8"), str(self.path))
        except FileNotFoundError as error:
            if self.is_growing:
                return Baseline({})
            message = f"there is no baseline {self.path}; make one with --add-baseline"
            raise SettingsError(message) from error
        except (OSError, ValueError) as error:
            message = f"cannot read the baseline {self.path}: {error}"
            raise SettingsError(message) from error

    def filtered(self, report: Report, text: str, path: str) -> Report:
        """Return a report without what is known; to a growing baseline all of it is known from now on."""
        file = relative_path(path, self.path.parent)
        if not self.is_growing:
            return self.baseline.without_known(report, text, file)
        self.files.pop(file, None)
        if report.findings:
            self.files[file] = known_findings(report.findings, text)
        return evolve(report, findings=())

    def save(self) -> None:
        """Write a growing baseline."""
        with destination(str(self.path)) as stream:
            stream.write(Baseline(self.files).written())

    @property
    def size(self) -> int:
        """How many findings are known."""
        return sum(entry.count for entries in self.files.values() for entry in entries)

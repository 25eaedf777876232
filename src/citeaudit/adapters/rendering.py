"""Which report the user asked for. A report's module is imported only when it is wanted."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from attrs import evolve

from citeaudit import __version__
from citeaudit.adapters.files import relative_path
from citeaudit.adapters.terminal import columns_for, style_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeaudit.reports.audited import FileResult

FORMATS: Final = {
    "text": "for people, the default",
    "concise": "one line a finding",
    "json": "for programs",
    "jsonl": "JSON, one line a finding",
    "sarif": "for code hosts and editors",
    "github": "for GitHub Actions",
    "gitlab": "for GitLab's Code Quality",
    "junit": "for build servers",
    "wikitext": "a table for a talk page",
    "html": "a page to read, with the articles",
}
"""Each format, and what it is good for."""

LINES: Final = frozenset(("text", "concise"))
"""The formats that counts, too, can be given in."""

_MODULES: Final = {"json": "json_v1"}
_SIGNED: Final = frozenset(("json", "sarif", "html"))
"""Formats that name the version of citeaudit."""

_OF_REPOSITORY: Final = frozenset(("sarif", "github", "gitlab"))
"""Formats whose readers know only paths from the root of the repository."""


def report(output_format: str, results: Iterable[FileResult], stream: TextIO) -> Iterator[str]:
    """Return the report piece by piece; ``stream`` is where it goes."""
    module = import_module(f"citeaudit.reports.{_MODULES.get(output_format, output_format)}")
    options: tuple[object, ...] = ()
    if output_format == "text":
        options = (style_for(stream, os.environ), columns_for(stream))
    elif output_format in _SIGNED:
        options = (__version__,)
    if output_format in _OF_REPOSITORY:
        results = _from_the_root(results)
    pieces: Iterator[str] = module.render(results, *options)
    return pieces


def _from_the_root(results: Iterable[FileResult]) -> Iterator[FileResult]:
    root = _repository(Path.cwd())
    return (evolve(result, path=relative_path(result.path, root)) for result in results)


def _repository(folder: Path) -> Path:
    """Return the folder at or above ``folder`` that git tracks, or else ``folder``."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)

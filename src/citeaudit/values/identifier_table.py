"""What the citation templates know of each kind of identifier, read once from ``data/identifiers.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import frozen

from citeaudit.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Mark:
    """A form of a value that is tolerated but tracked, and the upstream key that tracks it."""

    pattern: re.Pattern[str]
    condition: str


@frozen
class Identifier:
    """One kind of identifier, as the citation templates take it."""

    name: str
    """The canonical name of its parameter; never empty."""
    parameters: tuple[str, ...]
    """Every name of its parameter, the canonical one first."""
    condition: str
    """Upstream key of a value that is wrong."""
    accepted: str | None
    """Upstream key of a value in ``((…))``, which is then not judged; ``None``: it is judged all the same."""
    access_parameter: str | None
    """The parameter that says that this link is free to read."""
    is_always_free: bool
    """Whether every work with such an identifier is free to read, so that no parameter need say so."""
    pattern: re.Pattern[str] | None
    """The whole value, where one pattern describes it; its group ``id``, if any, is the identifier proper."""
    mark: Mark | None
    width: int
    """Digits to which the identifier is filled up with zeros; 0: it is not."""
    least: int
    limit: float
    """Smallest and largest number that passes; from 0 to infinity where there are no bounds."""
    url_prefix: str | None
    url_by_letter: Mapping[str, str]

    def url(self, canonical: str) -> str | None:
        """Return the address to which an identifier in canonical form leads, if there is one."""
        prefix = self.url_by_letter.get(canonical[-1:], self.url_prefix)
        return None if prefix is None else prefix + quote(canonical, safe="/:;()@,!*'~", errors="replace")


def identifier_data() -> dict[str, Any]:
    """Return the whole table as plain dictionaries and lists; do not change it."""
    return table("identifiers")


@cache
def identifier_table() -> dict[str, Identifier]:
    """Return the kinds of identifiers by their canonical names, in alphabetical order; do not change it."""
    data = identifier_data()
    tolerance = data["limits"]["tolerance_percent"]
    return {name: _identifier(name, entry, tolerance) for name, entry in data["identifier"].items()}


def _identifier(name: str, entry: Mapping[str, Any], tolerance: int) -> Identifier:
    marked = entry.get("marked")
    return Identifier(
        name=name,
        parameters=tuple(entry["parameters"]),
        condition=entry.get("condition", f"err_bad_{name}"),
        accepted=entry.get("accepted"),
        access_parameter=entry.get("access_parameter"),
        is_always_free=entry.get("access") == "free",
        pattern=_pattern(entry["pattern"]) if "pattern" in entry else None,
        mark=Mark(_pattern(marked["pattern"]), marked["condition"]) if marked else None,
        width=entry.get("width", 0),
        least=entry.get("least", 0),
        limit=_largest_that_passes(entry["limit"], tolerance) if "limit" in entry else float("inf"),
        url_prefix=entry.get("url"),
        url_by_letter=entry.get("url_by_letter", {}),
    )


def _pattern(source: str) -> re.Pattern[str]:
    # The module matches bytes: its classes know ASCII only and its dot takes line ends.
    return re.compile(source, re.ASCII | re.DOTALL)


def _largest_that_passes(limit: int, tolerance_percent: int) -> int:
    # Strictly less than `tolerance_percent` above the limit.
    return (limit * (100 + tolerance_percent) - 1) // 100

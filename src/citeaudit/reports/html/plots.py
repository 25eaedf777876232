"""Plots in SVG: how many findings of each severity, and of each family."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from citeaudit.finding import Severity
from citeaudit.registry import families
from citeaudit.reports.display import counted
from citeaudit.reports.html.markup import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeaudit.reports.html.entry import Entry

SEVERITIES: Final = tuple(severity.name.lower() for severity in sorted(Severity, reverse=True))
"""The worst first."""

_ROW: Final = 28
_LABEL: Final = 270
_BAR: Final = 320
_END: Final = 60


def plots(entries: Iterable[Entry]) -> str:
    """Return both plots; nothing where nothing was found."""
    counts = Counter((entry.family, entry.severity) for entry in entries)
    if not counts:
        return ""
    by_severity = {name: {name: number} for name in SEVERITIES if (number := _sum(counts, severity=name))}
    by_family = {
        family_title(family): {name: counts[family, name] for name in SEVERITIES if counts[family, name]}
        for family in sorted({family for family, _ in counts})
    }
    return (
        f'<div class="plots">{_plot("Findings by severity", by_severity)}'
        f"{_plot('Findings by family', by_family)}</div>\n"
    )


def family_title(letters: str) -> str:
    """Return the letters of a family and what it is about."""
    about = families().get(letters)
    return f"{letters} {about[0]}" if about else letters


def _sum(counts: Counter[tuple[str, str]], severity: str) -> int:
    return sum(number for (_, name), number in counts.items() if name == severity)


def _plot(title: str, rows: Mapping[str, Mapping[str, int]]) -> str:
    """Return bars from left to right, a row for each name, each cut by severity."""
    most = max(sum(parts.values()) for parts in rows.values())
    width, height = _LABEL + _BAR + _END, _ROW * len(rows)
    bars = "".join(piece for place, name in enumerate(rows) for piece in _row(name, rows[name], place * _ROW, most))
    return (
        f'<figure><figcaption>{title}</figcaption><svg viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{title}">{bars}</svg></figure>'
    )


def _row(name: str, parts: Mapping[str, int], top: int, most: int) -> Iterator[str]:
    middle = top + _ROW // 2
    yield f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end" dominant-baseline="central">{shown(name)}</text>'
    left = float(_LABEL)
    for severity, number in parts.items():
        length = max(1.0, _BAR * number / most)
        label = f"{shown(name)}: {number} {severity}"
        yield (
            f'<rect class="bar {severity}" x="{left:.1f}" y="{top + 4}" width="{length:.1f}" height="{_ROW - 8}">'
            f"<title>{label}</title></rect>"
        )
        left += length
    total = sum(parts.values())
    yield (
        f'<text x="{left + 6:.1f}" y="{middle}" dominant-baseline="central"><title>{counted(total, "finding")}'
        f"</title>{total}</text>"
    )

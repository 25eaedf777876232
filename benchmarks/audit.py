"""Measure how fast citeaudit parses and audits, how time and memory grow, and what its import costs.

    python benchmarks/audit.py [--quick] [--rounds N] [--only speed|growth|import] [--text PART] [--more]

README.md beside this file says how to read the tables. Nothing is asserted: the exit code is 0.
"""

from __future__ import annotations

import argparse
import itertools
import math
import platform
import re
import subprocess
import sys
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import mwparserfromhell
import wikitextparser
from clock import Times, answers, elapsed_s, peak_bytes, rounds
from texts import HOSTILE, MORE, articles, repeated

import citeaudit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MEGABYTE: Final = 1_000_000
SIZES: Final = (1, 2, 4, 8)
"""Megabytes; one code point counts as one byte. Memory is measured at the first size."""
QUICK_SIZES: Final = (0.25, 0.5)
ENOUGH_S: Final = 2.0
"""In the second table a text is read again and again until that took so long,"""
MOST_RUNS: Final = 5
"""or so often; the best counts."""
LIBRARIES: Final[dict[str, Callable[[str], object]]] = {
    "mwparserfromhell.parse": mwparserfromhell.parse,
    "wikitextparser.parse": wikitextparser.parse,
    "citeaudit.parse": citeaudit.parse,
    "citeaudit.audit": citeaudit.audit,
}
IMPORTS: Final = {
    "citeaudit": "import citeaudit",
    "attrs + mwparserfromhell": "import attrs, mwparserfromhell",
}
_IMPORT_TIME = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( *)(\S+)")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables that were asked for."""
    asked = _options().parse_args(arguments)
    packages = ", ".join(f"{name} {version(name)}" for name in ("citeaudit", "mwparserfromhell", "wikitextparser"))
    print(f"Python {platform.python_version()}, {packages}")
    count = asked.rounds or (2 if asked.quick else 5)
    if asked.only in {None, "speed"}:
        print_speed(count, most=20 if asked.quick else None)
    if asked.only in {None, "growth"}:
        print_growth(QUICK_SIZES if asked.quick else SIZES, _names(asked.text, is_more=asked.more), asked.limit)
    if asked.only in {None, "import"}:
        print_imports(count)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="fewer articles and rounds, shorter texts")
    options.add_argument("--rounds", type=int, help="measure the first and the third table so often (default 5, or 2)")
    options.add_argument("--only", choices=("speed", "growth", "import"), help="print this table only")
    options.add_argument("--text", default="", help="second table: only texts whose name contains this")
    options.add_argument("--more", action="store_true", help="second table: more hostile texts")
    options.add_argument(
        "--limit", type=float, default=60.0, help="second table: seconds after which a text is given up"
    )
    return options


def print_speed(count: int, most: int | None) -> None:
    """Print what the libraries take for the same articles."""
    source, texts = articles(most)
    size = sum(map(len, texts)) / MEGABYTE
    citations = sum(len(citeaudit.parse(text).citations) for text in texts)
    print(f"\n{len(texts)} {source}, {size:.2f} MB, {citations} citation templates; {count} rounds in turns\n")
    taken = rounds({name: partial(_each, work, texts) for name, work in LIBRARIES.items()}, count)
    print(f"{'':24}{'best s':>9}{'median s':>10}{'ms per MB':>11}{'µs/citation':>13}{'times as fast':>15}")
    slowest = taken["mwparserfromhell.parse"]
    for name, times in taken.items():
        print(
            f"{name:24}{times.best:9.3f}{times.median:10.3f}{times.best / size * 1e3:11.1f}"
            f"{times.best / max(citations, 1) * 1e6:13.1f}{_ratio(slowest, times):>15}"
        )


def _each(work: Callable[[str], object], texts: Iterable[str]) -> None:
    for text in texts:
        work(text)


def _ratio(slow: Times, fast: Times) -> str:
    return f"{slow.best / fast.best:.1f} ({slow.median / fast.median:.1f})"


def print_growth(sizes: Sequence[float], names: Iterable[str], most_s: float) -> None:
    """Print how time and memory grow with the length of a text."""
    print("\nSeconds for texts of growing length; greatest factor per doubling; peak memory in multiples of the text\n")
    print(f"{'text':33}{'':7}{''.join(f'{size:6g} MB' for size in sizes)}{'factor':>9}{'memory':>9}")
    for name, verb in itertools.product(names, ("parse", "audit")):
        *taken, memory = _padded(answers(_growth, name, verb, sizes, most_s=most_s), len(sizes) + 1)
        factor = max((after / before for before, after in itertools.pairwise(taken)), default=math.nan)
        times = "".join(f"{seconds:9.3f}" for seconds in taken)
        print(f"{name:33}{verb:7}{times}{factor:9.2f}{memory:8.1f}×", flush=True)


def _growth(name: str, verb: str, sizes: Sequence[float]) -> Iterator[float]:
    """Yield the seconds for each size, then the peak memory for the first size in multiples of the text."""
    make, work = _makers()[name], LIBRARIES[f"citeaudit.{verb}"]
    work("")  # reads the tables
    for size in sizes:
        yield _best_s(partial(work, make(int(size * MEGABYTE))))
    text = make(int(sizes[0] * MEGABYTE))
    yield peak_bytes(partial(work, text)) / len(text)


def _best_s(work: Callable[[], object]) -> float:
    """Return the best of several runs: of fewer where one takes long, as it is exact then."""
    taken = [elapsed_s(work)]
    while sum(taken) < ENOUGH_S and len(taken) < MOST_RUNS:
        taken.append(elapsed_s(work))
    return min(taken)


def _padded(numbers: Iterator[float], length: int) -> list[float]:
    """Return the numbers, and ``nan`` for each that did not come."""
    found = list(numbers)
    return found + [math.nan] * (length - len(found))


def _makers() -> dict[str, Callable[[int], str]]:
    article = max(articles(20)[1], key=len)
    return {"an article, repeated": partial(repeated, article), **HOSTILE, **MORE}


def _names(part: str, *, is_more: bool) -> list[str]:
    """Return the names of the texts to measure: those that contain ``part``."""
    return [name for name in _makers() if part in name and (is_more or part or name not in MORE)]


def print_imports(count: int) -> None:
    """Print what ``import citeaudit`` costs next to the packages that it cannot do without."""
    print(f"\n{'cumulative import time':28}{'best ms':>9}{'median ms':>11}   of {count} rounds in turns\n")
    lines: dict[str, list[int]] = {name: [] for name in IMPORTS}
    loaded: set[str] = set()
    for _ in range(count):
        for name, code in IMPORTS.items():
            microseconds, modules = _imported(code)
            lines[name].append(microseconds)
            loaded |= modules if name == "citeaudit" else set()
    for name, taken in lines.items():
        print(f"{name:28}{min(taken) / 1e3:9.1f}{sorted(taken)[len(taken) // 2] / 1e3:11.1f}")
    own, base = (min(taken) for taken in lines.values())
    print(f"{'ratio':28}{own / base:9.2f}")
    for package in ("requests", "waybackpy"):
        print(f"imports {package:20}{'yes' if package in loaded else 'no':>9}")


def _imported(code: str) -> tuple[int, set[str]]:
    """Return the microseconds that the imports of ``code`` take, those of Python's start left out, and all modules."""
    wanted = {word.strip(" ,") for word in code.removeprefix("import").split()}
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    found = [match.groups() for match in _IMPORT_TIME.finditer(done.stderr)]
    total = sum(int(cumulative) for _, cumulative, indent, name in found if name in wanted and len(indent) == 1)
    return total, {name for _, _, _, name in found}


if __name__ == "__main__":
    main()

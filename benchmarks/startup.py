"""How long ``citeaudit check`` of one draft takes, next to importing the libraries that it stands on.

    python benchmarks/startup.py [--rounds N]

A hook runs on every commit, so that start-up is what its users feel. The figures are those of whole
processes, the best of several rounds in turns; what the hook should stay under is twice the import of
attrs and mwparserfromhell and a tenth of a second.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

DRAFT: Final = Path(__file__).resolve().parents[1] / "fixtures" / "clean-article.wiki"
IMPORT: Final = (sys.executable, "-c", "import attrs, mwparserfromhell")
CHECK: Final = (sys.executable, "-m", "citeaudit", "check", "--isolated", str(DRAFT))
ALLOWANCE_S: Final = 0.1


def main() -> int:
    """Print both times, their ratio, and the share of the limit that the check takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = max(1, parser.parse_args().rounds)
    times = [(_elapsed_s(IMPORT), _elapsed_s(CHECK)) for _ in range(rounds)]
    imported, checked = (min(column) for column in zip(*times, strict=True))
    limit = 2 * imported + ALLOWANCE_S
    print(f"import attrs, mwparserfromhell   {imported:.3f} s")
    print(f"citeaudit check {DRAFT.name}   {checked:.3f} s   {checked / imported:.2f} times as long")
    print(f"limit: twice the import + {ALLOWANCE_S} s   {limit:.3f} s   {checked / limit:.0%} of it")
    return 0


def _elapsed_s(command: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 (our own interpreter)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())

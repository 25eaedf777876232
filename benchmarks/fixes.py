"""Print what is repaired how often in files of articles.

python benchmarks/fixes.py FILE…     each line of a .jsonl.gz file is an object with a ``wikitext``

All safe repairs are made, then all unsafe ones. For each rule: how many findings there were, how many
repairs were made, how many findings are left, and how many repairs were dropped, and why.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from citeaudit import Safety, audit, fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit import Finding

AS_OF = dt.date(2026, 11, 22)


class Rule(NamedTuple):
    """A rule as the table shows it."""

    code: str
    name: str


@define
class Tally:
    """What was found and done, rule by rule."""

    pages: int = 0
    found: Counter[Rule] = field(factory=Counter)
    left: Counter[Rule] = field(factory=Counter)
    made: Counter[tuple[Rule, Safety]] = field(factory=Counter)
    dropped: Counter[tuple[Rule, str]] = field(factory=Counter)
    audit_s: float = 0.0
    fix_s: float = 0.0

    def add(self, text: str) -> None:
        """Repair one article."""
        self.pages += 1
        start = perf_counter()
        report = audit(text, as_of=AS_OF)
        self.audit_s += perf_counter() - start
        self.found.update(map(_rule, report.findings))
        for safety in (Safety.SAFE, Safety.UNSAFE):
            start = perf_counter()
            done = fix(text, report, safety=safety)
            self.fix_s += perf_counter() - start
            self.made.update((_rule(finding), finding.fix.safety) for finding in done.applied if finding.fix)
            if safety is Safety.UNSAFE:
                self.dropped.update((_rule(skipped.finding), skipped.reason.name) for skipped in done.skipped)
            text = done.text
            report = audit(text, as_of=AS_OF)
        self.left.update(map(_rule, report.findings))

    def table(self) -> Iterator[str]:
        """Yield the lines of the summary."""
        yield f"{'rule':<42}{'found':>7}{'safe':>7}{'unsafe':>8}{'left':>7}  dropped"
        for rule, count in sorted(self.found.items()):
            made = [self.made[rule, safety] for safety in (Safety.SAFE, Safety.UNSAFE)]
            reasons = {reason: n for (of, reason), n in self.dropped.items() if of == rule}
            if any(made) or reasons:
                dropped = ", ".join(f"{n} {reason.lower().replace('_', ' ')}" for reason, n in reasons.items())
                name = f"{rule.code} {rule.name}"
                yield f"{name:<42}{count:>7}{made[0]:>7}{made[1]:>8}{self.left[rule]:>7}  {dropped}"
        yield f"{'all rules':<42}{self.found.total():>7}{'':>15}{self.left.total():>7}"
        yield f"{self.pages} articles; to repair one takes {self.fix_s / self.audit_s:.1f} times as long as to audit it"


def _rule(finding: Finding) -> Rule:
    return Rule(finding.code, finding.name)


def main(paths: list[str]) -> int:
    """Print the summary of all files."""
    tally = Tally()
    for path in paths:
        with gzip.open(Path(path), "rt", encoding="utf-8") as lines:
            for line in lines:
                tally.add(json.loads(line)["wikitext"])
    print("\n".join(tally.table()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

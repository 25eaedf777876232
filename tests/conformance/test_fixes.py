"""Repairs of real articles: they bring nothing new, they last, and they mend most of what was damaged.

The articles are kept outside of this project, as their texts are under other licences; where the folder
``../shared`` is absent, these tests are skipped.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeaudit import Safety, audit, fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit import Report

SHARED = Path(__file__).resolve().parents[3] / "shared"
AS_OF = dt.date(2026, 11, 22)
LARGE = 120_000
"""Characters; of larger articles every fourth is taken, so that the tests do not take minutes."""

SUITES = (
    pytest.param("conformance/damaged-pages", id="damaged-pages"),
    pytest.param("conformance/real-pages", id="real-pages"),
    pytest.param("corpus/other-languages", id="other-languages"),
)


def articles(suite: str) -> Iterator[str]:
    path = SHARED / f"{suite}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no articles: put {path.name} into {path.parent}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text: str = json.loads(line)["wikitext"]
            if len(text) < LARGE or number % 4 == 0:
                yield text


def look(text: str) -> Report:
    report = audit(text, as_of=AS_OF)
    assert report.faults == ()
    return report


def counted(report: Report) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((finding.code, finding.subjects) for finding in report.findings)


@pytest.mark.parametrize("suite", SUITES)
def test_articles_are_repaired_for_good(suite: str) -> None:
    for text in articles(suite):
        report = look(text)
        for safety in (Safety.SAFE, Safety.UNSAFE):
            done = fix(text, report, safety=safety)
            after = look(done.text)
            assert not counted(after) - counted(report)
            assert len(after.findings) <= len(report.findings) - bool(done.applied)
            assert fix(done.text, after, safety=safety).text == done.text
            text, report = done.text, after  # noqa: PLW2901 (first the safe repairs, then on top of them the others)


def cite_errors(report: Report) -> int:
    return sum((finding.upstream or "").startswith("cite_error_") for finding in report.findings)


def test_most_of_what_was_damaged_is_mended() -> None:
    before = after = 0
    for text in articles("conformance/damaged-pages"):
        report = look(text)
        safe = fix(text, report).text
        before += cite_errors(report)
        after += cite_errors(look(fix(safe, look(safe), safety=Safety.UNSAFE).text))
    assert before > 200
    assert after <= 0.4 * before

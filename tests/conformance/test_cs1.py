"""What English Wikipedia's own modules say of citations and short footnotes, case by case.

The cases in ``fixtures/`` were written for this project; each was rendered by the modules of
September 2022. Keys that came or went since then are not compared; ``docs/cs1-differences.md`` says why.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citeaudit import parse
from citeaudit.cs1.conditions import conditions
from citeaudit.cs1.style import page_style
from citeaudit.engine import audit_page
from citeaudit.rules import short_footnotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared" / "conformance"
AS_OF = dt.date(2026, 11, 22)

# Two names of one condition.
SAME = {
    "err_parameter_ignored_suggest": "err_parameter_ignored",
    "err_deprecated_params": "err_parameter_ignored",
    "err_numeric_names": "maint_numeric_names",
}
# Came or went after September 2022.
NEWER_OR_GONE = {
    *("maint_authors", "maint_date_year", "maint_unfit", "maint_unknown_lang", "maint_year", "maint_location"),
    *("maint_ref_duplicates_default", "maint_date_auto_xlated", "err_archive_date_missing_url"),
    *("err_archive_date_url_ts_mismatch", "err_invalid_isbn_date", "err_bad_medrxiv", "err_medrxiv_missing"),
    *("err_missing_publisher", "err_param_has_twl_url", "err_periodical_ignored", "err_bad_asin_tld", "maint_bibcode"),
    *("maint_location_no_publisher", "maint_publisher_location", "maint_doi_unflagged_free"),
    *("maint_overridden_setting", "maint_id_limit_load_fail"),
}


def cases(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def comparable(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, subjects in pairs:
        if key.startswith(("err_", "maint_", "harv_")) and key not in NEWER_OR_GONE:
            found.setdefault(SAME.get(key, key), set()).update(filter(None, subjects))
    return found


def said_of_citations(text: str) -> dict[str, set[str]]:
    style = page_style(text)
    citations = parse(text).citations
    said = [condition for c in citations for condition in conditions(c, as_of=AS_OF, style=style)]
    return comparable((condition.key, condition.subjects) for condition in said)


def said_of_short_footnotes(text: str) -> dict[str, set[str]]:
    report = audit_page(parse(text), short_footnotes.RULES, as_of=AS_OF)
    assert not report.faults
    return comparable((finding.upstream or "", finding.subjects) for finding in report.findings)


def agreement(path: Path, said: Callable[[str], dict[str, set[str]]]) -> tuple[float, float]:
    """Return the share of cases that agree on the conditions, and on what they are about, too."""
    total = keys = subjects = 0
    for case in cases(path):
        wanted = comparable((e["key"], e["subjects"]) for e in case["expected"])
        found = said(case["wikitext"])
        total += 1
        if set(wanted) == set(found):
            keys += 1
            subjects += all(not wanted[key] or wanted[key] == found[key] for key in wanted)
    return keys / total, subjects / total


def test_written_citations_are_judged_as_the_module_judges_them() -> None:
    keys, subjects = agreement(FIXTURES / "cs1-synthetic.jsonl.gz", said_of_citations)
    assert keys >= 0.992
    assert subjects >= 0.992


def test_written_short_footnotes_are_judged_as_the_module_judges_them() -> None:
    keys, subjects = agreement(FIXTURES / "harv-synthetic.jsonl.gz", said_of_short_footnotes)
    assert keys >= 0.99
    assert subjects >= 0.99


def test_real_citations_are_judged_as_the_module_judges_them() -> None:
    path = SHARED / "cs1-real.jsonl.gz"
    if not path.exists():
        pytest.skip("the conformance data of real articles is not beside the checkout: ../shared/conformance")
    keys, subjects = agreement(path, said_of_citations)
    assert keys >= 0.998
    assert subjects >= 0.998

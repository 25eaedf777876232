"""Articles of many languages: none of them makes citeaudit crash, and none is read in part only."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from citeaudit import audit, parse
from citeaudit.scanner import tiles

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "other-languages.jsonl.gz"
AS_OF = dt.date(2026, 11, 22)

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"no articles: put {CORPUS.name} into {CORPUS.parent}")


@pytest.fixture(scope="module")
def articles() -> dict[str, str]:
    """Wiki and title → wikitext."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    return {f"{case['wiki']}: {case['title']}": case["wikitext"] for case in cases}


def test_tokens_join_back_to_the_text(articles: dict[str, str]) -> None:
    for title, text in articles.items():
        found = list(tiles(parse(text).tokens, 0, len(text)))
        assert "".join(text[start:end] for _, start, end in found) == text, title


@pytest.mark.parametrize("wiki", ["enwiki", "default"])
def test_every_article_can_be_audited(articles: dict[str, str], wiki: str) -> None:
    for title, text in articles.items():
        report = audit(text, wiki=wiki, as_of=AS_OF)
        assert report.faults == (), title
        for finding in report.findings:
            start, end = finding.span
            assert 0 <= start <= end <= len(text), (title, finding)
            assert (finding.line, finding.column) == _position(text, start), (title, finding)


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

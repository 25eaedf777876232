"""The command ``citeaudit inventory``: every citation of a file, as JSON or as a table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from citeaudit.adapters.cli import main
from citeaudit.reports.works import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    'One.<ref name="a">{{cite book |last=Doe |first=Jane |title="Salt", and |date=May 2020 '
    "|isbn=0-306-40615-2}}</ref>\n"
    'Two.<ref name="a" />\n'
    "{{cite web |title=B |url=https://b.example |access-date=1 June 2020 |date=31 February 2020}}\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.wiki"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_has_the_values(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", str(article)]) == 0
    document = json.loads(capsys.readouterr().out)
    (file,) = document["files"]
    book, web = file["citations"]
    assert document["version"] == 1
    assert book["authors"] == [{"last": "Doe", "first": "Jane"}]
    assert book["date"] == {"text": "May 2020", "earliest": "2020-05-01", "latest": "2020-05-31"}
    assert book["identifiers"][0]["canonical"] == "0306406152"
    assert book["notes"] == [{"name": "a", "group": "", "uses": 2}]
    assert (web["line"], web["notes"], web["date"]) == (3, [], None)


def test_table_quotes_what_needs_it(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", str(article), "--output-format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert tuple(head) == COLUMNS
    first = dict(zip(head, rows[0], strict=True))
    assert first["title"] == '"Salt", and'
    assert first["authors"] == "Doe, Jane"
    assert first["identifiers"] == "isbn:0306406152"
    assert (first["note_names"], first["uses"]) == ("a", "2")


def test_unreadable_file_is_named_and_the_others_are_listed(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inventory", str(tmp_path / "none.wiki"), str(article)]) == 2
    output = capsys.readouterr()
    assert "none.wiki" in output.err
    assert len(json.loads(output.out)["files"]) == 1


def test_unknown_wiki_is_refused(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inventory", str(article), "--wiki", "xxwiki"]) == 2
    assert "xxwiki" in capsys.readouterr().err

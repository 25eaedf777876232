"""``--output-format`` and ``--output-file``."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from citeaudit.adapters import output
from citeaudit.adapters.cli import main
from citeaudit.adapters.rendering import FORMATS, LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTY = 'Größe.<ref name="a" />\n{{reflist}}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder one with a faulty article in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.wiki").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_format_tells_the_finding(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert folder.is_dir()
    assert main(["check", "a.wiki", "--output-format", name]) == 1
    out, err = capsys.readouterr()
    assert "CE001" in out
    assert err == ""
    if name in {"json", "sarif", "gitlab"}:
        json.loads(out)
    if name == "junit":
        ET.fromstring(out)  # noqa: S314 (our own words)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_format_tells_what_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert folder.is_dir()
    assert main(["check", "gone.wiki", "--output-format", name]) == 2
    out, err = capsys.readouterr()
    assert err == "citeaudit: cannot read gone.wiki: No such file or directory\n"
    assert name in {"concise", "gitlab"} or "gone.wiki" in out or "1 path could not be audited" in out


@pytest.mark.parametrize("name", sorted(set(FORMATS) - LINES))
def test_statistics_are_lines(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert folder.is_dir()
    assert main(["check", "a.wiki", "--statistics", "--output-format", name]) == 2
    assert f"leave out --output-format {name}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab"])
def test_code_hosts_get_paths_from_the_root_of_the_repository(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / ".git").mkdir()
    (folder / "drafts" / "b").mkdir(parents=True)
    monkeypatch.chdir(folder / "drafts" / "b")
    (folder / "drafts" / "c.wiki").write_text(FAULTY, encoding="utf-8")
    main(["check", "../c.wiki", str(folder / "a.wiki"), "--output-format", name])
    out = capsys.readouterr().out
    if name == "sarif":
        found = [
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in json.loads(out)["runs"][0]["results"]
        ]
    elif name == "gitlab":
        found = [issue["location"]["path"] for issue in json.loads(out)]
    else:
        found = [line.partition("file=")[2].partition(",")[0] for line in out.splitlines()]
    assert found == ["drafts/c.wiki", "a.wiki"]


# --- into a file


def test_output_file_holds_what_standard_output_would(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "a.wiki", "--output-format", "text"])
    shown = capsys.readouterr().out
    assert main(["check", "a.wiki", "--output-file", "report.txt"]) == 1
    assert capsys.readouterr() == ("", "")
    assert (folder / "report.txt").read_text(encoding="utf-8") == shown
    assert {path.name for path in folder.iterdir()} == {"a.wiki", "report.txt"}


def test_output_file_keeps_its_mode_and_the_link_to_it(folder: Path) -> None:
    report = folder / "report.txt"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o640)
    (folder / "link").symlink_to(report)
    main(["check", "a.wiki", "--output-file", "link"])
    assert (folder / "link").is_symlink()
    assert "CE001" in report.read_text(encoding="utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


def test_a_report_that_breaks_off_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    (folder / "report.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr("citeaudit.adapters.check.report", broken)
    assert main(["check", "a.wiki", "--output-file", "report.txt"]) == 130
    assert (folder / "report.txt").read_text(encoding="utf-8") == "old"
    assert {path.name for path in folder.iterdir()} == {"a.wiki", "report.txt"}


@pytest.mark.parametrize("name", ["missing/report.txt", "."])
def test_output_file_that_cannot_be_written_is_2(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert folder.is_dir()
    assert main(["check", "a.wiki", "--output-file", name]) == 2
    assert capsys.readouterr().err.startswith(f"citeaudit: cannot write {name}: ")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_what_is_no_file_is_written_at_once(folder: Path) -> None:
    assert folder.is_dir()
    assert main(["check", "a.wiki", "--output-file", "/dev/null"]) == 1
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_without_a_file_it_is_standard_output() -> None:
    with output.destination(None) as stream:
        assert stream is sys.stdout


def test_a_report_is_imported_only_when_it_is_wanted(folder: Path) -> None:
    code = (
        "import sys; from citeaudit.adapters.cli import main; main(['check', 'a.wiki']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=folder)  # noqa: S603 (our own words)
    loaded = set(done.stderr.split())
    unwanted = {f"citeaudit.reports.{name}" for name in ("sarif", "html", "junit", "json_v1", "github", "wikitext")}
    assert loaded.isdisjoint(unwanted | {"xml.etree"})

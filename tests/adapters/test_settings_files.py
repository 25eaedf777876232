"""Settings files: which one counts, what it extends, and what the command line says over it."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from citeaudit.adapters.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = 'Text.<ref name="a" />{{efn|b}}<ref></ref>\n{{reflist}}\n'
ALL = ["CE001", "CE013", "NL002"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder one with faulty articles in it and below it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts" / "deep").mkdir(parents=True)
    for name in ("a.wiki", "drafts/b.wiki", "drafts/deep/c.wiki"):
        (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", *arguments, "--output-format", "concise"])
    out, err = capsys.readouterr()
    assert err == ""
    return sorted(set(re.findall(r": ([A-Z]{2}\d{3}) ", out)))


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".citeaudit.toml", 'ignore = ["CE"]'),
        ("citeaudit.toml", 'ignore = ["CE"]'),
        ("pyproject.toml", '[tool.citeaudit]\nignore = ["CE"]'),
    ],
)
def test_names_of_settings_files(folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    write(folder / name, text)
    assert codes(capsys, "a.wiki") == ["NL002"]
    assert codes(capsys, "drafts/deep/c.wiki") == ["NL002"]
    assert codes(capsys, "a.wiki", "--isolated") == ALL


def test_the_first_name_of_a_folder_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "pyproject.toml", "[tool.citeaudit]\nignore = ['CE', 'NL']")
    write(folder / "citeaudit.toml", "ignore = ['CE']")
    assert codes(capsys, "a.wiki") == ["NL002"]
    write(folder / ".citeaudit.toml", "ignore = ['NL']")
    assert codes(capsys, "a.wiki") == ["CE001", "CE013"]


def test_the_nearest_file_counts_for_each_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "citeaudit.toml", "select = ['CE001']")
    write(folder / "drafts" / "citeaudit.toml", "select = ['NL']")
    assert codes(capsys, "a.wiki") == ["CE001"]
    assert codes(capsys, "drafts/deep/c.wiki") == ["NL002"]
    assert codes(capsys, ".") == ["CE001", "NL002"]


@pytest.mark.parametrize("text", ["", "[tool.other]\na = 1", "# citeaudit\n[tool.other]\na = 1", "not TOML ]["])
def test_a_pyproject_of_something_else_is_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write(folder / "citeaudit.toml", "select = ['CE001']")
    write(folder / "drafts" / "pyproject.toml", text)
    assert codes(capsys, "drafts/b.wiki") == ["CE001"]


def test_extend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "base.toml", "ignore = ['CE013']\n[per-file-ignores]\n'c.wiki' = ['CE']")
    write(folder / "drafts" / "citeaudit.toml", "extend = '../base.toml'\nselect = ['CE']")
    assert codes(capsys, "drafts/b.wiki") == ["CE001"]
    assert codes(capsys, "drafts/deep/c.wiki") == []


def test_a_circle_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "base.toml", "extend = 'citeaudit.toml'")
    write(folder / "citeaudit.toml", "extend = 'base.toml'")
    assert "citeaudit.toml: it extends itself, by way of " in complaint(capsys, "a.wiki")


def test_config_is_for_all_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "citeaudit.toml", "select = ['NL']")
    write(folder / "other.toml", "select = ['CE001']")
    assert codes(capsys, ".", "--config", "other.toml") == ["CE001"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["CE001"]),
        (["--extend-select", "NL"], ["CE001", "NL002"]),
        (["--ignore", "NL"], ["CE001", "CE013"]),
        pytest.param(["--select", "CE013"], ["CE013"], id="select takes the place of ignore, too"),
        pytest.param(["--select", "CE", "--ignore", "CE001"], ["CE013"], id="both"),
    ],
)
def test_the_command_line_counts_more(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]
) -> None:
    write(folder / "citeaudit.toml", "select = ['CE']\nignore = ['CE013']")
    assert codes(capsys, "a.wiki", *arguments) == expected


def test_per_file_ignores_are_relative_to_the_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "citeaudit.toml", "[per-file-ignores]\n'drafts/*' = ['CE']")
    assert codes(capsys, "a.wiki") == ALL
    assert codes(capsys, "drafts") == ["NL002"]
    assert codes(capsys, str(folder / "drafts" / "b.wiki")) == ["NL002"]


def test_wiki_severity_and_options(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "citeaudit.toml", "wiki = 'default'\n[severity]\nCE = 'info'\n[rules.DT003]\nmost-days = 5")
    main(["check", "a.wiki"])
    out = capsys.readouterr().out
    assert "Invalid <code>&lt;ref&gt;</code> tag" in out or 'no text was provided for refs named "a"' in out
    assert "CE001 undefined-reference info" in out
    main(["check", "a.wiki", "--wiki", "enwiki"])
    assert "was invoked but never defined" in capsys.readouterr().out


def test_settings_of_standard_input_are_those_of_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "citeaudit.toml", "select = ['CE001']")
    write(folder / "drafts" / "citeaudit.toml", "select = ['NL']")
    for arguments, expected in (["-"], ["CE001"]), (["--stdin-filename", "drafts/x.wiki"], ["NL002"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
        assert codes(capsys, *arguments) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = ['CE']", "there is no setting 'selct'; did you mean 'select'?"),
        ("select = 'CE'", "select must be a list of strings, not 'CE'"),
        ("select = ['CE999']", "no rule has the code, family or name 'CE999'"),
        ("[severity]\nundefined-referense = 'info'", "did you mean undefined-reference?"),
        ("[rules.DT003]\nmost-day = 5", "did you mean 'most-days'?"),
        ("wiki = 'qqwiki'", "'qqwiki'"),
        ("select = [", "this is no TOML in UTF-8"),
        ("extend = 'gone.toml'", "gone.toml: No such file or directory"),
        ("baseline = 'gone.json'", "there is no baseline "),
    ],
)
def test_what_cannot_be_understood_is_2_before_any_file_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    write(folder / "citeaudit.toml", text)
    err = complaint(capsys, "a.wiki", "gone.wiki")
    assert message in err
    assert err.count("\n") == 1


def test_pyproject_with_a_table_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "pyproject.toml", "[tool]\nciteaudit = 3")
    assert "tool.citeaudit must be a table, not 3" in complaint(capsys, "a.wiki")


def test_config_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.is_dir()
    assert "cannot read the settings file" in complaint(capsys, "a.wiki", "--config", "gone.toml")
    assert main(["check", "a.wiki", "--config", "gone.toml", "--isolated"]) == 2


# --- showing them


def test_shown_settings_are_a_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "select = ['CE']\ncontact = 'a\"b\\c\td'\ncache = false\n"
        "[per-file-ignores]\n'drafts/*' = ['NL']\n[severity]\nCE = 'info'\n[rules.DT003]\nmost-days = 5\n"
    )
    write(folder / "citeaudit.toml", text)
    assert main(["check", "--show-settings", "--extend-select", "AR", "drafts/b.wiki"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"# {folder / 'citeaudit.toml'}\n")
    document = tomllib.loads(shown)
    assert tomllib.loads(text).items() <= document.items()
    assert document["extend-select"] == ["AR"]
    write(folder / "again.toml", shown)
    assert main(["check", "--show-settings", "--config", "again.toml"]) == 0
    assert capsys.readouterr().out.partition("\n")[2] == shown.partition("\n")[2]


def test_shown_without_a_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.is_dir()
    assert main(["check", "--show-settings", "--isolated"]) == 0
    assert capsys.readouterr().out.startswith('# no settings file\nwiki = "enwiki"\n')


# --- known findings


def test_baseline_keeps_quiet_what_was_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--add-baseline", "--baseline", "known.json"]) == 0
    out, err = capsys.readouterr()
    assert out == "Nothing found in 3 files\n"
    assert err == f"citeaudit: 9 findings in {folder / 'known.json'} from now on\n"
    write(folder / "a.wiki", "A new lead.\n\n" + FAULTY.replace("<ref></ref>", "<ref></ref><ref />"))
    assert codes(capsys, ".", "--baseline", "known.json") == ["CE012"]
    assert main(["check", "drafts", "--baseline", "known.json"]) == 0


def test_baseline_of_the_settings_holds_in_every_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "citeaudit.toml", "baseline = 'known.json'")
    assert main(["check", ".", "--add-baseline"]) == 0
    monkeypatch.chdir(folder / "drafts")
    capsys.readouterr()
    assert codes(capsys, "b.wiki", "../a.wiki") == []


def test_growing_keeps_other_files_and_forgets_what_was_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", ".", "--add-baseline", "--baseline", "known.json"])
    write(folder / "a.wiki", "Text.<ref>A</ref>\n{{reflist}}\n")
    main(["check", "a.wiki", "--add-baseline", "--baseline", "known.json"])
    capsys.readouterr()
    assert sorted(re.findall(r'"([^"]+\.wiki)"', (folder / "known.json").read_text(encoding="utf-8"))) == [
        "drafts/b.wiki",
        "drafts/deep/c.wiki",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--add-baseline"], "name the file of known findings"),
        (["--baseline", "gone.json"], "there is no baseline"),
        (["--baseline", "a.wiki"], "is no baseline of citeaudit"),
        (["--baseline", "drafts"], "cannot read the baseline"),
    ],
)
def test_baselines_that_cannot_be_had(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert folder.is_dir()
    assert message in complaint(capsys, "a.wiki", *arguments)

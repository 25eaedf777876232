"""The README keeps its word: what it shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from citeaudit.adapters.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHELL = [block.strip() for kind, block in BLOCKS if kind == "sh"]
PYTHON = [(block, BLOCKS[i + 1][1]) for i, (kind, block) in enumerate(BLOCKS) if kind == "python"]


def pieces(line: str) -> list[list[str]]:
    """Return the commands of a line, each as its words."""
    return [shlex.split(command) for command in line.split("&&")]


@pytest.mark.parametrize(("code", "printed"), PYTHON)
def test_python_prints_what_the_readme_says(code: str, printed: str) -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own README)
    assert output.getvalue() == printed


def test_first_line_installs_and_audits(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    *_, (program, *arguments) = pieces(SHELL[0])
    assert "\n" not in SHELL[0]
    assert program == ".venv/bin/citeaudit"
    assert main(arguments) == 1
    out = capsys.readouterr().out
    shown = next(block for kind, block in BLOCKS if kind == "text")
    assert shown in out
    assert out.endswith("\n2 errors in 1 file\n")


def test_second_line_runs_the_tests_as_the_full_check_does() -> None:
    *_, (program, *arguments) = pieces(SHELL[1])
    steps = re.findall(r"^step (pytest.*)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert "\n" not in SHELL[1]
    assert program == ".venv/bin/pytest"
    assert [["pytest", *arguments]] == [shlex.split(step) for step in steps]


def test_examples_of_the_command_line_are_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drafts").mkdir()
    for name in ("article.wiki", "drafts/a.wiki"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = next(block for block in SHELL if block.startswith("citeaudit ")).splitlines()
    assert [main(shlex.split(line, comments=True)[1:]) for line in lines] == [0] * len(lines)
    assert capsys.readouterr().err == ""


def test_links_lead_somewhere() -> None:
    for page in ("README.md", "CONTRIBUTING.md", "docs/json.md", "docs/online.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_hook_selects_the_files_that_a_folder_gives() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    pattern = re.search(r"^  files: (.+)$", hook, re.MULTILINE)
    assert pattern is not None
    chosen = [
        name for name in ("a.wiki", "b.wikitext", "c.mediawiki", "d.mw", "e.txt", "wiki") if re.search(pattern[1], name)
    ]
    assert chosen == ["a.wiki", "b.wikitext", "c.mediawiki", "d.mw"]
    assert "\n  entry: citeaudit check\n" in hook

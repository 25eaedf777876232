"""The hooks, as pre-commit itself installs and runs them: from this source tree, into an environment of their own."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml", "src")
FAULTY = b'Text.<ref name="a" />\n{{reflist}}\n'
DRAFTS = {
    "clean.wiki": b"Text.<ref>A</ref>\n{{reflist}}\n",
    "faulty.wikitext": FAULTY,
    "slip.mediawiki": b'One.<ref name="Smith">A</ref> Two.<ref name="smith" />\r\n{{reflist}}\r\n',
    "notes.txt": FAULTY,
    "picture.wiki": b"\x89PNG\r\n\x1a\n\0" + FAULTY,
}
REPAIRED = b'One.<ref name="Smith">A</ref> Two.<ref name="Smith" />\r\n{{reflist}}\r\n'


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder that has nothing to do with the repository or the user around the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CITEAUDIT_"))}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit-home"),
        "PRE_COMMIT_COLOR": "never",
    }
    return subprocess.run(  # noqa: S603 (our own words)
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def pre_commit(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run pre-commit; return its exit code and what it wrote."""
    done = run(sys.executable, "-m", "pre_commit", *arguments, folder=folder)
    written = done.stdout + done.stderr
    assert "unexpected error" not in written, written
    return done.returncode, written


def committed(folder: Path) -> str:
    """Make a repository of a folder with all that is in it, and return the name of the commit."""
    for command in (
        "init --quiet --initial-branch=main",
        "add --all --force",
        "-c user.name=A -c user.email=a@example.org -c commit.gpgsign=false commit --quiet --message=All",
        "rev-parse HEAD",
    ):
        done = run("git", *command.split(), folder=folder)
        assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def sections(written: str) -> dict[str, str]:
    """Return what pre-commit wrote of each hook."""
    parts = re.split(r"^(citeaudit(?:-fix)?)\.{3,}", written, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _give_up(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Make a repository of the source tree as it stands, committed or not."""
    if importlib.util.find_spec("pre_commit") is None:
        _give_up("pre-commit is missing: pip install --group test")
    if shutil.which("git") is None:
        _give_up("git is missing")
    probe = run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", "probe", "hatchling", folder=tmp_path)
    if probe.returncode:
        _give_up(f"no package index can be reached, from which pre-commit would install: {probe.stderr.strip()}")
    folder = tmp_path / "source"
    folder.mkdir()
    for name in SOURCE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Make a repository with drafts of each kind."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    for name, content in DRAFTS.items():
        (folder / name).write_bytes(content)
    committed(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in DRAFTS}


def test_both_hooks_find_and_one_repairs(source: Path, drafts: Path) -> None:
    committed(source)
    code, written = pre_commit(drafts, "try-repo", str(source), "--all-files", "--verbose")
    assert code == 1
    hooks = sections(written)
    assert list(hooks) == ["citeaudit", "citeaudit-fix"], written

    checked = hooks["citeaudit"]
    assert "exit code: 1" in checked
    assert "files were modified" not in checked
    assert set(re.findall(r"^(\S+?):\d+:\d+ CE001", checked, re.MULTILINE)) == {"faulty.wikitext", "slip.mediawiki"}
    assert "2 errors in 2 of 3 files" in checked

    fixed = hooks["citeaudit-fix"]
    assert "files were modified by this hook" in fixed
    assert set(re.findall(r"^(\S+?):\d+:\d+ CE001", fixed, re.MULTILINE)) == {"faulty.wikitext"}
    assert "slip.mediawiki: 1 fixed: undefined reference\n1 fixed, 1 left\n" in fixed
    assert contents(drafts) == {**DRAFTS, "slip.mediawiki": REPAIRED}


def test_every_configuration_of_the_documentation_is_valid(tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        _give_up("pre-commit is missing: pip install --group test")
    page = (ROOT / "docs" / "pre-commit.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(repos:.*?)```", page, re.DOTALL)
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block, "utf-8")
    folder = tmp_path / "x"
    folder.mkdir()
    configurations = (str(tmp_path / f"{number}.yaml") for number in range(len(blocks)))
    assert len(blocks) > 2
    assert pre_commit(folder, "validate-config", *configurations) == (0, "")
    assert pre_commit(folder, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")) == (0, "")


def test_the_lines_of_the_documentation_do_what_it_says(source: Path, drafts: Path) -> None:
    page = (ROOT / "docs" / "pre-commit.md").read_text(encoding="utf-8")
    lines = next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "citeaudit-fix" in block)
    lines = re.sub(r"https://\S+", source.as_posix(), lines)
    (drafts / ".pre-commit-config.yaml").write_text(re.sub(r"rev: \S+", f"rev: {committed(source)}", lines), "utf-8")
    run("git", "add", "--all", folder=drafts)

    only_slip = ("run", "--files", "clean.wiki", "slip.mediawiki", "notes.txt")
    code, written = pre_commit(drafts, *only_slip)
    assert (code, contents(drafts)) == (1, {**DRAFTS, "slip.mediawiki": REPAIRED})
    assert "files were modified by this hook" in written
    run("git", "add", "--all", folder=drafts)

    code, written = pre_commit(drafts, *only_slip)
    assert code == 0, written
    assert "Passed" in sections(written)["citeaudit-fix"]

    code, written = pre_commit(drafts, "run", "--files", "notes.txt", "picture.wiki")
    assert code == 0, written
    assert "(no files to check)Skipped" in written

    code, written = pre_commit(drafts, "run", "--files", "faulty.wikitext")
    assert code == 1
    assert "exit code: 1" in written

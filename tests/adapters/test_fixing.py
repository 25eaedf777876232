"""``citeaudit check`` with ``--fix``, ``--fix-only``, ``--diff`` and ``--unsafe-fixes``."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import Fix, Safety, audit, fix
from citeaudit.adapters import check as check_module
from citeaudit.adapters import fixing
from citeaudit.adapters.cli import main
from citeaudit.adapters.files import SourceFile, decoded, read
from citeaudit.adapters.fixing import difference, replace, with_line_ends_of
from citeaudit.errors import EditConflict
from citeaudit.fixes import Edit
from citeaudit.repair import Fixed, Reason, Skipped
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SLIP = 'One.<ref name="Smith">A</ref> Two.<ref name="smith" />\n{{reflist}}\n'
REPAIRED = 'One.<ref name="Smith">A</ref> Two.<ref name="Smith" />\n{{reflist}}\n'
FAULTY = 'Text.<ref name="a" />\n{{reflist}}\n'
DOUBTFUL = "{{cite book |title=A |access-date=5 May 2020}}\n"
CERTAIN = "{{cite book |title=A}}\n"
NOTED = "Text.{{efn|A note.}}<ref>A</ref>\n\n== Notes ==\n\n== References ==\n{{reflist}}\n"
NOBODY = 65534

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder an empty one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(content: str | bytes, name: str = "a.wiki") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def source(content: bytes) -> SourceFile:
    file = decoded("a.wiki", content)
    assert isinstance(file, SourceFile)
    return file


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def check(*arguments: str) -> int:
    return main(["check", "--isolated", *arguments])


# --- what is said, and how it ends


def test_all_that_was_found_is_repaired(capsys: Capture) -> None:
    path = written(SLIP)
    assert check("--fix", "a.wiki") == 0
    assert path.read_bytes() == REPAIRED.encode()
    said = "Nothing found in 1 file\na.wiki: 1 fixed: undefined reference\n1 fixed, 0 left\n"
    assert capsys.readouterr() == (said, "")


def test_a_repair_that_crashes_leaves_its_file_and_the_others_go_on(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = written(SLIP, "a.wiki"), written(SLIP, "b.wiki")
    true = fix

    def crashing(text: str, *arguments: Any, **options: Any) -> Fixed:  # noqa: ANN401 (as they come)
        crashes.append(text)
        if len(crashes) == 1:
            raise RuntimeError("boom")  # noqa: EM101 (any error)
        return true(text, *arguments, **options)

    crashes: list[str] = []
    monkeypatch.setattr(fixing, "fix", crashing)
    assert check("--fix", "--strict", "a.wiki", "b.wiki") == 3
    assert (bad.read_bytes(), good.read_bytes()) == (SLIP.encode(), REPAIRED.encode())
    assert "the repair of a.wiki failed, it was left alone: RuntimeError: boom" in capsys.readouterr().err


def test_a_second_run_changes_nothing(capsys: Capture) -> None:
    path = written(SLIP)
    check("--fix", "a.wiki")
    before = path.stat()
    capsys.readouterr()
    assert check("--fix", "a.wiki") == 0
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert capsys.readouterr().out == "Nothing found in 1 file\n0 fixed, 0 left\n"


def test_what_is_left_is_reported_where_it_stands_now(capsys: Capture) -> None:
    written("<ref></ref>" + SLIP + FAULTY)
    assert check("--fix", "a.wiki") == 1
    out = capsys.readouterr().out
    assert out.startswith("a.wiki:3:6 CE001 undefined-reference error\n")
    assert "1 error in 1 file\na.wiki: 2 fixed: empty reference, undefined reference\n2 fixed, 1 left\n" in out


def test_findings_that_are_left_can_be_let_through() -> None:
    written(FAULTY)
    assert check("--fix", "--exit-zero", "a.wiki") == 0


def test_a_repair_that_is_not_made_says_why(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsound(text: str, report: Any, **_: object) -> Fixed:  # noqa: ANN401
        return Fixed(text, (), (Skipped(report.findings[0], Reason.OTHER_PARTS),))

    monkeypatch.setattr(fixing, "fix", unsound)
    path = written(SLIP)
    assert check("--fix", "a.wiki") == 1
    assert path.read_bytes() == SLIP.encode()
    why = "another reference or citation of the page would change"
    assert f"a.wiki:1:35 CE001 undefined-reference was not fixed: {why}\n0 fixed, 1 left\n" in capsys.readouterr().out


def test_fix_only_reports_no_findings(capsys: Capture) -> None:
    path = written(SLIP + FAULTY)
    assert check("--fix-only", "a.wiki") == 0
    assert path.read_bytes() == (REPAIRED + FAULTY).encode()
    assert capsys.readouterr() == ("a.wiki: 1 fixed: undefined reference\n1 fixed, 1 left\n", "")


def test_fix_only_fails_where_something_went_wrong(capsys: Capture) -> None:
    path = written(SLIP)
    assert check("--fix-only", "gone.wiki", "a.wiki") == 2
    assert path.read_bytes() == REPAIRED.encode()
    assert capsys.readouterr().err == "citeaudit: cannot read gone.wiki: No such file or directory\n"


def test_unsafe_repairs_are_made_on_demand(capsys: Capture) -> None:
    path = written(DOUBTFUL)
    assert check("--fix", "a.wiki") == 1
    assert path.read_bytes() == DOUBTFUL.encode()
    assert capsys.readouterr().out.endswith("\n0 fixed, 1 left (1 could be fixed with --unsafe-fixes)\n")
    assert check("--fix", "--unsafe-fixes", "a.wiki") == 0
    assert path.read_bytes() == CERTAIN.encode()
    assert capsys.readouterr().out.endswith("\n1 fixed, 0 left\n")


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "concise"])
def test_other_formats_report_what_is_left_and_nothing_else(capsys: Capture, form: str) -> None:
    written(SLIP + FAULTY)
    assert check("--fix", "--output-format", form, "a.wiki") == 1
    out, err = capsys.readouterr()
    if form in {"json", "sarif"}:
        json.loads(out)
    assert out.count("The named reference") == 1
    assert err == "citeaudit: a.wiki: 1 fixed: undefined reference\nciteaudit: 1 fixed, 1 left\n"


def test_json_tells_what_only_changes_looks(capsys: Capture) -> None:
    written(DOUBTFUL)
    check("--output-format", "json", "a.wiki")
    (finding,) = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    assert finding["fix"]["is_cosmetic"] is False


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(["--unsafe-fixes"], "add --fix, --fix-only or --diff", id="unsafe without fix"),
        pytest.param(["--fix", "--baseline", "b", "--add-baseline"], "then add what is left", id="growing baseline"),
        pytest.param(["--diff", "--output-format", "json"], "report no findings", id="diff is no report"),
        pytest.param(["--fix-only", "--statistics"], "report no findings", id="nothing to count"),
    ],
)
def test_bad_usage_is_2_and_changes_nothing(capsys: Capture, arguments: list[str], complaint: str) -> None:
    path = written(SLIP)
    assert check(*arguments, "a.wiki") == 2
    assert complaint in capsys.readouterr().err
    assert path.read_bytes() == SLIP.encode()


# --- what stays as it was


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(b"\n", id="LF"),
        pytest.param(b"\r\n", id="CR LF"),
        pytest.param(b"\r", id="CR"),
        pytest.param(b"\n\r\n\r\r\n", id="mixed"),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_line_ends_and_byte_order_mark_stay(end: bytes, mark: bytes) -> None:
    around = mark + b"Gr\xc3\xb6\xc3\x9fe \xf0\x9f\x8c\x8d\x0c\xc2\x85\xe2\x80\xa8." + end
    path = written(around + SLIP.encode().replace(b"\n", end))
    assert check("--fix", "a.wiki") == 0
    assert path.read_bytes() == around + REPAIRED.encode().replace(b"\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_new_lines_end_like_the_others(end: str) -> None:
    path = written(NOTED.replace("\n", end))
    assert check("--fix", "--unsafe-fixes", "a.wiki") == 0
    once = path.read_bytes()
    assert once.decode().replace(end, "\n") == NOTED.replace("== Notes ==\n", "== Notes ==\n{{notelist}}\n")
    assert check("--fix", "--unsafe-fixes", "a.wiki") == 0
    assert path.read_bytes() == once


def test_the_end_of_the_file_stays() -> None:
    path = written(SLIP.rstrip("\n"))
    check("--fix", "a.wiki")
    assert path.read_bytes() == REPAIRED.rstrip("\n").encode()


@pytest.mark.parametrize("content", [b"Caf\xe9 " + SLIP.encode(), SLIP.encode("utf-16")], ids=["Latin-1", "UTF-16"])
def test_what_is_no_utf_8_is_left_alone(capsys: Capture, content: bytes) -> None:
    path = written(content)
    assert check("--fix", "a.wiki") == 2
    assert path.read_bytes() == content
    assert "cannot read a.wiki: not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("mode", [0o600, 0o755, 0o664, 0o2770])
def test_the_mode_stays(mode: int) -> None:
    path = written(SLIP)
    path.chmod(mode)
    assert check("--fix", "a.wiki") == 0
    assert path.read_bytes() == REPAIRED.encode()
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away: run as root"
)
def test_the_owner_stays() -> None:
    path = written(SLIP)
    os.chown(path, NOBODY, 12)
    path.chmod(0o4750)
    assert check("--fix", "a.wiki") == 0
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (NOBODY, 12, 0o4750)


def test_a_link_stays_one() -> None:
    target = written(SLIP, "there/b.wiki")
    Path("a.wiki").symlink_to("c.wiki")
    Path("c.wiki").symlink_to(Path("there", "b.wiki"))
    assert check("--fix", "a.wiki") == 0
    assert Path("a.wiki").is_symlink()
    assert Path("a.wiki").readlink() == Path("c.wiki")
    assert target.read_bytes() == REPAIRED.encode()
    assert [path.name for path in Path("there").iterdir()] == ["b.wiki"]


def test_a_file_with_two_names_is_repaired_once(capsys: Capture) -> None:
    written(SLIP)
    Path("b.wiki").symlink_to("a.wiki")
    assert check("--fix", "a.wiki", "b.wiki") == 0
    assert capsys.readouterr().out.endswith("\n1 fixed, 0 left\n")


# --- what cannot be written


def test_a_file_that_changed_meanwhile_is_left_alone(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = written(SLIP), written(SLIP, "b.wiki")
    newer = SLIP.replace("Two", "2").encode()
    repair = fix

    def slow(text: str, report: Any, **options: Any) -> Fixed:  # noqa: ANN401
        path.write_bytes(newer)
        return repair(text, report, **options)

    monkeypatch.setattr(fixing, "fix", slow)
    assert check("--fix", "a.wiki", "b.wiki") == 2
    assert path.read_bytes() == newer
    assert other.read_bytes() == REPAIRED.encode()
    out, err = capsys.readouterr()
    assert err == "citeaudit: a.wiki was left alone: it was changed while it was audited; audit it again\n"
    assert "a.wiki:1:35 CE001" in out
    assert out.endswith("\nb.wiki: 1 fixed: undefined reference\n1 fixed, 1 left\n")
    assert sorted(path.name for path in Path().iterdir()) == ["a.wiki", "b.wiki"]


def test_a_file_that_went_away_does_not_come_back() -> None:
    path = written(SLIP)
    file = read("a.wiki")
    assert isinstance(file, SourceFile)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        replace(file, REPAIRED)
    assert list(Path().iterdir()) == []


def test_a_failure_leaves_the_old_file_and_nothing_else(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = written(SLIP)
    assert check("--fix-only", "a.wiki") == 2
    assert capsys.readouterr().err == "citeaudit: a.wiki was left alone: No space left on device\n"
    assert [path] == list(Path().iterdir())
    assert path.read_bytes() == SLIP.encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_left_alone() -> None:
    os.mkfifo("pipe")
    with pytest.raises(OSError, match="not a regular file"):
        replace(SourceFile("pipe", SLIP), REPAIRED)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


@pytest.fixture
def powerless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder in which the tests, even of root, may do only what its mode says."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no users as POSIX knows them")
    place = Path(tempfile.mkdtemp(prefix="citeaudit-"))
    monkeypatch.chdir(place)
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        if is_root:
            os.seteuid(0)
        place.chmod(0o755)
        shutil.rmtree(place)


def test_a_file_that_must_not_be_written_is_left_alone(powerless: Path, capsys: Capture) -> None:
    path = written(SLIP)
    path.chmod(0o444)
    before = path.stat()
    assert check("--fix", "a.wiki") == 2
    assert capsys.readouterr().err == "citeaudit: a.wiki was left alone: Permission denied\n"
    assert (path.read_bytes(), path.stat()) == (SLIP.encode(), before)
    assert [powerless / path] == list(powerless.iterdir())


def test_in_a_folder_that_must_not_be_written_nothing_changes(powerless: Path, capsys: Capture) -> None:
    path = written(SLIP)
    powerless.chmod(0o555)
    assert check("--fix", "a.wiki") == 2
    assert capsys.readouterr().err == "citeaudit: a.wiki was left alone: Permission denied\n"
    assert path.read_bytes() == SLIP.encode()


# --- settings, suppressions, what is known


def test_settings_apply() -> None:
    written('[per-file-ignores]\n"old/*" = ["CE001"]\n', "citeaudit.toml")
    quiet, loud = written(SLIP, "old/a.wiki"), written(SLIP, "new/a.wiki")
    assert main(["check", "--fix", "."]) == 0
    assert (quiet.read_bytes(), loud.read_bytes()) == (SLIP.encode(), REPAIRED.encode())
    assert main(["check", "--isolated", "--fix", "--ignore", "CE", "."]) == 0
    assert quiet.read_bytes() == SLIP.encode()


def test_what_comments_keep_quiet_is_not_repaired() -> None:
    path = written(f"<!-- citeaudit: ignore-page CE001 -->{SLIP}")
    assert check("--fix", "a.wiki") == 0
    assert path.read_bytes().endswith(SLIP.encode())


def test_known_findings_stay_as_they_are(capsys: Capture) -> None:
    path = written(SLIP)
    assert check("--baseline", "known.json", "--add-baseline", "a.wiki") == 0
    path.write_bytes(("<ref></ref>" + SLIP).encode())
    known = Path("known.json").read_bytes()
    capsys.readouterr()
    assert check("--baseline", "known.json", "--fix", "a.wiki") == 0
    assert path.read_bytes() == SLIP.encode()
    assert Path("known.json").read_bytes() == known
    assert capsys.readouterr().out.endswith("\na.wiki: 1 fixed: empty reference\n1 fixed, 0 left\n")


# --- differences


def test_diff_shows_what_would_change_and_changes_nothing(capsys: Capture) -> None:
    path = written(SLIP)
    assert check("--diff", "a.wiki") == 1
    out, err = capsys.readouterr()
    old, new = SLIP.splitlines()[0], REPAIRED.splitlines()[0]
    assert out == f"--- a.wiki\n+++ a.wiki\n@@ -1,2 +1,2 @@\n-{old}\n+{new}\n {{{{reflist}}}}\n"
    assert err == ("citeaudit: a.wiki: 1 would be fixed: undefined reference\nciteaudit: 1 would be fixed, 0 left\n")
    assert path.read_bytes() == SLIP.encode()


@pytest.mark.parametrize("content", [CERTAIN, FAULTY, DOUBTFUL], ids=["clean", "not to be repaired", "unsafe"])
def test_diff_is_0_where_nothing_would_change(capsys: Capture, content: str) -> None:
    written(content)
    assert check("--diff", "a.wiki") == 0
    assert capsys.readouterr().out == ""


def test_diff_of_unsafe_repairs(capsys: Capture) -> None:
    written(DOUBTFUL)
    assert check("--diff", "--unsafe-fixes", "a.wiki") == 1
    assert f"\n-{DOUBTFUL}+{CERTAIN}" in capsys.readouterr().out


@pytest.mark.parametrize("also", ["--fix", "--fix-only", "--exit-zero"])
def test_diff_changes_nothing_whatever_else_is_said(also: str) -> None:
    path = written(SLIP)
    assert check("--diff", also, "a.wiki") == (0 if also == "--exit-zero" else 1)
    assert path.read_bytes() == SLIP.encode()


def test_diff_goes_to_a_file(capsys: Capture) -> None:
    written(SLIP.replace("\n", "\r\n"))
    assert check("--diff", "--output-file", "a.patch", "a.wiki") == 1
    assert capsys.readouterr().out == ""
    assert Path("a.patch").read_bytes().endswith(b'<ref name="Smith" />\r\n {{reflist}}\r\n')


@pytest.mark.skipif(shutil.which("git") is None, reason="git is missing, which applies the patch")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SLIP.encode(), id="LF"),
        pytest.param(b"\xef\xbb\xbf" + SLIP.encode().replace(b"\n", b"\r\n"), id="BOM and CR LF"),
        pytest.param(SLIP.encode().rstrip(b"\n").replace(b"\n", b"\r"), id="one line, not ended"),
        pytest.param(b"A\xc2\x85\x0c\xe2\x80\xa8" + SLIP.encode(), id="other ends of lines"),
    ],
)
@pytest.mark.parametrize("name", ["a.wiki", "ein Entwurf/ä b.wiki", 'c"\\\n\t.wiki'])
def test_the_patch_can_be_applied(capfdbinary: pytest.CaptureFixture[bytes], content: bytes, name: str) -> None:
    path = written(content, name)
    assert check("--diff", name) == 1
    patch = capfdbinary.readouterr().out
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, input=patch, capture_output=True, check=False)  # noqa: S603 (our own words)
    assert (done.returncode, done.stderr) == (0, b"")
    applied = path.read_bytes()
    path.write_bytes(content)
    check("--fix", name)
    assert applied == path.read_bytes() != content


def test_on_a_terminal_nothing_in_the_text_can_act(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    written("\x1b[2J" + SLIP)
    assert check("--diff", "a.wiki") == 1
    shown = screen.getvalue()
    assert "\x1b[2J" not in shown
    assert "\x1b[1;31m-␛[2JOne." in shown


# --- standard input


@pytest.mark.parametrize("content", [SLIP, CERTAIN, "", SLIP.replace("\n", "\r\n") + "Größe"])
def test_standard_input_becomes_standard_output(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    type_in(monkeypatch, b"\xef\xbb\xbf" + content.encode())
    assert check("--fix-only", "-") == 0
    out, err = capfdbinary.readouterr()
    assert out == b"\xef\xbb\xbf" + content.replace('"smith"', '"Smith"').encode()
    assert err.endswith(b" fixed, 0 left\n")


def test_the_report_of_standard_input_goes_to_standard_error(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, FAULTY.encode())
    assert check("--fix", "--stdin-filename", "draft.wiki") == 1
    out, err = capsys.readouterr()
    assert out == FAULTY
    assert err.startswith("draft.wiki:1:6 CE001")


def test_the_report_of_standard_input_may_go_to_a_file(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, (SLIP + FAULTY).encode())
    assert check("--fix", "--output-format", "json", "--output-file", "report.json", "-") == 1
    assert capsys.readouterr().out == REPAIRED + FAULTY
    assert len(json.loads(Path("report.json").read_bytes())["files"][0]["findings"]) == 1


def test_standard_input_that_cannot_be_read_gives_nothing(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"\xff")
    assert check("--fix-only", "-") == 2
    assert capsys.readouterr().out == ""


def test_diff_of_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, SLIP.encode())
    assert check("--diff", "--stdin-filename", "draft.wiki", "-") == 1
    assert capsys.readouterr().out.startswith("--- draft.wiki\n+++ draft.wiki\n@@")


# --- the web


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 3)])
def test_what_a_repair_asks_anew_is_said(capsys: Capture, strict: tuple[str, ...], code: int) -> None:
    before = "https://web.archive.org/web/20160505010203/https://example.org/a"
    text = f"{{{{cite web |title=A |url={before} |access-date=2016-05-05 |website=B}}}}\n"
    path = written(text)
    arguments = ("--online", "--offline", "--no-cache", "--fix-only", "--unsafe-fixes", *strict, "a.wiki")
    assert check(*arguments) == code
    err = capsys.readouterr().err
    assert path.read_bytes() != text.encode()
    assert "the repairs of a.wiki raise 2 questions, which the next run asks" in err


def test_a_diff_raises_no_questions(capsys: Capture) -> None:
    written("{{cite web |title=A |url=https://web.archive.org/web/20160505010203/https://example.org/a |website=B}}\n")
    assert check("--online", "--offline", "--no-cache", "--diff", "--unsafe-fixes", "a.wiki") == 1
    out, err = capsys.readouterr()
    assert "|archive-url=" in out
    assert "raise" not in err


# --- the parts


@given(st.text(alphabet="ab\r\n"), st.text(alphabet="ab\r\n"))
def test_only_files_of_cr_lf_get_line_ends(before: str, after: str) -> None:
    given_ends = with_line_ends_of(before, after)
    is_of_cr_lf = "\r\n" in before and "\n" not in before.replace("\r\n", "")
    assert given_ends.replace("\r\n", "\n") == after.replace("\r\n", "\n")
    if not is_of_cr_lf:
        assert given_ends == after
    elif after != before:
        assert "\n" not in given_ends.replace("\r\n", "")


@given(st.binary(max_size=50))
def test_a_file_is_written_as_it_was_read(content: bytes) -> None:
    file = decoded("a", content)
    assert not isinstance(file, SourceFile) or file.encoded(file.text) == content


def test_a_text_of_very_many_lines_is_compared_in_time() -> None:
    before = source(b"|-\n| a\n" * 20_000 + b"x\n")
    after = source(b"x\n" + b"|-\n| a\n" * 20_000)
    assert sum(1 for _ in difference(before, after)) > 4


def test_replace_refuses_a_text_that_is_not_the_one_read(folder: Path) -> None:
    path = written(SLIP)
    with pytest.raises(EditConflict, match="changed while"):
        replace(SourceFile("a.wiki", SLIP, has_mark=True), REPAIRED)
    assert [folder / path] == list(folder.iterdir())


def test_a_suggestion_is_never_applied(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def suggesting(text: str, **options: Any) -> Any:  # noqa: ANN401
        report = audit(text, **options)
        shown = Fix("Perhaps", Safety.SUGGESTION, (Edit(Span(0, 1), "X"),))
        return attrs.evolve(report, findings=tuple(attrs.evolve(each, fix=shown) for each in report.findings))

    monkeypatch.setattr(check_module, "audit", suggesting)
    path = written(FAULTY)
    assert check("--fix", "--unsafe-fixes", "a.wiki") == 1
    assert path.read_bytes() == FAULTY.encode()
    assert capsys.readouterr().out.endswith("\n0 fixed, 1 left\n")

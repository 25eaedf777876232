from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from citeaudit import Report, __version__
from citeaudit.adapters import check as check_module
from citeaudit.adapters.cli import main
from citeaudit.finding import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAN = "Text.<ref>A</ref>\n{{reflist}}\n"
FAULTY = 'Text.<ref name="a" />\n{{reflist}}\n'


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write a file into an empty folder, which is the current one, and return its name."""
    monkeypatch.chdir(tmp_path)

    def write(content: str | bytes, name: str = "a.wiki") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def json_report(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def break_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every audit end with a rule that crashed, and no finding."""

    def broken(*_: object, **__: object) -> Report:
        return Report((), (Fault("CE001", "ValueError: boom (check, line 3)"),))

    monkeypatch.setattr(check_module, "audit", broken)


def run(*arguments: str, stdout: int | IO[bytes] = subprocess.PIPE, **environment: str) -> subprocess.Popen[bytes]:
    """Start the module as a process of its own."""
    command = [sys.executable, "-m", "citeaudit", *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **environment})  # noqa: S603 (our own words)


# --- exit codes


def test_clean_file_is_0(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", article(CLEAN)]) == 0
    assert capsys.readouterr() == ("Nothing found in 1 file\n", "")


def test_finding_is_1_and_is_shown_in_its_line(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", article("One.\n" + FAULTY)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("a.wiki:2:6 CE001 undefined-reference error\n")
    assert '    2 | Text.<ref name="a" />\n      |      ^^^^^^^^^^^^^^^^\n' in out
    assert out.endswith("\n\n1 error in 1 file\n")


def test_exit_zero_still_shows_findings(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--exit-zero", article(FAULTY)]) == 0
    assert "CE001" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param([], "COMMAND", id="no command"),
        pytest.param(["check"], "name a file or a folder", id="nothing to check"),
        pytest.param(["check", "a.wiki", "--select", "ZZ9"], "'ZZ9'", id="unknown rule"),
        pytest.param(["check", "a.wiki", "--ignore", "CE,reflist"], "'reflist'", id="unknown rule among known ones"),
        pytest.param(["check", "a.wiki", "--wiki", "qqwiki"], "'qqwiki'", id="unknown wiki"),
        pytest.param(
            ["check", "a.wiki", "--as-of", "20261122"], "'20261122' is not a day in the form", id="form of day"
        ),
        pytest.param(["check", "a.wiki", "--as-of", "2026-02-30"], "'2026-02-30' is no day", id="day of calendar"),
        pytest.param(["check", "a.wiki", "--output-format", "xml"], "xml", id="unknown format"),
        pytest.param(
            ["check", "a.wiki", "--statistics", "--output-format", "json"], "--statistics is plain text", id="two forms"
        ),
        pytest.param(
            ["check", "a.wiki", "--sel", "CE"], "--sel", id="no abbreviations, which later options could break"
        ),
        pytest.param(["rule"], "RULE", id="no rule named"),
        pytest.param(["rule", "XX999"], "`citeaudit rules` lists them", id="rule like no other"),
        pytest.param(["rule", "undefined-referense"], "did you mean undefined-reference?", id="rule misspelt"),
    ],
)
def test_bad_usage_is_2(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    article(CLEAN)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert complaint in err


def test_settings_are_checked_even_if_no_file_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "missing.wiki", "--select", "ZZ9"]) == 2
    assert "missing.wiki" not in capsys.readouterr().err


def test_a_fault_is_told_but_only_strict_makes_it_3(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rules(monkeypatch)
    assert main(["check", article(CLEAN)]) == 0
    assert capsys.readouterr().err == (
        "citeaudit: the rule CE001 failed on a.wiki, the others went on: ValueError: boom (check, line 3)\n"
    )
    assert main(["check", "--strict", "a.wiki"]) == 3
    assert main(["check", "--strict", "--exit-zero", "a.wiki"]) == 3
    assert main(["check", "--strict", "a.wiki", "missing.wiki"]) == 2


def test_a_fault_stands_in_json(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rules(monkeypatch)
    main(["check", article(CLEAN), "--output-format", "json"])
    assert json_report(capsys)["files"][0]["faults"] == [{"code": "CE001", "cause": "ValueError: boom (check, line 3)"}]


# --- files


def test_missing_file_is_2_and_the_others_are_audited(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "missing.wiki", article(FAULTY)]) == 2
    out, err = capsys.readouterr()
    assert err == "citeaudit: cannot read missing.wiki: No such file or directory\n"
    assert "a.wiki:1:6 CE001" in out
    assert out.endswith("1 error in 1 file; 1 path could not be audited\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"one\ntw\xf6", "byte 0xf6 at offset 6, on line 2", id="Latin-1"),
        pytest.param(b"\xef\xbb\xbfone\ntw\xf6", "byte 0xf6 at offset 9, on line 2", id="after a byte order mark"),
        pytest.param(b"one\xe2\x82", "byte 0xe2 at offset 3, on line 1", id="cut in a character"),
        pytest.param("one".encode("utf-16"), "UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(b"\xed\xa0\x80", "byte 0xed at offset 0, on line 1", id="half of a surrogate pair"),
    ],
)
def test_bad_bytes_are_named_with_their_place(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], content: bytes, reason: str
) -> None:
    bad = article(content, "bad.wiki")
    assert main(["check", bad, article(CLEAN)]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("citeaudit: cannot read bad.wiki: not UTF-8")
    assert reason in err
    assert out.startswith("Nothing found in 1 file")


def test_folders_are_read_with_all_below_them(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        "d/b.wikitext",
        "d/a.MediaWiki",
        "d/deep/er/c.mw",
        "d/no.txt",
        "d/.git/x.wiki",
        "d/.hidden.wiki",
        "e.wiki",
    ):
        article(FAULTY, name)
    assert main(["check", "d", "--output-format", "concise"]) == 1
    named = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert named == ["d/a.MediaWiki", "d/b.wikitext", "d/deep/er/c.mw"]


def test_folder_without_wikitext_is_2(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    article(CLEAN, "d/readme.txt")
    assert main(["check", "d", article(CLEAN)]) == 2
    out, err = capsys.readouterr()
    assert err == ("citeaudit: cannot read d: no file in this folder ends in .wiki, .wikitext, .mediawiki, .mw\n")
    assert out.startswith("Nothing found in 1 file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; run the tests as another user")
def test_folder_that_cannot_be_opened_is_2(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    article(CLEAN, "d/a.wiki")
    article(CLEAN, "d/closed/b.wiki")
    Path("d/closed").chmod(0)
    try:
        assert main(["check", "d"]) == 2
    finally:
        Path("d/closed").chmod(0o700)
    assert "cannot read d/closed: Permission denied" in capsys.readouterr().err


def test_file_that_is_named_may_end_in_anything(article: Callable[..., str]) -> None:
    assert main(["check", article(FAULTY, "draft.txt")]) == 1


def test_file_named_twice_is_audited_once(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    article(FAULTY, "d/a.wiki")
    main(["check", "d", "d/a.wiki", "--output-format", "concise"])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_name_that_is_not_utf_8_can_be_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.wiki"
    try:
        Path(os.fsdecode(path)).write_text(FAULTY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert main(["check", os.fsdecode(path)]) == 1
    assert r"\udcff.wiki:1:6 CE001" in capfd.readouterr().out


# --- standard input


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["-"], "<stdin>"), (["--stdin-filename", "b.wiki"], "b.wiki"), (["-", "--stdin-filename", "b.wiki"], "b.wiki")],
)
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], name: str
) -> None:
    type_in(monkeypatch, FAULTY.encode())
    assert main(["check", *arguments]) == 1
    assert capsys.readouterr().out.startswith(f"{name}:1:6 CE001 ")


def test_standard_input_with_files(
    article: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, b"\xff")
    assert main(["check", article(CLEAN), "-"]) == 2
    out, err = capsys.readouterr()
    assert err == "citeaudit: cannot read <stdin>: not UTF-8: byte 0xff at offset 0, on line 1\n"
    assert out.startswith("Nothing found in 1 file")


# --- places


def test_byte_order_mark_moves_no_column(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", article(b"\xef\xbb\xbf" + FAULTY.encode()), "--output-format", "json"]) == 1
    (finding,) = json_report(capsys)["files"][0]["findings"]
    assert (finding["line"], finding["column"], finding["start"]) == (1, 6, 5)


def test_columns_count_code_points(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", article('Ä\N{GRINNING FACE}.<ref name="a" />\n{{reflist}}'), "--output-format", "concise"])
    assert capsys.readouterr().out.startswith("a.wiki:1:4: CE001 ")


def test_carriage_returns_are_part_of_the_text_and_of_no_column_before_them(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"One.\n\n{FAULTY}"
    found = []
    for content in (text, text.replace("\n", "\r\n")):
        main(["check", article(content), "--output-format", "json"])
        (finding,) = json_report(capsys)["files"][0]["findings"]
        assert content[finding["start"] : finding["end"]] == '<ref name="a" />'
        found.append((finding["line"], finding["column"], finding["end_line"], finding["end_column"]))
    assert found == [(3, 6, 3, 22)] * 2


def test_carriage_returns_are_not_shown(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", article(FAULTY.replace("\n", "\r\n"))])
    assert '    1 | Text.<ref name="a" />\n' in capsys.readouterr().out


# --- options


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["CE001", "NL002"]),
        (["--select", "CE"], ["CE001"]),
        (["--select", "CE002,missing-note-list", "--select", "CE001"], ["CE001", "NL002"]),
        (["--ignore", "NL"], ["CE001"]),
        (["--ignore", " CE001 , NL002 ,"], []),
        (["--select", "NL", "--ignore", "NL002"], []),
    ],
)
def test_select_and_ignore(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], arguments: list[str], codes: list[str]
) -> None:
    name = article('Text.<ref name="a" />{{efn|b}}\n{{reflist}}')
    assert main(["check", name, *arguments, "--output-format", "concise"]) == (1 if codes else 0)
    assert re.findall(r": ([A-Z]{2}\d{3}) ", capsys.readouterr().out) == codes


def test_wiki_speaks_its_own_words(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", article('<ref name="a" /><references />'), "--wiki", "default"])
    assert 'Invalid <ref> tag; no text was provided for refs named "a"' in capsys.readouterr().out


def test_as_of_is_the_day_of_the_audit(article: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    days = []

    def audit(*_: object, as_of: dt.date, **__: object) -> Report:
        days.append(as_of)
        return Report(())

    monkeypatch.setattr(check_module, "audit", audit)
    main(["check", article(CLEAN), "--as-of", "2016-04-05"])
    main(["check", "a.wiki"])
    assert days[0] == dt.date(2016, 4, 5)
    assert abs(days[1] - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


def test_statistics_count_instead_of_showing(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    article(FAULTY, "a.wiki")
    article(FAULTY + "{{efn|b}}", "b.wiki")
    assert main(["check", "--statistics", "."]) == 1
    assert (
        capsys.readouterr().out == "2  CE001  undefined-reference\n1  NL002  missing-note-list\n3 findings in 2 files\n"
    )


# --- what citeaudit knows


def test_rules_are_listed_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CE: Cite errors\n  CE001  undefined-reference ")
    assert "\n\nNL: Reference lists and note groups\n  NL001  missing-reference-list " in out


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--output-format", "json"]) == 0
    document = json_report(capsys)
    first = next(rule for rule in document["rules"] if rule["code"] == "CE001")
    assert document["tool"] == {"name": "citeaudit", "version": __version__}
    assert (first["name"], first["severity"]) == ("undefined-reference", "error")
    assert [rule["code"] for rule in document["rules"]] == sorted(rule["code"] for rule in document["rules"])
    assert all(rule["summary"] and rule["why"] and rule["source"] for rule in document["rules"])


@pytest.mark.parametrize("wanted", ["CE012", "ce012", "nameless-use"])
def test_rule_is_explained(capsys: pytest.CaptureFixture[str], wanted: str) -> None:
    assert main(["rule", wanted]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CE012 nameless-use (error)\n\nA self-closing `<ref />` has no name")
    assert "\nWhy:    " in out
    assert "\nSource: " in out
    assert "\nKey:    cite_error_ref_no_key in MediaWiki\n" in out
    assert "\n  ✗ Text.<ref />{{reflist}}\n" in out
    assert "\n  ✓ " in out


def test_wikis_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wikis"]) == 0
    assert "enwiki   English Wikipedia\n" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"citeaudit {__version__}\n"


@pytest.mark.parametrize("command", [[], ["check"], ["rules"], ["rule"], ["wikis"]])
def test_help_has_examples(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "--help"]) == 0
    examples = capsys.readouterr().out.partition("\nexamples:\n")[2]
    assert examples.count("  citeaudit ") >= 3


@pytest.mark.parametrize("command", [[], ["check"]])
def test_help_explains_exit_codes(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    main([*command, "--help"])
    codes = capsys.readouterr().out.partition("\nexit codes:\n")[2]
    assert re.findall(r"^  (\d) ", codes, re.MULTILINE) == ["0", "1", "2", "3"]


# --- as a process


def test_module_runs_like_the_command(article: Callable[..., str]) -> None:
    with run("check", article(FAULTY)) as process:
        out, err = process.communicate()
    assert process.returncode == 1
    assert out.startswith(b"a.wiki:1:6 CE001 ")
    assert err == b""


@pytest.mark.parametrize("command", [["check", "a.wiki", "--output-format", "concise"], ["rules"]])
def test_reader_that_goes_away_ends_it_quietly(article: Callable[..., str], command: list[str]) -> None:
    article(FAULTY * 3000)
    with run(*command) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 141


def test_interrupt_ends_it_quietly(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module, "read", interrupted)
    assert main(["check", article(CLEAN)]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device /dev/full, which Linux has")
def test_full_disk_is_told(article: Callable[..., str]) -> None:
    with Path("/dev/full").open("wb") as full, run("check", article(FAULTY), stdout=full) as process:
        _, err = process.communicate()
    assert err == b"citeaudit: cannot write the report: No space left on device\n"
    assert process.returncode == 2


def test_narrow_encoding_of_output_is_no_error(article: Callable[..., str]) -> None:
    name = article('Łódź.<ref name="ł" />\n{{reflist}}')
    with run("check", name, PYTHONIOENCODING="ascii") as process:
        out, _ = process.communicate()
    assert process.returncode == 1
    assert rb"\u0141\xf3d\u017a" in out


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours_of_the_environment(
    article: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    is_coloured: bool,  # noqa: FBT001
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", article(FAULTY)])
    assert ("\x1b[" in capsys.readouterr().out) is is_coloured


def test_start_up_imports_nothing_that_is_not_needed() -> None:
    code = "import sys, citeaudit.adapters.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 (our own words)
    unwanted = {"requests", "waybackpy", "mwparserfromhell", "asyncio", "ssl", "socket"}
    assert set(done.stdout.split()).isdisjoint(unwanted)

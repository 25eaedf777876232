"""The pages about settings, reports and comments say what is so, and their examples work."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citeaudit import audit
from citeaudit.adapters.cli import main
from citeaudit.adapters.rendering import FORMATS
from citeaudit.configuration import KEYS, settings_from
from citeaudit.suppressions import ACTIONS
from citeaudit.verbs import chosen_rules

if TYPE_CHECKING:
    from types import ModuleType

jsonschema: Any = importlib.import_module("jsonschema")  # it has no types of its own
ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("settings", "reports", "suppressions", "pre-commit")
}


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGES[page], re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("settings_schema", ROOT / "tools" / "settings_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def validator(tool: ModuleType) -> Any:  # noqa: ANN401 (jsonschema has no types)
    jsonschema.Draft202012Validator.check_schema(tool.schema())
    return jsonschema.Draft202012Validator(tool.schema())


def test_schema_is_up_to_date(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0, "run: python tools/settings_schema.py"


@pytest.mark.parametrize(
    ("table", "is_good"),
    [
        ({"select": ["CE", "C", "CE0", "CE001", "undefined-reference"], "cache": True}, True),
        ({"rules": {"DT003": {"most-days": 5}}}, True),
        ({"severity": {"CE": "info"}, "per-file-ignores": {"*": ["NL"]}, "wiki": "enwiki"}, True),
        ({"selct": []}, False),
        ({"select": ["QQ"]}, False),
        ({"select": "CE"}, False),
        ({"severity": {"CE": "fatal"}}, False),
        ({"rules": {"DT003": {"most-day": 5}}}, False),
        ({"rules": {"DT003": {"most-days": "5"}}}, False),
        ({"wiki": "qqwiki"}, False),
    ],
)
def test_schema_agrees_with_the_program(validator: Any, table: dict[str, Any], *, is_good: bool) -> None:  # noqa: ANN401
    assert validator.is_valid(table) is is_good


def test_example_of_a_settings_file(validator: Any) -> None:  # noqa: ANN401
    (example,) = blocks("settings", "toml")
    table = tomllib.loads(example)
    validator.validate(table)
    chosen_rules(settings_from(table, "citeaudit.toml"))


def test_example_in_python() -> None:
    (code,), (printed,) = blocks("settings", "python"), blocks("settings", "text")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "settings.md", "exec"), {})  # noqa: S102 (our own page)
    assert output.getvalue() == printed


def test_every_setting_format_and_comment_is_explained() -> None:
    assert re.findall(r"^\| `([\w-]+)` \|", PAGES["settings"], re.MULTILINE) == list(KEYS)
    assert re.findall(r"^\| `(\w+)` \|", PAGES["reports"], re.MULTILINE) == list(FORMATS)
    assert all(f"citeaudit: {action} " in PAGES["suppressions"] for action in ACTIONS)


def test_example_of_a_comment() -> None:
    (example,) = blocks("suppressions", "wikitext")
    assert audit(example + "{{reflist}}").findings == ()
    assert audit(re.sub("<!--.*?-->", "", example) + "{{reflist}}").findings


@pytest.mark.parametrize("page", ["suppressions", "reports", "pre-commit"])
def test_examples_of_the_command_line(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.wiki").write_text("Text.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    lines += re.findall(r"- (?:run: )?(citeaudit check .*)", PAGES[page])
    assert lines
    assert [main(shlex.split(line)[1:]) for line in lines] == [0] * len(lines)
    assert "no such" not in capsys.readouterr().err


@pytest.mark.parametrize("page", sorted(PAGES))
def test_links_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", PAGES[page]):
        path = ROOT / "docs" / (target or f"{page}.md")
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            known = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
            assert anchor in known, f"{target}#{anchor}"


def test_schema_is_what_is_written() -> None:
    written = json.loads((ROOT / "docs" / "settings.schema.json").read_text(encoding="utf-8"))
    assert set(written["properties"]) == set(KEYS)

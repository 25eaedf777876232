from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
CONDITIONS = ROOT.parent / "shared" / "reference" / "cs1-conditions.md"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("condition_table", ROOT / "tools" / "condition_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_conditions_is_up_to_date() -> None:
    assert load().main(["--check"]) == 0, "run python tools/condition_table.py"


@pytest.mark.parametrize(
    ("heading", "prefix"), [("All error conditions", "err_"), ("All maintenance conditions", "maint_")]
)
def test_no_condition_is_missing(heading: str, prefix: str) -> None:
    if not CONDITIONS.exists():
        pytest.skip("the list of conditions is not beside the checkout: ../shared/reference/cs1-conditions.md")
    text = CONDITIONS.read_text(encoding="utf-8").split(f"**{heading}**")[1].split("\n\n")[0].split("Gone since")[0]
    listed = [re.sub(r"[*.\s]", "", name) for name in re.sub(r"\([^)]*\)", "", text).split("·")]
    page = load().page()
    assert len(listed) > 30
    assert [name for name in listed if f"`{prefix}{name}`" not in page] == []

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_tables_of_repairs_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("fixes_page", ROOT / "tools" / "fixes_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main(["--check"]) == 0, "run python tools/fixes_page.py"

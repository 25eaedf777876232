"""What may stand in a settings file, and what it becomes."""

from __future__ import annotations

from typing import Any

import pytest

from citeaudit import Settings, SettingsError
from citeaudit.configuration import KEYS, settings_from

FULL: dict[str, Any] = {
    "wiki": "default",
    "select": ["CE", "AR"],
    "extend-select": ["NL001"],
    "ignore": ["AR016"],
    "per-file-ignores": {"drafts/*": ["NL"]},
    "severity": {"CE": "warning", "CE001": "error"},
    "rules": {"DT003": {"most-days": 400}},
    "baseline": "known.json",
    "contact": "User:Example",
    "cache": False,
    "cache-dir": "answers",
}


def test_every_key_has_its_field() -> None:
    settings = settings_from(FULL, "a.toml")
    assert set(FULL) | {"extend"} == set(KEYS)
    assert settings == Settings(
        wiki="default",
        select=("CE", "AR"),
        extend_select=("NL001",),
        ignore=("AR016",),
        per_file_ignores=(("drafts/*", ("NL",)),),
        severity=(("CE", "warning"), ("CE001", "error")),
        options=(("DT003", (("most-days", 400),)),),
        baseline="known.json",
        contact="User:Example",
        cache=False,
        cache_dir="answers",
    )
    assert isinstance(hash(settings), int)


def test_what_a_file_does_not_say_is_as_in_its_base() -> None:
    base = settings_from(FULL, "base.toml")
    settings = settings_from({"select": ["CE001"], "severity": {"NL": "info"}, "per-file-ignores": {}}, "a.toml", base)
    assert settings.select == ("CE001",)
    assert settings.ignore == base.ignore
    assert settings.per_file_ignores == base.per_file_ignores
    assert dict(settings.severity) == {"CE": "warning", "CE001": "error", "NL": "info"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"selct": []}, "a.toml: there is no setting 'selct'; did you mean 'select'?"),
        ({"extend_select": []}, "did you mean 'extend-select'?"),
        ({"colour": "red"}, "a.toml: there is no setting 'colour'"),
        ({"select": "CE"}, "a.toml: select must be a list of strings, not 'CE'"),
        ({"ignore": [1]}, "ignore must be a list of strings"),
        ({"cache": "no"}, "cache must be true or false, not 'no'"),
        ({"wiki": 1}, "wiki must be a string"),
        ({"per-file-ignores": {"a": "CE"}}, "per-file-ignores must be a table of lists of strings"),
        ({"severity": {"CE": "fatal"}}, "severity must be a table of error, warning or info"),
        ({"severity": {"CE": []}}, "severity must be a table of error, warning or info"),
        ({"rules": {"DT003": 5}}, "rules must be a table of tables"),
        ({"rules": {"DT003": {"most-days": []}}}, "rules must be a table of tables"),
    ],
)
def test_errors_name_the_file_the_key_and_what_would_do(table: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(table, "a.toml")
    assert message in str(caught.value)

"""Titles with the code of their language."""

from __future__ import annotations

import pytest

from citeaudit.values.scripts import BadScriptTitle, ScriptTitle, script_title


@pytest.mark.parametrize("text", ["ja:東京", "ja : 東京", "ota:x"])
def test_script_title(text: str) -> None:
    assert script_title(text) == ScriptTitle(text[:3].rstrip(" :"), text[-2:].lstrip(":"))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("東京", "missing prefix"),
        ("JA:東京", "missing prefix"),
        ("j:東京", "missing prefix"),
        ("", "missing prefix"),
        ("ja:", "missing title part"),
        ("ja:  ", "missing title part"),
        ("xx:東京", "invalid language code"),
        ("jaa:東京", "invalid language code"),
        ("en:Foo", "unknown language code"),
    ],
)
def test_bad_script_title(text: str, detail: str) -> None:
    with pytest.raises(BadScriptTitle) as caught:
        script_title(text)
    assert caught.value.detail == detail

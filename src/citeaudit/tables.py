"""Typed, cached readers of the tables in ``data/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from citeaudit.errors import DataError


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``data/<name>.toml`` as plain dictionaries and lists; do not change it.

    Shape:   ``name`` is relative to ``data/``, without its suffix: ``profiles/enwiki``.
    Raises:  `DataError` if there is no such table or it is not TOML.
    """
    path = resources.files("citeaudit") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"citeaudit ships no table {name!r}"
        raise DataError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"data/{name}.toml is not TOML: {error}"
        raise DataError(message) from error


def table_names(folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder of ``data/``, sorted."""
    entries = (resources.files("citeaudit") / "data" / folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")))

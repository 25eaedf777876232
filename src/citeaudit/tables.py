"""Typed, cached readers of the tables in ``data/``."""

from __future__ import annotations

import pkgutil
import tomllib
from functools import cache
from typing import Any

from citeaudit.errors import DataError


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``data/<name>.toml`` as plain dictionaries and lists; do not change it.

    Shape:   ``name`` is relative to ``data/``, without its suffix: ``profiles/enwiki``.
    Raises:  `DataError` if there is no such table or it is not TOML.
    """
    try:
        return tomllib.loads((pkgutil.get_data("citeaudit", f"data/{name}.toml") or b"").decode("utf-8"))
    except OSError as error:
        message = f"citeaudit ships no table {name!r}"
        raise DataError(message) from error
    except ValueError as error:
        message = f"data/{name}.toml is not TOML: {error}"
        raise DataError(message) from error


def table_names(folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder of ``data/``, sorted."""
    from importlib import resources  # noqa: PLC0415 (slow to import, and rarely asked for)

    entries = (resources.files("citeaudit") / "data" / folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")))

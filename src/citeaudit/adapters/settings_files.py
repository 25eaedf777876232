"""Finding and reading the user's settings files."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from citeaudit.configuration import KEYS, settings_from
from citeaudit.errors import SettingsError
from citeaudit.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAMES: Final = (".citeaudit.toml", "citeaudit.toml", "pyproject.toml")
"""What a folder's settings file may be called; the first that is there counts."""

_OWN_PATHS: Final = ("baseline", "cache_dir")
"""Settings that are paths, relative to the file that they stand in."""


@frozen
class Found:
    """Settings, and where they come from."""

    settings: Settings
    source: Path | None
    """The settings file; None where there is none."""

    def settings_for(self, path: Path) -> Settings:
        """Return the settings for one file; patterns are relative to the folder of the settings file."""
        root = self.source.parent if self.source else Path.cwd()
        inside = path.relative_to(root) if path.is_relative_to(root) else path
        return self.settings.for_path(inside.as_posix())


def read_settings(path: Path) -> Found:
    """Return what one file says, and what it extends.

    Raises:  `SettingsError` if it cannot be read, is no TOML, or says what cannot be understood.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 (a link is where it stands)
    return Found(_read(place, ()), place)


def nearest_settings(folder: Path, known: dict[Path, Found | None]) -> Found:
    """Return the settings of a folder: of the nearest settings file in it or above it.

    Shape:   ``folder`` is absolute; a ``pyproject.toml`` without ``[tool.citeaudit]`` is none.
             ``known`` remembers which folders have been looked at.
    """
    for parent in (folder, *folder.parents):
        if parent not in known:
            known[parent] = _of_folder(parent)
        if found := known[parent]:
            return found
    return Found(Settings(), None)


def _of_folder(folder: Path) -> Found | None:
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
            return read_settings(path)
    return None


def _has_table(path: Path) -> bool:
    try:
        is_named = "citeaudit" in path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return is_named and _table(path) is not None


def _read(path: Path, extending: tuple[Path, ...]) -> Settings:
    if path in extending:
        message = f"{path}: it extends itself, by way of {extending[-1]}"
        raise SettingsError(message)
    table = _table(path)
    if table is None:
        message = f"{path}: there is no table [tool.citeaudit] in it"
        raise SettingsError(message)
    extended = table.get("extend")
    base = _read(_beside(path, extended), (*extending, path)) if isinstance(extended, str) else None
    settings = settings_from(table, str(path), base)
    own: dict[str, Any] = {name: value for name in _OWN_PATHS if (value := table.get(name.replace("_", "-")))}
    changes: dict[str, Any] = {name: str(_beside(path, value)) for name, value in own.items()}
    return evolve(settings, **changes)


def _beside(path: Path, written: str) -> Path:
    return Path(os.path.normpath(path.parent / Path(written).expanduser()))


def _table(path: Path) -> Mapping[str, Any] | None:
    """Return the table of settings; None for a ``pyproject.toml`` without one."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"cannot read the settings file {path}: {error.strerror}"
        raise SettingsError(message) from error
    except ValueError as error:
        message = f"{path}: this is no TOML in UTF-8: {error}"
        raise SettingsError(message) from error
    if path.name != "pyproject.toml":
        return document
    tools = document.get("tool")
    table = tools.get("citeaudit") if isinstance(tools, dict) else None
    if table is None or isinstance(table, dict):
        return table
    message = f"{path}: tool.citeaudit must be a table, not {table!r}"
    raise SettingsError(message)


def written(found: Found) -> Iterator[str]:
    """Yield settings as the lines of a settings file."""
    yield f"# {found.source or 'no settings file'}\n"
    tables = []
    for name in KEYS:
        value = getattr(found.settings, "options" if name == "rules" else name.replace("-", "_"), None)
        if isinstance(value, tuple) and name in {"per-file-ignores", "severity", "rules"}:
            tables.append((name, value))
        elif value is not None:
            yield f"{name} = {_toml(value)}\n"
    for name, pairs in tables:
        yield from _written_table(name, pairs)


def _written_table(name: str, pairs: tuple[tuple[str, Any], ...]) -> Iterator[str]:
    if name != "rules" and pairs:
        yield f"\n[{name}]\n"
    for key, value in pairs:
        if name == "rules":
            yield f"\n[rules.{_toml(key)}]\n"
            yield from (f"{option} = {_toml(given)}\n" for option, given in value)
        else:
            yield f"{_toml(key)} = {_toml(value)}\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        escaped = "".join(f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c for c in value.translate(_ESCAPES))
        return f'"{escaped}"'
    return repr(value)


_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"'})

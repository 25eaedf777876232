"""A settings file: its keys, what may stand under each, and how it becomes `Settings`. Reads no file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import evolve

from citeaudit.errors import SettingsError
from citeaudit.settings import Settings
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SEVERITIES: Final = ("error", "warning", "info")


class Kind(NamedTuple):
    """What may stand under a key."""

    about: str
    """In words that follow "must be"."""
    fits: Callable[[Any], bool]


class Key(NamedTuple):
    """One key of a settings file."""

    kind: Kind
    about: str


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_table(value: object, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _is_options(value: object) -> bool:
    return _is_table(value, lambda option: isinstance(option, bool | int | float | str))


TEXT: Final = Kind("a string", lambda value: isinstance(value, str))
SWITCH: Final = Kind("true or false", lambda value: isinstance(value, bool))
WORDS: Final = Kind("a list of strings", _is_words)
WORDS_BY_PATTERN: Final = Kind("a table of lists of strings", lambda value: _is_table(value, _is_words))
GRADES: Final = Kind("a table of error, warning or info", lambda value: _is_table(value, SEVERITIES.__contains__))
OPTIONS: Final = Kind("a table of tables, one for each rule", lambda value: _is_table(value, _is_options))

KEYS: Final[Mapping[str, Key]] = {
    "extend": Key(TEXT, "Another settings file to begin with, relative to this one; what stands here counts more."),
    "wiki": Key(TEXT, "The wiki that the texts are from, such as enwiki; `citeaudit wikis` lists them."),
    "select": Key(WORDS, "Run only these rules: codes, beginnings of codes, or names."),
    "extend-select": Key(WORDS, "Run these rules, too."),
    "ignore": Key(WORDS, "Leave these rules out."),
    "per-file-ignores": Key(WORDS_BY_PATTERN, "Rules to leave out for the files that a pattern means."),
    "severity": Key(GRADES, "How much the findings of a rule or a family matter."),
    "rules": Key(OPTIONS, "Options of rules, under the rule's code or name."),
    "baseline": Key(TEXT, "The file of known findings that are kept quiet, relative to this one."),
    "contact": Key(TEXT, "Who asks the web: a mail address, a URL or a user page."),
    "cache": Key(SWITCH, "Whether answers from the web are kept for the next run."),
    "cache-dir": Key(TEXT, "The folder where they are kept, relative to this file."),
}
"""Every key of a settings file."""

_TABLES: Final = ("per-file-ignores", "severity", "rules")
_FIELDS: Final = {"rules": "options"}


def settings_from(table: Mapping[str, Any], source: str, base: Settings | None = None) -> Settings:
    """Return what a settings file says.

    Shape:   ``source`` names the file in errors. What ``base`` has stays where the file says nothing
             else; tables are joined.
    Raises:  `SettingsError` for an unknown key or a value of another kind.

    >>> settings_from({"select": ["CE"]}, "citeaudit.toml").select
    ('CE',)
    """
    known = base or Settings()
    changes = {}
    for name, value in table.items():
        _check(name, value, source)
        attribute = _FIELDS.get(name, name.replace("-", "_"))
        if name in _TABLES:
            value = {**dict(getattr(known, attribute)), **value}  # noqa: PLW2901 (the same, joined)
        if name != "extend":
            changes[attribute] = value
    return evolve(known, **changes)


def _check(name: str, value: object, source: str) -> None:
    if name not in KEYS:
        near = suggestion(name.replace("_", "-"), KEYS)
        meant = f"did you mean {near!r}?" if near else f"there are {', '.join(KEYS)}"
        message = f"{source}: there is no setting {name!r}; {meant}"
        raise SettingsError(message)
    kind = KEYS[name].kind
    if not kind.fits(value):
        message = f"{source}: {name} must be {kind.about}, not {value!r}"
        raise SettingsError(message)

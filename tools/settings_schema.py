"""Write ``docs/settings.schema.json``: what may stand in a settings file, for editors that complete and check.

python tools/settings_schema.py           write the schema
python tools/settings_schema.py --check   exit 1 if the schema is not up to date
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final, TypeAlias

from citeaudit.configuration import GRADES, KEYS, OPTIONS, SEVERITIES, SWITCH, TEXT, WORDS, WORDS_BY_PATTERN
from citeaudit.profile import wikis
from citeaudit.registry import every_rule, families
from citeaudit.rule_options import options_of

Json: TypeAlias = dict[str, Any]

SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "settings.schema.json"

_TYPES: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}


def schema() -> Json:
    """Return the schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of citeaudit",
        "description": "What stands in citeaudit.toml, in .citeaudit.toml, or under tool.citeaudit in pyproject.toml.",
        "type": "object",
        "properties": {name: {**_of_kind(name), "description": KEYS[name].about} for name in KEYS},
        "additionalProperties": False,
        "$defs": {"rules": _rule_words()},
    }


def _of_kind(name: str) -> Json:
    words = {"type": "array", "items": {"$ref": "#/$defs/rules"}}
    kinds: dict[Any, Json] = {
        TEXT: {"type": "string"},
        SWITCH: {"type": "boolean"},
        WORDS: words,
        WORDS_BY_PATTERN: {"type": "object", "additionalProperties": words},
        GRADES: {
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/rules"},
            "additionalProperties": {"enum": list(SEVERITIES)},
        },
        OPTIONS: {"type": "object", "properties": _options(), "additionalProperties": False},
    }
    found = kinds[KEYS[name].kind]
    return {**found, "enum": list(wikis())} if name == "wiki" else found


def _rule_words() -> Json:
    """Return what means a rule: the whole words for completion, the pattern for beginnings of codes."""
    words = [*families(), *(word for rule in every_rule() for word in (rule.code, rule.name()))]
    letters = "|".join(sorted({f"{code[:1]}({code[1:]}[0-9]{{0,2}})?" for code in families()}))
    return {"type": "string", "anyOf": [{"enum": words}, {"pattern": f"^({letters})$"}]}


def _options() -> Json:
    found: Json = {}
    for rule in every_rule():
        if options := options_of(rule):
            entry = {
                "type": "object",
                "description": rule.summary(),
                "properties": {
                    name: {"type": _TYPES[type(default)], "default": default} for name, default in options.items()
                },
                "additionalProperties": False,
            }
            found |= {rule.code: entry, rule.name(): entry}
    return found


def main(arguments: list[str]) -> int:
    """Write the schema, or compare it with what it should be."""
    wanted = json.dumps(schema(), indent=2) + "\n"
    if arguments == ["--check"]:
        return int(not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != wanted)
    SCHEMA.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

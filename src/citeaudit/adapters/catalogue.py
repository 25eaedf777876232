"""The commands that tell what citeaudit knows: its rules and its wikis."""

from __future__ import annotations

import difflib
import json
import os
import sys

from citeaudit import __version__
from citeaudit.adapters.exit_code import ExitCode
from citeaudit.adapters.terminal import style_for, write
from citeaudit.errors import SettingsError
from citeaudit.profile import profile
from citeaudit.profile import wikis as known_wikis
from citeaudit.registry import every_rule, families
from citeaudit.reports.rule_page import render_rule, render_rules, rule_entries


def rules(output_format: str) -> int:
    """Write the list of all rules."""
    if output_format == "json":
        document = {
            "version": 1,
            "tool": {"name": "citeaudit", "version": __version__},
            "rules": rule_entries(every_rule()),
        }
        write(sys.stdout, json.dumps(document, indent=2) + "\n")
        return ExitCode.CLEAN
    titled = ((f"{letters}: {title}", of_family) for letters, (title, of_family) in families().items())
    for line in render_rules(titled, style_for(sys.stdout, os.environ)):
        write(sys.stdout, line)
    return ExitCode.CLEAN


def rule(wanted: str) -> int:
    """Write the documentation of one rule.

    Raises:  `SettingsError` if no rule has this code or name; it names the nearest ones.
    """
    known = {word: each for each in every_rule() for word in (each.code.lower(), each.name())}
    found = known.get(wanted.lower())
    if found is None:
        near = difflib.get_close_matches(wanted.lower(), known, n=2, cutoff=0.8)
        meant = f"did you mean {' or '.join(near)}?" if near else "`citeaudit rules` lists them"
        message = f"no rule has the code or name {wanted!r}; {meant}"
        raise SettingsError(message)
    for line in render_rule(found, style_for(sys.stdout, os.environ)):
        write(sys.stdout, line)
    return ExitCode.CLEAN


def wikis() -> int:
    """Write the wikis that citeaudit knows, one a line."""
    names = known_wikis()
    longest = max(map(len, names))
    for wiki in names:
        write(sys.stdout, f"{wiki:<{longest}}  {profile(wiki).name}\n")
    return ExitCode.CLEAN

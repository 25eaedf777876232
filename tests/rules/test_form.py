"""The form of rules: codes, names, documentation, and that none is missing."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from typing import Any

import pytest

from citeaudit import rules
from citeaudit.finding import Severity
from citeaudit.profile import profile, wikis
from citeaudit.rule import Bad, Good, Rule
from citeaudit.rules import FAMILIES, RULES

ALL = [pytest.param(rule, id=rule.code) for rule in RULES]

CITE_ERRORS = (
    "cite_error_details_missing_parent",
    "cite_error_details_unsupported_context",
    "cite_error_empty_references_define",
    "cite_error_group_refs_without_references",
    "cite_error_included_ref",
    "cite_error_included_references",
    "cite_error_ref_conflicting_dir",
    "cite_error_ref_follow_conflicts",
    "cite_error_ref_invalid_dir",
    "cite_error_ref_no_input",
    "cite_error_ref_no_key",
    "cite_error_ref_numeric_key",
    "cite_error_ref_parameter_suggestion",
    "cite_error_ref_too_many_keys",
    "cite_error_ref_with_details_no_name",
    "cite_error_references_duplicate_key",
    "cite_error_references_group_mismatch",
    "cite_error_references_invalid_parameters",
    "cite_error_references_missing_key",
    "cite_error_references_no_key",
    "cite_error_references_no_text",
)
"""All errors of the Cite extension, as of August 2026."""


def test_codes_and_names_are_unique() -> None:
    for kind in (lambda rule: rule.code, lambda rule: rule.name()):
        assert [key for key, count in Counter(map(kind, RULES)).items() if count > 1] == []


def test_rules_stand_in_the_order_of_their_codes() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


@pytest.mark.parametrize("rule", ALL)
def test_code(rule: type[Rule[Any]]) -> None:
    assert re.fullmatch(r"[A-Z]{2}[0-9]{3}", rule.code)
    assert rule in FAMILIES[rule.code[:2]][1]


@pytest.mark.parametrize("rule", ALL)
def test_name(rule: type[Rule[Any]]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name())
    assert rule.name().replace("-", "") == rule.__name__.lower()


@pytest.mark.parametrize("rule", ALL)
def test_documentation(rule: type[Rule[Any]]) -> None:
    assert rule.summary().endswith(".")
    assert rule.summary()[0].isupper() or rule.summary()[0] == "`"
    documentation = rule.__doc__ or ""
    for heading in ("Why:", "Source:"):
        assert len(re.findall(rf"^ +{heading} +\S", documentation, re.MULTILINE)) == 1


@pytest.mark.parametrize("rule", ALL)
def test_examples_of_both_kinds(rule: type[Rule[Any]]) -> None:
    kinds = [type(example) for example in rule.examples]
    assert Bad in kinds
    assert Good in kinds
    assert len({(example.text, example.wiki, example.observed) for example in rule.examples}) == len(rule.examples)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_says_what_it_looks_at_and_how_grave_it_is(rule: type[Rule[Any]]) -> None:
    assert isinstance(rule.looks_at(), type)
    assert isinstance(rule.severity, Severity)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_keeps_no_state(rule: type[Rule[Any]]) -> None:
    assert vars(rule()) == {}


def test_families() -> None:
    for family, (title, members) in FAMILIES.items():
        assert title
        assert members
        assert {rule.code[:2] for rule in members} == {family}
    assert sorted(RULES, key=id) == sorted((rule for _, members in FAMILIES.values() for rule in members), key=id)


def test_no_rule_is_forgotten() -> None:
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")]
    defined = {value for module in modules for value in vars(module).values() if _is_rule(value, module.__name__)}
    assert {rule.__name__ for rule in defined - set(RULES)} == set()


def _is_rule(value: object, module: str) -> bool:
    return isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module and "code" in vars(value)


@pytest.mark.parametrize("key", CITE_ERRORS)
def test_every_cite_error_has_a_rule(key: str) -> None:
    assert [rule.code for rule in RULES if rule.upstream == key and rule.code.startswith("CE")]


def test_no_rule_is_about_a_cite_error_that_there_is_not() -> None:
    keys = {rule.upstream for rule in RULES if (rule.upstream or "").startswith("cite_error_")}
    assert keys == set(CITE_ERRORS)


@pytest.mark.parametrize("wiki", wikis())
@pytest.mark.parametrize("key", CITE_ERRORS)
def test_every_cite_error_has_a_message(key: str, wiki: str) -> None:
    assert "{" not in profile(wiki).messages[key].format("first", "second").replace("{{reflist|group=first}}", "")

"""Which rules run: codes, families and names, selected and ignored."""

from __future__ import annotations

import pytest

from citeaudit import Settings, SettingsError, audit

RULES = (("CE001", "undefined-reference"), ("CE002", "conflicting-definitions"), ("NL001", "missing-reference-list"))


def chosen(settings: Settings) -> list[str]:
    return [code for code, name in RULES if settings.chosen(code, name)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["CE001", "CE002", "NL001"]),
        (("CE",), (), ["CE001", "CE002"]),
        (("ce",), (), ["CE001", "CE002"]),
        (("CE001",), (), ["CE001"]),
        (("undefined-reference",), (), ["CE001"]),
        (("Undefined-Reference",), (), ["CE001"]),
        (("CE", "NL001"), (), ["CE001", "CE002", "NL001"]),
        ((), ("CE",), ["NL001"]),
        ((), ("CE001",), ["CE002", "NL001"]),
        ((), ("missing-reference-list",), ["CE001", "CE002"]),
        pytest.param(("CE001",), ("CE",), ["CE001"], id="the longer word decides"),
        pytest.param(("CE",), ("CE001",), ["CE002"], id="in both directions"),
        pytest.param(("CE",), ("CE",), [], id="of equal ones the refusal does"),
        pytest.param(("CE001",), ("undefined-reference",), [], id="a name is as exact as a code"),
        pytest.param(("undefined-reference",), ("CE001",), [], id="in both directions, too"),
        pytest.param(("undefined-reference",), ("CE00",), ["CE001"], id="and more exact than any part of one"),
    ],
)
def test_chosen(select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]) -> None:
    assert chosen(Settings(select, ignore)) == expected


@pytest.mark.parametrize("word", ["XX", "CE999", "undefined", "", "CE001x"])
def test_words_that_mean_no_rule(word: str) -> None:
    for settings in (Settings(select=(word,)), Settings(ignore=(word,))):
        with pytest.raises(SettingsError, match=repr(word)):
            settings.check(RULES)


@pytest.mark.parametrize("word", ["CE", "c", "CE0", "CE001", "conflicting-definitions"])
def test_words_that_mean_a_rule(word: str) -> None:
    Settings(select=(word,)).check(RULES)


def test_settings_of_an_audit() -> None:
    text = 'Text.<ref name="a" /><ref></ref>'
    assert {finding.code for finding in audit(text).findings} == {"CE001", "CE013", "NL001"}
    assert {finding.code for finding in audit(text, settings=Settings(ignore=("CE",))).findings} == {"NL001"}
    assert {finding.code for finding in audit(text, settings=Settings(select=("CE013",))).findings} == {"CE013"}


def test_unknown_rules_are_refused_before_the_audit() -> None:
    with pytest.raises(SettingsError, match="XX999"):
        audit("", settings=Settings(select=("XX999",)))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(select=("NL",), extend_select=("CE001",)), ["CE001", "NL001"]),
        (Settings(extend_select=("CE001",)), ["CE001", "CE002", "NL001"]),
        (Settings(ignore=("CE",), extend_select=("CE001",)), ["CE001", "NL001"]),
        (Settings(ignore=("CE001",), extend_select=("CE001",)), ["CE002", "NL001"]),
        (Settings(never=("CE",)), ["NL001"]),
        pytest.param(Settings(select=("CE001",), never=("CE",)), [], id="never means never"),
    ],
)
def test_chosen_with_more_words(settings: Settings, expected: list[str]) -> None:
    assert chosen(settings) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("drafts/*", "drafts/a.wiki", True),
        ("drafts/*", "drafts/deep/a.wiki", True),
        ("drafts/*", "old/drafts/a.wiki", False),
        ("*.wiki", "deep/a.wiki", True),
        ("a.wiki", "deep/a.wiki", True),
        ("deep/a.wiki", "a.wiki", False),
        ("a[12].wiki", "a2.wiki", True),
        ("A.wiki", "a.wiki", False),
    ],
)
def test_patterns_of_paths(pattern: str, path: str, *, matches: bool) -> None:
    settings = Settings(per_file_ignores={pattern: ["NL", "CE001"]})
    assert settings.for_path(path).never == (("NL", "CE001") if matches else ())


def test_without_patterns_the_settings_stay_the_same_object() -> None:
    settings = Settings(ignore=("CE",))
    assert settings.for_path("a.wiki") is settings


@pytest.mark.parametrize(("code", "severity"), [("CE001", "info"), ("CE002", "warning"), ("NL001", "")])
def test_severities_of_the_longest_word(code: str, severity: str) -> None:
    settings = Settings(severity={"CE": "warning", "CE001": "info"})
    assert settings.severity_of(code, "some-name") == severity


def test_severities_of_an_audit() -> None:
    text = 'Text.<ref name="a" /><ref></ref>{{reflist}}'
    found = audit(text, settings=Settings(severity={"undefined-reference": "info"})).findings
    assert [(f.code, f.severity.name) for f in found] == [("CE001", "INFO"), ("CE013", "ERROR")]


def test_wiki_of_the_settings_is_that_of_the_audit() -> None:
    text = '<ref name="a" /><references />'
    assert audit(text, settings=Settings(wiki="default")).wiki == "default"
    assert audit(text, wiki="enwiki", settings=Settings(wiki="default")).wiki == "enwiki"
    assert audit(text).wiki == "enwiki"


@pytest.mark.parametrize(
    "settings",
    [
        Settings(extend_select=("XX",)),
        Settings(per_file_ignores={"*": ["XX"]}),
        Settings(severity={"XX": "info"}),
    ],
)
def test_every_word_is_checked(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="'XX'"):
        settings.check(RULES)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("undefined-referense", "did you mean undefined-reference?"),
        ("conflicting-definition", "did you mean conflicting-definitions?"),
        ("CE01", "did you mean CE001?"),
        ("zzzzzz", "`citeaudit rules` lists them"),
    ],
)
def test_unknown_words_get_a_proposal(word: str, meant: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings(select=(word,)).check(RULES)
    assert str(caught.value).endswith(meant)

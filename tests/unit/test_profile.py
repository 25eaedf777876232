"""What a wiki's names mean: templates, parser functions, redirects, messages."""

from __future__ import annotations

import pytest

from citeaudit import DataError
from citeaudit.profile import (
    CitationTemplate,
    ConditionalFunction,
    ListTemplate,
    QuietTemplate,
    ReferenceTemplate,
    ReuseTemplate,
    ShortTemplate,
    TagFunction,
    TransclusionTemplate,
    UnknownTemplate,
    profile,
    template_name,
    wikis,
)

NAMESPACES = frozenset(("template", "t"))
MODIFIERS = frozenset(("subst", "safesubst", "msg"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("efn", "efn"),
        ("Efn", "efn"),
        ("  cite \n web ", "cite web"),
        ("cite_web", "cite web"),
        ("_cite__web_", "cite web"),
        ("Template:Efn", "efn"),
        ("template : efn", "efn"),
        ("T:Efn", "efn"),
        ("subst:efn", "efn"),
        ("subst: Template: efn", "efn"),
        ("safesubst:subst:efn", "efn"),
        ("User:efn", "user:efn"),
        (":efn", ":efn"),
        ("#tag:ref", "#tag:ref"),
        ("#invoke:Template:x", "#invoke:template:x"),
        ("", ""),
        (":", ":"),
    ],
)
def test_template_name(written: str, name: str) -> None:
    assert template_name(written, NAMESPACES, MODIFIERS) == name


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("efn", ReferenceTemplate, "efn"),
        ("Refn", ReferenceTemplate, "refn"),
        ("r", ReuseTemplate, "r"),
        ("Sfn", ShortTemplate, "sfn"),
        ("sfnp", ShortTemplate, "sfnp"),
        ("sfnm", ShortTemplate, "sfnm"),
        ("Reflist", ListTemplate, "reflist"),
        ("Notelist-UA", ListTemplate, "notelist-ua"),
        ("Cite Web", CitationTemplate, "cite web"),
        ("cite newspaper", CitationTemplate, "cite news"),
        ("Citation", CitationTemplate, "citation"),
        ("Coord", QuietTemplate, "coord"),
        ("PAGENAME", QuietTemplate, "pagename"),
        ("lc:A", QuietTemplate, "lc"),
        ("DEFAULTSORT:A", QuietTemplate, "defaultsort"),
        ("#if:a", ConditionalFunction, "#if"),
        ("#ifeq: a", ConditionalFunction, "#ifeq"),
        ("#switch:a", ConditionalFunction, "#switch"),
        ("#tag:ref", TagFunction, "ref"),
        ("#tag: References ", TagFunction, "references"),
        ("Excerpt", TransclusionTemplate, "excerpt"),
        (":Some page", TransclusionTemplate, ":some page"),
        ("/sub", TransclusionTemplate, "/sub"),
        ("#lst:Some page", TransclusionTemplate, "#lst"),
        ("Infobox thing", UnknownTemplate, "infobox thing"),
        ("#invoke:Thing", UnknownTemplate, "#invoke:thing"),
        ("Talk:Thing", UnknownTemplate, "talk:thing"),
        ("", UnknownTemplate, ""),
    ],
)
def test_role_on_english_wikipedia(written: str, kind: type, name: str) -> None:
    role = profile("enwiki").role(written)
    assert type(role) is kind
    assert role.name == name


@pytest.mark.parametrize(
    ("written", "kind"), [("efn", UnknownTemplate), ("#tag:ref", TagFunction), ("#if:a", ConditionalFunction)]
)
def test_role_on_any_wiki(written: str, kind: type) -> None:
    assert type(profile("default").role(written)) is kind


def test_roles_are_remembered_but_not_without_end() -> None:
    names = profile("enwiki")
    assert names.role("Some template") is names.role("Some template")
    assert names.role("x" * 1000) == names.role("x" * 1000)
    assert "x" * 1000 not in names._known


def test_profiles_are_made_once() -> None:
    assert profile("enwiki") is profile("enwiki")


@pytest.mark.parametrize("wiki", wikis())
def test_every_profile_is_whole(wiki: str) -> None:
    names = profile(wiki)
    assert names.wiki == wiki
    assert names.help_page.startswith("https://")
    assert {"ref", "references", "nowiki", "gallery", "poem"} <= names.tags
    assert names.wikitext_tags <= names.tags
    assert all(tag == tag.lower() for tag in names.tags)
    assert names.sections["references"]
    assert names.sections["notes"]


@pytest.mark.parametrize("wiki", wikis())
def test_note_groups_have_templates(wiki: str) -> None:
    names = profile(wiki)
    for name, group in names.note_groups.items():
        marker, shown = names.role(group.marker), names.role(group.list)
        assert isinstance(marker, ReferenceTemplate)
        assert isinstance(shown, ListTemplate)
        assert name == group.group == marker.default_group == shown.default_group


def test_a_wiki_inherits_what_it_does_not_say() -> None:
    assert profile("enwiki").tags == profile("default").tags
    own, inherited = (profile(wiki).messages for wiki in ("enwiki", "default"))
    assert own["cite_error_ref_invalid_dir"] == inherited["cite_error_ref_invalid_dir"]
    assert own["cite_error_references_no_text"] != inherited["cite_error_references_no_text"]
    assert inherited.keys() <= own.keys()


@pytest.mark.parametrize("wiki", ["nosuchwiki", "", "../enwiki"])
def test_an_unknown_wiki_is_refused(wiki: str) -> None:
    with pytest.raises(DataError, match="default, enwiki"):
        profile(wiki)


def test_names_of_templates_are_unique_in_their_normal_form() -> None:
    names = profile("enwiki")
    assert all(
        template_name(name, names._namespaces, names._modifiers) == name
        for name in names._roles
        if not name.startswith("#")
    )

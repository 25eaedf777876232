"""Known findings stay quiet wherever they move; new ones are told."""

from __future__ import annotations

import pytest

from citeaudit import SettingsError, audit
from citeaudit.baseline import Baseline, baseline_from, known_findings

PAGE = 'One.<ref name="a" /> Two.<ref></ref>\n{{reflist}}'


def baseline(text: str = PAGE, file: str = "a.wiki") -> Baseline:
    written = Baseline({file: known_findings(audit(text).findings, text)}).written()
    return baseline_from(written, "known.json")


def new(text: str, known: Baseline | None = None, file: str = "a.wiki") -> list[str]:
    return [f.code for f in (known or baseline()).without_known(audit(text), text, file).findings]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (PAGE, []),
        pytest.param("A new lead.\n\n" + PAGE, [], id="lines moved"),
        pytest.param(PAGE.replace("Two", "Zwei"), [], id="other text changed"),
        pytest.param(PAGE.replace("<ref></ref>", ""), [], id="one was mended"),
        pytest.param(PAGE.replace("Two.", '<ref name="b" />'), ["CE001"], id="another name"),
        pytest.param(PAGE.replace("Two.", "<ref></ref>"), ["CE013"], id="one more of the same"),
    ],
)
def test_what_is_new(text: str, codes: list[str]) -> None:
    assert new(text) == codes


def test_other_files_have_their_own_known_findings() -> None:
    assert new(PAGE, file="b.wiki") == ["CE001", "CE013"]


def test_a_baseline_is_written_so_that_lines_change_only_where_findings_do() -> None:
    text = PAGE + "<ref></ref>"
    first, second = (baseline(each).written().splitlines() for each in (text, "Lead.\n" + text))
    assert first == second
    assert '"count": 2' in "".join(first)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"version": 1}', '{"version": 1, "files": []}', '{"version": 1, "files": {"a": [{}]}}', "\x00"],
)
def test_what_is_no_baseline(content: str) -> None:
    with pytest.raises(SettingsError, match=r"known\.json is no baseline of citeaudit; make one with --add-baseline"):
        baseline_from(content, "known.json")


def test_a_later_version_is_refused() -> None:
    with pytest.raises(SettingsError, match="version 2"):
        baseline_from('{"version": 2, "files": {}}', "known.json")

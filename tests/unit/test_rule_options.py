"""Options of rules: where they come from and what sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from citeaudit import Page, Settings, SettingsError, Severity, audit
from citeaudit.registry import every_rule, rules_by_code
from citeaudit.rule import Context, Rule
from citeaudit.rule_options import options_of, with_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit import Finding

FAR = (
    "{{cite web |title=A |url=https://example.org/a |access-date=1 May 2009 |archive-date=14 May 2005 "
    "|archive-url=https://web.archive.org/web/20050514082050/https://example.org/a}}"
)


class Optional(Rule[Page]):
    """Something, as ``most_days`` and ``is_strict`` say.

    Why:     ``remedy`` is a word, too.
    """

    code = "XX001"
    severity = Severity.INFO
    most_days: ClassVar[int] = 5
    is_strict: ClassVar[bool] = False
    share: ClassVar[float] = 0.5
    remedy: ClassVar[tuple[str, ...]] = ()

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        yield self.found(context, part.references[0].span, f"{self.most_days} {self.is_strict}")


def test_options_are_what_the_documentation_names() -> None:
    assert options_of(Optional) == {"most-days": 5, "is-strict": False}
    assert options_of(rules_by_code()["CE001"]) == {}
    assert options_of(rules_by_code()["DT003"]) == {"most-days": 1826}


def test_every_option_of_a_rule_is_a_plain_value() -> None:
    for rule in every_rule():
        for name, value in options_of(rule).items():
            assert name == name.lower()
            assert isinstance(value, bool | int | float | str)


def test_an_option_changes_the_rule_and_nothing_else_of_it() -> None:
    (changed,) = with_options([Optional], [("xx001", (("most-days", 7), ("is-strict", True)))])
    assert (changed.code, changed.name(), changed.looks_at()) == ("XX001", "optional", Page)
    assert changed.summary() == Optional.summary()
    assert options_of(changed) == {"most-days": 7, "is-strict": True}
    assert options_of(Optional) == {"most-days": 5, "is-strict": False}


@pytest.mark.parametrize("word", ["DT003", "access-far-from-capture"])
def test_options_of_an_audit(word: str) -> None:
    assert "DT003" not in {finding.code for finding in audit(FAR).findings}
    stricter = Settings(options={word: {"most-days": 100}})
    found = [finding for finding in audit(FAR, settings=stricter).findings if finding.code == "DT003"]
    assert [finding.name for finding in found] == ["access-far-from-capture"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"DT999": {}}, "no rule has the code or name 'DT999'"),
        ({"access-far-from-captures": {}}, "did you mean access-far-from-capture?"),
        ({"DT003": {"most-day": 1}}, "DT003 has no option 'most-day'; did you mean 'most-days'?"),
        ({"CE001": {"most-days": 1}}, "CE001 has no option 'most-days'; it has none"),
        ({"DT003": {"most-days": "long"}}, "the option 'most-days' of DT003 is like 1826, not 'long'"),
        ({"DT003": {"most-days": True}}, "is like 1826, not True"),
    ],
)
def test_errors_say_what_would_do(options: dict[str, dict[str, object]], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        audit("", settings=Settings(options=options))
    assert message in str(caught.value)


def test_a_suppression_of_a_changed_rule_is_still_judged() -> None:
    text = f"<!-- citeaudit: ignore DT003 -->{FAR}"
    assert "SU001" in {finding.code for finding in audit(text).findings}
    assert "SU001" in {f.code for f in audit(text, settings=Settings(options={"DT003": {"most-days": 2000}})).findings}
    codes = {f.code for f in audit(text, settings=Settings(options={"DT003": {"most-days": 9}})).findings}
    assert codes.isdisjoint({"SU001", "DT003"})

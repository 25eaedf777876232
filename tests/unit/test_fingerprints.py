"""Which findings are the same after the page has changed elsewhere."""

from __future__ import annotations

import attrs

from citeaudit import Severity, audit
from citeaudit.fingerprints import fingerprint, fingerprinted

PAGE = 'One.<ref name="a" /> Two.<ref name="b" />\n{{reflist}}'


def marks(text: str) -> list[str]:
    return [fingerprint(finding, text) for finding in audit(text).findings]


def test_moved_findings_keep_their_marks() -> None:
    assert marks(PAGE) == marks("A new lead.\n\n" + PAGE)
    assert marks(PAGE) == marks(PAGE.replace("Two.", "\n\nQuite another text."))


def test_spaces_and_line_ends_do_not_count() -> None:
    text = '<ref name="a"\n/>{{reflist}}'
    assert marks(text) == marks(text.replace("\n", "\r\n")) == marks(text.replace("\n", "  "))


def test_other_names_and_other_rules_are_others() -> None:
    assert len(set(marks(PAGE))) == 2
    (finding,) = audit('<ref name="a" />{{reflist}}').findings
    assert fingerprint(attrs.evolve(finding, code="XX001"), PAGE) != fingerprint(finding, PAGE)


def test_words_and_severity_do_not_count() -> None:
    first = audit(PAGE).findings[0]
    changed = attrs.evolve(first, message="Said otherwise", severity=Severity.INFO, remedy="")
    assert fingerprint(changed, PAGE) == fingerprint(first, PAGE)


def test_equal_ones_are_counted() -> None:
    text = "<ref></ref><ref></ref>{{reflist}}"
    found = list(fingerprinted(audit(text).findings, text))
    assert len({mark for _, mark, _ in found}) == 1
    assert [number for _, _, number in found] == [1, 2]


def test_half_of_a_surrogate_pair_has_a_mark() -> None:
    assert len(marks('<ref name="\ud800" />{{reflist}}')) == 1

"""Repairing a text: which repairs go together, and whether the page is sound after them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import define, field, frozen

from citeaudit.fixes import Edit, Fix, Safety, edited
from citeaudit.integrity import is_same_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeaudit.finding import Finding, Report
    from citeaudit.model import Page
    from citeaudit.span import Span

MOST_ROUNDS: Final = 12
"""How often repairs are made one upon the other; mostly it is once or twice."""

MOST_AUDITS: Final = 60
"""How often a page is audited at most in one round; mostly it is once."""

_MOST_OF_ONE_RULE: Final = 16
"""How many repairs of one rule may turn out unsound in one round before the others are not tried any more."""

_LONGEST_SUMMARY: Final = 160


class Reason(StrEnum):
    """Why a repair was not made. Each reads after "because"."""

    OVERLAPS = "it changes the same place as another repair"
    INEFFECTIVE = "the finding would stay"
    NEW_FINDING = "there would be a finding that was not there before"
    OTHER_PARTS = "another reference or citation of the page would change"
    UNTRIED = "too many repairs like it were unsound"


@frozen
class Skipped:
    """A repair that was asked for and not made. The finding's places are those of the last text."""

    finding: Finding
    reason: Reason


@frozen
class Fixed:
    """What became of a text."""

    text: str
    applied: tuple[Finding, ...] = ()
    """The findings whose repairs were made, round after round; places are those at the time."""
    skipped: tuple[Skipped, ...] = ()

    @property
    def is_cosmetic(self) -> bool:
        """True where no repair was made that readers or maintainers would notice: no reason to save a page."""
        return all(finding.fix.is_cosmetic for finding in self.applied if finding.fix)

    @property
    def summary(self) -> str:
        """What was repaired, in a few words for an edit summary; "" if nothing was.

        Returns: the names of the rules, most frequent first: ``misspelt parameter (3), bad date``.
        """
        counts = Counter(finding.name.replace("-", " ") for finding in self.applied).most_common()
        names = [f"{name} ({count})" if count > 1 else name for name, count in counts]
        shown = list(names)
        while len(", ".join(shown)) > _LONGEST_SUMMARY:
            shown.pop()
        rest = len(names) - len(shown)
        return ", ".join(shown) + (f" and {rest} more" if rest else "")


class Look(NamedTuple):
    """A text as it was parsed and audited."""

    page: Page
    report: Report


_Key: TypeAlias = tuple[str, tuple[str, ...]]
_Identity: TypeAlias = tuple[_Key, tuple[str, ...]]


def repair(text: str, findings: Iterable[Finding], look: Callable[[str], Look], safety: Safety) -> Fixed:
    """Return ``text`` with the repairs of ``findings`` made, as far as they are sound.

    Shape:   ``findings`` are of ``text``; ``look`` parses and audits a text, the same one always alike.
    Returns: a text in which ``look`` finds nothing that it did not find before, and no other
             reference or citation than before. Repairs that overlap are made one after the other.
             Of a later round only findings are repaired that were among ``findings``.
    """
    return _Repairs(text, look, safety).made(list(findings))


@define
class _Repairs:
    """The text of one page while it is repaired."""

    text: str
    look: Callable[[str], Look]
    safety: Safety
    now: Look = field(init=False)
    counts: Counter[_Key] = field(init=False)
    applied: list[Finding] = field(factory=list)
    refused: dict[_Identity, Skipped] = field(factory=dict)
    audits: int = 0

    def __attrs_post_init__(self) -> None:
        self.now = self.look(self.text)
        self.counts = _counted(self.now.report.findings)

    def made(self, findings: Sequence[Finding]) -> Fixed:
        """Return what becomes of the text: rounds of repairs, until one changes nothing."""
        wanted = _counted(findings)
        is_last_chance = True
        overlapping: list[Finding] = []
        for _ in range(MOST_ROUNDS):
            candidates = [finding for finding in findings if self._is_candidate(finding)]
            chosen, overlapping = chosen_together(candidates)
            if not chosen:
                if is_last_chance or not self.refused:
                    break
                self.refused.clear()  # what did not go then may go now, and must not wait for the next run
                is_last_chance = True
                continue
            done = self._try(chosen)
            if done:
                is_last_chance = False
                self.applied += done
                wanted -= _counted(done)
                findings = _still_wanted(self.now.report.findings, wanted)
        skipped = (*self.refused.values(), *(Skipped(finding, Reason.OVERLAPS) for finding in overlapping))
        return Fixed(self.text, tuple(self.applied), skipped)

    def _is_candidate(self, finding: Finding) -> bool:
        fix = finding.fix
        if fix is None or not fix.edits or not self.safety.allows(fix.safety):
            return False
        return self._identity(finding) not in self.refused

    def _identity(self, finding: Finding) -> _Identity:
        """Return what tells a repair from others, wherever the text before it moves it."""
        edits = finding.fix.edits if finding.fix else ()
        pairs = ((edit.span.of(self.text), edit.text) for edit in edits)
        return _key(finding), tuple(chain.from_iterable(pairs))

    def _try(self, chosen: list[Finding]) -> list[Finding]:
        """Make those of the repairs that are sound together; halve a group that is not until the culprit is alone."""
        sound: list[Finding] = []
        best: tuple[str, Look] | None = None
        unsound: Counter[str] = Counter()
        groups = [chosen]
        self.audits = 0
        while groups:
            group = self._without_hopeless(groups.pop(), unsound)
            if not group:
                continue
            text, look, objection = self._attempt([*sound, *group])
            if look is not None and objection is None:
                sound += group
                best = text, look
            elif len(group) > 1 and objection is not Reason.UNTRIED:
                groups += _split(group)
            else:
                unsound.update(finding.code for finding in group)
                self._refuse(group, objection or Reason.UNTRIED)
        if best is not None:
            self._move_to(*best)
        return sound

    def _without_hopeless(self, group: list[Finding], unsound: Counter[str]) -> list[Finding]:
        """Refuse what is of a rule whose repairs did not do in this round, and return the others."""
        hopeless = {code for code, count in unsound.items() if count >= _MOST_OF_ONE_RULE}
        self._refuse((finding for finding in group if finding.code in hopeless), Reason.UNTRIED)
        return [finding for finding in group if finding.code not in hopeless]

    def _refuse(self, findings: Iterable[Finding], reason: Reason) -> None:
        self.refused.update((self._identity(finding), Skipped(finding, reason)) for finding in findings)

    def _move_to(self, text: str, look: Look) -> None:
        self.text, self.now = text, look
        self.counts = _counted(look.report.findings)

    def _attempt(self, findings: Sequence[Finding]) -> tuple[str, Look | None, Reason | None]:
        """Return the text with some repairs made, how it looks then, and what is wrong with that."""
        if self.audits >= MOST_AUDITS:
            return "", None, Reason.UNTRIED
        self.audits += 1
        fixes = dict.fromkeys(finding.fix for finding in findings if finding.fix)
        edits = _in_order(fixes)
        text = edited(self.text, edits)
        look = self.look(text)
        return text, look, self._objection(look, findings, edits)

    def _objection(self, look: Look, findings: Sequence[Finding], edits: Sequence[Edit]) -> Reason | None:
        counts = _counted(look.report.findings)
        if counts - self.counts or len(look.report.faults) > len(self.now.report.faults):
            return Reason.NEW_FINDING
        # A finding that only the web can tell is not seen here, so that it cannot be seen to go.
        due = _counted(findings) & self.counts
        if any(counts[key] > self.counts[key] - count for key, count in due.items()):
            return Reason.INEFFECTIVE
        return None if is_same_elsewhere(self.now.page, look.page, edits) else Reason.OTHER_PARTS


def _split(group: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return two halves, the first one last, as it is to be tried next."""
    # By rule, as it is mostly one rule whose repairs do not go; within a rule in the order of the text.
    ordered = sorted(group, key=lambda finding: finding.code)
    middle = len(ordered) // 2
    return ordered[middle:], ordered[:middle]


def _key(finding: Finding) -> _Key:
    return finding.code, finding.subjects


def _counted(findings: Iterable[Finding]) -> Counter[_Key]:
    return Counter(map(_key, findings))


def _still_wanted(findings: Iterable[Finding], wanted: Counter[_Key]) -> list[Finding]:
    """Return the findings of a new audit that the first one had, too."""
    left = wanted.copy()
    kept = []
    for finding in findings:
        if left[_key(finding)] > 0:
            left[_key(finding)] -= 1
            kept.append(finding)
    return kept


def _in_order(fixes: Iterable[Fix]) -> list[Edit]:
    edits = dict.fromkeys(edit for fix in fixes for edit in fix.edits)
    return sorted(edits, key=lambda edit: edit.span)


def chosen_together(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings whose repairs can be made together, and those that overlap one of them.

    Shape:   all findings have a repair. The one that stands first is taken. Two insertions at one
             place overlap; two findings with the very same repair do not.
    """
    ordered = sorted(findings, key=lambda finding: finding.fix.edits[0].span if finding.fix else finding.span)
    together: list[Finding] = []
    overlapping: list[Finding] = []
    taken = _Taken()
    for finding in ordered:
        edits = finding.fix.edits if finding.fix else ()
        (together if taken.takes(edits) else overlapping).append(finding)
    return together, overlapping


class _Taken:
    """The places that repairs change, none of which overlap."""

    def __init__(self) -> None:
        self._edits: list[tuple[int, int]] = []
        self._whole: set[tuple[Edit, ...]] = set()

    def takes(self, edits: tuple[Edit, ...]) -> bool:
        """Add the edits of a repair, unless one of them overlaps; tell whether they can be made."""
        if edits in self._whole:
            return True
        if any(self._is_taken(edit.span) for edit in edits):
            return False
        for edit in edits:
            insort(self._edits, edit.span)
        self._whole.add(edits)
        return True

    def _is_taken(self, span: Span) -> bool:
        index = bisect_left(self._edits, span)
        return any(_clash(other, span) for other in self._edits[max(0, index - 1) : index + 1])


def _clash(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether two places overlap; a place that is inserted at must not even touch another."""
    is_insertion = first[0] == first[1] or second[0] == second[1]
    gap = max(first[0], second[0]) - min(first[1], second[1])
    return gap <= 0 if is_insertion else gap < 0

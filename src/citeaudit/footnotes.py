"""What MediaWiki's Cite extension does with the references of a page, in its order.

The extension keeps, for each group, an ordered map of names. A list shows its group and empties
it. References written through ``{{#tag:references}}`` have already been counted as uses when the
list is reached; they are taken back and run again as list-defined. Whatever it would complain of
becomes a `CiteError` with its own key.

Source:  extension Cite, August 2026: ``Cite``, ``ReferenceStack``, ``ReferenceListFormatter``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import define, field, frozen

from citeaudit.model import Event, Origin, Page, Reference, ReferenceList
from citeaudit.validator import DIRECTIONS, Problem, Validator, counted_name, is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_NAMES: Final = frozenset(("cite_error_references_no_text", "cite_error_references_duplicate_key"))
"""Errors that Cite shows with the footnote, wherever that is."""

_LIST_ATTRIBUTES: Final = ("group", "responsive")


@frozen(eq=False)
class CiteError:
    """One complaint of the Cite extension, and where an editor can do something about it."""

    key: str
    """MediaWiki's own key, such as ``cite_error_references_no_text``."""
    part: Reference | ReferenceList
    """The tag, the use or the list to change."""
    subjects: tuple[str, ...] = ()
    group: str = ""
    """The group that it is about; "" is the default group."""
    related: Reference | ReferenceList | None = None
    """The other part of a contradiction, such as the first definition."""


@define(eq=False)
class Footnote:
    """One entry of a list: a name (or none) with its definition and its uses."""

    group: str
    name: str
    number: int
    """Order of first use in its group, from 1."""
    definition: Reference | None = None
    """What gives it its text; None while it has none."""
    uses: list[Reference] = field(factory=list)
    """Where it is used in the text, list-defined definitions left out."""
    continuations: list[Reference] = field(factory=list)
    """References that continue it with ``follow``."""
    direction: str = ""
    shown_by: ReferenceList | None = None
    """The list that shows it; None for the automatic list at the end of the page, or where none does."""


@frozen(eq=False)
class Footnotes:
    """The footnotes of a page as its reader sees them."""

    entries: tuple[Footnote, ...]
    """All footnotes, in the order in which they were first seen."""
    errors: tuple[CiteError, ...]
    shown: Mapping[ReferenceList, tuple[Footnote, ...]]
    """What each list shows; a list that MediaWiki ignores is not in it."""
    leftover: tuple[Footnote, ...]
    """Footnotes of the default group that no list shows: MediaWiki adds one at the end of the page."""
    unlisted: Mapping[str, tuple[Footnote, ...]]
    """Footnotes of other groups that no list shows."""

    @cached_property
    def defined(self) -> Mapping[str, Mapping[str, Footnote]]:
        """Footnotes that have a name and a text, by group and by name."""
        groups: dict[str, dict[str, Footnote]] = {}
        for footnote in self.entries:
            if footnote.name and footnote.definition:
                groups.setdefault(footnote.group, {})[footnote.name] = footnote
        return groups


def resolve(page: Page, *, subreferencing: bool = True) -> Footnotes:
    """Return what the Cite extension makes of the references of ``page``.

    Shape:   ``subreferencing`` tells whether the wiki allows ``details``.
    """
    cite = _Cite(subreferencing)
    cite.run(page.events)
    return cite.finish()


@define(eq=False)
class _Call:
    """A use that can be taken back: what it did, and to which footnote."""

    reference: Reference
    footnote: Footnote
    key: str | int
    is_new: bool = False
    is_definition: bool = False


_Group: TypeAlias = dict[str | int, Footnote]
"""Footnotes by name; unnamed ones by a number."""


class _Cite:
    """The state of the extension while it reads one page."""

    def __init__(self, subreferencing: bool) -> None:  # noqa: FBT001 (private)
        self.validator = Validator(subreferencing=subreferencing)
        self.groups: dict[str, _Group] = {}
        self.calls: list[_Call | None] = []
        self.in_list: ReferenceList | None = None
        self.entries: dict[Footnote, None] = {}
        self.followers: dict[str, int] = {}
        self.errors: list[CiteError] = []
        self.shown: dict[ReferenceList, tuple[Footnote, ...]] = {}
        self.unnamed = 0

    def run(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, ReferenceList):
                self.references(event)
            else:
                if event.inner and event.origin is not Origin.TAG:
                    self.run(event.inner)
                self.ref(event)

    # --- <ref>

    def ref(self, reference: Reference) -> None:
        if self.in_list:
            self._define_in_list(reference, self.in_list)
            return
        problems = self.validator.problems(reference)
        if problems and self._report(reference, problems):
            self.calls.append(None)
            return
        group = reference.group or ""
        if parent := reference.values.get("follow"):
            self._follow(reference, group, parent)
        else:
            self._use(reference, group)

    def _report(self, reference: Reference, problems: Sequence[Problem]) -> bool:
        """Report the problems of a tag as MediaWiki shows them; tell whether one was fatal.

        With a fatal one only the first message of all is shown.
        """
        is_fatal = any(problem.is_fatal for problem in problems)
        group = reference.group or ""
        for problem in problems[:1] if is_fatal else problems:
            self.errors.append(CiteError(problem.key, reference, problem.subjects, group))
        return is_fatal

    def _follow(self, reference: Reference, group: str, parent: str) -> None:
        """Continue a known footnote; one that continues an unknown one stands alone, before all others."""
        footnotes = self.groups.setdefault(group, {})
        if parent in footnotes:
            self._continue(footnotes[parent], reference)
            return
        footnote, key = self._new_footnote(group, "")
        footnote.definition = reference
        self.calls.insert(self.followers.get(group, 0), _Call(reference, footnote, key, is_new=True))
        self.followers[group] = self.followers.get(group, 0) + 1

    def _continue(self, footnote: Footnote, reference: Reference) -> None:
        """Append a text: even nothing, appended to nothing, is a text to Cite."""
        if footnote.definition is None:
            footnote.definition = reference
        else:
            footnote.continuations.append(reference)

    def _use(self, reference: Reference, group: str) -> None:
        key: str | int = counted_name(reference)
        footnote = self.groups.setdefault(group, {}).get(key or -1)
        is_new = footnote is None
        if footnote is None:
            footnote, key = self._new_footnote(group, str(key))
        call = _Call(reference, footnote, key, is_new)
        if not footnote.name:
            footnote.definition = reference
        elif not is_blank(reference.content):
            call.is_definition = self._define(footnote, reference)
        self._direct(footnote, reference, is_definition=call.is_definition)
        footnote.uses.append(reference)
        self.calls.append(call)

    def _new_footnote(self, group: str, name: str) -> tuple[Footnote, str | int]:
        """Return a new footnote of a group and its key: its name, or a number of its own."""
        footnotes = self.groups[group]
        footnote = Footnote(group, name, len(footnotes) + 1)
        self.unnamed += not name
        key = name or self.unnamed
        footnotes[key] = footnote
        self.entries[footnote] = None
        return footnote, key

    def _define(self, footnote: Footnote, reference: Reference) -> bool:
        """Give a footnote its text, or report that it has another one; tell whether it was given."""
        first = footnote.definition
        if first is None:
            footnote.definition = reference
            return True
        if first.content != reference.content or footnote.continuations:
            key = "cite_error_references_duplicate_key"
            self.errors.append(CiteError(key, reference, (footnote.name,), footnote.group, first))
        return False

    def _direct(self, footnote: Footnote, reference: Reference, *, is_definition: bool) -> None:
        """Compare the direction with the one known; that of the definition counts, though it be none."""
        direction = reference.values.get("dir", "").lower()
        if direction not in DIRECTIONS:
            direction = ""
        if direction and footnote.direction and footnote.direction != direction:
            key = "cite_error_ref_conflicting_dir"
            self.errors.append(CiteError(key, reference, (footnote.name,), footnote.group, footnote.uses[0]))
        footnote.direction = direction if is_definition and footnote.uses else footnote.direction or direction

    # --- <ref> in <references>

    def _define_in_list(self, reference: Reference, shown: ReferenceList) -> None:
        group = shown.group
        name = counted_name(reference)
        if self._report(reference, list(self.validator.list_problems(reference, group))):
            return
        footnotes = self.groups.setdefault(group, {})
        footnote = footnotes.get(name) if name else None
        if footnote is None:
            if name and self.validator.details(reference) is None:
                self.errors.append(CiteError("cite_error_references_missing_key", reference, (name,), group))
            footnote, _ = self._new_footnote(group, name)
        self._define(footnote, reference)

    # --- <references>

    def references(self, shown: ReferenceList) -> None:
        before = len(self.errors)
        if shown.origin is not Origin.TAG:
            self.run(shown.inner)
        if self.in_list:
            return
        self._forget_errors(before, shown)
        self.in_list = shown
        if shown.origin is Origin.TAG:
            self.run(shown.inner)
        else:
            self._run_again(sum(isinstance(event, Reference) for event in shown.inner))
        if shown.origin is not Origin.TAG and any(isinstance(event, ReferenceList) for event in shown.inner):
            self.errors.append(CiteError("cite_error_included_references", shown))
        else:
            self._show(shown)
        self.in_list = None

    def _forget_errors(self, before: int, shown: ReferenceList) -> None:
        """Drop what was said of references that turn out to stand in a list: nobody sees it there."""
        defined = {id(event) for event in shown.inner}
        kept = [error for error in self.errors[before:] if id(error.part) not in defined or error.key in _OF_NAMES]
        self.errors[before:] = kept

    def _show(self, shown: ReferenceList) -> None:
        unknown = [a.name for a in shown.attributes if a.name not in _LIST_ATTRIBUTES]
        if unknown:
            subjects = (unknown[0], ", ".join(_LIST_ATTRIBUTES))
            key = "cite_error_references_invalid_parameters"
            self.errors.append(CiteError(key, shown, subjects, shown.group))
            return
        self.shown[shown] = self._emptied(shown.group, shown)

    def _emptied(self, group: str, shown: ReferenceList | None) -> tuple[Footnote, ...]:
        """Show and empty a group: report what has no text, and read the texts for references in them."""
        footnotes = tuple(self.groups.pop(group, {}).values())
        self.followers.pop(group, None)
        for footnote in footnotes:
            footnote.shown_by = shown
            if footnote.definition is None and footnote.name:
                part = footnote.uses[0] if footnote.uses else shown
                if part:
                    self.errors.append(CiteError("cite_error_references_no_text", part, (footnote.name,), group))
        for footnote in footnotes:
            definition = footnote.definition
            if definition and definition.origin is Origin.TAG and definition.inner:
                self.run(definition.inner)
        return footnotes

    def _run_again(self, count: int) -> None:
        """Take back the last uses, which turn out to stand in a list, and run them as list-defined."""
        again = []
        for _ in range(min(count, len(self.calls))):
            call = self.calls.pop()
            if call:
                self._take_back(call)
                again.append(call.reference)
        self.calls.clear()
        for reference in reversed(again):
            self.ref(reference)

    def _take_back(self, call: _Call) -> None:
        footnote = call.footnote
        footnotes = self.groups.get(footnote.group, {})
        if footnotes.get(call.key) is not footnote:
            return
        if footnote.uses and footnote.uses[-1] is call.reference:
            footnote.uses.pop()
        if call.is_new:
            del footnotes[call.key]
            del self.entries[footnote]
        elif call.is_definition:
            footnote.definition = None

    # --- the end of the page

    def finish(self) -> Footnotes:
        groups = [group for group, footnotes in self.groups.items() if footnotes]
        unlisted = {group: tuple(self.groups[group].values()) for group in groups if group}
        leftover = self._emptied("", None) if "" in groups else ()
        for group, footnotes in unlisted.items():
            first = next((f.uses[0] for f in footnotes if f.uses), footnotes[0].definition)
            if first:
                key = "cite_error_group_refs_without_references"
                self.errors.append(CiteError(key, first, (group,), group))
        return Footnotes(tuple(self.entries), tuple(self.errors), self.shown, leftover, unlisted)

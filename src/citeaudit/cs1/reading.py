"""One citation as the citation module reads it: which arguments count, and under which name.

Source:  English Wikipedia, Module:Citation/CS1, September 2022: ``select_one``, ``extract_names``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import define, field, frozen

from citeaudit.cs1.parameter_names import Meaning, former, meanings, rank
from citeaudit.cs1.rendering import rendered, without_empty_nowiki
from citeaudit.cs1.suggestions import suggestion

if TYPE_CHECKING:
    from citeaudit.model import Citation, Parameter
    from citeaudit.span import Span


_new: Final = tuple.__new__
"""Makes a named tuple in half the time of its class."""

_NUMBER = re.compile("0|[1-9][0-9]{0,14}")
"""What Lua takes for a number and so not for a name."""


class Argument(NamedTuple):
    """A parameter that counts: not repeated later under its name, and not blank."""

    name: str
    """Canonical: ``access-date`` for ``accessdate``, ``author-last`` for ``surname2`` and ``author2``."""
    number: int
    """From 1 for lists of people, where none means 1; 0 for parameters that are not enumerated."""
    parameter: Parameter
    """As the editor wrote it."""
    value: str
    """Trimmed, without comments and ``<nowiki/>``; never empty; without its ``((…))`` where ``is_accepted``."""
    is_accepted: bool = False
    """Whether the editor wrote ``((value))``, which some checks take as it is."""

    @property
    def written(self) -> str:
        """The name as the editor wrote it."""
        return self.parameter.name

    @property
    def span(self) -> Span:
        """The place of the value."""
        return self.parameter.value_span

    @property
    def text(self) -> str:
        """The value with ``{{!}}`` and its like replaced, and `OPAQUE` for whatever else is nested."""
        value = self.value
        return rendered(value) if "{{" in value or "<" in value else value


class PersonName(NamedTuple):
    """One entry of a list of people: what is given under one number. ``last`` or ``first`` is there."""

    number: int
    last: Argument | None = None
    first: Argument | None = None
    link: Argument | None = None
    mask: Argument | None = None


@frozen
class Condition:
    """One message that the module would print, or one category that it would add."""

    key: str
    """The module's own, with its prefix: ``err_bad_date``, ``maint_extra_punct``."""
    subjects: tuple[str, ...]
    """Names of parameters: canonical ones where the message names them, else as written."""
    span: Span
    """The parameter, or its value where that is wrong; the template where something is missing."""
    citation: Citation = field(eq=False, repr=False)
    detail: str = ""
    """The module's own word, such as ``check`` or ``timestamp``, or text that its message shows."""
    proposal: str = ""
    """What to write in the place of ``span``, where that is certain or likely."""


@define(eq=False, slots=True)
class Reading:
    """The arguments of one citation, sorted. Make one with `read`."""

    citation: Citation
    template: str
    """Canonical name, such as ``cite web`` or ``citation``."""
    kind: str
    """The name without ``cite``: ``web``, ``av media notes``, ``citation``."""
    given: dict[str, Parameter]
    """What was written under each name; of equal names the last. Blank ones are in it."""
    arguments: dict[str, Argument]
    """Arguments that are not enumerated, by canonical name. Of several aliases the first of the module's list."""
    lists: dict[str, list[PersonName]]
    """``author``, ``editor`` … → names in order; only lists that have some. Ends at a gap of two."""
    unnamed: list[Parameter]
    """Positional arguments that are not blank."""
    unknown: list[Parameter]
    """Parameters with a value under a name that the template does not take."""
    empty: list[Parameter]
    """Blank parameters under a name that the template does not take."""
    deprecated: list[Parameter]
    redundant: dict[tuple[str, int], list[Parameter]]
    """Canonical name and number → all parameters given for it, the one that counts first."""
    every: list[Argument]
    """All named arguments, enumerated and redundant ones included, in the order of the text.

    The module drops what stands under an unknown name, unless it can tell what was meant: then it
    still looks at the value. These are here, too, under the name as written, or, for a name that was
    taken once, such as ``chapterurl``, under the canonical one: the module forgot to forget it.
    """
    marked: list[Argument]
    """Those of `every` whose value `is_marked`."""

    def get(self, name: str) -> str:
        """Return the value of an argument by its canonical name, or ""."""
        argument = self.arguments.get(name)
        return argument.value if argument is not None else ""

    def origin(self, name: str) -> str:
        """Return the name under which an argument was written, or ""."""
        argument = self.arguments.get(name)
        return argument.parameter.name if argument is not None else ""

    def names(self, people: str) -> list[PersonName]:
        """Return the names in a list of people, such as ``author``."""
        return self.lists.get(people, [])

    @property
    def span(self) -> Span:
        """The place of the whole template."""
        return self.citation.span

    def condition(
        self, key: str, *subjects: str, at: Argument | Parameter | None = None, detail: str = "", proposal: str = ""
    ) -> Condition:
        """Return a condition; ``at`` is the argument whose value, or the parameter as a whole, is its place."""
        if at is None:
            span = self.citation.span
        elif isinstance(at, Argument):
            span = at.parameter.value_span
        else:
            span = at.span
        return Condition(key, subjects, span, self.citation, detail, proposal)


def read(citation: Citation) -> Reading:
    """Return the citation as the module reads it. Never fails."""
    template = citation.template
    kind = template.removeprefix("cite ")
    known = meanings(kind)
    given = {parameter[0]: parameter for parameter in citation.parameters}
    arguments: dict[str, Argument] = {}
    every: list[Argument] = []
    marked: list[Argument] = []
    reading = Reading(citation, template, kind, given, arguments, {}, [], [], [], [], {}, every, marked)
    people: _People = {}
    for name, parameter in given.items():
        value = parameter[1]
        meaning = known[name]
        if meaning is None or not value:
            _set_aside(reading, parameter, value.strip(), meaning)
            continue
        canonical, number, _, role, _, is_deprecated = meaning
        is_word = value.isalnum()
        if is_word or not (value[0] == "(" or "<" in value):
            argument = _new(Argument, (canonical, number, parameter, value, False))
        else:
            argument = _argument(meaning, parameter, value)
        every.append(argument)
        if not is_word and is_marked(value):
            marked.append(argument)
        if role:
            if number:
                _place_in_list(reading, people, meaning, argument)
        elif canonical in arguments:
            _place_beside(reading, meaning, argument)
        else:
            arguments[canonical] = argument
            if is_deprecated:
                reading.deprecated.append(parameter)
    if people:
        reading.lists = {of: names for of, numbered in people.items() if (names := _in_order(numbered))}
    return reading


def is_marked(value: str) -> bool:
    """Tell whether a value may hold an address, a link, a tag, an equals sign, a stray mark or a hidden character.

    Most hold none, and the checks for these need not look at them. The value is not empty.
    """
    return (
        ":" in value
        or "=" in value
        or "[[" in value
        or "<" in value
        or "//" in value
        or value[-1] in ",;"
        or "\N{REPLACEMENT CHARACTER}" in value
        or not value.isprintable()
    )


_Numbered: TypeAlias = dict[int, dict[str, Argument]]
"""Number → role → the argument that counts."""

_People: TypeAlias = dict[str, _Numbered]
"""List of people → what is given for it."""


def _argument(meaning: Meaning, parameter: Parameter, value: str) -> Argument:
    if "<" in value:
        value = without_empty_nowiki(value)
    if value[:2] == "((" and value[-2:] == "))" and len(value) > 4:  # noqa: PLR2004 (two and two)
        return Argument(meaning.name, meaning.number, parameter, value[2:-2].strip() or value, is_accepted=True)
    return Argument(meaning.name, meaning.number, parameter, value)


def _set_aside(reading: Reading, parameter: Parameter, value: str, meaning: Meaning | None) -> None:
    name = parameter.name
    if not value:
        if meaning is None or meaning.is_deprecated:
            reading.empty.append(parameter)
    elif _NUMBER.fullmatch(name):
        reading.unnamed.append(parameter)
    else:
        reading.unknown.append(parameter)
        if suggestion(name, reading.kind):
            meaning = former(name) or Meaning(name)
            argument = _argument(meaning, parameter, value)
            reading.every.append(argument)
            reading.marked.append(argument)
            if meaning.name in reading.arguments:
                _place_beside(reading, meaning, argument)
            else:
                reading.arguments[meaning.name] = argument


def _place_beside(reading: Reading, meaning: Meaning, argument: Argument) -> None:
    """Put a second argument of one meaning where it belongs: the alias that is first in the module's list wins."""
    first = reading.arguments[meaning.name]
    same = reading.redundant.setdefault((meaning.name, 0), [first.parameter])
    if meaning.rank < rank(first.parameter.name):
        reading.arguments[meaning.name] = argument
        same.insert(0, argument.parameter)
    else:
        same.append(argument.parameter)


def _place_in_list(reading: Reading, people: _People, meaning: Meaning, argument: Argument) -> None:
    canonical, number, of, role, own_rank, _ = meaning
    numbered = people.get(of)
    if numbered is None:
        numbered = people[of] = {}
    roles = numbered.get(number)
    if roles is None:
        numbered[number] = {role: argument}
        return
    first = roles.setdefault(role, argument)
    if first is argument:
        return
    same = reading.redundant.setdefault((canonical, number), [first.parameter])
    known = meanings(reading.kind)[first.parameter.name]
    if known is not None and own_rank < known.rank:
        roles[role] = argument
        same.insert(0, argument.parameter)
    else:
        same.append(argument.parameter)


def _in_order(numbered: _Numbered) -> list[PersonName]:
    """Return the names up to the first gap of two; a number with neither first nor last name is a gap."""
    expected = 1
    names = []
    for number in sorted(numbered) if len(numbered) > 1 else numbered:
        given = numbered[number].get
        last, first = given("last"), given("first")
        if last is None and first is None:
            continue
        if number > expected + 1:
            break
        expected = number + 1
        names.append(_new(PersonName, (number, last, first, given("link"), given("mask"))))
    return names

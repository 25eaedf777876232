"""The arguments of a template as MediaWiki passes them: the last of equal names, each with what is nested in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citeaudit.model import visible
from citeaudit.scanner import COMMENT, IGNORED, TRIMMED, Part, Token, split
from citeaudit.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class Argument(NamedTuple):
    """One argument of a template with the tokens nested in it."""

    part: Part
    tokens: Sequence[Token]


def positions(text: str, token: Token) -> list[Argument]:
    """Return the parts of a template between the pipes in the order of the text; the first is the name."""
    nested = token[3] or ()
    found = []
    child = 0
    for part in split(text, token):
        first = child
        while child < len(nested) and nested[child][1] < part.end:
            child += 1
        found.append(Argument(part, nested[first:child]))
    return found


def named_arguments(text: str, token: Token) -> dict[str, Argument]:
    """Return the arguments by name, the last of equal names, in the order of the text; "" is the template's name."""
    found = positions(text, token)
    arguments = {"": found[0]}
    unnamed = 0
    for argument in found[1:]:
        part = argument.part
        if part.equals < 0:
            unnamed += 1
            name = str(unnamed)
        else:
            name = shown(text, part.start, part.equals, argument.tokens).strip(TRIMMED)
        arguments.pop(name, None)
        arguments[name] = argument
    return arguments


def shown(text: str, start: int, end: int, tokens: Sequence[Token]) -> str:
    """Return ``text[start:end]`` without the comments and inclusion tags among ``tokens``."""
    hidden = [token for token in tokens if token[0] in {COMMENT, IGNORED}]
    return visible(text, start, end, hidden) if hidden else text[start:end]


def value_of(text: str, argument: Argument) -> str:
    """Return the value of an argument without comments, and trimmed if it is named."""
    start, equals, end = argument.part
    if equals < 0:
        return shown(text, start, end, argument.tokens)
    return shown(text, equals + 1, end, argument.tokens).strip(TRIMMED)


def value_span(argument: Argument) -> Span:
    """Return the place of the value of an argument, white space included."""
    start, equals, end = argument.part
    return Span(start if equals < 0 else equals + 1, end)

"""The user's choices. Rule codes are strings here: what they mean is the engine's business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from citeaudit.errors import SettingsError
from citeaudit.values.spelling import suggestion

OptionValue: TypeAlias = bool | int | float | str
"""What an option of a rule can be."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]
WordPairs: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
OptionPairs: TypeAlias = tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...]
"""Dictionaries as pairs, which can be part of a key."""


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _items(given: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    return given.items() if isinstance(given, Mapping) else given


def _pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    return tuple(_items(given))


def _word_pairs(given: Mapping[str, Iterable[str]] | Iterable[tuple[str, Iterable[str]]]) -> WordPairs:
    return tuple((key, tuple(words)) for key, words in _items(given))


def _option_pairs(given: Mapping[str, Mapping[str, Any]] | Iterable[tuple[str, Any]]) -> OptionPairs:
    return tuple((rule, tuple(_items(options))) for rule, options in _items(given))


@frozen
class Settings:
    """Which rules run and how.

    Shape:   words are codes (``CE001``), families (``CE``) or names (``undefined-reference``). An
             empty ``select`` means all. Of the words in ``select``, ``extend_select`` and ``ignore``
             that mean a rule the longest decides; of equal ones ``ignore`` does. What
             ``per_file_ignores`` names is never run for its files. Dictionaries may be given for pairs.
    """

    select: tuple[str, ...] = field(default=(), converter=_words)
    ignore: tuple[str, ...] = field(default=(), converter=_words)
    extend_select: tuple[str, ...] = field(default=(), converter=_words)
    """Run these, too."""
    per_file_ignores: WordPairs = field(default=(), converter=_word_pairs)
    """Patterns of paths, such as ``drafts/*.wiki``, and what is never run for files that match."""
    severity: Pairs = field(default=(), converter=_pairs)
    """Words, and the severity of what they find: ``error``, ``warning`` or ``info``."""
    options: OptionPairs = field(default=(), converter=_option_pairs)
    """Codes or names of rules, and the values of their options."""
    wiki: str = "enwiki"
    contact: str = ""
    """Who asks the web: a mail address, a URL or a user page."""
    cache: bool = True
    """Whether answers from the web are kept."""
    cache_dir: str = ""
    """Where they are kept; "" means the folder of the user's caches."""
    baseline: str = ""
    """The file of known findings; "" means none."""
    never: tuple[str, ...] = ()
    """What `for_path` has found in ``per_file_ignores``."""

    def chosen(self, code: str, name: str) -> bool:
        """Tell whether the rule of this code and name is to run."""
        if any(closeness(word, code, name) for word in self.never):
            return False
        wanted = max((closeness(word, code, name) for word in self.select), default=0) if self.select else 1
        wanted = max((wanted, *(closeness(word, code, name) for word in self.extend_select)))
        unwanted = max((closeness(word, code, name) for word in self.ignore), default=0)
        return wanted > unwanted

    def for_path(self, path: str) -> Settings:
        """Return the settings for one file.

        Shape:   ``path`` is relative to the folder of the patterns, with ``/``. A pattern without
                 ``/`` is also held against the file's name; ``*`` matches ``/``, too.

        >>> Settings(per_file_ignores={"drafts/*": ["NL"]}).for_path("drafts/deep/a.wiki").never
        ('NL',)
        """
        if not self.per_file_ignores:
            return self
        words = [word for pattern, given in self.per_file_ignores if _matches(path, pattern) for word in given]
        return evolve(self, never=tuple(words)) if words else self

    def severity_of(self, code: str, name: str) -> str:
        """Return the severity that the longest word gives to findings of a rule; "" where none does."""
        weighed = [(closeness(word, code, name), severity) for word, severity in self.severity]
        weight, severity = max(weighed, default=(0, ""), key=lambda pair: pair[0])
        return severity if weight else ""

    def check(self, rules: Iterable[tuple[str, str]]) -> None:
        """Make sure that every word means at least one rule.

        Raises:  `SettingsError` naming the word that does not, and the rule that it may mean.
        """
        known = tuple(rules)
        ignored = [word for _, words in self.per_file_ignores for word in words]
        graded = [word for word, _ in self.severity]
        for word in (*self.select, *self.ignore, *self.extend_select, *ignored, *graded, *self.never):
            if not any(closeness(word, code, name) for code, name in known):
                message = f"no rule has the code, family or name {word!r}; {proposal(word, known)}"
                raise SettingsError(message)


def proposal(word: str, rules: Iterable[tuple[str, str]]) -> str:
    """Return what a word that means no rule could have meant, or where to look.

    >>> proposal("undefined-referense", [("CE001", "undefined-reference")])
    'did you mean undefined-reference?'
    """
    known = tuple(rules)
    is_name = "-" in word or not any(character.isdigit() for character in word)
    near = suggestion(word.lower(), (name for _, name in known)) if is_name else ""
    near = near or (suggestion(word.upper(), (code for code, _ in known)) if not is_name else "")
    return f"did you mean {near}?" if near else "`citeaudit rules` lists them"


def closeness(word: str, code: str, name: str) -> int:
    """Return how closely a word means a rule: 0 is not at all, a whole code or name the most.

    >>> [closeness(word, "CE001", "undefined-reference") for word in ("CE", "Undefined-Reference", "NL")]
    [3, 6, 0]
    """
    if word.lower() == name:
        return len(code) + 1
    return len(word) + 1 if word and code.startswith(word.upper()) else 0


def _matches(path: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase  # noqa: PLC0415 (most runs have no patterns)

    return fnmatchcase(path, pattern) or ("/" not in pattern and fnmatchcase(path.rpartition("/")[2], pattern))

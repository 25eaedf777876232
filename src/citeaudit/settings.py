"""The user's choices. Rule codes are strings here: what they mean is the engine's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from citeaudit.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Settings:
    """Which rules run.

    Shape:   ``select`` and ``ignore`` hold codes (``CE001``), families (``CE``) or names
             (``undefined-reference``). An empty ``select`` means all. The longer of two prefixes
             that match a code decides; of equal ones ``ignore`` does.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def chosen(self, code: str, name: str) -> bool:
        """Tell whether the rule of this code and name is to run."""
        wanted = max((_weight(word, code, name) for word in self.select), default=0) if self.select else 1
        unwanted = max((_weight(word, code, name) for word in self.ignore), default=0)
        return wanted > unwanted

    def check(self, rules: Iterable[tuple[str, str]]) -> None:
        """Make sure that every word in ``select`` and ``ignore`` means at least one rule.

        Raises:  `SettingsError` naming the word that does not.
        """
        known = tuple(rules)
        for word in (*self.select, *self.ignore):
            if not any(_weight(word, code, name) for code, name in known):
                message = f"no rule has the code, family or name {word!r}; `citeaudit rules` lists them"
                raise SettingsError(message)


def _weight(word: str, code: str, name: str) -> int:
    """Return how closely a word means a rule: 0 is not at all, a whole code or name the most."""
    if word.lower() == name:
        return len(code) + 1
    return len(word) + 1 if word and code.startswith(word.upper()) else 0

"""The rules about comments that keep rules quiet. They look when all others have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.rule import Bad, Good, Rule
from citeaudit.suppressions import ACTIONS, Suppression, is_known, nearest
from citeaudit.values.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeaudit.finding import Finding
    from citeaudit.rule import Context

FAMILY = "Comments for citeaudit"


class UnusedSuppression(Rule[Suppression]):
    """A comment keeps a rule quiet that finds nothing there.

    Why:     the fault was mended or the text has moved on; the comment would hide the next fault.
    Source:  citeaudit, "Comments in the text".
    """

    code = "SU001"
    severity = Severity.INFO
    examples = (
        Bad("<!-- citeaudit: ignore CE001 -->Text.<ref>A</ref>\n{{reflist}}"),
        Bad("Text.<ref>A</ref>\n<!-- citeaudit: enable CE001 -->\n{{reflist}}", why="nothing is disabled"),
        Good('Text.<!-- citeaudit: ignore CE001 --><ref name="a" />\n{{reflist}}'),
        Good("<nowiki><!-- citeaudit: ignore CE001 --></nowiki>", why="this is text"),
    )

    def check(self, part: Suppression, context: Context) -> Iterator[Finding]:
        """Report what can be understood but keeps nothing quiet."""
        if part.action not in ACTIONS or not is_known(part.word):
            return
        what = part.word or "any rule"
        message = (
            f"Nothing that is enabled again here was disabled: {what}"
            if part.action == "enable"
            else f"This comment keeps {what} quiet, which finds nothing here"
        )
        yield self.found(
            context,
            part.comment,
            message,
            subjects=tuple(filter(None, (part.action, part.word))),
            remedy=f"Take {part.word or 'the comment'} away.",
        )


class UnknownSuppression(Rule[Suppression]):
    """A comment for citeaudit cannot be understood.

    Why:     it keeps nothing quiet, though somebody meant it to.
    Source:  citeaudit, "Comments in the text".
    """

    code = "SU002"
    severity = Severity.WARNING
    examples = (
        Bad("<!-- citeaudit: ignore CE999 -->Text."),
        Bad("<!-- citeaudit: ignore-lines CE001 -->Text.", why="there is ignore-line"),
        Good("<!-- citeaudit is a good name -->Text."),
    )

    def check(self, part: Suppression, context: Context) -> Iterator[Finding]:
        """Report an action or a word that there is not, with the one that is most like it."""
        if part.action not in ACTIONS:
            wrong, kind, near = part.action, "a comment for citeaudit can ask for", suggestion(part.action, ACTIONS)
        elif not is_known(part.word):
            wrong, kind, near = part.word, "is the code, family or name of a rule", nearest(part.word)
        else:
            return
        yield self.found(
            context,
            part.comment,
            f"{wrong!r} is nothing that {kind}" if part.action not in ACTIONS else f"Nothing called {wrong!r} {kind}",
            subjects=(wrong,),
            remedy=f"Did you mean {near}?" if near else "",
        )


RULES = (UnusedSuppression, UnknownSuppression)

"""A rule: one small class that says what is wrong and carries the examples that prove it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar, get_args

from attrs import field, frozen

from citeaudit.cs1.conditions import conditions
from citeaudit.cs1.reading import read
from citeaudit.cs1.style import page_style
from citeaudit.finding import Confidence, Finding, Severity
from citeaudit.footnotes import CiteError
from citeaudit.short_citations import short_footnotes
from citeaudit.span import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from citeaudit.cs1.reading import Condition, Reading
    from citeaudit.cs1.style import PageStyle
    from citeaudit.fixes import Fix
    from citeaudit.footnotes import Footnotes
    from citeaudit.model import Citation, Page, Reference, ReferenceList
    from citeaudit.profile import Profile
    from citeaudit.queries import Outcome, Query
    from citeaudit.short_citations import ShortFootnotes

Part = TypeVar("Part")


Observed: TypeAlias = "tuple[tuple[Query, Outcome], ...]"
"""Questions to the web with their answers."""


@frozen
class Bad:
    """Wikitext on which a rule fires, exactly once; ``why`` says what is wrong where it is not plain."""

    text: str
    why: str = ""
    wiki: str = "enwiki"
    fixed: str | None = None
    """The text with the finding's repair made; ``None`` where there is none."""
    observed: Observed = ()
    """What was seen on the web, for rules that ask."""


@frozen
class Good:
    """Wikitext on which a rule is silent, with the reason why it could be thought to fire."""

    text: str
    why: str = ""
    wiki: str = "enwiki"
    observed: Observed = ()
    """What was seen on the web, for rules that ask."""


@frozen(eq=False)
class Context:
    """What a rule may know besides the part it looks at."""

    page: Page
    footnotes: Footnotes
    as_of: dt.date
    """The day that "today" means."""
    outcomes: Mapping[Query, Outcome]
    """What was observed on the web; empty for an audit offline."""
    _readings: dict[Citation, Reading] = field(factory=dict, init=False, repr=False)

    @property
    def profile(self) -> Profile:
        """The wiki that the page is on."""
        return self.page.profile

    def reading(self, citation: Citation) -> Reading:
        """Return a citation of the page with its arguments under their canonical names; read once."""
        known = self._readings.get(citation)
        if known is None:
            known = self._readings[citation] = read(citation)
        return known

    @cached_property
    def style(self) -> PageStyle:
        """What the page says of all its citations, such as the form of their dates."""
        return page_style(self.page.text, self.profile.language)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What the citation module would say of all citations of the page."""
        style = self.style
        found: list[Condition] = []
        for citation in self.page.citations:
            reading = self.reading(citation)
            found += conditions(citation, as_of=self.as_of, style=style, reading=reading)
        return tuple(found)

    @cached_property
    def short_footnotes(self) -> ShortFootnotes:
        """The short citations of the page and what they may lead to."""
        return short_footnotes(self.page, self.reading)


class Rule(Generic[Part]):
    """Something that can be wrong with one kind of part.

    The type argument says which: `Page`, `Reference`, `ReferenceList`, `Citation`, or what another
    stage found, `CiteError` and `Condition`.
    A subclass gives ``code``, ``severity``, ``examples`` and `check`; its docstring begins with the
    fault in one sentence and has the headings Why and Source.
    """

    code: ClassVar[str]
    upstream: ClassVar[str | None] = None
    """The key under which MediaWiki reports the same."""
    severity: ClassVar[Severity]
    wakes_on: ClassVar[frozenset[str]] = frozenset()
    """Canonical parameter names of which a citation must have one for `check` to be called. Empty: always."""
    examples: ClassVar[tuple[Bad | Good, ...]] = ()
    gate: ClassVar[Callable[..., bool] | None] = None
    """What rules have in common that must hold of a part for any of them to look at it: asked once for all.

    A static method; it may let through what no rule reports, never hold back what one would."""

    def check(self, part: Part, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with ``part``."""
        raise NotImplementedError

    def asks(self, part: Part, context: Context) -> Iterator[Query]:  # noqa: ARG002 (for subclasses)
        """Yield what must be observed on the web before `check` can judge; most rules ask nothing.

        Shape:   called again with what was observed in ``context.outcomes``, until it yields nothing new.
        """
        yield from ()

    @classmethod
    def is_online(cls) -> bool:
        """Tell whether the rule is silent without answers from the web."""
        return cls.asks is not Rule.asks

    @classmethod
    def woken_by(cls) -> frozenset[str]:
        """Return the words of which a part must have one for `check` to be called; empty: always."""
        return cls.wakes_on

    @classmethod
    def name(cls) -> str:
        """Return the class's name in kebab-case, which reads after "allow"."""
        return _kebab(cls.__name__)

    @classmethod
    def looks_at(cls) -> type:
        """Return the type argument: the kind of part that `check` takes."""
        for ancestor in cls.__mro__:
            for base in getattr(ancestor, "__orig_bases__", ()):
                argument = get_args(base)
                if argument and isinstance(argument[0], type):
                    return argument[0]
        message = f"{cls.__name__} does not say what it looks at: derive it from Rule[Page] or the like"
        raise TypeError(message)

    @classmethod
    def summary(cls) -> str:
        """Return the first sentence of the docstring, in one line."""
        return " ".join((cls.__doc__ or "").split("\n\n")[0].split())

    @classmethod
    def sections(cls) -> dict[str, str]:
        """Return what stands under the headings of the docstring, each in one line: Why, Source."""
        found: dict[str, str] = {}
        heading = ""
        for line in (cls.__doc__ or "").split("\n\n", 1)[-1].splitlines():
            start = re.match(r"\s{4}([A-Z]\w+):\s+(.*)", line)
            if start:
                heading = start[1]
            if heading:
                found[heading] = f"{found.get(heading, '')} {start[2] if start else line.strip()}".strip()
        return found

    def found(
        self,
        context: Context,
        span: Span,
        message: str,
        *,
        subjects: tuple[str, ...] = (),
        remedy: str = "",
        confidence: Confidence = Confidence.HIGH,
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """Return a finding of this rule."""
        line, column = context.page.lines.position(span.start)
        return Finding(
            code=self.code,
            name=self.name(),
            message=message,
            severity=self.severity if severity is None else severity,
            confidence=confidence,
            span=span,
            line=line,
            column=column,
            subjects=subjects,
            upstream=self.upstream,
            remedy=remedy,
            fix=fix,
        )


@cache
def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


class CiteErrorRule(Rule[CiteError]):
    """A complaint of the Cite extension, in the words of the wiki.

    A subclass gives ``code``, ``upstream``, ``remedy`` and examples; most need no more.
    """

    severity = Severity.ERROR
    remedy: ClassVar[str] = ""

    @classmethod
    def woken_by(cls) -> frozenset[str]:
        """Return the one key that the rule is about."""
        return frozenset((cls.upstream,)) if cls.upstream else frozenset()

    def check(self, part: CiteError, context: Context) -> Iterator[Finding]:
        """Report the error where `place` says, in the wiki's own message."""
        confidence = Confidence.HIGH if part.part.is_certain else Confidence.LOW
        yield self.found(
            context,
            self.place(part),
            self.message(part, context),
            subjects=part.subjects,
            remedy=self.advice(part, context),
            confidence=confidence,
            fix=self.fix(part, context),
        )

    def message(self, error: CiteError, context: Context) -> str:
        """Return what the wiki prints."""
        return context.profile.messages[error.key].format(*error.subjects)

    def advice(self, error: CiteError, context: Context) -> str:  # noqa: ARG002 (for subclasses)
        """Return what an editor can do."""
        return self.remedy.format(*error.subjects)

    def place(self, error: CiteError) -> Span:
        """Return the part of the text to change: the opening tag, or the whole template."""
        return opening(error.part)

    def fix(self, error: CiteError, context: Context) -> Fix | None:  # noqa: ARG002 (for subclasses)
        """Return the repair, if a machine can make one."""
        return None


def opening(part: Reference | ReferenceList) -> Span:
    """Return the opening tag of a reference or list written as a tag; otherwise the whole of it."""
    content = getattr(part, "content_span", None)
    if part.template or content is None or part.origin.value != "tag":
        return part.span
    return Span(part.span.start, content.start)

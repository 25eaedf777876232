"""How an article writes its dates: in one form, and in one that everybody reads alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from citeaudit.finding import Severity
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.model import Page
from citeaudit.rule import Bad, Context, Good, Rule
from citeaudit.span import Span
from citeaudit.values.dates import BadDate, Form, citation_date, date_names, form_of, format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeaudit.cs1.reading import Argument
    from citeaudit.finding import Finding
    from citeaudit.model import Reference

_PUBLICATION = ("date", "publication-date")
_OTHERS = ("access-date", "archive-date")
_LONGEST = 80
"""No date is longer; such a text is not kept in a cache."""


def _dates(context: Context, names: Sequence[str]) -> Iterator[tuple[Argument, Form]]:
    """Yield the whole days among some arguments of all citations, those with a form of their own left out."""
    for citation in context.page.citations:
        arguments = context.reading(citation).arguments
        if "df" in arguments:
            continue
        for name in names:
            argument = arguments.get(name)
            if argument is not None and len(argument.value) <= _LONGEST and (form := _form(argument.value)):
                yield argument, form


@lru_cache(maxsize=4096)
def _form(text: str) -> Form | None:
    return form_of(text)


def _rewritten(argument: Argument, form: Form) -> Edit:
    """Return the edit that writes a whole day in another form, with month names as long as before."""
    date = citation_date(argument.value)
    names = date_names()
    words = re.findall(r"[^\W\d_]+", argument.value)
    is_short = any(word in names.short and word not in names.long for word in words)
    return Edit(argument.span, format_date(date.start, form, short=is_short))


def _unified(dates: Sequence[Argument], form: Form) -> tuple[Edit, ...]:
    """Return the edits that write all these dates in one form."""
    return tuple(_rewritten(argument, form) for argument in sorted(dates, key=lambda argument: argument.span))


def _counted(forms: Counter[Form]) -> str:
    return ", ".join(f"{count} {form.value}" for form, count in forms.most_common())


class MixedDateForms(Rule[Page]):
    """The citations of an article write their dates in different forms.

    Why:     readers have to guess twice. Dates of publication have one form throughout; those of
             access and of archived copies may have another one, such as 2016-05-31. Reported once
             for the article, at the first date that is out of line.
    Source:  enwiki, Wikipedia:Manual of Style/Dates and numbers, "Date formats: consistency".
    """

    code = "DT006"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{cite web |title=A |url=https://example.org/a |date=1 May 2019}} "
            "{{cite web |title=B |url=https://example.org/b |date=2 May 2019}} "
            "{{cite web |title=C |url=https://example.org/c |date=May 3, 2019}}",
            fixed=(
                "{{cite web |title=A |url=https://example.org/a |date=1 May 2019}} {{cite web |title=B "
                "|url=https://example.org/b |date=2 May 2019}} {{cite web |title=C "
                "|url=https://example.org/c |date=3 May 2019}}"
            ),
        ),
        Good(
            "{{cite web |title=A |url=https://example.org/a |date=1 May 2019 |access-date=2019-05-02}} "
            "{{cite web |title=B |url=https://example.org/b |date=May 2019 |access-date=2019-05-02}}",
            why="dates of access have a form of their own, and one without a day has none",
        ),
        Good(
            "{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |date=1 May 2019}} "
            "{{cite web |title=B |url=https://example.org/b |date=2019-05-02}}",
            why="the citation templates write all dates in the form of the article",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Count the forms, if the article does not choose one."""
        if context.style.date_form:
            return
        counts: list[str] = []
        strays: list[Argument] = []
        edits: list[Edit] = []
        for what, names in (("of publication", _PUBLICATION), ("of access and archiving", _OTHERS)):
            dates = list(_dates(context, names))
            forms = Counter(form for _, form in dates)
            if len(forms) < 2:  # noqa: PLR2004 (two forms differ)
                continue
            usual = forms.most_common(1)[0][0]
            counts.append(f"{_counted(forms)} ({what})")
            own = [argument for argument, form in dates if form is not usual]
            strays += own
            edits += _unified(own, usual)
        if not counts:
            return
        yield self.found(
            context,
            min(argument.span for argument in strays),
            f"Dates are written in different forms: {'; '.join(counts)}",
            remedy="Choose one form; {{Use dmy dates}} or {{Use mdy dates}} makes the citation templates keep to it.",
            fix=Fix("Write these dates in the usual form", Safety.UNSAFE, tuple(sorted(edits, key=lambda e: e.span))),
        )


class DatesAgainstArticleForm(Rule[Page]):
    """Dates in citations have the form that the article says it does not use.

    Why:     the citation templates print them in the article's form, but whoever edits copies what
             stands there. Reported once for the article, at the first such date.
    Source:  enwiki, Template:Use dmy dates; Template:Use mdy dates.
    """

    code = "DT007"
    severity = Severity.INFO
    examples = (
        Bad(
            "{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |date=May 1, 2019}}",
            fixed=("{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |date=1 May 2019}}"),
        ),
        Good("{{Use mdy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |date=May 1, 2019}}"),
        Good(
            "{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |access-date=2019-05-01}}",
            why="digits are nobody's form",
        ),
        Good(
            "{{Use dmy dates|date=May 2019}} {{cite web |title=A |url=https://example.org/a |date=May 1, 2019 "
            "|df=mdy}}",
            why="this citation has a form of its own",
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Count the dates that are in the other form."""
        chosen = context.style.date_form
        if not chosen:
            return
        fitting = (Form.YMD, Form(chosen))
        strays = []
        count = 0
        for argument, form in _dates(context, (*_PUBLICATION, *_OTHERS)):
            count += 1
            if form not in fitting:
                strays.append(argument)
        if strays:
            yield self.found(
                context,
                min(argument.span for argument in strays),
                f"{len(strays)} of {count} dates in citations are not written as {chosen}, which the article says it "
                f"uses",
                remedy=f"Write them as {chosen}.",
                fix=Fix(
                    f"Write these dates as {chosen}", Safety.UNSAFE, _unified(strays, Form(chosen)), is_cosmetic=True
                ),
            )


_RETRIEVED = r"(?:access(?:ed)?|retrieved|visited|viewed|checked|read|dated?|published|posted|updated)"
_NUMERIC = re.compile(
    rf"(?:(?<![\w/.=&?%:-])([0-9]{{1,2}})/([0-9]{{1,2}})/((?:19|20)[0-9]{{2}})"
    rf"|(?i:\b{_RETRIEVED}:? (?:on )?)([0-9]{{1,2}})([.-])([0-9]{{1,2}})\5((?:19|20)[0-9]{{2}}))(?![\w/.-]*\w)"
)
_DIGITS = re.compile(r"[0-9]([/.-])[0-9]{1,2}\1(?:19|20)[0-9]{2}")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\]|<>{}]+")
_LAST_MONTH, _LAST_DAY = 12, 31


class NumericDateInText(Rule[Page]):
    """A reference without a citation template has a date in digits, of which day and month may be mixed up.

    Why:     5/6/2016 is a day in May for some readers and in June for others. In citation templates
             the citation module reports such dates.
    Source:  enwiki, Wikipedia:Manual of Style/Dates and numbers, "Formats".
    """

    code = "DT008"
    severity = Severity.WARNING
    examples = (
        Bad("<ref>[https://example.org/a A], retrieved 5/6/2016</ref>{{reflist}}"),
        Bad(
            "<ref>[https://example.org/a A]. Accessed 31.5.2016</ref>{{reflist}}",
            why="31 can only be the day",
            fixed="<ref>[https://example.org/a A]. Accessed 31 May 2016</ref>{{reflist}}",
        ),
        Good("<ref>[https://example.org/a A], retrieved 2016-06-05</ref>{{reflist}}"),
        Good("<ref>[https://example.org/5/6/2016 A], version 10.0.2016, Strabo 13.1.48</ref>{{reflist}}"),
        Good(
            "<ref>{{cite web |title=5/6/2016 |url=https://example.org/a}}</ref>{{reflist}}", why="a title is as it is"
        ),
    )

    def check(self, part: Page, context: Context) -> Iterator[Finding]:
        """Report each such date, with a repair where it can be read in one way only."""
        for reference in part.references:
            content = reference.content
            # The common cases first: most references hold a citation template, and nearly none such a date.
            if content and "{{cit" not in content and "{{Cit" not in content and _DIGITS.search(content):
                yield from self._in_reference(reference, context)

    def _in_reference(self, reference: Reference, context: Context) -> Iterator[Finding]:
        place = reference.content_span
        text = place.of(context.page.text) if place else ""
        if place is None or not _NUMERIC.search(text) or context.page.citations_in(reference):
            return
        addresses = [found.span() for found in _ADDRESS.finditer(text)]
        for found in _NUMERIC.finditer(text):
            one, two, year = (int(found[n] or found[m]) for n, m in ((1, 4), (2, 6), (3, 7)))
            if _is_in(addresses, found.start()) or not _is_date(one, two):
                continue
            first = found.start(1) if found[1] else found.start(4)
            span = Span(place.start + first, place.start + found.end())
            yield self._about(context, span, one, two, year)

    def _about(self, context: Context, span: Span, one: int, two: int, year: int) -> Finding:
        day, month = (one, two) if one > _LAST_MONTH else (two, one)
        is_ambiguous = one <= _LAST_MONTH and two <= _LAST_MONTH and one != two
        right = "" if is_ambiguous else _written_out(context, day, month, year)
        return self.found(
            context,
            span,
            f"{span.of(context.page.text)} " + ("may be read in two ways" if is_ambiguous else "is a date in digits"),
            remedy=f"Write {right}." if right else "Write the month as a word.",
            severity=None if is_ambiguous else Severity.INFO,
            fix=Fix(f"Write {right}", Safety.UNSAFE, (Edit(span, right),)) if right else None,
        )


def _is_in(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Say whether one of the spans, which are in order, covers a place."""
    before = bisect_right(spans, (place, place)) - 1
    return before >= 0 and spans[before][0] <= place < spans[before][1]


def _is_date(one: int, two: int) -> bool:
    return 0 < min(one, two) <= _LAST_MONTH and max(one, two) <= _LAST_DAY


def _written_out(context: Context, day: int, month: int, year: int) -> str:
    """Return the day in the article's form, or "" if there is no such day."""
    try:
        date = citation_date(f"{year}-{month:02}-{day:02}")
    except BadDate:
        return ""
    chosen = context.style.date_form
    return format_date(date.start, Form(chosen or "dmy"))


RULES = (
    MixedDateForms,
    DatesAgainstArticleForm,
    NumericDateInText,
)

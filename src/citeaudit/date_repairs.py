"""How the dates of an article would be written that are wrong or missing."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from citeaudit.cs1.style import page_style
from citeaudit.fixes import Safety
from citeaudit.values.dates import MESSAGES, BadDate, Form, citation_date, form_of, format_date, format_like

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from citeaudit.cs1.reading import Reading
    from citeaudit.rule import Context

RETRIEVAL: Final = ("access-date", "archive-date")
PUBLICATION: Final = ("date", "publication-date")

_LONGEST: Final = 80
_PLAIN_SLIPS: Final = (
    "bad-dash",
    "comma",
    "dash-spacing",
    "leading-zero",
    "letter-case",
    "numeric",
    "odd-character",
    "ordinal",
    "range-repeats",
    "stray-dot",
)
"""What can be mended without a change of meaning."""


def day_as_written(day: dt.date, reading: Reading, context: Context) -> str:
    """Return the day of a copy in the form of the citation's other dates, else of the article's."""
    for name in (*RETRIEVAL, "date"):
        value = reading.get(name)
        if value and len(value) <= _LONGEST and form_of(value):
            return format_like(day, value)
    return format_date(day, usual_form(context, RETRIEVAL) or Form.YMD)


def mended_date(proposal: str, written: str, name: str, context: Context) -> str:
    """Return a date that was meant as the article writes such dates; one without a day is kept.

    Where there is nothing to go by, digits become 2016-05-31 and words stay in their order.
    """
    try:
        date = citation_date(proposal)
    except BadDate:
        return proposal
    form = usual_form(context, RETRIEVAL if name in RETRIEVAL else PUBLICATION)
    if form is None and not any(character.isalpha() for character in written):
        form = Form.YMD
    if not date.is_whole_day or form in {None, date.form}:
        return proposal
    return format_date(date.start, form or Form.YMD)


@lru_cache(maxsize=4)
def usual_form(context: Context, names: Sequence[str]) -> Form | None:
    """Return the form of whole days among some arguments; ``None`` where there is nothing to go by.

    The one that the article chooses counts for publication dates; those of access are mostly in
    digits all the same, so that for them the one counts that most have.
    """
    chosen = page_style(context.page.text, context.page.profile.language).date_form
    if chosen and names != RETRIEVAL:
        return Form(chosen)
    forms: Counter[Form] = Counter()
    for citation in context.page.citations:
        reading = context.reading(citation)
        values = (reading.get(name) for name in names)
        forms.update(form for value in values if value and len(value) <= _LONGEST and (form := form_of(value)))
    if forms:
        return forms.most_common(1)[0][0]
    return Form(chosen) if chosen else None


def slip_safety(message: str) -> Safety:
    """Return how sure a mended date is, by what was wrong with it, in the words of `MESSAGES`."""
    return Safety.SAFE if message in _plain_messages() else Safety.UNSAFE


@cache
def _plain_messages() -> frozenset[str]:
    return frozenset(MESSAGES[slip] for slip in _PLAIN_SLIPS)

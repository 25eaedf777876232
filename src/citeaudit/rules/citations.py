"""Citation templates: their parameters, what they lack, and what their values should not be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citeaudit.condition_rule import ConditionRule, insertion, parameter_at, removal, rules_from_table
from citeaudit.cs1.parameter_names import meanings
from citeaudit.cs1.parameters import KEYWORDS
from citeaudit.date_repairs import RETRIEVAL, day_as_written, mended_date, slip_safety
from citeaudit.fixes import Edit, Fix, Safety
from citeaudit.span import Span
from citeaudit.values.captures import capture
from citeaudit.values.dates import BadDate, citation_date
from citeaudit.values.names import parted_names
from citeaudit.values.urls import is_url, without_proxy

if TYPE_CHECKING:
    from citeaudit.cs1.reading import Condition
    from citeaudit.model import Parameter
    from citeaudit.rule import Context

_DEAD: Final = frozenset(("deadurl", "dead-url", "deadlink"))
_STATUS: Final = {"yes": "dead", "y": "dead", "true": "dead", "no": "live", "n": "live", "false": "live"}
_AMPERSANDS: Final = frozenset(("lastauthoramp", "last-author-amp"))
_STATUSES: Final = frozenset(("dead", "live", "deviated", "unfit", "usurped", "bot: unknown"))


class _Misspelt(ConditionRule):
    """An unknown parameter for which there is a suggestion."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Rename the parameter; for the old ways to call a URL dead and to join names, translate the value, too."""
        parameter, meant = parameter_at(condition), condition.detail
        if parameter is None or meant in context.reading(condition.citation).given:
            return None
        rename = Edit(parameter.name_span, meant)
        if _plain(parameter.name) == _plain(meant):
            return Fix(f"Write {meant}", Safety.SAFE, (rename,))
        if parameter.name in _DEAD and meant == "url-status":
            return self._status(condition, parameter, rename, context)
        if parameter.name in _AMPERSANDS:
            is_wanted = _STATUS.get(parameter.value.lower()) == "dead"
            edits = (rename, Edit(parameter.value_span, "amp"))
            return Fix("Write name-list-style=amp", Safety.SAFE, edits) if is_wanted else None
        # What is written in the plural holds several values, which one parameter does not take.
        holds_several = parameter.name.endswith("s") and not meant.endswith("s")
        return Fix(f"Write {meant}", Safety.SUGGESTION if holds_several else Safety.UNSAFE, (rename,))

    def _status(self, condition: Condition, parameter: Parameter, rename: Edit, context: Context) -> Fix | None:
        """Say in today's words whether the URL works; without a copy that says nothing, and would be reported again."""
        value = parameter.value.lower()
        status = value if value in _STATUSES else _STATUS.get(value)
        if status is None:
            return None
        if "archive-url" in context.reading(condition.citation).arguments:
            return Fix(f"Write url-status={status}", Safety.SAFE, (rename, Edit(parameter.value_span, status)))
        edits = removal(condition, parameter)
        safety = Safety.SAFE if status == "live" else Safety.UNSAFE
        return Fix(f"Take {parameter.name} away", safety, edits) if edits else None


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")


class _Blank(ConditionRule):
    """Blank parameters under unknown names."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take them all away."""
        names = {subject if subject != "(empty string)" else "" for subject in condition.subjects}
        blank = [p for p in condition.citation.parameters if p.name in names and not p.value.strip()]
        edits = removal(condition, *blank)
        return self.repair(edits) if edits else None


class _Needless(ConditionRule):
    """A parameter without which the citation is the same."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it away."""
        parameter = parameter_at(condition)
        edits = removal(condition, parameter) if parameter is not None else ()
        return self.repair(edits) if edits else None


class _Invalid(_Needless):
    """A word that the parameter does not take. Only ``ref=harv`` and a needless "free" may go without a thought."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take away what is said without it; write the word that was meant."""
        parameter = parameter_at(condition)
        if parameter is None:
            return None
        value = parameter.value.lower()
        words = KEYWORDS.get(condition.subjects[0], ())
        if condition.subjects == ("ref",) or (value == "free" and "free" not in words):
            return super().fix(condition, context)
        meant = value if value in words else _STATUS.get(value, "")
        if meant not in words:
            return None
        safety = Safety.SAFE if meant == value else Safety.UNSAFE
        return Fix(f"Write {meant}", safety, (Edit(condition.span, meant),))


class _NeedlessIf(_Needless):
    """A parameter without which the citation is the same if its value is a certain one."""

    values: Final = {
        "err_class_ignored": re.compile(r"[A-Za-z.-]+"),
        "err_disp_name": re.compile(r"[0-9]+"),
        "err_format_missing_url": re.compile(r"\(?(?:pdf|html?|docx?|xlsx?|pptx?|epub|mp3|mp4|txt)\)?", re.IGNORECASE),
        "maint_postscript": re.compile(r"\.|none", re.IGNORECASE),
        "maint_year": re.compile(r"[0-9]{4}"),
    }

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it away."""
        parameter = parameter_at(condition)
        if parameter is None or not self.values[condition.key].fullmatch(parameter.value):
            return None
        return super().fix(condition, context)


class _Status(_Needless):
    """A word on whether the URL works, where there is no copy."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it away; that a URL is dead is something to think about."""
        parameter = parameter_at(condition)
        made = super().fix(condition, context)
        if made is None or parameter is None or parameter.value == "live":
            return made
        return Fix(made.title, Safety.UNSAFE, made.edits)


class _Redundant(ConditionRule):
    """Parameters that say the same."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Keep the one that counts, if all have the same value."""
        *others, kept = condition.subjects or ("",)
        given = {parameter.name: parameter for parameter in condition.citation.parameters}
        same = [given[name] for name in others if name in given and name != kept]
        if kept not in given or len(same) != len(others) or any(p.value != given[kept].value for p in same):
            return None
        edits = removal(condition, *sorted(same, key=lambda parameter: parameter.start))
        return self.repair(edits, kept) if edits else None


class _MissingPipe(ConditionRule):
    """Two parameters that have become one."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Put a pipe before the name inside, unless that is given already."""
        parameter, name = parameter_at(condition), condition.detail
        if parameter is None or parameter.is_positional or name in context.reading(condition.citation).given:
            return None
        value = parameter.value_span
        found = list(re.finditer(rf"(?:^|(?<=\s)){re.escape(name)}\s*=", value.of(context.page.text)))
        if len(found) != 1:
            return None
        place = value.start + found[0].start()
        return self.repair((Edit(Span(place, place), "|"),), name)


class _TextWithName(ConditionRule):
    """A text that belongs to no parameter."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Put the equals sign in that is missing, where the text is a name and a value that fits it."""
        name, _, value = condition.detail.partition(" ")
        kind = condition.citation.template.removeprefix("cite ")
        is_given = name in context.reading(condition.citation).given
        if is_given or not name.islower() or meanings(kind)[name] is None or not _fits(name, value.strip()):
            return None
        place = condition.span.start + condition.span.of(context.page.text).index(name) + len(name)
        return self.repair((Edit(Span(place, place), "="),), name)


def _fits(name: str, value: str) -> bool:
    """Tell whether a value is surely meant for a parameter: an address or a date."""
    if name.endswith("url"):
        return value.startswith("http") and is_url(value)
    if not name.endswith("date"):
        return False
    try:
        citation_date(value)
    except BadDate:
        return False
    return True


class _BadUrl(ConditionRule):
    """A value that is not the address of a page."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Mend the scheme, if that is all that is wrong."""
        value = condition.span.of(context.page.text)
        mended = f"https://{value}" if value.startswith("www.") else _SCHEME_SLIP.sub(_scheme, value, count=1)
        if mended == value or not is_url(mended):
            return None
        return self.repair((Edit(condition.span, mended),), mended)


_SCHEME_SLIP: Final = re.compile(r"(?:h?t+ps?[:;]?/{1,3}|(?:https?://){2,})(?=[\w-]+\.)", re.IGNORECASE)


def _scheme(slip: re.Match[str]) -> str:
    return "https://" if "s" in slip[0].lower() else "http://"


class _Proxy(ConditionRule):
    """An address that leads through the proxy of a library."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Write the address of the host itself."""
        open_to_all = without_proxy(condition.span.of(context.page.text))
        return self.repair((Edit(condition.span, open_to_all),), open_to_all) if open_to_all else None


class _CopyWithoutUrl(ConditionRule):
    """An archived copy without the address of the page itself."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Add the address that the copy names, before it."""
        parameter = parameter_at(condition)
        copy = capture(parameter.value) if parameter is not None else None
        if parameter is None or copy is None or copy.is_cut or not is_url(copy.original) or "|" in copy.original:
            return None
        place = Span(parameter.start, parameter.start)
        return self.repair((Edit(place, f"url={copy.original} |"),), copy.original)


class _PublisherAndTown(ConditionRule):
    """A publisher with its town."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Give the town a parameter of its own."""
        parameter = parameter_at(condition)
        town, colon, publisher = condition.span.of(context.page.text).partition(": ")
        if parameter is None or not colon or "[" in town or ":" in publisher:
            return None
        edits = (Edit(condition.span, publisher.strip()), insertion(parameter, context.page.text, f"location={town}"))
        return self.repair(edits, town)


class _BadDate(ConditionRule):
    """A date that is none."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Write the day of the capture, or the date that was meant, as the article writes dates."""
        reading = context.reading(condition.citation)
        dated = reading.arguments.get("archive-date")
        address = reading.arguments.get("archive-url")
        if dated is not None and dated.span == condition.span and address is not None:
            copy = capture(address.value)
            if copy is not None and copy.date is not None:
                day = day_as_written(copy.date, reading, context)
                return self.repair((Edit(condition.span, day),), day, Safety.SAFE)
        if not condition.proposal:
            return None
        name = next((name for name in RETRIEVAL if reading.origin(name) == condition.subjects[0]), "date")
        written = condition.span.of(context.page.text)
        proposal = mended_date(condition.proposal, written, name, context)
        return self.repair((Edit(condition.span, proposal),), proposal, slip_safety(condition.detail))


class _Markup(ConditionRule):
    """A name in italics or bold."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take the marks away; with care where only a part is marked."""
        made = super().fix(condition, context)
        if made is None or condition.span.of(context.page.text).strip("'") == condition.proposal:
            return made
        return Fix(made.title, Safety.UNSAFE, made.edits)


class _SeveralNames(ConditionRule):
    """Names of several people in one parameter."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Give each a parameter of its own, where semicolons part them and nobody else is in the list."""
        parameter = parameter_at(condition)
        people = _people(condition, parameter)
        listed = context.reading(condition.citation).names(people)
        if parameter is None or not people or len(listed) > 1 or any(name.first for name in listed):
            return None
        names = parted_names(parameter.value_span.of(context.page.text))
        if not names:
            return None
        edits = (Edit(parameter.name_span, f"{people}1"), Edit(parameter.value_span, names[0]))
        more = [f"{people}{number}={name}" for number, name in enumerate(names[1:], 2)]
        return self.repair((*edits, insertion(parameter, context.page.text, " |".join(more))), people)


def _people(condition: Condition, parameter: Parameter | None) -> str:
    """Return the kind of people that a parameter names, if it is the first or only one of its list."""
    if parameter is None or parameter.name == "authors":
        return "author" if parameter is not None else ""
    meaning = meanings(condition.citation.template.removeprefix("cite "))[parameter.name]
    return meaning.people if meaning is not None and meaning.number == 1 else ""


class _Hyphens(ConditionRule):
    """Ranges of dates with a hyphen."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Write dashes in all of them."""
        arguments = context.reading(condition.citation).arguments.values()
        named = [argument for argument in arguments if argument.written in condition.subjects]
        edits = [Edit(argument.span, argument.span.of(context.page.text).replace("-", "–")) for argument in named]
        return self.repair(tuple(sorted(edits, key=lambda edit: edit.span)), condition.proposal)


class _EtAl(ConditionRule):
    """A name with some form of et al."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Take it out of the name, and say so in the parameter for that."""
        parameter = parameter_at(condition)
        if parameter is None or not condition.proposal:
            return None
        meaning = meanings(condition.citation.template.removeprefix("cite "))[parameter.name]
        if meaning is None or not meaning.people:
            return None
        edit = Edit(condition.span, condition.proposal)
        display = f"display-{meaning.people}s"
        shown = context.reading(condition.citation).given.get(display)
        if shown is not None and shown.value:
            return Fix(f"Write {condition.proposal}", Safety.SAFE, (edit,))
        added = f"{display}=etal"
        return self.repair((edit, insertion(parameter, context.page.text, added)), added)


class _Undated(ConditionRule):
    """An archived copy without its date."""

    def fix(self, condition: Condition, context: Context) -> Fix | None:
        """Add the date that the address of the copy says."""
        parameter = parameter_at(condition)
        copy = capture(parameter.value) if parameter is not None else None
        if parameter is None or copy is None or copy.date is None:
            return None
        name = "archivedate" if parameter.name == "archiveurl" else "archive-date"
        day = day_as_written(copy.date, context.reading(condition.citation), context)
        return self.repair((insertion(parameter, context.page.text, f"{name}={day}"),), day)


RULES = rules_from_table(
    "CS",
    {
        "err_accessdate_missing_url": _Needless,
        "err_archive_date_missing_url": _Needless,
        "err_archive_missing_date": _Undated,
        "err_archive_missing_url": _CopyWithoutUrl,
        "err_bad_date": _BadDate,
        "err_bad_url": _BadUrl,
        "err_class_ignored": _NeedlessIf,
        "err_disp_name": _NeedlessIf,
        "err_etal": _EtAl,
        "err_format_missing_url": _NeedlessIf,
        "err_invalid_param_val": _Invalid,
        "err_missing_pipe": _MissingPipe,
        "err_param_access_requires_param": _Needless,
        "err_param_has_twl_url": _Proxy,
        "err_param_unknown_empty": _Blank,
        "err_parameter_ignored_suggest": _Misspelt,
        "err_redundant_parameters": _Redundant,
        "err_text_ignored": _TextWithName,
        "err_apostrophe_markup": _Markup,
        "maint_authors": _SeveralNames,
        "maint_date_format": _Hyphens,
        "maint_mult_names": _SeveralNames,
        "maint_overridden_setting": _Needless,
        "maint_postscript": _NeedlessIf,
        "maint_publisher_location": _PublisherAndTown,
        "maint_ref_duplicates_default": _Needless,
        "maint_url_status": _Status,
        "maint_year": _NeedlessIf,
    },
)

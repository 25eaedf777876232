"""The texts that the benchmarks read: articles as they are, and texts made to be slow."""

from __future__ import annotations

import gzip
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REAL_PAGES: Final = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "real-pages.jsonl.gz"
"""Real articles, where the folder exists; they are not part of this project."""

_CITATION = (
    "{{{{cite journal |last={surname} |first=Ada |title=On the {ordinal}th matter |journal=Journal of Matters "
    "|volume={ordinal} |issue=2 |pages=10–19 |year=2004 |doi=10.1000/{ordinal} |url=https://example.org/{ordinal} "
    "|access-date=3 May 2020 |archive-url=https://web.archive.org/web/20200503000000/https://example.org/{ordinal} "
    "|archive-date=3 May 2020 |url-status=live}}}}"
)
_PARAGRAPH = (
    "The {ordinal}th matter was described by [[Ada {surname}|{surname}]] in ''[[Journal of Matters]]''."
    '<ref name="{surname}{ordinal}">{citation}</ref> It was long held to be the last of its kind,'
    "{{{{sfn|{surname}|2004|p=11}}}} until a letter of 1911 was found that mentions another one"
    "{{{{efn|The letter is undated.}}}} and names its place: {{{{convert|3|km|mi}}}} "
    "to the north of the old town, beyond the second bridge."
    '<ref name="{surname}{ordinal}" /><ref>{{{{cite web |url=https://example.org/letter/{ordinal} '
    "|title=Letter {ordinal} |publisher=Archive of Matters |access-date=2020-05-03}}}}</ref> Later writers agree.\n\n"
)
_SURNAMES = ("Smith", "Weber", "Rossi", "Novák", "Sato", "Andersson")
_GENERATED_ARTICLES = 40


def articles(most: int | None = None) -> tuple[str, tuple[str, ...]]:
    """Return where the articles come from, and the first ``most`` of them."""
    if REAL_PAGES.exists():
        with gzip.open(REAL_PAGES, "rt", encoding="utf-8") as lines:
            found = [json.loads(line)["wikitext"] for line in lines]
        return "real articles", tuple(found[:most])
    return "generated articles", tuple(map(_generated, range(most or _GENERATED_ARTICLES)))


def _generated(number: int) -> str:
    """Return an article with about as many citations for its length as a good real one."""
    paragraphs = (_paragraph(number * 100 + ordinal) for ordinal in range(1, 20 + number % 40))
    sections = (("== Section ==\n" if ordinal % 5 == 0 else "") + text for ordinal, text in enumerate(paragraphs))
    return f"{{{{Short description|Matter}}}}\n{''.join(sections)}== Notes ==\n{{{{notelist}}}}\n{{{{reflist}}}}\n"


def _paragraph(ordinal: int) -> str:
    surname = _SURNAMES[ordinal % len(_SURNAMES)]
    citation = _CITATION.format(surname=surname, ordinal=ordinal)
    return _PARAGRAPH.format(surname=surname, ordinal=ordinal, citation=citation)


def repeated(unit: str, length: int) -> str:
    """Return as much of a text, written again and again, as fills ``length``."""
    return (unit * (length // len(unit) + 1))[:length]


def _repeated(unit: str) -> Callable[[int], str]:
    return partial(repeated, unit)


def _enclosed(start: str, unit: str, end: str) -> Callable[[int], str]:
    return lambda length: start + unit * ((length - len(start) - len(end)) // len(unit)) + end


def _nested(start: str, end: str) -> Callable[[int], str]:
    return lambda length: start * (length // (len(start) + len(end))) + end * (length // (len(start) + len(end)))


def _numbered(unit: str) -> Callable[[int], str]:
    """Return a maker of texts in which each ``#`` of a unit becomes a number of its own."""

    def made(length: int) -> str:
        return "".join(_until(length, (unit.replace("#", str(number)) for number in range(length))))

    return made


def _until(length: int, pieces: Iterator[str]) -> Iterator[str]:
    for piece in pieces:
        if length < len(piece):
            return
        length -= len(piece)
        yield piece


_REPEATED = (
    "{{", "[[", "<ref", '<ref name="', "<!--", "{{{", "|", "=", "</ref>", "''", "{{a|\n=", "\n=", "{{ ", "[[ ", "<ref>",
    "<ref/>", "{{r|a}}", "<ref name=a/>", "{{efn|", "-{", "&#",
)  # fmt: skip
_MORE_REPEATED = (
    "{{{ ", "-{ ", "<ref ", "<!---->", "\n==", "{{a|\n==", "[[a\n=", "{{efn|a}}", "{{reflist}}", "<references/>",
    "{{a}}", "{{{a}}}", "[[a]]", "-{a}-", "<nowiki>", "<includeonly>", "}}", "]]", "{{{{{a}}}}}",
    "<ref follow=x>B</ref>", "<ref group=lower-alpha>A</ref>",
)  # fmt: skip

HOSTILE: Final[Mapping[str, Callable[[int], str]]] = {
    **{repr(unit): _repeated(unit) for unit in _REPEATED},
    "{{a| … }}": _nested("{{a|", "}}"),
    "[[a| … ]]": _nested("[[a|", "]]"),
}
"""Texts on which a careless parser takes quadratic time or more: what they hold → a maker of a given length."""

MORE: Final[Mapping[str, Callable[[int], str]]] = {
    **{repr(unit): _repeated(unit) for unit in _MORE_REPEATED},
    "{{{a| … }}}": _nested("{{{a|", "}}}"),
    "{{efn| … }}": _nested("{{efn|", "}}"),
    "{{#if:a| … }}": _nested("{{#if:a|", "}}"),
    "{{{{{ … }}}}}": _nested("{{{{{", "}}}}}"),
    "{{a|=|=…}}": _enclosed("{{a", "|=", "}}"),
    "{{a|\\n=\\n=…}}": _enclosed("{{a|", "\n=", "}}"),
    "{{a|[[b]][[b]]…}}": _enclosed("{{a|", "[[b]]", "}}"),
    "{{efn|<ref/>|<ref/>…}}": _enclosed("{{efn", "|<ref name=a/>", "}}"),
    "{{reflist|<ref/>|…}}": _enclosed("{{reflist", "|<ref name=a/>", "}}"),
    "{{template:template:…}}": _enclosed("{{", "template:", "}}"),
    "<ref><ref <ref …</ref>": _enclosed("<ref>", "<ref ", "</ref>"),
    "<ref><ref><a<a…</ref>": _enclosed("<ref><ref>", "<a", "</ref>"),
    "<ref name=a a a …/>": _enclosed("<ref name=a", " a", "/>"),
    "<ref name=&#65;&#65;…/>": _enclosed("<ref name=", "&#65;", "/>"),
    "<ref>a</ref> == spaces": _enclosed("<ref>a</ref>\n== ", " ", "="),
    "ignored references": _repeated("<!-- citeaudit: ignore CE001 --><ref name=a />\n"),
    "ignored pages": _repeated("<!-- citeaudit: ignore-page CE001 --><ref></ref>"),
    "disabled, enabled": _repeated("<!-- citeaudit: disable CE001 --><!-- citeaudit: enable CE001 --><ref></ref>"),
    "names undefined": _numbered('<ref name="name#"/>'),
    "names defined, others used": _numbered('<ref name="n#">A</ref><ref name="m#"/>'),
    "names in a list each": _numbered('<ref name="n#"/>{{#tag:references|<ref name="n#">A</ref>}}'),
    "names in one list": lambda length: "{{reflist|refs=" + _numbered('<ref name="n#">A</ref>')(length - 17) + "}}",
    "names defined twice": _numbered('<ref name="n#">A</ref><ref name="n#">B</ref>'),
    "groups without a list": _numbered("<ref group=g#>A</ref>"),
    "lists of empty groups": _numbered("<references group=g#/>"),
    "unknown attributes": _numbered("<ref nam#=a>A</ref>"),
    "citations": _numbered("{{cite web|url=https://example.org/#|title=A}}"),
    "unknown templates": _numbered("{{t#|a}}"),
}
"""More of them, for one part of citeaudit or another."""

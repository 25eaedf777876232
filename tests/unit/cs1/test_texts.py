"""What the citation module says of the text of single parameters."""

from __future__ import annotations

import pytest

from citeaudit import parse
from citeaudit.cs1 import texts
from citeaudit.cs1.reading import Condition, read


def found(text: str) -> list[Condition]:
    return list(texts.check(read(parse(text).citations[0])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cite book|title=A|volume=Vol. 3}}", [("err_extra_text_volume", "volume", "3")]),
        ("{{cite book|title=A|volume=Volume the Third}}", [("err_extra_text_volume", "volume", "")]),
        pytest.param("{{cite web|title=A|volume=Vol. 3}}", [], id="shows no volume"),
        ("{{citation|title=A|website=B|volume=vol 3}}", []),
        ("{{citation|title=A|journal=B|volume=vol 3}}", [("err_extra_text_volume", "volume", "3")]),
        ("{{cite book|title=A|volume=((Vol. 3))}}", []),
        ("{{cite journal|title=A|journal=B|number=No. 5}}", [("err_extra_text_issue", "number", "5")]),
        ("{{cite journal|title=A|journal=B|issue=November}}", []),
        ("{{citation|title=A|issue=no. 5}}", []),
        ("{{cite conference|title=A|issue=no. 5}}", []),
        ("{{cite book|title=A|page=p. 5}}", [("err_extra_text_pages", "page", "5")]),
        ("{{cite book|title=A|pages=pp. 5–7}}", [("err_extra_text_pages", "pages", "5–7")]),
        ("{{cite book|title=A|page=P5}}", []),
        ("{{cite book|title=A|page=PA5}}", []),
        ("{{cite podcast|title=A|page=p. 5}}", []),
        ("{{cite book|title=A|quote=B|quote-page=page 5}}", [("err_extra_text_pages", "quote-page", "5")]),
        ("{{cite book|title=A|quote-page=page 5}}", []),
        ("{{cite book|title=A|edition=2nd ed.}}", [("err_extra_text_edition", "edition", "2nd")]),
        ("{{cite book|title=A|edition=Second Edition}}", [("err_extra_text_edition", "edition", "Second")]),
        ("{{cite book|title=A|edition=Revised}}", []),
        ("{{cite book|title=A|edition=((2nd ed.))}}", []),
        ("{{cite book|title=A|publisher=''B''}}", [("err_apostrophe_markup", "publisher", "B")]),
        ("{{cite news|title=A|newspaper='''B'''}}", [("err_apostrophe_markup", "newspaper", "B")]),
        ("{{cite book|title=''A''}}", []),
        ("{{cite book|title=A|publisher={{lang|fr|''B''}}}}", []),
        ("{{cite book|title=A|publisher=B,}}", [("maint_extra_punct", "publisher", "B")]),
        ("{{cite book|title=A|publisher==B}}", [("maint_extra_punct", "publisher", "B")]),
        ("{{cite book|title=A|publisher=B &amp;}}", [("maint_extra_punct", "publisher", "")]),
        ("{{cite book|title=A:}}", []),
        ("{{cite book|title=A|author=B|author-mask3=with,}}", []),
    ],
)
def test_conditions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [(c.key, *c.subjects, c.proposal) for c in found(text)] == expected


@pytest.mark.parametrize(
    ("value", "detail", "place", "proposal"),
    [
        ("Al\u200bpha", "zero width space character at position 3", "l\u200b", "l"),
        ("Alpha\tBeta", "horizontal tab character at position 6", "\t", " "),
        ("a\nb", "line feed character at position 2", "\n", " "),
        ("\u200ba", "zero width space character at position 1", "\u200b", ""),
        ("a<ref>x</ref>b", "ref stripmarker at position 2", "a<ref>x</ref>b", ""),
    ],
)
def test_invisible_characters(value: str, detail: str, place: str, proposal: str) -> None:
    text = f"{{{{cite book|title={value}}}}}"
    (condition,) = found(text)
    assert (condition.key, condition.detail, condition.proposal) == ("err_invisible_char", detail, proposal)
    assert condition.span.of(text).endswith(place)


@pytest.mark.parametrize(
    "value",
    [
        "a<math>x\ny</math>",
        "a<nowiki>&</nowiki>",
        "a{{x|\n|b=\u200b}}",
        pytest.param("a\u200b".replace("\u200b", "\xa0"), id="a separator at the end is trimmed"),
        "a<!--\n-->b",
    ],
)
def test_nothing_is_hidden(value: str) -> None:
    assert found(f"{{{{cite book|title={value}}}}}") == []

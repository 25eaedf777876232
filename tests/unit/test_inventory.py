"""What a page cites."""

from __future__ import annotations

import datetime as dt
import pickle

from citeaudit import parse
from citeaudit.inventory import CitedWork, inventory

AS_OF = dt.date(2026, 11, 22)


def works(text: str) -> tuple[CitedWork, ...]:
    return inventory(parse(text), as_of=AS_OF)


def test_parts_as_values() -> None:
    (work,) = works(
        "{{cite web |url=https://example.org |title=''A'' [[b|c]] |last=Doe |first=Jane |last2=Roe et al. |editor=Poe "
        "|date=5 May 2000 |access-date=2001-01-02 |doi=10.1000/182 |isbn=123 |archive-url=https://web.archive.org/web/1/}}"
    )
    assert (work.template, work.title, work.url) == ("cite web", "A c", "https://example.org")
    assert work.archive_url == "https://web.archive.org/web/1/"
    assert [str(author) for author in work.authors] == ["Doe, Jane", "Roe"]
    assert [str(editor) for editor in work.editors] == ["Poe"]
    assert work.date is not None
    assert work.date.earliest() == dt.date(2000, 5, 5)
    assert work.access_date is not None
    assert work.archive_date is None
    assert [(i.kind, i.canonical) for i in work.identifiers] == [("doi", "10.1000/182"), ("isbn", None)]


def test_names_in_vancouver_form() -> None:
    (work,) = works("{{cite journal|title=A|journal=B|vauthors=Roe R Jr, ((Group, The))}}")
    assert [str(author) for author in work.authors] == ["Roe, R Jr", "Group, The"]


def test_bad_dates_and_templates() -> None:
    (work,) = works("{{cite book|title={{lang|fr|A}}|date=maybe}}")
    assert work.date is None
    assert work.title == "{{lang|fr|A}}"


def test_notes_and_how_often_they_are_used() -> None:
    text = (
        'A.<ref name="a">{{cite book|title=A}}</ref> B.<ref name="a" /> {{cite book|title=B}} '
        'C.<ref name="c" />{{efn|D.<ref>{{cite book|title=D}}</ref>}}\n'
        '{{notelist}}{{reflist|refs=<ref name="c">{{cite book|title=C}}</ref>}}'
    )
    found = {work.title: work for work in works(text)}
    assert [(title, work.uses) for title, work in found.items()] == [("A", 2), ("B", 1), ("D", 1), ("C", 1)]
    assert [note.group for note in found["D"].notes] == ["", "lower-alpha"]
    assert found["C"].notes[0].name == "c"
    assert found["B"].notes == ()
    assert found["C"].line == 2


def test_unused_note() -> None:
    (work,) = works('{{reflist|refs=<ref name="a">{{cite book|title=A}}</ref>}}')
    assert work.uses == 0


def test_pickles() -> None:
    found = works("{{cite book|title=A|year=2000|isbn=0-306-40615-2}}")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 (our own)


def test_many_references_take_linear_time() -> None:
    assert len(works("<ref>{{cite book|title=A}}</ref>" * 3000)) == 3000

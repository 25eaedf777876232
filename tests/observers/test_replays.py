"""Where an archive leads that has no capture of the second that is asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from citeaudit.observers.replays import linked_capture
from citeaudit.observers.transport import Answer
from citeaudit.queries import Capture

TIME = dt.datetime(2019, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
PAGE = "https://arquivo.pt/wayback/20190102030405/http://bells.example/"


@pytest.mark.parametrize(
    ("headers", "capture"),
    [
        ({"Location": PAGE}, Capture(PAGE, TIME)),
        ({"Location": "/wayback/20190102030405/http://bells.example/"}, Capture(PAGE, TIME)),
        ({"Location": "https://arquivo.pt/"}, None),
        ({"Location": "/wayback/20190231000000/http://bells.example/"}, None),
        ({"Link": f'<{PAGE}>; rel="memento"; datetime="Wed, 02 Jan 2019 03:04:05 GMT"'}, Capture(PAGE, TIME)),
        ({}, None),
    ],
)
def test_where_it_leads(headers: dict[str, str], capture: Capture | None) -> None:
    asked = "https://arquivo.pt/wayback/20190102030406/http://bells.example/"
    assert linked_capture(Answer(302, asked, headers)) == capture

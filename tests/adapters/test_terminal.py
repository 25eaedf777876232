from __future__ import annotations

import io
from itertools import count

import pytest

from citeaudit.adapters.terminal import Progress, ansi, columns_for, style_for
from citeaudit.reports.display import plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [
        ({}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_on_a_terminal(environment: dict[str, str], is_coloured: bool) -> None:  # noqa: FBT001
    assert style_for(Terminal(), environment) is (ansi if is_coloured else plain)


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({"TERM": "xterm"}, False), ({"FORCE_COLOR": ""}, False), ({"FORCE_COLOR": "1"}, True)],
)
def test_colours_elsewhere(environment: dict[str, str], is_coloured: bool) -> None:  # noqa: FBT001
    assert style_for(io.StringIO(), environment) is (ansi if is_coloured else plain)


def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert columns_for(Terminal()) == 80
    monkeypatch.setenv("COLUMNS", "20")
    assert columns_for(Terminal()) == 40
    assert columns_for(io.StringIO()) == 100


def test_progress_is_shown_after_a_second_and_taken_away() -> None:
    stream = Terminal()
    seconds = count()
    progress = Progress(12, stream, clock=lambda: next(seconds) * 0.6)
    progress.step()
    assert stream.getvalue() == ""
    progress.step()
    assert stream.getvalue() == "\r2 of 12 files"
    progress.clear()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_progress_is_not_drawn_for_every_file() -> None:
    stream = Terminal()
    seconds = count()
    progress = Progress(1000, stream, clock=lambda: next(seconds) * 0.01)
    for _ in range(300):
        progress.step()
    assert 15 <= stream.getvalue().count("of 1000 files") <= 21


def test_progress_is_silent_without_a_terminal() -> None:
    stream = io.StringIO()
    seconds = count()
    progress = Progress(3, stream, clock=lambda: next(seconds) * 10.0)
    progress.step()
    progress.clear()
    assert stream.getvalue() == ""

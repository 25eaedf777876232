"""The page on asking the web keeps its word."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from citeaudit.observers import Lane, observation
from citeaudit.observers.cache import Keeping
from citeaudit.observers.rates import default_rate, known_services
from citeaudit.observers.transport import Limits
from citeaudit.queries import Capture, CaptureQuery, Found, NearestQuery, NotAsked, PageKind, Seen

if TYPE_CHECKING:
    import pytest

    from citeaudit.queries import Outcome, Query

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "online.md").read_text(encoding="utf-8")
PAGE = "https://example.org/bells"


class Recorded:
    """Says what the example says that the archive has."""

    def takes(self, query: Query) -> bool:
        return isinstance(query, CaptureQuery | NearestQuery)

    def lane(self, query: Query) -> Lane:
        return Lane(type(query).__name__)

    def outcome(self, query: Query) -> Outcome:
        time = dt.datetime(2019, 4, 2, 3, 4, 5, tzinfo=dt.UTC)
        if query == NearestQuery(PAGE, dt.date(2019, 3, 1)):
            return Found(capture=Capture(f"https://web.archive.org/web/20190402030405/{PAGE}", time, 200))
        is_known = query == CaptureQuery(f"https://web.archive.org/web/20190301000000/{PAGE}")
        return Found(Seen(PageKind.ERROR, 404, PAGE)) if is_known else NotAsked("not recorded")

    def stop(self) -> None:
        pass


def test_the_script_prints_what_the_page_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(observation, "standard_observers", lambda **_: (Recorded(),))
    monkeypatch.setattr(observation, "user_folder", lambda: tmp_path)
    monkeypatch.delenv("CITEAUDIT_OFFLINE", raising=False)
    ((code, printed),) = re.findall(r"```python\n(.*?)```.*?```text\n(.*?)```", TEXT, re.DOTALL)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "online.md", "exec"), {})  # noqa: S102 (our own page)
    assert output.getvalue() == printed


def test_the_numbers_are_those_of_the_code() -> None:
    index, captures, _ = (service.rate.per_minute for service in known_services())
    keeping, limits = Keeping(), Limits()
    for words in (
        f"at most {default_rate('live').per_minute} requests a minute",
        f"An archive gets {default_rate('archive').per_minute} a minute",
        f"{captures} a minute for its captures and {index} for its index",
        f"may take {limits.connect_s:.0f} seconds, silence {limits.read_s:.0f}, the whole of",
        f"a question {limits.total_s:.0f}",
        f"| a page that is there | {keeping.live.days} days |",
        f"| a capture that is there | {keeping.capture.days} days |",
        f"| what is absent or refused | {keeping.absent.seconds // 3600} hours |",
        f"called dead, {keeping.spread.days} by default",
    ):
        assert words in TEXT

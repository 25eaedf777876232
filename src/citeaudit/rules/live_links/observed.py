"""What the examples of these rules are made of: a citation, and what was observed of its page."""

from __future__ import annotations

import datetime as dt

from citeaudit.queries import Absent, Capture, Failures, Found, LiveQuery, NearestQuery, PageKind, Seen

THEN = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
URL = "https://example.org/a"
LIVE = LiveQuery(URL)
GONE = Absent("its host answers 404", Seen(PageKind.ERROR, 404, URL))
DEAD = Absent(GONE.reason, GONE.seen, failures=Failures(4, THEN, NOW, is_lasting=True))
FAILING = Absent(GONE.reason, GONE.seen, failures=Failures(2, NOW, NOW, is_lasting=False))
THERE = Found(Seen(PageKind.PAGE, 200, URL, "A"))
CITED = f"{{{{cite web |title=A |url={URL} |access-date=2 May 2019}}}}"
COPY = f"|archive-url=https://web.archive.org/web/20160531120000/{URL} |archive-date=31 May 2016"
NEAREST = NearestQuery(URL, dt.date(2019, 5, 2))


def captured(stamp: str, status: int = 200) -> Capture:
    """Return a capture of the page on a day."""
    time = dt.datetime.strptime(stamp, "%Y%m%d").replace(tzinfo=dt.UTC)
    return Capture(f"https://web.archive.org/web/{stamp}000000/{URL}", time, status)

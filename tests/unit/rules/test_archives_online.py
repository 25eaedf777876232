"""What the rules on archived copies ask their archives, and say of the answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from citeaudit import audit, fix, parse, wanted
from citeaudit.finding import Confidence, Severity
from citeaudit.fixes import Safety
from citeaudit.queries import (
    Absent,
    Capture,
    CaptureQuery,
    Found,
    NearestQuery,
    NotAsked,
    Outcome,
    PageKind,
    Query,
    Refused,
    Seen,
    Unreachable,
)
from citeaudit.rules.archives.online import RULES
from citeaudit.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeaudit.finding import Finding

AS_OF = dt.date(2026, 11, 22)
URL = "https://example.org/a"
COPY = f"https://web.archive.org/web/20160531120000/{URL}"
ASKED = CaptureQuery(COPY)
ONLY = Settings(select=tuple(rule.code for rule in RULES))


def cited(archive_url: str = COPY, archive_date: str = "31 May 2016", more: str = "", url: str = URL) -> str:
    return f"{{{{cite web |title=A |url={url} |archive-url={archive_url} |archive-date={archive_date}{more}}}}}"


def captured(stamp: str, status: int | None = 200, url: str = URL) -> Capture:
    time = dt.datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    return Capture(f"https://web.archive.org/web/{stamp}/{url}", time, status)


def findings(text: str, outcomes: Mapping[Query, Outcome]) -> list[Finding]:
    report = audit(text, as_of=AS_OF, settings=ONLY, outcomes=outcomes)
    assert not report.faults
    return list(report.findings)


def asked(text: str, outcomes: Mapping[Query, Outcome] | None = None) -> frozenset[Query]:
    return wanted(parse(text), as_of=AS_OF, settings=ONLY, outcomes=outcomes)


def elsewhere(stamp: str, url: str = URL) -> Absent:
    return Absent("no capture at that second", capture=captured(stamp, url=url))


# What is asked.


@pytest.mark.parametrize(
    ("archive_url", "query"),
    [
        pytest.param(COPY, COPY, id="a capture"),
        pytest.param(COPY.replace("120000", "120000if_"), COPY, id="a modifier makes no other question"),
        pytest.param(COPY.replace("https://web.", "http://wayback."), COPY, id="nor does another name"),
        pytest.param(f"{COPY}#top", COPY, id="nor does a place in the page"),
        pytest.param(f"{COPY}?a=1&amp;b=2", f"{COPY}?a=1&b=2", id="an entity is decoded"),
        pytest.param(
            "https://arquivo.pt/wayback/20160531120000/https://example.org/a",
            "https://arquivo.pt/wayback/20160531120000/https://example.org/a",
            id="another archive",
        ),
        pytest.param(
            "http://webarchive.proni.gov.uk/20100218151844/http://www.berr.gov.uk/",
            "https://wayback.archive-it.org/11112/20100218151844/http://www.berr.gov.uk/",
            id="an archive that has moved, where it is now",
        ),
        pytest.param("https://web.archive.org/web/2016/https://example.org/a", None, id="no whole stamp"),
        pytest.param("https://web.archive.org/web/20160231120000/https://example.org/a", None, id="no such day"),
        pytest.param("https://web.archive.org/web/*/https://example.org/a", None, id="a calendar"),
        pytest.param("https://perma.cc/F9NT-22AK", None, id="a short form"),
        pytest.param("https://www.webcitation.org/66lmEkpE8?url=https://example.org/a", None, id="closed"),
        pytest.param("https://archive.example/web/20160531120000/https://example.org/a", None, id="no known archive"),
        pytest.param("{{wayback link|x}}", None, id="made by a template"),
    ],
)
def test_what_is_asked(archive_url: str, query: str | None) -> None:
    assert asked(cited(archive_url)) == ({CaptureQuery(query)} if query else set())


def test_without_a_copy_nothing_is_asked() -> None:
    assert not asked(f"{{{{cite web |title=A |url={URL}}}}}")


@pytest.mark.parametrize(
    ("outcome", "is_more_wanted"),
    [
        (Absent("not archived"), True),
        (Found(Seen(PageKind.ERROR, 404, URL), captured("20160531120000", 404)), True),
        (Found(Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"), captured("20160531120000")), True),
        (elsewhere("20160803080910"), False),
        (Found(Seen(PageKind.PAGE, 200, URL), captured("20160531120000")), False),
        (Found(Seen(PageKind.SOFT_404, 200, URL), captured("20160531120000")), False),
        (Unreachable("asked to wait"), False),
        (NotAsked("offline"), False),
        (Refused("the archive answers 403"), False),
    ],
)
def test_another_capture_is_asked_for_only_if_this_one_is_no_use(outcome: Outcome, *, is_more_wanted: bool) -> None:
    more = {NearestQuery(URL, dt.date(2016, 5, 31))} if is_more_wanted else set()
    assert asked(cited(), {ASKED: outcome}) == more


def test_a_capture_is_wanted_of_the_day_on_which_the_page_was_read() -> None:
    missing: dict[Query, Outcome] = {ASKED: Absent("not archived")}
    assert asked(cited(more=" |access-date=2 May 2015"), missing) == {NearestQuery(URL, dt.date(2015, 5, 2))}
    assert asked(cited(archive_date="May 2016"), missing) == {NearestQuery(URL, dt.date(2016, 5, 31))}


# What is said.


def test_no_capture_at_that_second_names_the_nearest() -> None:
    (finding,) = findings(cited(archive_date="May 31, 2016"), {ASKED: elsewhere("20160803080910")})
    assert finding.code == "AR031"
    assert finding.message == (
        "archive-url names a second at which Wayback Machine has no capture; the nearest is of 2016-08-03 08:09:10 UTC"
    )
    assert finding.fix
    assert finding.fix.safety is Safety.UNSAFE
    assert finding.fix.applied(cited(archive_date="May 31, 2016")) == cited(
        COPY.replace("20160531120000", "20160803080910"), "August 3, 2016"
    )


@pytest.mark.parametrize(
    ("stamp", "severity"), [("20160531120001", Severity.INFO), ("20160601000001", Severity.WARNING)]
)
def test_a_capture_of_the_same_day_matters_less(stamp: str, severity: Severity) -> None:
    (finding,) = findings(cited(), {ASKED: elsewhere(stamp)})
    assert finding.severity is severity


def test_a_capture_of_the_same_second_in_another_place_is_the_one() -> None:
    assert not findings(cited(), {ASKED: elsewhere("20160531120000")})


def test_only_the_time_in_the_address_changes() -> None:
    text = cited(f"{COPY.replace('120000', '120000if_')}#top")
    nearest = elsewhere("20160803080910", "http://www.example.org:80/a")
    (finding,) = findings(text, {ASKED: nearest})
    assert finding.fix
    assert f"archive-url=https://web.archive.org/web/20160803080910if_/{URL}#top " in finding.fix.applied(text)


def test_the_nearest_capture_of_another_page_is_not_put_in() -> None:
    (finding,) = findings(cited(), {ASKED: elsewhere("20160803080910", "https://example.org/b")})
    assert finding.fix is None
    assert "2016-08-03" in finding.message


def test_a_copy_without_a_date_gets_no_date() -> None:
    text = f"{{{{cite web |title=A |url={URL} |archive-url={COPY}}}}}"
    (finding,) = findings(text, {ASKED: elsewhere("20160803080910")})
    assert finding.fix
    assert finding.fix.applied(text) == text.replace("20160531120000", "20160803080910")


def test_the_repair_is_made_and_brings_nothing_new() -> None:
    outcomes: dict[Query, Outcome] = {ASKED: elsewhere("20160803080910")}
    text = f"<ref>{cited()}</ref>{{{{reflist}}}}"
    report = audit(text, as_of=AS_OF, settings=ONLY, outcomes=outcomes)
    fixed = fix(text, report, safety=Safety.UNSAFE, settings=ONLY, outcomes=outcomes)
    assert "20160803080910" in fixed.text
    assert "3 August 2016" in fixed.text
    assert fix(text, report, settings=ONLY, outcomes=outcomes).text == text


def test_a_missing_capture_and_the_one_to_use() -> None:
    query = NearestQuery(URL, dt.date(2016, 5, 31))
    outcomes: dict[Query, Outcome] = {ASKED: Absent("not archived")}
    (alone,) = findings(cited(), outcomes)
    assert alone.code == "AR032"
    assert alone.message == f"archive-url leads to no copy: Wayback Machine has none of {URL}"
    assert alone.fix is None
    (found,) = findings(cited(), {**outcomes, query: Found(capture=captured("20150102030405"))})
    address = f"https://web.archive.org/web/20150102030405/{URL}"
    assert found.remedy == f"Use the copy of 2015-01-02 if it shows what is cited: {address}"
    assert found.fix
    assert found.fix.applied(cited()) == cited(address, "2 January 2015")
    for nothing in (Absent("not archived"), Unreachable("asked to wait"), NotAsked("interrupted")):
        (same,) = findings(cited(), {**outcomes, query: nothing})
        assert same == alone


def test_another_archive_may_help_out() -> None:
    arquivo = "https://arquivo.pt/wayback/20160531120000/https://example.org/a"
    nearest = NearestQuery(URL, dt.date(2016, 5, 31))
    outcomes: dict[Query, Outcome] = {
        CaptureQuery(arquivo): Absent("not archived"),
        nearest: Found(capture=captured("20150102030405")),
    }
    (finding,) = findings(cited(arquivo), outcomes)
    assert "Arquivo.pt" in finding.message
    assert finding.fix
    assert finding.fix.applied(cited(arquivo)) == cited(captured("20150102030405").archive_url, "2 January 2015")


@pytest.mark.parametrize(
    ("seen", "code", "words"),
    [
        (Seen(PageKind.ERROR, 404, URL), "AR033", "is a capture of an error page, status 404"),
        (Seen(PageKind.ERROR, 503, URL), "AR033", "is a capture of an error page, status 503"),
        (Seen(PageKind.ERROR, 429, URL), "AR033", "is a capture of an error page, status 429"),
        (
            Seen(PageKind.FRONT_PAGE, 200, "https://example.org/"),
            "AR034",
            "is a capture of a redirect to the front page https://example.org/",
        ),
        (Seen(PageKind.SOFT_404, 200, URL), "AR035", "that the wanted one is not there"),
        (Seen(PageKind.LOGIN, 200, URL), "AR035", "a form to log in"),
        (Seen(PageKind.BOT_WALL, 200, URL), "AR035", "wants to see a human being"),
        (Seen(PageKind.PARKED, 200, URL), "AR035", "a domain for sale"),
    ],
)
def test_what_a_capture_is_of(seen: Seen, code: str, words: str) -> None:
    (finding,) = findings(cited(), {ASKED: Found(seen, captured("20160531120000", seen.status))})
    assert finding.code == code
    assert words in finding.message
    assert finding.confidence is (Confidence.MEDIUM if code == "AR035" else Confidence.HIGH)


def test_withheld() -> None:
    (finding,) = findings(cited(), {ASKED: Refused("the archive withholds it", Seen(PageKind.EXCLUDED, 403))})
    assert (finding.code, finding.message) == ("AR036", "archive-url leads to a copy that Wayback Machine withholds")


@pytest.mark.parametrize(
    "outcome",
    [
        Unreachable("no whole answer in time"),
        Unreachable("asked to wait", Seen(status=429)),
        Unreachable("the archive answers 503", Seen(PageKind.ERROR, 503)),
        Refused("the archive answers 403", Seen(status=403)),
        NotAsked("offline"),
        NotAsked("interrupted"),
        Found(Seen(PageKind.UNKNOWN), captured("20160531120000", None)),
        Found(Seen(PageKind.REDIRECT, 302, "http://never.example/a"), captured("20160531120000", 302)),
        Found(Seen(PageKind.DOCUMENT, 200, URL), captured("20160531120000")),
    ],
    ids=lambda outcome: f"{type(outcome).__name__} {outcome.seen.kind.value if hasattr(outcome, 'seen') else ''}",
)
def test_what_could_not_be_told_is_not_told(outcome: Outcome) -> None:
    assert not findings(cited(), {ASKED: outcome})


def test_without_answers_nothing_is_said() -> None:
    assert not findings(cited(), {})

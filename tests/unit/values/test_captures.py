"""Addresses of web archives: each service, each kind of address, and what is no archive."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from citeaudit.values.archive_services import Leads, State, services, services_by_host
from citeaudit.values.captures import Capture, capture

PAGE = "http://example.org/a?b=1"

WAYBACK_HOSTS = [
    f"{prefix}{domain}"
    for domain in ("archive.org", "waybackmachine.org")
    for prefix in (
        "", "web.", "www.", "www.web.", "classic-web.", "web-beta.", "replay.", "replay.web.", "web.wayback.",
        "wayback.",
    )
]  # fmt: skip


def read(url: str) -> Capture:
    found = capture(url)
    assert found is not None, url
    return found


# number of the row in the table of services, address, name, digits of the time, what was captured, form to write
CAPTURES = [
    (1, f"http://web.archive.org/web/20160531120000/{PAGE}", "Wayback Machine", "20160531120000", PAGE,
     f"https://web.archive.org/web/20160531120000/{PAGE}"),
    (1, f"https://web.archive.org:443/20160531120000/{PAGE}", "Wayback Machine", "20160531120000", PAGE,
     f"https://web.archive.org/web/20160531120000/{PAGE}"),
    (1, f"//web.archive.org/web/2016/{PAGE}", "Wayback Machine", "2016", PAGE,
     f"https://web.archive.org/web/2016/{PAGE}"),
    (2, f"http://archive.is/20130505123206/{PAGE}", "archive.today", "20130505123206", PAGE,
     f"https://archive.today/20130505123206/{PAGE}"),
    (2, f"https://archive.ph/2013.05.05-123206/{PAGE}", "archive.today", "20130505123206", PAGE,
     f"https://archive.today/20130505123206/{PAGE}"),
    (2, f"https://archive.ph/2013.05.05-12:32:06/{PAGE}", "archive.today", "20130505123206", PAGE,
     f"https://archive.today/20130505123206/{PAGE}"),
    (3, "http://www.webcitation.org/66lmEkpE8?url=http://example.org/a", "WebCite", "20120408112204",
     "http://example.org/a", "https://www.webcitation.org/66lmEkpE8?url=http://example.org/a"),
    (3, "http://www.webcitation.org/66lmEkpE8?url=http%3A%2F%2Fexample.org%2Fa%3Fb%3D1", "WebCite", "20120408112204",
     PAGE, f"https://www.webcitation.org/66lmEkpE8?url={PAGE}"),
    (3, "http://www.webcitation.org/query?url=http%3A%2F%2Fexample.org%2Fa&date=2009-06-18", "WebCite", "20090618",
     "http://example.org/a", "http://www.webcitation.org/query?url=http://example.org/a"),
    (4, f"http://wayback.archive-it.org/1068/20130420084626/{PAGE}", "Archive-It", "20130420084626", PAGE,
     f"https://wayback.archive-it.org/1068/20130420084626/{PAGE}"),
    (4, f"https://archive-it.org/all/20130420084626/{PAGE}", "Archive-It", "20130420084626", PAGE,
     f"https://wayback.archive-it.org/all/20130420084626/{PAGE}"),
    (5, f"http://collection.europarchive.org/nli/20141013204117/{PAGE}",
     "National Library of Ireland at the Internet Memory Foundation", "20141013204117", PAGE,
     f"http://collection.europarchive.org/nli/20141013204117/{PAGE}"),
    (5, f"http://collections.internetmemory.org/tna/20141013204117/{PAGE}", "Internet Memory Foundation",
     "20141013204117", PAGE, f"http://collections.internetmemory.org/tna/20141013204117/{PAGE}"),
    (6, f"http://webarchive.proni.gov.uk/20100218151844/{PAGE}", "Public Record Office of Northern Ireland",
     "20100218151844", PAGE, f"http://webarchive.proni.gov.uk/20100218151844/{PAGE}"),
    (7, f"http://webarchive.org.uk/wayback/archive/20100602000217mp_/{PAGE}", "UK Web Archive", "20100602000217", PAGE,
     f"https://www.webarchive.org.uk/wayback/archive/20100602000217/{PAGE}"),
    (7, "http://www.webarchive.org.uk/wayback/en/archive/20100602000217/example.org/a", "UK Web Archive",
     "20100602000217", "http://example.org/a",
     "https://www.webarchive.org.uk/wayback/archive/20100602000217/example.org/a"),
    (8, f"http://webarchive.nationalarchives.gov.uk/tna/20110311030350/{PAGE}", "UK Government Web Archive",
     "20110311030350", PAGE, f"https://webarchive.nationalarchives.gov.uk/20110311030350/{PAGE}"),
    (8, f"https://webarchive.nationalarchives.gov.uk/ukgwa/20110311030350/{PAGE}", "UK Government Web Archive",
     "20110311030350", PAGE, f"https://webarchive.nationalarchives.gov.uk/ukgwa/20110311030350/{PAGE}"),
    (8, f"http://yourarchives.nationalarchives.gov.uk/20110311030350/{PAGE}", "UK Government Web Archive",
     "20110311030350", PAGE, f"https://webarchive.nationalarchives.gov.uk/20110311030350/{PAGE}"),
    (9, f"http://webarchive.parliament.uk/20160204060058/{PAGE}", "UK Parliament Web Archive", "20160204060058", PAGE,
     f"http://webarchive.parliament.uk/20160204060058/{PAGE}"),
    (10, f"http://webarchive.loc.gov/lcwa0010/20111109051100/{PAGE}", "Library of Congress Web Archive",
     "20111109051100", PAGE, f"http://webarchive.loc.gov/all/20111109051100/{PAGE}"),
    (11, f"http://arquivo.pt/wayback/wayback/20091010102944mp_/{PAGE}", "Arquivo.pt", "20091010102944", PAGE,
     f"https://arquivo.pt/wayback/20091010102944/{PAGE}"),
    (11, f"https://arquivo.pt/noFrame/replay/20091010102944/{PAGE}", "Arquivo.pt", "20091010102944", PAGE,
     f"https://arquivo.pt/wayback/20091010102944/{PAGE}"),
    (12, f"http://wayback.vefsafn.is/wayback/20110318105639/{PAGE}", "Vefsafn", "20110318105639", PAGE,
     f"http://wayback.vefsafn.is/wayback/20110318105639/{PAGE}"),
    (13, f"https://sul-swap-prod.stanford.edu/19940102000000/{PAGE}", "Stanford Web Archive", "19940102000000", PAGE,
     f"https://swap.stanford.edu/19940102000000/{PAGE}"),
    (14, f"http://web.archive.bibalex.org:80/web/20011007083709/{PAGE}", "Bibliotheca Alexandrina", "20011007083709",
     PAGE, f"http://web.archive.bibalex.org/web/20011007083709/{PAGE}"),
    (14, f"https://petabox.bibalex.org/20060521125008/{PAGE}", "Bibliotheca Alexandrina", "20060521125008", PAGE,
     f"http://web.archive.bibalex.org/web/20060521125008/{PAGE}"),
    (15, f"http://webarchive.bac-lac.gc.ca:8080/wayback/20080116045132/{PAGE}", "Library and Archives Canada",
     "20080116045132", PAGE, f"http://webarchive.bac-lac.gc.ca:8080/wayback/20080116045132/{PAGE}"),
    (16, f"http://www.collectionscanada.gc.ca/webarchives/20061104084225/{PAGE}", "Collections Canada",
     "20061104084225", PAGE, f"http://www.collectionscanada.gc.ca/webarchives/20061104084225/{PAGE}"),
    (17, f"https://digital.library.yorku.ca/wayback/20160129214328/{PAGE}", "York University Libraries",
     "20160129214328", PAGE, f"https://digital.library.yorku.ca/wayback/20160129214328/{PAGE}"),
    (18, f"http://webharvest.gov/peth04/20041022004143/{PAGE}", "NARA webharvest", "20041022004143", PAGE,
     f"http://webharvest.gov/peth04/20041022004143/{PAGE}"),
    (19, f"http://veebiarhiiv.digar.ee/a/20131014091520/{PAGE}", "Estonian Web Archive", "20131014091520", PAGE,
     f"http://veebiarhiiv.digar.ee/a/20131014091520/{PAGE}"),
    (20, f"http://nukrobi2.nuk.uni-lj.si:8080/wayback/20160203130917/{PAGE}", "Slovenian Web Archive",
     "20160203130917", PAGE, f"http://nukrobi2.nuk.uni-lj.si:8080/wayback/20160203130917/{PAGE}"),
    (21, f"http://eresources.nlb.gov.sg/webarchives/wayback/20100708034526/{PAGE}", "Web Archive Singapore",
     "20100708034526", PAGE, f"http://eresources.nlb.gov.sg/webarchives/wayback/20100708034526/{PAGE}"),
    (22, f"http://www.padi.cat:8080/wayback/20140404212712/{PAGE}", "Web Archive of Catalonia", "20140404212712", PAGE,
     f"http://www.padi.cat:8080/wayback/20140404212712/{PAGE}"),
    (23, "http://pandora.nla.gov.au/pan/14231/20120727-0512/example.org/a", "National Library of Australia",
     "201207270512", "http://example.org/a", "http://pandora.nla.gov.au/pan/14231/20120727-0512/example.org/a"),
    (23, f"http://pandora.nla.gov.au/nph-wb/20010328130000/{PAGE}", "National Library of Australia", "20010328130000",
     PAGE, f"http://pandora.nla.gov.au/nph-wb/20010328130000/{PAGE}"),
    (23, f"http://pandora.nla.gov.au/nph-arch/2000/S2000-Dec-5/{PAGE}", "National Library of Australia", "20001205",
     PAGE, f"http://pandora.nla.gov.au/nph-arch/2000/S2000-Dec-5/{PAGE}"),
    (23, f"http://content.webarchive.nla.gov.au/gov/wayback/20120326012340/{PAGE}", "National Library of Australia",
     "20120326012340", PAGE, f"http://content.webarchive.nla.gov.au/gov/wayback/20120326012340/{PAGE}"),
    (23, f"http://webarchive.nla.gov.au/gov/20120326012340/{PAGE}", "National Library of Australia", "20120326012340",
     PAGE, f"http://webarchive.nla.gov.au/gov/20120326012340/{PAGE}"),
    (23, f"https://webarchive.nla.gov.au/awa/20120326012340/{PAGE}", "National Library of Australia", "20120326012340",
     PAGE, f"https://webarchive.nla.gov.au/awa/20120326012340/{PAGE}"),
    (24, f"https://perma-archives.cc/warc/20140729143852/{PAGE}", "Perma.cc", "20140729143852", PAGE,
     f"https://perma-archives.org/warc/20140729143852/{PAGE}"),
    (25, f"http://archive.wikiwix.com/cache/20180329074145/{PAGE}", "Wikiwix", "20180329074145", PAGE,
     f"http://archive.wikiwix.com/cache/20180329074145/{PAGE}"),
    (25, "http://www.wikiwix.com/cache/display.php?url=http%3A%2F%2Fexample.org%2Fa%3Fb%3D1&title=A", "Wikiwix", "",
     PAGE, f"http://www.wikiwix.com/cache/display.php?url={PAGE}"),
    (26, f"http://www.freezepage.com/1343081512QUPLJKJOYU?url={PAGE}", "FreezePage", "20120723221152", PAGE,
     f"http://www.freezepage.com/1343081512QUPLJKJOYU?url={PAGE}"),
    (27, f"https://timetravel.mementoweb.org/memento/2010/{PAGE}", "Memento Time Travel", "2010", PAGE,
     f"https://timetravel.mementoweb.org/memento/2010/{PAGE}"),
    (29, f"https://webrecorder.io/user/things/20190102030405$br:chrome/{PAGE}", "Webrecorder", "20190102030405", PAGE,
     f"https://webrecorder.io/user/things/20190102030405$br:chrome/{PAGE}"),
    (29, f"https://conifer.rhizome.org/user/things/20190102030405mp_/{PAGE}", "Conifer", "20190102030405", PAGE,
     f"https://conifer.rhizome.org/user/things/20190102030405mp_/{PAGE}"),
    (30, f"https://ghostarchive.org/archive/20211117010203/{PAGE}", "Ghostarchive", "20211117010203", PAGE,
     f"https://ghostarchive.org/archive/20211117010203/{PAGE}"),
    (30, "https://ghostarchive.org/varchive/youtube/20211117/kNa_IdfivKs", "Ghostarchive, videos", "20211117",
     "https://www.youtube.com/watch?v=kNa_IdfivKs", "https://ghostarchive.org/varchive/youtube/20211117/kNa_IdfivKs"),
    (30, "https://www.ghostarchive.org/varchive/kNa_IdfivKs", "Ghostarchive, videos", "",
     "https://www.youtube.com/watch?v=kNa_IdfivKs", "https://www.ghostarchive.org/varchive/kNa_IdfivKs"),
    (31, f"http://archive.aueb.gr/20110101000000/{PAGE}", "Athens University of Economics and Business",
     "20110101000000", PAGE, f"http://archive.aueb.gr/20110101000000/{PAGE}"),
    (32, f"https://haw.nsk.hr/wayback/20110101000000/{PAGE}", "Croatian Web Archive", "20110101000000", PAGE,
     f"https://haw.nsk.hr/wayback/20110101000000/{PAGE}"),
    (33, f"http://langzeitarchivierung.bib-bvb.de/wayback/20121004142737/{PAGE}", "Bavarian State Library",
     "20121004142737", PAGE, f"http://langzeitarchivierung.bib-bvb.de/wayback/20121004142737/{PAGE}"),
    (34, "https://megalodon.jp/2022-0108-1135-33/https://example.org:443/a", "Megalodon", "20220108113533",
     "https://example.org:443/a", "https://megalodon.jp/2022-0108-1135-33/https://example.org:443/a"),
    (34, "http://megalodon.jp/2014-1209-1136-52/example.org/a", "Megalodon", "20141209113652", "http://example.org/a",
     "http://megalodon.jp/2014-1209-1136-52/example.org/a"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "name", "stamp", "original", "canonical"),
    [pytest.param(*case, id=f"row {row}: {case[0][:48]}") for row, *case in CAPTURES],
)
def test_capture(url: str, name: str, stamp: str, original: str, canonical: str) -> None:
    found = read(url)
    assert found.leads is Leads.CAPTURE
    assert (found.service.name, found.stamp, found.original) == (name, stamp, original)
    assert found.canonical == canonical
    assert str(found.time or "") == stamp
    assert not found.fault
    again = read(found.canonical)
    assert again.is_canonical
    assert again.canonical == found.canonical
    assert again.original == found.original


@pytest.mark.parametrize("host", WAYBACK_HOSTS)
def test_hosts_of_the_wayback_machine(host: str) -> None:
    found = read(f"http://{host}/web/20160531120000/{PAGE}")
    assert found.canonical == f"https://web.archive.org/web/20160531120000/{PAGE}"
    assert found.is_canonical == (host == "web.archive.org")


@pytest.mark.parametrize("ending", ["today", "is", "fo", "li", "vn", "md", "ph", "ec"])
def test_hosts_of_archive_today(ending: str) -> None:
    found = read(f"https://www.archive.{ending}/20130505123206/{PAGE}")
    assert found.canonical == f"https://archive.today/20130505123206/{PAGE}"
    deprecation = found.service.deprecated["enwiki"]
    assert deprecation.since == dt.date(2026, 2, 20)
    assert "dewiki" not in found.service.deprecated


@pytest.mark.parametrize("modifier", ["id_", "re_", "js_", "cs_", "im_", "fr_", "fw_", "if_", "mp_"])
def test_modifiers_are_captures_and_no_other_form(modifier: str) -> None:
    found = read(f"https://web.archive.org/web/20160531120000{modifier}/{PAGE}")
    assert (found.leads, found.modifier, found.stamp) == (Leads.CAPTURE, modifier, "20160531120000")
    assert found.is_canonical
    assert found.canonical == f"https://web.archive.org/web/20160531120000/{PAGE}"


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        (f"https://web.archive.org/web/{PAGE}", Leads.LATEST),
        ("https://web.archive.org/web/example.org/a", Leads.LATEST),
        (f"https://web.archive.org/web/*/{PAGE}", Leads.CALENDAR),
        (f"https://web.archive.org/*/{PAGE}", Leads.CALENDAR),
        (f"https://web.archive.org/web/20160531120000*/{PAGE}", Leads.CALENDAR),
        (f"https://web.archive.org/save/{PAGE}", Leads.SAVE),
        (f"https://web.archive.org/save/_embed/{PAGE}", Leads.SAVE),
        (f"https://web.archive.org/_embed/{PAGE}", Leads.SAVE),
        (f"http://liveweb.archive.org/{PAGE}", Leads.LIVE),
        ("https://archive.org/details/item", Leads.ITEM),
        ("https://archive.org/stream/item/item_djvu.txt", Leads.ITEM),
        ("https://archive.org/download/item/item.pdf", Leads.ITEM),
        ("https://archive.org/items/item", Leads.ITEM),
        ("https://archive.org/serve/item/item.pdf", Leads.ITEM),
        ("https://archive.org/audio/item", Leads.ITEM),
        ("https://archive.org/texts/item", Leads.ITEM),
        ("https://archive.org/video/item", Leads.ITEM),
        ("https://archive.org/post/1", Leads.ITEM),
        ("https://archive.org/index.php", Leads.SEARCH),
        ("https://archive.org/search.php?query=a", Leads.SEARCH),
        ("https://archive.org/web/web.php", Leads.SEARCH),
        ("https://archive.org/", Leads.FRONT),
        ("https://web.archive.org", Leads.FRONT),
        ("https://archive.org/about/faqs", Leads.UNKNOWN),
        ("https://archive.ph/AbCdE", Leads.SHORT),
        ("https://archive.ph/newest/http://example.org/", Leads.LATEST),
        ("https://archive.today/http://example.org/", Leads.CALENDAR),
        ("https://archive.today/?run=1&url=http://example.org/", Leads.SAVE),
        ("http://www.webcitation.org/66lmEkpE8", Leads.SHORT),
        ("http://www.webcitation.org/query?id=1333884124000000", Leads.SHORT),
        ("http://www.webcitation.org/1333884124000000", Leads.SHORT),
        ("http://www.webcitation.org/cache/0123456789abcdef0123456789abcdef01234567", Leads.SHORT),
        ("http://www.webcitation.org/getfile.php?fileid=0123456789abcdef", Leads.SHORT),
        ("http://www.webcitation.org/archive?url=http://example.org/", Leads.SAVE),
        ("https://wayback.archive-it.org/all/*/http://example.org/", Leads.CALENDAR),
        ("https://archive-it.org/collections/1068", Leads.ITEM),
        ("http://webarchive.nationalarchives.gov.uk/+/http://example.org/", Leads.LATEST),
        ("http://webarchive.nationalarchives.gov.uk/*/http://example.org/", Leads.CALENDAR),
        ("http://perma.cc/F9NT-22AK", Leads.SHORT),
        ("https://perma-archives.org/warc/F9NT-22AK/http://example.org/", Leads.SHORT),
        ("http://www.freezepage.com/1343081512QUPLJKJOYU", Leads.SHORT),
        ("http://timetravel.mementoweb.org/api/json/2010/http://example.org/", Leads.SEARCH),
        ("https://webcache.googleusercontent.com/search?q=cache:p_S9ZKlWZPoJ:example.org/a+words&cd=1", Leads.LATEST),
        ("https://ghostarchive.org/archive/abcde", Leads.SHORT),
        ("https://trove.nla.gov.au/newspaper/article/1", Leads.ITEM),
        ("https://pandora.nla.gov.au/tep/10190", Leads.ITEM),
        ("https://gyo.tc/1OqLa", Leads.SHORT),
        ("https://gyo.tc/https://example.org/", Leads.CALENDAR),
        ("https://megalodon.jp/?url=http://example.org/", Leads.CALENDAR),
        ("http://haw.nsk.hr/arhiva/vol1/1/2/example.org/", Leads.SHORT),
        ("http://haw.nsk.hr/publikacija/12", Leads.ITEM),
    ],
)
def test_what_is_no_plain_capture(url: str, leads: Leads) -> None:
    found = read(url)
    assert found.leads is leads
    assert found.canonical == ""


@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        ("http://www.webcitation.org/66lmEkpE8", "20120408112204"),
        ("http://www.webcitation.org/query?id=1333884124000000", "20120408112204"),
        ("http://www.freezepage.com/1343081512QUPLJKJOYU", "20120723221152"),
        ("https://archive.ph/AbCdE", ""),
    ],
)
def test_short_addresses_that_tell_their_time(url: str, stamp: str) -> None:
    found = read(url)
    assert (found.original, found.stamp) == ("", stamp)


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("https://perma-archives.org/warc/F9NT-22AK/http://example.org/", "http://example.org/"),
        ("https://webcache.googleusercontent.com/search?q=cache:http://example.org/a%20b", "http://example.org/a%20b"),
        (
            "https://webcache.googleusercontent.com/search?q=cache:p_S9ZKlWZPoJ:example.org/a+b&cd=1",
            "http://example.org/a",
        ),
        ("https://web.archive.org/save/http://example.org/", ""),
    ],
)
def test_what_other_addresses_were_made_of(url: str, original: str) -> None:
    assert read(url).original == original


@pytest.mark.parametrize(
    ("url", "state", "moved"),
    [
        (f"https://web.archive.org/web/20160531120000/{PAGE}", State.ALIVE, ""),
        ("https://www.webcitation.org/66lmEkpE8", State.CLOSED, ""),
        ("https://webcache.googleusercontent.com/search?q=cache:example.org", State.CLOSED, ""),
        (f"http://collection.europarchive.org/dnb/20141013204117/{PAGE}", State.CLOSED, ""),
        (f"http://collection.europarchive.org/nli/20141013204117/{PAGE}", State.MOVED,
         f"https://wayback.archive-it.org/10702/20141013204117/{PAGE}"),
        (f"http://webarchive.proni.gov.uk/20100218151844/{PAGE}", State.MOVED,
         f"https://wayback.archive-it.org/11112/20100218151844/{PAGE}"),
        (f"http://www.collectionscanada.gc.ca/archivesweb/20061104084225/{PAGE}", State.MOVED,
         f"http://webarchive.bac-lac.gc.ca:8080/wayback/20061104084225/{PAGE}"),
        (f"https://webrecorder.io/user/things/20190102030405mp_/{PAGE}", State.MOVED,
         f"https://conifer.rhizome.org/user/things/20190102030405/{PAGE}"),
    ],
)  # fmt: skip
def test_state(url: str, state: State, moved: str) -> None:
    found = read(url)
    assert (found.state, found.moved) == (state, moved)
    assert not moved or read(moved).state is State.ALIVE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "https://example.org/web/20160531120000/http://example.org/",
        "https://archive.org.example/web/20160531120000/http://example.org/",
        "https://notarchive.org/web/20160531120000/http://example.org/",
        "https://perma.cc.example/AB12-CD34",
        "https://supermarket.example/perma",
        "https://www.loc.gov/item/2001",
        "https://www.stanford.edu/",
        "https://archive.isabella.example/",
        "https://user@archive.org/details/a",
        "https://[::1]/web/20160531120000/http://example.org/",
        "http://example.org/https://web.archive.org/web/20160531120000/http://example.org/",
        "mailto:someone@archive.org",
    ],
)
def test_no_archive(url: str) -> None:
    assert capture(url) is None


@pytest.mark.parametrize(
    ("stamp", "fault", "is_partial"),
    [
        ("20160531120000", "", False),
        ("201605311200", "", True),
        ("20160531", "", True),
        ("2016", "", True),
        ("2", "cut", True),
        ("2016053112000", "cut", True),
        ("201605311200001", "long", False),
        ("20160231120000", "impossible", False),
        ("20161331120000", "impossible", False),
        ("20160531240000", "impossible", False),
        ("00000000000000", "impossible", False),
    ],
)
def test_times_that_are_none(stamp: str, fault: str, is_partial: bool) -> None:  # noqa: FBT001
    found = read(f"https://web.archive.org/web/{stamp}/{PAGE}")
    assert (found.stamp, found.fault, found.is_partial) == (stamp, fault, is_partial)
    assert (found.time is None) == bool(fault)


@pytest.mark.parametrize(
    ("inner", "original", "is_encoded"),
    [
        ("http%3A//example%2Eorg/a%2Db", "http://example.org/a-b", True),
        ("http%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26c%3D%2520", "http://example.org/a?b=1&c=%20", True),
        ("http%3A%2F%2Fexample.org%2Fa%E9", "http://example.org/a%E9", True),
        ("http://example.org/a%2Fb", "http://example.org/a%2Fb", False),
        ("http:/example.org/a", "http://example.org/a", False),
        ("example.org/a", "http://example.org/a", False),
        ("https://example.org/http%3A%2F%2Fb", "https://example.org/http%3A%2F%2Fb", False),
    ],
)
def test_the_page_in_an_address_is_decoded(inner: str, original: str, is_encoded: bool) -> None:  # noqa: FBT001
    found = read(f"https://arquivo.pt/wayback/20091010102944/{inner}")
    assert (found.original, found.is_encoded) == (original, is_encoded)


@pytest.mark.parametrize(
    ("inner", "is_cut"),
    [
        ("", True),
        ("/", True),
        ("/http", True),
        ("/https://", True),
        ("/https://www", True),
        ("/https://a.example", False),
    ],
)
def test_the_page_in_an_address_may_be_cut_off(inner: str, is_cut: bool) -> None:  # noqa: FBT001
    assert read(f"https://web.archive.org/web/20160531120000{inner}").is_cut == is_cut


def test_a_hidden_page_is_not_cut_off() -> None:
    assert not read("https://perma.cc/F9NT-22AK").is_cut


def test_what_is_longer_than_any_address_is_none() -> None:
    assert capture("https://web.archive.org/web/2016/http://example.org/" + "a" * 5000) is None


def test_a_capture_pickles() -> None:
    found = read(f"https://web.archive.org/web/20160531120000/{PAGE}")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    assert found.date == dt.date(2016, 5, 31)


def test_every_host_is_found_as_it_stands_in_the_table() -> None:
    for service in services():
        for host in service.hosts:
            assert host == host.lower()
            assert not host.startswith("www.")
            assert service in services_by_host()[host]

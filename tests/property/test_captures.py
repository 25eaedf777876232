"""What holds for every address of an archive, and for every text that is none."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.values.archive_services import Leads, services, services_by_host
from citeaudit.values.capture_time import BadTimestamp, capture_time
from citeaudit.values.captures import capture
from citeaudit.values.likeness import Likeness, likeness
from citeaudit.values.originals import comparable, same_original

MOMENTS = st.datetimes(min_value=dt.datetime(1996, 1, 1), max_value=dt.datetime(2026, 11, 22))  # noqa: DTZ001
HOSTS = st.sampled_from(sorted(services_by_host()))
PIECES = st.sampled_from(
    [
        "/", "//", "web/", "*", "2016", "20160531120000", "id_", "http:", "https%3A%2F%2F", "example.org", "?url=", "&",
        "#", "%", "%2", "all", "save/", "details/", "é", " ", "\n", "$br:chrome", "66lmEkpE8", "2013.05.05-123206",
        ":8080",
    ]
)  # fmt: skip
PATHS = st.lists(PIECES, max_size=12).map("".join)
URLS = st.builds("http://{}/{}".format, st.sampled_from(["example.org", "www.Example.com:80", "a.co.uk"]), PATHS)


@given(HOSTS, PATHS)
def test_every_address_of_a_known_host_is_read(host: str, path: str) -> None:
    found = capture(f"https://{host}/{path}")
    assert found is not None
    assert host in found.service.hosts
    assert bool(found.canonical) == (found.leads is Leads.CAPTURE)


@given(HOSTS, PATHS)
def test_the_canonical_form_is_canonical(host: str, path: str) -> None:
    found = capture(f"https://{host}/{path}")
    if found is None or not found.canonical or found.is_cut:
        return
    again = capture(found.canonical)
    assert again is not None
    assert again.is_canonical
    assert (again.leads, again.stamp) == (found.leads, found.stamp)


@given(st.text())
def test_other_texts_are_no_address(text: str) -> None:
    found = capture(text)
    assert found is None or any(host in text.lower() for host in found.service.hosts)


@given(MOMENTS)
def test_times_are_read_back(moment: dt.datetime) -> None:
    stamp = f"{moment:%Y%m%d%H%M%S}"
    found = capture(f"https://web.archive.org/web/{stamp}/http://example.org/")
    assert found is not None
    assert found.date == moment.date()
    assert str(found.time) == stamp


@given(st.text(alphabet="0123456789", max_size=16))
def test_a_time_is_read_as_it_stands_or_not_at_all(stamp: str) -> None:
    with contextlib.suppress(BadTimestamp):
        assert str(capture_time(stamp)) == stamp


@given(URLS, URLS)
def test_comparing_is_symmetrical(first: str, second: str) -> None:
    assert same_original(first, first)
    assert same_original(first, second) == same_original(second, first)
    host, path = comparable(first)
    assert comparable(f"http://{host}{path}")[0] == host


@given(URLS)
def test_a_page_is_like_itself(url: str) -> None:
    assert likeness(url, url) is Likeness.PAGE


@pytest.mark.parametrize("host", sorted({service.hosts[0] for service in services()}))
@pytest.mark.parametrize("unit", ["/", "1", "*", "%", "a.", "http:", "&date=", "+", "-", "$:"])
def test_long_addresses_are_read(host: str, unit: str) -> None:
    """A pattern that went back over the address would not come to an end here."""
    found = capture(f"http://{host}/{unit * (3900 // len(unit))}")
    assert found is not None
    assert found.host == host

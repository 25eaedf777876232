"""Times of captures: as many fields as were given, and never more."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from citeaudit.values.capture_time import (
    BadTimestamp,
    CaptureTime,
    capture_time,
    named_month_time,
    punctuated_time,
    unix_time,
    webcite_time,
)


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("2019", CaptureTime(2019)),
        ("201901", CaptureTime(2019, 1)),
        ("20190102", CaptureTime(2019, 1, 2)),
        ("2019010203", CaptureTime(2019, 1, 2, 3)),
        ("201901020304", CaptureTime(2019, 1, 2, 3, 4)),
        ("20190102030405", CaptureTime(2019, 1, 2, 3, 4, 5)),
        ("20160229000000", CaptureTime(2016, 2, 29, 0, 0, 0)),
    ],
)
def test_capture_time(stamp: str, time: CaptureTime) -> None:
    assert capture_time(stamp) == time
    assert str(time) == stamp
    assert pickle.loads(pickle.dumps(time)) == time  # noqa: S301


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("", "characters"),
        ("2019-01-02", "characters"),
        ("\N{FULLWIDTH DIGIT TWO}019", "characters"),
        ("201", "cut"),
        ("20190", "cut"),
        ("201901020304050", "long"),
        ("20190002", "impossible"),
        ("20191302", "impossible"),
        ("20190100", "impossible"),
        ("20190229", "impossible"),
        ("20190431", "impossible"),
        ("2019010224", "impossible"),
        ("201901020360", "impossible"),
        ("20190102030460", "impossible"),
        ("0000", "impossible"),
    ],
)
def test_what_is_no_time(stamp: str, reason: str) -> None:
    with pytest.raises(BadTimestamp) as bad:
        capture_time(stamp)
    assert bad.value.reason == reason
    assert str(bad.value).endswith(BadTimestamp.reasons[reason])


def test_what_is_not_known_is_not_filled() -> None:
    assert capture_time("201901").date is None
    assert capture_time("201901").earliest == dt.date(2019, 1, 1)
    assert not capture_time("201901020304").is_whole
    assert capture_time("20190102").date == dt.date(2019, 1, 2)
    assert capture_time("20190102030405").is_whole


@pytest.mark.parametrize(
    ("identifier", "stamp"),
    [
        ("66lmEkpE8", "20120408112204"),
        ("6Put1etCm", "20140528212343"),
        ("61742e5Ls", "20110821215233"),
        ("5uKhyVna9", "20101118133358"),
        ("1333884124000000", "20120408112204"),
    ],
)
def test_webcite(identifier: str, stamp: str) -> None:
    assert str(webcite_time(identifier)) == stamp


@pytest.mark.parametrize("identifier", ["00000000A", "zzzzzzzzz", "66lmEk-E8", "0000000000000001"])
def test_what_webcite_never_gave_out(identifier: str) -> None:
    with pytest.raises(BadTimestamp):
        webcite_time(identifier)


def test_other_clocks() -> None:
    assert str(unix_time(0)) == "19700101000000"
    assert str(named_month_time("2000-Dec-5")) == "20001205"
    assert str(punctuated_time("2013.05.05-12:32:06")) == "20130505123206"
    with pytest.raises(BadTimestamp):
        named_month_time("2000-Foo-5")

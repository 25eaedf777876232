"""Identifiers that one pattern describes."""

from __future__ import annotations

import pytest

from citeaudit.values.pattern_ids import BadPatternId, pattern_id


@pytest.mark.parametrize(
    ("kind", "text", "proper"),
    [
        ("citeseerx", "10.1.1.220.7880", "10.1.1.220.7880"),
        ("jfm", "53.0045.02", "53.0045.02"),
        ("jfm", "JFM53.0045.02", "53.0045.02"),
        ("jstor", "1234567", "1234567"),
        ("jstor", "10.1086/123", "10.1086/123"),
        ("message-id", "abc@example.com", "abc@example.com"),
        ("message-id", "a<b@c>d", "a<b@c>d"),
        ("mr", "123", "0000123"),
        ("mr", "mr1234567", "1234567"),
        ("ol", "12345M", "12345M"),
        ("ol", "OL12345W", "12345W"),
        ("zbl", "1234.56789", "1234.56789"),
        ("zbl", "1.56789", "1.56789"),
        ("zbl", "12345678", "12345678"),
    ],
)
def test_pattern_id(kind: str, text: str, proper: str) -> None:
    assert pattern_id(kind, text) == proper


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("citeseerx", "10.1.1.220"),
        ("citeseerx", "1.1.1.220.7880"),
        ("citeseerx", "10.1.1.0220.7880"),
        ("citeseerx", "10.1.1.22012.7880"),
        ("jfm", "53.45.02"),
        ("jfm", "JFM 53.0045.02"),
        ("jfm", "JFM"),
        ("jstor", "JSTOR 1234567"),
        ("jstor", "jstor:123"),
        ("jstor", "1234 567"),
        ("jstor", "https://example.org/1234"),
        ("message-id", "<abc@example.com>"),
        ("message-id", "abc"),
        ("message-id", "abc@"),
        ("message-id", "@abc"),
        ("mr", "12345678"),
        ("mr", "MR 123"),
        ("ol", "12345"),
        ("ol", "OL12345m"),
        ("ol", "OLOL12345M"),
        ("zbl", "1234.5678"),
        ("zbl", "Zbl 1234.56789"),
        ("zbl", "12345.56789"),
        ("zbl", ""),
    ],
)
def test_bad_pattern_id(kind: str, text: str) -> None:
    with pytest.raises(BadPatternId) as caught:
        pattern_id(kind, text)
    assert caught.value.detail == "form"

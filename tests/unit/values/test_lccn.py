"""LCCNs: the normal forms that the Library of Congress gives as examples, and what is refused."""

from __future__ import annotations

import pytest

from citeaudit.values.lccn import BadLccn, lccn


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("n78890351", "n78890351"),
        ("n78-890351", "n78890351"),
        ("n78-89035", "n78089035"),
        ("85-2", "85000002"),
        ("2001-000002", "2001000002"),
        ("75-425165//r75", "75425165"),
        ("79139101/AC/r932", "79139101"),
        ("agr25000003", "agr25000003"),
        ("sn2006058112", "sn2006058112"),
        ("a2006058112", "a2006058112"),
    ],
)
def test_lccn(text: str, normal: str) -> None:
    assert lccn(text) == normal


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("n 78890351", "space"),
        ("85-2 ", "space"),
        ("n-78-890351", "form"),
        ("123", "form"),
        ("N78890351", "form"),
        ("agr2006058112", "form"),
        ("85-", "form"),
        ("85\u20132", "form"),
        ("", "form"),
    ],
)
def test_bad_lccn(text: str, detail: str) -> None:
    with pytest.raises(BadLccn) as caught:
        lccn(text)
    assert caught.value.detail == detail

"""Check digits against numbers that are printed on books and serials."""

from __future__ import annotations

import pytest

from citeaudit.values.check_digits import has_check_digit_10, has_check_digit_11


@pytest.mark.parametrize("number", ["0306406152", "080442957X", "10000003", "03178471", "1050124X", "0000000000"])
def test_modulo_11_fits(number: str) -> None:
    assert has_check_digit_11(number)


@pytest.mark.parametrize("number", ["0306406153", "0804429570", "0317847X", "030640615X"])
def test_modulo_11_does_not_fit(number: str) -> None:
    assert not has_check_digit_11(number)


@pytest.mark.parametrize("number", ["9780306406157", "9783161484100", "9790230671187", "9790260000438"])
def test_modulo_10_fits(number: str) -> None:
    assert has_check_digit_10(number)


@pytest.mark.parametrize("number", ["9780306406158", "9783161484101", "9780306406517"])
def test_modulo_10_does_not_fit(number: str) -> None:
    assert not has_check_digit_10(number)

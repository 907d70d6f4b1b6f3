"""Numbers of registers: only what is known of a register is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.registration import REGISTERS, fault, is_checked, tidy

PUBLISHED = (("rs_pib", "101134702"), ("fi_businesses", "1366959-8"), ("fi_businesses", "1572860-0"))
"""Examples of python-stdnum, Algorithm::CheckDigits and PEAR's Validate_FI."""


@pytest.mark.parametrize(("register", "number"), PUBLISHED)
def test_published_numbers_pass_and_one_wrong_digit_shows(register: str, number: str) -> None:
    assert fault(register, number) is None
    for place, sign in enumerate(number):
        for other in set("0123456789") - {sign} if sign.isdigit() else ():
            assert fault(register, number[:place] + other + number[place + 1 :]) == "check"


def test_where_no_check_is_known_none_is_made() -> None:
    assert not is_checked("businesses")
    assert fault("businesses", "12345678") is None
    assert fault("businesses", "123456789") is None
    assert fault("businesses", "ABC123") == "form"
    assert fault("al_nuis", "K22218003V") is None
    assert fault("al_nuis", "K2221800V") == "form"
    assert fault("ngos", "5110001-8") is None


@pytest.mark.parametrize("number", ["", "ABC", "12--3", "-12", "12_3", "<b>1", "1" * 41, "١٢٣"])
def test_what_no_register_writes_is_refused(number: str) -> None:
    assert {fault(register, number) for register in REGISTERS} == {"signs"}


def test_an_unknown_register_is_an_error() -> None:
    with pytest.raises(KeyError):
        fault("nowhere", "1")


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once(raw: str) -> None:
    assert tidy(tidy(raw)) == tidy(raw)
    assert tidy("810 123.456") == "810123456"


@given(st.text(max_size=60), st.sampled_from(sorted(REGISTERS)))
def test_whatever_is_typed_there_is_an_answer(raw: str, register: str) -> None:
    assert fault(register, tidy(raw)) in {None, "signs", "form", "check"}

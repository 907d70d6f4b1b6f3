"""Can this be a number of this register? Only what is known of each register is checked, and what is not is said.

For the registers of Kosovo no source gives a length or a check digit that holds for all numbers in use: businesses
have had a business number and a fiscal number, and since Law 06/L-016 a unique number instead of both. So there only
the signs are looked at. A number that passes may still not exist; no register is asked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Fault = Literal["signs", "form", "check"]
LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Register:
    """`form`: a pattern for the whole number as it is kept; `check`: whether its check digit is right, where known."""

    form: str
    check: Callable[[str], bool] | None
    source: str


def tidy(raw: str) -> str:
    """As numbers are kept: capital letters and digits, a hyphen or slash where one stands; no spaces or full stops."""
    return re.sub(r"[\s.]+", "", raw).upper()


def fault(register: str, number: str) -> Fault | None:
    """What is wrong with a number that has been tidied: its signs, its form, or its check digit.

    Raises KeyError for a register that is not in `REGISTERS`.
    """
    known = REGISTERS[register]
    if len(number) > LONGEST or not _SIGNS.fullmatch(number) or not any(sign.isdigit() for sign in number):
        return "signs"
    if not re.fullmatch(known.form, number):
        return "form"
    return "check" if known.check is not None and not known.check(number) else None


def is_checked(register: str) -> bool:
    """Whether a slip in a number of this register would be seen."""
    return REGISTERS[register].check is not None


_SIGNS: Final = re.compile(r"[A-Z0-9]+(?:[-/][A-Z0-9]+)*")
_FINNISH: Final = (7, 9, 10, 5, 8, 4, 2)


def _finnish(number: str) -> bool:
    """Weighted sum; 11 minus its remainder is the check digit, and a remainder of 1 is never given out."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    remainder = sum(weight * digit for weight, digit in zip(_FINNISH, digits, strict=False)) % 11
    return remainder != 1 and digits[-1] == (0 if remainder == 0 else 11 - remainder)


def _mod_11_10(number: str) -> bool:
    """ISO/IEC 7064, MOD 11,10."""
    carried = 10
    for sign in number[:-1]:
        total = (carried + int(sign)) % 10 or 10
        carried = total * 2 % 11
    return (carried + int(number[-1])) % 10 == 1


REGISTERS: Final[Mapping[str, Register]] = {
    "businesses": Register(r"[0-9]+", None, "Law 06/L-016, Art. 19; no source for length or check digit"),
    "ngos": Register(r".+", None, "no source for length or check digit"),
    "al_nuis": Register(r"[A-Z][0-9]{8}[A-Z]", None, "python-stdnum, al.nipt: the check letter is not published"),
    "rs_pib": Register(r"[0-9]{9}", _mod_11_10, "ISO/IEC 7064; python-stdnum, rs.pib"),
    "fi_businesses": Register(r"[0-9]{7}-[0-9]", _finnish, "Algorithm::CheckDigits, M11_007"),
    "other": Register(r".+", None, "nothing is known of it"),
}
"""`businesses` and `ngos` are those of the country the site is for."""

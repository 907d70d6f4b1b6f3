"""Proof of work: a small puzzle that costs its solver many hashes and its judge one.

The idea is Dwork and Naor's (1992), the form that of Hashcash: find a number so that the hash of challenge and number
begins with so many zero bits. The challenge has to be the judge's own; that it is used once is the judge's affair.
"""

import hashlib
from itertools import count
from typing import Final

LONGEST_NUMBER: Final = 16
"""Digits; more than anybody needs to try."""


def zero_bits(challenge: str, number: str) -> int:
    """How many zero bits SHA-256 of `challenge:number` begins with."""
    digest = int.from_bytes(hashlib.sha256(f"{challenge}:{number}".encode()).digest())
    return 256 - digest.bit_length()


def solves(challenge: str, number: str, bits: int) -> bool:
    """Whether this decimal number is a solution of so many bits."""
    usual = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return usual and zero_bits(challenge, number) >= bits


def solve(challenge: str, bits: int) -> str:
    """The smallest solution, after 2**bits tries on average; what the script in the browser does."""
    return next(str(number) for number in count() if zero_bits(challenge, str(number)) >= bits)

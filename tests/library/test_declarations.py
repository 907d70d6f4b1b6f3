"""Declarations: read back with the key, and noise without it."""

import base64
import secrets
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost import declarations as declarations_module
from uramost.declarations import (
    CHOICES,
    KEY_BYTES,
    OLDEST,
    WITHHELD,
    YEAR_WITHHELD,
    BadAnswer,
    Declaration,
    NotReadable,
    Vault,
)

KEY, OTHER_KEY = bytes(range(KEY_BYTES)), bytes(range(1, KEY_BYTES + 1))

declarations = st.builds(
    Declaration,
    birth_year=st.none() | st.just(YEAR_WITHHELD) | st.integers(OLDEST, 2030),
    **{name: st.none() | st.sampled_from(allowed) for name, allowed in CHOICES.items()},
)


@given(st.integers(1, 10**9), declarations)
def test_what_was_said_is_read_back(number: int, said: Declaration) -> None:
    vault = Vault(KEY)
    token = vault.token(number)
    assert Vault(KEY).opened(token, vault.sealed(token, said)) == said


@given(declarations, declarations)
def test_no_length_tells_what_was_said(one: Declaration, other: Declaration) -> None:
    vault = Vault(KEY)
    assert len(vault.sealed(vault.token(1), one)) == len(vault.sealed(vault.token(2), other)) == 48


def test_the_same_answer_never_looks_the_same() -> None:
    vault, said = Vault(KEY), Declaration(community="serb")
    assert len({vault.sealed(vault.token(1), said) for _ in range(200)}) == 200


def test_sealed_texts_are_spread_like_noise() -> None:
    """Of 4,000 rows in which all say the same, each byte stands about as often as any other."""
    vault = Vault(KEY)
    rows = [base64.b64decode(vault.sealed(vault.token(number), Declaration(sex="male"))) for number in range(4000)]
    seen = Counter(b"".join(rows))
    expected = sum(seen.values()) / 256
    chi_squared = sum((seen[byte] - expected) ** 2 / expected for byte in range(256))
    assert chi_squared < 400  # 255 degrees of freedom: more in fewer than one of ten million runs


def test_tokens_of_neighbours_have_nothing_in_common() -> None:
    tokens = [Vault(KEY).token(number) for number in range(1, 1001)]
    assert len(set(tokens)) == 1000
    ordered = sorted(range(1000), key=tokens.__getitem__)
    assert sum(abs(one - other) == 1 for one, other in pairwise(ordered)) < 15


def test_another_key_finds_and_opens_nothing() -> None:
    vault, other = Vault(KEY), Vault(OTHER_KEY)
    token = vault.token(7)
    sealed = vault.sealed(token, Declaration(disability="yes"))
    assert other.token(7) != token
    assert other.name != vault.name
    with pytest.raises(NotReadable):
        other.opened(token, sealed)


def test_a_text_moved_to_another_row_is_noticed() -> None:
    vault = Vault(KEY)
    sealed = vault.sealed(vault.token(1), Declaration(community="turk"))
    with pytest.raises(NotReadable):
        vault.opened(vault.token(2), sealed)


@given(st.binary(max_size=60))
def test_what_nobody_sealed_is_not_read(raw: bytes) -> None:
    vault = Vault(KEY)
    with pytest.raises(NotReadable):
        vault.opened(vault.token(1), base64.b64encode(raw).decode())
    with pytest.raises(NotReadable):
        vault.opened(vault.token(1), raw.decode("latin-1"))


@pytest.mark.parametrize(
    "said",
    [{"sex": "serb"}, {"community": ""}, {"birth_year": 1899}, {"birth_year": 70000}, {"mother_tongue": "en-GB"}],
)
def test_what_may_not_be_answered(said: dict[str, object]) -> None:
    with pytest.raises(BadAnswer) as caught:
        Declaration(**said)  # type: ignore[arg-type]
    assert caught.value.field in said
    assert str(caught.value) == caught.value.field, "what somebody answered would stand in a log"


def test_an_answer_of_a_newer_version_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault(KEY)
    token = vault.token(1)
    with monkeypatch.context() as newer:
        newer.setattr(declarations_module, "CHOICES", {**CHOICES, "disability": (*CHOICES["disability"], "new")})
        sealed = vault.sealed(token, Declaration(disability="new"))
    with pytest.raises(NotReadable):
        vault.opened(token, sealed)


def test_withheld_is_not_silence() -> None:
    assert Declaration().is_empty()
    assert not Declaration(community=WITHHELD).is_empty()
    assert not Declaration(birth_year=YEAR_WITHHELD).is_empty()


def test_a_key_that_is_too_short() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        Vault(secrets.token_bytes(31))

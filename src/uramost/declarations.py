"""What people say of themselves, kept so that nobody can be looked up: which row is whose, and what stands in it?

A row has a token and a sealed text. The token is a keyed hash of the person's number, the text is encrypted with the
token beside it; both keys come from one secret that is kept outside the database. All sealed texts are of one length,
also of those who said nothing, and a text cannot be moved to another row. Without the secret the rows are noise.

`docs/methods/declarations.md` says what this protects against, and what it does not.
"""

import base64
import hashlib
import hmac
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

WITHHELD: Final = "withheld"
"""Was asked, and prefers not to say: another answer than None, which nobody gave."""

CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "sex": ("female", "male", "other", WITHHELD),
    "community": (
        "albanian",
        "ashkali",
        "bosniak",
        "egyptian",
        "gorani",
        "roma",
        "serb",
        "turk",
        "other",
        WITHHELD,
    ),
    "mother_tongue": ("sq", "bs", "rom", "sr", "tr", "other", WITHHELD),
    "disability": ("yes", "no", WITHHELD),
}
"""Field → what may be answered. The communities are those of Kosovo's census. New answers are added at the end."""

OLDEST: Final = 1900
"""No earlier year of birth."""
YEAR_WITHHELD: Final = 0xFFFE
_NO_YEAR: Final = 0xFFFF
_NO_ANSWER: Final = 0xFF
_VERSION: Final = 1
_ROW: Final = struct.Struct(">B4BH1x")
_NONCE: Final = 12
KEY_BYTES: Final = 32


class NotReadable(ValueError):
    """A sealed text that this key does not open: another key made it, it was changed, or it is another row's.

    Or it has an answer that this version does not know, because a newer one wrote it.
    """


class BadAnswer(ValueError):
    """Something that may not be answered; `field` says where. What it was is not told: it would stand in logs."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one person says of themselves. None: no answer. `WITHHELD` (for the year `YEAR_WITHHELD`): prefers not to.

    Raises BadAnswer for what the table does not have.
    """

    sex: str | None = None
    birth_year: int | None = None
    community: str | None = None
    mother_tongue: str | None = None
    disability: str | None = None

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise BadAnswer(name)
        if self.birth_year not in {None, YEAR_WITHHELD} and not OLDEST <= int(self.birth_year or 0) < YEAR_WITHHELD:
            raise BadAnswer("birth_year")

    def is_empty(self) -> bool:
        """Nobody answered anything."""
        return all(getattr(self, field.name) is None for field in fields(self))


class Vault:
    """Finds, seals and opens rows with one secret of `KEY_BYTES`. Raises ValueError for one of another length."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"The secret has {len(secret)} bytes instead of {KEY_BYTES}")
        self._finding = _derived(secret, b"uramost declarations: which row")
        self._sealing = AESGCM(_derived(secret, b"uramost declarations: what stands in it"))
        self.name = _derived(secret, b"uramost declarations: name of the key").hex()[:16]
        """Tells keys apart and gives nothing of them away."""

    def token(self, number: int) -> str:
        """Of the person with this number: 64 hexadecimal digits."""
        return hmac.new(self._finding, str(number).encode(), hashlib.sha256).hexdigest()

    def sealed(self, token: str, declaration: Declaration) -> str:
        """48 letters, others each time, whatever was answered."""
        answers = [_coded(name, getattr(declaration, name)) for name in CHOICES]
        year = _NO_YEAR if declaration.birth_year is None else declaration.birth_year
        plain = _ROW.pack(_VERSION, *answers, year)
        nonce = os.urandom(_NONCE)
        return base64.b64encode(nonce + self._sealing.encrypt(nonce, plain, token.encode())).decode()

    def opened(self, token: str, sealed: str) -> Declaration:
        """Raises NotReadable."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            version, *answers, year = _ROW.unpack(self._sealing.decrypt(raw[:_NONCE], raw[_NONCE:], token.encode()))
        except (ValueError, InvalidTag, struct.error) as error:
            raise NotReadable(token[:8]) from error
        if version != _VERSION:
            raise NotReadable(token[:8])
        try:
            given = {name: _read(name, answer) for name, answer in zip(CHOICES, answers, strict=True)}
        except IndexError as error:
            raise NotReadable(token[:8]) from error
        return Declaration(birth_year=None if year == _NO_YEAR else year, **given)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.new(secret, purpose, hashlib.sha256).digest()


def _coded(name: str, value: str | None) -> int:
    return _NO_ANSWER if value is None else CHOICES[name].index(value)


def _read(name: str, answer: int) -> str | None:
    return None if answer == _NO_ANSWER else CHOICES[name][answer]

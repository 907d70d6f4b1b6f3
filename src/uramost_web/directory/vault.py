"""The key of self-declarations, which is kept outside the database: from the environment, or from a file.

Several keys may be given, the wanted one first. Which of them sealed the rows, the database says by the key's name.
"""

import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import now

from uramost.declarations import KEY_BYTES, Vault
from uramost_web.directory.declared import DeclarationKey


class KeyLost(Exception):
    """The rows here were sealed with a key that nobody gave: they can be neither read nor changed."""


class BadKey(ValueError):
    """Something else stands where a key should: 64 hexadecimal digits."""


def known() -> list[Vault]:
    """Of all keys that were given, the wanted one first. Raises BadKey."""
    given = settings.DECLARATIONS_KEYS or in_file()
    return [Vault(_key(text)) for text in given]


def standing() -> Vault:
    """Of the key that the rows are sealed with; where there is none yet, of the wanted one, which it then is.

    Raises KeyLost and BadKey. Only where nothing was ever sealed is a key made: another one would hide a loss.
    """
    name = DeclarationKey.objects.values_list("name", flat=True).first()
    vaults = known()
    if name is None:
        vault = vaults[0] if vaults else Vault(_key(write_keys([new_key()])))
        DeclarationKey.objects.get_or_create(name=vault.name, defaults={"since": now()})
        return vault
    for vault in vaults:
        if vault.name == name:
            return vault
    raise KeyLost(name)


def new_key() -> str:
    return os.urandom(KEY_BYTES).hex()


def write_keys(keys: list[str]) -> str:
    """Into the file, in place of what stood there: either all of it or nothing. The first key is returned."""
    path: Path = settings.DECLARATIONS_KEY_FILE
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return keys[0]


_OWNER_ONLY: Final = 0o600


def in_file() -> list[str]:
    path: Path = settings.DECLARATIONS_KEY_FILE
    return path.read_text().split() if path.exists() else []


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError as fault:
        raise BadKey(f"{len(text)} signs that are not all hexadecimal digits") from fault
    if len(key) != KEY_BYTES:
        raise BadKey(f"{len(text)} digits instead of {2 * KEY_BYTES}")
    return key

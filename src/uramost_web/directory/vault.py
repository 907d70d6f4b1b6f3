"""The key of self-declarations, which is kept outside the database: from the environment, or from a file.

Several keys may be given, the wanted one first. Which of them sealed the rows, the database says by the key's name.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

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
        if not vaults:
            _write_first(new_key())
            vaults = known()
        # One row and no other: of two who begin at the same moment, the second takes the key of the first.
        row, _new = DeclarationKey.objects.get_or_create(pk=1, defaults={"name": vaults[0].name, "since": now()})
        name = row.name
    for vault in vaults:
        if vault.name == name:
            return vault
    raise KeyLost(name)


def new_key() -> str:
    return os.urandom(KEY_BYTES).hex()


def write_keys(keys: list[str]) -> None:
    """Into the file, in place of what stood there: either all of it or nothing."""
    path: Path = settings.DECLARATIONS_KEY_FILE
    _beside(path, keys).replace(path)


def _write_first(key: str) -> None:
    """Into a file that is not there yet; whoever was quicker has made it, and theirs stays."""
    path: Path = settings.DECLARATIONS_KEY_FILE
    beside = _beside(path, [key])
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()


def _beside(path: Path, keys: list[str]) -> Path:
    """A file of its own with these keys, which only its owner reads."""
    number, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # mode 600
    with os.fdopen(number, "w") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


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

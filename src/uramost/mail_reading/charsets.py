"""Bytes to text, also where a mail says nothing or something wrong about its character set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Fault: TypeAlias = Literal["", "charset_wrong", "charset_guessed", "bytes_lost"]

# What is declared → what is meant; whoever says ISO 8859-1, -2 or -9 sends the Windows set that contains it.
_KNOWN: Final = {
    "utf8": "utf-8",
    "utf16": "utf-16",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
    "usascii": "cp1252",
    "ascii": "cp1252",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "iso88592": "iso-8859-2",
    "latin2": "iso-8859-2",
    "iso88595": "iso-8859-5",
    "iso88599": "cp1254",
    "latin5": "cp1254",
    "iso885915": "iso-8859-15",
    "iso885916": "iso-8859-16",
    "koi8r": "koi8-r",
    **{
        f"{prefix}{number}": f"cp{number}"
        for prefix in ("windows", "cp", "xcp", "ms")
        for number in (1250, 1251, 1252, 1253, 1254)
    },
}
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")

_CYRILLIC: Final = "абвгдђежзијклљмнњопрстћуфхцчџш"
_MARKS: Final = "„“”‚‘’–—…«»€°§№\xa0"
_EXPECTED: Final = {
    "cp1250": "čćžšđëçäöüáé",
    "cp1251": _CYRILLIC,
    "iso-8859-5": _CYRILLIC,
    "cp1254": "ğışöüçâîûë",
    "cp1252": "ëçäöüßéèàêâ",
    "cp852": "čćžšđëç",
}
"""The letters that speak for a character set, in the order in which equals are preferred."""
_LETTERS: Final = {name: frozenset(letters + letters.upper() + "İ" + _MARKS) for name, letters in _EXPECTED.items()}
_MIXED_SCRIPT: Final = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_MIXED_CASE: Final = re.compile(r"[a-zа-џà-þčćžšđ][А-ЯЂ-ЏÀ-ÞČĆŽŠĐ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what was the matter with its bytes: nothing, another set than declared, guessed, or some lost."""

    text: str
    fault: Fault = ""


def decode(raw: bytes, declared: str = "") -> Decoded:
    """The text of some bytes. Valid UTF-8 is UTF-8, whatever is declared; then the declaration; then a guess."""
    known = _KNOWN.get(re.sub(r"[^a-z0-9]", "", declared.lower()), "")
    if known.startswith("utf-16"):
        text = _strict(raw, known)
        return Decoded(text) if text is not None else Decoded(raw.decode(known, "replace"), "bytes_lost")
    if raw.isascii():
        return Decoded(raw.decode("ascii"))
    text = _strict(raw, "utf-8")
    if text is not None:
        return Decoded(text.removeprefix("\ufeff"), "" if known in {"utf-8", ""} else "charset_wrong")
    if known and known != "utf-8" and (text := _strict(raw, known)) is not None and not _CONTROL.search(text):
        return Decoded(text)
    return _mostly_utf8(raw) or _guessed(raw)


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeError:
        return None


def _mostly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 that was cut or has a stray byte: more letters came through than were lost."""
    text = raw.decode("utf-8", "replace")
    lost, whole = text.count("\ufffd"), sum(char > "\x7f" for char in text)
    return Decoded(text, "bytes_lost") if whole > 2 * lost else None


def _guessed(raw: bytes) -> Decoded:
    """The set in which most of what is not ASCII looks like a letter of ours in a word of ours."""
    readings = {name: raw.decode(name, "replace") for name in _EXPECTED}
    best = max(readings, key=lambda name: _score(readings[name], _LETTERS[name]))
    text = readings[best]
    return Decoded(text, "bytes_lost" if "\ufffd" in text else "charset_guessed")


def _score(text: str, letters: frozenset[str]) -> int:
    foreign = [char for char in text if char > "\x7f"]
    good = sum(char in letters for char in foreign)
    odd = len(_MIXED_SCRIPT.findall(text)) + len(_MIXED_CASE.findall(text))
    return good - 2 * (len(foreign) - good) - 2 * odd

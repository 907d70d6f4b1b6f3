"""What a subcommand of `uramost` is, and what several of them need: tags of languages, files, standard input."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uramost.documents import Block, Source
    from uramost.packs import Pack

TAGS = ("sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "rom", "en", "fi", "sv")


class Fault(Exception):
    """It cannot be done; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a subcommand, as argparse takes it."""

    name: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its words, what it is for, its arguments, and what it does (returns the exit status)."""

    words: str
    purpose: str
    run: Callable[[argparse.Namespace], int]
    arguments: tuple[Argument, ...]


def argument(name: str, **options: Any) -> Argument:
    return Argument(name, options)


def day(text: str) -> date:
    """An argument that is a day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"there is no day “{text}”; write it as 2026-03-15") from error


def at_least(lowest: int) -> Callable[[str], int]:
    """An argument that is a whole number from `lowest` up. Raises ArgumentTypeError."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < lowest:
            raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from {lowest} up")
        return int(text)

    return number


FROM = argument("--from", dest="source", choices=TAGS, required=True, help="language of the original")
TO = argument("--to", dest="target", choices=TAGS, required=True, help="language of the translation")


def aside(text: str) -> None:
    """A sentence for the person, on standard error: standard output is for what was asked."""
    print(text, file=sys.stderr)


_MOST = 1 << 20  # bytes of a line that are held at once


def lines() -> Iterator[str]:
    """Standard input line by line as it comes, line ends kept; a line of more than a megabyte in parts.

    Parts end at a space where there is one. Raises Fault where the text is not in UTF-8.
    """
    done, rest = 0, b""
    while raw := rest + sys.stdin.buffer.readline(_MOST):
        end = len(raw) if raw.endswith(b"\n") or len(raw) < _MOST else _end_of_part(raw)
        part, rest = raw[:end], raw[end:]
        try:
            yield part.decode("utf-8")
        except UnicodeDecodeError as error:
            place = done + error.start + 1
            raise Fault(f"The text is not in UTF-8: it cannot be read at byte {place}.") from error
        done += end


def _end_of_part(raw: bytes) -> int:
    """After the last space, or else before the last letter: a letter may have bytes that are still to come."""
    space = raw.rfind(b" ") + 1
    return space or next((at for at in range(len(raw) - 1, 0, -1) if raw[at] & 0xC0 != 0x80), len(raw))


def blocks(path: Path) -> Sequence["Block"]:
    return source(path).blocks


def source(path: Path) -> "Source":
    """A document as it was read."""
    from uramost.documents import Refused, read

    try:
        return read(path.read_bytes(), path.name)
    except Refused as refused:
        raise Fault(f"{path} cannot be read: {REFUSALS[refused.code].format(**refused.values)}.") from refused


REFUSALS = {
    "not_this_format": "it is not a file of the format {format}",
    "encrypted": "it is protected by a password",
    "macros": "it holds macros",
    "too_large": "it is larger than {limit} bytes",
    "zip_bomb": "unpacked it would be too large, or reading it would take too long",
    "unsafe": "it declares entities, or names of its parts lead out of it or stand twice; no such file needs that",
    "empty": "there is no text in it",
    "bad_text": "its text is damaged at character {position}",
    "unknown_format": "only DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX and PDF are known",
}


def pack(name: str) -> "Pack":
    """The country pack of this name."""
    from uramost import packs

    if name not in packs.available():
        raise Fault(f"There is no country pack {name}, only {', '.join(packs.available())}.")
    return packs.load(name)

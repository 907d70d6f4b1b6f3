"""Inline codes of a file as the marks ⟦1⟧…⟦/1⟧ and ⟦2/⟧ of a text, and back.

A format gives its text as pieces: words, lone codes, and the two halves of pairs. Halves that are nested become a
mark around words; those that overlap, or whose other half is elsewhere, become marks alone. A code with the same id
has the same number in source and target.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from uramost.exchange.units import Code, Text

MARK: Final = re.compile("⟦(?P<end>/?)(?P<number>[0-9]{1,6})(?P<alone>/?)⟧")
BRACKETS: Final = re.compile("([⟦⟧])")
SPECIAL: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""

Role = Literal["alone", "start", "end"]


class BadMarks(ValueError):
    """Marks that fit no code, are doubled, or are not opened and closed in order; `number` of the first such."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Piece:
    """A code as a file has it. `key` is its id within the unit, `native` the document's own code."""

    role: Role
    key: Hashable
    raw: str
    native: str = ""
    kind: str = "other"
    data: tuple[tuple[str, str], ...] = ()


class Numbers:
    """The numbers of the codes of one unit, from 1 in the order in which they come."""

    def __init__(self) -> None:
        self._of: dict[Hashable, int] = {}

    def of(self, key: Hashable) -> int:
        return self._of.setdefault(key, len(self._of) + 1)


def assemble(pieces: Sequence[str | Piece], numbers: Numbers, form: str) -> tuple[str, tuple[Code, ...]]:
    """The text with marks, and what each stands for."""
    ends = _pairs(pieces)
    starts = {end: start for start, end in ends.items()}
    written: list[str] = []
    codes: dict[int, Code] = {}
    open_numbers: dict[int, int] = {}
    seen: Counter[Hashable] = Counter()
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            for part in filter(None, BRACKETS.split(piece) if "⟦" in piece or "⟧" in piece else [piece]):
                written.append(_bracket(part, _free(numbers, seen, ("bracket", part)), codes) if part in "⟦⟧" else part)
        elif place in ends:
            number = open_numbers[place] = _free(numbers, seen, piece.key)
            other = pieces[ends[place]]
            assert isinstance(other, Piece)  # noqa: S101 - `_pairs` gives places of pieces
            data = tuple(dict((*piece.data, *other.data)).items())
            codes[number] = Code(
                number, False, piece.kind, piece.native, other.native, form, (piece.raw, other.raw), data
            )
            written.append(f"⟦{number}⟧")
        elif place in starts:
            written.append(f"⟦/{open_numbers[starts[place]]}⟧")
        else:
            number = _free(numbers, seen, (piece.role, piece.key))
            kind = piece.kind if piece.role == "alone" else piece.role
            codes[number] = Code(number, True, kind, piece.native, "", form, (piece.raw, ""), piece.data)
            written.append(f"⟦{number}/⟧")
    return "".join(written), tuple(codes.values())


def _pairs(pieces: Sequence[str | Piece]) -> dict[int, int]:
    """Place of a first half → place of its second, for those that are nested."""
    found: dict[int, int] = {}
    waiting: list[tuple[Hashable, int]] = []
    open_keys: Counter[Hashable] = Counter()  # so that an end without a beginning costs no search
    for place, piece in enumerate(pieces):
        if isinstance(piece, Piece) and piece.role == "start":
            waiting.append((piece.key, place))
            open_keys[piece.key] += 1
        elif isinstance(piece, Piece) and piece.role == "end" and open_keys[piece.key]:
            while True:  # what was begun inside and has not ended overlaps: it stays alone
                key, start = waiting.pop()
                open_keys[key] -= 1
                if key == piece.key:
                    break
            found[start] = place
    return found


def _free(numbers: Numbers, seen: Counter[Hashable], key: Hashable) -> int:
    """A number for a code that this text does not have yet: a copy gets one of its own."""
    copy = seen[key]
    seen[key] += 1
    return numbers.of((key, copy) if copy else key)


def _bracket(character: str, number: int, codes: dict[int, Code]) -> str:
    codes[number] = Code(number, True, "other", character, "", "text", (character, ""))
    return f"⟦{number}/⟧"


def take_apart(text: str, codes: dict[int, Code]) -> Iterator[str | tuple[Role, Code]]:
    """Words and codes of a text in order. Raises `BadMarks`."""
    position, used = 0, set()
    waiting: list[int] = []
    for found in MARK.finditer(text):
        if found.start() > position:
            yield _words(text[position : found.start()])
        position = found.end()
        number, end, alone = int(found["number"]), bool(found["end"]), bool(found["alone"])
        code = codes.get(number)
        if code is None or code.alone != alone or (end and alone) or (not end and number in used):
            raise BadMarks(number)
        if end and (not waiting or waiting.pop() != number):
            raise BadMarks(number)
        if not end and not alone:
            waiting.append(number)
        used.add(number)
        yield ("alone" if alone else "end" if end else "start"), code
    if waiting:
        raise BadMarks(waiting[-1])
    if position < len(text):
        yield _words(text[position:])


def _words(text: str) -> str:
    if BRACKETS.search(text):
        raise BadMarks(0)
    return text


def fit(text: Text, source: Text) -> bool:
    """Whether its marks stand for something and are opened and closed in order: else it cannot be written as XML."""
    try:
        for _ in take_apart(text.text, codes_of(text, source)):
            pass
    except BadMarks:
        return False
    return True


def codes_of(text: Text, source: Text) -> dict[int, Code]:
    """What the marks of a text stand for: its own codes, else those of the source."""
    return {code.number: code for code in (*source.codes, *text.codes)}


def guessed(text: str) -> tuple[Code, ...]:
    """Codes for marks of which nothing is known but their numbers."""
    found = {int(mark["number"]): Code(int(mark["number"]), bool(mark["alone"])) for mark in MARK.finditer(text)}
    return tuple(found.values())


def escape(text: str) -> str:
    """Words as XML text; what XML cannot hold becomes U+FFFD."""
    if UNFIT.search(text):
        text = UNFIT.sub("\ufffd", text)
    for sign, entity in SPECIAL.items():
        if sign in text:
            text = text.replace(sign, entity)
    return text


def attribute(text: str) -> str:
    """Words as the value of an attribute, without its quotation marks."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")

"""Serbian in two scripts: Cyrillic to Latin is safe; Latin to Cyrillic says where a person should look.

What is not Serbian (addresses, units, law numbers, foreign words) stays as it is. Which words those are is in
`uramost.scripts_rules`, which letters in `uramost.scripts_letters`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from uramost.scripts_letters import CAPITAL_DIGRAPH, CAPITALS, IS_CYRILLIC, IS_LATIN, LATIN, TO_LATIN, convert
from uramost.scripts_plain import composed, may_be_read, plain_to_cyrillic, stretches
from uramost.scripts_rules import REASONS, Reason, looks_beside, pieces, rule_for, stands_in_small_letters

__all__ = [
    "DERIVED",
    "REASONS",
    "Cyrillic",
    "Doubt",
    "Reason",
    "Script",
    "capital_digraphs",
    "derive",
    "script_of",
    "to_cyrillic",
    "to_latin",
]

Script: TypeAlias = Literal["Latn", "Cyrl", "mixed"]

DERIVED = {"sr-Latn": "sr-Cyrl"}  # the first is made from the second, which is the approved text


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in the Cyrillic result, [start, end) in characters, that a person should look at."""

    start: int
    end: int
    original: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Cyrillic:
    """Text made Cyrillic, with its doubtful places in order."""

    text: str
    doubts: tuple[Doubt, ...]


def script_of(text: str) -> Script | None:
    """The script of the letters in a text; None where it has no Latin or Cyrillic letter.

    Strict: one Latin letter in a Cyrillic text, even of a web address, makes it "mixed".
    """
    latin, cyrillic = IS_LATIN.search(text), IS_CYRILLIC.search(text)
    if latin and cyrillic:
        return "mixed"
    return "Latn" if latin else "Cyrl" if cyrillic else None


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Latin: every letter has one answer, and everything else is untouched."""
    return capital_digraphs(text).translate(TO_LATIN)


def capital_digraphs(text: str) -> str:
    """The Cyrillic letters that are two Latin capitals where they stand, as those; the rest is letter by letter."""
    if CAPITALS.search(text):
        return CAPITAL_DIGRAPH.sub(lambda found: LATIN[found[0]].upper(), text)
    return text


# --- Latin to Cyrillic ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Result:
    """A Cyrillic text as it grows."""

    parts: list[str]
    doubts: list[Doubt]
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, part: str, doubts: Iterable[Doubt] = ()) -> None:
        """A next part, with its doubtful places."""
        for doubt in doubts:
            start, end = self.length + doubt.start, self.length + doubt.end
            self.doubts.append(Doubt(start, end, doubt.original, doubt.reason))
        self.parts.append(part)
        self.length += len(part)


def _read(text: str, start: int, end: int, pattern: re.Pattern[str], result: _Result) -> None:
    """Convert text[start:end] piece by piece; white space or nothing stands at both ends."""
    done = start
    for found in pattern.finditer(text, start, end):
        rule = rule_for(found)
        result.add(text[done : found.start()])
        before = result.length
        result.add(found[0] if rule.keep else convert(found[0]))
        done = found.end()
        if rule.doubt:
            result.doubts.append(Doubt(before, result.length, found[0], rule.doubt))
    result.add(text[done:end])


_PIECES = pieces(frozenset())


@dataclass(frozen=True, slots=True)
class _InSmallLetters:
    """What a chunk becomes where it does not stand in a line of capitals."""

    cyrillic: Cyrillic


_Chunk: TypeAlias = str | Cyrillic | _InSmallLetters | None


class _Chunks(dict[str, _Chunk]):
    """What stands between two spaces and is not plain, and what becomes of it; None where its surroundings count too.

    What was seen before is converted once.
    """

    MOST = 100_000
    LONGEST = 30  # characters; longer ones are rarely seen twice

    def __missing__(self, chunk: str) -> _Chunk:
        if len(chunk) > self.LONGEST:
            return None
        if len(self) >= self.MOST:
            self.clear()
        known = self[chunk] = self._alone(chunk)
        return known

    def _alone(self, chunk: str) -> _Chunk:
        beside = looks_beside(chunk)
        if beside == "yes":
            return None
        result = _Result([], [])
        _read(f"a {chunk}", 2, 2 + len(chunk), _PIECES, result)
        cyrillic = Cyrillic(result.text, tuple(result.doubts))
        if beside == "capitals":
            return _InSmallLetters(cyrillic)
        return cyrillic if cyrillic.doubts else cyrillic.text


_CHUNKS = _Chunks()


def to_cyrillic(text: str, keep: Collection[str] = ()) -> Cyrillic:
    """Serbian Latin as Cyrillic, with the places a person should look at.

    `keep` are words or phrases that stay as they are, in exactly this spelling. Placeables ⟦…⟧, addresses, units, file
    names and law numbers stay without a doubt; the other reasons are in `REASONS`.
    """
    text = composed(text)
    result = _Result([], [])
    if any(word in text for word in keep) or not may_be_read(text):
        _read(text, 0, len(text), pieces(frozenset(keep)), result)
    else:
        _read_stretches(text, result)
    return Cyrillic(result.text, tuple(result.doubts))


def _read_stretches(text: str, result: _Result) -> None:
    """Convert what is plain all at once, and what stands between that chunk by chunk.

    White space before a chunk is read with it, for a unit that follows a number.
    """
    parts = stretches(text)
    plain = plain_to_cyrillic([part[0] for part in parts])
    end = 0  # of what is converted, in the text
    for (words, space, other), cyrillic in zip(parts, plain, strict=True):
        start = end + len(words) + len(space)
        end = start + len(other)
        known = _CHUNKS[text[start:end]]
        if isinstance(known, _InSmallLetters):
            known = known.cyrillic if stands_in_small_letters(text, start, end) else None
        if isinstance(known, str):
            result.add(f"{cyrillic}{space}{known}")
        elif isinstance(known, Cyrillic):
            result.add(f"{cyrillic}{space}")
            result.add(known.text, known.doubts)
        else:
            result.add(cyrillic)
            _read(text, start - len(space), end, _PIECES, result)


def derive(text: str, tag_from: str, tag_to: str) -> str:
    """A text of one tag for another in the other script. Only the pairs of `DERIVED` need nobody to look at the result.

    Raises ValueError for tags that are not the two scripts of Serbian.
    """
    if tag_from == tag_to:
        return text
    if (tag_from, tag_to) == ("sr-Cyrl", "sr-Latn"):
        return to_latin(text)
    if (tag_from, tag_to) == ("sr-Latn", "sr-Cyrl"):
        return to_cyrillic(text).text
    raise ValueError(f"{tag_to} cannot be derived from {tag_from}")

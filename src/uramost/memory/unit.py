"""What is a unit of the memory, what does a match say, and in which form are texts compared?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal
from unicodedata import normalize

from uramost.memory.letters import END, Letters, collapsed, laid_out, text_of
from uramost.scripts import capital_digraphs, script_of, to_latin
from uramost.text import TYPOGRAPHIC, normalise

Alert = Literal["negation", "number"]
Penalty = Literal["machine", "unreviewed", "elsewhere", "old", "replaced"]
Context = tuple[str, str]
"""Fingerprints of the segments before and after one; "" where they are not known."""

EDGE = "edge"  # before the first segment of a document and after the last one
_PLAIN_BACKTICK = str.maketrans("`", "'")  # the one sign of ASCII that `normalise` changes


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, with where they come from and under which licence they may be used.

    `before` and `after` are fingerprints of the neighbouring segments (see `context_of`), "" where they are not known.
    `place` is the code of the municipality that approved it, "" for none; `kept` is for no other municipality's eyes.
    """

    id: int
    source: str
    target: str
    origin: str = ""
    licence: str = ""
    note: str = ""
    place: str = ""
    kept: bool = False
    machine: bool = False
    reviewed: bool = True
    document: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source is like the text asked for.

    `score` is the similarity from 0 to 100, `shown` what a translator is shown: 101 with the same neighbours, less
    what `penalties` take off; `alerts` what the score does not show, also where it was `replaced`: the
    unit's translation with the numbers, dates or names of the text asked for in place of its own.
    """

    unit: Unit
    score: float
    alerts: tuple[Alert, ...] = ()
    shown: float = 0.0
    penalties: tuple[Penalty, ...] = ()
    in_context: bool = False
    replaced: str = ""

    @property
    def target(self) -> str:
        """The translation to offer."""
        return self.replaced or self.unit.target


def comparable(text: str) -> str:
    """The form in which texts are compared: normalised, and Serbian in Latin whichever script it came in."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN_BACKTICK).split())
    normal = normalise(text)
    return normal if script_of(normal) == "Latn" else to_latin(normal)


_PLAIN = Letters(lambda character: " " if character.isspace() else character.translate(TYPOGRAPHIC))
_LATIN = Letters(to_latin)


def comparables(texts: Sequence[str]) -> list[str]:
    """`comparable` of each text, many times as fast for many."""
    if not texts:
        return []
    text = text_of(collapsed(_PLAIN(normalize("NFC", laid_out(texts)))))
    return text_of(_LATIN(capital_digraphs(text))).split(END)


def fingerprint(text: str) -> str:
    """Eight bytes, in hexadecimal, that stand for a segment among neighbours; the same in both Serbian scripts."""
    return blake2b(comparable(text).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def contexts(texts: Sequence[str]) -> list[Context]:
    """The context of each segment of a document, in its order."""
    around = [None, *texts, None]
    return [context_of(before, after) for before, after in zip(around, around[2:], strict=False)]


def context_of(before: str | None, after: str | None) -> Context:
    """What a unit or a question says of its neighbours; None at the edge of a document."""
    return EDGE if before is None else fingerprint(before), EDGE if after is None else fingerprint(after)

"""What is exchanged: a unit is a text in two or more languages, with its inline codes and what is known about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

STATES: Final = ("initial", "translated", "reviewed", "final")
"""How far a translation is, as XLIFF 2 has it; "" is not known."""
FORMATS: Final = ("tmx", "xliff12", "xliff21", "tbx", "csv")

ORIGIN: Final = "x-origin"
LICENCE: Final = "x-licence"
"""Properties of a unit that goes out of a memory: where it comes from, and under which licence it may be used."""

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes of the whole file."""


class Rejected(ValueError):
    """The file is not taken.

    not_this_format{found}; entities; broken_xml{line}; bad_encoding; invalid{rule, line, value};
    missing_column{column}; bad_terms{rule, line, value}
    """

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Code:
    """What a mark in a text stands for: ⟦1⟧…⟦/1⟧ around words, or ⟦2/⟧ alone.

    `raw` is how `form` (a format, or "text" for characters) wrote its two halves, so that the same format gets back
    what it gave; `data` are the originalData of XLIFF 2 that `raw` refers to, as XML. Other formats get `open` and
    `close`, the code of the document itself, such as "<b>".
    """

    number: int
    alone: bool
    kind: str = "other"  # bold italic underline link break image note field mark start end other
    open: str = ""
    close: str = ""
    form: str = ""
    raw: tuple[str, str] = ("", "")
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language. `said` are attributes of the file as they stand there, for writing them again."""

    language: str  # BCP 47 in its usual spelling: sq-XK, sr-Cyrl-RS
    text: str
    codes: tuple[Code, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """An element around units, and as XML what others have put into it beside them.

    `number` is its place in the document, so that two alike are two; documents are told apart as objects. `start` and
    `end` are its tags; of a file `start` is only the attributes that `Header` does not have, and `end` is "".
    """

    number: int
    before: str  # between it and the unit, or the element around units, that comes before
    start: str
    first: str  # in it, before its first unit
    last: str  # in it, behind its last unit
    end: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An element of a file as it stands there, so that the same format gets back what nobody here understands.

    `units` are what was read of it, by the name of the segment, or by "" where it is not segmented: as long as they
    are the same, it is written as it was. `around` begins with the document, its file and the body.
    """

    xml: str
    before: str  # between it and what comes before
    around: tuple[Around, ...]
    header: "Header"
    units: Mapping[str, "Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translations: the source first. Without a translation there is one text only."""

    key: str  # our segment's key or position; in TMX its tuid
    texts: tuple[Text, ...]
    state: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 0
    kept: Kept | None = field(default=None, compare=False, repr=False)

    @property
    def source(self) -> Text:
        return self.texts[0]

    @property
    def target(self) -> Text | None:
        return self.texts[1] if len(self.texts) > 1 else None


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding that a TMX file defines (`ude`, section 3 of the specification): which sign of Unicode means what.

    `said` are its attributes (name, base), `maps` those of each `map` (unicode, code, ent, subst), as they stand there.
    """

    said: Mapping[str, str]
    maps: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about all its units.

    `original` is the document they come from, `version` tells which state of it (a hash): a merge compares it.
    """

    source_language: str = ""
    target_language: str = ""
    original: str = ""
    version: str = ""
    tool: str = "UraMost"
    said: Mapping[str, str] = field(default_factory=dict)
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    kept: tuple[Around, ...] = field(default=(), compare=False, repr=False)  # the document, the file, the body


def pair(
    key: str,
    source: tuple[str, str],
    target: tuple[str, str] | None = None,
    *,
    codes: tuple[Code, ...] = (),
    state: str = "",
    properties: tuple[tuple[str, str], ...] = (),
    notes: tuple[str, ...] = (),
) -> Unit:
    """A unit of our own, from (language, text) of the source and of the target; both use the same codes."""
    texts = (Text(*source, codes), *([Text(*target, codes)] if target else []))
    return Unit(key, texts, state, properties=properties, notes=notes)

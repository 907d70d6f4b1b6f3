"""A sentence as an engine gets it: marks as tags, addresses and account numbers as parts that stay; and back again.

`⟦1⟧Afati⟦/1⟧ deri më 12 mars.⟦2/⟧` goes out as `<m id="m1">Afati</m> deri më 12 mars.<x id="l2"/>`. The letter of the
id says what the tag is: m a pair of marks, l one that stands alone, o and c a half whose other half is in another
sentence, k a part that stays as it is. What comes back is never trusted: a mark that is not there exactly once, in its
place around something, is taken out and named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Final, Literal

from uramost.checks.facts import facts

Dialect = Literal["xml", "html"]

MARK: Final = re.compile(r"⟦(/?)([0-9]{1,6})(/?)⟧")
TAG: Final = re.compile(r"<\s*(?P<close>/?)\s*(?P<name>[A-Za-z][\w:-]{0,20})(?P<rest>[^<>]{0,300})>")
ID: Final = re.compile(r"""\bid\s*=\s*["'“”„]?\s*(?P<kind>[mlock])(?P<number>[0-9]{1,6})\b""", re.IGNORECASE)
STAYS: Final = frozenset({"email", "url", "iban", "variable"})
"""Kinds of facts that are written alike in every language."""

PIECES: Final[Mapping[Dialect, Mapping[str, str]]] = {
    "xml": {"m": '<m id="{}">', "/m": "</m>", "single": '<x id="{}"/>', "k": '<k id="{}">', "/k": "</k>"},
    "html": {
        "m": '<span id="{}">',
        "/m": "</span>",
        "single": '<img id="{}">',  # has no end in HTML, stands inside a sentence
        "k": '<span id="{}" translate="no" class="notranslate">',
        "/k": "</span>",
    },
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """What goes out (`markup`), and what has to come back: kind of each mark, and the parts that stay."""

    markup: str
    kinds: Mapping[int, str]
    kept: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What came back, with marks; `lost` are marks that are not in it though they should be."""

    text: str
    lost: tuple[int, ...]


def seal(text: str, language: str, dialect: Dialect, names: Mapping[str, str] | None = None) -> Sealed:
    """A sentence as an engine gets it; `names` are words with no forms that are put in as they are to be said."""
    kinds = _kinds(text)
    pieces, kept, at = PIECES[dialect], [], 0
    places: list[tuple[int, int, str | re.Match[str]]] = [
        *_stays(text, language, names or {}),
        *((mark.start(), mark.end(), mark) for mark in MARK.finditer(text)),
    ]
    markup: list[str] = []
    for start, end, found in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < at:
            continue
        markup.append(escape(text[at:start], quote=False))
        at = end
        if isinstance(found, str):
            kept.append(found)
            markup += [pieces["k"].format(f"k{len(kept)}"), escape(found, quote=False), pieces["/k"]]
        else:
            markup.append(_tag(found, kinds, pieces))
    markup.append(escape(text[at:], quote=False))
    return Sealed("".join(markup), kinds, tuple(kept), text)


def _tag(mark: re.Match[str], kinds: Mapping[int, str], pieces: Mapping[str, str]) -> str:
    number = int(mark[2])
    kind = kinds[number]
    if kind == "m":
        return pieces["/m"] if mark[1] else pieces["m"].format(f"m{number}")
    return pieces["single"].format(f"{kind}{number}")


def _kinds(text: str) -> dict[int, str]:
    """Number of a mark → what it is in this sentence; one that is written twice in it is not sent."""
    kinds: dict[int, str] = {}
    forms: dict[int, list[str]] = {}
    stack: list[int] = []
    nested: set[int] = set()
    for mark in MARK.finditer(text):
        number = int(mark[2])
        forms.setdefault(number, []).append(mark[1] + mark[3])
        if not mark[1] and not mark[3]:
            stack.append(number)
        elif mark[1] and stack and stack[-1] == number:
            nested.add(stack.pop())
    for number, found in forms.items():
        if found == ["", "/"] and number in nested:
            kinds[number] = "m"
        else:
            kinds[number] = {"": "o", "/": "l"}.get(found[0], "l")
    for mark in MARK.finditer(text):
        if mark[1] and kinds[int(mark[2])] != "m":
            kinds[int(mark[2])] = "c"
    return kinds


def _stays(text: str, language: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    found = [
        (fact.start, fact.end, text[fact.start : fact.end]) for fact in facts(text, language) if fact.kind in STAYS
    ]
    for name, said in names.items():
        found += [(m.start(), m.end(), said) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return [(start, end, said) for start, end, said in found if "⟦" not in text[start:end]]


# Back ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    sealed: Sealed
    pieces: list[str] = field(default_factory=list)
    seen: Counter[tuple[int, str]] = field(default_factory=Counter)
    open: list[tuple[str, int | None, bool]] = field(default_factory=list)  # name, number, silent: a part that stays

    def read(self, answer: str) -> None:
        at = 0
        for tag in TAG.finditer(answer):
            self.words(answer[at : tag.start()])
            at = tag.end()
            self.tag(tag)
        self.words(answer[at:])

    def words(self, text: str) -> None:
        if not any(silent for _, _, silent in self.open):
            self.pieces.append(re.sub("[⟦⟧]", "", unescape(text)))

    def tag(self, tag: re.Match[str]) -> None:
        name, own = tag["name"].lower(), ID.search(tag["rest"])
        if tag["close"] and any(name == entry[0] for entry in self.open):
            self.close(name)
        elif own and not tag["close"]:
            self.begin(name, own["kind"].lower(), int(own["number"]), tag["rest"].rstrip().endswith("/"))
        elif unescape(tag[0]) in self.sealed.source:  # the sentence itself says so
            self.words(tag[0])
        elif not tag["close"] and not tag["rest"].rstrip().endswith("/"):
            self.open.append((name, None, False))

    def begin(self, name: str, kind: str, number: int, alone: bool) -> None:
        if kind == "k":
            if 0 < number <= len(self.sealed.kept):
                self.words(escape(self.sealed.kept[number - 1], quote=False))
            if not alone:
                self.open.append((name, None, True))
        elif kind == "m":
            self.mark(number, "m", f"⟦{number}⟧")
            if alone:  # a pair around nothing
                self.mark(number, "/m", f"⟦/{number}⟧")
            else:
                self.open.append((name, number, False))
        else:
            self.mark(number, kind, {"o": f"⟦{number}⟧", "c": f"⟦/{number}⟧"}.get(kind, f"⟦{number}/⟧"))

    def close(self, name: str) -> None:
        while self.open:
            last, number, _ = self.open.pop()
            if number is not None:
                self.mark(number, "/m", f"⟦/{number}⟧")
            if last == name:
                return

    def mark(self, number: int, kind: str, written: str) -> None:
        self.seen[number, kind] += 1
        self.pieces.append(written)


def unseal(answer: str, sealed: Sealed) -> Opened:
    """The sentence an engine gave back, with the marks that came through unhurt, each exactly once."""
    reader = _Reader(sealed)
    reader.read(answer)
    never_closed = {number for _, number, _ in reader.open if number is not None}
    good = {
        number for number, kind in sealed.kinds.items() if number not in never_closed and _once(reader, number, kind)
    }
    text = "".join(piece for piece in reader.pieces if _may_stay(piece, good))
    lost = tuple(sorted(set(sealed.kinds) - good))
    return Opened(_tidy(text, sealed.source), lost)


def _once(reader: _Reader, number: int, kind: str) -> bool:
    expected = [kind, "/m"] if kind == "m" else [kind]
    seen = {of: times for (found, of), times in reader.seen.items() if found == number}
    return seen == dict.fromkeys(expected, 1)


def _may_stay(piece: str, good: Iterable[int]) -> bool:
    mark = MARK.fullmatch(piece)
    return mark is None or int(mark[2]) in set(good)


def _tidy(text: str, source: str) -> str:
    """Without white space that the tags brought with them."""
    if "  " not in source:
        text = re.sub(" {2,}", " ", text)
    return text.strip()


def marks(text: str) -> Iterator[str]:
    """The marks of a sentence as they are written."""
    return (found[0] for found in MARK.finditer(text))

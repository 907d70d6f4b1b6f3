"""Where in a text do terms stand, whatever their case, number or script?

A term of several words is found when its words stand in order, each in one of its forms. The names of all terms are a
tree of words: two that begin alike share their beginning, so a word of the text is compared once with all of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from uramost.terms.endings import CLITICS, PREFIXES, SAME_ENDINGS, Stem, fold_word, stems, write_word
from uramost.terms.entry import Found, Term

WORD = re.compile(r"⟦/?\d+/?⟧|(?P<word>[^\W_]+)")
GAP = re.compile(r"(?:[\s\-‐‑'’]|⟦/?\d+/?⟧)*")
KEPT_WORDS: Final = 100_000
"""Words of texts whose answer a finder keeps; and no word longer than LONG_WORD."""
LONG_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class _Word:
    """A word: folded, in Latin with its marks, whether it is in capitals, and what follows one of PREFIXES in it."""

    folded: str
    written: str
    capitals: bool
    rest: "_Word | None" = None


class _Said(NamedTuple):
    """A word as a text has it, and where."""

    word: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Node:
    """How far into a name one has come. `capitals`: an abbreviation, OJQ is not the word "ojq"."""

    capitals: bool = False
    terms: list[Term] = field(default_factory=list)
    children: dict[tuple[str, bool], "_Node"] = field(default_factory=dict)
    by_stem: dict[str, list[tuple[Stem, "_Node"]]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)  # every beginning of a stem: most words are given up after a letter

    def child(self, word: str, language: str, *, capitals: bool) -> "_Node":
        """The node after this word of a name."""
        key = (write_word(word), capitals)
        if key not in self.children:
            node = self.children[key] = _Node(capitals)
            for stem in stems(word, language):
                self.by_stem.setdefault(stem.folded, []).append((stem, node))
                self.begun.update(stem.folded[:cut] for cut in range(1, len(stem.folded) + 1))
        return self.children[key]

    def after(self, word: _Word) -> tuple["_Node", ...]:
        """The nodes after those words of names that this one is a form of."""
        found: dict[_Node, None] = {}
        for read in (word, *([word.rest] if word.rest else [])):
            for cut in range(1, len(read.folded) + 1):
                if (beginning := read.folded[:cut]) not in self.begun:
                    break
                for stem, node in self.by_stem.get(beginning, ()):
                    if (word.capitals or not node.capitals) and _is_form(read, stem):
                        found[node] = None
        return tuple(found)


class Finder:
    """Finds the terms of one language in a text, in inflected forms.

    `language` is a BCP 47 tag; Serbian terms are found in both scripts. With `forbidden` it looks for the names that
    must not be used instead. The time of a search grows with the terms that begin alike, not with all of them, and
    with the text, however long one word of it is.
    """

    def __init__(self, terms: Iterable[Term], language: str, *, forbidden: bool = False) -> None:
        self._language = SAME_ENDINGS.get(language, language)
        self._prefix = PREFIXES.get(self._language, "")
        self._clitics = CLITICS.get(self._language, frozenset())
        self._root = _Node()
        self._begun: dict[str, tuple[_Node, ...]] = {}
        for term in terms:
            for text in _names(term.forbidden if forbidden else term.texts, language):
                self._take(text, term)

    def _take(self, text: str, term: Term) -> None:
        node, capitals = self._root, text.isupper() and len(text) > 1
        for match in WORD.finditer(text):
            if match["word"]:
                node = node.child(match["word"], self._language, capitals=capitals and node is self._root)
        if node is not self._root:
            node.terms.append(term)

    def find(self, text: str, *, nested: bool = False) -> list[Found]:
        """Terms in the order of the text. Of overlapping ones the longest, with `nested` all of them.

        Two terms of one name are both found.
        """
        words = _words(text)
        found: list[Found] = []
        place = 0
        while place < len(words):
            nodes = self._beginning(words[place].word)
            if not nodes:
                place += 1
                continue
            ends = list(self._ends(nodes, words, place, text))
            last = max((end for _, end in ends), default=0)
            kept = {(term.id, end): term for term, end in ends if nested or end == last}
            found += (Found(words[place].start, words[end - 1].end, term) for (_, end), term in kept.items())
            place = max(place + 1, 0 if nested else last)
        return found

    def _beginning(self, word: str) -> tuple[_Node, ...]:
        """The nodes after the first words of names; a document says the same words again and again."""
        known = self._begun.get(word)
        if known is not None:
            return known
        found = self._root.after(self._read(word))
        if len(word) <= LONG_WORD and len(self._begun) < KEPT_WORDS:
            self._begun[word] = found
        return found

    def _read(self, word: str) -> _Word:
        return _word(word, self._prefix) if len(word) > LONG_WORD else _kept_word(word, self._prefix)

    def _ends(
        self, nodes: Iterable[_Node], words: Sequence[_Said], place: int, text: str
    ) -> Iterator[tuple[Term, int]]:
        """Terms of which a name begins at `place` with one of `nodes`, and the place after its last word."""
        reached = [(node, place + 1) for node in nodes]
        while reached:
            node, at = reached.pop()
            yield from ((term, at) for term in node.terms)
            if node.children:
                reached += self._steps(node, words, at, text)

    def _steps(self, node: _Node, words: Sequence[_Said], at: int, text: str) -> Iterator[tuple[_Node, int]]:
        """On to the next word of a name, over one word that stands second in its sentence."""
        for following in range(at, min(at + 2, len(words))):
            if not GAP.fullmatch(text, words[following - 1].end, words[following].start):
                return
            word = self._read(words[following].word)
            if nodes := node.after(word):
                yield from ((one, following + 1) for one in nodes)
                return
            if word.folded not in self._clitics:
                return


def _is_form(word: _Word, stem: Stem) -> bool:
    """Marks may be missing in a text, but not added: "nën" is not a form of "nen"."""
    return (
        word.folded.startswith(stem.folded)
        and (word.written if stem.exact else word.folded)[len(stem.folded) :] in stem.endings
        and (
            word.written.startswith(stem.written)
            or all(mine == theirs or mine.isascii() for mine, theirs in zip(word.written, stem.written, strict=False))
        )
    )


@lru_cache(maxsize=64)
def _words(text: str) -> Sequence[_Said]:
    """Several finders look at one text, one after another."""
    return [_Said(match["word"], *match.span()) for match in WORD.finditer(text) if match["word"]]


def _word(word: str, prefix: str) -> _Word:
    folded, written, capitals = fold_word(word), write_word(word), word.isupper()
    rest = None
    if prefix and folded.startswith(prefix):
        rest = _Word(folded[len(prefix) :], written[len(prefix) :], capitals)
    return _Word(folded, written, capitals, rest)


_kept_word = lru_cache(maxsize=KEPT_WORDS)(_word)


def _names(texts: Mapping[str, tuple[str, ...]], language: str) -> Iterator[str]:
    """The names in a language; Serbian ones are in Cyrillic, and Latin is derived by folding."""
    yield from texts.get(language, ())
    if language == "sr-Latn":
        yield from texts.get("sr-Cyrl", ())

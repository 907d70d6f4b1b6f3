"""Which terms does somebody mean who types this: in any language and script, in any form, with a slip?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from uramost.scripts import to_latin
from uramost.terms.entry import Term
from uramost.terms.finder import Finder
from uramost.text import fold

How = Literal["name", "form", "beginning", "inside", "similar"]
ORDER: Final[tuple[How, ...]] = get_args(How)
SLIPS: Final = ((8, 2), (4, 1))
"""From so many letters a word may have so many slips: a letter wrong, missing, too much, or two exchanged."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found: by which of its names, in which language, and how. `forbidden`: by one not to be used."""

    term: Term
    how: How
    said: str
    tag: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    term: Term
    text: str
    folded: str
    tag: str
    forbidden: bool


class Lookup:
    """Looks terms up by their names, also by those that are not to be used.

    A question is answered by names that are it (`name`) or of which it is a form (`form`), whose words begin with its
    words or have them as forms (`beginning`), of which it holds a form (`inside`), and, if there are none of these, by
    names with words like its own (`similar`).
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        listed = list(terms)
        self._names = [name for term in listed for name in _names(term)]
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self._names):
            for word in name.folded.split():
                by_word[word].add(number)
        self._by_word = dict(by_word)
        self._vocabulary = sorted(self._by_word)
        tags = sorted({name.tag for name in self._names})
        self._word_finders = [Finder(self._words_of(tag), tag) for tag in tags]
        self._finders = [
            (tag, banned, Finder(listed, tag, forbidden=banned)) for tag in tags for banned in (False, True)
        ]

    def search(self, asked: str) -> list[Hit]:
        """Each term once, best first: as in ORDER, names to use before those that are not."""
        words = fold(asked).split()
        if not words:
            return []
        found = [*self._beginning(words), *self._forms(asked, len(words))]
        best: dict[str, Hit] = {}
        for hit in sorted(found or self._similar(words), key=_rank):
            best.setdefault(hit.term.id, hit)
        return list(best.values())

    def _beginning(self, words: Sequence[str]) -> Iterator[Hit]:
        numbers = set.intersection(*(self._with({*self._words_from(word), *self._words_in(word)}) for word in words))
        for name in map(self._names.__getitem__, numbers):
            yield _hit(name, "name" if name.folded.split() == list(words) else "beginning")

    def _forms(self, asked: str, words: int) -> Iterator[Hit]:
        for tag, banned, finder in self._finders:
            for found in finder.find(asked, nested=True):
                said = asked[found.start : found.end]
                yield Hit(found.term, "form" if len(fold(said).split()) == words else "inside", said, tag, banned)

    def _similar(self, words: Sequence[str]) -> Iterator[Hit]:
        numbers = set.intersection(*(self._with({*self._words_from(word), *self._words_like(word)}) for word in words))
        return (_hit(name, "similar") for name in map(self._names.__getitem__, numbers))

    def _words_from(self, beginning: str) -> Iterator[str]:
        for spelled in {beginning, beginning.replace("dj", "d")}:  # đ, typed as dj
            first = bisect_left(self._vocabulary, spelled)
            yield from self._vocabulary[first : bisect_left(self._vocabulary, spelled + "\U0010ffff", first)]

    def _words_in(self, form: str) -> Iterator[str]:
        """The words of which this is a form, in any language."""
        for finder in self._word_finders:
            yield from (found.term.id for found in finder.find(form))

    def _words_of(self, tag: str) -> Iterator[Term]:
        """Each word of the names in a language as if it were a term; its id is the word folded."""
        texts = {word for name in self._names if name.tag == tag for word in name.text.split()}
        for text in texts:
            folded = fold(text)
            if folded in self._by_word:
                yield Term(folded, {tag: (text,)})

    def _words_like(self, word: str) -> Iterator[str]:
        slips = next((allowed for letters, allowed in SLIPS if len(word) >= letters), 0)
        if slips:
            near = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=None)
            yield from (like for like, _, _ in near)

    def _with(self, words: Iterable[str]) -> set[int]:
        return {number for word in words for number in self._by_word[word]}


def _hit(name: _Name, how: How) -> Hit:
    return Hit(name.term, how, name.text, name.tag, name.forbidden)


def _rank(hit: Hit) -> tuple[int, bool, int, str]:
    """Of names that begin like the question the shortest is nearest to it; of forms in the question the longest."""
    length = len(to_latin(hit.said))
    return ORDER.index(hit.how), hit.forbidden, -length if hit.how == "inside" else length, hit.term.id


def _names(term: Term) -> Iterator[_Name]:
    for names, forbidden in ((term.texts, False), (term.forbidden, True)):
        for tag, texts in names.items():
            yield from (_Name(term, text, fold(text), tag, forbidden) for text in texts)

"""How many inflected terms are found, how many found are right, and how long 20,000 terms take with 500 segments.

    python bench/terms.py [--figures FILE]

The rates are those of tests/library/files/terms: sentences in which every term is marked. The 20,000 terms are those of
the Kosovo pack, their words combined anew, and invented words with the same beginnings and endings; a segment is two of
the sentences with a term of the 20,000 in it. Everything is seeded, and timed once: the second time it is faster.
"""

import random
import sys
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from figure import Figure, hand_over  # noqa: E402
from tests.library.marked_terms import halves, rates, unmarked  # noqa: E402

import uramost.packs  # noqa: E402
from uramost.scripts import to_latin  # noqa: E402
from uramost.terms import Finder, Lookup, Term, read_csv  # noqa: E402

LANGUAGES = (("sq", "sq"), ("sr-Cyrl", "sr-Cyrl"), ("sr-Cyrl", "sr-Latn"), ("tr", "tr"), ("en", "en"), ("bs", "bs"))
TERMS, SEGMENTS = 20_000, 500
ASKED = ("komun", "lejes së ndërtimit", "грађевинске дозволе", "certifikat e lindjse", "belediye başkanına", "bashkia")


def found(terms: list[Term]) -> list[Figure]:
    figures = []
    for file, tag in LANGUAGES:
        for half, marked in halves(file).items():
            seen = rates(to_latin(marked) if tag == "sr-Latn" else marked, terms, tag)
            named = f"{tag}, {half}" if half != "all" else tag
            figures += [
                Figure(f"occurrences marked: {named}", seen.wanted, "terms"),
                Figure(f"recall: {named}", seen.recall, "", 0.95, least=True),
                Figure(f"precision: {named}", seen.precision, "", 0.95, least=True),
            ]
            print(f"{named}: wrong are {'; '.join(seen.wrong) or 'none'}")
    return figures


def many(terms: Sequence[Term], tag: str, chance: random.Random) -> list[Term]:
    """TERMS different names in a language: of one, two or three words."""
    names = [name for term in terms for name in term.texts.get(tag, ())]
    known = sorted({word for name in names for word in name.split() if len(word) > 2})
    invented = [
        one[: chance.randint(2, 4)] + other[len(other) // 3 :]
        for one, other in zip(known * 12, mixed(known * 12, chance), strict=False)
    ]
    made = dict.fromkeys(names)
    words = known + invented
    while len(made) < TERMS:
        made[" ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 2, 3))))] = None
    return [Term(str(number), {tag: (name,)}) for number, name in enumerate(made)]


def mixed(words: list[str], chance: random.Random) -> list[str]:
    return chance.sample(words, len(words))


def document(file: str, terms: Sequence[Term], tag: str, chance: random.Random) -> list[str]:
    lines = [unmarked(line)[0] for text in halves(file).values() for line in text.splitlines()]
    pairs = zip(islice(cycle(lines), SEGMENTS), islice(cycle(mixed(lines, chance)), SEGMENTS), strict=True)
    return [f"{one} {chance.choice(terms).texts[tag][0]} {other}" for one, other in pairs]


def fast(terms: list[Term]) -> list[Figure]:
    figures = []
    for tag in ("sq", "sr-Cyrl", "tr"):
        chance = random.Random(20)  # noqa: S311 - the same terms and document in every run
        large = many(terms, tag, chance)
        segments = document(tag, large, tag, chance)
        start = perf_counter()
        finder = Finder(large, tag)
        built = perf_counter()
        hits = sum(len(finder.find(segment)) for segment in segments)
        done = perf_counter()
        words = sum(len(segment.split()) for segment in segments)
        print(f"{tag}: {len(large)} terms, {SEGMENTS} segments with {words} words, {hits} occurrences")
        figures += [
            Figure(f"20,000 terms in 500 segments: {tag}", done - built, "s", 1.0),
            Figure(f"building a finder of 20,000 terms: {tag}", built - start, "s"),
        ]
    return [*figures, *looked_up(large)]


def looked_up(large: list[Term]) -> list[Figure]:
    lookup = Lookup(large)
    slowest = max(seconds(lookup, asked) for asked in ASKED)
    return [Figure("looking one up among 20,000, slowest of six", 1000 * slowest, "ms")]


def seconds(lookup: Lookup, asked: str) -> float:
    start = perf_counter()
    lookup.search(asked)
    return perf_counter() - start


def main() -> None:
    terms = read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
    listed = [Figure("terms of the Kosovo pack", len(terms), "terms", 300, least=True)]
    hand_over([*listed, *found(terms), *fast(terms)])


if __name__ == "__main__":
    main()

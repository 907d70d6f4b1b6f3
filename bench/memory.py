"""How long does a lookup in the translation memory take, beside a full search by rapidfuzz in the same run?

    python bench/memory.py [units]

Prints ratios: the time of a lookup divided by that of the faster of rapidfuzz' two full searches (`process.extract` and
`process.cdist`, each with the same least score). Two collections of real text that are on any machine: what the gettext
catalogues of installed packages say, and the sentences of the docstrings of Python and its packages. Half of the texts
asked for are in the memory with a word taken out, the other half are not in it. Every answer is compared with that of
the full search.
"""

import ast
import random
import re
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import fuzz, process

from uramost.catalogues import build
from uramost.memory import Memory, Unit, comparable

ASKED = 200
MINIMA = (60, 70, 80, 90)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one question: the lookup, and the faster of the full searches."""

    lookup: float
    full: float

    @property
    def ratio(self) -> float:
        return self.lookup / self.full


def catalogue_texts() -> Iterator[str]:
    for pair in build(include_unknown=True):  # only measured here, not kept or passed on
        yield comparable(pair.source)
        yield comparable(pair.target)


def docstring_sentences() -> Iterator[str]:
    for folder in (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")):
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                tree = ast.parse(path.read_text("utf-8"))
            except (SyntaxError, ValueError, RecursionError):
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                    yield from re.split(r"(?<=[.!?:])\s+|\n\s*\n", ast.get_docstring(node) or "")


def collect(texts: Iterator[str], wanted: int) -> list[str]:
    """Different texts of 10 to 400 characters, in a random but repeatable order."""
    found: dict[str, None] = {}
    for text in texts:
        plain = comparable(text)
        if 10 <= len(plain) <= 400:
            found[plain] = None
        if len(found) >= 2 * wanted + ASKED:
            break
    different = list(found)
    random.Random(7).shuffle(different)  # noqa: S311 - the same order in every run
    return different


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def measure(memory: Memory, texts: Sequence[str], asked: str, minimum: int) -> Measured:
    found = [(-match.score, match.unit.id) for match in memory.lookup(asked, minimum, limit=len(texts))]
    full = process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=minimum, limit=None)
    if found != sorted((-score, place) for _, score, place in full):
        raise SystemExit(f"The memory answers otherwise than the full search: {asked!r} at {minimum}")
    searches = (
        lambda: process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=minimum, limit=5),
        lambda: process.cdist([asked], texts, scorer=fuzz.ratio, score_cutoff=minimum),
    )
    return Measured(seconds(lambda: memory.lookup(asked, minimum)), min(map(seconds, searches)))


def report(name: str, texts: Sequence[str], wanted: int) -> None:
    kept, others = texts[:wanted], texts[wanted:]
    changed = [text.replace(max(text.split(), key=len), "", 1).strip() for text in kept[: ASKED // 2]]
    asked = [comparable(text) for text in (*changed, *others[: ASKED // 2])]
    start = perf_counter()
    memory = Memory(Unit(number, text, "") for number, text in enumerate(kept))
    building = perf_counter() - start
    scoring = median(seconds(partial(process.extract, one, kept, scorer=fuzz.ratio, limit=5)) for one in asked[:9])
    print(f"\n{name}: {len(kept)} units, median length {median(map(len, kept)):.0f} characters, {len(asked)} asked")
    print(f"  building costs as much as {building / scoring:.0f} searches that score everything")
    print("  minimum   lookup ÷ full search: median   nine of ten below   all in all   answers the same")
    for minimum in MINIMA:
        found = [measure(memory, kept, one, minimum) for one in asked]
        ratios = [one.ratio for one in found]
        total = sum(one.lookup for one in found) / sum(one.full for one in found)
        print(f"  {minimum:4} %   {median(ratios):28.3f}   {quantiles(ratios, n=10)[-1]:17.3f}   {total:10.3f}   all")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    for name, texts in (
        ("Texts of gettext catalogues", catalogue_texts()),
        ("Sentences of docstrings", docstring_sentences()),
    ):
        collected = collect(texts, wanted)
        report(name, collected, min(wanted, len(collected) - ASKED // 2))


if __name__ == "__main__":
    main()

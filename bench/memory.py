"""How long does a lookup in the translation memory take, beside a full search by rapidfuzz in the same run?

    python bench/memory.py [--full [--plot docs/methods/memory.svg]]

Without `--full` up to a million units, with it up to three million. Half of the texts asked for are in the memory with
their longest word taken out, the other half are not in it. The full search is the faster of rapidfuzz' two
(`process.extract` and `process.cdist`, with the same least score); its every answer is compared with the memory's.

Seconds are those of the processor, which a machine that is busy with other things changes least; where a disk is waited
for (opening, adding, removing) they are those of the clock.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar

import numpy as np
from figure import Figure, hand_over
from plot import Line, plotted
from rapidfuzz import fuzz, process
from texts import Text, collected

from uramost.memory import Question, Unit
from uramost.memory.index import Index, built
from uramost.memory.shared import Shared
from uramost.memory.store import Store, create

P, T = ParamSpec("P"), TypeVar("T")
MILLION = 1_000_000
SIZES = (10_000, 100_000, MILLION)
FULL_SIZES = (10_000, 30_000, 100_000, 300_000, MILLION, 3 * MILLION)
ASKED = 200
COMPARED = 4
"""Questions for which everything is searched, in each size."""
LEAST = 70
DOCUMENT = 1000
FROM, TO = "sq", "sr-Cyrl"


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one size, in seconds: building, the middle and the slowest twentieth of lookups, the full search."""

    units: int
    building: float
    middle: float
    slow: float
    full: float


def seconds(work: Callable[[], object]) -> float:
    """Of the processor."""
    start = process_time()
    work()
    return process_time() - start


def by_the_clock(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def slowest_twentieth(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def questions(kept: Sequence[Text], others: Sequence[Text], number: int = ASKED) -> list[str]:
    """Half of them from what is kept, changed; half that are not."""
    some = random.Random(3).sample(range(len(kept)), number // 2)  # noqa: S311 - the same in every run
    changed = [text.replace(max(text.split(), key=len), "", 1).strip() for text, _ in (kept[place] for place in some)]
    mixed = [*changed, *(text for text, _ in others[: number // 2])]
    random.Random(5).shuffle(mixed)  # noqa: S311
    return mixed


def full_search(asked: str, texts: Sequence[str], least: float) -> list[tuple[float, int]]:
    """Scored without a cutoff, so that rounding loses nothing."""
    scores = process.cdist([asked], texts, scorer=fuzz.ratio, dtype=np.float64)[0]
    return sorted(((float(scores[place]), int(place)) for place in np.flatnonzero(scores >= least)), key=by_rank)


def by_rank(one: tuple[float, int]) -> tuple[float, int]:
    return -one[0], one[1]


def full_seconds(asked: str, texts: Sequence[str]) -> float:
    return min(
        seconds(lambda: process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=LEAST, limit=5)),
        seconds(lambda: process.cdist([asked], texts, scorer=fuzz.ratio, score_cutoff=LEAST)),
    )


def seen(kept: Sequence[Text], others: Sequence[Text]) -> Seen:
    """One size. Raises SystemExit where the memory answers otherwise than the full search."""
    texts = [text for text, _ in kept]
    start = process_time()
    index = built(enumerate(texts))
    building = process_time() - start
    asked = questions(kept, others)
    index.best(asked[0], LEAST, 5)  # what is done once only
    times = [seconds(partial(index.best, one, LEAST, 5)) for one in asked]
    for one in asked[:COMPARED]:
        check_same(index, texts, one)
    full = median(full_seconds(one, texts) for one in asked[:COMPARED])
    return Seen(len(kept), building, median(times), slowest_twentieth(times), full)


def check_same(index: Index, texts: Sequence[str], asked: str) -> None:
    everything = full_search(asked, texts, 50)
    for least in (50, LEAST, 90):
        expected = [one for one in everything if one[0] >= least]
        if index.best(asked, least, None) != expected or index.best(asked, least, 5) != expected[:5]:
            raise SystemExit(f"The memory answers otherwise than the full search: {asked!r} at {least}")


def private_memory() -> int:
    """Bytes of this process that no other can share: what it would cost once more in every web process.

    Not `Private_Clean`: pages of the mapped index count there as long as this is the only process that has it open.
    """
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_Dirty"))


def private_after(path: Path, asked: Sequence[str]) -> int:
    """In a process that does nothing else: what opening and these lookups add to its own memory."""
    before = private_memory()
    with Store(path) as store:
        for one in asked:
            store.between(FROM, TO).lookup(question(one), LEAST, 5)
        return private_memory() - before


def of_file(kept: Sequence[Text], others: Sequence[Text], folder: Path, full: float) -> Iterator[Figure]:
    """A memory file of a million units, as many processes share it."""
    path = folder / "memory.sqlite"
    create(
        path,
        ((FROM, TO, Unit(0, text, beside or text[::-1], str(number))) for number, (text, beside) in enumerate(kept)),
    )
    with Store(path) as store:
        yield Figure("building the index", seconds(partial(store.make_index, FROM, TO)), "s", 20)
        size = (folder / f"memory.sqlite.{FROM}.{TO}.index").stat().st_size
        letters = sum(len(text.encode("utf-8", "surrogatepass")) for pair in kept for text in pair)
        yield Figure("index beyond the texts, a unit", (size - letters) / len(kept), "bytes", 400)
        yield Figure("whole index with its own copies of the texts, a unit", size / len(kept), "bytes")
    asked = questions(kept, others)
    yield from elsewhere(of_lookups, path, asked, questions(kept, others, DOCUMENT), full)
    private = elsewhere(private_after, path, asked)
    yield Figure("what another process has for itself after the same", private / 2**20, "MB")


def elsewhere(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """In a process that has nothing but the memory, as the one that answers a translator: this one holds every text."""
    with ProcessPoolExecutor(1, get_context("spawn")) as another:
        return another.submit(work, *given, **named).result()


def of_lookups(path: Path, asked: Sequence[str], document: Sequence[str], full: float) -> list[Figure]:
    with Store(path) as store:
        memory = store.between(FROM, TO)
        opening = by_the_clock(memory.refresh)
        times = [seconds(partial(memory.lookup, question(one), LEAST, 5)) for one in asked]
        return [
            Figure("opening a built one", opening, "s", 1),
            Figure("lookup with units, penalties and alerts, median", 1000 * median(times), "ms", 4),
            Figure("… slowest twentieth", 1000 * slowest_twentieth(times), "ms", 15),
            Figure("full search beside it, median", 1000 * full, "ms"),
            Figure("full search ÷ lookup", full / median(times), "×", 30, least=True),
            *of_changes(store, memory),
            *of_documents(memory, document),
            *of_concordance(memory),
        ]


def question(text: str) -> Question:
    return Question(text, FROM, TO)


def of_changes(store: Store, memory: Shared) -> Iterator[Figure]:
    """Units come and go; the lookup after each sees it."""
    new = [Unit(0, f"Njoftim i ri numër {number} për banorët", f"Novo obaveštenje {number}") for number in range(100)]
    adding = median(by_the_clock(partial(store.add, [(FROM, TO, unit)])) for unit in new)
    yield Figure("adding a unit", 1000 * adding, "ms", 1)
    noticing = by_the_clock(memory.refresh)
    yield Figure("noticing a hundred new units", 1000 * noticing, "ms")
    found = memory.lookup(question(new[7].source), 100, 5)
    if [match.unit.source for match in found] != [new[7].source]:
        raise SystemExit("A unit that was added is not found")
    removing = by_the_clock(partial(store.remove, [found[0].unit.id]))
    yield Figure("removing a unit", 1000 * removing, "ms", 1)
    if memory.lookup(question(new[7].source), 100, 5):
        raise SystemExit("A unit that was removed is found")


def of_documents(memory: Shared, document: Sequence[str]) -> Iterator[Figure]:
    """A thousand different segments, half of them known in another wording."""
    segments = [question(text) for text in document]
    taken = seconds(lambda: memory.lookup_many(segments, LEAST, 1))
    yield Figure(f"pre-translating {len(segments):,} different segments", taken, "s", 3)


def of_concordance(memory: Shared) -> Iterator[Figure]:
    for words, name in (("window", "a frequent word"), ("predsednik opstine", "words that are not there")):
        times = [seconds(partial(memory.concordance, words)) for _ in range(5)]
        yield Figure(f"concordance, {name}", 1000 * median(times), "ms")


def main() -> None:
    whole = "--full" in sys.argv
    sizes = FULL_SIZES if whole else SIZES
    texts, real = collected(max(sizes) + DOCUMENT)
    kept, others = texts[: max(sizes)], texts[max(sizes) :]
    length = median(len(text) for text, _ in kept)
    print(f"{len(kept):,} texts, {min(real, len(kept)):,} of them real, the middle one {length:.0f} characters long")
    results = []
    for size in sizes:
        results.append(seen(kept[:size], others))
        print(show(results[-1]), flush=True)
    million = next(result for result in results if result.units == MILLION)
    with tempfile.TemporaryDirectory(prefix="uramost-memory-", dir=os.environ.get("TMPDIR")) as folder:
        figures = list(of_file(kept[:MILLION], others, Path(folder), million.full))
    if "--plot" in sys.argv:
        Path(sys.argv[sys.argv.index("--plot") + 1]).write_text(plot(results), "utf-8")
    hand_over([*figures, *map(ratio, results)])


def show(result: Seen) -> str:
    return (
        f"{result.units:9,} units: built in {result.building:.1f} s, lookup {1000 * result.middle:.2f} ms "
        f"(slowest twentieth {1000 * result.slow:.2f}), full search {1000 * result.full:.1f} ms"
    )


def ratio(result: Seen) -> Figure:
    return Figure(f"full search ÷ lookup without units, {result.units:,}", result.full / result.middle, "×")


def plot(results: Sequence[Seen]) -> str:
    def points(value: Callable[[Seen], float]) -> list[tuple[float, float]]:
        return [(result.units, 1000 * value(result)) for result in results]

    lines = (
        Line("full search", points(lambda result: result.full)),
        Line("slowest twentieth", points(lambda result: result.slow)),
        Line("lookup, median", points(lambda result: result.middle)),
    )
    return plotted(lines, title="One lookup at 70 %", across="units", up="milliseconds")


if __name__ == "__main__":
    main()

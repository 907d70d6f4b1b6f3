"""How many slips do the checks find, how many correct pairs do they flag, and how long does a document take?

Run: python bench/checks.py [--folder DIR …] [--show CODE] [--unread].

Real segments are the catalogues of installed packages (`segments.py`). Findings on them as they are were read by eye
(`verdicts.py`); what nobody has read counts as false, and `--unread` prints it. Slips are made in what the segments
state themselves, and in facts put into them (`seeds.py`); a slip is found when a check says something that it does
not say about the unspoilt pair. pofilter gets the same pairs (`others.py`).
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import verdicts
from figure import Figure, hand_over
from others import WEBLATE, pofilter
from prose import corpus, places, terms
from seeds import SEEDS, seeded
from segments import HALVES, OWN_SLIPS, SETS, Segment, own_slips, real

from uramost.checks import CHECKS, Context, Finding, examine
from uramost.checks.agreement import FACT_CHECKS
from uramost.checks.alignment import aligned

FACTS = {one.code for one in FACT_CHECKS}
GROUPS = ("numbers", "dates", "references", "placeholders", "addresses")
OWN = {
    "own figure changed": "numbers",
    "own placeholder dropped": "placeholders",
    "own placeholder renamed": "placeholders",
    "own address changed": "addresses",
}
"""Slips in what segments state themselves, and the group whose recall they count for."""


@cache
def context(source_language: str, target_language: str) -> Context:
    return Context(source_language, target_language, places(), terms())


def findings(segment: Segment) -> list[Finding]:
    return examine(segment.source, segment.target, context(segment.source_language, segment.target_language))


def grave(found: Iterable[Finding]) -> Counter[tuple[str, ...]]:
    """What is no note, by code and what it says."""
    return Counter((one.code, *one.values.values()) for one in found if one.severity != "note")


@dataclass(slots=True)
class Score:
    """Of one kind of slip: how many were made, and found by us and by pofilter."""

    made: int = 0
    ours: int = 0
    theirs: int = 0

    def add(self, other: "Score") -> None:
        self.made, self.ours, self.theirs = self.made + other.made, self.ours + other.ours, self.theirs + other.theirs


Cell = tuple[tuple[str, str], str, str]  # languages, half, slip


@dataclass(slots=True)
class Tally:
    """All slips of a run, by languages, half and kind; and what was flagged in seeded segments without a slip."""

    scores: dict[Cell, Score] = field(default_factory=lambda: defaultdict(Score))
    seeded: int = 0
    flagged: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Segment]] = field(default_factory=list)

    def of(self, slips: Iterable[str], languages: tuple[str, str] | None = None, half: str | None = None) -> Score:
        total, wanted = Score(), set(slips)
        for (tags, part, slip), score in self.scores.items():
            if slip in wanted and languages in (None, tags) and half in (None, part):
                total.add(score)
        return total


def tried(tally: Tally, slip: str, half: str, clean: Segment, spoilt: Segment) -> None:
    """One slip, for us and for pofilter."""
    score = tally.scores[(clean.source_language, clean.target_language), half, slip]
    score.made += 1
    if grave(findings(spoilt)) - grave(findings(clean)):
        score.ours += 1
    else:
        tally.missed.append((slip, spoilt))
    before, after = (pofilter(one.source, one.target, one.target_language) for one in (clean, spoilt))
    score.theirs += bool(after - before)


SPOILT = 3  # every third segment is: the figures hardly move with more of them, and the bench has to end


def spoil(segments: Sequence[Segment]) -> Tally:
    """Segments with their own slips and with one fact put in, of each kind in turn; the same ones every time."""
    tally, kinds, chance = Tally(), list(SEEDS), random.Random(7)  # noqa: S311
    for place, segment in enumerate(segments[::SPOILT]):
        before = grave(findings(segment))
        if not {code for code, *_ in before} & FACTS:  # in texts that differ already a slip may be what mends them
            for slip, spoilt in own_slips(segment, chance):
                tried(tally, slip, segment.half, segment, spoilt)
        clean, slips = seeded(segment, kinds[place % len(kinds)], chance)
        tally.seeded += 1
        tally.flagged.update({code for code, *_ in grave(findings(clean)) - before} & FACTS)
        for slip, spoilt in slips.items():
            if spoilt != clean:
                tried(tally, slip, segment.half, clean, spoilt)
    return tally


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a document that has nothing but its text."""

    text: str
    kind: str = "paragraph"
    level: int = 0


# What is flagged though it is right -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Untouched:
    """Real segments of one half as they are: how many, and how many a fact check flags, by verdict."""

    segments: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)

    @property
    def false(self) -> float:
        """Per cent of the segments; what nobody has read counts as false."""
        return 100 * (self.verdicts["false"] + self.verdicts["unread"]) / self.segments if self.segments else 0.0


def untouched(
    segments: Iterable[Segment], unread: Callable[[Segment, list[Finding]], None]
) -> dict[tuple[tuple[str, str], str], Untouched]:
    known, seen = verdicts.read(), defaultdict(Untouched)
    for segment in segments:
        part = seen[(segment.source_language, segment.target_language), segment.half]
        part.segments += 1
        if found := [one for one in findings(segment) if one.code in FACTS]:
            read = {known.get((segment.key, one.code), "unread") for one in found}
            verdict = next(one for one in ("unread", "false", "differs") if one in read)
            part.verdicts[verdict] += 1
            if verdict == "unread":
                unread(segment, found)
    return seen


def show(segment: Segment, found: Iterable[Finding]) -> None:
    print(f"{segment.key} {segment.source_language} → {segment.target_language}, {segment.half}")
    print("", segment.source, segment.target, *((one.code, *one.values.values()) for one in found), sep="\n  ")


# How long it takes ----------------------------------------------------------------------------------------------------


def seconds(pairs: Sequence[tuple[str, str]], languages: tuple[str, str]) -> float:
    """Of processor time for 1,000 pairs with places and terms: the best of three times, nothing remembered between."""
    best = float("inf")
    for end in (" ", "  ", "   "):  # another text: the last ones are remembered
        start = time.process_time()
        for source, target in pairs:
            examine(source + end, target + end, context(*languages))
        best = min(best, time.process_time() - start)
    return best * 1000 / len(pairs)


def in_pairs(segments: Sequence[Segment]) -> list[Figure]:
    """Documents of 40 segments one after another of which up to three are missing in the translation."""
    chance, right, pairs = random.Random(7), 0, 0  # noqa: S311
    for languages in SETS:
        some = [one for one in segments if (one.source_language, one.target_language) == languages]
        for start in range(0, len(some) - 40, 200):
            part = some[start : start + 40]
            kept = sorted(set(range(40)) - set(chance.sample(range(40), chance.randint(0, 3))))
            original = [Paragraph(one.source) for one in part]
            found = aligned(original, [Paragraph(part[place].target) for place in kept], *languages)
            right += len(set(found) & {(place, at) for at, place in enumerate(kept)})
            pairs += len(kept)
    return [Figure(f"paragraphs found in pairs, some lost ({pairs:,})", 100 * right / max(pairs, 1), "%")]


def speed(segments: Sequence[Segment]) -> list[Figure]:
    """A thousand segments of each pair of languages, and the sentences of the demonstration's notices."""
    figures = []
    for languages in SETS:
        some = [(one.source, one.target) for one in segments if (one.source_language, one.target_language) == languages]
        if some:
            name = f"seconds for 1,000 segments of programs, {' – '.join(languages)}"
            figures.append(Figure(name, seconds(some[:1000], languages), "s", 0.5))
    notices = [(one.source, one.target) for one in corpus() if (one.source_language, one.target_language) == SETS[0]]
    return [
        *figures,
        Figure("seconds for 1,000 sentences of notices, sq – sr-Cyrl", seconds(notices, SETS[0]), "s", 0.5),
    ]


# What is printed ------------------------------------------------------------------------------------------------------


def flagged(seen: dict[tuple[tuple[str, str], str], Untouched]) -> list[Figure]:
    figures = []
    print("real segments as they are             segments  flagged  right  false  unread")
    for languages in SETS:
        parts = [seen[languages, half] for half in HALVES]
        figures.append(
            Figure(f"real segments, {' – '.join(languages)}", sum(p.segments for p in parts), "", 5000, least=True)
        )
        for half, part in zip(HALVES, parts, strict=True):
            verdict = part.verdicts
            numbers = (sum(verdict.values()), verdict["differs"], verdict["false"], verdict["unread"])
            name = f"{' – '.join(languages)}, {half}"
            print(
                f"  {name:36}{part.segments:8}"
                + "".join(f"{n:{w}}" for n, w in zip(numbers, (9, 7, 7, 8), strict=True))
            )
            figures.append(Figure(f"false findings on facts, {name}", part.false, "%", 0.5))
    return figures


def slips(tally: Tally, missed: str | None) -> list[Figure]:
    """A table of all kinds of slips, then for each group the worst of six recalls: by pair of languages and half."""
    print(f"\n{'slip':32}   made    found by us   by pofilter {version('translate-toolkit'):7}  Weblate documents")
    for slip in (*(slip for seed in SEEDS.values() for slip in seed.slips), *OWN_SLIPS):
        if (score := tally.of([slip])).made:
            shares = f"{score.ours / score.made:10.1%}{score.theirs / score.made:16.1%}"
            print(f"{slip:32}{score.made:7}{shares}          {WEBLATE.get(slip, '–')}")
    print(f"\nseeded segments without a slip: {tally.seeded}, flagged by a fact check: {dict(tally.flagged)}")
    for slip, segment in tally.missed:
        if slip == missed:
            print(slip, segment.source, segment.target, sep="\n  ")
    figures = []
    for group in GROUPS:
        kinds = [slip for seed in SEEDS.values() if seed.group == group for slip in seed.slips]
        kinds += [slip for slip, of in OWN.items() if of == group]
        cells = [tally.of(kinds, languages, half) for languages in SETS for half in HALVES]
        recalls = [100 * cell.ours / cell.made for cell in cells if cell.made]
        made = sum(cell.made for cell in cells)
        figures.append(
            Figure(f"recall, {group}: the worst of six ({made:,} slips)", min(recalls, default=0), "%", 99, least=True)
        )
    figures.append(
        Figure("false findings on seeded facts", 100 * sum(tally.flagged.values()) / max(tally.seeded, 1), "%", 0.5)
    )
    return figures


def by_code(segments: Sequence[Segment]) -> None:
    """How often each check speaks on untouched pairs; only those on facts were read."""
    codes = Counter(code for one in segments for code in {found.code for found in findings(one)})
    print("\nhow often a check speaks on real segments as they are")
    for one in CHECKS:
        print(f"  {one.severity:8} {one.code:22} {codes[one.code]:5} {codes[one.code] / max(len(segments), 1):7.2%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", help="catalogues here instead of the usual folders")
    parser.add_argument("--show", metavar="CODE", help="print the untouched pairs this check flags")
    parser.add_argument("--missed", metavar="SLIP", help="print the slips of this kind that are not found")
    parser.add_argument("--unread", action="store_true", help="print flagged pairs that have no verdict yet")
    parser.add_argument("--figures", help="keep the figures in this file")
    wanted = parser.parse_args()
    segments = real(wanted.folder)
    if wanted.show:
        for segment in segments:
            if found := [one for one in findings(segment) if one.code == wanted.show]:
                show(segment, found)
        return
    print(f"{len(segments):,} segments")
    seen = untouched(segments, show if wanted.unread else lambda segment, found: None)
    if wanted.unread:
        return
    figures = flagged(seen)
    figures += slips(spoil(segments), wanted.missed)
    figures += in_pairs(segments)
    by_code(segments)
    hand_over([*figures, *speed(segments)])


if __name__ == "__main__":
    main()

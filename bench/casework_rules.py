"""The rules of casework: are likely duplicates found, how fast among 100,000, and how long routing takes.

The pairs are tests/library/files/made_up_pairs.csv, made up by us: reports about the same thing in two languages, two
scripts or other words, and others that only look so. The 100,000 reports are made of their texts, over two years and a
town of ten kilometres; one in ten is of no known place. Everything is seeded.
"""

import random
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from figure import Figure, hand_over  # noqa: E402
from tests.library.made_up_pairs import HERE, NOON, pairs, rates  # noqa: E402

from uramost.likeness import Concepts, Index, Report  # noqa: E402
from uramost.routing import Case, Rule, Service, examine, route  # noqa: E402

REPORTS, ASKED, RULES = 100_000, 300, 200


def told_apart() -> list[Figure]:
    figures = []
    for half in ("learnt", "kept"):
        seen = rates(half)
        figures += [
            Figure(f"pairs about the same thing: {half}", seen.same, "pairs"),
            Figure(f"recall: {half}", seen.recall, "", 0.85, least=True),
            Figure(f"precision: {half}", seen.precision, "", 0.85, least=True),
        ]
    return figures


def made(number: int, chance: random.Random, of: list[Report]) -> Report:
    like = chance.choice(of)
    place = (HERE[0] + chance.uniform(-0.045, 0.045), HERE[1] + chance.uniform(-0.06, 0.06))
    at = NOON - timedelta(days=chance.uniform(0, 730))
    return Report(str(number), at, like.service, like.text, like.language, place if chance.random() < 0.9 else None)


def among_many() -> list[Figure]:
    chance = random.Random(7)  # noqa: S311 - the same reports every time
    of = [report for half in ("learnt", "kept") for _, *both in pairs(half) for report in both]
    started = process_time()
    index = Index((made(number, chance, of) for number in range(REPORTS)), Concepts())
    built = process_time() - started
    spent = {True: [], False: []}
    for number in range(ASKED):
        asked = made(REPORTS + number, chance, of)
        started = process_time()
        index.like(asked)
        spent[asked.place is not None].append(1000 * (process_time() - started))
    return [
        Figure("reports in the index", len(index), ""),
        Figure("the index is built in", built, "s"),
        Figure("likely duplicates of a new one: median", median(spent[True] + spent[False]), "ms", 20),
        Figure("… of no known place: median", median(spent[False]), "ms", 20),
        Figure("… the slowest of all", max(spent[True] + spent[False]), "ms"),
    ]


def routing() -> list[Figure]:
    services = [Service(f"s{number}", "request") for number in range(40)]
    rules = [
        Rule(
            f"r{number}", f"o{number % 7}", services=frozenset((f"s{number % 40}",)),
            areas=frozenset((f"a{number // 40}",)), words=frozenset(("ndriç*", "ulično svetl*")[: number % 3]),
        )
        for number in range(RULES)
    ]  # fmt: skip
    case = Case("s3", "request", "sr-Cyrl", NOON, ("a1",), "Улично светло не ради. " * 40)
    spent = []
    for _ in range(50):
        started = process_time()
        route(case, rules)
        spent.append(1000 * (process_time() - started))
    started = process_time()
    examine(rules, services, [f"o{number}" for number in range(7)], on=NOON.date())
    return [
        Figure(f"a case through {RULES} rules, with all reasons: median", median(spent), "ms"),
        Figure(f"{RULES} rules examined", process_time() - started, "s"),
    ]


if __name__ == "__main__":
    hand_over([*told_apart(), *among_many(), *routing()])

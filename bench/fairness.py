"""How long a report on the waits of a million cases takes, and how near its figures are to those of other libraries.

    python bench/fairness.py [--figures FILE]

Made-up cases of six languages, 20 services and 38 municipalities (760 strata), seeded; one language waits a tenth
longer. Seconds are of processor time, the best of three. The rest is on the public data sets of the tests.
"""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from figure import Figure, hand_over
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import restricted_mean_survival_time
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from tests.library.public_waits import sets

from uramost.cli import main as command
from uramost.fairness import Report, Waits, report
from uramost.fairness.curve import curve, risk
from uramost.fairness.mean import restricted_mean
from uramost.fairness.ranks import log_rank

CASES = 1_000_000
LANGUAGES = {"sq": 0.8, "sr": 0.1, "tr": 0.04, "bs": 0.03, "en": 0.02, "rom": 0.01}
SERVICES, MUNICIPALITIES = 20, 38
LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Columns:
    """As a database or a file gives them."""

    days: list[float]
    outcomes: list[str]
    languages: list[str]
    strata: list[str]

    def waits(self) -> Waits:
        return Waits.of(self.days, self.outcomes, self.languages, self.strata)


def made(*, whole_days: bool) -> Columns:
    chance = np.random.default_rng(20)
    language = chance.choice(len(LANGUAGES), CASES, p=list(LANGUAGES.values()))
    service, place = chance.integers(0, SERVICES, CASES), chance.integers(0, MUNICIPALITIES, CASES)
    wait = chance.gamma(2, 4 + service / 2) * np.where(language == 1, 1.1, 1)
    closed = chance.uniform(0, 365, CASES)
    days, answered = np.minimum(wait, closed), wait <= closed
    left = chance.random(CASES) < 0.04
    names = list(LANGUAGES)
    return Columns(
        (np.ceil(days) if whole_days else days).tolist(),
        ["withdrawn" if gone else "answered" if done else "open" for gone, done in zip(left, answered, strict=True)],
        [names[one] for one in language],
        [f"{one} | {other}" for one, other in zip(service, place, strict=True)],
    )


def best(act: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The least seconds of the processor, and what came out."""
    seen = []
    for _ in range(times):
        start = process_time()
        result = act()
        seen.append(process_time() - start)
    return min(seen), result


def speed() -> Iterator[Figure]:
    columns = made(whole_days=False)
    taking, waits = best(columns.waits)
    seconds, found = best(lambda: report(waits, limit=LIMIT))
    check(found)
    yield Figure("cases in the report", len(waits), "cases")
    yield Figure("strata", found.strata, "strata")
    yield Figure("columns of texts and numbers taken in", taking, "s")
    yield Figure("the whole report", seconds, "s")
    yield Figure("both, every time different", taking + seconds, "s", 5)
    whole = made(whole_days=True).waits()
    yield Figure("the report, in whole days", best(lambda: report(whole, limit=LIMIT))[0], "s")
    theirs = best(lambda: by_lifelines(waits), 1)[0]
    yield Figure("lifelines' curves and log-rank test of the same, without strata", theirs, "s")
    yield Figure("`uramost fairness`, the file read", as_command(columns), "s")


def check(found: Report) -> None:
    """The language that waits longer has to be found, or nothing was measured."""
    longer = [one.group for one in found.comparisons if one.verdict == "waits_longer"]
    if longer != ["sr"]:
        sys.exit(f"Found to wait longer: {longer}")


def by_lifelines(waits: Waits) -> None:
    seen = waits.outcome == 1
    for group in range(len(waits.groups)):
        mine = waits.group == group
        KaplanMeierFitter().fit(waits.days[mine], seen[mine])
    multivariate_logrank_test(waits.days, waits.group, seen)


def as_command(columns: Columns) -> float:
    """Seconds of the command, from the file to the table."""
    with tempfile.TemporaryDirectory(prefix="uramost-bench-") as folder, redirect_stdout(StringIO()):
        path = Path(folder) / "waits.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("days", "outcome", "language", "kind"))
            rows.writerows(zip(columns.days, columns.outcomes, columns.languages, columns.strata, strict=True))
        start = process_time()
        command(["fairness", str(path), "--limit", str(LIMIT), "--strata", "kind"])
        return process_time() - start


def nearness() -> Iterator[Figure]:
    """The largest relative difference in anything compared."""
    off: dict[str, float] = {}
    public = sets()
    for one in public:
        until = float(np.quantile(one.days, 0.7))
        fitter, theirs = KaplanMeierFitter().fit(one.days, one.seen), SurvfuncRight(one.days, one.seen)
        ours = curve(risk(one.moments, one.seen))
        groups = int(one.group.max()) + 1
        plain = log_rank(one.moments, one.seen, one.group, groups).overall()[0]
        layered = log_rank(one.moments, one.seen, one.group, groups, one.stratum).overall()[0]
        pairs = {
            "lifelines: share waiting": (ours.waiting, fitter.survival_function_.loc[ours.times].to_numpy()[:, 0]),
            "lifelines: restricted mean": (
                restricted_mean(ours, until).value,
                restricted_mean_survival_time(fitter, t=until),
            ),
            "lifelines: log-rank χ²": (
                plain,
                multivariate_logrank_test(one.days, one.group, one.seen).test_statistic,
            ),
            "statsmodels: share waiting": (ours.waiting, theirs.surv_prob),
            "statsmodels: stratified log-rank χ²": (
                layered,
                survdiff(one.days, one.seen, one.group, strata=one.stratum)[0],
            ),
        }
        for name, (mine, other) in pairs.items():
            known = np.asarray(other) > 1e-12
            apart = np.asarray(mine)[known] / np.asarray(other)[known] - 1
            off[name] = max(off.get(name, 0.0), float(np.abs(apart).max()))
    yield Figure("public data sets compared", len(public), "sets", 5, least=True)
    for name, most in off.items():
        yield Figure(f"largest difference from {name}", most * 1e6, "millionths", 1)


if __name__ == "__main__":
    hand_over([*speed(), *nearness()])

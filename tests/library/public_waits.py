"""Public data sets of times, some of them over and some not, and what other libraries make of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lifelines.datasets as published
import numpy as np

from uramost.fairness.waits import Moments, numbered

GEHAN: dict[str, Any] = json.loads((Path(__file__).parent / "files" / "gehan.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Set:
    """Times, whether the event was seen (1 or 0), and groups and strata as numbers from 0."""

    name: str
    days: Any
    seen: Any
    group: Any
    stratum: Any

    @property
    def moments(self) -> Moments:
        return Moments.of(self.days)

    def parts(self) -> Iterator[tuple[Any, Any]]:
        """Times and events of all, and of each group."""
        yield self.days, self.seen
        for group in np.unique(self.group):
            yield self.days[self.group == group], self.seen[self.group == group]


def _set(name: str, days: Any, seen: Any, group: Any, stratum: Any) -> Set:
    groups, strata = (numbered([str(one) for one in column])[0] for column in (group, stratum))
    return Set(name, np.asarray(days, float), np.asarray(seen, np.int64), groups, strata)


def gehan() -> Set:
    """As the project keeps it: group 0 placebo, 1 6-MP."""
    rows = [
        (day, seen, name)
        for name in ("placebo", "six_mp")
        for seen, kind in ((1, "events"), (0, "censored"))
        for day in GEHAN[name][kind]
    ]
    days, seen, group = zip(*rows, strict=True)
    return _set("gehan", days, seen, group, np.arange(len(days)) % 2)


def sets() -> list[Set]:
    lung, larynx, gbsg2 = published.load_lung(), published.load_larynx(), published.load_gbsg2()
    rossi, waltons, dd = published.load_rossi(), published.load_waltons(), published.load_dd()
    kidney, glioma = published.load_kidney_transplant(), published.load_g3()
    stage = larynx["Stage_II"] + 2 * larynx["Stage_III"] + 3 * larynx["Stage_IV"]
    race = kidney["black_male"] + 2 * kidney["white_male"] + 3 * kidney["black_female"]
    return [
        gehan(),
        _set("lung", lung["time"], lung["status"], lung["sex"], lung["ph.ecog"].fillna(9)),
        _set("larynx", larynx["time"], larynx["death"], stage, larynx["age"] > 65),
        _set("gbsg2", gbsg2["time"], gbsg2["cens"], gbsg2["horTh"], gbsg2["tgrade"]),
        _set("rossi", rossi["week"], rossi["arrest"], rossi["fin"], rossi["prio"] > 2),
        _set("waltons", waltons["T"], waltons["E"], waltons["group"], np.arange(len(waltons)) % 3),
        _set("dd", dd["duration"], dd["observed"], dd["regime"], dd["un_continent_name"]),
        _set("kidney", kidney["time"], kidney["death"], race, kidney["age"] > 45),
        _set("g3", glioma["time"], glioma["event"], glioma["group"], glioma["histology"]),
    ]

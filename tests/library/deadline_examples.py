"""The worked examples of tests/library/files/deadlines.csv: each was counted by hand, and `why` says how.

`rule`: words that differ from the default (counted, stays, once, the whole length when extended). `pauses`: FROM/TO in
days or moments; `extensions`: AMOUNT@DECLARED; `changes`: add or remove and a date. An empty `last`: the clock stands.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from uramost import packs
from uramost.deadlines import Calendar, Change, Clock, Extension, Limit, OfficeHours, Pause

FILE = Path(__file__).parent / "files" / "deadlines.csv"
ZONE = ZoneInfo("Europe/Belgrade")


@dataclass(frozen=True)
class Example:
    row: dict[str, str]

    def __str__(self) -> str:
        return f"{self.row['received']} {self.row['amount']} {self.row['unit']}: {self.row['why']}"

    @property
    def clock(self) -> Clock:
        row = self.row
        closes = time.fromisoformat(row["closes"]) if row["closes"] else None
        return Clock(
            limit(int(row["amount"]), row["unit"], row["rule"]),
            moment(row["received"]),
            norm=int(row["norm"]) if row["norm"] else None,
            hours=OfficeHours(dict.fromkeys(range(5), closes)) if closes else None,
            pauses=tuple(map(pause, row["pauses"].split())),
            extensions=tuple(map(extension, row["extensions"].split())),
        )

    @property
    def calendar(self) -> Calendar:
        words = self.row["changes"].split()
        return kosovo().changed(change(*pair) for pair in zip(words[::2], words[1::2], strict=True))


@cache
def kosovo() -> Calendar:
    return packs.calendar(packs.load("kosovo"), 2023, 2029)


@cache
def examples() -> list[Example]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Example(row) for row in csv.DictReader(file)]


def limit(amount: int, unit: str = "calendar_days", rule: str = "") -> Limit:
    words = rule.split()
    return Limit(
        "example",
        unit,
        amount,
        "made up",
        extended_to=next((int(word) for word in words if word.isdigit()), None),
        extensions=1 if "once" in words else None,
        first_day="counted" if "counted" in words else "not_counted",
        last_day="stays" if "stays" in words else "moves",
    )


def moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=ZONE)


def pause(text: str) -> Pause:
    first, last = text.split("/")
    if "T" in text:
        return Pause(moment(first), moment(last) if last else None, "papers")
    return Pause.of_days(date.fromisoformat(first), date.fromisoformat(last) if last else None, ZONE, "papers")


def extension(text: str) -> Extension:
    amount, declared = text.split("@")
    return Extension(int(amount), "volume", moment(declared))


def change(action: str, day: str) -> Change:
    return Change(date.fromisoformat(day), action, "announced", "made up", {"en": "Day of the town"})

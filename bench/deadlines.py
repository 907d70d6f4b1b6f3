"""How many last days a second, how many explanations, and how long a holiday added later takes with 100,000 cases.

python bench/deadlines.py [--figures FILE]
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from figure import Figure, hand_over  # noqa: E402

from uramost import packs  # noqa: E402
from uramost.deadlines import Change, Clock, Extension, Limit, Pause, computed, latest, moved  # noqa: E402

CASES = 100_000
LIMITS = (
    Limit("days", "calendar_days", 7, "made up", extended_to=15),
    Limit("working", "working_days", 15, "made up", extended_to=25),
    Limit("hours", "hours", 48, "made up", extended_to=96),
)


def seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def case(number: int) -> Clock:
    received = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number * 365 * 24 * 60 // CASES)
    day = timedelta(days=1)
    pauses = []
    if number % 2 == 0:
        pauses.append(Pause(received + day / 2, received + 3 * day))
    if number % 3 == 0:
        pauses += [Pause(received + day, received + 2 * day), Pause(received + 4 * day, received + 6 * day)]
    extensions = (Extension(3, "volume", received + day),) if number % 5 == 0 else ()
    return Clock(LIMITS[number % 3], received, pauses=tuple(pauses), extensions=extensions)


def main() -> None:
    pack = packs.load("kosovo")
    making = seconds(lambda: packs.calendar(pack, 2024, 2029))
    calendar = packs.calendar(pack, 2024, 2029)
    later = calendar.changed([Change(date(2026, 6, 15), "add", "announced", "made up")])
    cases = [case(number) for number in range(CASES)]
    days = seconds(lambda: [latest(clock, calendar) for clock in cases])
    some = cases[::10]
    told = seconds(lambda: [computed(clock, calendar, at=clock.received_at) for clock in some])
    moving = seconds(lambda: moved(((str(number), clock) for number, clock in enumerate(cases)), calendar, later))
    hand_over(
        [
            Figure("last days a second", round(CASES / days), "", 20_000, least=True),
            Figure("computed with explanation, a second", round(len(some) / told), ""),
            Figure("100,000 cases when a holiday is added", moving, "s"),
            Figure("a calendar of six years", 1_000 * making, "ms"),
        ]
    )


if __name__ == "__main__":
    main()

"""When is a server that fails left alone, and for how long? So that a dead one does not cost a wait each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from uramost.machine.trouble import SERVER, Trouble

FAILURES: Final = 3
"""In a row: one may be chance."""
FIRST: Final = 60
"""Seconds of the first rest; each further failure doubles it."""
LONGEST: Final = 15 * 60
"""Seconds; a server's own wish may be longer."""


@dataclass(frozen=True, slots=True)
class Health:
    """Failures in a row, and until when nobody asks."""

    failures: int = 0
    until: datetime | None = None


def after(health: Health, trouble: Trouble | None, at: datetime) -> Health:
    """How a server stands after an exchange that ended with `trouble`, or well (None).

    A trouble about one sentence says that the server works. What was never sent changes nothing.
    """
    if trouble is None:
        return Health()
    if trouble.code not in SERVER:
        return health if trouble.code in {"address_refused", "resting", "own_limit", "switched_off"} else Health()
    failures = health.failures + 1
    seconds = trouble.seconds or 0
    if failures >= FAILURES:
        seconds = max(seconds, min(FIRST * 2 ** (min(failures, 20) - FAILURES), LONGEST))
    return Health(failures, at + timedelta(seconds=seconds) if seconds else None)


def wait(health: Health, at: datetime) -> int:
    """Seconds until it may be asked again; 0: now."""
    if health.until is None or health.until <= at:
        return 0
    return max(1, int((health.until - at).total_seconds()))

"""What has to be looked after from time to time, whoever died: as a table, gone through by the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from uramost_web.casework import drafts, incoming, letters
from uramost_web.events import counting, picturing, rounds
from uramost_web.events import letters as event_letters

EVERY: Final = 15
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """A job, and whether there is something for it to do: a question that costs one query, with an index."""

    job: Any
    needed: Callable[[datetime], bool]


LOOKS: Final = (
    Look(letters.send_all, letters.overdue),
    Look(incoming.read_all, incoming.overdue),
    Look(drafts.forget_old, drafts.overdue),
    Look(incoming.forget_old, incoming.forgettable),
    Look(event_letters.send_all, event_letters.overdue),
    Look(rounds.go_round, rounds.needed),
    Look(counting.recount_all, counting.overdue),
    Look(picturing.forget_refused, picturing.overdue),
)


def look(now: datetime) -> int:
    """Put into the queue what is needed and does not stand there yet; how many jobs that were.

    Two workers that look at the same moment may put a job in twice: jobs are written so that this does no harm.
    """
    begun = 0
    for one in LOOKS:
        waits = DBTaskResult.objects.filter(task_path=one.job.module_path, status=TaskResultStatus.READY)
        if one.needed(now) and not waits.exists():
            one.job.enqueue()
            begun += 1
    return begun

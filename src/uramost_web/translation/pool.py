"""Who does what: a translation or its review is given to a colleague, or offered to all municipalities."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Count, F, Q

from uramost.text import clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import Membership, Municipality, Role
from uramost_web.places.permissions import ACTS, NotAllowed, check_may, may
from uramost_web.translation import letters
from uramost_web.translation.models import Translation
from uramost_web.translation.progress import Progress, progress
from uramost_web.translation.teamwork import Assignment, Task

SKILL: Final = {Task.TRANSLATE: "translation.write", Task.REVIEW: "translation.review"}
"""Which act one must be allowed somewhere to be given a task anywhere."""
ROLE_TOLD: Final = {Task.TRANSLATE: Role.TRANSLATOR, Task.REVIEW: Role.REVIEWER}


class TakenAlready(Exception):
    """Somebody else took the task first, it was withdrawn from the pool, or it is done."""


@transaction.atomic
def assign(*, translation: Translation, task: Task, person: User, note: str = "", by: User, at: datetime) -> Assignment:
    """Ask one person, of this municipality or another.

    Raises `NotAllowed`: "role" when `by` may not, "not_skilled" when the person may not do this anywhere, "own_work"
    for a review of what they wrote.
    """
    check_may(by, "translation.assign", translation.document.municipality)
    _check_fit(person, translation, task)
    row = _put(translation, task, pooled=False, person=person, note=clean(note).strip(), by=by, at=at)
    audit.record("translation.assigned", subject=translation, by=by, at=at, task=task, to=person.pk)
    transaction.on_commit(partial(letters.write_to.enqueue, person.pk, translation.pk, str(ROLE_TOLD[task])))
    return row


@transaction.atomic
def offer(*, translation: Translation, task: Task, note: str = "", by: User, at: datetime) -> Assignment:
    """Put a task into the pool that the translators of every municipality see; whoever had it gives it up."""
    check_may(by, "translation.assign", translation.document.municipality)
    row = _put(translation, task, pooled=True, person=None, note=clean(note).strip(), by=by, at=at)
    audit.record("translation.offered", subject=translation, by=by, at=at, task=task)
    return row


@transaction.atomic
def take(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Take a task from the pool: of two people one comes first. Raises `TakenAlready`, and `NotAllowed` as `assign`."""
    row: Assignment | None = Assignment.objects.select_for_update().filter(pk=assignment.pk, person=None).first()
    if row is None or not Assignment.objects.waiting().filter(pk=row.pk).exists():
        raise TakenAlready
    _check_fit(by, row.translation, Task(row.task))
    row.person, row.taken_at = by, at
    row.save(update_fields=["person", "taken_at"])
    audit.record("translation.taken", subject=row.translation, by=by, at=at, task=row.task)
    return row


@transaction.atomic
def give_back(*, assignment: Assignment, by: User, at: datetime) -> None:
    """By who has the task, or by who may give it to somebody else; what was in the pool goes back there."""
    row = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if row is None:  # nobody is asked any more
        return
    if row.person_id != by.pk:
        check_may(by, "translation.assign", row.translation.document.municipality)
    audit.record("translation.given_back", subject=row.translation, by=by, at=at, task=row.task)
    if not row.pooled:
        row.delete()
        return
    row.person, row.taken_at = None, None
    row.save(update_fields=["person", "taken_at"])


@transaction.atomic
def withdraw(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Nobody is asked any more; what was written stays."""
    check_may(by, "translation.assign", assignment.translation.document.municipality)
    audit.record("translation.not_offered", subject=assignment.translation, by=by, at=at, task=assignment.task)
    Assignment.objects.filter(pk=assignment.pk).delete()


def _put(  # noqa: PLR0917 - a row of the table
    translation: Translation, task: Task, pooled: bool, person: User | None, note: str, by: User, at: datetime
) -> Assignment:
    values = {
        "pooled": pooled,
        "person": person,
        "note": note,
        "asked_by": by,
        "asked_at": at,
        "taken_at": at if person else None,
    }
    row: Assignment = Assignment.objects.update_or_create(translation=translation, task=task, defaults=values)[0]
    return row


def _check_fit(person: User, translation: Translation, task: Task) -> None:
    if not may(person, SKILL[task]):
        raise NotAllowed("not_skilled")
    if task == Task.REVIEW and translation.targets.filter(written_by=person).exists():
        raise NotAllowed("own_work")


def fits(person: User, translation: Translation, task: Task) -> bool:
    """Whether this person could take it."""
    try:
        _check_fit(person, translation, task)
    except NotAllowed:
        return False
    return True


# The queue and the load ------------------------------------------------------------------------------------------


def queue() -> list[Assignment]:
    """What waits in the pool: what is due first, then what has waited longest."""
    rows = Assignment.objects.waiting().select_related("translation__document__municipality", "asked_by")
    return list(rows.order_by(F("translation__due_date").asc(nulls_last=True), "asked_at"))


Held = tuple[int, str, int, date | None]
"""A task somebody has: person, task, translation, the day it is needed by."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in hand: how many texts, how many words of them are left, and what is due first."""

    person: User
    places: tuple[Municipality, ...]
    translations: int
    reviews: int
    words: int
    due: date | None


def loads() -> list[Load]:
    """Everybody who could be asked, the freest first; four queries whatever their number."""
    members = (
        Membership.objects.filter(role__in={*ACTS["translation.write"], *ACTS["translation.review"]})
        .filter(user__is_active=True)
        .select_related("user", "municipality")
    )
    places: dict[User, dict[int, Municipality]] = defaultdict(dict)
    for member in members:
        if member.municipality:
            places[member.user][member.municipality.pk] = member.municipality
    tasks: list[Held] = list(
        Assignment.objects.undone()
        .filter(person__in=list(places))
        .values_list("person", "task", "translation", "translation__due_date")
    )
    left = progress([pk for _person, task, pk, _due in tasks if task == Task.TRANSLATE])
    found = [
        _load(person, tuple(where.values()), [row for row in tasks if row[0] == person.pk], left)
        for person, where in places.items()
    ]
    return sorted(found, key=lambda load: (load.words, load.translations + load.reviews, load.person.name))


def _load(
    person: User,
    places: tuple[Municipality, ...],
    tasks: list[tuple[int, str, int, date | None]],
    left: Mapping[int, Progress],
) -> Load:
    texts = [pk for _person, task, pk, _due in tasks if task == Task.TRANSLATE]
    return Load(
        person=person,
        places=places,
        translations=len(texts),
        reviews=len(tasks) - len(texts),
        words=sum(left[pk].words_left for pk in texts if pk in left),
        due=min((due for *_rest, due in tasks if due), default=None),
    )


def number_waiting() -> int:
    waiting: int = Assignment.objects.waiting().aggregate(count=Count("pk"))["count"]
    return waiting


def mine(person: User) -> Q:
    """Of Translation: those with a task of this person's that is still to be done."""
    return Q(pk__in=Assignment.objects.undone().filter(person=person).values("translation"))

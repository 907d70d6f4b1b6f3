"""Who may do what in one translation. Every question about it is asked here, and nowhere else."""

from typing import Final

from uramost_web.accounts.models import User
from uramost_web.places.permissions import NotAllowed, may
from uramost_web.translation.models import Translation
from uramost_web.translation.teamwork import Task

BY_TASK: Final = {
    "translation.write": (Task.TRANSLATE,),
    "translation.review": (Task.REVIEW,),
    "translation.remark": (Task.TRANSLATE, Task.REVIEW),
}
"""What a task allows to whoever was given it, wherever they work."""


def may_see(person: User, translation: Translation) -> bool:
    """Whether this person may know that the translation exists."""
    place = translation.document.municipality
    return may(person, "notice.see", place) or translation.assignments.filter(person=person).exists()


def is_insider(person: User, translation: Translation) -> bool:
    """Whether this person is shown what the municipality keeps of its memory: not who only has a task there."""
    return may(person, "notice.see", translation.document.municipality)


def may_write(person: User, translation: Translation) -> bool:
    """Whether this person may write in this translation; its state is another question."""
    return may_act(person, "translation.write", translation)


def may_act(person: User, act: str, translation: Translation) -> bool:
    """Whether this person may do an act of `places.permissions.ACTS` with this translation."""
    if may(person, act, translation.document.municipality):
        return True
    tasks = BY_TASK.get(act, ())
    return bool(tasks) and translation.assignments.filter(person=person, task__in=tasks).exists()


def check_may_act(person: User, act: str, translation: Translation) -> None:
    """Raises `NotAllowed("role")` unless the person may."""
    if not may_act(person, act, translation):
        raise NotAllowed("role")


def check_may_write(person: User, translation: Translation) -> None:
    """Raises `NotAllowed("role")` unless the person may."""
    check_may_act(person, "translation.write", translation)

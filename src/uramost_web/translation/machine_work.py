"""Sentences translated before anybody asks, where the municipality wants that: in the background, piece by piece.

What comes of it lies beside the sentences as suggestions: no word is in a translation before a person puts it there.
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import task, task_backends

from uramost import machine
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation.machine import ask
from uramost_web.translation.machine_models import MachineSetting
from uramost_web.translation.models import Target, TargetState, Translation
from uramost_web.translation.states import State

PIECE: Final = 10
"""Sentences in one exchange."""
SECONDS: Final = 60.0
"""Nobody is waiting."""
AGAIN: Final = 20
"""How often a document is taken up again that had to wait for its turn."""


def if_wanted(pk: int) -> None:
    """For a translation that was just opened, where its municipality has this switched on."""
    wanted = MachineSetting.objects.filter(on=True, pretranslate=True, municipality__documents__translations=pk)
    if wanted.exists():
        prepare.enqueue(pk, None)


@task()
def prepare(pk: int, by: int | None, turn: int = 1) -> int:
    """Suggestions for every sentence that has neither a translation nor a suggestion; how many there are now.

    A server that fails ends it; one that asks to wait is asked again later.
    """
    translation = Translation.objects.select_related("document__municipality").get(pk=pk)
    person = User.objects.get(pk=by) if by else None
    waiting = _waiting(translation)
    made, trouble = 0, None
    for start in range(0, len(waiting), PIECE):
        piece = waiting[start : start + PIECE]
        try:
            lacking = ask(
                translation=translation, targets=piece, by=person, at=timezone.now(), seconds=SECONDS, waits=False
            )
        except machine.Trouble as met:
            trouble = met
            break
        made += len(piece) - len(lacking)
    if made:
        audit.record(
            "machine.prepared", subject=translation, by=person, at=timezone.now(), sentences=made, of=len(waiting)
        )
    if trouble and trouble.code in {"own_limit", "too_many", "resting"} and turn < AGAIN:
        _later(pk, by, turn + 1, trouble.seconds or 60)
    return made


def _waiting(translation: Translation) -> list[Target]:
    if translation.state != State.OPEN:
        return []
    empty = translation.targets.filter(state=TargetState.EMPTY, machine=None)
    return [row for row in empty.select_related("segment").order_by("segment__position") if row.segment.text.strip()]


def _later(pk: int, by: int | None, turn: int, seconds: int) -> None:
    """Where the queue can wait; a test's, which does everything at once, cannot."""
    if task_backends["default"].supports_defer:
        prepare.using(run_after=timezone.now() + timedelta(seconds=seconds)).enqueue(pk, by, turn)

"""What translator and reviewer tell each other about single sentences."""

from datetime import datetime

from django.db import transaction

from uramost.text import clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import check_may_act
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import Remark


class OpenRemarks(Exception):
    """A translation cannot be approved while remarks stand open; `positions` are their sentences."""

    def __init__(self, positions: list[int]) -> None:
        super().__init__(positions)
        self.positions = positions


@transaction.atomic
def remark(*, target: Target, text: str, by: User, at: datetime) -> Remark:
    """Say something about a sentence, before it is approved: nobody would look at it afterwards.

    Raises `NotAllowed`: "role" for who only looks on, "approved".
    """
    held = Translation.objects.held(target.translation_id)  # nobody approves it while this is being said
    check_may_act(by, "translation.remark", held)
    if held.state == State.APPROVED:
        raise NotAllowed("approved")
    row = Remark.objects.create(target=target, of_version=target.version, text=clean(text).strip(), by=by, at=at)
    audit.record("remark.made", subject=target, by=by, at=at, remark=row.pk)
    return row


@transaction.atomic
def settle(*, remark: Remark, by: User, at: datetime) -> None:
    """It is dealt with. Of two people who say so the first is recorded."""
    check_may_act(by, "translation.remark", remark.target.translation)
    if Remark.objects.filter(pk=remark.pk, settled_at=None).update(settled_by=by, settled_at=at):
        audit.record("remark.settled", subject=remark.target, by=by, at=at, remark=remark.pk)


def open_positions(translation: Translation) -> list[int]:
    """Sentences with a remark that nobody has dealt with yet."""
    rows = Remark.objects.filter(target__translation=translation, settled_at=None)
    return sorted(set(rows.values_list("target__segment__position", flat=True)))


def check_settled(translation: Translation) -> None:
    """Raises `OpenRemarks`."""
    if positions := open_positions(translation):
        raise OpenRemarks(positions)

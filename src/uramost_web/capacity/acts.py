"""What is done in a round: begun, scored, discussed, agreed, closed. Each act insists on who may, and on the state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.capacity import links
from uramost_web.capacity.models import Agreed, Comment, Instrument, Rater, Rating, Round, State
from uramost_web.capacity.seats import Seat
from uramost_web.directory.models import Organisation
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_holds, check_may

MOST_RATERS: Final = 30


class Refused(ValueError):
    """An act that cannot be done.

    `reason`: not_now · not_you · one_open · other_kind · not_offered · too_many · scored · last_lead · nobody_scored ·
    not_all_agreed · no_item · already · not_agreed · merged · ends_before · measure_outside · no_memorandum ·
    reason_needed
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Given:
    """One item as it was scored: `value` None where it does not apply."""

    value: int | None
    note: str = ""


@transaction.atomic
def begin(
    *,
    instrument: Instrument,
    organisation: Organisation | None,
    municipality: Municipality | None,
    facilitated: bool,
    lead: str,
    language: str,
    by: User,
    at: datetime,
) -> Round:
    """A facilitator begins an organisation's round and gives its lead the link; a municipality begins its own.

    `lead` and `language`: of an organisation's lead. Raises `Refused`: one_open, other_kind, not_offered, merged.
    """
    if not Instrument.objects.newest().filter(pk=instrument.pk).exists():
        raise Refused("not_offered")
    if instrument.of != ("organisation" if organisation else "municipality"):
        raise Refused("other_kind")
    if organisation is not None:
        check_holds(by, "assessment.facilitate")
        if organisation.merged_into_id:
            raise Refused("merged")
    elif municipality is not None:
        check_may(by, "assessment.lead", municipality)
    row = Round(
        instrument=instrument, code=instrument.code, organisation=organisation, municipality=municipality,
        facilitated=facilitated or organisation is not None, started_by=by, started_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refused("one_open") from twice
    audit.record("assessment.begun", subject=row, by=by, at=at, code=row.code)
    if organisation is not None:
        _rater(row, lead, language, at=at, leads=True)
    return row


def held(row: Round) -> Round:
    """The round as it is now, until the end of the transaction."""
    return Round.objects.select_for_update().get(pk=row.pk)


def _insist(seat: Seat, right: bool, *states: str) -> Round:
    if not right:
        raise Refused("not_you")
    row = held(seat.round)
    if row.state not in states:
        raise Refused("not_now")
    return row


# Raters ----------------------------------------------------------------------------------------


@transaction.atomic
def invite(*, seat: Seat, name: str, language: str, user: User | None, at: datetime) -> Rater:
    """Somebody who scores, as long as everybody still scores alone. Raises `Refused`: also too_many, already."""
    row = _insist(seat, seat.leads, State.OPEN)
    if Rater.objects.filter(round=row).count() >= MOST_RATERS:
        raise Refused("too_many")
    if user is not None and Rater.objects.filter(round=row, user=user).exists():
        raise Refused("already")
    made = _rater(row, name, language, user=user, at=at)
    audit.record("assessment.rater", subject=row, by=seat.by, at=at)
    return made


def _rater(
    row: Round, name: str, language: str, *, at: datetime, user: User | None = None, leads: bool = False
) -> Rater:
    return Rater.objects.create(
        round=row, name=name, language=language, user=user, leads=leads, key=links.new_key(),
        nonce=links.new_nonce(), invited_at=at,
    )  # fmt: skip


@transaction.atomic
def take_out(*, seat: Seat, rater: Rater, at: datetime) -> None:
    """Their link opens nothing any more. Whoever has scored stays: what they said is not lost."""
    row = _insist(seat, seat.leads, State.OPEN)
    if rater.leads:
        raise Refused("last_lead")
    if rater.ratings.exists():
        raise Refused("scored")
    rater.delete()
    audit.record("assessment.rater_taken", subject=row, by=seat.by, at=at)


@transaction.atomic
def new_link(*, seat: Seat, at: datetime) -> Rater:
    """For a lead who has lost theirs: the facilitator makes another, and the old one opens nothing any more."""
    row = _insist(seat, seat.facilitates and seat.round.organisation_id is not None, *State.values)
    lead = Rater.objects.get(round=row, leads=True)
    lead.nonce = links.new_nonce()
    lead.save(update_fields=["nonce"])
    audit.record("assessment.new_link", subject=row, by=seat.by, at=at)
    return lead


# Scoring ---------------------------------------------------------------------------------------


@transaction.atomic
def score(*, seat: Seat, given: Mapping[str, Given], language: str, at: datetime) -> None:
    """What a rater says; an item that is not among `given` stays as it was. Raises `Refused`: also no_item."""
    row = _insist(seat, seat.rater is not None, State.OPEN)
    if seat.rater is None or not Rater.objects.filter(round=row, pk=seat.rater.pk).exists():  # taken out meanwhile
        raise Refused("not_you")
    if given.keys() - row.instrument.read().items().keys():
        raise Refused("no_item")
    rows = [
        Rating(
            rater=seat.rater, item=item, value=one.value, note=one.note, language=language if one.note else "", at=at
        )
        for item, one in given.items()
    ]
    Rating.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=("rater", "item"), update_fields=("value", "note", "language", "at")
    )


@transaction.atomic
def say_done(*, seat: Seat, done: bool, at: datetime) -> None:
    """They have scored all they can; the lead sees it."""
    row = _insist(seat, seat.rater is not None, State.OPEN)
    Rater.objects.filter(round=row, key=seat.rater.key if seat.rater else "").update(done_at=at if done else None)


# Discussing ------------------------------------------------------------------------------------


@transaction.atomic
def discuss(*, seat: Seat, at: datetime) -> None:
    """From now on everybody sees what each said, and nobody changes it. Raises `Refused`: also nobody_scored."""
    row = _insist(seat, seat.leads, State.OPEN)
    if not Rating.objects.filter(rater__round=row).exists():
        raise Refused("nobody_scored")
    row.state, row.discussed_at = State.DISCUSSED, at
    row.save(update_fields=["state", "discussed_at"])
    audit.record("assessment.discussed", subject=row, by=seat.by, at=at)


@transaction.atomic
def agree(*, seat: Seat, item: str, value: int | None, why: str, language: str, at: datetime) -> None:
    """What they agreed on for an item, with the reason. Raises `Refused`: also no_item."""
    row = _insist(seat, seat.leads, State.DISCUSSED)
    if item not in row.instrument.read().items():
        raise Refused("no_item")
    Agreed.objects.update_or_create(
        round=row, item=item, defaults={"value": value, "why": why, "language": language, "by": seat.name, "at": at}
    )
    audit.record("assessment.item_agreed", subject=row, by=seat.by, at=at, item=item)


@transaction.atomic
def settle(*, seat: Seat, at: datetime) -> None:
    """All of it is agreed: from now on it is the result. Raises `Refused`: also not_all_agreed."""
    row = _insist(seat, seat.leads, State.DISCUSSED)
    if missing(row):
        raise Refused("not_all_agreed")
    row.state, row.agreed_at = State.AGREED, at
    row.save(update_fields=["state", "agreed_at"])
    audit.record("assessment.agreed", subject=row, by=seat.by, at=at)


def missing(row: Round) -> list[str]:
    """The items on which nothing is agreed yet, in the order of the instrument."""
    there = set(Agreed.objects.filter(round=row).values_list("item", flat=True))
    return [place.item.code for place in row.instrument.read().places() if place.item.code not in there]


@transaction.atomic
def close(*, seat: Seat, at: datetime) -> None:
    """The round is over; its plan goes on, and the next round can begin."""
    row = _insist(seat, seat.leads, State.AGREED)
    row.state, row.closed_at = State.CLOSED, at
    row.save(update_fields=["state", "closed_at"])
    audit.record("assessment.closed", subject=row, by=seat.by, at=at)


@transaction.atomic
def comment(*, seat: Seat, item: str, text: str, language: str, at: datetime) -> Comment:
    """A facilitator's remark: the only thing a facilitator can write."""
    row = _insist(seat, seat.facilitates, State.OPEN, State.DISCUSSED, State.AGREED)
    if seat.by is None:
        raise Refused("not_you")
    if item and item not in row.instrument.read().items():
        raise Refused("no_item")
    audit.record("assessment.comment", subject=row, by=seat.by, at=at, item=item)
    return Comment.objects.create(round=row, item=item, text=text, language=language, by=seat.by, at=at)


@transaction.atomic
def share(*, seat: Seat, facilitated: bool, shared: bool, at: datetime) -> None:
    """The organisation's own decision, at any time, both ways. Raises `Refused`: also not_agreed."""
    row = _insist(seat, seat.leads, *State.values)
    if shared and row.agreed_at is None:
        raise Refused("not_agreed")
    if shared != row.shared:
        row.shared_at = at if shared else None
    row.facilitated, row.shared = facilitated, shared
    row.save(update_fields=["facilitated", "shared", "shared_at"])
    audit.record("assessment.sharing", subject=row, by=seat.by, at=at, facilitated=str(facilitated), shared=str(shared))

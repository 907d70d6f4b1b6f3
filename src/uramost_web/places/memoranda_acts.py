"""What is done about memoranda and bodies: negotiated, signed, carried out step by step."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.memoranda import Body, Carried, Commitment, Member, Memorandum, SignedText, Standing, Step
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may

WRITE: Final = "memorandum.write"


class NotNow(Exception):
    """It cannot be done as the memorandum stands; `code` says why.

    Codes: signed (what was signed is not changed), not_signed, nothing_promised, one_side, ended, is_done.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def start(*, municipality: Municipality, titles: Mapping[str, str], by: User, at: datetime) -> Memorandum:
    """A new memorandum, numbered in its municipality."""
    check_may(by, WRITE, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two do not get the same number
    last = Memorandum.objects.filter(municipality=municipality).aggregate(last=Max("number"))["last"] or 0
    row = Memorandum.objects.create(
        municipality=municipality, number=last + 1, titles=dict(titles), created_by=by, created_at=at
    )
    audit.record("memorandum.started", subject=row, by=by, at=at)
    return row


@transaction.atomic
def change(*, memorandum: Memorandum, values: Mapping[str, Any], by: User, at: datetime) -> Memorandum:
    """Title, currency and source, while it is negotiated. Raises `NotNow`."""
    row = _held(memorandum, by, Standing.DRAFT)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    audit.record("memorandum.changed", subject=row, by=by, at=at)
    return row


@transaction.atomic
def promise(
    *, memorandum: Memorandum, commitment: Commitment | None, values: Mapping[str, Any], by: User, at: datetime
) -> Commitment:
    """A new commitment, or one as it is from now on; only until the memorandum is signed. Raises `NotNow`."""
    row = _held(memorandum, by, Standing.DRAFT)
    if commitment is None:
        last = row.commitments.aggregate(last=Max("position"))["last"] or 0
        commitment = Commitment(memorandum=row, position=last + 1)
    for name, value in values.items():
        setattr(commitment, name, value)
    commitment.save()
    audit.record("memorandum.changed", subject=row, by=by, at=at)
    return commitment


@transaction.atomic
def take_out(*, commitment: Commitment, by: User, at: datetime) -> None:
    """Nobody promises this after all; only until the memorandum is signed. Raises `NotNow`."""
    row = _held(commitment.memorandum, by, Standing.DRAFT)
    commitment.delete()
    audit.record("memorandum.changed", subject=row, by=by, at=at)


@transaction.atomic
def sign(*, memorandum: Memorandum, on: date, until: date | None, signed_by: str, by: User, at: datetime) -> Memorandum:
    """From now on it stands. Both sides have to promise something. Raises `NotNow`."""
    row = _held(memorandum, by, Standing.DRAFT)
    sides = set(row.commitments.values_list("side", flat=True))
    if len(sides) < 2:
        raise NotNow("one_side" if sides else "nothing_promised")
    row.standing, row.signed_on, row.until, row.signed_by = Standing.SIGNED, on, until, signed_by
    row.save(update_fields=["standing", "signed_on", "until", "signed_by"])
    audit.record("memorandum.signed", subject=row, by=by, at=at, on=on)
    return row


@transaction.atomic
def end(*, memorandum: Memorandum, on: date, by: User, at: datetime) -> Memorandum:
    """It holds no longer; what was promised and done stays to be read. Raises `NotNow`."""
    row = _held(memorandum, by, Standing.SIGNED)
    row.standing, row.until = Standing.ENDED, on
    row.save(update_fields=["standing", "until"])
    audit.record("memorandum.ended", subject=row, by=by, at=at, on=on)
    return row


@transaction.atomic
def give_document(*, memorandum: Memorandum, tag: str, data: bytes, name: str, by: User, at: datetime) -> SignedText:
    """The signed document in one language, in place of the one that was there. Raises `NotNow`."""
    row = _held(memorandum, by, Standing.SIGNED)
    there = row.documents.filter(tag=tag).first()
    text = there or SignedText(memorandum=row, tag=tag)
    old = text.file.name or "" if there else ""
    text.name, text.added_by, text.added_at = name[:200], by, at
    text.file.save(name, ContentFile(data), save=False)
    text.save()
    if old and old != text.file.name:
        transaction.on_commit(partial(text.file.storage.delete, old))
    audit.record("memorandum.document", subject=row, by=by, at=at, language=tag)
    return text


@transaction.atomic
def step(
    *,
    commitment: Commitment,
    on: date,
    state: str,
    notes: Mapping[str, str],
    amount: Decimal = Decimal(0),
    by: User,
    at: datetime,
) -> Step:
    """Something was done for a commitment, and how far it is now. Raises `NotNow`."""
    row = _held(commitment.memorandum, by, Standing.SIGNED)
    now = row.commitments.select_for_update().get(pk=commitment.pk)
    if now.state == Carried.DONE and state == Carried.PROMISED:
        raise NotNow("is_done")
    made = Step.objects.create(commitment=now, on=on, state=state, notes=dict(notes), amount=amount, by=by, at=at)
    now.state, now.given = state, now.given + amount
    now.done_on = on if state == Carried.DONE else None
    now.save(update_fields=["state", "given", "done_on"])
    audit.record("memorandum.step", subject=row, by=by, at=at, commitment=now.position, state=state)
    return made


def _held(memorandum: Memorandum, by: User, standing: str) -> Memorandum:
    """The row as it is now, held until the end of the transaction. Raises `NotNow` if it stands otherwise."""
    row = Memorandum.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=memorandum.pk)
    check_may(by, WRITE, row.municipality)
    if row.standing != standing:
        raise NotNow(
            {Standing.DRAFT: "not_signed", Standing.SIGNED: "signed", Standing.ENDED: "ended"}[Standing(row.standing)]
        )
    return row


# Bodies --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_body(
    *, municipality: Municipality, body: Body | None, values: Mapping[str, Any], by: User, at: datetime
) -> Body:
    """A committee or office, with how it is reached."""
    check_may(by, WRITE, municipality)
    row = body or Body(municipality=municipality)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    audit.record("body.changed", subject=row, by=by, at=at)
    return row


@transaction.atomic
def write_member(*, body: Body, member: Member | None, values: Mapping[str, Any], by: User, at: datetime) -> Member:
    """Who holds which function in a body, and since when; whoever leaves gets a last day."""
    check_may(by, WRITE, body.municipality)
    row = member or Member(body=body)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    audit.record("body.changed", subject=body, by=by, at=at)
    return row

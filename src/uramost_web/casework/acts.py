"""What clerks and heads of office do with a case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from uramost import deadlines, states
from uramost.text import plain, search_key
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import clocks, history
from uramost_web.casework.catalogue import Shows
from uramost_web.casework.history import NOTHING, Refused, Said
from uramost_web.casework.models import Attachment, Case, Entry, Extension, Office, Reading
from uramost_web.places.permissions import NotAllowed, check_may, may


def as_who(person: User, case: Case) -> states.Who:
    """As whom somebody acts on a case here. Raises `NotAllowed` for who may not act at all."""
    if may(person, "case.lead", case.municipality):
        return "head"
    check_may(person, "case.work", case.municipality)
    return "clerk"


@transaction.atomic
def act(*, case: Case, code: str, by: User, at: datetime, said: Said = NOTHING) -> Entry:
    """A move without anything further: take, ask, go_on, answer, fix, refuse, close, … Raises `Refused`."""
    held = Case.objects.held(case.pk)
    if code == "reopen":
        held.reopened += 1
    if code in {"reopen", "undo"}:
        held.merged_into = None
    return history.move(case=held, code=code, who=as_who(by, held), by=by, at=at, said=said)


@transaction.atomic
def forward(*, case: Case, office: Office, by: User, at: datetime, said: Said) -> Entry:
    """To another office of the same municipality; the clock goes on."""
    held = Case.objects.held(case.pk)
    history.check_once(held, said)
    if office.municipality_id != held.municipality_id:
        raise Refused("other_municipality")
    if office.pk == held.office_id:
        raise Refused("same_office")
    if not Office.objects.select_for_update(no_key=True).filter(pk=office.pk, closed_on=None).exists():
        raise Refused("office_closed")  # meanwhile: whoever closes it looks for cases first
    said = replace(said, facts={**said.facts, "from": held.office.code, "to": office.code})
    who = as_who(by, held)
    held.office, held.assignee = office, None
    held.forwarded += 1
    return history.move(case=held, code="forward", who=who, by=by, at=at, said=said)


@transaction.atomic
def merge(*, case: Case, into: Case, by: User, at: datetime, said: Said) -> Entry:
    """This case is about the same as another, which goes on. A person decides it, and the resident is told."""
    if case.pk == into.pk:
        raise Refused("same_case")
    first, second = sorted((case.pk, into.pk))  # two clerks who merge two cases into each other do not wait for ever
    held = {pk: Case.objects.held(pk) for pk in (first, second)}
    mine, other = held[case.pk], held[into.pk]
    if mine.municipality_id != other.municipality_id:
        raise Refused("other_municipality")
    if other.merged_into_id is not None:
        raise Refused("merged_already")
    if other.closed_at is not None:
        raise Refused("merged_ended")
    mine.merged_into = other
    said = replace(said, reason=said.reason or other.reference, facts={**said.facts, "into": other.reference})
    entry = history.move(case=mine, code="merge", who=as_who(by, mine), by=by, at=at, said=said)
    history.append(
        case=other, code="merged_here", who="system", by=by, at=at,
        said=Said(facts={"reference": mine.reference}), seen=False,
    )  # fmt: skip
    return entry


@transaction.atomic
def extend(*, case: Case, amount: int, by: User, at: datetime, said: Said) -> Entry:
    """More time, as far as the limit allows, with a reason that the resident is told at once. Raises `Refused`."""
    held = Case.objects.held(case.pk)
    who = as_who(by, held)
    history.check_once(held, said)
    history.check_said(held, said, text=True, reason=True)
    known = clocks.clock(held)
    if known is None:
        raise Refused("no_limit")
    if held.closed_at is not None:
        raise Refused("answered")
    wanted = deadlines.Extension(amount=amount, reason=said.reason, declared_at=at, by=str(by.pk), told_at=at)
    if refusal := deadlines.extension_refusal(known, wanted, clocks.calendar(held.municipality, held.clock_from)):
        raise Refused(refusal)
    said = replace(said, facts={**said.facts, "amount": amount})
    entry = history.append(case=held, code="extend", who=who, by=by, at=at, said=said)
    Extension.objects.create(case=held, entry=entry, amount=amount, told_at=at)
    history.finish(held, entry, at)
    history.record(held, entry, by, at, amount=amount)
    return entry


@transaction.atomic
def assign(*, case: Case, to: User | None, by: User, at: datetime) -> None:
    """Give the case to a clerk here, or to nobody."""
    held = Case.objects.held(case.pk)
    who = as_who(by, held)
    if to is not None and not may(to, "case.work", held.municipality):
        raise NotAllowed("role")
    held.assignee = to
    held.save(update_fields=["assignee"])
    history.append(
        case=held, code="assign", who=who, by=by, at=at, seen=False, said=Said(facts={"to": to.pk if to else None})
    )
    audit.record("case.assign", subject=held, by=by, at=at, user=to.pk if to else None)


@transaction.atomic
def note(*, case: Case, text: str, by: User, at: datetime, language: str = "", key: str = "") -> Entry:
    """A note among colleagues; it is in the resident's export, as everything is, and in no letter.

    `key`: of the form, by which one that comes twice is known.
    """
    held = Case.objects.held(case.pk)
    who, said = as_who(by, held), Said(text=text, language=language, facts={"key": key} if key else {})
    history.check_once(held, said)
    if not text.strip():
        raise Refused("text_needed")
    entry = history.append(case=held, code="note", who=who, by=by, at=at, seen=False, said=said)
    audit.record("case.note", subject=held, by=by, at=at, entry=entry.number)
    return entry


@transaction.atomic
def release(*, case: Case, text: str, photos: Iterable[Attachment], by: User, at: datetime) -> Entry:
    """Show everybody a text without personal data and these pictures, and no others; with nothing, take all back.

    A clerk has read the text before: nothing is released by itself. Raises `Refused`.
    """
    held = Case.objects.held(case.pk)
    who = as_who(by, held)
    if held.service.shows != Shows.TEXT:
        raise Refused("not_public")
    chosen = sorted(photo.pk for photo in photos)
    held.attachments.exclude(pk__in=chosen).update(public=False)
    held.attachments.filter(pk__in=chosen, media_type__startswith="image/").update(public=True)
    held.public_text, held.changed_at = plain(text).strip(), at
    held.public_search = search_key(held.public_text)
    held.save(update_fields=["public_text", "public_search", "changed_at"])
    entry = history.append(case=held, code="release", who=who, by=by, at=at, said=Said(facts={"pictures": len(chosen)}))
    audit.record("case.released", subject=held, by=by, at=at, entry=entry.number, pictures=len(chosen))
    return entry


def caught_up(*, case: Case, by: User) -> None:
    """Somebody has the whole history before them: if they work here, what the resident wrote last is no news any more.

    Not so whoever opens a file, a letter or an answer to score: `opened` alone is for them.
    """
    if case.wrote_at is not None and may(by, "case.work", case.municipality):
        Case.objects.filter(pk=case.pk, wrote_at=case.wrote_at).update(wrote_at=None)


def opened(*, case: Case, by: User, at: datetime) -> None:
    """Somebody here reads the case, or a part of it: once a day it is written down, for the resident to see."""
    if Reading.objects.filter(case=case, person=by, day=localdate(at)).exists():
        return
    seat = by.seats.select_related("office").filter(office__municipality=case.municipality).first()
    Reading.objects.get_or_create(
        case=case, person=by, day=localdate(at), defaults={"first_at": at, "office": seat.office if seat else None}
    )

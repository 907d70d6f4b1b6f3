"""Post that proves no case: a clerk puts it to one of this municipality, or says that it belongs to none."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from uramost import mail_reading
from uramost.mail_reading import AUTOMATIC, Mail
from uramost_web import outbox
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import incoming, incoming_files
from uramost_web.casework.correspondence import Post
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case, Entry
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, check_may, everywhere

BY_MACHINES: Final = frozenset(sign.code for sign in AUTOMATIC)
NOTHING_TO_DO: Final = frozenset({"duplicate", *BY_MACHINES})
"""Findings that need nobody: they are in the list of what machines wrote, and are not counted."""


def of_no_case(person: User, places: list[Municipality]) -> "QuerySet[Post]":
    """Post of these municipalities that is in no case, newest first; to whoever sees them all also what names none."""
    rows = Post.objects.filter(entry=None).exclude(finding="").exclude(raw="")
    mine = rows.filter(municipality__in=places)
    nobodys = everywhere(person, "case.see")
    return (mine | rows.filter(municipality=None) if nobodys else mine).order_by("-received_at", "-pk")


def waiting(rows: "QuerySet[Post]") -> "QuerySet[Post]":
    """What people wrote and nobody has settled."""
    return rows.filter(settled_at=None).exclude(finding__in=NOTHING_TO_DO)


@dataclass(frozen=True, slots=True)
class Opened:
    """A message taken apart, and of its files those that would be taken."""

    mail: Mail
    files: incoming_files.Looked


def opened(post: Post) -> Opened | None:
    """None where nothing is left of it, or it cannot be read."""
    if not post.raw:
        return None
    try:
        with post.raw.open("rb") as file:
            mail = mail_reading.read(file.read(), outbox.mailbox())
        return Opened(mail, incoming_files.look(mail.attachments))
    except Exception:  # of whatever a mail may hold: it was kept for somebody to look at, and the page says so
        incoming.log.exception("Post %s could not be read", post.pk)
        return None


def attach(*, post: Post, case: Case, by: User, at: datetime) -> Entry:
    """Put it to a case of the municipality whose post it is; its resident is told. Raises `Refused`, `NotAllowed`.

    Refused: a code of `desk_wording.POST_REFUSED`, or other_municipality.
    """
    read = opened(post)  # before anything is held
    with transaction.atomic():
        held = _held(post, by)
        if read is None:
            raise Refused("unreadable" if held.raw else "text_gone")
        if case.municipality_id != held.municipality_id:
            raise Refused("other_municipality")
        into = Case.objects.held(case.pk)
        if into.anonymised_at is not None:
            raise Refused("made_anonymous")
        mail = read.mail if read.mail.text.strip() else replace(read.mail, text=read.mail.quoted)
        entry, why = incoming.enter(into, held, mail, read.files, at, by=by)
        if entry is None:
            raise Refused(why)
        held.case, held.entry = into, entry
        held.settled_at, held.settled_by, held.settled_why = None, None, ""
        held.handled_at = held.handled_at or at  # what could not be read at first is not read into a case once more
        held.save()
        audit.record("post.attach", subject=into, by=by, at=at, entry=entry.number)
        return entry


@transaction.atomic
def settle(*, post: Post, why: str, by: User, at: datetime) -> None:
    """It belongs to no case: it leaves the list and is kept for its time. Raises `Refused`, `NotAllowed`.

    A case that its subject named is no longer its own: the message is nothing that its resident should be given.
    """
    held = _held(post, by)
    if not why.strip():
        raise Refused("reason_needed")
    if held.settled_at is not None:
        raise Refused("settled_already")
    held.case, held.settled_at, held.settled_by, held.settled_why = None, at, by, why.strip()
    held.handled_at = held.handled_at or at
    held.save(update_fields=["case", "settled_at", "settled_by", "settled_why", "handled_at"])
    audit.record("post.settle", subject=held, by=by, at=at)


def _held(post: Post, by: User) -> Any:
    """The row, held, for who works where it came. Raises `NotAllowed`, `Refused`."""
    row = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if row.municipality is None:
        raise NotAllowed("role")
    check_may(by, "case.work", row.municipality)
    if row.entry_id is not None:
        raise Refused("entered_already")
    return row

"""What people do with terms: propose, change, approve, forbid. Nobody approves what they wrote themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from uramost.text import fold
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import Membership
from uramost_web.places.permissions import ACTS, NotAllowed, check_holds, may
from uramost_web.translation.models import TermEntry

Values = dict[str, Any]
WRITTEN: Final = ("domain", "source", "texts", "definitions", "forbidden")
"""What somebody writes of a term."""
FIRST: Final = ("en", "sq", "sr-Cyrl")
"""The languages after whose name a new term's address is called, the first that has one."""


class Changed(Exception):
    """Somebody else has changed the term since it was looked at."""


class NotNow(Exception):
    """The term is not in a state from which it can move like this."""


@dataclass(frozen=True, slots=True)
class Move:
    """A decision on a term: from which states, into which one; `own`: also by whoever wrote it."""

    before: tuple[str, ...]
    after: str
    verb: str
    own: bool = False


MOVES: Final = {
    "approve": Move(("proposed",), "approved", "term.approved"),
    "forbid": Move(("proposed", "approved"), "forbidden", "term.forbidden"),
    "reopen": Move(("approved", "forbidden"), "proposed", "term.reopened", own=True),
}


def may_change(person: User, term: TermEntry) -> bool:
    """Who may propose may change a proposal; what is approved or forbidden changes only who may decide on it."""
    return may(person, "term.propose" if term.status == "proposed" else "term.approve")


def moves(person: User, term: TermEntry) -> list[str]:
    """The decisions this person may take now."""
    if not may(person, "term.approve"):
        return []
    own = term.written_by_id == person.pk
    return [name for name, move in MOVES.items() if term.status in move.before and (move.own or not own)]


def may_drop(person: User, term: TermEntry) -> bool:
    """A proposal that no pack brought, by whoever made it or may decide."""
    own = term.written_by_id == person.pk and may(person, "term.propose")
    return term.status == "proposed" and not term.pack and (own or may(person, "term.approve"))


@transaction.atomic
def propose(*, values: Values, by: User, at: datetime) -> TermEntry:
    """A new term. Raises `NotAllowed`."""
    check_holds(by, "term.propose")
    term: TermEntry = TermEntry.objects.create(
        key=_free_key(values["texts"]), status="proposed", version=1, written_by=by, written_at=at, **values
    )
    audit.record("term.proposed", subject=term, by=by, at=at, term=term.key)
    return term


@transaction.atomic
def change(*, term: TermEntry, values: Values, seen: int, by: User, at: datetime) -> TermEntry:
    """Other words for a term, which is then a proposal again. Raises `Changed` and `NotAllowed`."""
    row = _locked(term, seen)
    if not may_change(by, row):
        raise NotAllowed("role")
    before = {name: getattr(row, name) for name in WRITTEN if getattr(row, name) != values[name]}
    if not before:
        return row
    for name in before:
        setattr(row, name, values[name])
    row.status, row.written_by, row.written_at = "proposed", by, at
    row.version += 1
    row.save()
    after = {name: values[name] for name in before}
    audit.record("term.changed", subject=row, by=by, at=at, term=row.key, before=before, after=after)
    return row


@transaction.atomic
def decide(*, term: TermEntry, name: str, seen: int, by: User, at: datetime) -> TermEntry:
    """One of MOVES. Raises `Changed`, `NotAllowed` (role, own_work) and `NotNow`."""
    check_holds(by, "term.approve")
    row, move = _locked(term, seen), MOVES[name]
    if row.status not in move.before:
        raise NotNow(name)
    if row.written_by_id == by.pk and not move.own:
        raise NotAllowed("own_work")
    held = _role(by)
    row.status, row.decided_by, row.decided_at = move.after, by, at
    row.decided_as, row.decided_for = held.role, held.municipality
    row.version += 1
    row.save()
    audit.record(move.verb, subject=row, by=by, at=at, term=row.key)
    return row


@transaction.atomic
def drop(*, term: TermEntry, seen: int, by: User, at: datetime) -> None:
    """Take a proposal back. Raises `Changed` and `NotAllowed`."""
    row = _locked(term, seen)
    if not may_drop(by, row):
        raise NotAllowed("role")
    written = {name: getattr(row, name) for name in WRITTEN}
    audit.record("term.dropped", subject=row, by=by, at=at, term=row.key, before=written)
    row.delete()


def _locked(term: TermEntry, seen: int) -> TermEntry:
    """The row as it is now, held until the end of the transaction."""
    row: TermEntry | None = TermEntry.objects.select_for_update(of=("self",)).filter(pk=term.pk).first()
    if row is None or row.version != seen:
        raise Changed
    return row


def _role(by: User) -> Membership:
    """The first role in which this person may decide: that is what the public sees of them."""
    held: Membership | None = by.memberships.filter(role__in=ACTS["term.approve"]).order_by("pk").first()
    if held is None:
        raise NotAllowed("role")
    return held


def _free_key(texts: dict[str, list[str]]) -> str:
    """An address made of the term's first name, with a number where it is taken."""
    name = next((texts[tag][0] for tag in (*FIRST, *texts) if texts.get(tag)), "")
    wanted = slugify(fold(name))[:50].strip("-") or "term"
    taken = set(TermEntry.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted, *numbered) if key not in taken)

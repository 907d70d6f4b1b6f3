"""Somebody asks to be forgotten: all that says who they are goes. Their number stays, and what is counted counts it.

Apps above keep of people what this one does not know of: they enter themselves in `FORGETTERS` at the start, and are
called with the numbers of the person and of all rows that were merged into them, in the same transaction.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from uramost.namesakes import SURE
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import declaring, finding, vault
from uramost_web.directory.acts import gone, insist
from uramost_web.directory.imports import Decision, ImportLine, State
from uramost_web.directory.models import DeclarationKey, Function, Merge, Person, PersonWord
from uramost_web.directory.people import NOBODY, NOTHING, new_nonce
from uramost_web.directory.permissions import FORGET, may_with_person
from uramost_web.places.permissions import NotAllowed

FORGETTERS: Final[list[Callable[[Collection[int], datetime], None]]] = []


@transaction.atomic
def ask(*, person: Person, wanted: bool, at: datetime) -> None:
    """They want to be forgotten, or no longer; through their own link, whose page staff do not have. Twice is once.

    Raises `Faulty` for who was merged or forgotten meanwhile.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    insist({"": gone(row)})
    if wanted == bool(row.asked_to_be_deleted_at):
        return
    row.asked_to_be_deleted_at = at if wanted else None
    row.save(update_fields=["asked_to_be_deleted_at"])
    if not wanted:  # also what they asked for before they were merged: it would come back with the row
        Person.objects.filter(pk__in=[one.pk for one in finding.merged(Person, row.pk)]).update(
            asked_to_be_deleted_at=None
        )
    audit.record("person.asks_to_go" if wanted else "person.stays", subject=row, by=None, at=at)


@transaction.atomic
def forget(*, person: Person, by: User, at: datetime) -> None:
    """Delete a person's entry. Cannot be undone. Raises `NotAllowed`, and `Faulty` for who was merged or forgotten."""
    if not may_with_person(by, FORGET, person):
        raise NotAllowed("role")
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # for events are waited for, as when merging
    insist({"": gone(row)})
    numbers = [row.pk, *(one.pk for one in finding.merged(Person, row.pk))]
    for forgetter in FORGETTERS:
        forgetter(numbers, at)
    _take_answers_back(numbers)
    _lines_of_lists(set(numbers))
    Merge.objects.filter(Q(kept__in=numbers) | Q(gone__in=numbers), kind="person").delete()
    Function.objects.filter(person__in=numbers).delete()
    PersonWord.objects.filter(person__in=numbers).delete()
    for number in numbers:
        Person.objects.filter(pk=number).update(
            name=NOBODY, **NOTHING, municipality=None, nonce=new_nonce(), asked_to_be_deleted_at=None, forgotten_at=at
        )
    audit.record("person.forgotten", subject=row, by=by, at=at)


def _take_answers_back(numbers: Collection[int]) -> None:
    """What they declared. Where the key is lost it cannot be read by anybody, and is left as it is."""
    try:
        for number in numbers if DeclarationKey.objects.exists() else ():
            declaring.withdraw(number)
    except (vault.KeyLost, vault.BadKey):
        return


def _lines_of_lists(numbers: Collection[int]) -> None:
    """Of lists that were brought, the lines about them, those that said the same, and those that were left out and
    surely named them; of lists still looked through only that somebody is there already: these are of today, and
    whoever brings them decides."""
    looked_through = ImportLine.objects.filter(of__state__in=(State.COMPARING, State.PREVIEW))
    offered = []
    for line in looked_through.exclude(alike=[]).iterator():
        kept = [one for one in line.alike if one[0] not in numbers]
        if len(kept) < len(line.alike):
            line.alike = kept
            offered.append(line)
    ImportLine.objects.bulk_update(offered, ("alike",))
    looked_through.filter(person__in=numbers).update(person=None, decision=Decision.OPEN)
    theirs = list(ImportLine.objects.filter(person__in=numbers).values_list("pk", "of", "number"))
    done = ImportLine.objects.filter(of__state__in=(State.DONE, State.UNDONE), person=None, decision=Decision.SKIP)
    for pk, of, number, alike in done.exclude(alike=[]).values_list("pk", "of", "number", "alike").iterator():
        if any(one in numbers and score >= SURE for one, score, _reasons in alike):
            theirs.append((pk, of, number))
    emptied = [pk for pk, _of, _number in theirs]
    for _pk, of, number in theirs:
        for line in ImportLine.objects.filter(of=of, person=None).exclude(findings=[]):
            if any(found["code"] == "twice" and found["values"].get("line") == number for found in line.findings):
                emptied.append(line.pk)
    ImportLine.objects.filter(pk__in=emptied).update(raw=[], read={}, findings=[], before={}, undoing=[], alike=[])

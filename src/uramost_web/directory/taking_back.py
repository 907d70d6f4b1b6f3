"""A list is taken back: everything that it wrote and that has not been used or changed since.

As many questions for a hundred lines as for one: a list of thousands is taken back in one request.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import finding, purposes
from uramost_web.directory.importing import AT_ONCE, held, what_of
from uramost_web.directory.imports import Import, ImportLine, State
from uramost_web.directory.models import Function, Person
from uramost_web.directory.permissions import WRITE, check_may_with


@transaction.atomic
def undo(row: Import, *, by: User, at: datetime) -> Import:
    """Take everything back that was written and has not been used or changed since; each line says what stayed.

    Codes: used{by}, changed{field}, kept_on_list. Raises `importing.NotNow` and `NotAllowed`.
    """
    row = held(row, State.DONE)
    check_may_with(by, WRITE, row.municipality)
    kept = {person for one in purposes.PURPOSES for person in one.take_back(row, by=by, at=at)}
    lines = list(row.lines.exclude(person=None).select_related("person", "function").order_by("number"))
    for line in lines:
        line.undoing = [{"code": "kept_on_list", "values": {}}] if line.person_id in kept else []
    _take_functions(row, [line for line in lines if line.function])
    made = [line for line in lines if line.made]
    for start in range(0, len(made), AT_ONCE):
        _take_away(made[start : start + AT_ONCE])
    for line in lines:
        if not line.made:
            _put_back(line)
    ImportLine.objects.bulk_update(lines, ("undoing", "person", "function"), batch_size=AT_ONCE)
    row.state, row.undone_at, row.undone_by = State.UNDONE, at, by
    row.save(update_fields=["state", "undone_at", "undone_by"])
    stayed = sum(bool(line.undoing) for line in lines)
    audit.record("people.taken_back", subject=row, by=by, at=at, lines=len(lines), stayed=stayed)
    return row


def _take_functions(row: Import, lines: Collection[ImportLine]) -> None:
    """Those that are as the list wrote them."""
    unchanged = []
    for line in lines:
        if (function := line.function) is None:
            continue
        if function.what != what_of(row, line) or function.since or function.until:
            line.undoing.append({"code": "changed", "values": {"field": "function"}})
        else:
            unchanged.append(function.pk)
            line.function = None
    for start in range(0, len(unchanged), AT_ONCE):
        Function.objects.filter(pk__in=unchanged[start : start + AT_ONCE]).delete()


def _take_away(lines: Sequence[ImportLine]) -> None:
    """Whom these lines made, unless something hangs on them."""
    used = uses([line.person_id for line in lines if line.person_id])
    free = []
    for line in lines:
        if by := used.get(line.person_id or 0):
            line.undoing.append({"code": "used", "values": {"by": ", ".join(by)}})
        elif line.person_id:
            free.append(line.person_id)
            line.person = None
    Person.objects.filter(pk__in=free).delete()


def uses(people: Collection[int]) -> dict[int, list[str]]:
    """Person → tables with rows that hang on them, other than what they are found by and lines of imports.

    On who was merged hangs the merge, which could not be undone without them.
    """
    apart = {"directory.personword", "directory.importline"}
    merged = Person.objects.filter(pk__in=people).exclude(merged_into=None)
    used = {number: ["directory.merge"] for number in merged.values_list("pk", flat=True)}
    for relation in Person._meta.related_objects:
        label, name = relation.related_model._meta.label_lower, relation.field.name
        if label not in apart:
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": people})
            for number in rows.order_by().values_list(name, flat=True).distinct():
                used.setdefault(number, []).append(label)
    return used


def _put_back(line: ImportLine) -> None:
    person, put_back = line.person, []
    if person is None:
        return
    for name, (before, written) in line.before.items():
        if getattr(person, name) == written:
            setattr(person, name, before)
            put_back.append(name)
        else:
            line.undoing.append({"code": "changed", "values": {"field": name}})
    if put_back:
        # Another line of the same person may have put the telephone back: this row has it as it was before.
        keyed = ["phone_key"] if "phone" in put_back else []
        finding.prepare(person).save(update_fields=[*put_back, *keyed])

"""Two rows are one: what pointed to the one points to the other from now on, and back again when that was a mistake.

Whatever points to people or organisations is moved, also rows of apps that this one knows nothing of. A row that
cannot be moved, because the other has its like already, stays with the row that is gone and is not counted. Apps above
in which two people hold what one may hold once, such as a place, enter themselves in `JOINERS` at the start.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import finding
from uramost_web.directory.acts import sort_key
from uramost_web.directory.models import Merge, Organisation, Person
from uramost_web.directory.permissions import MERGE, may_with_organisation, may_with_person
from uramost_web.places.permissions import NotAllowed

FILLED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "person": (("email",), ("phone",), ("language",), ("municipality_id",)),
    "organisation": (
        ("municipality_id",), ("registration_number", "register"), ("email",), ("phone",), ("web",), ("partner_id",)
    ),
}  # fmt: skip
"""What may be taken over from the row that is gone; a number says nothing without its register."""
LEFT: Final = frozenset(
    {
        "directory.personword.person",
        "directory.organisationword.organisation",
        "directory.person.merged_into",
        "directory.organisation.merged_into",
        "directory.importline.person",
    }
)
"""What is not moved: the index, which is made anew; what was merged earlier; what a line of a file was taken for."""


class CannotMerge(ValueError):
    """`code` is same_row, kept_is_gone, gone_is_gone, undone_already or was_forgotten."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Undone:
    """What did not go back, each a code of `STAYED` and how many: the rest is as it was."""

    back: int = 0
    left: dict[str, int] = field(default_factory=dict)

    def tell(self, code: str) -> None:
        self.left[code] = self.left.get(code, 0) + 1


@dataclass(frozen=True, slots=True)
class Joiner:
    """What is done before the rows of two people are moved, and after they were moved back: in the same transaction.

    `join` gets the numbers of who stands and of who goes, and returns what `part` needs, as JSON; `part` tells what did
    not go back.
    """

    join: Callable[[int, int, datetime], list[Any]]
    part: Callable[[list[Any], Undone], None]


JOINERS: Final[dict[str, Joiner]] = {}
"""Name of the app → what it does when people are merged."""
STAYED: Final = ("deleted", "moved_on", "refused", "field_changed", "number_taken")
"""deleted: it is not there any more; moved_on: it points to a third row by now; refused: its like has been added
since; field_changed: somebody has changed the field since; number_taken: another has the registration number now."""


# Merging -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def merge(*, kind: str, kept: int, gone: int, take: tuple[str, ...] = (), by: User, at: datetime) -> Merge:
    """Make one row of two. `take`: fields whose value is that of the row that goes, although the other has one too.

    Fields that the kept row has nothing in are filled. Raises `CannotMerge` and `NotAllowed`.
    """
    stands, goes = _both(kind, kept, gone)
    _check_may(kind, by, stands, goes)
    _check_remembered(stands, goes)
    if goes.merged_into_id or stands.merged_into_id:
        raise CannotMerge("gone_is_gone" if goes.merged_into_id else "kept_is_gone")
    joined = {name: one.join(kept, gone, at) for name, one in JOINERS.items()} if kind == "person" else {}
    rows, stayed = _move(goes, stands)
    goes.merged_into = stands
    goes.save(update_fields=["merged_into"])
    fields = _fill(kind, stands, goes, take)
    if kind == "person" and goes.asked_to_be_deleted_at and not stands.asked_to_be_deleted_at:
        stands.asked_to_be_deleted_at = goes.asked_to_be_deleted_at  # it is one person who asked
        stands.save(update_fields=["asked_to_be_deleted_at"])
    _reindex(kind, goes)
    _reindex(kind, stands)
    moved = {"rows": rows, "stayed": stayed, "fields": fields, "joined": joined}
    made = Merge.objects.create(kind=kind, kept=kept, gone=gone, by=by, at=at, moved=moved)
    audit.record(f"{kind}.merged", subject=stands, by=by, at=at, gone=gone, merge=made.pk)
    return made


def _both(kind: str, kept: int, gone: int) -> tuple[Any, Any]:
    """The two rows, held until the end of the transaction, in one order, so that two who merge do not wait forever.

    Not their keys: who holds an event for which a joiner waits may meanwhile write what points to them.
    """
    if kept == gone:
        raise CannotMerge("same_row")
    model: Any = MODELS[kind]
    held = model.objects.select_for_update(no_key=True).filter(pk__in=[kept, gone])
    rows = {row.pk: row for row in held.order_by("pk")}
    return rows[kept], rows[gone]


MODELS: Final[Mapping[str, type[models.Model]]] = {"person": Person, "organisation": Organisation}


def _check_may(kind: str, by: User, *rows: Any) -> None:
    may: Any = may_with_person if kind == "person" else may_with_organisation
    if not all(may(by, MERGE, row) for row in rows):
        raise NotAllowed("role")


def _check_remembered(*rows: Any) -> None:
    if any(isinstance(row, Person) and row.forgotten_at for row in rows):
        raise CannotMerge("was_forgotten")


def pointing(model: type[models.Model]) -> Iterator[tuple[str, Any, str]]:
    """What points to a model, as (label, the model that points, the name of its field); also without a way back."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):  # one to one is of this kind, and the table of many to many
            pointer: Any = relation.related_model
            label = f"{pointer._meta.label_lower}.{relation.field.name}"
            if label not in LEFT:
                yield label, pointer, relation.field.name


def _move(goes: Any, stands: Any) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    moved: dict[str, list[Any]] = {}
    stayed: dict[str, list[Any]] = {}
    for label, model, name in pointing(type(goes)):
        for key in model._base_manager.filter(**{name: goes}).order_by("pk").values_list("pk", flat=True):
            there = moved if _pointed(model, key, name, stands) else stayed
            there.setdefault(label, []).append(key)
    return moved, stayed


def _pointed(model: Any, key: Any, name: str, to: Any) -> bool:
    """Point a row elsewhere; False where the database does not have two of them."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{name: to})
    except IntegrityError:
        return False
    return True


def _fill(kind: str, stands: Any, goes: Any, take: tuple[str, ...]) -> dict[str, list[Any]]:
    """Field → what it was and what it is now. `take` names the first field of those that go together."""
    changed: dict[str, list[Any]] = {}
    for names in FILLED[kind]:
        had, other = getattr(stands, names[0]), getattr(goes, names[0])
        if other and other != had and (names[0] in take or not had):
            changed |= {name: [getattr(stands, name), getattr(goes, name)] for name in names}
    if "partner_id" in changed:  # one organisation at a time
        type(goes).objects.filter(pk=goes.pk).update(partner=None)
    _write(kind, stands, {name: after for name, (_before, after) in changed.items()})
    return changed


def _write(kind: str, row: Any, values: Mapping[str, Any]) -> None:
    if not values:
        return
    for name, value in values.items():
        setattr(row, name, value)
    if kind == "person":
        finding.prepare(row)
    row.save()


def _reindex(kind: str, row: Any) -> None:
    if kind == "person":
        finding.index_person(row)
        return
    row.sort = sort_key({one.tag: one.name for one in row.names.all()}) or row.sort
    row.save(update_fields=["sort"])
    finding.index_organisation(row)


# Undoing -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, merge: Merge, by: User, at: datetime) -> Undone:
    """Put back what the merge moved. What has changed since stays as it is, and is told.

    Raises `CannotMerge` where it was undone already, or where the kept row has itself been merged since: that has to
    be undone first.
    """
    made = Merge.objects.select_for_update().get(pk=merge.pk)
    if made.undone_at:
        raise CannotMerge("undone_already")
    stands, goes = _both(made.kind, made.kept, made.gone)
    _check_may(made.kind, by, stands, goes)
    if stands.merged_into_id:
        raise CannotMerge("kept_is_gone")
    told = Undone()
    if made.kind == "person" and goes.asked_to_be_deleted_at == stands.asked_to_be_deleted_at:
        stands.asked_to_be_deleted_at = None  # came with the merge, and stays with who asked
        stands.save(update_fields=["asked_to_be_deleted_at"])
    _unfill(made, stands, goes, told)
    for label, keys in made.moved["rows"].items():
        _back(label, keys, stands, goes, told)
    for name, changed in made.moved.get("joined", {}).items():
        JOINERS[name].part(changed, told)
    _stand_again(goes, told)
    _reindex(made.kind, stands)
    _reindex(made.kind, goes)
    made.undone_at, made.undone_by = at, by
    made.save(update_fields=["undone_at", "undone_by"])
    audit.record(f"{made.kind}.parted", subject=stands, by=by, at=at, gone=made.gone, merge=made.pk, left=told.left)
    return told


def _unfill(made: Merge, stands: Any, goes: Any, told: Undone) -> None:
    filled: Mapping[str, list[Any]] = made.moved["fields"]
    for names in FILLED[made.kind]:
        if names[0] not in filled:
            continue
        if any(getattr(stands, name) != filled[name][1] for name in names):
            told.tell("field_changed")
        elif _written(made.kind, stands, {name: filled[name][0] for name in names}):
            told.back += 1
            if "partner_id" in names:
                goes.partner_id = filled["partner_id"][1]
                goes.save(update_fields=["partner"])
        else:
            told.tell("number_taken" if "registration_number" in names else "refused")


def _written(kind: str, row: Any, values: Mapping[str, Any]) -> bool:
    """Write fields; False where the database refuses them, because another has the same by now: they stay."""
    now = {name: getattr(row, name) for name in values}
    try:
        with transaction.atomic():
            _write(kind, row, values)
    except IntegrityError:
        for name, value in now.items():
            setattr(row, name, value)
        return False
    return True


def _back(label: str, keys: list[Any], stands: Any, goes: Any, told: Undone) -> None:
    found = next(((model, name) for known, model, name in pointing(type(goes)) if known == label), None)
    for key in keys:
        row = found[0]._base_manager.filter(pk=key).first() if found else None
        if found is None or row is None:
            told.tell("deleted")
        elif getattr(row, f"{found[1]}_id") != stands.pk:
            told.tell("moved_on")
        elif _pointed(found[0], key, found[1], goes):
            told.back += 1
        else:
            told.tell("refused")


def _stand_again(goes: Any, told: Undone) -> None:
    """A registration number that another organisation has taken meanwhile is left with that one."""
    goes.merged_into = None
    try:
        with transaction.atomic():
            goes.save(update_fields=["merged_into"])
    except IntegrityError:
        goes.registration_number = ""
        goes.save(update_fields=["merged_into", "registration_number"])
        told.tell("number_taken")

"""Writing the directory: organisations, people, and what people are where."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from uramost import registration, text
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import finding
from uramost_web.directory.models import (
    Function,
    Organisation,
    OrganisationName,
    OrganisationSector,
    Person,
    WorkingLanguage,
)
from uramost_web.directory.organisations import Kind, rank
from uramost_web.directory.permissions import (
    WRITE,
    check_may_with,
    may_with_organisation,
    may_with_person,
)
from uramost_web.places.permissions import NotAllowed

PLAIN: Final = (
    "kind",
    "municipality",
    "register",
    "registration_number",
    "email",
    "phone",
    "web",
    "addresses",
    "public",
    "partner",
)
"""Fields of an organisation that stand in its row; names, sectors and languages have rows of their own."""
OF_A_PERSON: Final = ("name", "email", "phone", "language", "municipality")


class Faulty(ValueError):
    """Something cannot be written like this: `faults` has a code for each field, "" is the whole.

    Codes: name_needed, place_needed, register_needed, number_signs, number_form, number_check, number_taken,
    partner_taken, ends_before, merged, is_forgotten.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.faults = dict(faults)


def insist(faults: Mapping[str, str]) -> None:
    """Raises `Faulty` for the codes that are not empty."""
    if found := {field: code for field, code in faults.items() if code}:
        raise Faulty(found)


# Organisations -------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_organisation(
    *,
    organisation: Organisation | None,
    values: Mapping[str, Any],
    names: Mapping[str, str],
    sectors: Collection[str],
    languages: Collection[str],
    by: User,
    at: datetime,
) -> Organisation:
    """A new organisation, or one as it is from now on; `values` for the fields of `PLAIN`. Raises `Faulty`."""
    row = Organisation(added_at=at)
    if organisation is not None:
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)  # as it is now: perhaps merged meanwhile
        check_may_give(by, row)
    check_may_with(by, WRITE, values.get("municipality", row.municipality))
    changed = _set(row, values)
    row.registration_number = registration.tidy(row.registration_number)
    insist(_faults(row, names))
    row.sort = sort_key(names)
    _keep(row, names)
    changed += _names(row, names)
    changed += _listed(OrganisationSector, "sector", row, sectors, "sectors")
    changed += _listed(WorkingLanguage, "language", row, languages, "works_in")
    if {"names", "municipality"} & set(changed):
        finding.index_organisation(row)
    if organisation is None:
        audit.record("organisation.added", subject=row, by=by, at=at)
    elif changed:
        audit.record("organisation.changed", subject=row, by=by, at=at, fields=", ".join(sorted(changed)))
    return row


def _keep(row: Organisation, names: Mapping[str, str]) -> None:
    """Of two who enter one number, or one partner, at the same moment, the database refuses the second."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        insist(_faults(row, names))
        raise


def sort_key(names: Mapping[str, str]) -> str:
    """By which lists are in order: the name that stands first, folded."""
    first = min((tag for tag, name in names.items() if name), key=rank, default="")
    return text.fold(names[first])[:200] if first else ""


def _faults(row: Organisation, names: Mapping[str, str]) -> dict[str, str]:
    office = row.kind == Kind.MUNICIPAL_OFFICE
    partner = Organisation.objects.filter(partner=row.partner).exclude(pk=row.pk) if row.partner_id else None
    return {
        "": "merged" if row.merged_into_id else "",
        "names": "" if any(names.values()) else "name_needed",
        "municipality": "place_needed" if office and row.municipality_id is None else "",
        "partner": "partner_taken" if partner is not None and partner.exists() else "",
        **_number_faults(row),
    }


def _number_faults(row: Organisation) -> dict[str, str]:
    if not row.registration_number:
        return {}
    if not row.register:
        return {"register": "register_needed"}
    if found := registration.fault(row.register, row.registration_number):
        return {"registration_number": f"number_{found}"}
    same = Organisation.objects.standing().filter(register=row.register, registration_number=row.registration_number)
    return {"registration_number": "number_taken" if same.exclude(pk=row.pk).exists() else ""}


def _names(row: Organisation, names: Mapping[str, str]) -> list[str]:
    wanted = {tag: name for tag, name in names.items() if name}
    there = {one.tag: one for one in row.names.all()}
    row.names.filter(tag__in=there.keys() - wanted.keys()).delete()
    for tag, name in wanted.items():
        if tag not in there or there[tag].name != name:
            values = {"name": name, "search": text.search_key(name)[:220]}
            OrganisationName.objects.update_or_create(organisation=row, tag=tag, defaults=values)
    return ["names"] if wanted != {tag: one.name for tag, one in there.items()} else []


def _listed(model: Any, field: str, row: Organisation, wanted: Collection[str], name: str) -> list[str]:
    """Rows of one value each: a sector, a language."""
    rows = model.objects.filter(organisation=row)
    there = set(rows.values_list(field, flat=True))
    if there == set(wanted):
        return []
    rows.filter(**{f"{field}__in": there - set(wanted)}).delete()
    model.objects.bulk_create(model(organisation=row, **{field: value}) for value in sorted(set(wanted) - there))
    return [name]


# People --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_person(*, values: Mapping[str, Any], by: User, at: datetime) -> Person:
    """Somebody new, with the fields of `OF_A_PERSON`. Raises `Faulty`. Many at a time: `finding.enter`."""
    check_may_with(by, WRITE, values.get("municipality"))
    row = Person(added_at=at, **values)
    insist({"name": "" if finding.words_of_person(row.name) else "name_needed"})
    (made,) = finding.enter([row])
    audit.record("person.added", subject=made, by=by, at=at)
    return made


@transaction.atomic
def change_person(*, person: Person, values: Mapping[str, Any], by: User | None, at: datetime) -> Person:
    """As somebody is from now on; `by` None: they changed it themselves through their own link. Raises `Faulty`."""
    if by is not None:
        if not may_with_person(by, WRITE, person):
            raise NotAllowed("role")
        if person.municipality != values.get("municipality", person.municipality):
            check_may_with(by, WRITE, values["municipality"])
    row = Person.objects.select_for_update().get(pk=person.pk)
    changed = _set(row, values)
    insist(
        {
            "": gone(row),
            "name": "" if finding.words_of_person(row.name) else "name_needed",
        }
    )
    finding.prepare(row).save()
    if "name" in changed:
        finding.index_person(row)
    if changed:
        audit.record("person.changed", subject=row, by=by, at=at, fields=", ".join(sorted(changed)))
    return row


def gone(person: Person) -> str:
    """The code of why nothing is written about somebody any more; empty while they stand."""
    if person.merged_into_id:
        return "merged"
    return "is_forgotten" if person.forgotten_at else ""


def _set(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Give a row its new values; the names of those that were others."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name, value in values.items():
        setattr(row, name, value)
    return changed


# Functions -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_function(
    *,
    function: Function | None,
    person: Person,
    organisation: Organisation,
    what: Mapping[str, str],
    since: date | None,
    until: date | None,
    by: User,
    at: datetime,
) -> Function:
    """What somebody is in an organisation. Raises `Faulty`; whoever enters it may write to the organisation."""
    row = function or Function(person=person, organisation=organisation)
    check_may_give(by, organisation)
    if function is not None:
        check_may_give(by, function.organisation)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # as they are called and where it is
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # until this is written
    changed = _set(row, {"organisation": organisation, "what": dict(what), "since": since, "until": until})
    insist(
        {
            "": "merged" if organisation.merged_into_id else gone(person),
            "until": "ends_before" if since and until and until < since else "",
        }
    )
    row.municipality_id, row.folded = organisation.municipality_id, person.folded
    row.save()
    verb = "function.changed" if function else "function.given"
    said = {"fields": ", ".join(sorted(changed))} if function else {}
    if changed or not function:
        audit.record(verb, subject=person, by=by, at=at, organisation=organisation.pk, **said)
    return row


@transaction.atomic
def take_function(*, function: Function, by: User, at: datetime) -> None:
    """It was entered wrongly; one that has ended has a last day instead."""
    check_may_give(by, function.organisation)
    audit.record("function.taken", subject=function.person, by=by, at=at, organisation=function.organisation_id)
    function.delete()


def check_may_give(by: User, organisation: Organisation) -> None:
    """Raises `NotAllowed("role")`."""
    if not may_with_organisation(by, WRITE, organisation):
        raise NotAllowed("role")


def current(on: date) -> Q:
    """Functions that hold on a day."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))

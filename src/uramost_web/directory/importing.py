"""Bringing people from a list: read, compared with who is there, looked through by a person, written.

Nothing is written into the directory before somebody confirms, and then all of it at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import models, transaction
from django_tasks import task

from uramost import namesakes, rosters
from uramost.scripts import script_of, to_cyrillic
from uramost.text import search_key
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import alike, finding, purposes
from uramost_web.directory.imports import Decision, Import, ImportLine, State
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.directory.permissions import (
    WRITE,
    check_may_with,
    may_with_organisation,
    organisations,
    people,
    places,
)
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed

AT_ONCE: Final = 250
SHOWN: Final = 5
FILLED: Final = ("email", "phone", "language", "municipality_id")
"""What a line adds to a person who is there and does not have it. Nothing that is there is replaced."""


class NotDecided(Exception):
    """So many lines are still to be decided about."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotNow(Exception):
    """Somebody else has confirmed, taken back or thrown away this import meanwhile."""


# Reading --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin(
    *,
    data: bytes,
    filename: str,
    municipality: Municipality | None,
    organisation: Organisation | None = None,
    language: str,
    kind: str = Import.Kind.PEOPLE,
    fields: Mapping[int, str] | None = None,
    heads: int = 0,
    by: User,
    at: datetime,
) -> Import:
    """Read a file and have it compared. `fields` and `heads`: as `rosters.read` takes them.

    Raises what `rosters.read` raises, and `NotAllowed`.
    """
    check_may_with(by, WRITE, municipality)
    roster = rosters.read(data, filename, fields, heads)
    row = Import.objects.create(
        file_name=filename[:200], kind=kind, municipality=municipality, organisation=organisation, language=language,
        columns=[[roster.words.get(column, ""), field] for column, field in sorted(roster.columns.items())],
        findings=[asdict(found) for found in roster.findings], by=by, at=at,
    )  # fmt: skip
    called, here = _places(), places(by, WRITE)
    lines = (_line(row, line, called, here) for line in roster.lines)
    ImportLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    transaction.on_commit(partial(compare.enqueue, row.pk))
    return row


def _line(row: Import, line: rosters.Line, called: Mapping[str, int], here: Collection[int] | None) -> ImportLine:
    """`here`: municipalities of whoever brings the list; None: of all."""
    said: dict[str, Any] = dict(line.person)
    findings = [asdict(found) for found in line.findings]
    for name in ("email", "phone"):
        field: Any = Person._meta.get_field(name)
        if len(said.get(name, "")) > field.max_length:
            findings.append({"code": f"bad_{name}", "values": {"value": said.pop(name)}})
    if place := said.pop("municipality", ""):
        number = called.get(search_key(place))
        if number is None:
            findings.append({"code": "unknown_place", "values": {"value": place}})
        else:
            said["municipality_id"] = number
            if here is not None and number not in here:
                findings.append({"code": "other_place", "values": {"value": place}})
    if said.get("language") == "sr":  # the list says the language; in which script somebody reads, their name shows
        said["language"] = "sr-Cyrl" if script_of(said.get("name", "")) == "Cyrl" else "sr-Latn"
    codes = {found["code"] for found in findings}
    skipped = "no_name" in codes or "twice" in codes
    return ImportLine(
        of=row, number=line.number, raw=list(line.raw.values()), read=said, findings=findings,
        decision=Decision.SKIP if skipped else Decision.OPEN,
    )  # fmt: skip


def _places() -> dict[str, int]:
    """Name in any language, as it is searched for → municipality; a name that two have is nobody's."""
    found: dict[str, int | None] = {}
    for place in Municipality.objects.all():
        for key in place.search_keys():
            found[key] = place.pk if found.get(key, place.pk) == place.pk else None
    return {key: number for key, number in found.items() if number is not None}


# Comparing ------------------------------------------------------------------------------------------------------------


@task()
def compare(pk: int) -> int:
    """Find for each line who it may be, among those whom its importer may see. Begun again after a kill, it goes on."""
    row = Import.objects.select_related("by").filter(pk=pk, state=State.COMPARING).first()
    if row is None:  # thrown away meanwhile, or compared already
        return 0
    lines = list(row.lines.exclude(decision=Decision.SKIP).filter(score=None).order_by("number"))
    there = people(row.by).values_list("pk", "name", "email", "phone")
    known = namesakes.Known(namesakes.Row(*values) for values in there.iterator(chunk_size=5000)) if lines else None
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        asked = [_asked(line) for line in some]
        for line, near in zip(some, known.alike(asked, SHOWN) if known else (), strict=True):
            _suggest(line, near)
        with transaction.atomic():  # line by line: one statement for all takes Django four times as long to write
            for line in some:
                ImportLine.objects.filter(pk=line.pk).update(
                    score=line.score, alike=line.alike, person=line.person_id, decision=line.decision
                )
            Import.objects.filter(pk=pk).update(compared=start + len(some))
    Import.objects.filter(pk=pk, state=State.COMPARING).update(state=State.PREVIEW)
    reopen(row)
    return len(lines)


def _asked(line: ImportLine) -> namesakes.Row:
    return namesakes.Row(line.number, line.read["name"], line.read.get("email", ""), line.read.get("phone", ""))


def _suggest(line: ImportLine, near: Sequence[namesakes.Alike]) -> None:
    """Only who is surely the same, and the only one, is suggested as such; what is merely similar is to be decided."""
    line.alike = [[one.number, one.score, list(one.reasons)] for one in near]
    line.score = near[0].score if near else 0
    sure = [one for one in near if one.score >= namesakes.SURE and _reached(one)]
    if len(sure) == 1:
        line.decision, line.person_id = Decision.SAME, sure[0].number
    elif not near:
        line.decision = Decision.NEW


def _reached(one: namesakes.Alike) -> bool:
    """Two people may have one name: the same address or telephone as well makes it sure."""
    return bool({"same_email", "same_phone"} & set(one.reasons))


def reopen(row: Import) -> int:
    """Of a list that is looked through: whoever was forgotten, or taken back with another list, is the same no more.

    The number of lines that are to be decided about anew.
    """
    theirs = row.lines.filter(
        models.Q(person=None) | models.Q(person__forgotten_at__isnull=False),
        of__state=State.PREVIEW, decision=Decision.SAME,
    )  # fmt: skip
    return int(theirs.update(decision=Decision.OPEN, person=None))


# Deciding -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(row: Import, decisions: Mapping[int, tuple[str, int | None]]) -> int:
    """Line number → decision, and for the same person who; how many lines it changed. Raises `NotNow`.

    Only somebody whom the comparison offered can be the same person; other numbers are left as they are.
    """
    held(row, State.PREVIEW)
    changed = []
    chosen = {number for _decision, number in decisions.values() if number}
    there = set(Person.objects.filter(pk__in=chosen, forgotten_at=None).values_list("pk", flat=True))
    for line in row.lines.filter(number__in=decisions):
        decision, number = decisions[line.number]
        offered = {one[0] for one in line.alike}
        if decision == Decision.SAME and number not in offered & there:
            continue
        if decision == Decision.NEW and not line.read.get("name"):
            continue
        person = number if decision == Decision.SAME else None
        if (line.decision, line.person_id) != (decision, person):
            line.decision, line.person_id = decision, person
            changed.append(line)
    return ImportLine.objects.bulk_update(changed, ("decision", "person")) if changed else 0


def counts(row: Import) -> dict[str, int]:
    """Decision → how many lines."""
    found = row.lines.values_list("decision").annotate(models.Count("pk"))
    return dict.fromkeys(Decision.values, 0) | dict(found)


# Writing --------------------------------------------------------------------------------------------------------------


def confirm(row: Import, *, by: User, at: datetime) -> Import:
    """Write everything that was decided, also what the list was brought for.

    Raises `NotDecided`, `NotNow`, `NotAllowed` and `purposes.NotPossible`.
    """
    reopen(row)  # apart, so that it stays when the rest is refused because of it
    return _confirm(row, by=by, at=at)


@transaction.atomic
def _confirm(row: Import, *, by: User, at: datetime) -> Import:
    row = held(row, State.PREVIEW)
    check_may_with(by, WRITE, row.municipality)
    if row.organisation and not may_with_organisation(by, WRITE, row.organisation):
        raise NotAllowed("role")
    lines = list(row.lines.order_by("number"))
    if left := sum(line.decision == Decision.OPEN for line in lines):
        raise NotDecided(left)
    here = places(by, WRITE)
    for line in lines:
        told = any(found["code"] == "other_place" for found in line.findings)  # it was not theirs who brought it
        if told or (here is not None and line.read.get("municipality_id", 0) not in {0, *here}):
            line.read["municipality_id"] = None
    new = [line for line in lines if line.decision == Decision.NEW]
    for line, person in zip(new, finding.enter([_person(row, line, at) for line in new]), strict=True):
        line.person, line.made = person, True
    same = [line for line in lines if line.decision == Decision.SAME]
    _follow_merges(same)
    _fill(same)
    _functions(row, [*new, *same], organisations(by, WRITE))
    ImportLine.objects.bulk_update(lines, ("person", "made", "before", "function"), batch_size=AT_ONCE)
    taken_over = list(dict.fromkeys(line.person_id for line in (*new, *same) if line.person_id))
    for one in purposes.PURPOSES:
        one.write(row, taken_over, by=by, at=at)
    row.state, row.done_at = State.DONE, at
    row.save(update_fields=["state", "done_at"])
    audit.record("people.brought", subject=row, by=by, at=at, new=len(new), same=len(same), lines=len(lines))
    return row


def _person(row: Import, line: ImportLine, at: datetime) -> Person:
    """Whoever is of a municipality that is not the bringer's is entered with none, as who registers themselves."""
    said = {name: line.read[name] for name in FILLED if line.read.get(name)}
    said["municipality_id"] = line.read.get("municipality_id", row.municipality_id)
    return Person(name=line.read["name"][:200], added_at=at, **said)


def _follow_merges(lines: Collection[ImportLine]) -> None:
    """Whoever was merged into another since the list was compared is that one now."""
    while into := _merged({line.person_id for line in lines if line.person_id}):
        for line in lines:
            line.person_id = into.get(line.person_id or 0, line.person_id)


def _merged(people: Collection[int]) -> dict[int, int]:
    rows: Any = Person.objects.filter(pk__in=people).exclude(merged_into=None).values_list("pk", "merged_into")
    return dict(rows)


def _fill(lines: Collection[ImportLine]) -> None:
    """Add to people who are there what they did not have; two lines may be of one person. Raises `NotDecided`."""
    changed: dict[int, Person] = {}
    stand = Person.objects.select_for_update(no_key=True).filter(forgotten_at=None)  # an event is waited for
    held = stand.in_bulk({line.person_id for line in lines if line.person_id})
    if gone := sum(line.person_id not in held for line in lines):  # at this very moment
        raise NotDecided(gone)
    for line in lines:
        person = held[line.person_id]
        for name in FILLED:
            if line.read.get(name) and not getattr(person, name):
                line.before[name] = [getattr(person, name), line.read[name]]
                setattr(person, name, line.read[name])
                changed[person.pk] = finding.prepare(person)
    Person.objects.bulk_update(changed.values(), (*FILLED, "phone_key"), batch_size=AT_ONCE)


def _functions(row: Import, lines: Collection[ImportLine], among: Any) -> None:
    """What they are where: in the organisation that was chosen for the list, or in the one their line surely names.

    `among`: organisations to which whoever confirms may write; of others nothing is entered.
    """
    named: dict[str, Organisation | None] = {}
    wanted: list[tuple[ImportLine, Organisation]] = []
    for line in lines:
        word = line.read.get("organisation", "")
        if row.organisation is None and word not in named:
            like = alike.organisations_like(alike.Described([word]), among=among, shown=2) if word else []
            sure = [one.row for one in like if one.score >= namesakes.SURE]
            named[word] = sure[0] if len(sure) == 1 else None
        if organisation := row.organisation or named[word]:
            wanted.append((line, organisation))
    rows = Function.objects.filter(organisation__in={organisation.pk for _line, organisation in wanted})
    there = set(rows.values_list("person", "organisation"))
    new: dict[Any, tuple[ImportLine, Function]] = {}
    for line, organisation in wanted:
        pair = line.person_id, organisation.pk
        if line.person_id and pair not in there and pair not in new:
            new[pair] = line, Function(person_id=line.person_id, organisation=organisation, what=what_of(row, line))
    made = finding.enter_functions([function for _line, function in new.values()])
    for (line, _function), function in zip(new.values(), made, strict=True):
        line.function = function


def what_of(row: Import, line: ImportLine) -> dict[str, str]:
    """Language tag → the function that the line names; Serbian stands in Cyrillic, as the forms keep it."""
    text = line.read.get("function", "")[:200]
    if not text:
        return {}
    if row.language in {"sr-Cyrl", "sr-Latn"}:
        return {"sr-Cyrl": to_cyrillic(text).text if script_of(text) == "Latn" else text}
    return {row.language: text}


# As it is now ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def throw_away(row: Import) -> None:
    """Of an import that was not confirmed nothing stays. Raises `NotNow`."""
    if row.state not in {State.COMPARING, State.PREVIEW}:
        raise NotNow
    row.delete()


def held(row: Import, state: str) -> Import:
    """The row as it is now, held until the end of the transaction. Raises `NotNow` if it is in another state."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("municipality", "organisation")
    now: Import = rows.get(pk=row.pk)
    if now.state != state:
        raise NotNow(now.state)
    return now

"""A country pack into the database: says what changed, and overwrites no administrator's edit unasked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from uramost.packs import Pack
from uramost_web.places.models import (
    CensusRow,
    Duty,
    HolidayOverride,
    LanguageStatus,
    Municipality,
    Office,
    PackRow,
    Tongue,
    Wording,
)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a part of the pack goes: the model, the field that is its key, and the rows as key → values.

    A value of the field `municipality` is its code.
    """

    model: type[PackRow]
    key: str
    rows: Callable[[Pack], Iterable[tuple[str, Values]]]


@dataclass(slots=True)
class Report:
    """What a load did; `kept` and `overwritten` are (row, field, administrator's value, pack's value)."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    overwritten: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: int = 0


def _municipalities(pack: Pack) -> Iterable[tuple[str, Values]]:
    for place in pack.municipalities:
        definite = {f"{tag}-def": name for tag, name in place.definite.items()}
        yield (
            place.code,
            {
                "slug": place.slug,
                "names": {**place.names, **definite},
                "other_names": list(place.other_names),
                "programme": place.programme,
                "first_name": place.first_name,
                "row": place.row,
                "column": place.column,
                "latitude": place.lat,
                "longitude": place.lon,
                "population": place.population,
                "population_basis": place.population_basis,
                "source": place.source,
            },
        )


def _tongues(pack: Pack) -> Iterable[tuple[str, Values]]:
    sources = {entry.tag: entry for entry in pack.tongues}
    for tag, tongue in sources.items():
        yield (
            tag,
            {
                "language": tongue.language,
                "autonym": tongue.autonym,
                "derived_from": tongue.derived_from,
                "names": dict(pack.tongue_names.get(tag, {})),
                "source": pack.name,
            },
        )


def _statuses(pack: Pack) -> Iterable[tuple[str, Values]]:
    for row in pack.statuses:
        yield (
            f"{row.place}:{row.language}:{row.status}:{row.since or ''}",
            {
                "municipality": None if row.place == "*" else row.place,
                "language": row.language,
                "status": row.status,
                "basis": row.basis,
                "regulation": row.regulation,
                "since": row.since,
                "until": row.until,
                "disputed": row.disputed,
                "note": row.note,
                "source": row.source,
            },
        )


def _duties(pack: Pack) -> Iterable[tuple[str, Values]]:
    for row in pack.duties:
        yield (
            f"{row.status}:{row.act}",
            {
                "status": row.status,
                "act": row.act,
                "strength": row.strength,
                "source": row.source,
            },
        )


def _census(pack: Pack) -> Iterable[tuple[str, Values]]:
    for row in pack.census:
        yield (
            f"{row.code}:{row.topic}:{row.category}",
            {
                "municipality": row.code,
                "topic": row.topic,
                "category": row.category,
                "count": row.count,
                "share": row.share,
                "source": row.source,
            },
        )


def _offices(pack: Pack) -> Iterable[tuple[str, Values]]:
    for row in pack.offices:
        yield row.code, {"names": dict(row.names), "source": row.source}


def _wordings(pack: Pack) -> Iterable[tuple[str, Values]]:
    words: list[tuple[str, str, Mapping[str, str], str]] = [
        *((row.kind, row.code, row.texts, row.source) for row in pack.labels),
        *(("source", row.key, row.texts, row.source) for row in pack.sources),
        *((f"caution:{row.topic}", row.code, row.texts, row.source) for row in pack.cautions),
        *(("area", row.code, row.names, row.source) for row in pack.areas),
        *(("area_description", row.code, row.descriptions, row.source) for row in pack.areas),
    ]
    for kind, code, texts, source in words:
        yield f"{kind}:{code}", {"kind": kind, "code": code, "texts": dict(texts), "source": source}


def _holidays(pack: Pack) -> Iterable[tuple[str, Values]]:
    for row in pack.holiday_overrides:
        yield (
            f"{row.date}:{row.action}",
            {
                "date": row.date,
                "action": row.action,
                "moved_to": row.moved_to,
                "names": dict(row.names),
                "source": row.source,
            },
        )


TABLES: Final = (
    Table(Municipality, "code", _municipalities),
    Table(Tongue, "tag", _tongues),
    Table(LanguageStatus, "key", _statuses),
    Table(Duty, "key", _duties),
    Table(CensusRow, "key", _census),
    Table(Office, "code", _offices),
    Table(Wording, "key", _wordings),
    Table(HolidayOverride, "key", _holidays),
)


@transaction.atomic
def load(pack: Pack, tables: Iterable[Table] = TABLES, *, overwrite: bool = False) -> Report:
    """Bring the pack's rows in. A field an administrator has edited is kept, and reported when the pack differs."""
    report = Report()
    for table in tables:
        _load_table(pack, table, overwrite, report)
    return report


def _load_table(pack: Pack, table: Table, overwrite: bool, report: Report) -> None:
    places = {place.code: place for place in Municipality.objects.all()}
    there = {getattr(row, table.key): row for row in _rows(table.model)}
    new: list[PackRow] = []
    wanted = dict(table.rows(pack))
    for key, values in wanted.items():
        row = there.get(key)
        if row is None:
            new.append(_filled(table.model(**{table.key: key}), pack.name, values, places))
            report.added.append(_named(table, key))
        else:
            _update(row, _named(table, key), values, places, overwrite, report)
    table.model._default_manager.bulk_create(new)
    report.gone += [_named(table, key) for key, row in there.items() if row.pack == pack.name and key not in wanted]


def _rows(model: type[PackRow]) -> Iterable[PackRow]:
    related = [field.name for field in model._meta.fields if field.is_relation]
    return model._default_manager.select_related(*related) if related else model._default_manager.all()


def _filled(row: PackRow, pack: str, values: Values, places: Mapping[str, Municipality]) -> PackRow:
    for name, value in values.items():
        setattr(row, name, places[value] if name == "municipality" and value is not None else value)
    row.pack, row.pack_values = pack, plain(values)
    return row


def _update(  # noqa: PLR0917 - one row and all that is known of it
    row: PackRow, named: str, values: Values, places: Mapping[str, Municipality], overwrite: bool, report: Report
) -> None:
    written, wanted, changes = row.pack_values, plain(values), False
    for name, value in values.items():
        here, pack_says = plain({name: _current(row, name)})[name], wanted[name]
        if here == pack_says:
            continue
        edited = here != written.get(name) or row.is_settled()
        if edited and not overwrite:
            report.kept.append((named, name, here, pack_says))
            continue
        if edited:
            report.overwritten.append((named, name, here, pack_says))
        setattr(row, name, places[value] if name == "municipality" and value is not None else value)
        changes = True
    if changes:
        report.changed.append(named)
    else:
        report.same += 1
    if changes or written != wanted:
        row.pack_values = wanted
        row.save()


def _current(row: PackRow, name: str) -> Any:
    value = getattr(row, name)
    return value.code if isinstance(value, Municipality) else value


def _named(table: Table, key: str) -> str:
    return f"{table.model._meta.model_name} {key}"


def plain(values: Values) -> Values:
    """Values as JSON keeps them, so that what was written can be compared with what is there."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value

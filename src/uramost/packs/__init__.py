"""Country packs: the facts of a place as CSV files, read and checked.

A pack is a folder of tables. Every row names its source; a source is named in `sources.csv` and every code that
readers see is worded in `names.csv`. No fact of any country is in the code: a second country is a second folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from uramost.deadlines.calendar import Holiday
from uramost.deadlines.limits import BINDS, FIRST_DAY, LAST_DAY, SILENCE, UNITS, Limit, overlaps
from uramost.languages import ACTS, EVERYWHERE, STRENGTHS, Duty, Status, Threshold, Tongue
from uramost.packs.public_holidays import ACTIONS, PROVIDERS, calendar, holidays
from uramost.packs.records import (
    Area,
    Caution,
    CensusRow,
    HolidayName,
    HolidayOverride,
    HolidayRule,
    Label,
    Municipality,
    Office,
    Pack,
    Source,
    Texts,
    cited,
)
from uramost.packs.tables import Fault, Faults, PackError, Row, Table, languages_of, rows

__all__ = [
    "TABLES",
    "Area",
    "Caution",
    "CensusRow",
    "Fault",
    "Holiday",
    "HolidayName",
    "HolidayOverride",
    "HolidayRule",
    "Label",
    "Limit",
    "Municipality",
    "Office",
    "Pack",
    "PackError",
    "Source",
    "Texts",
    "available",
    "calendar",
    "holidays",
    "load",
]

Made = TypeVar("Made")

TABLES = {
    table.file.removesuffix(".csv"): table
    for table in (
        Table("languages.csv", ("tag", "language", "autonym", "derived_from", "name:", "source"), ("tag",)),
        Table(
            "municipalities.csv",
            (
                *("code", "name:", "other_names", "slug", "programme", "first_name", "row", "column", "lon", "lat"),
                *("population", "population_basis", "source"),
            ),
            ("code",),
        ),
        Table(
            "statuses.csv",
            ("place", "language", "status", "basis", "regulation", "since", "until", "disputed", "note", "source"),
            ("place", "language", "status", "since"),
        ),
        Table("duties.csv", ("status", "act", "strength", "source"), ("status", "act")),
        Table("thresholds.csv", ("code", "status", "percent", "count", "source"), ("code",)),
        Table("census.csv", ("code", "topic", "category", "count", "share", "source"), ("code", "topic", "category")),
        Table("cautions.csv", ("code", "topic", "text:", "source"), ("code",)),
        Table("offices.csv", ("code", "name:", "source"), ("code",)),
        Table("compliance_areas.csv", ("code", "number", "name:", "description:", "source"), ("code",)),
        Table("names.csv", ("kind", "code", "name:", "source"), ("kind", "code")),
        Table("sources.csv", ("key", "name:", "address", "source"), ("key",)),
        Table("holidays.csv", ("code", "provider", "country", "language", "zone", "source"), ("code",)),
        Table("holiday_names.csv", ("provider_name", "code", "name:", "source"), ("provider_name",)),
        Table(
            "holidays_override.csv",
            ("date", "action", "moved_to", "name:", "source"),
            ("date", "action", "moved_to"),
        ),
        Table(
            "limits.csv",
            (
                *("code", "binds", "unit", "amount", "extended_to", "extensions", "first_day", "last_day", "silence"),
                *("assumed", "valid_from", "valid_until", "source", "url"),
            ),
            ("code", "valid_from"),
        ),
    )
}

# A code that readers see must be worded: (table, column, kind of label).
LABELLED = (
    ("municipalities", "population_basis", "population_basis"),
    ("statuses", "status", "status"),
    ("statuses", "basis", "basis"),
    ("statuses", "note", "note"),
    ("duties", "status", "status"),
    ("duties", "act", "act"),
    ("duties", "strength", "strength"),
    ("thresholds", "status", "status"),
    ("thresholds", "code", "threshold"),
    ("census", "topic", "topic"),
    ("census", "category", "category"),
    ("cautions", "topic", "topic"),
    ("limits", "code", "limit"),
)

_HERE = Path(__file__).parent


def available() -> tuple[str, ...]:
    """The names of the packs that come with the library."""
    return tuple(sorted(folder.name for folder in _HERE.iterdir() if (folder / "municipalities.csv").is_file()))


def load(pack: str | Path) -> Pack:
    """Read a pack by its name (one of `available()`) or from a folder. Raises PackError with every fault found."""
    folder = _HERE / pack if isinstance(pack, str) and pack in available() else Path(pack)
    faults = Faults()
    if not folder.is_dir():
        raise PackError([Fault(str(pack), 0, "missing_folder", {})])
    read = {name: rows(folder, table, faults) for name, table in TABLES.items()}
    made = Pack(
        name=folder.name,
        municipalities=_each(read["municipalities"], _municipality),
        tongues=_each(read["languages"], _tongue),
        tongue_names={row.text("tag"): row.texts("name") for row in read["languages"]},
        statuses=_each(read["statuses"], _status),
        duties=_each(read["duties"], _duty),
        thresholds=_each(read["thresholds"], _threshold),
        census=_each(read["census"], _census_row),
        cautions=_each(read["cautions"], _caution),
        offices=_each(read["offices"], _office),
        areas=_each(read["compliance_areas"], _area),
        labels=_each(read["names"], _label),
        sources=_each(read["sources"], _source),
        holiday_rules=_each(read["holidays"], _holiday_rule),
        holiday_names=_each(read["holiday_names"], _holiday_name),
        holiday_overrides=_each(read["holidays_override"], _holiday_override),
        limits=tuple(limit for row in read["limits"] if (limit := _limit(row)) is not None),
    )
    for name, of_table in read.items():
        _check_rows(made, name, of_table)
    _check_tiles(read["municipalities"])
    for one, other in overlaps(made.limits):
        faults.add("limits.csv", 0, "overlapping_validity", limit=one.code, source=one.source, other=other.source)
    if faults.found:
        raise PackError(faults.found)
    return made


def _each(found: list[Row], make: Callable[[Row], Made]) -> tuple[Made, ...]:
    return tuple(make(row) for row in found)


def _municipality(row: Row) -> Municipality:
    return Municipality(
        code=row.need("code"),
        names=row.texts("name"),
        definite=row.texts("definite", may_lack=True),
        other_names=row.parts("other_names"),
        slug=row.need("slug"),
        programme=row.flag("programme"),
        first_name=row.text("first_name"),
        row=row.whole("row"),
        column=row.whole("column"),
        lon=row.decimal("lon"),
        lat=row.decimal("lat"),
        population=row.whole_or_none("population"),
        population_basis=row.need("population_basis") if row.text("population") else "",
        source=row.need("source"),
    )


def _tongue(row: Row) -> Tongue:
    return Tongue(row.need("tag"), row.need("language"), row.need("autonym"), row.text("derived_from"))


def _status(row: Row) -> Status:
    return Status(
        place=row.need("place"),
        language=row.need("language"),
        status=row.need("status"),
        basis=row.need("basis"),
        regulation=row.text("regulation"),
        since=row.day_or_none("since"),
        until=row.day_or_none("until"),
        source=row.need("source"),
        disputed=row.flag("disputed"),
        note=row.text("note"),
    )


def _duty(row: Row) -> Duty:
    return Duty(row.need("status"), row.one_of("act", ACTS), row.one_of("strength", STRENGTHS), row.need("source"))


def _threshold(row: Row) -> Threshold:
    percent, count = row.percent_or_none("percent"), row.whole_or_none("count")
    if percent is None and count is None:
        row.fault("missing_value", column="percent")
    return Threshold(row.need("code"), row.need("status"), percent, count, row.need("source"))


def _census_row(row: Row) -> CensusRow:
    return CensusRow(
        code=row.need("code"),
        topic=row.need("topic"),
        category=row.need("category"),
        count=row.whole("count"),
        share=row.decimal("share"),
        source=row.need("source"),
    )


def _caution(row: Row) -> Caution:
    return Caution(row.need("code"), row.need("topic"), row.texts("text"), row.need("source"))


def _office(row: Row) -> Office:
    return Office(row.need("code"), row.texts("name"), row.need("source"))


def _area(row: Row) -> Area:
    return Area(row.need("code"), row.whole("number"), row.texts("name"), row.texts("description"), row.need("source"))


def _label(row: Row) -> Label:
    return Label(row.need("kind"), row.need("code"), row.texts("name"), row.need("source"))


def _source(row: Row) -> Source:
    return Source(row.need("key"), row.texts("name"), row.text("address"), row.need("source"))


def _holiday_rule(row: Row) -> HolidayRule:
    return HolidayRule(
        code=row.need("code"),
        provider=row.one_of("provider", tuple(PROVIDERS)),
        country=row.need("country"),
        language=row.need("language"),
        zone=row.zone("zone"),
        source=row.need("source"),
    )


def _holiday_name(row: Row) -> HolidayName:
    return HolidayName(row.need("provider_name"), row.need("code"), row.texts("name"), row.need("source"))


def _holiday_override(row: Row) -> HolidayOverride:
    action = row.one_of("action", ACTIONS)
    moved_to = row.day("moved_to") if action == "move" else None
    names = row.texts("name", may_lack=action != "add")
    return HolidayOverride(row.day("date"), action, moved_to, names, row.need("source"))


def _limit(row: Row) -> Limit | None:
    """None where a fault leaves no limit to speak of."""
    before = len(row.faults.found)
    try:
        return Limit(
            code=row.need("code"),
            unit=row.one_of("unit", UNITS),
            amount=row.whole_or_none("amount"),
            source=row.need("source"),
            extended_to=row.whole_or_none("extended_to"),
            extensions=row.whole_or_none("extensions"),
            silence=row.one_of("silence", SILENCE),
            first_day=row.one_of("first_day", FIRST_DAY),
            last_day=row.one_of("last_day", LAST_DAY),
            binds=row.one_of("binds", BINDS),
            url=row.text("url"),
            valid_from=row.day_or_none("valid_from"),
            valid_until=row.day_or_none("valid_until"),
            assumed=row.parts("assumed"),
        )
    except ValueError as error:
        if len(row.faults.found) == before:
            row.fault("bad_limit", column=str(error), value=row.text(str(error)))
        return None


def _check_rows(pack: Pack, table: str, of_table: list[Row]) -> None:
    allowed = {(file, column): known for file, column, known in _references(pack)}
    keys = {entry.key for entry in pack.sources}
    tags = {entry.tag for entry in pack.tongues}
    for tag in sorted(languages_of(of_table[0]) - tags) if of_table else ():
        of_table[0].faults.add(of_table[0].file, 1, "unknown_tag", value=tag)
    for row in of_table:
        for (file, column), (code, known) in allowed.items():
            if file == table and row.text(column) and row.text(column) not in known:
                row.fault(code, column=column, value=row.text(column))
        for key in sorted({key for key, _ in cited(row.text("source")) if key} - keys) if table != "sources" else ():
            row.fault("unknown_source", value=key)


def _references(pack: Pack) -> Iterator[tuple[str, str, tuple[str, set[str]]]]:
    """Which column of which table may hold what, and the fault when it does not."""
    tags = {entry.tag for entry in pack.tongues}
    places = {entry.code for entry in pack.municipalities}
    tongues = {entry.language for entry in pack.tongues}
    yield "languages", "derived_from", ("unknown_tag", tags)
    yield "municipalities", "first_name", ("unknown_tag", tags)
    yield "statuses", "language", ("unknown_tag", tongues)
    yield "statuses", "place", ("unknown_place", places | {EVERYWHERE})
    yield "census", "code", ("unknown_place", places)
    for table, column, kind in LABELLED:
        yield table, column, ("unknown_code", {entry.code for entry in pack.labels if entry.kind == kind})


def _check_tiles(municipalities: list[Row]) -> None:
    for columns, code in ((("row", "column"), "duplicate_tile"), (("slug",), "duplicate_slug")):
        taken: set[tuple[str, ...]] = set()
        for row in municipalities:
            value = tuple(row.text(column) for column in columns)
            if value in taken:
                row.fault(code, value=" / ".join(value))
            taken.add(value)

"""Rows written and read by statements that are put together once, for what every request of a resident does.

To have Django put a statement together anew each time costs more processor time than the database needs to carry it
out, and while several threads take turns each further answer that one waits for costs the others' turns as well.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
Act: TypeAlias = tuple[str, Sequence[Any]]
"""A statement and the values that stand as %s in it; a row among them means its key."""

_reads: Final[dict[type[models.Model], tuple[str, list[str], list[tuple[int, Any, list[Any]]]]]] = {}


def insert(*rows: models.Model, acts: Sequence[Act] = ()) -> list[int]:
    """As `row.save(force_insert=True)` of each, and then `acts`; how many rows each of these changed.

    The models have a number for a key, called `id`, and the values are no expressions. A row may belong to one before
    it. Where the database has a word for the key it gave last, all is sent at once.
    """
    if connection.vendor == "postgresql":
        return _at_once(rows, acts)
    with connection.cursor() as cursor:
        for row in rows:
            _know_owners(row)
            cursor.execute(*_insertion(row, {}))
            (row.pk,) = cursor.fetchone()
            _is_there(row)
        changed = []
        for statement, values in acts:
            cursor.execute(statement, [_key(value) for value in values])
            changed.append(cursor.rowcount)
    return changed


def _at_once(rows: Sequence[models.Model], acts: Sequence[Act]) -> list[int]:
    """In PostgreSQL's own words: several statements in one message, and one answer to each."""
    given: dict[int, str] = {}
    parts, values = [], []
    for row in rows:
        statement, of_row = _insertion(row, given)
        parts.append(statement)
        values += of_row
        given[id(row)] = f"currval(pg_get_serial_sequence('{row._meta.db_table}', 'id'))"
    for statement, of_act in acts:
        parts.append(statement % tuple(given.get(id(value), "%s") for value in of_act))
        values += [_key(value) for value in of_act if id(value) not in given]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(parts), values)
        for row in rows:
            _know_owners(row)
            (row.pk,) = cursor.fetchone()
            _is_there(row)
            cursor.nextset()
        changed = []
        for _act in acts:
            changed.append(cursor.rowcount)
            cursor.nextset()
    return changed


def _insertion(row: models.Model, given: dict[int, str]) -> tuple[str, list[Any]]:
    """`given`: of rows that are not stored yet, what stands for their keys."""
    columns, places, values = [], [], []
    for field in row._meta.local_concrete_fields:
        if field is row._meta.pk:
            continue
        columns.append(f'"{field.column}"')
        owner: Any = row._state.fields_cache.get(field.name) if field.is_relation else None
        if owner is not None and id(owner) in given:
            places.append(given[id(owner)])
            continue
        value = field.pre_save(row, True)
        places.append("%s")
        values.append(None if value is None else field.get_db_prep_save(value, connection))
    names = f'"{row._meta.db_table}" ({", ".join(columns)})'
    return f"INSERT INTO {names} VALUES ({', '.join(places)}) RETURNING id", values  # noqa: S608 - names of the model's


def _know_owners(row: models.Model) -> None:
    """The keys of rows that it belongs to and that have been stored since it was made."""
    for field in row._meta.local_concrete_fields:
        owner: Any = row._state.fields_cache.get(field.name) if field.is_relation else None
        if owner is not None and getattr(row, field.attname) is None:
            setattr(row, field.name, owner)


def _is_there(row: models.Model) -> None:
    row._state.adding, row._state.db = False, connection.alias


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def find(model: type[Row], condition: str, **values: Any) -> Row | None:
    """The one row that meets a condition in SQL, in which each value, of the field of its name, stands as %s."""
    statement, names, converted = _reads.get(model) or _read(model)
    fields: Any = model._meta.get_field
    given = [fields(name).get_db_prep_value(value, connection) for name, value in values.items()]
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE {condition}", given)
        row = cursor.fetchone()
    if row is None:
        return None
    found = list(row)
    for place, column, converters in converted:
        for convert in converters:
            found[place] = convert(found[place], column, connection)
    return model.from_db(connection.alias, names, found)


def _read(model: type[models.Model]) -> Any:
    meta = model._meta
    columns = [field.get_col(meta.db_table) for field in meta.local_concrete_fields]
    converted = [
        (place, column, connection.ops.get_db_converters(column) + column.get_db_converters(connection))
        for place, column in enumerate(columns)
    ]
    names = ", ".join(f'"{field.column}"' for field in meta.local_concrete_fields)
    made = _reads[model] = (
        f'SELECT {names} FROM "{meta.db_table}"',  # noqa: S608 - names of the model's
        [field.attname for field in meta.local_concrete_fields],
        [one for one in converted if one[2]],
    )
    return made

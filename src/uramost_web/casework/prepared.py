"""Rows written and read by statements that are put together once, for what every request of a resident does.

To have Django put a statement together anew each time costs more processor time than the database needs to carry it
out.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = TypeVar("Row", bound=models.Model)
Act: TypeAlias = tuple[str, Sequence[Any]]
"""A statement, and the values that stand as %s in it; a row among them means its key."""

AS_THEY_ARE: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
"""Fields whose values Django hands to the database as they are."""

_inserts: Final[dict[type[models.Model], tuple[str, list[Any]]]] = {}
_reads: Final[dict[type[models.Model], tuple[str, list[str], list[tuple[int, Any, list[Any]]]]]] = {}


def insertion(row: models.Model) -> Act:
    """What `row.save(force_insert=True)` would do, of a model with a number as its key, called `id`.

    Rows that it belongs to and that are not stored yet stand among the values. The statement returns its key.
    """
    statement, fields = _inserts.get(type(row)) or _insert(type(row))
    here = connections[DEFAULT_DB_ALIAS]  # itself: `connection` looks it up anew for each question
    given, owners = row.__dict__, row._state.fields_cache
    values = [
        (given[name] if adapt is None or given[name] is None else adapt(given[name], here))
        if owner is None
        else (owners.get(owner) if given[name] is None else given[name])
        for name, owner, adapt in fields
    ]
    return statement, values


def _insert(model: type[models.Model]) -> tuple[str, list[Any]]:
    """The statement; and of each field its attribute, whom it points at, and how its values are made ready."""
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if field is not meta.pk]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places}) RETURNING id'  # noqa: S608 - the model's
    how = [
        (
            field.attname,
            field.name if field.is_relation else None,
            None if isinstance(field, AS_THEY_ARE) else field.get_db_prep_save,
        )
        for field in fields
    ]
    made = _inserts[model] = (statement, how)
    return made


def is_stored(row: models.Model, key: int) -> None:
    """The row is there now, under this key; those that it belongs to have theirs already."""
    row.pk, row._state.adding, row._state.db = key, False, connection.alias
    given, owners = row.__dict__, row._state.fields_cache
    for name, owner, _adapt in _inserts[type(row)][1]:
        if owner is not None and given[name] is None and owners.get(owner) is not None:
            setattr(row, owner, owners[owner])


def find(model: type[Row], name: str, value: Any, *, beside: str) -> tuple[Row, Any] | None:
    """The one row that has this value in the field of this name, which is unique.

    `beside` is a SELECT of one value, which is read in the same statement.
    """
    statement, names, converted = _reads.get(model) or _read(model)
    field: Any = model._meta.get_field(name)
    with connection.cursor() as cursor:
        cursor.execute(
            f'{statement.format(beside)} WHERE "{field.column}" = %s', [field.get_db_prep_value(value, connection)]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    *found, along = row
    for place, column, converters in converted:
        for convert in converters:
            found[place] = convert(found[place], column, connection)
    return model.from_db(connection.alias, names, found), along


def _read(model: type[models.Model]) -> Any:
    meta = model._meta
    columns = [field.get_col(meta.db_table) for field in meta.local_concrete_fields]
    converted = [
        (place, column, connection.ops.get_db_converters(column) + column.get_db_converters(connection))
        for place, column in enumerate(columns)
    ]
    names = ", ".join(f'"{field.column}"' for field in meta.local_concrete_fields)
    made = _reads[model] = (
        f'SELECT {names}, ({{}}) FROM "{meta.db_table}"',  # noqa: S608 - names of the model's
        [field.attname for field in meta.local_concrete_fields],
        [one for one in converted if one[2]],
    )
    return made

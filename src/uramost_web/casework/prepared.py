"""Rows written and read by statements that Django puts together once, for what every request of a resident does.

To put a statement together anew each time costs more processor time than the database needs to carry it out.
"""

from typing import Any, Final, TypeVar

from django.db import connection, models
from django.db.models.sql import InsertQuery

Row = TypeVar("Row", bound=models.Model)
_inserts: Final[dict[type[models.Model], tuple[str, list[Any]]]] = {}
_reads: Final[dict[type[models.Model], tuple[str, list[str], list[tuple[int, Any, list[Any]]]]]] = {}


def insert(row: models.Model) -> None:
    """As `row.save(force_insert=True)`, of a model with a number for a key and values that are no expressions."""
    statement, fields = _inserts.get(type(row)) or _insert(row)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


def _insert(row: models.Model) -> tuple[str, list[Any]]:
    meta = row._meta
    fields = [field for field in meta.local_concrete_fields if field is not meta.pk]
    query = InsertQuery(type(row))
    query.insert_values(fields, [row])
    compiler: Any = query.get_compiler(connection=connection)
    compiler.returning_fields = [meta.pk]
    ((statement, _values),) = compiler.as_sql()
    made = _inserts[type(row)] = (statement, fields)
    return made


def find(model: type[Row], condition: str, **values: Any) -> Row | None:
    """The one row that meets a condition in SQL, in which each value, of the field of its name, stands as %s."""
    statement, names, converted = _reads.get(model) or _read(model)
    given = [model._meta.get_field(name).get_db_prep_value(value, connection) for name, value in values.items()]
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
    meta, quoted = model._meta, connection.ops.quote_name
    fields = meta.local_concrete_fields
    columns = [field.get_col(meta.db_table) for field in fields]
    converted = [
        (place, column, connection.ops.get_db_converters(column) + column.get_db_converters(connection))
        for place, column in enumerate(columns)
    ]
    names = ", ".join(quoted(field.column) for field in fields)
    made = _reads[model] = (
        f"SELECT {names} FROM {quoted(meta.db_table)}",  # noqa: S608 - names of the model's
        [field.attname for field in fields],
        [one for one in converted if one[2]],
    )
    return made


def run(statement: str, values: list[Any]) -> int:
    """How many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)

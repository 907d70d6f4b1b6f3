"""A question to the database that is put into SQL once: for what every page of the desk asks.

To put it together anew costs Django more processor time than the database needs to answer.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=models.Model)
ANY: Final = 1_000_000_007_000_003
"""Stands for the first key while the question is put together, the number after it for the second, and so on."""


class Question(Generic[Answer]):
    """`ask` gives a `values_list` for its keys, whose SQL is the same whichever they are.

    Each key stands in a condition, as it is; each row of an answer is what `made` makes of its values.
    """

    def __init__(
        self, ask: Callable[..., "models.QuerySet[Any, Any]"], made: Callable[[list[Any]], Answer], *, keys: int = 1
    ) -> None:
        self._ask = ask
        self._made = made
        self._keys = keys
        self._known: tuple[str, list[tuple[int, Any]], list[tuple[int, Any, list[Any]]]] | None = None

    def about(self, *keys: int | str) -> list[Answer]:
        """The rows, read anew each time."""
        statement, values, converted = self._known or self._put()
        with connection.cursor() as cursor:
            cursor.execute(statement, [value if place < 0 else keys[place] for place, value in values])
            rows = [list(row) for row in cursor.fetchall()]
        for place, column, converters in converted:
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], column, connection)
        return [self._made(row) for row in rows]

    def _put(self) -> Any:
        marks = [str(ANY + place) for place in range(self._keys)]  # a text where a text is looked for
        compiler = self._ask(*map(int, marks)).query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        placed = [(marks.index(str(value)) if str(value) in marks else -1, value) for value in values]
        found = compiler.get_converters(column for column, *_ in compiler.select)
        converted = [(place, column, converters) for place, (converters, column) in found.items()]
        self._known = (statement, placed, converted)
        return self._known


def numbers(*rows: "models.QuerySet[Any, Any]") -> tuple[int, ...]:
    """How many rows each would give, asked in one statement."""
    parts = [_counting(one) for one in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"({sql})" for sql, _values in parts),
            [value for _sql, values in parts for value in values],
        )
        found: tuple[int, ...] = cursor.fetchone()
    return found


def _counting(rows: "models.QuerySet[Any, Any]") -> tuple[str, Sequence[Any]]:
    count = models.Func(template="COUNT(*)", output_field=models.IntegerField())  # without grouping, unlike `Count`
    try:
        counting: tuple[str, Sequence[Any]] = rows.order_by().values(counted_rows=count).query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return counting


class Joined(Generic[Row]):
    """Rows of a model from such an answer, with rows they point at; fields that are left out are read when asked for.

    `names` are the columns to ask for, `made` makes a row of them.
    """

    def __init__(self, model: type[Row], fields: Sequence[str], **related: Sequence[str]) -> None:
        self._model = model
        self._own = _columns(model, fields)
        self._related: list[tuple[Any, Any, list[str], slice]] = []
        self.names = list(self._own)
        for name, wanted in related.items():
            field: Any = model._meta.get_field(name)
            columns, begin = _columns(field.related_model, wanted), len(self.names)
            self.names += [f"{name}__{column}" for column in columns]
            self._related.append((field, field.related_model, columns, slice(begin, begin + len(columns))))

    def made(self, values: list[Any]) -> Row:
        alias = connection.alias
        row = self._model.from_db(alias, self._own, values[: len(self._own)])
        for field, model, columns, part in self._related:
            there = getattr(row, field.attname) is not None
            field.set_cached_value(row, model.from_db(alias, columns, values[part]) if there else None)
        return row


def _columns(model: type[models.Model], wanted: Sequence[str]) -> list[str]:
    """Its key and the wanted fields, in the order in which the model has them."""
    return [field.attname for field in model._meta.concrete_fields if field.primary_key or field.name in wanted]


def all_but(model: type[models.Model], *names: str) -> list[str]:
    """The names of its fields without these."""
    return [field.name for field in model._meta.concrete_fields if field.name not in names]

"""A question to the database that is put into SQL once: for rows that every page of the desk asks for.

To put it together anew costs Django more processor time than the database needs to answer.
"""

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

Answer = TypeVar("Answer")
ANY: Final = 1_000_000_007_000_003
"""Stands for the key while the question is put together."""


class Question(Generic[Answer]):
    """What hangs on one row: `ask` gives a `values_list` for a key, whose shape is the same for every key.

    The key is a number and has to stand in a condition; each row of an answer is what `made` makes of its values.
    """

    def __init__(self, ask: Callable[[int], "QuerySet[Any, Any]"], made: Callable[[list[Any]], Answer]) -> None:
        self._ask = ask
        self._made = made
        self._known: tuple[str, list[Any], list[tuple[int, Any, list[Any]]]] | None = None

    def about(self, key: int) -> list[Answer]:
        """The rows, read anew each time."""
        statement, values, converted = self._known or self._put()
        with connection.cursor() as cursor:
            cursor.execute(statement, [key if value == ANY else value for value in values])
            rows = [list(row) for row in cursor.fetchall()]
        for place, column, converters in converted:
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], column, connection)
        return [self._made(row) for row in rows]

    def _put(self) -> Any:
        compiler = self._ask(ANY).query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        found = compiler.get_converters(column for column, *_ in compiler.select)
        converted = [(place, column, converters) for place, (converters, column) in found.items()]
        self._known = (statement, list(values), converted)
        return self._known

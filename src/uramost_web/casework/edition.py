"""A mark that is another one after every change of what a town hall works by, however it was changed.

The database sets it itself: a form of ours, the load of a pack and a statement typed by hand all count, and a process
sees by one short query whether what it has kept still holds. The mark is drawn by chance: one that was rolled back
never comes again.
"""

from typing import Final

from django.db import connection as default
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES: Final = (
    "casework_limit",
    "casework_office",
    "casework_routingrow",
    "casework_service",
    "places_holidayoverride",
    "places_municipality",
)
SET: Final = """INSERT INTO casework_edition (id, mark) VALUES (1, {})
    ON CONFLICT (id) DO UPDATE SET mark = excluded.mark"""
ACTS: Final = ("INSERT", "UPDATE", "DELETE")
INSTALLED: Final = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'casework_edition_%%'",
    "postgresql": """SELECT count(*) FROM pg_trigger
        WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'casework_edition_%%'""",
}


class Edition(models.Model):
    """One row, and none before anything was set up."""

    mark = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.mark


MARK: Final = "SELECT mark FROM casework_edition"


def mark() -> str:
    """The present one; empty where there is none, and then nothing may be kept."""
    with default.cursor() as cursor:
        cursor.execute(MARK)
        found = cursor.fetchone()
    return found[0] if found else ""


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; where they are on already, nothing changes."""
    take_off(connection)
    _run(connection, _on(connection.vendor))


def take_off(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _off(connection.vendor))


def is_on(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is in place; a later migration that rebuilds a table on SQLite loses those of the table,
    and has to call `put_on` again."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        (count,) = cursor.fetchone()
    return bool(count == sum(statement.startswith("CREATE TRIGGER") for statement in _on(connection.vendor)))


def _on(vendor: str) -> list[str]:
    if vendor == "sqlite":
        chance = SET.format("lower(hex(randomblob(16)))")
        return [
            f"CREATE TRIGGER casework_edition_{table}_{act} AFTER {act} ON {table} BEGIN {chance}; END"
            for table in TABLES
            for act in ACTS
        ]
    function = f"""CREATE OR REPLACE FUNCTION casework_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {SET.format("gen_random_uuid()::text")}; RETURN NULL; END $$"""
    return [
        function,
        *(
            f"CREATE TRIGGER casework_edition_{table} AFTER {' OR '.join(ACTS)} OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION casework_new_edition()"
            for table in TABLES
        ),
    ]


def _off(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS casework_edition_{table}_{act}" for table in TABLES for act in ACTS]
    return [f"DROP TRIGGER IF EXISTS casework_edition_{table} ON {table}" for table in TABLES]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

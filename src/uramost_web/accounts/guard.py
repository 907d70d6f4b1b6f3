"""The database's own refusal to change or delete an entry of the audit log.

The guard stops mistakes and everybody who is not the owner of the database. The owner can take it off; that is what the
chain of hashes is for (`audit.verify`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

# SQLite's INSERT OR REPLACE deletes without asking a DELETE trigger, so the third one watches what is inserted.
ON = {
    "sqlite": (
        """CREATE TRIGGER accounts_auditentry_no_update BEFORE UPDATE ON accounts_auditentry
        BEGIN SELECT RAISE(ABORT, 'An entry of the audit log is never changed.'); END""",
        """CREATE TRIGGER accounts_auditentry_no_delete BEFORE DELETE ON accounts_auditentry
        BEGIN SELECT RAISE(ABORT, 'An entry of the audit log is never deleted.'); END""",
        """CREATE TRIGGER accounts_auditentry_no_replace BEFORE INSERT ON accounts_auditentry
        WHEN EXISTS (SELECT 1 FROM accounts_auditentry WHERE sequence = NEW.sequence OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'An entry of the audit log is never replaced.'); END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION accounts_auditentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'An entry of the audit log is never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        """CREATE TRIGGER accounts_auditentry_no_change BEFORE UPDATE OR DELETE ON accounts_auditentry
        FOR EACH ROW EXECUTE FUNCTION accounts_auditentry_refuse()""",
        """CREATE TRIGGER accounts_auditentry_no_truncate BEFORE TRUNCATE ON accounts_auditentry
        FOR EACH STATEMENT EXECUTE FUNCTION accounts_auditentry_refuse()""",
    ),
}
OFF = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS accounts_auditentry_no_update",
        "DROP TRIGGER IF EXISTS accounts_auditentry_no_delete",
        "DROP TRIGGER IF EXISTS accounts_auditentry_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS accounts_auditentry_no_change ON accounts_auditentry",
        "DROP TRIGGER IF EXISTS accounts_auditentry_no_truncate ON accounts_auditentry",
    ),
}
INSTALLED = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'accounts_auditentry'",
    "postgresql": """SELECT count(*) FROM pg_trigger
        WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = 'accounts_auditentry'::regclass""",
}


def guard_on(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; where they are on already, nothing changes."""
    guard_off(connection)
    _run(connection, ON[connection.vendor])


def guard_off(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for the tests, which empty their tables and tamper on purpose."""
    _run(connection, OFF[connection.vendor])


@contextmanager
def guard_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    guard_off(connection)
    try:
        yield
    finally:
        guard_on(connection)


def guard_is_on(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is in place; a later migration that rebuilds the table on SQLite would lose them."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        (count,) = cursor.fetchone()
    expected = sum(statement.startswith("CREATE TRIGGER") for statement in ON[connection.vendor])
    return bool(count == expected)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

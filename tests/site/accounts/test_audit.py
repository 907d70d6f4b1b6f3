"""The audit log: whatever is changed, moved or taken out afterwards is found."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from tests.site.accounts.arta_and_milan import AT

from uramost_web.accounts import audit, guard
from uramost_web.accounts.audit import Broken
from uramost_web.accounts.models import AuditEntry, AuditHead
from uramost_web.accounts.verbs import verbs

TABLE = "accounts_auditentry"


@pytest.fixture(autouse=True)
def _an_empty_log(db):
    """What was loaded before the stories began is in the log; these begin with nothing."""
    with guard.guard_lifted(connection):
        AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()


def write(count, **values):
    for number in range(count):
        audit.record(
            "account.edited", subject=None, by=None, at=AT + timedelta(minutes=number), number=number, **values
        )


def tamper(sql, *parameters):
    """What somebody who owns the database can do."""
    guard.guard_off(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_an_act_is_written_with_who_when_what_and_on_what(arta):
    entry = audit.record(
        "account.edited", subject=arta, by=arta, at=AT, fields=["name"], sum=Decimal("1.50"), day=AT.date()
    )

    kept = AuditEntry.objects.select_related("by").get(pk=entry.pk)
    assert (kept.by, kept.at, kept.subject_type, kept.subject_key) == (arta, AT, "accounts.user", str(arta.pk))
    assert kept.values == {"fields": ["name"], "sum": "1.50", "day": "2026-03-02"}
    assert kept.hash == audit.fingerprint(kept) == audit.head()


def test_a_chain_as_written_holds(db):
    write(5, text="Чесма – çezme", nested={"b": [1, True, None], "a": "x"})

    assert audit.verify() == 5


def test_an_empty_log_holds(db):
    assert audit.verify() == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-03-02 09:31:01+00:00"),
        ("by_id", 7),
        ("verb", "account.created"),
        ("subject_type", "notices.notice"),
        ("subject_key", "1"),
        ("values", '{"number": 99}'),
        ("previous", "0" * 64),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_entry_is_found_whichever_column_was_changed(db, column, value):
    write(5)

    tamper(f'UPDATE {TABLE} SET "{column}" = %s WHERE sequence = 3', value)  # noqa: S608

    assert audit.verify() == Broken(3, "changed")


def test_a_changed_entry_with_a_recomputed_hash_is_found_at_the_next_one(db):
    write(5)
    forged = AuditEntry.objects.get(sequence=3)
    forged.verb = "account.created"

    tamper(f"UPDATE {TABLE} SET verb = %s, hash = %s WHERE sequence = 3", forged.verb, audit.fingerprint(forged))  # noqa: S608

    assert audit.verify() == Broken(4, "unlinked")


@pytest.mark.parametrize(("gone", "found"), [(1, 1), (3, 3)])
def test_a_deleted_first_or_middle_entry_is_found(db, gone, found):
    write(5)

    tamper(f"DELETE FROM {TABLE} WHERE sequence = %s", gone)  # noqa: S608

    assert audit.verify() == Broken(found, "missing")


def test_deleted_last_entries_are_found_because_the_head_remembers_them(db):
    write(5)

    tamper(f"DELETE FROM {TABLE} WHERE sequence >= 4")  # noqa: S608

    assert audit.verify() == Broken(4, "end_missing")


def test_a_cut_off_end_with_a_forged_head_is_found_with_a_head_kept_outside(db):
    write(5)
    kept_outside = audit.head()
    shorter = AuditEntry.objects.get(sequence=3)

    tamper(f"DELETE FROM {TABLE} WHERE sequence >= 4")  # noqa: S608
    AuditHead.objects.update(sequence=3, hash=shorter.hash)

    assert audit.verify() == 3
    assert audit.verify(expect_head=kept_outside) == Broken(3, "head_unknown")


def test_an_older_head_is_still_in_a_log_that_has_grown(db):
    write(3)
    older = audit.head()
    write(2)

    assert audit.verify(expect_head=older) == 5


def test_an_entry_put_in_past_the_log_is_found(db):
    write(2)
    extra = AuditEntry(sequence=3, at=AT, verb="account.edited", values={}, previous=audit.head())
    extra.hash = audit.fingerprint(extra)

    extra.save(force_insert=True)

    assert audit.verify() == Broken(3, "beyond_end")


@pytest.mark.parametrize("change", ["UPDATE accounts_auditentry SET verb = 'x'", "DELETE FROM accounts_auditentry"])
def test_the_database_refuses_to_change_or_delete(db, change):
    write(1)

    with pytest.raises(DatabaseError, match="audit log"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert audit.verify() == 1


REPLACE = {
    "sqlite": f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE sequence = 2",  # noqa: S608
    "postgresql": f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE sequence = 2 "  # noqa: S608
    "ON CONFLICT (sequence) DO UPDATE SET verb = 'x'",
}


def test_the_database_refuses_to_replace(db):
    write(2)

    with pytest.raises(DatabaseError, match="audit log"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REPLACE[connection.vendor])

    assert audit.verify() == 2


def test_an_entry_goes_when_its_act_is_rolled_back(db):
    write(1)

    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)

    write(1)
    assert audit.verify() == 2


@pytest.mark.parametrize("value", [1.5, object(), {"a": [2.0]}])
def test_what_two_databases_may_give_back_differently_is_not_written(db, value):
    with pytest.raises(TypeError, match="cannot stand in the audit log"):
        audit.record("account.edited", subject=None, by=None, at=AT, value=value)


def test_a_moment_without_a_time_zone_is_not_written(db):
    with pytest.raises(TypeError, match="time zone"):
        audit.record("account.edited", subject=None, by=None, at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_an_act_nobody_has_a_sentence_for_is_not_written(db):
    with pytest.raises(audit.UnknownVerbError):
        audit.record("account.bewitched", subject=None, by=None, at=AT)


def test_every_verb_can_be_said_even_when_an_old_entry_lacks_a_value():
    for verb in verbs():
        assert audit.sentence(AuditEntry(verb=verb, values={})).strip()


def test_the_command_prints_the_head_and_accepts_it_next_time(db):
    write(3)
    said = StringIO()

    call_command("verify_audit", stdout=said)
    call_command("verify_audit", "--expect-head", audit.head(), stdout=StringIO())

    assert said.getvalue().splitlines() == ["3 entries, unbroken.", f"head {audit.head()}"]


def test_the_command_fails_on_a_broken_log_and_on_missing_triggers(db):
    write(3)

    guard.guard_off(connection)
    with pytest.raises(CommandError, match="triggers are missing"):
        call_command("verify_audit", stdout=StringIO())

    tamper(f"DELETE FROM {TABLE} WHERE sequence = 2")  # noqa: S608
    with pytest.raises(CommandError, match="Entry 2 is missing"):
        call_command("verify_audit", stdout=StringIO())


def test_flush_is_refused_outside_the_tests(db, settings):
    settings.TESTING = False

    with pytest.raises(CommandError, match="only ever added to"):
        call_command("flush", interactive=False)


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain(tmp_path):
    """Real processes on a real database: on SQLite a copy of this one in a file."""
    environment = writers_environment(tmp_path)
    writer = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "from uramost_web.accounts import audit\n"
        "for _ in range(25): audit.record('account.edited', subject=None, by=None, at=timezone.now())\n"
    )

    writers = [subprocess.Popen([sys.executable, "-c", writer], env=environment) for _ in range(3)]

    assert [process.wait(timeout=60) for process in writers] == [0, 0, 0]
    checked = subprocess.run(
        [sys.executable, "-m", "django", "verify_audit"], env=environment, capture_output=True, text=True, check=False
    )
    assert checked.stdout.startswith("75 entries, unbroken."), checked.stderr


def writers_environment(tmp_path: Path) -> dict[str, str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "uramost_web.settings"),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "URAMOST_VAR": str(tmp_path),
        "URAMOST_SECRET_KEY": settings.SECRET_KEY,
    }
    if connection.vendor == "postgresql":
        values = connection.settings_dict
        where = urlencode({"host": values["HOST"], "port": values["PORT"] or "5432"})
        address = f"{values['USER']}:{values['PASSWORD']}@/{values['NAME']}?{where}"
        return {**environment, "DATABASE_URL": f"postgresql://{address}"}
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "uramost.sqlite3") as copy:
        connection.connection.backup(copy)
    return {key: value for key, value in environment.items() if key != "DATABASE_URL"}

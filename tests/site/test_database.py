"""How SQLite is opened where it serves: a log beside it, foreign keys, and writers that queue up instead of failing.

And how tables are made.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from uramost_web.tables import Tables

ASK = """
import django; django.setup()
from django.db import connection, transaction
with connection.cursor() as cursor:
    for name in ("journal_mode", "foreign_keys"):
        print(cursor.execute(f"PRAGMA {name}").fetchone()[0])
begun = []
connection.connection.set_trace_callback(begun.append)
with transaction.atomic():
    pass
print(begun[0])
"""


def ask(folder: Path, program: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("URAMOST_", "DATABASE_"))}
    environment = {
        **kept,
        "PYTHONPATH": str(settings.BASE / "src"),
        "DJANGO_SETTINGS_MODULE": "uramost_web.settings",
        "URAMOST_VAR": str(folder),
        **variables,
    }
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60)


def test_sqlite_has_a_log_foreign_keys_and_writers_that_queue(tmp_path):
    answer = ask(tmp_path, ASK, URAMOST_BUILD="1")

    assert answer.stdout.split() == ["wal", "1", "BEGIN", "IMMEDIATE"], answer.stderr


def test_a_missing_secret_key_gets_a_paragraph_of_help(tmp_path):
    answer = ask(tmp_path, "import django; django.setup()")

    assert answer.returncode != 0
    assert "every server needs one of its own" in answer.stderr


def test_another_database_than_the_two_is_refused_with_what_there_is(tmp_path):
    answer = ask(tmp_path, "import django; django.setup()", URAMOST_BUILD="1", DATABASE_URL="mysql://localhost/x")

    assert "UraMost runs on PostgreSQL" in answer.stderr


@pytest.mark.django_db(transaction=True)
def test_tables_that_a_migration_makes_at_once_hold_their_keys_and_can_be_taken_away_again():
    number = models.BigAutoField(primary_key=True)
    town = CreateModel("town", [("id", number)])
    office = CreateModel("office", [("id", number), ("town", models.ForeignKey("made.town", models.CASCADE))])
    both = Tables([town, office])
    before = ProjectState()
    after = before.clone()
    assert after.apps
    both.state_forwards("made", after)
    assert "apps" not in after.__dict__, "drawn again for every table"

    with connection.schema_editor() as editor:
        both.database_forwards("made", editor, before, after)
    assert {"made_town", "made_office"} <= {*connection.introspection.table_names()}
    with connection.cursor() as cursor:
        assert connection.introspection.get_relations(cursor, "made_office") == {"town_id": ("id", "made_town")}
    with connection.schema_editor() as editor:
        both.database_backwards("made", editor, after, before)
    assert not {"made_town", "made_office"} & {*connection.introspection.table_names()}

"""The table of the cache that all processes share: how often somebody tried to log in, and which codes were used."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(apps: Any, editor: Any) -> None:
    call_command("createcachetable", "accounts_attempts", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_guard")]

    operations = [migrations.RunPython(make, lambda apps, editor: editor.execute("DROP TABLE accounts_attempts"))]

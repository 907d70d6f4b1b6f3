"""From here on the database itself refuses to change or delete an entry of the audit log."""

from django.db import migrations

from uramost_web.accounts import guard


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    # Imported on purpose: whoever changes the triggers adds a migration that calls guard_on again.
    operations = [
        migrations.RunPython(
            lambda apps, editor: guard.guard_on(editor.connection),
            lambda apps, editor: guard.guard_off(editor.connection),
        )
    ]

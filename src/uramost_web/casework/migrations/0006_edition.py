"""What a town hall works by gets a mark that every change of it changes."""

from django.db import migrations, models

from uramost_web.casework import edition


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_past_hours"), ("places", "0004_holiday_reasons")]

    # Imported on purpose: whoever rebuilds one of the tables adds a migration that calls put_on again.
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=36)),
            ],
        ),
        migrations.RunPython(
            lambda apps, editor: edition.put_on(editor.connection),
            lambda apps, editor: edition.take_off(editor.connection),
        ),
    ]

"""How often an address did something is counted for every app; the table stays where casework made it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_attempts"), ("casework", "0012_attempts_counted_for_all")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Attempts",
                    fields=[
                        (
                            "key",
                            models.CharField(
                                help_text="keyed digest of what was done, and by whom",
                                max_length=64,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("times", models.PositiveIntegerField()),
                        (
                            "until",
                            models.PositiveBigIntegerField(
                                db_index=True, help_text="when the window ends: seconds since 1970"
                            ),
                        ),
                    ],
                    options={"db_table": "casework_attempts"},
                ),
            ],
        ),
    ]

"""The table stays; `accounts.Attempts` stands for it from now on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_fewer_indexes")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Attempts")])]

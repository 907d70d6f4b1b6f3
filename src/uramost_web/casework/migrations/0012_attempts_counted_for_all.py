"""The table stays; `accounts.Attempts` stands for it from now on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_post_to_forget")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Attempts")])]

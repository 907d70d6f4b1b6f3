"""The index of a municipality's queue holds the office too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_past_hours")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="running_here"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(closed_at=None),
                fields=["municipality", "due_at", "id", "office"],
                name="running_here",
            ),
        ),
    ]

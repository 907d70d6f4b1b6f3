"""A function keeps where its organisation is and what its person is called, so that an index is in that order."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps: Any, editor: Any) -> None:
    """One statement for all: with 200,000 people a matter of seconds."""
    function, organisation, person = (
        apps.get_model("directory", name) for name in ("Function", "Organisation", "Person")
    )
    function.objects.update(
        municipality=Subquery(organisation.objects.filter(pk=OuterRef("organisation")).order_by().values("municipality")),
        folded=Subquery(person.objects.filter(pk=OuterRef("person")).order_by().values("folded")),
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_forgotten"), ("places", "0005_memoranda")]

    operations = [
        migrations.AddField(
            model_name="function",
            name="folded",
            field=models.CharField(default="", editable=False, help_text="the person’s", max_length=220),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="function",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="the organisation’s",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="function",
            index=models.Index(fields=["municipality", "folded", "person"], name="busy_in_a_place"),
        ),
    ]

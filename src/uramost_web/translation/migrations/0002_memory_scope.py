"""Whose a unit is, who may see it, and what stood beside it."""

from typing import Any

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def approved_are_reviewed(apps: Any, schema_editor: Any) -> None:
    """Until now only a translation that was approved brought units with an approver."""
    apps.get_model("translation", "MemoryUnit").objects.exclude(approved_at=None).update(reviewed=True)


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_shares_memory'),
        ('translation', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='memoryunit',
            name='after',
            field=models.CharField(blank=True, help_text='… and of the one after it', max_length=16),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='before',
            field=models.CharField(blank=True, help_text='fingerprint of the segment before its source', max_length=16),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='document_key',
            field=models.UUIDField(help_text='the document it comes from', null=True),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='kept',
            field=models.BooleanField(default=False, help_text='for the eyes of its municipality only'),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='machine',
            field=models.BooleanField(default=False, help_text='made by a machine and approved by nobody'),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='municipality',
            field=models.ForeignKey(help_text='whose translation it is', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memory', to='places.municipality'),
        ),
        migrations.AddField(
            model_name='memoryunit',
            name='reviewed',
            field=models.BooleanField(default=False, help_text='read by a second person'),
        ),
        migrations.RunPython(approved_are_reviewed, migrations.RunPython.noop),
    ]

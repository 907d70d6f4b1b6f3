from typing import Any

from django.db import migrations, models


def what_holds(apps: Any, editor: Any) -> None:
    """What is stated now says what is set now; of what was stated before nobody has kept it."""
    own = models.OuterRef("municipality")
    settings = apps.get_model("translation", "MachineSetting").objects.filter(municipality=own)
    standing = apps.get_model("translation", "MachineStatement").objects.filter(until=None)
    standing.update(for_residents=models.Subquery(settings.values("for_residents")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('translation', '0007_machine_for_residents'),
    ]

    operations = [
        migrations.AddField(
            model_name='machinestatement',
            name='for_residents',
            field=models.BooleanField(help_text='empty: it was not kept then', null=True),
        ),
        migrations.RunPython(what_holds, migrations.RunPython.noop),
    ]

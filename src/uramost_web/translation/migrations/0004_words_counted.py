"""The words of every sentence that is there already."""

from typing import Any

from django.db import migrations

from uramost.text import words


def count_words(apps: Any, schema_editor: Any) -> None:
    Segment = apps.get_model("translation", "Segment")
    rows = []
    for segment in Segment.objects.only("pk", "text").iterator():
        segment.words = len(words(segment.text))
        rows.append(segment)
        if len(rows) == 1000:
            Segment.objects.bulk_update(rows, ["words"])
            rows = []
    Segment.objects.bulk_update(rows, ["words"])


class Migration(migrations.Migration):
    dependencies = [("translation", "0003_translators_tools")]
    operations = [migrations.RunPython(count_words, migrations.RunPython.noop)]

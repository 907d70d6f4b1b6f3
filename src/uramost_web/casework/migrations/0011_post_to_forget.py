"""The index of post to be forgotten also has what only a reference in its subject put to a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_edition")]

    operations = [
        migrations.RemoveIndex(model_name="post", name="post_to_forget"),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("entry", None), models.Q(("raw", ""), _negated=True)),
                fields=["received_at"],
                name="post_to_forget",
            ),
        ),
    ]

"""When post was last tried that could not be read; indices of what is to be read, and of what is left to be shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_post_to_forget")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="tried_at",
            field=models.DateTimeField(help_text="when it was last tried and could not be read", null=True),
        ),
        migrations.RemoveIndex(model_name="post", name="post_of_no_case"),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(
                    ("entry", None), models.Q(("finding", ""), _negated=True), models.Q(("raw", ""), _negated=True)
                ),
                fields=["municipality", "-received_at"],
                name="post_of_no_case",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("handled_at", None)), fields=["received_at"], name="post_to_read"),
        ),
    ]

"""Where a sentence comes from that was filled in from the memory."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('translation', '0004_words_counted'),
    ]

    operations = [
        migrations.AddField(
            model_name='target',
            name='remembered',
            field=models.CharField(blank=True, help_text='the origin of the unit of the memory', max_length=200),
        ),
        migrations.AlterField(
            model_name='target',
            name='origin',
            field=models.CharField(blank=True, choices=[('repeated', 'Taken from the same sentence elsewhere in the document'), ('replaced', 'Changed by search and replace'), ('restored', 'An earlier version put back'), ('remembered', 'Filled in from the memory')], help_text='empty: typed', max_length=20),
        ),
        migrations.AlterField(
            model_name='targetchange',
            name='origin',
            field=models.CharField(blank=True, choices=[('repeated', 'Taken from the same sentence elsewhere in the document'), ('replaced', 'Changed by search and replace'), ('restored', 'An earlier version put back'), ('remembered', 'Filled in from the memory')], max_length=20),
        ),
    ]

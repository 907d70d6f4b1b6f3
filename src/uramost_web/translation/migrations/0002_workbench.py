"""Where a text came from, what was put back or replaced, and how much is left by when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('translation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='segment',
            name='words',
            field=models.PositiveIntegerField(default=0, help_text='how many it has: what is left to translate is counted in them'),
        ),
        migrations.AddField(
            model_name='target',
            name='origin',
            field=models.CharField(blank=True, choices=[('machine', 'Made by a machine'), ('repeated', 'Taken from the same sentence elsewhere in the document'), ('replaced', 'Changed by search and replace'), ('restored', 'An earlier version put back')], help_text='empty: typed', max_length=20),
        ),
        migrations.AddField(
            model_name='target',
            name='taken_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='translation.segment'),
        ),
        migrations.AddField(
            model_name='targetchange',
            name='of_version',
            field=models.PositiveIntegerField(help_text='the version of the segment it translates', null=True),
        ),
        migrations.AddField(
            model_name='targetchange',
            name='origin',
            field=models.CharField(blank=True, choices=[('machine', 'Made by a machine'), ('repeated', 'Taken from the same sentence elsewhere in the document'), ('replaced', 'Changed by search and replace'), ('restored', 'An earlier version put back')], max_length=20),
        ),
        migrations.AddField(
            model_name='targetchange',
            name='restored_from',
            field=models.PositiveIntegerField(help_text='where undoing led to; 0: nothing', null=True),
        ),
        migrations.AddField(
            model_name='translation',
            name='due_date',
            field=models.DateField(help_text='the day by which the officer needs it', null=True),
        ),
        migrations.AddField(
            model_name='translation',
            name='propagate',
            field=models.BooleanField(default=True, help_text='a sentence confirmed once is taken for the same ones'),
        ),
        migrations.AddField(
            model_name='translation',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.TextField()),
                ('instead', models.TextField(blank=True)),
                ('tag', models.CharField(help_text='the script both were typed in', max_length=10)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('translation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='translation.translation')),
            ],
        ),
        migrations.AddField(
            model_name='targetchange',
            name='replacement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='translation.replacement'),
        ),
    ]



import django.db.models.deletion
import uramost_web.translation.bringing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
        ('translation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bringing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(choices=[('memory', 'Translation memory'), ('terms', 'Terminology')], max_length=10)),
                ('progress', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Being read'), ('done', 'Done'), ('failed', 'Not taken'), ('taken_back', 'Taken back')], default='waiting', max_length=12)),
                ('file', models.FileField(upload_to=uramost_web.translation.bringing.kept_name)),
                ('filename', models.CharField(max_length=200)),
                ('size', models.BigIntegerField()),
                ('origin', models.CharField(max_length=120)),
                ('licence', models.CharField(blank=True, max_length=120)),
                ('source_language', models.CharField(blank=True, max_length=10)),
                ('target_language', models.CharField(blank=True, max_length=10)),
                ('share', models.PositiveSmallIntegerField(default=0, help_text='of the work, in percent')),
                ('added', models.PositiveIntegerField(default=0)),
                ('known', models.PositiveIntegerField(default=0, help_text='there before')),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('faults', models.JSONField(default=list)),
                ('refusal', models.JSONField(default=dict)),
                ('job', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.municipality')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
    ]

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=80)),
                ('record_id', models.BigIntegerField()),
                ('by_id', models.BigIntegerField(blank=True, help_text="The person's id; empty for a named job.", null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('on', models.DateField(help_text="The partnership's day.")),
                ('at', models.DateTimeField(auto_now_add=True, help_text='The real time.')),
                ('what', models.CharField(max_length=80)),
                ('record_name', models.CharField(max_length=300)),
                ('difference', models.JSONField(blank=True, default=dict, help_text='{"field": [before, after]}; never blind or confidential content.')),
                ('why', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', 'record_id', 'id'], name='audit_by_record')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='StateChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=80)),
                ('record_id', models.BigIntegerField()),
                ('by_id', models.BigIntegerField(blank=True, help_text="The person's id; empty for a named job.", null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('on', models.DateField(help_text="The partnership's day.")),
                ('at', models.DateTimeField(auto_now_add=True, help_text='The real time.')),
                ('verb', models.CharField(max_length=40)),
                ('from_state', models.CharField(max_length=40)),
                ('to_state', models.CharField(max_length=40)),
                ('why', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', 'record_id', 'id'], name='state_by_record')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('history', models.CharField(choices=[('events', 'audit events'), ('moves', 'state changes')], max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField(help_text='One below the first when the link holds late rows alone.')),
                ('absent', models.JSONField(blank=True, default=list)),
                ('late', models.JSONField(blank=True, default=list)),
                ('rows', models.PositiveIntegerField(help_text='How many rows it seals.')),
                ('rows_sha256', models.CharField(max_length=64)),
                ('previous', models.CharField(help_text='The chain hash of the link before.', max_length=64)),
                ('chain', models.CharField(max_length=64, unique=True)),
                ('sealed_at', models.DateTimeField(help_text='The real time.')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('history', 'number'), name='audit_seal_one_of_a_number'), models.CheckConstraint(condition=models.Q(('last_id__gte', django.db.models.expressions.CombinedExpression(models.F('first_id'), '-', models.Value(1)))), name='audit_seal_in_order'), models.CheckConstraint(condition=models.Q(('rows__gt', 0)), name='audit_seal_holds_something'), models.CheckConstraint(condition=models.Q(('history__in', ['events', 'moves'])), name='auditseal_history_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stated_on', models.DateField(blank=True, help_text='The day that pages, jobs and deadlines take for today. Empty: the real day.', null=True, verbose_name='stated day')),
            ],
            options={
                'verbose_name': 'stated day',
                'verbose_name_plural': 'stated day',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='clock_is_one_row')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Which kind of job, of those in dorset_lsp.schedule.', max_length=80)),
                ('key', models.CharField(help_text='What, for whom, for which deadline.', max_length=200, unique=True)),
                ('arguments', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True, help_text='Why the last attempt did not succeed.')),
                ('queued_at', models.DateTimeField(help_text='When it was asked for.')),
                ('due_at', models.DateTimeField(help_text='When it may next be handed to a worker.')),
                ('started_at', models.DateTimeField(blank=True, help_text='When the last attempt began.', null=True)),
                ('lease_until', models.DateTimeField(blank=True, help_text='Until when its worker holds it; after that the worker counts as lost.', null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('done_units', models.PositiveIntegerField(default=0)),
                ('all_units', models.PositiveIntegerField(default=0, help_text='0 when the job does not count its progress.')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['due_at'], name='job_waiting'), models.Index(condition=models.Q(('state', 'running')), fields=['lease_until'], name='job_running')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'failed'])), name='job_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='job_has_lease_while_running'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ['done', 'failed'])), models.Q(models.Q(('state__in', ['done', 'failed']), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='job_has_end_when_over'), models.CheckConstraint(condition=models.Q(('done_units__lte', models.F('all_units'))), name='job_done_units_within_all_units')],
            },
        ),
        migrations.CreateModel(
            name='PeriodicRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Which periodic job, of those in dorset_lsp.schedule.', max_length=80)),
                ('on', models.DateField(help_text="The partnership's day that it was run for.")),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('found', models.PositiveIntegerField(default=0, help_text='Things that were due.')),
                ('enqueued', models.PositiveIntegerField(default=0, help_text='Of those, the ones not asked for before.')),
                ('error', models.TextField(blank=True, help_text='Why it ended before its time.')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['name', 'started_at'], name='periodic_run_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('enqueued__lte', models.F('found'))), name='periodic_run_enqueued_within_found'), models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='periodic_run_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='SentMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('attachment', models.TextField(blank=True, help_text='The words of the file that goes with it.')),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('sent_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'sent e-mail',
                'ordering': ['-id'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Stamp',
            fields=[
                ('kind', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=60)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
    ]

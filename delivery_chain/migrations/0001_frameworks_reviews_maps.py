import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnerships', '0002_bodies_meetings_strategy_money'),
        ('partnerships', '__first__'),
        ('performance', '0001_indicators_rounds_results'),
    ]

    operations = [
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('short_title', models.CharField(max_length=40)),
                ('subject', models.CharField(choices=[('outcome', 'outcome'), ('strategy', 'strategy'), ('partnership', 'partnership')], max_length=12)),
                ('about', models.TextField(blank=True, help_text='What it is for, in a sentence or two.')),
                ('asks_for_maps', models.BooleanField(default=False, help_text='Each stage agreed red needs a map before a review closes.', verbose_name='reds need a chain map')),
                ('months_between_rounds', models.PositiveSmallIntegerField(default=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject__in', ['outcome', 'strategy', 'partnership'])), name='framework_subject_is_known'), models.CheckConstraint(condition=models.Q(('months_between_rounds__gte', 1)), name='framework_rounds_are_months_apart')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='UndoneNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undone_notices', to='partnerships.action')),
                ('month_from', models.DateField(help_text="The month's first day.")),
                ('sent_on', models.DateField()),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('action', 'month_from'), name='one_undone_notice_a_month'), models.CheckConstraint(condition=models.Q(('sent_on__gte', models.F('month_from'))), name='undone_notice_is_of_its_month')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='FrameworkVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='delivery_chain.framework')),
                ('number', models.PositiveSmallIntegerField()),
                ('from_on', models.DateField(verbose_name='in use from')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('note', models.TextField(blank=True, help_text='Which part of its wording is whose.')),
            ],
            options={
                'ordering': ['framework', '-number'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'number'), name='framework_version_number_is_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='delivery_chain.frameworkversion')),
                ('number', models.PositiveSmallIntegerField()),
                ('short_name', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=300)),
                ('red', models.CharField(blank=True, max_length=300, verbose_name='red looks like')),
                ('amber', models.CharField(blank=True, max_length=300, verbose_name='amber looks like')),
                ('green', models.CharField(blank=True, max_length=300, verbose_name='green looks like')),
                ('prompts', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['version', 'number'],
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='stage_number_is_unique_in_its_version'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='stage_numbers_begin_at_one')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='delivery_chain.frameworkversion')),
                ('subject', models.CharField(choices=[('outcome', 'outcome'), ('strategy', 'strategy'), ('partnership', 'partnership')], max_length=12)),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chain_reviews', to='partnerships.outcome')),
                ('strategy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chain_reviews', to='partnerships.strategy')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chain_reviews', to='partnerships.body')),
                ('assessor', models.CharField(blank=True, help_text='Who assesses for the body, if it is not the body.', max_length=160, verbose_name='outside assessor')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('previous', models.OneToOneField(blank=True, help_text='The round before this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='delivery_chain.review')),
                ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('why_now', models.TextField(blank=True, verbose_name='why now')),
                ('individual_mode', models.CharField(choices=[('none', 'groups only'), ('named', 'each participant first, with their name'), ('anonymous', 'each participant first, without their name')], default='none', max_length=10, verbose_name='individual ratings')),
                ('workshop_on', models.DateField(blank=True, null=True, verbose_name='workshop')),
                ('sheets_due_on', models.DateField(blank=True, null=True, verbose_name='sheets wanted by')),
                ('state', models.CharField(choices=[('set_up', 'Set up'), ('assessing', 'Assessing'), ('comparing', 'Comparing'), ('agreed', 'Agreed'), ('planning', 'Planning'), ('closed', 'Closed')], default='set_up', max_length=10)),
                ('set_up_on', models.DateField()),
                ('set_up_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('compared_on', models.DateField(blank=True, null=True)),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('next_round_on', models.DateField(blank=True, help_text='When it is to be repeated; set on closing.', null=True, verbose_name='next round')),
                ('illustrative', models.CharField(blank=True, help_text="What of it was invented for a demonstration, such as 'all but the reds'.", max_length=120)),
            ],
            options={
                'ordering': ['-set_up_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject__in', ['outcome', 'strategy', 'partnership'])), name='review_subject_is_known'), models.CheckConstraint(condition=models.Q(('individual_mode__in', ['none', 'named', 'anonymous'])), name='review_individual_mode_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['set_up', 'assessing', 'comparing', 'agreed', 'planning', 'closed'])), name='review_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('strategy__isnull', True), ('subject', 'outcome')), models.Q(('outcome__isnull', True), ('strategy__isnull', False), ('subject', 'strategy')), models.Q(('outcome__isnull', True), ('strategy__isnull', True), ('subject', 'partnership')), _connector='OR'), name='review_has_the_subject_that_it_names'), models.CheckConstraint(condition=models.Q(models.Q(('previous__isnull', True), ('round', 1)), models.Q(('previous__isnull', False), ('round__gt', 1)), _connector='OR'), name='review_after_the_first_follows_another'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_on__isnull', False), ('state__in', ('agreed', 'planning', 'closed'))), models.Q(models.Q(('state__in', ('agreed', 'planning', 'closed')), _negated=True), ('agreed_on__isnull', True)), _connector='OR'), name='review_is_agreed_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='review_is_closed_on_a_day')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ChainMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='maps', to='delivery_chain.review')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.stage')),
                ('drawn_on', models.DateField()),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_on', models.DateField()),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='delivery_chain.chainmap')),
                ('is_illustrative', models.BooleanField(default=False, verbose_name='illustrative')),
            ],
            options={
                'ordering': ['review', 'stage__number'],
                'constraints': [models.UniqueConstraint(fields=('review', 'stage'), name='one_map_for_a_stage_of_a_review'), models.CheckConstraint(condition=models.Q(('changed_on__gte', models.F('drawn_on'))), name='chain_map_changes_after_it_is_drawn')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='NextRoundNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='next_round_notices', to='delivery_chain.review')),
                ('due_on', models.DateField(help_text='The day on which the next round is due.')),
                ('sent_on', models.DateField()),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('review', 'due_on'), name='one_notice_of_a_next_round')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='AgreedRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_ratings', to='delivery_chain.review')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.stage')),
                ('value', models.CharField(choices=[('red', 'red'), ('amber', 'amber'), ('green', 'green'), ('dont_know', 'don’t know')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('settled', models.CharField(choices=[('proposed', 'proposed and taken: all agree'), ('decided', 'decided by the meeting')], max_length=10, verbose_name='how it was settled')),
                ('agreed_on', models.DateField()),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['review', 'stage__number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__in', ['red', 'amber', 'green', 'dont_know'])), name='agreedrating_value_is_known'), models.CheckConstraint(condition=models.Q(('settled__in', ['proposed', 'decided'])), name='agreedrating_settled_is_known'), models.UniqueConstraint(fields=('review', 'stage'), name='a_stage_is_agreed_once_in_a_review'), models.CheckConstraint(condition=models.Q(('reason', ''), ('value', 'red'), _negated=True), name='agreed_red_has_a_reason')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Dissent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='delivery_chain.review')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.stage')),
                ('held_by', models.CharField(help_text="Such as 'four of group 2'.", max_length=120)),
                ('text', models.TextField()),
                ('recorded_on', models.DateField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['review', 'stage__number', 'id'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ReviewGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='delivery_chain.review')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('waiting', 'Not in yet'), ('submitted', 'Submitted'), ('absent', 'Compared without'), ('late', 'Came late')], default='waiting', max_length=10)),
                ('version', models.PositiveIntegerField(default=0)),
                ('submitted_on', models.DateField(blank=True, null=True)),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_from_paper', models.BooleanField(default=False, verbose_name='typed in from paper')),
                ('absence_reason', models.CharField(blank=True, max_length=500, verbose_name='why it was compared without')),
            ],
            options={
                'ordering': ['review', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'submitted', 'absent', 'late'])), name='reviewgroup_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='reviewgroup_submitted_on_with_submitted_by'), models.UniqueConstraint(fields=('review', 'number'), name='review_group_number_is_unique'), models.UniqueConstraint(fields=('review', 'name'), name='review_group_name_is_unique'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'late']), ('submitted_on__isnull', False)), models.Q(('state__in', ['waiting', 'absent']), ('submitted_on__isnull', True)), _connector='OR'), name='review_group_has_a_day_when_it_is_in'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['absent', 'late']), _negated=True), models.Q(('absence_reason', ''), _negated=True), _connector='OR'), name='review_group_is_left_out_with_a_reason')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='delivery_chain.chainmap')),
                ('name', models.CharField(max_length=80)),
                ('level', models.CharField(choices=[('national', 'national'), ('regional', 'regional'), ('county', 'county'), ('district', 'district'), ('neighbourhood', 'neighbourhood or provider'), ('beneficiary', 'beneficiary')], max_length=14)),
                ('kind', models.CharField(blank=True, choices=[('public', 'public'), ('private', 'private'), ('third_sector', 'third sector'), ('community', 'community')], max_length=14)),
                ('controls', models.CharField(blank=True, help_text='Such as money, land, law, staff or information.', max_length=120, verbose_name='what it controls')),
                ('is_owner', models.BooleanField(default=False, verbose_name='owns the outcome')),
                ('takes_part', models.BooleanField(default=True, verbose_name='takes part in the partnership')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Its place on its level, from the left.')),
            ],
            options={
                'ordering': ['map', 'position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['national', 'regional', 'county', 'district', 'neighbourhood', 'beneficiary'])), name='actor_level_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['', 'public', 'private', 'third_sector', 'community'])), name='actor_kind_is_known'), models.UniqueConstraint(fields=('map', 'name'), name='an_actor_stands_once_on_a_map'), models.UniqueConstraint(condition=models.Q(('is_owner', True)), fields=('map',), name='a_map_has_one_owner'), models.CheckConstraint(condition=models.Q(('is_owner', True), ('level', 'beneficiary'), _negated=True), name='a_beneficiary_is_not_the_owner')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='SheetReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='delivery_chain.reviewgroup')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_on', models.DateField()),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('group', 'person', 'sent_on'), name='one_sheet_reminder_a_day')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='StageAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='delivery_chain.agreedrating')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='from_stage', to='partnerships.action')),
            ],
            options={
                'ordering': ['rating', 'action__due_on'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='GroupRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='delivery_chain.reviewgroup')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.stage')),
                ('value', models.CharField(choices=[('red', 'red'), ('amber', 'amber'), ('green', 'green'), ('dont_know', 'don’t know')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['group', 'stage__number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__in', ['red', 'amber', 'green', 'dont_know'])), name='grouprating_value_is_known'), models.UniqueConstraint(fields=('group', 'stage'), name='a_group_rates_a_stage_once')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='delivery_chain.review')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='delivery_chain.reviewgroup')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chain_groups', to=settings.AUTH_USER_MODEL)),
                ('rated_on', models.DateField(blank=True, null=True, verbose_name='rated alone on')),
            ],
            options={
                'ordering': ['group', 'person__name'],
                'constraints': [models.UniqueConstraint(fields=('review', 'person'), name='one_takes_part_in_one_group_of_a_review')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='delivery_chain.chainmap')),
                ('from_actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_out', to='delivery_chain.actor')),
                ('to_actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='delivery_chain.actor')),
                ('kind', models.CharField(choices=[('funds', 'funds'), ('directs', 'directs'), ('commissions', 'commissions'), ('informs', 'informs'), ('supplies', 'supplies'), ('influences', 'influences')], max_length=12)),
                ('strength', models.CharField(choices=[('strong', 'strong'), ('weak', 'weak'), ('missing', 'missing')], max_length=8)),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='how we know')),
                ('rests_on_one', models.BooleanField(default=False, verbose_name='rests on one person')),
            ],
            options={
                'ordering': ['map', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['funds', 'directs', 'commissions', 'informs', 'supplies', 'influences'])), name='link_kind_is_known'), models.CheckConstraint(condition=models.Q(('strength__in', ['strong', 'weak', 'missing'])), name='link_strength_is_known'), models.UniqueConstraint(fields=('from_actor', 'to_actor', 'kind'), name='a_link_of_a_kind_is_drawn_once'), models.CheckConstraint(condition=models.Q(('from_actor', models.F('to_actor')), _negated=True), name='a_link_leads_to_another_actor')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='IndividualSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.review')),
                ('member', models.OneToOneField(blank=True, help_text='Empty: anonymous.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.groupmember')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='LinkAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='delivery_chain.link')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='from_link', to='partnerships.action')),
            ],
            options={
                'ordering': ['link', 'action__due_on'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='IndividualRating',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='delivery_chain.individualsheet')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery_chain.stage')),
                ('value', models.CharField(choices=[('red', 'red'), ('amber', 'amber'), ('green', 'green'), ('dont_know', 'don’t know')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['stage__number', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__in', ['red', 'amber', 'green', 'dont_know'])), name='individualrating_value_is_known'), models.UniqueConstraint(fields=('sheet', 'stage'), name='a_sheet_rates_a_stage_once'), models.CheckConstraint(condition=models.Q(('reason', ''), ('value', 'red'), _negated=True), name='individual_red_has_a_reason')],
                'indexes': [],
            },
        ),
    ]

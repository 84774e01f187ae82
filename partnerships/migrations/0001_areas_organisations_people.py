import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('country', 'country'), ('county', 'county'), ('district', 'district'), ('ward_cluster', 'ward cluster'), ('town', 'town'), ('parish', 'parish')], max_length=20)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='partnerships.area')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['country', 'county', 'district', 'ward_cluster', 'town', 'parish'])), name='area_kind_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=160, unique=True)),
                ('short_name', models.CharField(blank=True, help_text="For tight places, such as a table's column.", max_length=60)),
                ('kind', models.CharField(choices=[('county_council', 'county council'), ('district_council', 'district or borough council'), ('parish_body', "parish and town councils' body"), ('health', 'health body'), ('police', 'police'), ('fire', 'fire and rescue'), ('probation', 'probation'), ('education', 'education and skills'), ('housing', 'housing provider'), ('business', 'business'), ('environment', 'environment'), ('voluntary', 'voluntary and community sector'), ('government', 'national or regional government'), ('partnership', 'partnership')], max_length=20)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='partnerships.area')),
                ('is_illustrative', models.BooleanField(default=False, help_text='Invented for a demonstration, and labelled so.', verbose_name='illustrative')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['county_council', 'district_council', 'parish_body', 'health', 'police', 'fire', 'probation', 'education', 'housing', 'business', 'environment', 'voluntary', 'government', 'partnership'])), name='organisation_kind_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(error_messages={'unique': 'This address is in use.'}, max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=120)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='partnerships.organisation')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('is_staff', models.BooleanField(default=False, help_text='May use the Django administration.', verbose_name='administrator')),
                ('is_illustrative', models.BooleanField(default=False, help_text='Invented for a demonstration.', verbose_name='illustrative')),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['name'],
                'indexes': [],
                'constraints': [],
            },
        ),
    ]

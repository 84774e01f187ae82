"""Indexes of letters in threes under the fields that a search reads most, on PostgreSQL; elsewhere there is nothing to do."""

from django.db import migrations

FIELDS = {
    "partnerships_action": ("title", "description"),
    "partnerships_agendaitem": ("title", "text"),
    "partnerships_decision": ("wording",),
    "partnerships_finding": ("title", "text", "answer", "reason"),
    "partnerships_organisation": ("name", "short_name"),
    "partnerships_paper": ("title",),
    "partnerships_person": ("name", "job_title"),
    "partnerships_project": ("title", "description"),
    "partnerships_risk": ("title", "event", "cause", "effect"),
    "performance_indicator": ("title", "code"),
    "scrutiny_challenge": ("record_name", "question"),
    "scrutiny_topic": ("title", "why"),
}


def name(table, field):
    return f"search_{table.split('_')[1]}_{field}"


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for table, fields in FIELDS.items():
        for field in fields:
            schema_editor.execute(
                f'CREATE INDEX "{name(table, field)}" ON "{table}" USING gin (UPPER("{field}"::text) gin_trgm_ops)'
            )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, fields in FIELDS.items():
        for field in fields:
            schema_editor.execute(f'DROP INDEX "{name(table, field)}"')


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0001_folder_uploads"),
        ("partnerships", "0002_bodies_meetings_strategy_money"),
        ("performance", "0001_indicators_rounds_results"),
        ("scrutiny", "0001_reviews_evidence_recommendations"),
    ]
    operations = [migrations.RunPython(make, drop)]

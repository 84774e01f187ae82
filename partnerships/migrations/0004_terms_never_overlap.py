"""On PostgreSQL the database itself refuses two believed terms in one seat that share a day.

It needs the extension btree_gist. Where the database's user may not create it, everything else works as before: the
change holds the seat's row while it looks. ``docs/operations.md`` says how to add the constraint later.
"""

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import NotSupportedError, OperationalError, ProgrammingError

EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gist"
CONSTRAINT = """
ALTER TABLE partnerships_membership ADD CONSTRAINT terms_in_a_seat_never_overlap
EXCLUDE USING gist (seat_id WITH =, daterange(from_on, to_on, '[)') WITH &&) WHERE (known_to IS NULL AND seat_id IS NOT NULL)
"""
WITHOUT = (
    "The user of this database may not create the extension btree_gist, so the database does not itself refuse two terms "
    "in one seat at once; the site still does. docs/operations.md, “Terms that never overlap”, says how to add it."
)


def hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the constraint on PostgreSQL, or say that it cannot be added."""
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute(EXTENSION)
    except (ProgrammingError, OperationalError, NotSupportedError):
        print(f"\n    {WITHOUT}")  # noqa: T201 whoever migrates reads it
        return
    schema_editor.execute(CONSTRAINT)


def let_go(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the constraint away; the extension may serve others."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE partnerships_membership DROP CONSTRAINT IF EXISTS terms_in_a_seat_never_overlap"
        )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_agreed_decisions_never_change")]

    operations = [migrations.RunPython(hold, let_go)]

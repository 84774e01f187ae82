"""A decision that is fixed can be neither changed nor removed, whoever asks the database and however."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WORDS = "A decision is fixed once its minutes are agreed."

POSTGRESQL = f"""
CREATE FUNCTION partnerships_decision_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER partnerships_decision_is_fixed BEFORE UPDATE OR DELETE ON partnerships_decision
FOR EACH ROW WHEN (OLD.fixed_on IS NOT NULL) EXECUTE FUNCTION partnerships_decision_is_fixed();
"""
# SQLite empties a table row by row when tests clean up, so that there only changing is refused by the database.
SQLITE = f"""
CREATE TRIGGER partnerships_decision_is_fixed BEFORE UPDATE ON partnerships_decision
FOR EACH ROW WHEN OLD.fixed_on IS NOT NULL BEGIN SELECT RAISE(ABORT, '{WORDS}'); END;
"""


def hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the trigger in."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    elif schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)


def let_go(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it out."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER partnerships_decision_is_fixed ON partnerships_decision")
        schema_editor.execute("DROP FUNCTION partnerships_decision_is_fixed()")
    elif schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER partnerships_decision_is_fixed")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_bodies_meetings_strategy_money")]

    operations = [migrations.RunPython(hold, let_go)]

"""The history is sealed, and tampering with it shows."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dorset_lsp.common import sealing
from dorset_lsp.common.models import AuditEvent, AuditSeal, StateChange

pytestmark = pytest.mark.django_db

NOW = datetime(2009, 4, 20, 9, 5, tzinfo=UTC)
LATER = datetime(2009, 4, 20, 9, 10, tzinfo=UTC)


def happened(what="thing.change", **fields):
    """One audit event."""
    return AuditEvent.objects.create(
        what=what, kind="app.thing", record_id=1, record_name="A thing", by_name="Somebody", on=date(2009, 4, 20), **fields
    )  # fmt: skip


def sql(statement, *values):
    """What somebody with the database's password can do, past every rule of the program."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_what_has_happened_is_sealed_in_one_link_and_holds():
    first, last = happened(), happened(difference={"title": ["Old", "New"]})

    (link,) = sealing.seal(now=NOW)

    assert (link.number, link.first_id, link.last_id, link.rows) == (1, 1, last.pk, 2)
    assert link.absent == list(range(1, first.pk))
    assert list(sealing.faults()) == []


def test_moves_are_sealed_in_a_chain_of_their_own():
    happened()
    StateChange.objects.create(
        kind="app.thing", record_id=1, by_name="Somebody", on=date(2009, 4, 20), verb="open", from_state="a", to_state="b"
    )  # fmt: skip

    links = sealing.seal(now=NOW)

    assert [(link.history, link.number, link.rows) for link in links] == [("events", 1, 1), ("moves", 1, 1)]


def test_nothing_new_makes_no_link():
    happened()
    sealing.seal(now=NOW)

    assert sealing.seal(now=LATER) == []


def test_each_link_bears_the_hash_of_the_one_before():
    happened()
    (one,) = sealing.seal(now=NOW)
    happened()

    (two,) = sealing.seal(now=LATER)

    assert (one.previous, two.previous, two.number) == (sealing.FIRST, one.chain, 2)


def test_a_long_history_is_sealed_in_several_links():
    for _ in range(5):
        happened()

    links = sealing.seal(now=NOW, at_most=2)

    assert [link.rows for link in links] == [2, 2, 1]
    assert list(sealing.faults()) == []


def test_a_row_whose_transaction_ended_late_is_taken_in_by_the_next_link():
    early, held_up, last = happened(), happened(), happened()
    sql("DELETE FROM common_auditevent WHERE id = %s", held_up.pk)
    sealing.seal(now=NOW)
    held_up._state.adding = True
    held_up.save()

    (link,) = sealing.seal(now=LATER)

    assert (link.late, link.rows, link.first_id, link.last_id) == ([held_up.pk], 1, last.pk + 1, last.pk)
    assert list(sealing.faults()) == []
    assert early.pk < held_up.pk


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE common_auditevent SET by_name = 'Somebody else' WHERE id = %s",
        "UPDATE common_auditevent SET why = 'Another reason' WHERE id = %s",
        "DELETE FROM common_auditevent WHERE id = %s",
    ],
)
def test_changing_or_removing_a_sealed_row_shows(tampering):
    happened()
    row = happened()
    sealing.seal(now=NOW)

    sql(tampering, row.pk)

    (fault,) = sealing.faults()
    assert fault == (
        f"Seal 1 of audit events (2009-04-20 09:05 UTC): of events 1 to {row.pk}, "
        "something was changed, removed or added since."
    )


def test_a_link_that_was_made_to_fit_the_tampering_breaks_the_chain():
    row = happened()
    sealing.seal(now=NOW)
    happened()
    sealing.seal(now=LATER)
    sql("UPDATE common_auditevent SET why = 'Another reason' WHERE id = %s", row.pk)

    fitted = sealing._hash_of_rows(AuditEvent.objects.filter(pk=row.pk))
    sql(
        "UPDATE common_auditseal SET rows_sha256 = %s, chain = %s WHERE number = 1",
        fitted,
        sealing._chain(sealing.FIRST, 1, fitted),
    )

    assert [fault.partition(" does not")[0] for fault in sealing.faults()] == [
        "Seal 2 of audit events (2009-04-20 09:10 UTC)"
    ]


def test_removing_a_link_shows():
    for _ in range(3):
        happened()
        sealing.seal(now=NOW)

    sql("DELETE FROM common_auditseal WHERE number = 2")

    assert len(list(sealing.faults())) == 1


def test_a_seal_is_written_once():
    happened()
    (link,) = sealing.seal(now=NOW)

    with pytest.raises(TypeError, match="written once"):
        link.save()


def test_the_command_says_how_many_seals_hold_and_fails_when_one_does_not():
    row = happened()
    sealing.seal(now=NOW)
    happened()
    said = StringIO()

    call_command("verify_audit", stdout=said)
    sql("DELETE FROM common_auditevent WHERE id = %s", row.pk)

    link = AuditSeal.objects.get()
    assert said.getvalue() == (
        "1 seal, as it was made; newer rows that wait for the next: 1.\n"
        f"The newest chain hash, of seal 1: {link.chain}\n"
    )
    with pytest.raises(CommandError, match="not as it was sealed"):
        call_command("verify_audit", stderr=StringIO())

"""An upload is kept, applied as a whole, undone as a whole or thrown away; whatever it cannot do whole it does not do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent
from performance.answers import Figure, answer_of, standing_of
from performance.changes import returns, rounds, uploads
from performance.models import Observation, WorkbookUpload
from performance.workbook.entries import Done, Entry, as_json, from_json
from tests.factories.workbooks import FILLED, RATIO, TOTAL, checked, downloaded, filled
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


def kept(world, cells=FILLED, by=None):
    found = checked(world, filled(downloaded(world), cells))
    return uploads.keep(
        round_=world.round,
        file_name="q4.xlsx",
        sha256="0" * 64,
        entries=found.entries,
        by=by or world.owner,
        on=ON,
    )


def applied(world, cells=FILLED):
    upload = kept(world, cells)
    uploads.apply(upload=upload, by=world.owner, on=ON)
    return upload


def stand(world):
    return {
        one.code: (world.return_of(one).state, world.return_of(one).version)
        for one in (world.ratio, world.total, world.split)
    }


def test_an_entry_comes_back_from_json_as_it_was(world):
    return_ = world.drafted(
        world.total, figures={world.county.pk: Figure(absence="suppressed", absence_reason="Few.")}
    )
    entry = Entry(return_.pk, 1, True, world.answer(world.ratio, commentary="c"), "Row 2")

    assert from_json(as_json(entry)) == entry
    done = replace(entry, done=Done(standing_of(return_), 2, "submitted"))
    assert from_json(as_json(done)) == done


def test_keeping_touches_no_return(world):
    before = stand(world)

    upload = kept(world)

    assert (upload.state, len(upload.entries), stand(world)) == ("checked", 3, before)
    event = AuditEvent.objects.get(kind="performance.workbookupload")
    assert (event.what, event.by_name, event.difference) == ("upload.keep", "Owner", {"returns": [None, 3]})


def test_of_a_files_name_only_what_can_be_printed_is_kept(world):
    found = checked(world, filled(downloaded(world), FILLED))

    upload = uploads.keep(
        round_=world.round,
        file_name="q\x004\n.xlsx",
        sha256="0" * 64,
        entries=found.entries,
        by=world.owner,
        on=ON,
    )

    assert upload.file_name == "q4.xlsx"


def test_nothing_to_do_is_not_kept(world):
    with pytest.raises(Refused, match="There is nothing in this file to do"):
        uploads.keep(round_=world.round, file_name="a", sha256="0", entries=[], by=world.owner, on=ON)


def test_applying_saves_and_submits_through_the_returns_own_doors(world):
    upload = applied(world)

    assert upload.state == "applied"
    assert stand(world) == {"NI 101": ("submitted", 1), "NI 102": ("draft", 1), "NI 103": ("draft", 1)}
    assert answer_of(world.return_of(world.ratio)) == world.answer(world.ratio)
    # The county's figure is derived as on the form.
    assert answer_of(world.return_of(world.split)).figures[world.county.pk].value == Decimal("101.5")
    assert [one.verb for one in states.history(world.return_of(world.ratio))] == ["submit", "save_draft"]


def test_applying_twice_is_harmless(world):
    upload = applied(world)

    uploads.apply(upload=WorkbookUpload.objects.get(pk=upload.pk), by=world.owner, on=ON)

    assert stand(world)["NI 102"] == ("draft", 1)


def test_a_return_that_changed_since_the_check_refuses_the_whole_by_name(world):
    upload = kept(world)
    world.drafted(world.total)
    world.drafted(world.split)
    before = stand(world)

    with pytest.raises(
        SomebodyWasFaster, match="NI 102, NI 103 have been changed since this upload was checked"
    ):
        uploads.apply(upload=upload, by=world.owner, on=ON)

    assert (stand(world), WorkbookUpload.objects.get().state) == (before, "checked")


def test_a_rule_that_stands_against_one_return_by_now_refuses_the_whole(world):
    upload = kept(world)
    rounds.extend(
        round_=world.round, due_on=world.round.due_on, closes_on=world.round.closes_on, reason="No change.",
        by=world.coordinator, on=ON,
    )  # fmt: skip
    before = stand(world)

    with pytest.raises(Refused, match=r"NI 101: The window is shut: .* Nothing was saved\."):
        uploads.apply(upload=upload, by=world.owner, on=world.round.closes_on)

    assert (stand(world), WorkbookUpload.objects.get().state) == (before, "checked")


def test_a_discarded_upload_cannot_be_applied(world):
    upload = kept(world)
    uploads.discard(upload=upload, by=world.owner, on=ON)

    with pytest.raises(SomebodyWasFaster, match="thrown away"):
        uploads.apply(upload=WorkbookUpload.objects.get(), by=world.owner, on=ON)

    assert stand(world)["NI 101"] == ("not_started", 0)


@pytest.mark.parametrize("name", ["colleague", "coordinator", "lead", "outsider", "admin"])
def test_nobody_else_settles_an_upload(world, name):
    upload = kept(world)

    for deed in (uploads.apply, uploads.discard, uploads.undo):
        with pytest.raises(PermissionDenied):
            deed(upload=upload, by=getattr(world, name), on=ON)

    assert WorkbookUpload.objects.get().state == "checked"


@pytest.mark.parametrize("name", ["coordinator", "lead", "outsider", "admin"])
def test_nobody_keeps_an_upload_for_a_round_that_asks_nothing_of_them(world, name):
    with pytest.raises(PermissionDenied):
        kept(world, by=getattr(world, name))


def test_an_entry_for_somebody_elses_return_is_refused_when_applied(world):
    """As if the kept entries had been tampered with: the return's own change asks the policy again."""
    upload = kept(world, {(TOTAL, "value"): 36})
    world.total.owner_organisation = world.lead.organisation
    world.total.save()

    with pytest.raises(PermissionDenied):
        uploads.apply(upload=upload, by=world.owner, on=ON)

    assert stand(world)["NI 102"] == ("not_started", 0)


# --- undoing ----------------------------------------------------------------------------------------------


def test_undoing_puts_every_return_back_to_where_it_stood(world):
    world.submitted(world.total, commentary="First.")
    returns.send_back(return_=world.return_of(world.total), reason="Look again.", by=world.lead2, on=ON)
    before = standing_of(world.return_of(world.total))
    upload = applied(world, {**FILLED, (RATIO + 1, "do"): "submit"})

    uploads.undo(upload=upload, by=world.owner, on=ON)

    assert stand(world) == {
        "NI 101": ("not_started", 2),
        "NI 102": ("draft", 3),
        "NI 103": ("not_started", 2),
    }
    assert standing_of(world.return_of(world.total)) == before
    assert (before.answer.commentary, before.sent_back_reason) == ("First.", "Look again.")
    assert answer_of(world.return_of(world.split)).figures == {}
    assert world.return_of(world.ratio).submitted_by is None
    assert WorkbookUpload.objects.get().state == "undone"


def test_undoing_leaves_an_audit_event_and_a_move_for_each_return(world):
    upload = applied(world)

    uploads.undo(upload=upload, by=world.owner, on=ON)

    ratio = world.return_of(world.ratio)
    event = AuditEvent.objects.filter(kind="performance.return", record_id=ratio.pk).first()
    assert (event.what, event.by_name) == ("return.restore_not_started", "Owner")
    assert event.difference[f"figure {world.county.pk}"] == ["780 ÷ 1,000", ""]
    assert states.history(ratio).first().verb == "restore_not_started"


@pytest.mark.parametrize("deed", ["saved", "withdrawn", "sent back", "verified"])
def test_nothing_is_undone_once_one_return_has_moved(world, deed):
    upload = applied(world)
    ratio, total = world.return_of(world.ratio), world.return_of(world.total)
    if deed == "saved":
        returns.save(return_=total, version=1, answer=world.answer(world.total), by=world.colleague, on=ON)
    elif deed == "withdrawn":
        returns.withdraw(return_=ratio, by=world.colleague, on=ON)
    elif deed == "sent back":
        returns.send_back(return_=ratio, reason="Why?", by=world.lead, on=ON)
    else:
        returns.verify(return_=ratio, by=world.lead, on=ON)
    before = stand(world)

    code = "NI 102" if deed == "saved" else "NI 101"
    with pytest.raises(
        SomebodyWasFaster, match=f"{code} has been changed since this upload. Nothing was undone"
    ):
        uploads.undo(upload=upload, by=world.owner, on=ON)

    assert (stand(world), WorkbookUpload.objects.get().state) == (before, "applied")


def test_what_only_waits_cannot_be_undone(world):
    with pytest.raises(Refused, match="so this cannot be done now"):
        uploads.undo(upload=kept(world), by=world.owner, on=ON)


# --- the whole way ----------------------------------------------------------------------------------------


def test_what_was_typed_into_a_workbook_is_what_is_published(world):
    """Round trip: download, fill, upload, verify, publish, and read back equal."""
    applied(world, {**FILLED, (RATIO, "commentary"): "Two\nlines, =and a formula."})
    for indicator in (world.total, world.split):
        return_ = world.return_of(indicator)
        saved = replace(
            answer_of(return_), direction_view="improving", commentary="Said.", is_surprise_confirmed=True
        )
        returns.submit(return_=return_, answer=saved, by=world.owner, on=ON)
    for indicator in (world.ratio, world.total, world.split):
        returns.verify(return_=world.return_of(indicator), by=world.coordinator, on=ON)
    edition = world.publish()

    figures = {
        (one.indicator.code, one.area.name): one.numerator or one.value
        for one in Observation.objects.filter(edition=edition)
    }
    assert figures == {
        ("NI 101", "The county"): Decimal(780),
        ("NI 102", "The county"): Decimal(36),
        ("NI 103", "North district"): Decimal(55),
        ("NI 103", "South district"): Decimal("46.5"),
        ("NI 103", "The county"): Decimal("101.5"),
    }
    assert edition.results.get(code="NI 101").commentary == "Two\nlines, =and a formula."

"""Two uploads over the same rows at once: one is taken over whole, the other refused by name."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from dorset_lsp.common.changes import SomebodyWasFaster
from performance.changes import uploads
from performance.models import Return, WorkbookUpload
from tests.factories.workbooks import FILLED, RATIO, TOTAL, checked, downloaded, filled
from tests.factories.world import ON, build_world


def apply_at_once(pairs):
    """Apply each upload in a thread of its own, all starting together. Gives what each said."""
    barrier, said = Barrier(len(pairs)), []

    def one(upload, by):
        barrier.wait()
        try:
            uploads.apply(upload=WorkbookUpload.objects.get(pk=upload.pk), by=by, on=ON)
            said.append("")
        except SomebodyWasFaster as why:
            said.append(str(why))
        finally:
            connection.close()

    threads = [Thread(target=one, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_uploads_over_the_same_rows_at_once_one_is_taken_over_and_the_other_refused_by_name(attempt):
    assert connection.vendor == "postgresql"
    world = build_world()
    book = downloaded(world)
    pairs = []
    for by, figure in ((world.owner, 36), (world.colleague, 37)):
        found = checked(
            world, filled(book, {**FILLED, (TOTAL, "value"): figure, (RATIO, "do"): "save as draft"}), by=by
        )
        upload = uploads.keep(
            round_=world.round,
            file_name=f"{by.name}.xlsx",
            sha256="0" * 64,
            entries=found.entries,
            by=by,
            on=ON,
        )
        pairs.append((upload, by))

    first, second = apply_at_once(pairs)

    assert first == ""
    assert "NI 101" in second
    assert "changed" in second
    rows = Return.objects.filter(round=world.round)
    assert [(row.state, row.version) for row in rows] == [("draft", 1)] * 3
    assert len({row.saved_by_id for row in rows}) == 1
    assert sorted(WorkbookUpload.objects.values_list("state", flat=True)) == ["applied", "checked"]

"""Making a report: all files or none, whatever happens on the way; asked for once, made once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dorset_lsp.common import jobs
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import Job
from performance.changes import reports
from performance.models import ReportFile, ReportSeal
from performance.reports.checking import faults_of
from performance.reports.compiling import JOB, compile_edition
from performance.reports.making import state_of
from performance.tasks import compile_report
from tests.factories.reports import corrected, make_report, published, quiet
from tests.factories.world import ON


class PulledPlug(Exception):
    """Stands for whatever stops a worker."""


class Noted(list):
    """Progress that is written down, and that can stop the work after so many notes."""

    def __init__(self, *, stop_after=None):
        super().__init__()
        self.stop_after = stop_after

    def __call__(self, *, done, of):
        self.append((done, of))
        if len(self) == self.stop_after:
            raise PulledPlug


def counts():
    return ReportFile.objects.count(), ReportSeal.objects.count()


def test_publishing_asks_for_one_report(world):
    edition = published(world)

    job = Job.objects.get(name="compile_report")
    assert (job.key, job.arguments) == (f"report:{edition.pk}", {"edition": edition.pk})
    assert state_of(edition).is_under_way


def test_progress_ends_where_it_should(world):
    edition, noted = published(world), Noted()

    compile_edition(edition, on=ON, progress=noted)

    assert noted == [(4, 8), (5, 8), (6, 8), (7, 8), (8, 8)]
    assert counts() == (5, 1)


@pytest.mark.parametrize("stop_after", [1, 2, 3, 4, 5])
def test_stopped_anywhere_it_leaves_no_half_report_and_the_next_attempt_makes_a_whole_one(world, stop_after):
    edition = published(world)
    with pytest.raises(PulledPlug):
        compile_edition(edition, on=ON, progress=Noted(stop_after=stop_after))
    assert counts() == (0, 0)

    compile_edition(edition, on=ON, progress=quiet)

    assert counts() == (5, 1)
    assert faults_of(world.round) == []


def test_half_a_file_is_left_to_who_writes_it_and_the_whole_one_lies_beside(world):
    edition = published(world)
    make_report(edition)
    # The JSON file is the same each time, so its place in the storage is known beforehand.
    path = ReportFile.objects.get(format="json").path
    ReportFile.objects.all()._raw_delete("default")
    ReportSeal.objects.all()._raw_delete("default")
    default_storage.delete(path)
    default_storage.save(path, ContentFile(b'{"half": '))

    make_report(edition)

    assert default_storage.open(path).read() == b'{"half": '
    assert ReportFile.objects.get(format="json").path != path
    assert faults_of(world.round) == []


def test_made_twice_it_is_made_once(world):
    edition = published(world)
    make_report(edition)
    chain = ReportSeal.objects.get().chain

    make_report(edition)

    assert (counts(), ReportSeal.objects.get().chain) == ((5, 1), chain)


def test_of_two_workers_that_finish_together_the_second_changes_nothing(world):
    edition = published(world)
    make_report(edition)
    files = list(ReportFile.objects.all())

    reports.keep(edition=edition, files=files, by=JOB, on=ON)

    assert counts() == (5, 1)


def test_a_second_edition_whose_first_was_never_made_makes_that_first(world):
    published(world)
    second = corrected(world, 790)

    make_report(second)

    assert counts() == (10, 2)
    assert faults_of(world.round) == []


def test_an_edition_is_not_sealed_before_the_one_it_is_chained_to(world):
    published(world)
    second = corrected(world, 790)

    with pytest.raises(Refused, match="chained to the edition before"):
        reports.keep(edition=second, files=[], by=JOB, on=ON)


def test_no_person_keeps_files_by_hand(world):
    edition = published(world)

    with pytest.raises(PermissionDenied):
        reports.keep(edition=edition, files=[], by=world.coordinator, on=ON)


def test_a_failure_shows_and_may_be_tried_again(world):
    edition = published(world)
    job = Job.objects.get(name="compile_report")
    Job.objects.filter(pk=job.pk).update(state="failed", finished_at=job.queued_at)
    assert state_of(edition).has_failed

    reports.make_again(edition=edition, by=world.coordinator, on=ON)

    assert Job.objects.filter(state="queued").get(name="compile_report").key == f"report:{edition.pk}:2"
    assert state_of(edition).is_under_way


def test_the_job_of_an_edition_that_has_gone_leaves_quietly(world):
    compile_report(edition=10**9, progress=quiet)

    assert counts() == (0, 0)


def test_the_job_row_follows_the_progress(world):
    published(world)
    job = Job.objects.get(name="compile_report")

    assert jobs.run(job_id=job.pk) is True

    job.refresh_from_db()
    assert (job.state, job.done_units, job.all_units) == ("done", 8, 8)

"""The pages of reports: the list, one report with its progress, its files under their own policy, and the proof."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.common.models.job import JobState
from performance.models import ReportFile
from performance.reports.checking import content_of
from tests.factories.performance import EditionFactory
from tests.factories.reports import corrected, make_report, published

PAGE = "/performance/reports/2008-09-q4/"
FORMS = ["html", "pdf", "xlsx", "csv", "json"]


@pytest.fixture
def as_outsider(client, world):
    client.force_login(world.outsider)
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def fail_job(edition):
    """As a worker leaves it when making a report fails for good."""
    job = Job.objects.get(key=f"report:{edition.pk}")
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, finished_at=job.queued_at, error="Disk full.")


# --- the list and the links ----------------------------------------------------------------------------------


def test_the_list_shows_each_report_with_its_files(as_outsider, world):
    make_report(published(world))

    page = as_outsider.get("/performance/reports/").content.decode()

    assert [f"{PAGE}v1.{form}" in page for form in FORMS] == [True] * 5


def test_before_the_first_publication_the_list_says_what_belongs_there(as_outsider, world):
    assert "No report yet" in as_outsider.get("/performance/reports/").content.decode()


def test_the_list_costs_the_same_however_many_rounds(as_outsider, world):
    make_report(published(world))
    as_outsider.get("/performance/reports/")
    with CaptureQueriesContext(connection) as few:
        as_outsider.get("/performance/reports/")
    EditionFactory.create_batch(5)

    with CaptureQueriesContext(connection) as many:
        as_outsider.get("/performance/reports/")

    assert len(many) == len(few)


@pytest.mark.parametrize(
    "page", ["/dashboard/", "/performance/scorecards/the-agreement/", "/performance/rounds/2008-09-q4/"]
)
def test_pages_with_the_same_figures_lead_to_the_files(client, world, page):
    make_report(published(world))
    client.force_login(world.coordinator)

    links = re.findall(rf'href="({PAGE}[^"]*)"', client.get(page).content.decode())

    assert links == [PAGE, f"{PAGE}v1.csv", f"{PAGE}v1.pdf", f"{PAGE}v1.xlsx"]


# --- one report ----------------------------------------------------------------------------------------------


def test_the_page_shows_each_files_hash_and_how_to_check_it(as_outsider, world):
    edition = make_report(published(world))

    page = as_outsider.get(PAGE).content.decode()

    hashes = [*edition.report_files.values_list("sha256", flat=True), edition.report_seal.chain]
    assert [one in page for one in hashes] == [True] * 6
    assert "check_report.py" in page
    assert "data-live" not in page


def test_a_correction_is_shown_with_its_note_and_what_differs(as_outsider, world):
    make_report(published(world))
    make_report(corrected(world, 790))

    page = text_of(as_outsider.get(PAGE))

    assert page.index("Edition 2, published") < page.index("Edition 1, published")
    assert "A page was missing." in page
    assert "NI 101 Homes that are decent Figure 78.0 % 79.0 %" in page


def test_while_it_is_made_the_page_says_how_far_and_asks_again_by_itself(as_outsider, world):
    edition = published(world)
    Job.objects.filter(key=f"report:{edition.pk}").update(all_units=8, done_units=3)

    page = as_outsider.get(PAGE).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert '<div id="editions" data-live="3">' in page
    assert '<progress max="8" value="3"' in page
    assert "3 of 8 parts" in page


def test_a_worker_makes_the_report_that_publishing_asked_for(as_outsider, world, do_jobs):
    published(world)

    assert do_jobs()[-1] == "compile_report"
    assert "data-live" not in as_outsider.get(PAGE).content.decode()
    assert ReportFile.objects.count() == 5


def test_a_round_that_is_not_published_has_no_report(as_outsider, world):
    assert as_outsider.get(PAGE).status_code == 404
    assert as_outsider.get(f"{PAGE}seals.json").status_code == 404


# --- failing and making again --------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "may"), [("coordinator", True), ("chair", False), ("outsider", False)])
def test_only_the_co_ordinator_is_offered_to_make_it_again(client, world, who, may):
    fail_job(published(world))
    client.force_login(world.people[who])

    page = client.get(PAGE).content.decode()

    assert "could not be made" in page
    assert ("Make it again" in page) is may


def test_the_co_ordinator_makes_it_again(client, world, do_jobs):
    edition = published(world)
    fail_job(edition)
    client.force_login(world.coordinator)

    answer = client.post(reverse("performance:report-make", args=["2008-09-q4", 1]))

    assert answer["Location"] == PAGE
    assert do_jobs()[-1] == "compile_report"
    assert edition.report_files.count() == 5
    assert AuditEvent.objects.filter(what="report.make_again", by_id=world.coordinator.pk).count() == 1


def test_nobody_else_can_make_it_again(client, world):
    fail_job(published(world))
    client.force_login(world.chair)

    answer = client.post(reverse("performance:report-make", args=["2008-09-q4", 1]))

    assert (answer.status_code, Job.objects.filter(name="compile_report").count()) == (404, 1)


@pytest.mark.parametrize("is_made", [True, False])
def test_what_is_made_or_being_made_is_not_asked_for_again(client, world, is_made):
    edition = published(world)
    if is_made:
        make_report(edition)
    client.force_login(world.coordinator)

    page = client.post(reverse("performance:report-make", args=["2008-09-q4", 1]), follow=True)

    assert ("The report is there already." if is_made else "The report is being made.") in text_of(page)
    assert Job.objects.filter(name="compile_report").count() == 1


# --- the files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "kind", "how"),
    [
        ("html", "text/html; charset=utf-8", "inline"),
        ("pdf", "application/pdf", "inline"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
        ("csv", "text/csv; charset=utf-8", "attachment"),
        ("json", "application/json", "attachment"),
    ],
)
def test_each_file_is_served_byte_for_byte(as_outsider, world, form, kind, how):
    make_report(published(world))
    file = ReportFile.objects.get(format=form)

    answer = as_outsider.get(f"{PAGE}v1.{form}")

    assert sha256(answer.content).hexdigest() == file.sha256
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'{how}; filename="2008-09-q4-v1.{form}"'
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


def test_the_frozen_page_may_do_nothing_but_wear_its_own_style(as_outsider, world):
    make_report(published(world))

    answer = as_outsider.get(f"{PAGE}v1.html")

    style = re.search(rb"<style>(.*?)</style>", answer.content, re.DOTALL).group(1)
    allowed = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert allowed["style-src"] == f"'sha256-{b64encode(sha256(style).digest()).decode()}'"
    assert (allowed["default-src"], allowed["script-src"], allowed["font-src"]) == (
        "'none'",
        "'none'",
        "data:",
    )
    assert (allowed["sandbox"], allowed["frame-ancestors"]) == ("", "'none'")


def test_every_other_page_keeps_the_policy_of_the_site(as_outsider, world):
    make_report(published(world))

    policy = as_outsider.get(PAGE)["Content-Security-Policy"]

    assert ("style-src 'self'" in policy, "sandbox" in policy) == (True, False)


@pytest.mark.parametrize("address", ["v2.pdf", "v1.docx"])
def test_what_was_never_published_is_not_there(as_outsider, world, address):
    make_report(published(world))

    assert as_outsider.get(f"{PAGE}{address}").status_code == 404


@pytest.mark.parametrize("becomes", [b"Code,Figure\r\nNI 101,99\r\n", None])
def test_a_file_that_was_altered_or_lost_is_not_handed_out(as_outsider, world, becomes):
    make_report(published(world))
    file = ReportFile.objects.get(format="csv")
    default_storage.delete(file.path)
    if becomes:
        default_storage.save(file.path, ContentFile(becomes))

    answer = as_outsider.get(f"{PAGE}v1.csv")

    assert answer.status_code == 500
    assert "This is not the file that was published" in text_of(answer)


def test_nothing_about_a_published_edition_changes_when_it_is_corrected(as_outsider, world):
    make_report(published(world))
    before = [as_outsider.get(f"{PAGE}v1.{form}").content for form in FORMS]

    make_report(corrected(world, 790))

    assert [as_outsider.get(f"{PAGE}v1.{form}").content for form in FORMS] == before
    assert as_outsider.get(f"{PAGE}v2.json").content != before[-1]


def test_the_seals_are_for_anybody_who_checks(as_outsider, world):
    edition = make_report(published(world))

    seals = as_outsider.get(f"{PAGE}seals.json").json()

    assert seals["round"] == "2008-09-q4"
    assert [one["chain"] for one in seals["editions"]] == [edition.report_seal.chain]
    assert {one["name"]: one["sha256"] for one in seals["editions"][0]["files"]} == {
        file.name: sha256(content_of(file)).hexdigest() for file in edition.report_files.all()
    }

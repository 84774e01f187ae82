"""Workbooks as pages: down, up, looked at, taken over, undone; by the right people and nobody else."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from performance.changes import returns, uploads
from performance.models import Return, WorkbookUpload
from tests.factories.performance import RoundFactory
from tests.factories.workbooks import (
    FILLED,
    RATIO,
    SHEET,
    TOTAL,
    checked,
    downloaded,
    downloaded_csv,
    filled,
    filled_csv,
    owing,
)
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
SLUG = "2008-09-q4"
DOWN = reverse("performance:round-workbook", args=[SLUG, "xlsx"])
DOWN_CSV = reverse("performance:round-workbook", args=[SLUG, "csv"])
UP = reverse("performance:round-upload", args=[SLUG])
LIST = reverse("performance:upload-list")


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


def file(content, name="q4.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


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


def to(verb, upload):
    return reverse(f"performance:upload-{verb}", args=[upload.pk])


def stand(world):
    rows = Return.objects.filter(round=world.round).order_by("indicator__code")
    return [(row.indicator.code, row.state, row.version) for row in rows.select_related("indicator")]


UNTOUCHED = [("NI 101", "not_started", 0), ("NI 102", "not_started", 0), ("NI 103", "not_started", 0)]


# --- down -------------------------------------------------------------------------------------------------


def test_an_owner_downloads_what_they_owe_in_both_forms(sign_in, world):
    client = sign_in("owner")

    book, text = client.get(DOWN), client.get(DOWN_CSV)

    assert book["Content-Disposition"] == 'attachment; filename="workbook-2008-09-q4.xlsx"'
    assert load_workbook(BytesIO(book.content)).sheetnames == ["Read me", SHEET, "about"]
    assert text["Content-Type"] == "text/csv; charset=utf-8"
    assert text.content.decode("utf-8-sig") == downloaded_csv(world)


@pytest.mark.parametrize(
    ("name", "code"),
    [("owner", 200), ("colleague", 200), ("coordinator", 200), ("lead", 404), ("chair", 404), ("member", 404),
     ("group_member", 404), ("outsider", 404), ("admin", 404)],
)  # fmt: skip
def test_who_downloads(sign_in, name, code):
    client = sign_in(name)

    assert (client.get(DOWN).status_code, client.get(DOWN_CSV).status_code) == (code, code)


@pytest.mark.parametrize("form", ["pdf", "xlsm", "html"])
def test_there_is_no_other_form(sign_in, form):
    assert sign_in("owner").get(reverse("performance:round-workbook", args=[SLUG, form])).status_code == 404


def test_when_nothing_is_left_to_return_there_is_no_workbook(sign_in, world):
    for indicator in (world.ratio, world.total, world.split):
        world.submitted(indicator, is_surprise_confirmed=True)

    answer = sign_in("owner").get(DOWN, follow=True)

    assert answer.redirect_chain == [(f"/performance/rounds/{SLUG}/", 302)]
    assert "Nothing is left to return for Q4 2008/09" in answer.content.decode()


def test_downloading_asks_as_many_questions_for_two_rows_as_for_two_hundred(sign_in, world):
    client = sign_in("owner")

    def questions(count):
        owing(world, count)
        client.get(DOWN)
        with CaptureQueriesContext(connection) as seen:
            rows = client.get(DOWN_CSV).content.decode().count("\r\n")
        return rows, len(seen)

    (few, asked), (many, asked_again) = questions(1), questions(198)
    assert (few, many) == (6, 204)
    assert asked == asked_again


# --- up ---------------------------------------------------------------------------------------------------


def test_the_page_says_how_and_takes_one_file(sign_in):
    page = sign_in("owner").get(UP).content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert f'href="{DOWN}"' in page
    assert "At most 5 MB." in page


@pytest.mark.parametrize(
    ("name", "code"),
    [("owner", 200), ("colleague", 200), ("coordinator", 404), ("lead", 404), ("chair", 404), ("member", 404),
     ("outsider", 404), ("admin", 404)],
)  # fmt: skip
def test_who_uploads(sign_in, world, name, code):
    client = sign_in(name)
    content = filled(downloaded(world), FILLED)

    assert client.get(UP).status_code == code
    assert client.post(UP, file(content)).status_code == (302 if code == 200 else 404)
    assert WorkbookUpload.objects.count() == (1 if code == 200 else 0)
    assert stand(world) == UNTOUCHED


@pytest.mark.parametrize("address", [UP, DOWN, DOWN_CSV])
def test_a_file_in_order_leads_to_its_preview_and_saves_nothing(sign_in, world, address):
    client = sign_in("owner")

    answer = client.post(address, file(filled(downloaded(world), FILLED)), follow=True)

    upload = WorkbookUpload.objects.get()
    assert answer.redirect_chain == [(upload.get_absolute_url(), 302)]
    assert (upload.file_name, upload.state, len(upload.sha256)) == ("q4.xlsx", "checked", 64)
    page = answer.content.decode()
    assert "3 returns would change, 1 of them submitted for checking" in page
    assert "<b>780 ÷ 1,000</b>" in page
    assert "Surprising: South district:" not in page
    assert stand(world) == UNTOUCHED


def test_a_file_with_faults_shows_each_by_its_place_and_keeps_nothing(sign_in, world):
    content = filled(downloaded(world), {(TOTAL, "value"): "about 12", (RATIO, "numerator"): "<b>"})

    page = sign_in("owner").post(UP, file(content)).content.decode()

    assert '<th scope="row">Sheet County council, row 3, column Figure</th>' in page
    assert "‘about 12’ is not a number." in page
    assert "‘&lt;b&gt;’ is not a number." in page
    assert "Put 3 things right in the file and upload it again. Nothing was saved." in page
    assert "<title>Error: " in page
    assert (WorkbookUpload.objects.count(), stand(world)) == (0, UNTOUCHED)


def test_hundreds_of_faults_are_shown_up_to_a_number(sign_in, world):
    owing(world, 250)
    content = filled(downloaded(world), {(row, "value"): "x" for row in range(6, 256)})

    page = sign_in("owner").post(UP, file(content)).content.decode()

    assert page.count("‘x’ is not a number.") == 200
    assert "And 50 more of this kind." in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x05\x06" + bytes(18), "This is a ZIP file, and there is no workbook in it."),
        (
            b"\xd0\xcf\x11\xe0" + bytes(100),
            "This is an old .xls file, or a workbook that opens with a password.",
        ),
        (b"\x89PNG\r\n\x1a\n\x00", "This is neither an Excel workbook (.xlsx) nor a CSV file in UTF-8."),
        (b"x" * (5 * 1024 * 1024 + 1), "The file has 5.1 MB; a workbook may have 5 MB at most."),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(sign_in, world, content, sentence):
    page = sign_in("owner").post(UP, file(content)).content.decode()

    assert sentence in page
    assert (WorkbookUpload.objects.count(), stand(world)) == (0, UNTOUCHED)


def test_without_a_file_the_page_asks_for_one(sign_in):
    assert "Choose the workbook that you filled in" in sign_in("owner").post(UP, {}).content.decode()


def test_a_csv_is_taken_as_well(sign_in, world):
    content = filled_csv(downloaded_csv(world), FILLED, ";").encode("utf-8-sig")

    answer = sign_in("owner").post(UP, file(content, "q4.csv"))

    assert answer.status_code == 302
    assert WorkbookUpload.objects.get().file_name == "q4.csv"


# --- taken over, thrown away, undone ----------------------------------------------------------------------


def test_taking_it_over_changes_all_and_offers_to_undo(sign_in, world):
    upload = kept(world)
    client = sign_in("owner")

    page = client.post(to("apply", upload), follow=True).content.decode()

    assert stand(world) == [("NI 101", "submitted", 1), ("NI 102", "draft", 1), ("NI 103", "draft", 1)]
    assert "Taken over: q4.xlsx." in page
    assert "Undo the whole upload" in page
    assert "Take all of it over" not in page

    page = client.post(to("undo", upload), follow=True).content.decode()

    assert stand(world) == [(code, state, 2) for code, state, _ in UNTOUCHED]
    assert "Every return is as it was before this upload." in page
    assert "Undo the whole upload" not in page


def test_an_upload_that_is_overtaken_can_only_be_thrown_away(sign_in, world):
    upload = kept(world)
    world.drafted(world.total)
    client = sign_in("owner")

    page = client.get(upload.get_absolute_url()).content.decode()
    refused = client.post(to("apply", upload), follow=True).content.decode()
    thrown = client.post(to("discard", upload), follow=True)

    assert "This can no longer be taken over." in page
    assert "Take all of it over" not in page
    assert "NI 102 has been changed since this upload was checked." in refused
    assert thrown.redirect_chain == [(UP, 302)]
    assert stand(world) == [
        ("NI 101", "not_started", 0),
        ("NI 102", "draft", 1),
        ("NI 103", "not_started", 0),
    ]


def test_once_something_is_verified_the_page_offers_no_undo(sign_in, world):
    upload = kept(world)
    uploads.apply(upload=upload, by=world.owner, on=ON)
    returns.verify(return_=world.return_of(world.ratio), by=world.lead, on=ON)

    page = sign_in("owner").get(upload.get_absolute_url()).content.decode()

    assert "It can no longer be undone as a whole. Changed or verified since: NI 101." in page
    assert "Undo the whole upload" not in page


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("owner", 200),
        ("coordinator", 200),
        ("colleague", 404),
        ("lead", 404),
        ("chair", 404),
        ("outsider", 404),
        ("admin", 404),
    ],
)
def test_a_guessed_address_shows_and_does_nothing(sign_in, world, name, code):
    upload = kept(world)
    client = sign_in(name)

    assert client.get(upload.get_absolute_url()).status_code == code
    if name != "owner":
        assert [client.post(to(verb, upload)).status_code for verb in ("apply", "discard", "undo")] == [
            404
        ] * 3
    assert [client.get(to(verb, upload)).status_code for verb in ("apply", "discard", "undo")] == [405] * 3
    assert (WorkbookUpload.objects.get().state, stand(world)) == ("checked", UNTOUCHED)


def test_the_coordinator_sees_an_upload_without_its_buttons(sign_in, world):
    page = sign_in("coordinator").get(kept(world).get_absolute_url()).content.decode()

    assert "q4.xlsx" in page
    assert "Take all of it over" not in page
    assert "Throw it away" not in page


@pytest.mark.parametrize(
    ("name", "shown"), [("owner", 1), ("colleague", 0), ("coordinator", 1), ("outsider", 0)]
)
def test_uploads_are_listed_to_whose_they_are_and_the_coordinator(sign_in, world, name, shown):
    kept(world)

    answer = sign_in(name).get(LIST)

    assert len(answer.context["uploads"]) == shown
    assert ("No upload yet" in answer.content.decode()) is (not shown)


def test_an_upload_asks_as_many_questions_for_two_returns_as_for_two_hundred(sign_in, world):
    client = sign_in("owner")

    def questions(count):
        owing(world, count)
        book = filled(downloaded(world), {(row, "value"): 7 for row in (TOTAL, *range(6, 6 + count))})
        with CaptureQueriesContext(connection) as sent:
            address = client.post(UP, file(book)).url
        with CaptureQueriesContext(connection) as seen:
            shown = len(client.get(address).context["changes"])
        return shown, len(sent), len(seen)

    few, many = questions(1), questions(198)
    assert (few[0], many[0]) == (2, 199)
    assert few[1:] == many[1:]


# --- the ways there ---------------------------------------------------------------------------------------


def test_my_work_the_round_and_the_form_lead_to_the_workbook(sign_in, world):
    client = sign_in("owner")

    work = client.get(reverse("site:my-work")).content.decode()
    round_ = client.get(world.round.get_absolute_url()).content.decode()
    form = client.get(
        reverse("performance:return-edit", args=[world.return_of(world.ratio).pk])
    ).content.decode()

    assert f'<a href="{DOWN}">Download Q4 2008/09 workbook (4 figures, XLSX)</a>' in work
    assert f'href="{UP}"' in work
    assert f'href="{DOWN}"' in round_
    assert f'href="{UP}"' in round_
    assert f'href="{UP}"' in form


@pytest.mark.parametrize("name", ["chair", "outsider", "coordinator"])
def test_who_owes_nothing_is_offered_no_workbook_on_my_work(sign_in, name):
    page = sign_in(name).get(reverse("site:my-work")).content.decode()

    assert "workbook" not in page


def test_a_planned_round_hands_out_nothing(sign_in, world):
    planned = RoundFactory(slug="planned")

    answer = sign_in("coordinator").get(reverse("performance:round-workbook", args=["planned", "xlsx"]))

    assert answer.status_code == 302
    assert answer.url == planned.get_absolute_url()

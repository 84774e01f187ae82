"""A partnership folder in the administration: uploaded, checked, looked at, loaded on somebody's word; and taken out."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.site.changes import folder_uploads
from dorset_lsp.site.loading.exporting import as_zip, export
from dorset_lsp.site.loading.starter import starter
from dorset_lsp.site.models import FolderUpload
from partnerships.models import Area, Partnership, Person
from tests.factories.partnerships import PersonFactory
from tests.factories.world import ON, build_world

pytestmark = pytest.mark.django_db
ADD = "/admin/site/folderupload/add/"


@pytest.fixture
def admin(client):
    """An administrator, signed in."""
    person = PersonFactory(name="Ada", email="ada@vale.example", is_staff=True, is_superuser=True)
    client.force_login(person)
    return person


def packed(**changed):
    """The starter as a ZIP file; a keyword gives a file another content."""
    return as_zip({**starter(), **{f"{name}.csv": content for name, content in changed.items()}})


def uploaded(client, content, name="vale.zip"):
    return client.post(ADD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def detail(upload):
    return reverse("admin:site_folderupload_change", args=[upload.pk])


def rows_of(upload):
    upload.refresh_from_db()
    return {row["file"]: (row["rows"], row["new"], row["changed"], row["same"]) for row in upload.rows}


# ── From upload to loaded ────────────────────────────────────────────────────────────────────────────────
def test_an_upload_waits_for_a_worker_and_the_page_looks_again(client, admin):
    page = uploaded(client, packed()).content.decode()
    assert "is being checked" in page
    assert '<meta http-equiv="refresh" content="5">' in page


def test_the_check_shows_what_is_new_per_file_and_changes_nothing(client, admin, do_jobs):
    uploaded(client, packed())
    assert do_jobs() == ["check_folder"]
    upload = FolderUpload.objects.get()
    told = rows_of(upload)
    assert (upload.state, told["areas.csv"], told["history.csv"]) == ("checked", (3, 3, 0, 0), (16, 16, 0, 0))
    assert (Partnership.objects.count(), Area.objects.count(), Person.objects.count()) == (0, 0, 1)
    assert "What loading it would do" in client.get(detail(upload)).content.decode()


def test_on_the_word_all_of_it_is_loaded_and_the_file_let_go(client, admin, do_jobs):
    uploaded(client, packed())
    do_jobs()
    upload = FolderUpload.objects.get()
    page = client.post(reverse("admin:site_folderupload_confirm", args=[upload.pk]), follow=True)
    assert "is being loaded" in page.content.decode()
    assert do_jobs() == ["load_folder"]
    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content), Partnership.objects.get().name) == (
        "applied",
        b"",
        "Vale Partnership",
    )
    assert "This folder was loaded" in " ".join(client.get(detail(upload)).content.decode().split())


def test_a_second_folder_shows_what_it_would_change_and_what_stands(client, admin, do_jobs):
    first = folder_uploads.keep(file_name="a.zip", content=packed(), by=admin, on=ON)
    do_jobs()
    first.refresh_from_db()
    folder_uploads.confirm(upload=first, by=admin, on=ON)
    do_jobs()
    areas = starter()["areas.csv"].replace(b"Marsh", b"Marshland") + b"moor,Moor,district,vale\n"
    second = folder_uploads.keep(file_name="b.zip", content=packed(areas=areas), by=admin, on=ON)
    do_jobs()
    told = rows_of(second)
    assert (told["areas.csv"], told["people.csv"], told["memberships.csv"]) == (
        (4, 1, 1, 2), (5, 0, 0, 5), (3, 0, 0, 3),
    )  # fmt: skip


def test_every_move_stands_in_the_history_with_who_made_it(client, admin, do_jobs):
    uploaded(client, packed())
    do_jobs()
    upload = FolderUpload.objects.get()
    client.post(reverse("admin:site_folderupload_confirm", args=[upload.pk]))
    do_jobs()
    events = AuditEvent.objects.filter(kind="site.folderupload").order_by("pk").values_list("what", "by_name")
    job = "loading an uploaded folder"
    assert list(events) == [
        ("folder_upload.keep", "Ada"), ("folderupload.find_sound", job), ("folderupload.confirm", "Ada"),
        ("folderupload.apply", job),
    ]  # fmt: skip


def test_of_two_who_press_one_is_told(client, admin, do_jobs):
    uploaded(client, packed())
    do_jobs()
    upload = FolderUpload.objects.get()
    folder_uploads.discard(upload=upload, by=PersonFactory(name="Bea", is_staff=True), on=ON)
    page = client.post(reverse("admin:site_folderupload_confirm", args=[upload.pk]), follow=True)
    assert Job.objects.filter(name="load_folder").count() == 0
    assert "thrown away" in page.content.decode()


def test_one_that_is_thrown_away_is_gone_and_nothing_was_changed(client, admin, do_jobs):
    uploaded(client, packed())
    do_jobs()
    upload = FolderUpload.objects.get()
    client.post(reverse("admin:site_folderupload_discard", args=[upload.pk]))
    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content), Partnership.objects.count()) == ("discarded", b"", 0)


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────
def test_every_fault_is_listed_by_file_and_row_and_nothing_is_loaded(client, admin, do_jobs):
    uploaded(client, packed(areas=b"slug,name,kind\nvale,Vale,shire\nhill,,district\n"))
    do_jobs()
    upload = FolderUpload.objects.get()
    assert upload.faults[:2] == [
        [
            "areas.csv",
            2,
            "“kind”: “shire” is not one of: country, county, district, ward_cluster, town, parish.",
        ],
        ["areas.csv", 3, "“name” is empty."],
    ]
    assert (upload.state, bytes(upload.content), Partnership.objects.count()) == ("faulty", b"", 0)
    assert "<td>“name” is empty.</td>" in client.get(detail(upload)).content.decode()


def test_what_can_no_longer_be_loaded_is_told_and_half_of_it_never_is(client, admin, do_jobs):
    upload = folder_uploads.keep(file_name="a.zip", content=packed(), by=admin, on=ON)
    do_jobs()
    upload.refresh_from_db()
    folder_uploads.confirm(upload=upload, by=admin, on=ON)
    FolderUpload.objects.filter(pk=upload.pk).update(content=packed(people=b"email\n"))
    do_jobs()
    upload.refresh_from_db()
    assert (upload.state, upload.fault_count > 0, Area.objects.count()) == ("faulty", True, 0)


def zip_of(files, **how):
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content, **how)
    return whole.getvalue()


BOMB = zip_of([("partnership.yaml", b"format: 1"), ("history.csv", bytes(101 * 1024 * 1024))])
WHOLE = starter().items()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a zip", "This is not a ZIP file. Pack the folder as one (.zip) and upload that."),
        (packed()[:4000], "It is damaged, or packed in an unusual way. Pack the folder again."),
        (BOMB, "It unpacks to far more than a partnership's folder can hold, so it was not opened."),
        (zip_of([("x.csv", b"")]), "There should be one partnership.yaml in it, and there is none."),
        (
            zip_of([("a/partnership.yaml", b""), ("b/partnership.yaml", b"")]),
            "There should be one partnership.yaml in it, and there are 2.",
        ),
        (zip_of(WHOLE, compress_type=zipfile.ZIP_LZMA), "It is damaged, or packed in an unusual way. Pack the folder again."),
        (zip_of([(f"{number}.csv", b"") for number in range(201)]), "It unpacks to far more than"),
    ],
)  # fmt: skip
def test_what_is_no_folder_is_refused_in_words(admin, do_jobs, content, sentence):
    upload = folder_uploads.keep(file_name="vale.zip", content=content, by=admin, on=ON)
    do_jobs()
    upload.refresh_from_db()
    ((file, row, told),) = upload.faults
    assert (file, row, told[: len(sentence)]) == ("vale.zip", 0, sentence)


def test_a_folder_within_a_folder_and_a_macs_own_files_do_no_harm(admin, do_jobs):
    files = [(f"vale/{name}", content) for name, content in WHOLE]
    content = zip_of(
        [*files, ("__MACOSX/vale/._areas.csv", b"x"), ("vale/.DS_Store", b"x"), ("../../evil.csv", b"x")]
    )
    upload = folder_uploads.keep(file_name="vale.zip", content=content, by=admin, on=ON)
    do_jobs()
    upload.refresh_from_db()
    assert upload.state == "checked"


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(client, admin, settings):
    settings.FOLDER_MAX_BYTES = 1024 * 1024
    page = uploaded(client, bytes(1024 * 1024 + 1)).content.decode()
    assert "The file has 1.1 MB; a folder as a ZIP file may have 1 MB at most." in page
    assert FolderUpload.objects.count() == 0


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_partnership_is_taken_out_as_a_zip_file_and_the_history_says_by_whom(client):
    world = build_world()
    client.force_login(world.admin)
    answer = client.post(reverse("admin:site_folderupload_export"))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/zip", f'attachment; filename="partnership-{ON}.zip"',
    )  # fmt: skip
    assert answer.content == as_zip(export())
    assert AuditEvent.objects.get(what="partnership.export").by_name == world.admin.name


def test_without_a_partnership_the_button_says_so(client, admin):
    page = client.post(reverse("admin:site_folderupload_export"), follow=True).content.decode()
    assert "There is no partnership here yet, so there is nothing to export." in page


# ── Who may ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", ["coordinator", "chair", "owner"])
def test_nobody_but_an_administrator_comes_near(client, name):
    world = build_world()
    upload = folder_uploads.keep(file_name="a.zip", content=packed(), by=world.admin, on=ON)
    client.force_login(world.people[name])
    answers = [
        client.get(ADD), client.get(detail(upload)), client.get("/admin/site/folderupload/"),
        uploaded_by_post(client), client.post("/admin/site/folderupload/export/"),
        client.post(f"/admin/site/folderupload/{upload.pk}/confirm/"),
        client.post(f"/admin/site/folderupload/{upload.pk}/discard/"),
    ]  # fmt: skip
    assert {answer.status_code in (302, 403) for answer in answers} == {True}
    upload.refresh_from_db()
    assert (upload.state, FolderUpload.objects.count()) == ("uploaded", 1)
    assert not AuditEvent.objects.filter(what="partnership.export").exists()


def uploaded_by_post(client):
    return client.post(ADD, {"file": SimpleUploadedFile("b.zip", packed())})


def test_a_list_of_uploads_shows_each_with_its_state(client, admin, do_jobs):
    uploaded(client, packed())
    do_jobs()
    page = client.get("/admin/site/folderupload/").content.decode()
    assert "vale.zip" in page
    assert "waits for your word" in page

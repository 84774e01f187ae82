"""The seal: worked out by hand here, and by the checker that a resident runs; one altered digit breaks it."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from performance.models import ReportFile, ReportSeal, Result
from performance.reports import chain
from performance.reports.checking import content_of, faults_of, seals_of
from tests.factories.reports import corrected, make_report, published

CHECKER = Path(__file__).resolve().parents[3] / "static" / "check_report.py"


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_the_seal_is_what_the_documents_say():
    found = chain.seal(canonical="{}\n", hashes={"b.pdf": "22", "a.csv": "11"}, previous=chain.FIRST)

    listed = hashed("11  a.csv\n22  b.pdf\n")
    assert found.files_sha256 == listed
    assert found.canonical_sha256 == hashed("{}\n")
    assert found.chain == hashed("\n".join(["0" * 64, found.canonical_sha256, listed, ""]))


def test_an_edition_is_chained_to_the_one_before(world):
    first = make_report(published(world))
    second = make_report(corrected(world, 790))

    assert first.report_seal.previous == "0" * 64
    assert second.report_seal.previous == first.report_seal.chain


def test_an_untouched_report_has_no_fault(world):
    make_report(published(world))
    make_report(corrected(world, 790))

    out = StringIO()
    call_command("verify_report", world.round.slug, stdout=out)

    assert out.getvalue() == "Q4 2008/09: 2 editions, all as published.\n"


def alter(table: str, field: str, pk: int, value: object) -> None:
    """Behind everybody's back, as a tamperer with the database would."""
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{field}" = %s WHERE id = %s', [value, pk])


def other_digit(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


@pytest.mark.parametrize("field", ["canonical_sha256", "files_sha256", "previous", "chain"])
def test_a_digit_altered_in_the_seal_shows(world, field):
    seal = make_report(published(world)).report_seal

    alter("performance_reportseal", field, seal.pk, other_digit(getattr(seal, field)))

    assert faults_of(world.round) != []


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx", "csv", "json"])
def test_a_byte_altered_in_a_file_shows_by_the_files_name(world, form):
    edition = make_report(published(world))
    file = edition.report_files.get(format=form)
    content = bytearray(content_of(file))
    content[len(content) // 2] ^= 1
    default_storage.delete(file.path)
    default_storage.save(file.path, ContentFile(bytes(content)))

    assert faults_of(world.round) == [f"2008-09-q4-v1.{form} is not the file that was published."]


def test_a_lost_file_shows(world):
    file = make_report(published(world)).report_files.get(format="pdf")
    default_storage.delete(file.path)

    assert faults_of(world.round) == ["2008-09-q4-v1.pdf is missing."]


def test_a_hash_altered_together_with_its_file_shows_in_the_list_of_files(world):
    file = make_report(published(world)).report_files.get(format="csv")
    forged = b"Code,Figure\r\nNI 101,99\r\n"
    default_storage.delete(file.path)
    default_storage.save(file.path, ContentFile(forged))
    alter("performance_reportfile", "sha256", file.pk, sha256(forged).hexdigest())
    alter("performance_reportfile", "size", file.pk, len(forged))

    assert faults_of(world.round) == ["The list of files of Q4 2008/09, edition 1 does not match its seal."]


def test_a_digit_altered_in_the_frozen_data_shows(world):
    data = make_report(published(world)).report_data

    alter("performance_reportdata", "canonical", data.pk, data.canonical.replace('"70.8"', '"70.9"'))

    assert faults_of(world.round) == ["The frozen data of Q4 2008/09, edition 1 do not match its seal."]


def test_a_digit_altered_in_a_result_shows_by_its_code_and_field(world):
    edition = make_report(published(world))
    result = Result.objects.get(edition=edition, code="NI 101")

    alter("performance_result", "shown_value", result.pk, "79.0 %")

    assert faults_of(world.round) == [
        "NI 101 in Q4 2008/09, edition 1: the shown value in the results is not the one in the report."
    ]


def test_an_edition_whose_predecessor_was_altered_no_longer_follows(world):
    first = make_report(published(world))
    make_report(corrected(world, 790))

    alter("performance_reportseal", "chain", first.report_seal.pk, other_digit(first.report_seal.chain))

    assert faults_of(world.round) == [
        "The chain hash of Q4 2008/09, edition 1 does not follow from its seal.",
        "The seal of Q4 2008/09, edition 2 does not name the edition before it.",
    ]


def test_the_command_names_what_is_wrong_and_fails(world):
    file = make_report(published(world)).report_files.get(format="pdf")
    default_storage.delete(file.path)
    err = StringIO()

    with pytest.raises(CommandError, match="not as it was published"):
        call_command("verify_report", world.round.slug, stderr=err)
    assert err.getvalue() == "2008-09-q4-v1.pdf is missing.\n"


@pytest.mark.parametrize(
    ("slug", "words"), [("2008-09-q4", "has not been published"), ("nothing", "There is no round nothing")]
)
def test_the_command_says_when_there_is_nothing_to_check(world, slug, words):
    with pytest.raises(CommandError, match=words):
        call_command("verify_report", slug)


def test_a_published_round_without_a_finished_report_is_a_fault(world):
    published(world)

    assert faults_of(world.round) == ["Q4 2008/09, edition 1 has no finished report."]


# --- the checker that a resident runs ------------------------------------------------------------------------


@pytest.fixture
def downloaded(world, tmp_path):
    """Two editions with all their files and the seals, in a folder."""
    make_report(published(world))
    make_report(corrected(world, 790))
    for file in ReportFile.objects.all():
        (tmp_path / file.name).write_bytes(content_of(file))
    (tmp_path / "seals.json").write_text(json.dumps(seals_of(world.round, ReportFile.objects.all())))
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, CHECKER, folder / "seals.json"], capture_output=True, text=True)


def test_the_checker_finds_an_untouched_report_whole(downloaded):
    done = check(downloaded)

    last = ReportSeal.objects.get(edition__number=2).chain
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Edition 1: 5 of 5 files are here and as published.\nEdition 2: 5 of 5 files are here and as published.\n"
        f"All as published. Last link of the chain: {last}\n"
    )


def test_the_checker_names_an_altered_file(downloaded):
    csv = downloaded / "2008-09-q4-v1.csv"
    csv.write_bytes(csv.read_bytes().replace(b"78.0", b"79.0"))

    done = check(downloaded)

    assert (done.returncode, done.stderr) == (1, "2008-09-q4-v1.csv is not the file that was published.\n")


def test_the_checker_names_where_the_chain_breaks(downloaded):
    seals = downloaded / "seals.json"
    seals.write_text(
        seals.read_text().replace(ReportFile.objects.get(name="2008-09-q4-v1.pdf").sha256, "0" * 64)
    )

    done = check(downloaded)

    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "The chain breaks at edition 1."

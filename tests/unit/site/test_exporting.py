"""What is exported can be loaded, and is then exported again to the byte; and nothing leaves that was not published."""

from __future__ import annotations

import csv
import os
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, Phase, given, settings

from dorset_lsp.site.loading import FOLDERS, FolderIsFaulty, load, read_folder
from dorset_lsp.site.loading.cells import DAY, NUMBER, NUMBERS, WEIGHTS, WORDS, YES_NO, text
from dorset_lsp.site.loading.exporting import LEFT_OUT, ROWS, as_zip, export, write
from dorset_lsp.site.loading.exporting.printing import AsPrinted, Exact, content_of
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.formats import FILES
from partnerships.models import PreElectionPeriod
from performance.answers import Figure
from performance.changes import releases, returns, rounds
from performance.models import IndicatorAlias, Round, Target, TargetPoint
from tests.factories.folders import export_of_export, loaded_and_exported, said, worlds
from tests.factories.performance import AgreementFactory, IndicatorFactory, RoundFactory
from tests.factories.world import ON, build_world

EXAMPLES = int(os.environ.get("FOLDER_EXAMPLES", "15"))


# ── One cell and one file ────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (text(), " Words, “quoted”\r\nover lines ", "Words, “quoted”\r\nover lines"),
        (DAY, date(2009, 4, 20), "2009-04-20"),
        (NUMBER, Decimal("1190.500000"), "1190.5"),
        (NUMBER, Decimal("1E+3"), "1000"),
        (NUMBER, Decimal("-0.000000"), "0"),
        (YES_NO, False, "no"),
        (WORDS, ("BV 154", "PSA 7"), "BV 154;PSA 7"),
        (NUMBERS, (Decimal(50), Decimal(50), Decimal("100.0")), "50;50;100"),
        (WEIGHTS, (("hill", Decimal("1.0000")), ("marsh", Decimal("2.5000"))), "hill;marsh:2.5"),
        (NUMBER, None, ""),
        (WORDS, (), ""),
    ],
)
def test_a_value_is_written_as_the_text_that_is_read_as_it(kind, value, cell):
    assert kind.text_of(value) == cell


def test_an_item_with_a_semicolon_cannot_stand_in_a_list():
    with pytest.raises(ValueError, match="semicolon"):
        WORDS.text_of(("one; two",))


def test_a_file_has_every_column_and_quotes_what_needs_it():
    rows = [{"slug": "homes", "number": 1, "title": 'Homes, "decent"\nand warm'}]
    assert content_of(FILES["challenges"], rows, Faults()) == (
        b'slug,number,title\nhomes,1,"Homes, ""decent""\nand warm"\n'
    )


def test_what_was_printed_stands_as_long_as_it_says_the_value():
    def line(value):
        row = {"slug": "a", "number": value, "title": Exact(" as it was ")}
        return content_of(FILES["challenges"], [row], Faults()).splitlines()[1]

    assert line(AsPrinted(7, "007")) == b"a,007, as it was "
    assert line(AsPrinted(8, "007")) == b"a,8, as it was "
    assert line(AsPrinted(8, "eight")) == b"a,8, as it was "


def test_every_file_is_exported_or_told_to_be_left_out():
    assert {*ROWS, *LEFT_OUT} == set(FILES)
    assert not ROWS.keys() & LEFT_OUT.keys()


def test_the_how_to_tells_what_is_left_out(settings):
    told = (settings.BASE_DIR / "docs" / "how-to" / "start-a-partnership.md").read_text(encoding="utf-8")
    part = told.partition("## Take it out again")[2]
    assert [name for name in LEFT_OUT if f"`{name}.csv`" not in part] == []


# ── The whole folder ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(path.parent.name for path in FOLDERS.glob("*/partnership.yaml")))
def test_a_shipped_folder_loaded_and_exported_twice_is_the_same_to_the_byte(name, tmp_path):
    once = loaded_and_exported(FOLDERS / name)
    assert export_of_export(once, tmp_path) == once
    original, again = said(read_folder(FOLDERS / name)), said(read_folder(tmp_path))
    for file in ("areas", "outcomes", "definitions", "targets", "seats"):
        # A refresh that was approved leaves as a version of its own; the versions that the folder told stay as they are.
        told = {key: row for key, row in again[file].items() if file != "targets" or key in original[file]}
        assert {key: original[file][key].items() - row.items() for key, row in told.items()} == {
            key: set() for key in original[file]
        }


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller example costs more than it tells
)
@given(files=worlds())
def test_any_small_world_comes_back_with_every_word_and_twice_to_the_byte(files, tmp_path_factory):
    path = tmp_path_factory.mktemp("world")
    write(files, path)
    once = loaded_and_exported(path)
    meant, words = said(read_folder(path)), read_folder(path).words
    assert export_of_export(once, path) == once
    again = said(read_folder(path))
    assert read_folder(path).words == words
    differ = {
        (file, key, name): (value, again[file][key].get(name))
        for file, rows in meant.items()
        for key, row in rows.items()
        for name, value in row.items()
        if _unordered(again[file][key].get(name)) != _unordered(value)
    }
    assert differ == {}


def _unordered(value):
    return sorted(value) if isinstance(value, tuple) else value


@pytest.mark.django_db
def test_printed_forms_come_back_byte_for_byte():
    world = build_world()
    target = Target.objects.get(indicator=world.ratio)
    Target.objects.filter(pk=target.pk).update(baseline=Decimal("70.5"), as_printed={"baseline": " 70.50"})
    TargetPoint.objects.filter(target=target).update(value=Decimal(80), as_printed="80.0 ")
    lines = {name: export()[f"{name}.csv"].decode() for name in ("targets", "target_points")}
    assert ", 70.50," in lines["targets"]
    assert ",80.0 ," in lines["target_points"]


# ── What stays here ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_what_is_not_published_does_not_leave():
    world = build_world()
    before = export()
    world.drafted(world.total, commentary="Between us")
    world.submitted(world.ratio, commentary="Not yet")
    assert export() == before


@pytest.mark.django_db
def test_what_a_round_published_leaves_as_history():
    world = build_world()
    for indicator in (world.ratio, world.total, world.split):
        world.verified(indicator)
    before = export()["history.csv"].count(b"\n")
    world.publish()
    history = export()["history.csv"].decode()
    assert history.count("\n") == before + 5
    assert f"{world.total.code},{world.county.slug},2009-01-01,2009-04-01,36,,,,,{ON},{ON},no," in history


@pytest.mark.django_db
def test_a_password_does_not_leave():
    world = build_world()
    assert world.owner.password
    assert [name for name, content in export().items() if world.owner.password.encode() in content] == []


@pytest.mark.django_db
def test_what_a_folder_cannot_hold_is_told_by_row_and_nothing_is_written(tmp_path, capsys):
    world = build_world()
    IndicatorAlias.objects.create(indicator=world.ratio, alias="one; two")
    with pytest.raises(FolderIsFaulty) as caught:
        export()
    assert [(fault.file, fault.row) for fault in caught.value.faults] == [("indicators.csv", 2)]
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_partnership", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


@pytest.mark.django_db
def test_of_two_agreements_the_newer_leaves_and_the_other_is_told(tmp_path, capsys):
    world = build_world()
    AgreementFactory(title="An older one", slug="older", area=world.county, from_on=date(1999, 4, 1))
    call_command("export_partnership", str(tmp_path))
    assert (
        "Left out: the agreement An older one, with its targets. A folder holds one."
        in capsys.readouterr().out
    )
    assert read_folder(tmp_path).words.agreement.title == world.agreement.title


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_command_writes_a_folder_that_loads(tmp_path, capsys):
    build_world()
    call_command("export_partnership", str(tmp_path / "new" / "folder"))
    assert (
        capsys.readouterr().out.splitlines()[-1].endswith(f"files written to {tmp_path / 'new' / 'folder'}.")
    )
    assert load(tmp_path / "new" / "folder", dry_run=True).changes > 0


@pytest.mark.django_db
def test_a_folder_that_is_not_empty_is_left_alone_unless_asked(tmp_path):
    build_world()
    (tmp_path / "README.md").write_text("Mine")
    (tmp_path / "actions.csv").write_text("Old")
    with pytest.raises(CommandError, match="is not empty, so nothing was written"):
        call_command("export_partnership", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "actions.csv"]
    call_command("export_partnership", str(tmp_path), "--replace")
    assert (tmp_path / "README.md").read_text() == "Mine"
    assert not (tmp_path / "actions.csv").exists()


@pytest.mark.django_db
def test_an_empty_site_has_nothing_to_export(tmp_path):
    with pytest.raises(CommandError, match="There is no partnership here yet"):
        call_command("export_partnership", str(tmp_path))


@pytest.mark.django_db
def test_as_a_zip_file_it_is_the_same_folder_and_always_the_same_bytes():
    IndicatorFactory()
    build_world()
    files = export()
    assert as_zip(files) == as_zip(export())
    with zipfile.ZipFile(BytesIO(as_zip(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


# ── What only partners have ──────────────────────────────────────────────────────────────────────────────
def history_of(indicator):
    return {row["from"]: row for row in rows_of("history.csv") if row["indicator"] == indicator.code}


def rows_of(name):
    return list(csv.DictReader(StringIO(export()[name].decode())))


@pytest.mark.django_db
def test_a_figure_that_is_not_out_yet_stays_here():
    world = build_world()
    world.verified(world.total)
    rounds.publish(round_=world.round, by=world.coordinator, on=ON, release_on=date(2009, 4, 30))

    before = history_of(world.total)
    releases.release(edition=world.round.editions.get(), by=world.coordinator, on=ON)
    after = history_of(world.total)

    assert ("2009-01-01" in before, "2009-01-01" in after) == (False, True)


@pytest.mark.django_db
def test_while_a_correction_is_not_out_the_figure_before_it_is_given():
    world = build_world()
    world.verified(world.total)
    world.publish()
    PreElectionPeriod.objects.create(election="the elections", from_on=ON, to_on=date(2009, 6, 5))
    return_ = world.return_of(world.total)
    returns.reopen(
        return_=return_, reason="A slip.", open_until=date(2009, 5, 1), by=world.coordinator, on=ON
    )
    answer = world.answer(
        world.total, figures={world.county.pk: Figure(value=Decimal(35))}, commentary="Rain."
    )
    returns.submit(return_=return_, answer=answer, by=world.owner, on=ON)
    returns.verify(return_=world.return_of(world.total), by=world.coordinator, on=ON)
    rounds.publish_correction(
        round_=Round.objects.get(pk=world.round.pk), note="A slip.", by=world.coordinator, on=ON
    )

    assert history_of(world.total)["2009-01-01"]["value"] == "36"


@pytest.mark.django_db
def test_the_day_of_a_planned_round_s_report_comes_back():
    world = build_world()
    planned = RoundFactory(opens_on=date(2009, 7, 1), due_on=date(2009, 7, 30), closes_on=date(2009, 8, 15))
    rounds.set_release(round_=planned, release_on=date(2009, 9, 1), reason="", by=world.coordinator, on=ON)

    assert [(row["slug"], row["release"]) for row in rows_of("rounds.csv")] == [(planned.slug, "2009-09-01")]

"""The folder to begin with: it loads as it is, has every heading, explains itself, and is easy to replace."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dorset_lsp.site.loading import load, read_folder
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.starter import EXAMPLE, PURPOSES
from partnerships.models import Partnership
from performance.models import Indicator, Observation


@pytest.fixture
def starter(tmp_path):
    call_command("new_partnership", str(tmp_path / "vale"))
    return tmp_path / "vale"


@pytest.mark.django_db
def test_it_loads_as_it_is(starter):
    load(starter)
    assert Partnership.objects.get().name == "Vale Partnership"
    assert (Indicator.objects.count(), Observation.objects.count()) == (2, 16)


def test_every_file_is_there_with_all_its_headings(starter):
    headings = {path.stem: path.read_text().splitlines()[0] for path in starter.glob("*.csv")}
    assert headings == {
        file.name: ",".join(column.name for column in file.columns) for file in FILES.values()
    }


def test_no_row_of_the_example_is_lost(starter):
    examples = {path.stem: len(path.read_text().splitlines()) - 1 for path in EXAMPLE.glob("*.csv")}
    assert {
        name: rows for name, rows in examples.items() if len(read_folder(starter).tables[name]) != rows
    } == {}


def test_all_of_it_is_marked_as_invented(starter):
    rows = [
        row for rows in read_folder(starter).tables.values() for row in rows if "illustrative" in row.values
    ]
    assert {row["illustrative"] for row in rows} == {True}


def test_its_guide_names_every_file_with_what_must_be_filled(starter):
    told = dict(
        re.findall(
            r"^\| `(\w+)\.csv` \| [^|]* \| (.*) \|$", (starter / "README.md").read_text(), re.MULTILINE
        )
    )
    assert told == {
        file.name: ", ".join(f"`{column.name}`" for column in file.columns if column.required)
        for file in FILES.values()
    }
    assert PURPOSES.keys() <= FILES.keys()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("Mine")
    with pytest.raises(CommandError, match="is not empty, so nothing was written"):
        call_command("new_partnership", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.django_db
def test_the_how_tos_commands_lead_from_nothing_to_a_loaded_partnership(tmp_path, settings, capsys):
    text = (settings.BASE_DIR / "docs" / "how-to" / "start-a-partnership.md").read_text(encoding="utf-8")
    part = text.partition("## From an empty folder")[2].partition("\n## ")[0]
    commands = re.findall(r"manage\.py (\w+) \.\./vale(.*)", part)
    assert [name for name, _ in commands] == ["new_partnership", "load_partnership", "load_partnership"]
    for name, options in commands:
        call_command(name, str(tmp_path / "vale"), *options.split())
    assert "changes made." in capsys.readouterr().out.splitlines()[-1]
    assert Partnership.objects.count() == 1

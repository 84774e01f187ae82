"""Partnership folders on PostgreSQL: those that ship load into an empty database, and exports are the same to the byte."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings

from dorset_lsp.site.loading import FOLDERS
from dorset_lsp.site.loading.exporting import export, write
from partnerships.models import Area, Partnership
from tests.factories.folders import export_of_export, loaded_and_exported, worlds
from tests.factories.world import build_world

SHIPPED = sorted(path.parent.name for path in FOLDERS.glob("*/partnership.yaml"))

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_folder_loads_and_is_exported_twice_to_the_byte(name, tmp_path):
    assert (connection.vendor, Partnership.objects.count()) == ("postgresql", 0)
    once = loaded_and_exported(FOLDERS / name)
    assert export_of_export(once, tmp_path) == once


@settings(max_examples=8, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(files=worlds())
def test_any_small_world_is_exported_twice_to_the_byte(files, tmp_path_factory):
    path = tmp_path_factory.mktemp("world")
    write(files, path)
    once = loaded_and_exported(path)
    assert export_of_export(once, path) == once


def test_rows_stand_in_the_same_order_whatever_the_databases_alphabet():
    build_world()
    for slug in ("ab", "a-c", "a-b", "a1"):
        Area.objects.create(slug=slug, name=slug, kind="parish")
    lines = export()["areas.csv"].decode().splitlines()
    assert [line.partition(",")[0] for line in lines if line.endswith("parish,")] == [
        "a-b",
        "a-c",
        "a1",
        "ab",
    ]

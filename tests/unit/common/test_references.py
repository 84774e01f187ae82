"""Typed references: how one record points at any other."""

import pytest

from dorset_lsp.common.references import Reference
from partnerships.models import Area
from tests.factories.partnerships import AreaFactory


@pytest.mark.django_db
def test_a_reference_names_a_saved_record():
    area = AreaFactory()

    assert Reference.to(area) == Reference("partnerships.area", area.pk)


def test_nothing_points_at_what_has_no_id_yet():
    with pytest.raises(ValueError, match=r"partnerships\.Area has no id yet"):
        Reference.to(Area())


def test_a_reference_is_printed_and_read_back():
    reference = Reference("performance.indicator", 154)

    assert str(reference) == "performance.indicator:154"
    assert Reference.parse(str(reference)) == reference


@pytest.mark.parametrize(
    "text", ["", "performance.indicator", ":5", "performance.indicator:", "a:b", "a:1:2", "a:-1"]
)
def test_what_is_no_reference_is_not_read(text):
    with pytest.raises(ValueError, match="is not a reference of the form kind:id"):
        Reference.parse(text)


def test_a_reference_knows_the_class_of_its_record():
    assert Reference("partnerships.area", 1).model() is Area


def test_an_unknown_kind_is_no_class():
    with pytest.raises(LookupError):
        Reference("partnerships.castle", 1).model()

"""The one change for set-up records: added or brought up to date, by administrators and folders."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.setup import put
from partnerships.models import Area, Body, Organisation
from performance.models import Target
from tests.factories.partnerships import AreaFactory, OrganisationFactory, PersonFactory
from tests.factories.performance import AgreementVersionFactory, IndicatorFactory

pytestmark = pytest.mark.django_db
ON = date(2009, 4, 20)
JOB = NamedJob("loading a folder")


def put_area(**values):
    return put(
        model=Area,
        key={"slug": "dorset"},
        values={"name": "Dorset", "kind": "county", **values},
        by=JOB,
        on=ON,
    )


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("what", "difference"))


def test_a_record_that_is_not_there_is_added():
    area, is_changed = put_area()

    assert (area.name, is_changed) == ("Dorset", True)
    assert events() == [
        ("area.add", {"slug": [None, "dorset"], "name": [None, "Dorset"], "kind": [None, "county"]})
    ]


def test_a_record_that_is_there_is_brought_up_to_date():
    first, _ = put_area()

    second, is_changed = put_area(name="County of Dorset")

    assert (second, second.name, is_changed) == (first, "County of Dorset", True)
    assert events()[-1] == ("area.change", {"name": ["Dorset", "County of Dorset"]})


def test_putting_the_same_again_changes_nothing():
    put_area()

    assert put_area()[1] is False
    assert len(events()) == 1


def test_many_to_many_fields_are_set_and_told_by_name():
    version, indicator = AgreementVersionFactory(), IndicatorFactory()
    police, fire = OrganisationFactory(name="Police"), OrganisationFactory(name="Fire")

    def put_target(*partners):
        return put(
            model=Target, key={"version": version, "indicator": indicator},
            values={"kind": "local", "state": "agreed"}, many={"relates_to": partners}, by=JOB, on=ON,
        )  # fmt: skip

    put_target(police)
    target, is_changed = put_target(police, fire)

    assert (set(target.relates_to.all()), is_changed) == ({police, fire}, True)
    assert events()[-1] == ("target.change", {"relates_to": ["Police", "Fire, Police"]})
    assert put_target(fire, police)[1] is False


def test_a_new_record_that_breaks_the_databases_rules_is_refused_with_a_sentence():
    with pytest.raises(ValidationError):
        put_area(kind="galaxy")

    assert Area.objects.count() == 0


def test_a_known_record_that_would_break_them_is_refused_the_same_way_and_stays():
    area = AreaFactory()
    key = {"slug": "board"}
    values = {"name": "Board", "kind": "board", "area": area, "layer": "strategic", "from_on": ON}
    put(model=Body, key=key, values=values, by=JOB, on=ON)

    with pytest.raises(ValidationError):
        put(model=Body, key=key, values={"to_on": date(2009, 4, 1)}, by=JOB, on=ON)

    assert (Body.objects.get().to_on, len(events())) == (None, 1)


@pytest.mark.parametrize(
    ("is_staff", "is_active", "may"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_only_administrators_set_up(is_staff, is_active, may):
    person = PersonFactory(is_staff=is_staff, is_active=is_active)
    ask = {
        "model": Organisation,
        "key": {"slug": "x"},
        "values": {"name": "X", "kind": "fire"},
        "by": person,
        "on": ON,
    }

    if may:
        assert put(**ask)[1] is True
    else:
        with pytest.raises(PermissionDenied):
            put(**ask)

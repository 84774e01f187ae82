"""A change checks who may, writes in one transaction, and leaves an audit event."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common import stamps
from dorset_lsp.common.changes import (
    NamedJob,
    Refused,
    Unrecorded,
    change,
    nothing_to_change,
    record,
    record_many,
    require,
    save_fields,
)
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.today import today
from partnerships.models import Area, Body
from tests.factories.partnerships import AreaFactory, BodyFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2009, 4, 20)
JOB = NamedJob("the nightly job")


@change
def rename(*, area, name, by, on):
    """A change as they are written everywhere."""
    difference = save_fields(area, {"name": name})
    if difference:
        record("area.rename", area, by=by, on=on, difference=difference, why="It was misspelt.")
    else:
        nothing_to_change()
    return area


def test_a_change_leaves_one_event_with_who_what_when_why_and_the_difference():
    area, person = AreaFactory(name="Dorsett"), PersonFactory(name="Ann Bee")

    rename(area=area, name="Dorset", by=person, on=ON)

    event = AuditEvent.objects.get()
    assert (event.what, event.kind, event.record_id, event.record_name) == (
        "area.rename", "partnerships.area", area.pk, "Dorset",
    )  # fmt: skip
    assert (event.by_id, event.by_name, event.on, event.why) == (person.pk, "Ann Bee", ON, "It was misspelt.")
    assert event.difference == {"name": ["Dorsett", "Dorset"]}


def test_a_named_job_stands_in_the_event_by_its_name():
    rename(area=AreaFactory(), name="Dorset", by=JOB, on=ON)

    assert AuditEvent.objects.values_list("by_id", "by_name").get() == (None, "the nightly job")


def test_a_change_that_changes_nothing_leaves_no_event():
    area = AreaFactory(name="Dorset")

    rename(area=area, name="Dorset", by=JOB, on=ON)

    assert AuditEvent.objects.count() == 0


def test_a_change_that_records_nothing_is_a_fault_and_is_undone():
    area = AreaFactory(name="Before")

    @change
    def silently(*, by, on):
        save_fields(area, {"name": "After"})

    with pytest.raises(Unrecorded, match="silently wrote no audit event"):
        silently(by=JOB, on=ON)
    assert Area.objects.get().name == "Before"


def test_a_refused_change_is_undone_with_its_event():
    area = AreaFactory(name="Before")

    @change
    def halfway(*, by, on):
        rename(area=area, name="After", by=by, on=on)
        raise Refused("Not today.")

    with pytest.raises(Refused):
        halfway(by=JOB, on=ON)
    assert (Area.objects.get().name, AuditEvent.objects.count()) == ("Before", 0)


def test_a_change_inside_a_change_counts_for_both():
    area = AreaFactory()

    @change
    def outer(*, by, on):
        return rename(area=area, name="After", by=by, on=on)

    assert outer(by=JOB, on=ON) == area
    assert AuditEvent.objects.count() == 1


def test_an_outer_change_is_not_covered_by_an_event_from_before_it():
    rename(area=AreaFactory(), name="After", by=JOB, on=ON)

    @change
    def nothing(*, by, on):
        """It writes no event and says nothing."""

    with pytest.raises(Unrecorded):
        nothing(by=JOB, on=ON)


def test_a_change_must_say_by_whom_and_on_which_day():
    with pytest.raises(TypeError, match="must say by whom and on which day"):

        @change
        def anonymous(*, area):
            """Nobody's change."""


def test_a_change_takes_keywords_only():
    with pytest.raises(TypeError, match="must take keywords only"):

        @change
        def positional(area, *, by, on):
            """A change that could be called with its arguments mixed up."""


def test_within_a_change_it_is_the_day_that_the_change_is_made_on():
    seen = []

    @change
    def look(*, by, on):
        seen.append(today())
        nothing_to_change()

    look(by=JOB, on=date(2001, 2, 3))

    assert seen == [date(2001, 2, 3)]
    assert today() != date(2001, 2, 3)


def test_only_what_differs_is_saved(django_assert_num_queries):
    area = AreaFactory(name="Dorset", kind="county")

    with django_assert_num_queries(0):
        assert save_fields(area, {"name": "Dorset"}) == {}

    assert save_fields(area, {"name": "Dorset", "kind": "district"}) == {"kind": ("county", "district")}
    assert Area.objects.get().kind == "district"


def test_a_difference_is_told_in_plain_values():
    area = AreaFactory()
    difference = {"day": (None, ON), "sum": (Decimal("1.50"), 2), "yes": (False, True), "area": (None, area)}

    record("area.change", area, by=JOB, on=ON, difference=difference)

    assert AuditEvent.objects.get().difference == {
        "day": [None, "2009-04-20"], "sum": ["1.50", 2], "yes": [False, True], "area": [None, area.name],
    }  # fmt: skip


def test_many_events_are_written_in_one_statement(django_assert_num_queries):
    areas = AreaFactory.create_batch(5)

    with django_assert_num_queries(1):
        record_many("area.change", areas, by=JOB, on=ON, why="All of them.")

    events = AuditEvent.objects.order_by("pk").values_list("record_id", "why")
    assert list(events) == [(area.pk, "All of them.") for area in areas]


def test_many_events_give_their_kind_a_new_stamp_as_one_does():
    bodies = BodyFactory.create_batch(2)
    before = stamps.of(Body)

    record_many("body.change", bodies, by=JOB, on=ON)

    assert stamps.of(Body) != before


def test_an_event_and_a_state_change_are_written_once(django_assert_num_queries):
    rename(area=AreaFactory(), name="Dorset", by=JOB, on=ON)
    event = AuditEvent.objects.get()

    for deed in (event.save, event.delete, AuditEvent.objects.all().delete):
        with django_assert_num_queries(0), pytest.raises(TypeError):
            deed()
    with pytest.raises(TypeError, match="never changed"):
        AuditEvent.objects.update(by_name="Somebody else")


def test_who_may_not_is_told_what():
    with pytest.raises(PermissionDenied, match="Ann Bee may not edit body"):
        require(PersonFactory(name="Ann Bee"), "partnerships.edit_body", BodyFactory())


def test_a_job_may_do_what_it_was_made_to_do():
    require(JOB, "partnerships.edit_body", BodyFactory())

    assert JOB.may("any.permission", None) is True

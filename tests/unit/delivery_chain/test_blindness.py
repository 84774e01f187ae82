"""Nobody learns a rating before its time: every reading of the domain is tried, whoever asks.

A marker stands in every reason, so that whatever carries a rating carries it too. What may carry it (a comparison that
has opened) is shown to do so first: a test that looks for nothing finds it everywhere.
"""

import json

import pytest
from django.apps import apps
from django.core import mail, serializers

from delivery_chain.changes import sheets
from delivery_chain.comparison_page import FEWEST_ANONYMOUS, ComparisonPage
from delivery_chain.models import GroupRating, IndividualRating, IndividualSheet
from dorset_lsp.common.models import AuditEvent, Job, SentMail, StateChange
from tests.factories.delivery_chain import build_chain
from tests.factories.world import ON

MARKER = "Zyzzyva"


@pytest.fixture
def half(world):
    """One group is in, one has a draft, and everybody has rated alone; each with the marker."""
    chain = build_chain(world, mode="named")
    review = chain.open()
    for person in (world.group_member, world.owner, world.member):
        sheets.rate_alone(review=review, answers=chain.answers(reason=MARKER), by=person, on=ON)
    chain.submit(1, reason=MARKER)
    sheets.keep(group=chain.group(2), version=0, answers=chain.answers(reason=MARKER), by=world.owner, on=ON)
    return chain


def everything_readable() -> str:
    """Every row that the managers of all models give out, as one text."""
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    return serializers.serialize("json", rows)


def test_the_managers_of_all_models_give_no_rating_out_while_a_group_is_waited_for(half):
    assert MARKER not in everything_readable()

    half.submit(2, reason=MARKER)

    assert everything_readable().count(MARKER) == 15


def test_nobody_reads_another_groups_sheet_and_each_group_its_own(half, world):
    readers = {
        name: set(GroupRating.objects.visible_to(person, ON).values_list("group__number", flat=True))
        for name, person in world.people.items()
    }

    assert {name: seen for name, seen in readers.items() if seen} == {
        "group_member": {1},
        "owner": {2},
        "member": {2},
    }


def test_nobody_reads_what_anybody_thought_alone_before_all_are_in(half, world):
    seen = [IndividualRating.objects.visible_to(person, ON).count() for person in world.people.values()]
    assert seen == [0] * len(world.people)

    half.submit(2)

    assert IndividualRating.objects.visible_to(world.lead, ON).count() == 9


@pytest.mark.parametrize("model", [AuditEvent, StateChange, Job, SentMail])
def test_what_is_kept_of_changes_holds_no_rating(half, world, model):
    half.submit(2, reason=MARKER)
    sheets_told = model._base_manager.all()

    told = serializers.serialize("json", sheets_told)

    assert MARKER not in told
    if model is AuditEvent:
        kinds = AuditEvent.objects.filter(kind="delivery_chain.reviewgroup").exclude(what="review_group.put")
        assert {json.dumps(event.difference) for event in kinds} == {
            "{}",
            '{"state": ["waiting", "submitted"]}',
        }


def test_no_letter_holds_a_rating(half, do_jobs):
    half.submit(2, reason=MARKER)
    do_jobs()

    assert "The comparison is open" in " ".join(message.subject for message in mail.outbox)
    assert [message for message in mail.outbox if MARKER in message.body + message.subject] == []


def test_a_late_sheet_stays_outside_the_comparison(half, world):
    sheets.leave_out(group=half.group(2), reason="Snow", by=world.lead, on=ON)
    half.submit(2, "red", "red", "red", reason=MARKER)

    page = ComparisonPage(half.fresh(), world.lead, ON)

    assert [[rating.group.number for rating in row.ratings] for row in page.rows] == [[1], [1], [1]]
    assert [[rating.group.number for rating in row.late] for row in page.rows] == [[2], [2], [2]]


def test_a_draft_of_a_group_left_out_is_read_by_nobody_else(half, world):
    sheets.leave_out(group=half.group(2), reason="Snow", by=world.lead, on=ON)

    assert GroupRating.objects.filter(group=half.group(2)).count() == 0
    assert GroupRating.objects.visible_to(world.lead, ON).filter(group=half.group(2)).count() == 0


# --- anonymous --------------------------------------------------------------------------------------------


def rated_anonymously(world, people):
    chain = build_chain(world, mode="anonymous", second=[world.owner, world.member, world.colleague])
    review = chain.open()
    for person in people:
        sheets.rate_alone(review=review, answers=chain.answers(reason=MARKER), by=person, on=ON)
    chain.submit(1)
    chain.submit(2)
    return chain


def test_the_rows_of_an_anonymous_sheet_name_nobody_and_keep_no_order(world):
    rated_anonymously(world, [world.group_member, world.owner, world.member])

    told = serializers.serialize("json", [*IndividualSheet.objects.all(), *IndividualRating.objects.all()])

    assert [one.member for one in IndividualSheet.objects.all()] == [None] * 3
    assert [name for name in ("Owner", "Member", "Group member") if name in told] == []
    assert {type(one.pk).__name__ for one in IndividualSheet.objects.all()} == {"UUID"}


def test_too_few_anonymous_sheets_are_not_told(world):
    few = rated_anonymously(world, [world.owner, world.member])
    assert FEWEST_ANONYMOUS == 3

    assert [row.alone for row in ComparisonPage(few.fresh(), world.lead, ON).rows] == [[], [], []]


def test_enough_anonymous_sheets_are_told_without_names(world):
    chain = rated_anonymously(world, [world.group_member, world.owner, world.member])

    row = ComparisonPage(chain.fresh(), world.lead, ON).rows[0]

    assert row.alone_counts == {"green": 3}
    assert [one.sheet.member for one in row.alone] == [None] * 3

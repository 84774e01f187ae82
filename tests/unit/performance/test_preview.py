"""What an answer would say if it were published as it stands, and what still stands against it."""

from decimal import Decimal

import pytest

from performance.answers import Answer, Figure
from performance.changes import returns
from performance.models import Return
from performance.preview import answered, faults_of, field_of, preview
from tests.factories.world import ON


def look(world, indicator, **changes):
    return preview(world.return_of(indicator), world.answer(indicator, **changes), on=ON)


def faults(world, indicator, **changes):
    found = faults_of(world.return_of(indicator), world.answer(indicator, **changes), on=ON)
    return [(one.field, one.sentence) for one in found]


def ratio_of(world, numerator, denominator=1000):
    return {world.county.pk: Figure(numerator=Decimal(numerator), denominator=Decimal(denominator))}


def test_a_preview_shows_status_direction_and_milestone_without_writing_anything(world):
    found = look(world, world.ratio)

    assert (found.assessment.status, found.assessment.direction) == ("green", "improving")
    assert (found.assessment.shown_value, found.assessment.shown_milestone) == ("78.0 %", "78.0 %")
    assert world.return_of(world.ratio).state == "not_started"


def test_a_derived_whole_is_previewed_from_its_parts(world):
    assert look(world, world.split).assessment.shown_value == "101"


def test_a_sum_to_date_is_previewed_with_the_quarters_before(world):
    found = look(world, world.total, figures={world.county.pk: Figure(value=Decimal(30))}, commentary="Why.")

    assert (found.assessment.shown_value, found.assessment.status) == ("95", "amber")


def test_a_complete_answer_has_no_faults(world):
    assert [faults(world, one) for one in (world.ratio, world.total, world.split)] == [[], [], []]


def test_a_suppressed_figure_is_not_told_by_its_commentary(world):
    figures = {world.county.pk: Figure(absence="suppressed", absence_reason="Too few to show")}

    assert faults(
        world, world.ratio, figures=figures, commentary="10 of 11 have a room.", direction_view=""
    ) == [
        (
            "commentary",
            "The figure is suppressed, so the commentary cannot tell a count: take out “10 of 11”.",
        )
    ]
    assert (
        faults(world, world.ratio, figures=figures, commentary="Most have a room.", direction_view="") == []
    )


def test_no_figure_and_no_reason_is_a_fault_of_the_first_field(world):
    assert faults(world, world.ratio, figures={}) == [
        (field_of(world.county.pk, "numerator"), "Enter the figure, or say why there is none.")
    ]


def test_each_missing_area_is_named(world):
    half = {world.north.pk: Figure(value=Decimal(55))}

    assert (
        field_of(world.south.pk, "value"),
        "Enter the figure for South district, or say why there is none.",
    ) in (faults(world, world.split, figures=half))


def test_an_absence_needs_its_reason_in_words(world):
    absent = {world.county.pk: Figure(absence="not_available", absence_reason=" ")}

    assert faults(world, world.total, figures=absent) == [
        (field_of(world.county.pk, "absence_reason"), "Say why there is no figure.")
    ]


def test_a_denominator_of_nought_is_a_fault(world):
    assert faults(world, world.ratio, figures=ratio_of(world, 5, 0))[0] == (
        field_of(world.county.pk, "denominator"), "The denominator is nought, so there is no figure.",
    )  # fmt: skip


@pytest.mark.parametrize("numerator", [1001, -1])
def test_the_impossible_is_told_apart_from_the_unfinished(world, numerator):
    found = faults_of(
        world.return_of(world.ratio), world.answer(world.ratio, figures=ratio_of(world, numerator)), on=ON
    )

    assert found[0].is_impossible is True


def test_a_move_of_more_than_three_times_the_usual_asks_to_be_confirmed(world):
    leap = {world.county.pk: Figure(value=Decimal(60))}

    found = look(world, world.total, figures=leap)

    assert [one.sentence for one in found.faults] == ["Confirm the figure, or correct it."]
    assert len(found.surprises) == 1
    assert faults(world, world.total, figures=leap, is_surprise_confirmed=True) == []


def test_each_area_is_compared_with_its_own_past(world):
    leap = {world.north.pk: Figure(value=Decimal(55)), world.south.pk: Figure(value=Decimal(80))}

    found = look(world, world.split, figures=leap)

    assert [sentence.split(":")[0] for sentence in found.surprises] == ["South district"]


@pytest.mark.parametrize(
    ("numerator", "view", "sentence"),
    [
        (775, "improving", "Say why it is off target and what will be done."),
        (
            780, "steady",
            "You see it steady, the figures say improving. Say what lies behind the difference.",
        ),
        (780, "", "Say how you see it moving."),
    ],
)  # fmt: skip
def test_what_an_answer_has_to_say_beside_the_figure(world, numerator, view, sentence):
    found = faults(world, world.ratio, figures=ratio_of(world, numerator), direction_view=view)

    assert [words for _, words in found] == [sentence]


def test_a_green_figure_that_got_worse_needs_a_commentary(world):
    world.ratio.targets.get().points.update(value=70)

    found = faults(world, world.ratio, figures=ratio_of(world, 755), direction_view="worsening")

    assert found == [("commentary", "Say why it is getting worse and what will be done.")]


def test_an_absence_needs_neither_commentary_nor_a_view_of_its_movement(world):
    absent = {world.county.pk: Figure(absence="suppressed", absence_reason="Under five.")}

    assert faults(world, world.total, figures=absent, direction_view="") == []


def test_many_answers_are_assessed_in_a_fixed_number_of_queries(world, django_assert_num_queries):
    for indicator in (world.ratio, world.total, world.split):
        world.submitted(indicator)

    def rows(**which):
        return list(Return.objects.filter(**which).with_everything().prefetch_related("figures"))

    one, three = rows(indicator=world.ratio), rows()
    with django_assert_num_queries(7):
        answered(one, ON)
    with django_assert_num_queries(7):
        found = answered(three, ON)

    assert [(return_.indicator.code, assessment.status) for return_, assessment in found] == [
        ("NI 101", "green"), ("NI 102", "green"), ("NI 103", "green"),
    ]  # fmt: skip


def test_a_saved_answer_and_the_same_answer_typed_have_the_same_preview(world):
    typed = look(world, world.split).assessment
    world.drafted(world.split)

    [(_, saved)] = answered([world.return_of(world.split)], ON)

    assert (saved.status, saved.shown_value, saved.sentence) == (
        typed.status,
        typed.shown_value,
        typed.sentence,
    )


def test_an_answer_says_what_it_is_in_words():
    assert str(Figure(numerator=Decimal("780.0"), denominator=Decimal(1000))) == "780 ÷ 1,000"
    assert str(Figure(absence="suppressed", absence_reason="Under five.")) == "suppressed: Under five."
    assert str(Figure(value=Decimal("5.500"))) == "5.5"
    assert str(Figure()) == ""


def test_an_empty_answer_of_a_derived_whole_derives_nothing(world):
    returns.save(return_=world.return_of(world.split), version=0, answer=Answer(), by=world.owner, on=ON)

    assert world.return_of(world.split).figures.count() == 0

"""Score, layer and matrix of risks: pure, and exact at each edge."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.enums import Layer
from partnerships.risk_scale import UPWARDS, band, is_above_all, layer_of, matrix, rise

APPETITES = {"operational": 8, "executive": 12, "strategic": 16}
SCORES = st.integers(1, 25)
LAYERS = st.sampled_from(UPWARDS)


def risk(likelihood, impact, before=(5, 5)):
    return SimpleNamespace(
        likelihood=likelihood, impact=impact, likelihood_before=before[0], impact_before=before[1]
    )


@pytest.mark.parametrize(
    ("home", "score", "layer"),
    [
        ("operational", 8, "operational"),
        ("operational", 9, "executive"),
        ("operational", 12, "executive"),
        ("operational", 15, "strategic"),
        ("operational", 25, "strategic"),
        ("executive", 4, "executive"),
        ("executive", 16, "strategic"),
        ("strategic", 1, "strategic"),
    ],
)
def test_the_lowest_layer_that_bears_a_score_looks_at_it(home, score, layer):
    assert layer_of(home=home, score=score, appetites=APPETITES) == layer


@pytest.mark.parametrize(("score", "is_above"), [(16, False), (20, True)])
def test_what_not_even_the_top_bears_is_above_all(score, is_above):
    assert is_above_all(score=score, appetites=APPETITES) is is_above


def test_a_layer_without_a_limit_bears_everything():
    assert layer_of(home="operational", score=25, appetites={}) == Layer.OPERATIONAL
    assert is_above_all(score=25, appetites={}) is False


@given(LAYERS, SCORES)
def test_a_risk_is_never_looked_at_below_its_own_layer(home, score):
    assert rise(home=home, score=score, appetites=APPETITES) >= 0


@given(LAYERS, SCORES, SCORES)
def test_a_heavier_risk_is_never_looked_at_lower(home, one, other):
    light, heavy = sorted((one, other))

    assert rise(home=home, score=light, appetites=APPETITES) <= rise(
        home=home, score=heavy, appetites=APPETITES
    )


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=20))
def test_every_risk_stands_in_exactly_one_field_of_the_matrix(places):
    risks = [risk(*place) for place in places]

    fields = [cell for line in matrix(risks, APPETITES) for cell in line.cells]

    assert len(fields) == 25
    assert sum(len(cell.risks) for cell in fields) == len(risks)
    assert all(
        (one.likelihood, one.impact) == (cell.likelihood, cell.impact)
        for cell in fields
        for one in cell.risks
    )


def test_the_matrix_can_place_risks_without_their_controls():
    [field] = [
        cell
        for line in matrix([risk(1, 1, before=(4, 3))], APPETITES, before=True)
        for cell in line.cells
        if cell.risks
    ]

    assert (field.likelihood, field.impact, field.score, field.band) == (4, 3, 12, "executive")


@pytest.mark.parametrize(
    ("score", "word"), [(8, "operational"), (9, "executive"), (16, "strategic"), (20, "above")]
)
def test_a_field_says_who_looks_at_its_score(score, word):
    assert band(score, APPETITES) == word

"""What a chain map answers: the source's own kind of case by hand, and laws for any map."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.chain_questions import DEPTH, Node, Questions, Tie
from delivery_chain.enums import Level, LinkKind, Strength

OWNER, ENABLERS, PROVIDERS, PARISHES, PROPERTY, TRUSTS, HOUSEHOLDS, FAMILIES = range(1, 9)
NODES = [
    Node(OWNER, "Task group", Level.COUNTY, is_owner=True),
    Node(ENABLERS, "Housing enablers", Level.DISTRICT),
    Node(PROVIDERS, "Housing associations", Level.NEIGHBOURHOOD),
    Node(PARISHES, "Parish councils", Level.NEIGHBOURHOOD),
    Node(PROPERTY, "Property services", Level.COUNTY),
    Node(TRUSTS, "Land trusts", Level.NEIGHBOURHOOD),
    Node(HOUSEHOLDS, "Households", Level.BENEFICIARY),
    Node(FAMILIES, "Rural families", Level.BENEFICIARY),
]
TIES = [
    Tie(1, OWNER, ENABLERS, LinkKind.INFLUENCES, Strength.WEAK),
    Tie(2, ENABLERS, PROVIDERS, LinkKind.COMMISSIONS, Strength.WEAK, rests_on_one=True),
    Tie(3, PROVIDERS, HOUSEHOLDS, LinkKind.SUPPLIES, Strength.STRONG),
    Tie(4, OWNER, PROPERTY, LinkKind.INFLUENCES, Strength.MISSING),
    Tie(5, PROPERTY, TRUSTS, LinkKind.SUPPLIES, Strength.WEAK),
    Tie(6, TRUSTS, FAMILIES, LinkKind.SUPPLIES, Strength.WEAK),
    Tie(7, HOUSEHOLDS, PARISHES, LinkKind.INFORMS, Strength.WEAK),
    Tie(8, PARISHES, ENABLERS, LinkKind.INFORMS, Strength.STRONG),
]


@pytest.fixture
def asked():
    return Questions(NODES, TIES)


def test_a_path_is_told_with_its_weak_links(asked):
    reach = asked.reaches[0]

    assert [node.name for node in reach.nodes] == [
        "Task group",
        "Housing enablers",
        "Housing associations",
        "Households",
    ]
    assert (reach.is_reached, reach.weak_count) == (True, 2)


def test_a_broken_path_says_where_it_breaks(asked):
    reach = asked.reaches[1]

    assert (reach.is_reached, [tie.key for tie in reach.breaks]) == (False, [4])


def test_single_points_of_failure_are_those_on_every_path(asked):
    assert [(node.key, [one.key for one in decided]) for node, decided in asked.single_points] == [
        (ENABLERS, [HOUSEHOLDS]),
        (PROVIDERS, [HOUSEHOLDS]),
    ]


def test_who_hears_nothing_back(asked):
    assert [node.key for node in asked.hear_nothing] == [OWNER, PROVIDERS, PROPERTY, TRUSTS]


def test_levers_and_links_that_rest_on_one_person(asked):
    assert [tie.key for tie in asked.levers] == [1, 4]
    assert [tie.key for tie in asked.resting_on_one] == [2]


def test_a_map_without_an_owner_answers_nothing_about_paths():
    asked = Questions([Node(1, "a", Level.COUNTY), Node(2, "b", Level.BENEFICIARY)], [])

    assert (asked.owner, asked.reaches, asked.single_points, asked.levers) == (None, [], [], [])


def test_where_nothing_leads_there_is_no_path_and_no_break():
    asked = Questions([Node(1, "a", Level.COUNTY, is_owner=True), Node(2, "b", Level.BENEFICIARY)], [])

    assert (asked.reaches[0].is_reached, asked.reaches[0].nodes, asked.reaches[0].breaks) == (False, (), ())


# --- laws -------------------------------------------------------------------------------------------------

KEYS = range(7)


@st.composite
def maps(draw):
    levels = [Level.COUNTY, *[draw(st.sampled_from(list(Level))) for _ in KEYS[1:]]]
    nodes = [Node(key, f"n{key}", level, is_owner=key == 0) for key, level in zip(KEYS, levels, strict=True)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=18))
    ties = [
        Tie(
            number, start, end, draw(st.sampled_from(LinkKind.values)), draw(st.sampled_from(Strength.values))
        )
        for number, (start, end) in enumerate(pairs)
        if start != end
    ]
    return Questions(nodes, ties)


@given(maps())
def test_reached_means_that_a_walk_without_missing_links_exists(asked):
    reached = {reach.beneficiary.key for reach in asked.reaches if reach.is_reached}

    assert reached == nx.descendants(asked.walkable, 0) & {node.key for node in asked.beneficiaries}


@given(maps())
def test_a_path_begins_at_the_owner_ends_at_the_beneficiary_and_is_joined(asked):
    for reach in asked.reaches:
        if reach.nodes:
            keys = [node.key for node in reach.nodes]
            assert (keys[0], keys[-1]) == (0, reach.beneficiary.key)
            assert [(tie.from_key, tie.to_key) for tie in reach.ties] == list(pairwise(keys))


@given(maps())
def test_without_a_single_point_of_failure_its_beneficiaries_are_not_reached(asked):
    for node, decided in asked.single_points:
        left = asked.walkable.copy()
        left.remove_node(node.key)
        assert not nx.descendants(left, 0) & {one.key for one in decided if one.key != node.key}


@given(maps())
def test_with_anybody_else_taken_away_every_beneficiary_is_still_reached(asked):
    decisive = {node.key for node, _ in asked.single_points}
    reached = {reach.beneficiary.key for reach in asked.reaches if reach.is_reached}
    for key in set(KEYS[1:]) - decisive - reached:
        left = asked.walkable.copy()
        left.remove_node(key)
        assert reached <= nx.descendants(left, 0)


@given(maps())
def test_who_is_told_from_below_is_not_among_those_who_hear_nothing(asked):
    deaf = {node.key for node in asked.hear_nothing}
    for tie in asked.ties:
        is_upwards = DEPTH[asked.nodes[tie.from_key].level] > DEPTH[asked.nodes[tie.to_key].level]
        if tie.kind == LinkKind.INFORMS and tie.is_walkable and is_upwards:
            assert tie.to_key not in deaf


@given(maps(), st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_one_more_missing_link_changes_no_answer_about_who_is_reached(asked, start, end):
    more = Questions(
        list(asked.nodes.values()),
        [*asked.ties, *([Tie(99, start, end, LinkKind.FUNDS, Strength.MISSING)] if start != end else [])],
    )

    assert [reach.is_reached for reach in more.reaches] == [reach.is_reached for reach in asked.reaches]
    assert more.hear_nothing == asked.hear_nothing

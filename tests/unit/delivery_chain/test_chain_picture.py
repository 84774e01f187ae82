"""Where the shapes of a chain map stand: on their level, inside the picture, and apart from each other."""

from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.chain_picture import BAND, LEFT, RIGHT, WIDTH, draw
from delivery_chain.chain_questions import Node, Questions, Tie
from delivery_chain.enums import Level, LinkKind, Strength

NAMES = st.text(st.characters(categories=("L", "Nd", "Zs")), min_size=1, max_size=80)


@st.composite
def drawings(draw_from):
    levels = draw_from(st.lists(st.sampled_from(list(Level)), min_size=1, max_size=12))
    nodes = [Node(key, draw_from(NAMES), level) for key, level in enumerate(levels)]
    pairs = st.tuples(st.sampled_from(range(len(nodes))), st.sampled_from(range(len(nodes))))
    ties = [
        Tie(
            number,
            start,
            end,
            draw_from(st.sampled_from(LinkKind.values)),
            draw_from(st.sampled_from(Strength.values)),
        )
        for number, (start, end) in enumerate(draw_from(st.lists(pairs, max_size=12)))
        if start != end
    ]
    return Questions(nodes, ties), draw(Questions(nodes, ties))


@given(drawings())
def test_every_actor_and_every_link_is_drawn_once(drawn):
    asked, drawing = drawn

    assert sorted(box.node.key for box in drawing.boxes) == sorted(asked.nodes)
    assert [line.tie.key for line in drawing.lines] == [tie.key for tie in asked.ties]


@given(drawings())
def test_a_box_lies_in_the_band_of_its_level(drawn):
    _, drawing = drawn
    bands = {
        level: place
        for place, level in enumerate(
            sorted({box.node.level for box in drawing.boxes}, key=list(Level).index)
        )
    }

    for box in drawing.boxes:
        top = BAND * bands[box.node.level]
        assert top < box.y < box.bottom < top + BAND
        assert LEFT <= box.x < box.right <= RIGHT


@given(drawings())
def test_no_two_boxes_touch(drawn):
    _, drawing = drawn

    for box in drawing.boxes:
        others = [one for one in drawing.boxes if one is not box]
        assert not any(
            other.holds(box.x, box.centre) or other.holds(box.right, box.centre) for other in others
        )


@given(drawings())
def test_labels_stay_inside_the_picture(drawn):
    _, drawing = drawn

    assert all(-40 < line.x < WIDTH + 40 and 0 <= line.y <= drawing.height for line in drawing.lines)


def test_a_missing_link_has_a_cross_and_says_so():
    asked = Questions(
        [Node(1, "Owner", Level.COUNTY, is_owner=True), Node(2, "Families", Level.BENEFICIARY)],
        [Tie(1, 1, 2, LinkKind.SUPPLIES, Strength.MISSING)],
    )

    [line], boxes = draw(asked).lines, draw(asked).boxes

    assert (line.label, line.cross is not None, line.is_broken) == ("supplies: missing", True, True)
    assert [box.is_unreached for box in boxes] == [False, True]


def test_a_long_name_is_set_in_two_lines():
    [box] = draw(
        Questions([Node(1, "The Association of Parish and Town Councils of the County", Level.COUNTY)], [])
    ).boxes

    first, second = [text for _, text in box.lines]
    assert (first, second.endswith("…")) == ("The Association of", True)

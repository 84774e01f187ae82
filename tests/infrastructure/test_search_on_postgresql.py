"""What SQLite cannot show of the search: a slip of typing, and the indexes under the large tables."""

import pytest
from django.db import connection

from dorset_lsp.common.search import find, find_alike, words_of
from dorset_lsp.site.search import search, search_rows
from tests.factories.partnerships import ActionFactory, PersonFactory
from tests.factories.world import ON, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    assert connection.vendor == "postgresql"
    return build_world()


def titles(viewer, question):
    answer = search(viewer, ON, question)
    return answer.is_alike, {
        group.searched.slug: [hit.title for hit in group.hits] for group in answer.groups
    }


def test_a_slip_of_typing_shows_what_is_like_it_and_says_so(world):
    PersonFactory(name="Honor Blackwater")
    ActionFactory(title="Repair the lighthouse")

    assert titles(world.member, "lighthuose") == (True, {"actions": ["Repair the lighthouse"]})
    assert titles(world.member, "blackwatr") == (True, {"people": ["Honor Blackwater"]})


def test_what_has_the_very_words_is_not_mixed_with_what_is_like_them(world):
    ActionFactory(title="Repair the lighthouse")
    ActionFactory(title="Repair the lighthuose lamp")

    assert titles(world.member, "lighthuose") == (
        False,
        {"actions": ["Repair the <mark>lighthuose</mark> lamp"]},
    )


def test_nobody_is_shown_something_like_it_that_they_may_not_see(world):
    ActionFactory(title="Repair the lighthouse", organisation=world.council)

    assert titles(world.outsider, "lighthuose") == (False, {})


def test_every_kind_is_asked_in_both_ways_without_a_fault(world):
    """The database itself reads each condition, also of kinds of which there is no record."""
    for person in world.people.values():
        for searched in search_rows(person, ON):
            assert find(searched, words_of("zzyzx qqxx"), most=3) == [], searched.slug
            assert find_alike(searched, words_of("zzyzx qqxx"), most=3) == [], searched.slug
        assert titles(person, "zzyzx qqxx") == (False, {})


def test_a_word_in_the_title_of_an_action_is_found_by_an_index(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = next(one for one in search_rows(world.member, ON) if one.slug == "actions").rows
        plan = rows.order_by().filter(title__icontains="lighthouse").values("pk").explain()

    assert "Bitmap Index Scan" in plan, plan

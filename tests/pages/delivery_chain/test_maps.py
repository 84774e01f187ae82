"""Chain maps: drawn by plain forms, read as picture, answers and words, and mended by actions."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from delivery_chain.changes import maps, reviews
from delivery_chain.map_page import MapPage
from delivery_chain.models import Actor, ChainMap, Link
from dorset_lsp.common.changes import Refused
from tests.factories.delivery_chain import ActorFactory, LinkFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(chain, world):
    """The map of stage 2, empty."""
    review = chain.planned()
    return maps.draw(review=review, stage=chain.stages[2], by=world.lead, on=ON)


@pytest.fixture
def as_(client, world):
    def sign_in(name):
        client.force_login(getattr(world, name))
        return client

    return sign_in


def to(name, drawn, *more):
    return reverse(f"delivery_chain:{name}", args=[drawn.review_id, drawn.stage.number, *more])


def actor(drawn, name, level="county", **values):
    return ActorFactory(map=drawn, name=name, level=level, **values)


@pytest.fixture
def small(drawn):
    """An owner, a provider, and the families that neither reaches without a missing link."""
    owner, provider = actor(drawn, "Owner", is_owner=True), actor(drawn, "Provider", "neighbourhood")
    families = actor(drawn, "Families", "beneficiary")
    LinkFactory(map=drawn, from_actor=owner, to_actor=provider, kind="commissions", strength="weak")
    LinkFactory(map=drawn, from_actor=provider, to_actor=families, kind="supplies", strength="missing")
    return drawn


def fresh(drawn):
    return ChainMap.objects.with_everything().prefetch_related("links__actions__action").get(pk=drawn.pk)


# --- drawing ----------------------------------------------------------------------------------------------


def test_a_map_is_drawn_from_nothing(as_, chain, world):
    review = chain.planned()
    client = as_("group_member")

    client.post(reverse("delivery_chain:map-draw", args=[review.pk, 2]), {"copy_from": ""})
    drawn = ChainMap.objects.get()
    for name, level, owns in (("Owner", "county", "on"), ("Families", "beneficiary", "")):
        said = {"actor-name": name, "actor-level": level, "actor-is_owner": owns, "actor-seen": "0"}
        client.post(to("actor-add", drawn), said)
    owner, families = Actor.objects.order_by("pk")
    said = {
        "link-from_actor": owner.pk,
        "link-to_actor": families.pk,
        "link-kind": "supplies",
        "link-strength": "weak",
    }
    client.post(to("link-add", drawn), said)

    assert MapPage(fresh(drawn)).lede == "The chain reaches Families only through weak links."


def test_a_map_is_copied_and_stays_its_own(small, chain, world):
    copy = maps.draw(review=small.review, stage=chain.stages[3], copy_from=small, by=world.lead, on=ON)
    Link.objects.filter(map=copy).first().delete()

    assert (small.actors.count(), small.links.count()) == (3, 2)
    assert (copy.actors.count(), copy.links.count(), copy.copied_from) == (3, 1, small)


def test_an_earlier_rounds_map_is_offered_to_be_copied(as_, chain, world):
    closed = chain.closed()
    earlier = closed.maps.get()
    chain.review = reviews.repeat(
        review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=date(2010, 4, 1)
    )
    review = chain.planned()

    page = as_("lead").get(reverse("delivery_chain:map-draw", args=[review.pk, 2]))

    assert list(page.context["form"].fields["copy_from"].queryset) == [earlier]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "Owner", "level": "county"}, "Owner stands on this map already"),
        ({"name": "New", "level": "county", "is_owner": True}, "Owner owns the outcome on this map"),
        ({"name": "New", "level": "beneficiary", "is_owner": True}, "A map has one owner|cannot own"),
    ],
)
def test_an_actor_that_cannot_be_is_refused(small, world, values, sentence):
    with pytest.raises(Refused, match=sentence):
        maps.put_actor(drawn=small, values=values, by=world.lead, on=ON)


def test_a_link_to_itself_or_drawn_twice_is_refused(small, world):
    link = small.links.first()
    said = {"from_actor": link.from_actor, "to_actor": link.to_actor, "kind": link.kind, "strength": "strong"}

    with pytest.raises(Refused, match="stands between them already"):
        maps.put_link(drawn=small, values=said, by=world.lead, on=ON)
    with pytest.raises(Refused, match="leads to another actor"):
        maps.put_link(drawn=small, values=said | {"to_actor": link.from_actor}, by=world.lead, on=ON)


def test_an_actor_is_taken_off_after_its_links(small, world):
    provider = Actor.objects.get(name="Provider")
    with pytest.raises(Refused, match="Take the links of Provider off first"):
        maps.remove_actor(actor=provider, by=world.lead, on=ON)

    for link in small.links.all():
        maps.remove_link(link=link, by=world.lead, on=ON)
    maps.remove_actor(actor=provider, by=world.lead, on=ON)

    assert sorted(small.actors.values_list("name", flat=True)) == ["Families", "Owner"]


def test_the_second_who_changes_a_link_is_told_and_loses_nothing(as_, small, world):
    link = small.links.first()
    url = reverse("delivery_chain:link-edit", args=[link.pk])
    seen = as_("lead").get(url).context["form"]["seen"].value()
    values = {
        "from_actor": link.from_actor,
        "to_actor": link.to_actor,
        "kind": link.kind,
        "strength": "strong",
    }
    maps.put_link(drawn=small, link=link, values=values, by=world.group_member, on=ON)
    said = {
        "from_actor": link.from_actor_id, "to_actor": link.to_actor_id, "kind": link.kind, "strength": "missing",
        "seen": seen,
    }  # fmt: skip

    answer = as_("lead").post(url, said)

    form = answer.context["form"]
    assert (
        form.non_field_errors()[0]
        == "Group member changed this while you were writing: strength: weak to strong."
    )
    assert form["strength"].value() == "missing"
    assert as_("lead").post(url, said | {"seen": form["seen"].value()}).status_code == 302


def test_a_stranger_draws_nothing_and_a_closed_review_stands(as_, small, world):
    assert as_("lead2").get(to("map-change", small)).status_code == 404
    assert as_("lead2").get(to("map-detail", small)).status_code == 200
    assert as_("outsider").get(to("map-detail", small)).status_code == 404
    type(small.review).objects.filter(pk=small.review_id).update(state="closed", closed_on=ON)

    with pytest.raises(PermissionDenied):
        maps.remove_link(link=Link.objects.filter(map=small).first(), by=world.lead, on=ON)


# --- reading ----------------------------------------------------------------------------------------------


def test_a_map_answers_in_sentences(small):
    page = MapPage(fresh(small))

    assert page.lede == "The chain does not reach Families at all."
    assert [line.words for line in page.reach_lines] == [
        "It breaks between Provider and Families (supplies, missing)."
    ]
    assert page.silence_words == (
        "2 of the 2 actors above the beneficiaries: Owner and Provider. "
        "No “informs” link reaches them from further down."
    )
    assert page.lever_words == "Of the owner’s one lever, 1 weak."
    assert page.count_words == "3 actors on three levels, 2 links: 1 missing, 1 weak."


def test_the_picture_says_in_words_what_it_shows(as_, small):
    svg = as_("lead2").get(to("map-picture", small)).content.decode()

    assert svg.startswith("<svg ")
    assert "3 actors on three levels, 2 links: 1 missing, 1 weak." in svg
    assert "The chain does not reach Families at all." in svg


def test_the_words_download_the_weakest_first(as_, small):
    body = as_("lead2").get(to("map-download", small, "csv")).content.decode("utf-8-sig")

    assert [line.split(",")[:4] for line in body.splitlines()[1:]] == [
        ["Provider", "supplies", "Families", "missing"],
        ["Owner", "commissions", "Provider", "weak"],
    ]


# --- mending ----------------------------------------------------------------------------------------------


def test_an_action_mends_a_link_and_counts_for_its_stage(as_, small, chain, world):
    link = Link.objects.get(kind="supplies", map=small)
    said = {
        "title": "Find a site", "organisation": world.council.pk, "lead": world.owner.pk,
        "due_on_day": "30", "due_on_month": "6", "due_on_year": "2009",
    }  # fmt: skip

    answer = as_("group_member").post(reverse("delivery_chain:link-act", args=[link.pk]), said, follow=True)

    assert [action.title for action in answer.context["page"].actions] == ["Find a site"]
    reviews.close(review=chain.fresh(), next_round_on=date(2010, 4, 20), by=world.lead, on=ON)
    assert chain.fresh().state == "closed"


def test_a_strong_link_needs_no_mending(as_, small):
    link = small.links.first()
    Link.objects.filter(pk=link.pk).update(strength="strong")

    assert as_("lead").get(reverse("delivery_chain:link-act", args=[link.pk])).status_code == 404

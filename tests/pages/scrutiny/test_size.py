"""A page of scrutiny costs a fixed number of queries, however much there is."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dorset_lsp.site.work import work_count, work_items
from scrutiny.models import Addressee, Ask, Claim, Passage, Recommendation, Response, SealedWords
from tests.factories.partnerships import OrganisationFactory
from tests.factories.scrutiny import ISSUED_ON, ON


def grow(world, count: int, *, addressees: int = 1) -> None:
    """So many recommendations of the issued review, each answered and claimed, as rows: only the reading is measured."""
    review, start = world.review, Recommendation.objects.count()
    people = [
        Addressee.objects.create(review=review, position=9 + start + n, organisation=OrganisationFactory())
        for n in range(addressees)
    ]
    texts = Passage.objects.bulk_create(Passage(review=review) for _ in range(count))
    SealedWords.objects.bulk_create(SealedWords(passage=one, words="Words.", reason="Why.") for one in texts)
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            review=review, number=start + n + 2, label=f"No. {start + n}", passage=text, different="More", written_on=ON,
            different_by=ON, written_by=world.clerk,
        )
        for n, text in enumerate(texts)
    )  # fmt: skip
    asks = Ask.objects.bulk_create(
        Ask(
            recommendation=row, addressee=one, basis="two_months", due_on=date(2008, 11, 14), state="answered",
            accepted_on=ISSUED_ON, next_check_on=date(2009, 3, 15),
        )
        for row in rows
        for one in people
    )  # fmt: skip
    reasons = Passage.objects.bulk_create(Passage(review=review) for _ in asks)
    SealedWords.objects.bulk_create(SealedWords(passage=one, words="We agree.") for one in reasons)
    Response.objects.bulk_create(
        Response(
            ask=ask, number=1, verdict="accepted", passage=text, answered_on=ISSUED_ON, answered_by=world.responder,
            published_on=ISSUED_ON, published_by=world.clerk,
        )
        for ask, text in zip(asks, reasons, strict=True)
    )  # fmt: skip
    Claim.objects.bulk_create(
        Claim(ask=ask, progress="partly", claim="Half.", claimed_on=ON, claimed_by=world.responder)
        for ask in asks
    )


def queries(client, page: str) -> int:
    client.get(page)  # what is kept in the cache is there the second time
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["member", "responder", "outsider"])
def test_the_tracker_costs_the_same_at_ten_and_at_two_thousand(client, world, name):
    world.sent()
    grow(world, 9)
    client.force_login(world.people[name])
    few = queries(client, "/scrutiny/recommendations/")
    grow(world, 1990)

    assert Recommendation.objects.count() == 2000
    assert queries(client, "/scrutiny/recommendations/") == few


PAGES = (
    "/scrutiny/", "/scrutiny/outcomes/", "/scrutiny/reviews/joint-review/", "/scrutiny/reviews/joint-review/matrix/",
    "/my-work/", "/scrutiny/inbox/", "/dashboard/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_with_few_and_with_many(client, world, page):
    world.sent()
    grow(world, 3, addressees=2)
    client.force_login(world.group_chair)
    few = queries(client, page)
    grow(world, 12, addressees=5)

    assert queries(client, page) == few


def test_as_many_things_are_counted_beside_my_work_as_it_lists(world):
    world.sent()
    grow(world, 3, addressees=2)
    listed = {name: len(work_items(person, ON)) for name, person in world.people.items()}

    assert {name: work_count(person, ON) for name, person in world.people.items()} == listed
    assert max(listed.values()) >= 3

"""Rounds on the site: the list, a round's progress, the check of many returns, publication and correction."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dorset_lsp.common.models import Clock
from performance.changes import returns, rounds
from performance.models import Edition, Result, Round
from performance.periods import parse_label
from tests.factories.world import ON

LIST = reverse("performance:round-list")
PLAN = reverse("performance:round-plan")


def page(verb, round_):
    return reverse(f"performance:round-{verb}", args=[round_.slug])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def dated(**days):
    """Dates as the three boxes send them."""
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


@pytest.fixture
def planned(world):
    return rounds.plan(
        slug="2009-10-q1", title="Q1 2009/10", period=parse_label("Q1 2009/10"), opens_on=ON,
        due_on=date(2009, 7, 30), closes_on=date(2009, 8, 14), by=world.coordinator, on=ON,
    )  # fmt: skip


def test_the_list_counts_what_each_round_has(client, world):
    world.submitted(world.ratio)
    world.verified(world.total)
    client.force_login(world.member)

    [row] = client.get(LIST).context["rounds"]

    assert (row.asked_count, row.submitted_count, row.verified_count, row.in_count) == (3, 1, 1, 2)


@pytest.mark.parametrize(
    ("name", "titles"),
    [("member", ["Q1 2009/10", "Q4 2008/09"]), ("owner", ["Q4 2008/09"]), ("outsider", []), ("admin", [])],
)
def test_members_see_every_round_owners_those_that_ask_them_and_others_what_is_published(
    client, world, planned, name, titles
):
    client.force_login(world.people[name])

    assert [one.title for one in client.get(LIST).context["rounds"]] == titles
    assert client.get(page("detail", planned)).status_code == (200 if planned.title in titles else 404)


def test_without_rounds_the_list_says_so(client, world):
    client.force_login(world.outsider)

    assert "No round yet" in client.get(LIST).content.decode()


def test_a_round_says_who_owes_what_and_links_only_to_what_one_may_read(client, world):
    draft, submitted = world.drafted(world.ratio), world.submitted(world.total)
    client.force_login(world.chair)

    answer = client.get(page("detail", world.round))

    text = answer.content.decode()
    assert [
        (one.organisation, one.done, len(one.returns)) for one in answer.context["progress"].by_organisation
    ] == [("County council", 1, 3)]
    assert [reverse("performance:return-detail", args=[one.pk]) in text for one in (draft, submitted)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("verb", ["open", "extend", "publish", "correct"])
@pytest.mark.parametrize("name", ["chair", "lead", "owner", "member", "outsider", "admin"])
def test_only_the_coordinator_runs_a_round(client, world, planned, name, verb):
    world.verified(world.ratio)
    client.force_login(world.people[name])

    for round_ in (world.round, planned):
        answer = client.post(page(verb, round_), {"is_read": "on", "note": "x"})
        assert answer.status_code == 404
        assert verb == "open" or client.get(page(verb, round_)).status_code == 404
    assert sorted(Round.objects.values_list("state", flat=True)) == ["open", "planned"]


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "outsider", "admin"])
def test_only_the_coordinator_plans_a_round(client, world, name):
    client.force_login(world.people[name])

    assert [client.get(PLAN).status_code, client.post(PLAN, {}).status_code] == [404, 404]


def test_the_coordinator_plans_the_next_quarter_with_the_usual_dates(client, world):
    client.force_login(world.coordinator)
    form = client.get(PLAN).context["form"]
    initial = form.initial
    assert (initial["period"], initial["opens_on"], initial["due_on"]) == (
        "Q1 2009/10", date(2009, 7, 1), date(2009, 7, 30),
    )  # fmt: skip

    answer = client.post(
        PLAN,
        {
            "period": "Q1 2009/10",
            **dated(opens_on=date(2009, 7, 1), due_on=date(2009, 7, 30), closes_on=date(2009, 8, 14)),
        },
        follow=True,
    )

    assert said(answer) == ["Q1 2009/10 is planned."]
    assert Round.objects.get(slug="q1-2009-10").due_on == date(2009, 7, 30)


@pytest.mark.parametrize(
    ("period", "field", "sentence"),
    [("Q9 2009/10", "period", None), ("Q4 2008/09", "period", "There is a round for Q4 2008/09 already.")],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(client, world, period, field, sentence):
    client.force_login(world.coordinator)
    days = dated(opens_on=date(2009, 7, 1), due_on=date(2009, 7, 30), closes_on=date(2009, 8, 14))

    answer = client.post(PLAN, {"period": period, **days})

    assert list(errors(answer)) == [field]
    assert sentence is None or errors(answer)[field] == [sentence]
    assert f'value="{period}"' in answer.content.decode()


def test_dates_out_of_order_are_told_beside_their_field(client, world):
    client.force_login(world.coordinator)
    days = dated(due_on=date(2009, 5, 10), closes_on=date(2009, 5, 10))

    answer = client.post(page("extend", world.round), {**days, "reason": "Easter."})

    assert errors(answer) == {"closes_on": ["The closing date must come after the due date."]}
    assert "Easter." in answer.content.decode()


def test_the_coordinator_opens_a_round_and_reads_that_owners_were_told(client, world, planned):
    Clock.objects.update(stated_on=date(2009, 7, 1))
    client.force_login(world.coordinator)

    answer = client.post(page("open", planned), follow=True)

    assert said(answer) == ["Q1 2009/10 is open. The owners have been told by e-mail."]
    assert Round.objects.get(pk=planned.pk).returns.count() == 3


def test_a_round_that_is_opened_too_early_says_when_it_opens(client, world, planned):
    Clock.objects.update(stated_on=ON - timedelta(days=1))
    client.force_login(world.coordinator)

    assert said(client.post(page("open", planned), follow=True)) == ["Q1 2009/10 opens on 20 April 2009."]


# --- checking many ----------------------------------------------------------------------------------------


def test_a_lead_checks_the_returns_of_their_group_at_once(client, world):
    mine = [world.submitted(world.ratio), world.submitted(world.split)]
    world.submitted(world.total)
    client.force_login(world.lead)

    shown = client.get(page("check", world.round)).context["waiting"]
    answer = client.post(
        page("check", world.round), {"chosen": [one.pk for one in mine], "verify": "1"}, follow=True
    )

    assert [one.indicator.code for one, _ in shown] == ["NI 101", "NI 103"]
    assert said(answer) == ["Verified: NI 101, NI 103."]
    assert [world.return_of(one).state for one in (world.ratio, world.split, world.total)] == [
        "verified", "verified", "submitted",
    ]  # fmt: skip


def test_a_return_that_was_taken_meanwhile_does_not_stop_the_rest(client, world):
    both = [world.submitted(world.ratio), world.submitted(world.split)]
    returns.verify(return_=both[0], by=world.coordinator, on=ON)
    client.force_login(world.lead)

    answer = client.post(
        page("check", world.round), {"chosen": [one.pk for one in both], "verify": "1"}, follow=True
    )

    assert sorted(said(answer)) == [
        "Coordinator was faster: NI 101 for Q4 2008/09 is now verified.", "Verified: NI 103.",
    ]  # fmt: skip
    assert world.return_of(world.split).state == "verified"


def test_anothers_return_is_not_checked_by_typing_its_number(client, world):
    other = world.submitted(world.total)
    client.force_login(world.lead)

    answer = client.post(page("check", world.round), {"chosen": [other.pk], "verify": "1"})

    assert list(errors(answer)) == ["chosen"]
    assert world.return_of(world.total).state == "submitted"


def test_sending_many_back_takes_one_reason(client, world):
    both = [world.submitted(world.ratio).pk, world.submitted(world.split).pk]
    client.force_login(world.lead)

    silent = client.post(page("check", world.round), {"chosen": both, "send_back": "1", "reason": ""})
    answer = client.post(
        page("check", world.round), {"chosen": both, "send_back": "1", "reason": "Why?"}, follow=True
    )

    assert errors(silent) == {"reason": ["Say what should be put right."]}
    assert said(answer) == ["Sent back: NI 101, NI 103."]


def test_choosing_nothing_is_told(client, world):
    world.submitted(world.ratio)
    client.force_login(world.lead)

    answer = client.post(page("check", world.round), {"verify": "1"})

    assert errors(answer) == {"chosen": ["Select at least one return."]}


@pytest.mark.parametrize(
    ("name", "status"), [("chair", 200), ("member", 200), ("owner", 404), ("outsider", 404)]
)
def test_the_check_page_is_for_members_and_empty_for_those_who_check_nothing(client, world, name, status):
    world.submitted(world.ratio)
    client.force_login(world.people[name])

    answer = client.get(page("check", world.round))

    assert answer.status_code == status
    assert status == 404 or "Nothing waits for you" in answer.content.decode()


# --- publishing and correcting ----------------------------------------------------------------------------


def test_publication_says_what_is_in_it_and_what_is_missing(client, world):
    world.verified(world.ratio)
    client.force_login(world.coordinator)

    progress = client.get(page("publish", world.round)).context["progress"]

    assert [one.indicator.code for one in progress.to_publish] == ["NI 101"]
    assert [one.indicator.code for one in progress.missing] == ["NI 102", "NI 103"]


def test_publishing_takes_a_tick(client, world):
    world.verified(world.ratio)
    client.force_login(world.coordinator)

    unread = client.post(page("publish", world.round), {})
    answer = client.post(page("publish", world.round), {"is_read": "on"}, follow=True)

    assert errors(unread) == {"is_read": ["Tick the box when you have read what will be published."]}
    assert said(answer) == ["Q4 2008/09 is published. Scorecards and the dashboard show it now."]
    assert Edition.objects.values_list("round", "number").get() == (world.round.pk, 1)


def test_publishing_twice_leaves_one_edition(client, world):
    world.verified(world.ratio)
    client.force_login(world.coordinator)
    for _ in range(2):
        client.post(page("publish", world.round), {"is_read": "on"})

    assert (Edition.objects.count(), Result.objects.count()) == (1, 3)


def test_a_correction_is_published_with_its_note(client, world):
    return_ = world.return_in("published")
    returns.reopen(
        return_=return_, reason="Misprint.", open_until=date(2009, 7, 1), by=world.coordinator, on=ON
    )
    returns.submit(return_=return_, answer=world.answer(world.ratio), by=world.owner, on=ON)
    returns.verify(return_=return_, by=world.lead, on=ON)
    client.force_login(world.coordinator)

    silent = client.post(page("correct", world.round), {"is_read": "on", "note": ""})
    answer = client.post(
        page("correct", world.round), {"is_read": "on", "note": "NI 101 put right."}, follow=True
    )

    assert list(errors(silent)) == ["note"]
    assert said(answer) == ["The next edition of Q4 2008/09 is published."]
    assert Edition.objects.get(number=2).note == "NI 101 put right."


def test_a_correction_of_nothing_is_refused(client, world):
    world.return_in("published")
    client.force_login(world.coordinator)

    answer = client.post(page("correct", world.round), {"is_read": "on", "note": "A long note."})

    assert said(answer) == ["No corrected figure has been verified, so there is nothing to publish."]
    assert Edition.objects.count() == 1

"""A return on the site: answered, checked, sent back, opened again; each by those who may, with nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from dorset_lsp.common.models import Clock, StateChange
from performance.answers import Figure, answer_of
from performance.changes import returns
from performance.models import ReopenRequest
from tests.factories.world import ON

STRANGERS = ["lead2", "member", "chair", "outsider", "admin"]


def page(verb, return_):
    return reverse(f"performance:return-{verb}", args=[return_.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def typed(world, *, numerator="780", denominator="1000", version=0, **more):
    """What an owner types for the ratio."""
    area = world.county.pk
    return {
        f"area_{area}_numerator": numerator, f"area_{area}_denominator": denominator,
        "direction_view": "improving", "is_provisional": "no", "commentary": "", "version": version, **more,
    }  # fmt: skip


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


# --- answering --------------------------------------------------------------------------------------------


def test_an_owner_submits_a_figure(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)

    answer = client.post(page("edit", return_), typed(world, submit="1"), follow=True)

    kept = world.return_of(world.ratio)
    assert (kept.state, answer_of(kept)) == ("submitted", world.answer(world.ratio))
    assert answer.redirect_chain == [(reverse("site:my-work"), 302)]
    assert said(answer) == ["NI 101 for Q4 2008/09 was submitted for checking."]


def test_an_owner_keeps_a_draft_and_sees_how_it_would_be_judged(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)

    answer = client.post(page("edit", return_), typed(world, save="1", direction_view=""), follow=True)

    assert world.return_of(world.ratio).state == "draft"
    assert said(answer) == ["Draft kept. Nobody checks it until you submit it."]
    assert answer.context["form"].preview.assessment.status == "green"


def test_what_is_missing_is_told_beside_the_field_and_what_was_typed_is_kept(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)
    off = typed(world, numerator="775", submit="1", commentary=" ", direction_view="")

    answer = client.post(page("edit", return_), off)

    assert answer.status_code == 200
    assert errors(answer) == {
        "commentary": ["Say why it is off target and what will be done."],
        "direction_view": ["Say how you see it moving."],
    }
    assert 'value="775"' in answer.content.decode()
    assert world.return_of(world.ratio).state == "not_started"


@pytest.mark.parametrize(
    ("numerator", "denominator", "part", "sentence"),
    [
        ("twelve", "1000", "numerator", "Numerator must be a number, like 12 or 12.5"),
        ("", "1000", "numerator", "Enter numerator as well."),
        ("780", "", "denominator", "Enter denominator as well."),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_sentence(
    client, world, numerator, denominator, part, sentence
):
    client.force_login(world.owner)
    data = typed(world, numerator=numerator, denominator=denominator, save="1")

    answer = client.post(page("edit", world.return_of(world.ratio)), data)

    assert errors(answer) == {f"area_{world.county.pk}_{part}": [sentence]}
    if numerator:
        assert f'value="{numerator}"' in answer.content.decode()


def test_a_figure_and_a_reason_for_none_do_not_go_together(client, world):
    client.force_login(world.owner)
    data = typed(world, save="1", **{f"area_{world.county.pk}_absence": "suppressed"})

    answer = client.post(page("edit", world.return_of(world.ratio)), data)

    assert errors(answer) == {
        f"area_{world.county.pk}_absence": ["Give a figure or a reason for none, not both."]
    }


def test_a_surprise_asks_to_be_confirmed_and_is_then_taken(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)
    far = typed(world, numerator="900", submit="1")

    asked = client.post(page("edit", return_), far)
    client.post(page("edit", return_), {**far, "is_surprise_confirmed": "on"})

    assert errors(asked) == {"is_surprise_confirmed": ["Confirm the figure, or correct it."]}
    assert world.return_of(world.ratio).state == "submitted"


def test_an_honest_absence_is_returned_with_its_reason(client, world):
    client.force_login(world.owner)
    area = world.county.pk
    absent = {f"area_{area}_absence": "not_available", f"area_{area}_absence_reason": "The survey was lost."}
    data = typed(world, numerator="", denominator="", submit="1", direction_view="", **absent)

    client.post(page("edit", world.return_of(world.ratio)), data)

    assert answer_of(world.return_of(world.ratio)).figures == {
        area: Figure(absence="not_available", absence_reason="The survey was lost.")
    }


def test_each_area_of_a_split_indicator_has_fields_of_its_own(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.split)
    data = {
        f"area_{world.north.pk}_value": "55", f"area_{world.south.pk}_value": "46", "direction_view": "improving",
        "is_provisional": "yes", "commentary": "", "version": 0, "submit": "1",
    }  # fmt: skip

    client.post(page("edit", return_), data)

    kept = world.return_of(world.split)
    assert [(one.area.name, one.value) for one in kept.figures.order_by("area__name")] == [
        ("North district", 55), ("South district", 46), ("The county", 101),
    ]  # fmt: skip
    assert (kept.state, kept.is_provisional) == ("submitted", True)


def test_the_second_of_two_editors_sees_what_the_first_saved_and_keeps_what_they_typed(client, world):
    client.force_login(world.colleague)
    return_ = world.drafted(world.ratio, commentary="The owner's words.")

    answer = client.post(page("edit", return_), typed(world, commentary="My own words.", save="1"))

    page_text = answer.content.decode()
    assert errors(answer) == {"__all__": ["Owner changed this return while you were typing."]}
    assert ("The owner&#x27;s words." in page_text, "My own words." in page_text) == (True, True)
    assert answer.context["form"].data["version"] == "1"
    assert answer_of(world.return_of(world.ratio)).commentary == "The owner's words."


def test_who_typed_while_a_colleague_submitted_is_told_and_keeps_what_they_typed(client, world):
    client.force_login(world.colleague)
    return_ = world.submitted(world.ratio)

    answer = client.post(page("edit", return_), typed(world, commentary="My own words.", save="1"))

    assert (answer.status_code, errors(answer)) == (
        200, {"__all__": ["Owner changed this return while you were typing."]},
    )  # fmt: skip
    assert "My own words." in answer.content.decode()
    assert world.return_of(world.ratio).state == "submitted"


@pytest.mark.parametrize("state", ["not_started", "draft", "submitted", "verified"])
@pytest.mark.parametrize("name", ["lead2", "member", "outsider", "admin"])
def test_a_guessed_address_of_anothers_return_leads_nowhere(client, world, name, state):
    return_ = world.return_in(state)
    client.force_login(world.people[name])

    for verb in ("detail", "edit", "send-back", "reopen", "ask-to-reopen", "answer-request"):
        assert client.get(page(verb, return_)).status_code == 404
    for verb in ("edit", "withdraw", "verify", "remind", "send-back", "reopen"):
        assert client.post(page(verb, return_), {"reason": "Because."}).status_code == 404
    assert world.return_of(world.ratio).state == state


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("submitted", 200), ("verified", 200)])
def test_the_chair_of_the_board_reads_what_is_under_check_and_no_draft(client, world, state, status):
    return_ = world.return_in(state)
    client.force_login(world.chair)

    assert client.get(page("detail", return_)).status_code == status


def test_a_published_return_is_read_by_everybody_signed_in(client, world):
    return_ = world.return_in("published")
    client.force_login(world.outsider)

    assert client.get(page("detail", return_)).status_code == 200


@pytest.mark.parametrize("name", ["lead", "group_member", "coordinator"])
def test_those_concerned_read_a_draft_but_do_not_edit_it(client, world, name):
    return_ = world.drafted(world.ratio)
    client.force_login(world.people[name])

    assert client.get(page("detail", return_)).status_code == 200
    assert client.get(page("edit", return_)).status_code == 404


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        ("draft", date(2009, 5, 15), "The window is shut: Q4 2008/09 took figures until 14 May 2009."),
        ("verified", ON, "Verified by Coordinator: it waits to be published."),
        ("published", ON, "Published: the figure is out, and a correction makes a new edition that says so."),
    ],
)
def test_a_locked_return_says_why_and_offers_to_ask(client, world, state, day, sentence):
    return_ = world.return_in(state)
    Clock.objects.update(stated_on=day)
    client.force_login(world.owner)

    answer = client.get(page("edit", return_), follow=True)

    assert answer.redirect_chain == [(page("detail", return_), 302)]
    assert said(answer) == [sentence]
    assert page("ask-to-reopen", return_) in answer.content.decode()


def test_a_form_that_was_open_when_the_window_shut_keeps_what_was_typed(client, world):
    Clock.objects.update(stated_on=date(2009, 5, 15))
    client.force_login(world.owner)

    answer = client.post(
        page("edit", world.return_of(world.ratio)), typed(world, commentary="My words.", save="1")
    )

    assert errors(answer) == {"__all__": ["The window is shut: Q4 2008/09 took figures until 14 May 2009."]}
    assert "My words." in answer.content.decode()


# --- checking ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lead", "coordinator"])
def test_those_who_check_verify(client, world, name):
    return_ = world.submitted(world.ratio)
    client.force_login(world.people[name])

    answer = client.post(page("verify", return_), follow=True)

    assert world.return_of(world.ratio).state == "verified"
    assert said(answer) == ["NI 101 for Q4 2008/09 is verified."]


def test_the_second_of_two_verifiers_reads_who_was_faster(client, world):
    return_ = world.submitted(world.ratio)
    returns.verify(return_=return_, by=world.coordinator, on=ON)
    client.force_login(world.lead)

    answer = client.post(page("verify", return_), follow=True)

    assert said(answer) == ["Coordinator was faster: NI 101 for Q4 2008/09 is now verified."]


def test_a_lead_sends_back_with_a_reason_that_the_owner_reads(client, world):
    return_ = world.submitted(world.ratio)
    client.force_login(world.lead)

    empty = client.post(page("send-back", return_), {"reason": ""})
    answer = client.post(page("send-back", return_), {"reason": "Is this all?"}, follow=True)
    client.force_login(world.owner)
    form = client.get(page("edit", return_)).content.decode()

    assert (list(errors(empty)), said(answer)) == (["reason"], ["Sent back. The owner has been told."])
    assert "Is this all?" in form


def test_sending_back_what_another_verified_meanwhile_says_who_was_faster(client, world):
    return_ = world.submitted(world.ratio)
    returns.verify(return_=return_, by=world.coordinator, on=ON)
    client.force_login(world.lead)

    answer = client.post(page("send-back", return_), {"reason": "Is this all?"})

    assert said(answer) == ["Coordinator was faster: NI 101 for Q4 2008/09 is now verified."]
    assert "Is this all?" in answer.content.decode()


def test_an_owner_takes_back_what_waits_to_be_checked(client, world):
    return_ = world.submitted(world.ratio)
    client.force_login(world.owner)

    answer = client.post(page("withdraw", return_), follow=True)

    assert (world.return_of(world.ratio).state, said(answer)) == (
        "draft",
        ["Taken back. It is a draft again."],
    )


@pytest.mark.parametrize("verb", ["withdraw", "verify", "remind"])
def test_a_link_alone_changes_nothing(client, world, verb):
    return_ = world.submitted(world.ratio)
    client.force_login(world.lead)

    assert client.get(page(verb, return_)).status_code == 405


# --- opening again and reminding --------------------------------------------------------------------------


def test_a_correction_goes_from_the_request_to_the_open_form(client, world):
    return_ = world.return_in("published")
    client.force_login(world.owner)
    client.post(page("ask-to-reopen", return_), {"reason": "A misprint."})
    client.force_login(world.coordinator)

    last_day = {"last_day_day": "4", "last_day_month": "5", "last_day_year": "2009"}
    client.post(page("answer-request", return_), {"is_granted": "yes", "answer": "", **last_day})
    client.force_login(world.owner)

    kept = world.return_of(world.ratio)
    assert (kept.state, kept.open_until, kept.correction_reason) == ("draft", date(2009, 5, 5), "A misprint.")
    assert client.get(page("edit", return_)).status_code == 200


def test_a_request_is_declined_with_a_word_to_whoever_asked(client, world):
    return_ = world.verified(world.ratio)
    returns.ask_to_reopen(return_=return_, reason="A late count.", by=world.owner, on=ON)
    client.force_login(world.coordinator)

    silent = client.post(page("answer-request", return_), {"is_granted": "no", "answer": ""})
    client.post(page("answer-request", return_), {"is_granted": "no", "answer": "Too late."})

    assert errors(silent) == {"answer": ["Say why it stays shut."]}
    assert ReopenRequest.objects.values_list("is_granted", "answer").get() == (False, "Too late.")


def test_a_request_that_was_answered_meanwhile_is_told_so(client, world):
    return_ = world.verified(world.ratio)
    client.force_login(world.coordinator)

    answer = client.post(page("answer-request", return_), {"is_granted": "no", "answer": "Too late."})

    assert said(answer) == ["This request has been answered already."]


def test_the_coordinator_reminds_once_a_day(client, world):
    return_ = world.return_of(world.ratio)
    client.force_login(world.coordinator)

    first = client.post(page("remind", return_), follow=True)
    again = client.post(page("remind", return_), follow=True)

    assert said(first) == ["Reminded Owner by e-mail."]
    assert said(again) == ["Everybody who owes this return has been reminded today already."]


def test_a_return_shows_its_history_newest_first(client, world):
    return_ = world.verified(world.ratio)
    client.force_login(world.owner)

    events = client.get(page("detail", return_)).context["history_events"]

    assert [event.text for event in events] == ["Verified", "Submitted for checking", "Draft begun"]
    assert StateChange.objects.filter(record_id=return_.pk, kind="performance.return").count() == 3


# --- what the page showed ---------------------------------------------------------------------------------


def resubmitted(world, return_):
    """The owner takes the figure back and submits another, behind the back of whoever looks at the page."""
    returns.withdraw(return_=return_, by=world.owner, on=ON)
    again = world.return_of(world.ratio)
    other = world.answer(world.ratio, commentary="Counted again.")
    returns.submit(return_=again, version=again.version, answer=other, by=world.owner, on=ON)


def test_nobody_vouches_for_a_figure_that_changed_since_the_page_showed_it(client, world):
    return_ = world.submitted(world.ratio)
    seen = {f"seen_{return_.pk}": return_.version}
    resubmitted(world, return_)
    client.force_login(world.lead)

    answer = client.post(page("verify", return_), seen, follow=True)

    assert world.return_of(world.ratio).state == "submitted"
    assert said(answer) == [
        "Somebody has changed NI 101 for Q4 2008/09 since you opened it. It is now submitted."
    ]


def test_nobody_sends_back_a_figure_that_changed_since_the_page_showed_it(client, world):
    return_ = world.submitted(world.ratio)
    seen = {f"seen_{return_.pk}": return_.version, "reason": "Is this all?"}
    resubmitted(world, return_)
    client.force_login(world.lead)

    client.post(page("send-back", return_), seen)

    assert world.return_of(world.ratio).state == "submitted"


def test_many_at_once_leaves_out_what_changed_since_the_page_showed_it(client, world):
    return_ = world.submitted(world.ratio)
    chosen = {"chosen": [return_.pk], f"seen_{return_.pk}": return_.version, "verify": "1"}
    resubmitted(world, return_)
    client.force_login(world.lead)

    client.post(reverse("performance:round-check", args=[return_.round.slug]), chosen)

    assert world.return_of(world.ratio).state == "submitted"


def test_a_tick_under_a_surprise_lapses_when_the_figure_changes(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)
    ticked = {"is_surprise_confirmed": "on", "confirmed_for": "100|1000", "commentary": "Half were sold."}

    answer = client.post(page("edit", return_), typed(world, numerator="90", submit="1", **ticked))

    assert errors(answer)["is_surprise_confirmed"] == ["Confirm the figure, or correct it."]
    assert answer.context["form"]["is_surprise_confirmed"].value() is False


def test_a_tick_under_a_surprise_holds_for_the_figure_it_was_given_for(client, world):
    client.force_login(world.owner)
    return_ = world.return_of(world.ratio)
    ticked = {"is_surprise_confirmed": "on", "confirmed_for": "90|1000", "commentary": "Half were sold."}

    client.post(
        page("edit", return_), typed(world, numerator="90", submit="1", direction_view="worsening", **ticked)
    )

    assert world.return_of(world.ratio).state == "submitted"

"""Actions: the register, one action, and what each person may do with it."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from partnerships.changes import actions
from partnerships.models import Action, ActionNote
from performance.models import ExceptionAction
from tests.factories.partnerships import (
    ActionFactory,
    ActionNoteFactory,
    DecisionActionFactory,
    DecisionFactory,
    MeetingFactory,
    OutcomeFactory,
    PersonFactory,
)
from tests.factories.performance import ResultFactory
from tests.factories.world import ON

LIST = reverse("partnerships:action-list")
pytestmark = pytest.mark.django_db


def to(verb, action):
    return reverse(f"partnerships:action-{verb}", args=[action.pk])


@pytest.fixture
def action(world):
    """An open action of the economy group, led by the owner for the council."""
    return ActionFactory(
        title="Ask the builders",
        body=world.economy,
        organisation=world.council,
        lead=world.owner,
        due_on=date(2009, 4, 30),
    )


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


def titles(answer):
    return [row.record.title for row in answer.context["table"].rows]


# --- the register ---------------------------------------------------------------------------------------


def test_what_needs_doing_comes_first(sign_in, world):
    for title, due, ended in (("b", 5, None), ("done", 1, ON), ("a", 3, None)):
        ActionFactory(
            title=title, due_on=date(2009, 5, due), ended_on=ended, state="done" if ended else "open"
        )

    answer = sign_in("member").get(LIST)

    assert titles(answer) == ["a", "b", "done"]
    assert (answer.context["live"], answer.context["late"]) == (2, 0)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"late": "on"}, ["Late one"]),
        ({"state": "done"}, ["Done one"]),
        ({"words": "builders ask"}, ["Ask the builders"]),
        ({"words": "owner"}, ["Ask the builders"]),
        ({"state": "nonsense"}, ["Late one", "Ask the builders", "Done one"]),
    ],
)
def test_filters_find_exactly_what_they_say(sign_in, world, action, asked, found):
    ActionFactory(title="Late one", due_on=date(2009, 4, 19))
    ActionFactory(title="Done one", due_on=date(2009, 4, 1), state="done", ended_on=ON)

    answer = sign_in("member").get(LIST, asked)

    assert titles(answer) == found
    assert (answer.context["shown"], answer.context["total"]) == (len(found), 3)


def test_it_filters_by_who_answers_who_follows_and_what_for(sign_in, world, action):
    outcome = OutcomeFactory()
    other = ActionFactory(title="Other", outcome=outcome)
    client = sign_in("member")

    found = [
        titles(client.get(LIST, asked))
        for asked in ({"organisation": world.council.pk}, {"body": world.economy.pk}, {"outcome": outcome.pk})
    ]

    assert found == [[action.title], [action.title], [other.title]]


def test_somebody_without_a_seat_sees_their_own_and_their_organisations(sign_in, world, action):
    ActionFactory(title="Of somebody else")

    assert titles(sign_in("colleague").get(LIST)) == [action.title]
    assert titles(sign_in("outsider").get(LIST)) == []


def test_files_hold_what_the_filter_shows(sign_in, world, action):
    ActionFactory(title="=1+1", due_on=date(2009, 4, 19))
    client = sign_in("member")

    csv = client.get(reverse("partnerships:action-download", args=["csv"]), {"late": "on"})
    xlsx = client.get(reverse("partnerships:action-download", args=["xlsx"]))

    header, *rows = csv.content.decode("utf-8-sig").splitlines()
    assert header == "Action,Who leads,Organisation,Followed by,Due,State,Outcome"
    assert [row.split(",")[0] for row in rows] == ["'=1+1"]
    sheet = load_workbook(BytesIO(xlsx.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["'=1+1", "Ask the builders"]
    assert [cell.value for cell in sheet[3]][4:6] == ["2009-04-30", "Open"]


def test_a_file_shows_nobody_more_than_the_page(sign_in, world):
    ActionFactory(title="Of somebody else")

    answer = sign_in("outsider").get(reverse("partnerships:action-download", args=["csv"]))

    assert answer.content.decode("utf-8-sig").splitlines()[1:] == []


def test_more_actions_cost_no_more_queries_and_a_page_holds_25(sign_in, world, action):
    client = sign_in("member")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    ActionFactory.create_batch(29, outcome=OutcomeFactory())

    with CaptureQueriesContext(connection) as many:
        answer = client.get(LIST)

    assert len(many) == len(few)
    assert len(answer.context["table"].page.object_list) == 25
    assert len(client.get(LIST, {"page": 2}).context["table"].page.object_list) == 5


# --- one action -----------------------------------------------------------------------------------------


def test_a_page_shows_notes_history_and_where_it_came_from(sign_in, world, action):
    ActionNoteFactory(action=action, text="They will answer in May.")
    actions.alter(
        action=action,
        version=action.version,
        values={"due_on": date(2009, 5, 31)},
        why="More time",
        by=world.lead,
        on=ON,
    )
    link = ExceptionAction.objects.create(result=ResultFactory(indicator=world.ratio), action=action)

    answer = sign_in("member").get(action.get_absolute_url())

    assert [note.text for note in answer.context["notes"]] == ["They will answer in May."]
    assert [(one.text, one.by, one.detail) for one in answer.context["happenings"]] == [
        ("Changed", "Lead", "Due date: 30 April 2009 to 31 May 2009. More time")
    ]
    assert answer.context["exception"] == link
    assert world.ratio.get_absolute_url() in answer.content.decode()


def test_more_notes_and_events_cost_no_more_queries(sign_in, world, action):
    client = sign_in("member")
    actions.note(action=action, text="It goes well.", by=world.owner, on=ON)
    client.get(action.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(action.get_absolute_url())
    for _ in range(6):
        actions.note(action=action, text="It goes well still.", by=world.owner, on=ON)

    with CaptureQueriesContext(connection) as many:
        client.get(action.get_absolute_url())

    assert len(many) == len(few)


def buttons(answer):
    return {verb for verb, is_shown in answer.context["may"].items() if is_shown}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("coordinator", {"note", "complete", "alter", "drop"}),
        ("lead", {"note", "complete", "alter", "drop"}),
        ("owner", {"note", "complete"}),
        ("colleague", {"note", "complete"}),
        ("lead2", set()),
        ("chair", set()),
        ("member", set()),
    ],
)
def test_each_person_is_offered_what_they_may_do(sign_in, action, name, expected):
    assert buttons(sign_in(name).get(action.get_absolute_url())) == expected


@pytest.mark.parametrize(
    ("state", "ended_on", "expected"),
    [
        ("proposed", None, {"note", "agree", "alter", "drop"}),
        ("open", None, {"note", "complete", "alter", "drop"}),
        ("done", ON, {"reopen"}),
    ],
)
def test_only_what_is_possible_now_is_offered(sign_in, action, state, ended_on, expected):
    Action.objects.filter(pk=action.pk).update(state=state, ended_on=ended_on)

    assert buttons(sign_in("lead").get(action.get_absolute_url())) == expected


def test_what_one_may_not_see_is_not_there(sign_in, action):
    assert sign_in("outsider").get(action.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("verb", ["note", "complete", "agree", "alter", "drop", "reopen"])
def test_what_one_may_see_but_not_do_is_refused(sign_in, action, verb):
    answer = sign_in("member").post(to(verb, action), {"text": "x", "reason": "x"})

    action.refresh_from_db()
    assert (answer.status_code, action.state, ActionNote.objects.count()) == (404, "open", 0)


def test_a_form_for_what_is_not_possible_now_leads_back_and_says_so(sign_in, action):
    actions.complete(action=action, by=action.lead, on=ON)
    client = sign_in("lead")

    for verb in ("note", "complete", "alter", "drop"):
        answer = client.get(to(verb, action), follow=True)
        sentence = "This action is done, so that is not possible now."
        assert [str(one) for one in answer.context["messages"]] == [sentence]


# --- verbs ----------------------------------------------------------------------------------------------


def test_the_lead_writes_progress(sign_in, world, action):
    answer = sign_in("owner").post(to("note", action), {"text": "Half of them answered."})

    assert answer.url == action.get_absolute_url()
    note = action.notes.get()
    assert (note.text, note.written_by, note.written_on) == ("Half of them answered.", world.owner, ON)


def test_an_empty_note_says_so_at_the_field(sign_in, action):
    answer = sign_in("owner").post(to("note", action), {"text": "  "})

    assert answer.context["form"].errors == {"text": ["Enter progress"]}
    assert "<title>Error: " in answer.content.decode()


def test_completing_asks_first_whether_the_cause_should_be_judged_anew(sign_in, action):
    client = sign_in("owner")

    asked = client.get(to("complete", action)).content.decode()
    client.post(to("complete", action))

    assert "judged anew" in asked
    action.refresh_from_db()
    assert (action.state, action.ended_on) == ("done", ON)


def test_dropping_needs_its_reason(sign_in, action):
    client = sign_in("lead")

    refused = client.post(to("drop", action), {"reason": ""})
    client.post(to("drop", action), {"reason": "The law changed."})

    assert refused.context["form"].errors == {"reason": ["Enter why it is dropped"]}
    action.refresh_from_db()
    assert (action.state, action.drop_reason) == ("dropped", "The law changed.")


def test_a_dropped_action_is_opened_again_with_a_reason(sign_in, world, action):
    actions.drop(action=action, reason="Too early", by=world.lead, on=ON)

    sign_in("lead").post(to("reopen", action), {"reason": "Now is the time"})

    action.refresh_from_db()
    assert (action.state, action.ended_on, action.drop_reason) == ("open", None, "")


def test_the_group_takes_a_proposal_on_and_a_second_press_is_harmless(sign_in, action):
    Action.objects.filter(pk=action.pk).update(state="proposed")
    client = sign_in("lead")

    client.post(to("agree", action))
    again = client.post(to("agree", action), follow=True)

    action.refresh_from_db()
    assert (action.state, again.status_code) == ("open", 200)
    assert client.get(to("agree", action)).status_code == 405


def test_the_second_of_two_who_press_is_told_who_was_faster(sign_in, world, action):
    actions.complete(action=action, by=world.owner, on=ON)

    answer = sign_in("lead").post(to("complete", action))

    sentence = "Owner was faster: Ask the builders is now done."
    assert answer.context["form"].errors == {"__all__": [sentence]}


# --- altering, alone and together -----------------------------------------------------------------------


def drawn(client, action, **changed):
    """What the browser would send back from the form as it is drawn now."""
    initial = client.get(to("alter", action)).context["form"].initial
    said = {
        "title": initial["title"], "description": initial["description"], "outcome": initial["outcome"] or "",
        "organisation": initial["organisation"].pk, "lead": initial["lead"].pk,
        "due_on": initial["due_on"].isoformat(), "seen": initial["seen"],
        "version": initial["version"], "why": "A reason",
    }  # fmt: skip
    return said | changed


def test_an_action_is_altered_with_its_reason(sign_in, action):
    client = sign_in("lead")

    client.post(to("alter", action), drawn(client, action, title="Ask all builders", due_on="2009-05-31"))

    action.refresh_from_db()
    assert (action.title, action.due_on, action.state) == ("Ask all builders", date(2009, 5, 31), "open")


def test_the_second_of_two_who_edit_is_told_what_changed_and_loses_nothing(sign_in, world, action):
    client = sign_in("lead")
    mine = drawn(client, action, title="My better title")
    actions.alter(
        action=action,
        version=0,
        values={"due_on": date(2009, 6, 30)},
        why="Holidays",
        by=world.coordinator,
        on=ON,
    )

    told = client.post(to("alter", action), mine)

    first, second = told.context["form"].errors["__all__"]
    assert "Coordinator" in first
    assert "due date: 30 April 2009 to 30 June 2009" in first
    assert second == "What you typed is kept below. Compare it, and save again if it still holds."
    assert told.context["form"]["title"].value() == "My better title"
    action.refresh_from_db()
    assert (action.title, action.due_on) == ("Ask the builders", date(2009, 6, 30))

    again = {name: told.context["form"][name].value() for name in ("seen", "version")}
    client.post(to("alter", action), mine | again)
    action.refresh_from_db()
    assert action.title == "My better title"


def test_a_note_written_meanwhile_is_in_nobodys_way(sign_in, world, action):
    client = sign_in("lead")
    mine = drawn(client, action, title="My better title")
    actions.note(action=action, text="It goes on.", by=world.owner, on=ON)

    assert client.post(to("alter", action), mine).status_code == 302


def test_what_is_wrong_with_it_stands_at_its_field(sign_in, action):
    client = sign_in("lead")

    answer = client.post(to("alter", action), drawn(client, action, title="", due_on="", why=""))

    assert answer.context["form"].errors == {
        "title": ["Enter action"],
        "due_on": ["Enter due date"],
        "why": ["Enter why it changes"],
    }


# --- proposing ------------------------------------------------------------------------------------------


def proposal(world, **changed):
    return {
        "title": "Meet the lenders", "organisation": world.council.pk, "lead": world.owner.pk, "due_on": "2009-06-30",
    } | changed  # fmt: skip


@pytest.mark.parametrize(
    ("name", "status"), [("coordinator", 302), ("lead", 302), ("lead2", 404), ("member", 404)]
)
def test_who_leads_the_group_or_coordinates_proposes(sign_in, world, name, status):
    url = reverse("partnerships:action-propose", args=[world.economy.slug])

    answer = sign_in(name).post(url, proposal(world))

    assert answer.status_code == status
    made = Action.objects.filter(title="Meet the lenders").values_list("state", "body", "raised_on")
    assert list(made) == ([("proposed", world.economy.pk, ON)] if status == 302 else [])


def test_a_proposal_starts_with_the_groups_only_outcome(sign_in, world):
    url = reverse("partnerships:action-propose", args=[world.economy.slug])

    assert sign_in("lead").get(url).context["form"].initial == {"outcome": world.outcomes["economy"]}


def test_a_person_whose_account_is_closed_cannot_be_named(sign_in, world):
    gone = PersonFactory(is_active=False)
    url = reverse("partnerships:action-propose", args=[world.economy.slug])

    answer = sign_in("lead").post(url, proposal(world, lead=gone.pk))

    assert list(answer.context["form"].errors) == ["lead"]


# --- several at once, and by whom -----------------------------------------------------------------------

MANY = reverse("partnerships:action-update-many")


def test_those_ticked_are_changed_together(sign_in, world, action):
    second = ActionFactory(body=world.economy)
    other = ActionFactory(body=world.housing)
    url = f"{MANY}?action={action.pk}&action={second.pk}&action={other.pk}"
    lead = sign_in("lead")

    page = lead.get(url)
    lead.post(url, {"what": "due", "due_on": "2009-12-31", "why": "Steel is late."})

    assert (len(page.context["record"]), page.context["left_out"]) == (2, 1)
    assert set(Action.objects.filter(due_on=date(2009, 12, 31))) == {action, second}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"what": "due", "why": "x"}, "due_on"),
        ({"what": "lead", "why": "x"}, "lead"),
        ({"what": "drop"}, "why"),
    ],
)
def test_what_is_missing_for_several_is_told_at_its_field(sign_in, action, said, wrong):
    answer = sign_in("lead").post(f"{MANY}?action={action.pk}", said)

    assert list(answer.context["form"].errors) == [wrong]


def test_boxes_are_there_for_those_who_may_change_something(sign_in, action):
    shown = [b'name="action"' in sign_in(name).get(LIST).content for name in ("lead", "member")]

    assert shown == [True, False]
    download = sign_in("lead").get(reverse("partnerships:action-download", args=["csv"]))
    first = download.content.decode("utf-8-sig").splitlines()[0]
    assert first == "Action,Who leads,Organisation,Followed by,Due,State,Outcome"


def test_nothing_ticked_leads_back_to_the_register(sign_in, action):
    assert sign_in("lead").get(MANY)["Location"] == LIST


def test_actions_are_counted_by_group_and_by_organisation(sign_in, world, action):
    ActionFactory(body=world.economy, organisation=world.council, due_on=date(2009, 4, 1))
    ActionFactory(body=world.economy, organisation=world.council, state="done", ended_on=ON)

    page = sign_in("member").get(reverse("partnerships:action-by-whom"))

    (_, _, groups), (_, _, organisations) = page.context["tables"]
    counts = {"live": 2, "late": 1, "done": 1, "dropped": 0}
    assert list(groups) == [{"body": world.economy.pk, "name": "Economy group", **counts}]
    assert list(organisations) == [{"organisation": world.council.pk, "name": "County council", **counts}]


def test_an_action_names_the_decision_that_asked_for_it_to_whoever_may_read_that(sign_in, world, action):
    meeting = MeetingFactory(body=world.economy, state="held")
    DecisionActionFactory(decision=DecisionFactory(meeting=meeting, number=3), action=action)
    url = action.get_absolute_url()

    seen = [b"Decision 3" in sign_in(name).get(url).content for name in ("lead", "owner")]

    assert seen == [True, False]

"""Meetings: the list, one's page, and what each person may do with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from partnerships.changes import calendars, papers
from partnerships.models import CalendarKey, Decision, Meeting, Paper
from tests.factories.partnerships import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    DecisionActionFactory,
    DecisionFactory,
    MeetingFactory,
    PaperFactory,
)
from tests.factories.world import ON

LIST = reverse("partnerships:meeting-list")
PAST = datetime(2009, 4, 16, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\nsome pages"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


@pytest.fixture
def meeting(world):
    """A meeting of the economy group on 14 May, three and a half weeks ahead."""
    return MeetingFactory(body=world.economy)


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def to(verb, meeting, *args):
    return reverse(f"partnerships:{verb}", args=[meeting.pk, *args])


def text(answer):
    return " ".join(answer.content.decode().split())


# --- the list ------------------------------------------------------------------------------------------------


def test_the_next_meeting_comes_first_and_past_ones_last(sign_in, world, meeting):
    held = MeetingFactory(body=world.housing, starts_at=PAST, state="held")
    soon = MeetingFactory(body=world.board, starts_at=datetime(2009, 5, 1, 9, tzinfo=UTC))

    answer = sign_in("lead").get(LIST)

    assert [row.record for row in answer.context["table"].rows] == [soon, meeting, held]
    assert answer.context["next_of_mine"] == meeting


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "held"}, ["Housing group"]),
        ({"words": "lenders"}, ["Economy group"]),
        ({"words": "nothing"}, []),
    ],
)
def test_filters_find_exactly_what_they_say(sign_in, world, meeting, asked, found):
    MeetingFactory(body=world.housing, starts_at=PAST, state="held")
    for number in range(2):
        AgendaItemFactory(meeting=meeting, title=f"Lenders {number}")

    answer = sign_in("member").get(LIST, asked)

    assert [row.record.body.name for row in answer.context["table"].rows] == found


def test_the_list_can_be_taken_away(sign_in, meeting):
    answer = sign_in("member").get(reverse("partnerships:meeting-download", args=["csv"]))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Meeting,When,Place,State",
        "Economy group,2009-05-14 10:00,Committee Room 1,Scheduled",
    ]


def test_the_list_costs_the_same_for_one_and_for_many(sign_in, world):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert member.get(LIST).status_code == 200
        return len(asked)

    member = sign_in("member")
    MeetingFactory(body=world.economy)
    cost()
    first = cost()
    for hour in range(10):
        MeetingFactory(body=world.housing, starts_at=datetime(2009, 6, 1, hour, tzinfo=UTC))

    assert cost() == first


# --- one meeting ---------------------------------------------------------------------------------------------


def test_draft_minutes_are_for_the_body_and_agreed_ones_for_everybody(sign_in, world, meeting):
    held = MeetingFactory(body=world.economy, starts_at=PAST, state="held", minutes="A heated word.")
    DecisionFactory(meeting=held, number=1, wording="To build homes.")
    AttendanceFactory(meeting=held, person=world.group_member)

    def sees(name):
        page = text(sign_in(name).get(held.get_absolute_url()))
        return [words in page for words in ("To build homes.", "A heated word.", "Who came")]

    assert (sees("group_member"), sees("outsider"), sees("chair")) == ([True] * 3, [False] * 3, [False] * 3)

    Meeting.objects.filter(pk=held.pk).update(state="agreed", agreed_on=ON)
    assert sees("outsider") == [True] * 3


BUTTONS = ["Add an item", "Bring forward", "Add a paper", "Invite", "Change", "Cancel"]


@pytest.mark.parametrize(("name", "buttons"), [("lead", BUTTONS), ("group_member", [])])
def test_whoever_runs_it_has_the_buttons(sign_in, meeting, name, buttons):
    page = text(sign_in(name).get(meeting.get_absolute_url()))

    assert [one for one in BUTTONS if f">{one}<" in page] == buttons


def test_one_page_costs_the_same_with_one_item_and_with_many(sign_in, world, meeting):
    held = MeetingFactory(body=world.economy, starts_at=PAST, state="held")

    def add(number):
        item = AgendaItemFactory(meeting=held, about_kind="partnerships.action", about_id=ActionFactory().pk)
        PaperFactory(meeting=held, item=item)
        AttendanceFactory(meeting=held)
        decision = DecisionFactory(meeting=held, number=number, item=item)
        DecisionActionFactory(decision=decision)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert lead.get(held.get_absolute_url()).status_code == 200
        return len(asked)

    lead = sign_in("lead")
    add(1)
    cost()
    first = cost()
    for number in range(2, 9):
        add(number)

    assert cost() == first


def test_an_item_leads_to_the_record_that_it_is_about_if_the_viewer_may_see_it(sign_in, world, meeting):
    action = ActionFactory(title="Ask the builders", body=world.housing)
    AgendaItemFactory(meeting=meeting, about_kind="partnerships.action", about_id=action.pk)

    link = f'href="{action.get_absolute_url()}"'
    assert [link in text(sign_in(name).get(meeting.get_absolute_url())) for name in ("lead", "outsider")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "verb", ["meeting-alter", "meeting-cancel", "meeting-invite", "item-add", "paper-add"]
)
def test_the_forms_are_not_there_for_others(sign_in, meeting, verb):
    assert sign_in("lead").get(to(verb, meeting)).status_code == 200
    assert [
        sign_in(name).get(to(verb, meeting)).status_code for name in ("group_member", "lead2", "outsider")
    ] == [404] * 3


# --- scheduling, attendance, minutes ---------------------------------------------------------------------------


def test_a_series_is_scheduled_from_the_bodys_page(sign_in, world):
    type(world.economy).objects.filter(pk=world.economy.pk).update(meetings_a_year=4)
    url = reverse("partnerships:meeting-schedule", args=[world.economy.slug])

    sign_in("lead").post(
        url, {"day": "2009-05-14", "begins": "10:00", "ends": "12.30", "until": "2009-11-30"}
    )

    assert [f"{one:%-d %B}" for one in (each.day for each in Meeting.objects.all())] == [
        "14 May",
        "13 August",
        "12 November",
    ]


def test_a_time_that_is_none_comes_back_with_a_sentence(sign_in, world):
    url = reverse("partnerships:meeting-schedule", args=[world.economy.slug])

    answer = sign_in("lead").post(url, {"day": "2009-05-14", "begins": "ten", "ends": "09:00"})

    assert answer.context["form"].errors["begins"] == ["Begins must be a time of day, like 10:00 or 14:30"]


def test_who_came_is_recorded_with_a_substitute(sign_in, world):
    held = MeetingFactory(body=world.economy, starts_at=PAST)
    said = {
        f"person-{world.lead.pk}": "present",
        f"person-{world.group_member.pk}": "apologies",
        f"for-{world.group_member.pk}": world.member.pk,
        f"for-{world.lead.pk}": "",
    }

    sign_in("lead").post(to("meeting-register", held), said)

    held.refresh_from_db()
    assert held.state == "held"
    assert set(held.attendances.values_list("person__name", "presence")) == {
        ("Lead", "present"), ("Group member", "apologies"), ("Member", "substitute"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("presence", "substitute", "words"),
    [
        ("present", "member", "was present, so nobody sat"),
        ("apologies", "lead", "was at the meeting already"),
    ],
)
def test_a_register_that_cannot_be_is_told_at_the_field(sign_in, world, presence, substitute, words):
    held = MeetingFactory(body=world.economy, starts_at=PAST)
    said = {
        f"person-{world.lead.pk}": "present",
        f"person-{world.group_member.pk}": presence,
        f"for-{world.group_member.pk}": getattr(world, substitute).pk,
    }

    answer = sign_in("lead").post(to("meeting-register", held), said)

    assert words in answer.context["form"].errors[f"for-{world.group_member.pk}"][0]


def test_minutes_decisions_and_agreement_from_the_pages(sign_in, world):
    held = MeetingFactory(body=world.economy, starts_at=PAST, state="held")
    item = AgendaItemFactory(meeting=held)
    AttendanceFactory(meeting=held, person=world.lead)
    lead = sign_in("lead")

    lead.post(to("meeting-minutes", held), {f"item-{item.pk}": "Much was said.", "minutes": ""})
    lead.post(to("decision-add", held), {"wording": "To build homes.", "item": item.pk})
    lead.post(to("minutes-draft", held))
    lead.post(to("minutes-agree", held), {"is_sure": "on"})

    held.refresh_from_db()
    item.refresh_from_db()
    assert (held.state, item.minutes) == ("agreed", "Much was said.")
    assert Decision.objects.get().fixed_on == ON


def test_agreeing_asks_first(sign_in, world):
    held = MeetingFactory(body=world.economy, starts_at=PAST, state="drafted")

    answer = sign_in("lead").post(to("minutes-agree", held), {})

    held.refresh_from_db()
    assert (held.state, answer.context["form"].errors["is_sure"]) == (
        "drafted",
        ["Tick to confirm that the minutes are agreed"],
    )


def test_what_is_not_possible_now_leads_back_and_says_so(sign_in, world, meeting):
    answer = sign_in("lead").get(to("minutes-agree", meeting), follow=True)

    assert "The meeting is scheduled, so that is not possible now." in text(answer)


# --- papers --------------------------------------------------------------------------------------------------


def test_a_paper_is_kept_under_a_name_of_our_own_and_handed_out_to_be_saved(sign_in, meeting, storage):
    file = SimpleUploadedFile("../../The plan (v2).pdf", PDF, content_type="text/html")

    sign_in("lead").post(to("paper-add", meeting), {"title": "The plan", "audience": "open", "file": file})

    paper = Paper.objects.get()
    answer = sign_in("outsider").get(paper.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert (answer["Content-Type"], answer["Content-Disposition"], answer["X-Content-Type-Options"]) == (
        "application/pdf", 'attachment; filename="The-plan-v2.pdf"', "nosniff",
    )  # fmt: skip
    assert (paper.path.startswith("papers/"), "plan" in paper.path) == (True, False)


def test_a_paper_for_the_body_is_not_there_for_others(sign_in, world, meeting, storage):
    paper = papers.add(
        meeting=meeting,
        title="Salaries",
        file_name="a.pdf",
        content=PDF,
        audience="body",
        by=world.lead,
        on=ON,
    )

    names = ("group_member", "coordinator", "lead2", "admin")
    seen = [sign_in(name).get(paper.get_absolute_url()).status_code for name in names]

    assert seen == [200, 200, 404, 404]
    assert "Salaries" not in text(sign_in("lead2").get(meeting.get_absolute_url()))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "which a browser could run"),
        ("report.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "which a browser could run"),
        ("report.pdf", b"MZ\x90\x00", "no kind of file that is taken"),
        ("../../../etc/cron.d/x.pdf", b"* * * * * root sh", "ends in “.pdf”, but it is plain text"),
        ("big.pdf", PDF + b"x" * 2_000_000, "1 MB is the most"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words_and_kept_nowhere(
    sign_in, meeting, storage, settings, name, content, words
):
    settings.PAPER_MAX_BYTES = 1024 * 1024

    answer = sign_in("lead").post(
        to("paper-add", meeting),
        {"title": "x", "audience": "open", "file": SimpleUploadedFile(name, content)},
    )

    assert words in answer.context["form"].non_field_errors()[0]
    assert (Paper.objects.count(), list(storage.rglob("*.*"))) == (0, [])


def test_a_withdrawn_paper_is_gone_and_the_page_says_why(sign_in, world, meeting, storage):
    paper = papers.add(
        meeting=meeting, title="The plan", file_name="a.pdf", content=PDF, by=world.lead, on=ON
    )

    sign_in("lead").post(to("paper-withdraw", meeting, paper.pk), {"reason": "A figure was wrong."})

    assert sign_in("lead").get(paper.get_absolute_url()).status_code == 404
    assert "A figure was wrong." in text(sign_in("outsider").get(meeting.get_absolute_url()))


# --- documents -----------------------------------------------------------------------------------------------


def test_the_agenda_is_a_pdf_for_everybody_and_the_minutes_for_those_who_may_read_them(sign_in, world):
    held = MeetingFactory(body=world.economy, starts_at=PAST, state="held")
    item = AgendaItemFactory(meeting=held, text='#import "x" *bold* $x$')
    DecisionFactory(meeting=held, item=item)
    AttendanceFactory(meeting=held)
    PaperFactory(meeting=held, item=item)

    agenda, draft = (
        sign_in("group_member").get(to(name, held)) for name in ("meeting-agenda", "minutes-file")
    )

    assert [one.content[:5] for one in (agenda, draft)] == [b"%PDF-"] * 2
    assert sign_in("outsider").get(to("minutes-file", held)).status_code == 404


# --- what is brought forward ---------------------------------------------------------------------------------


def test_undone_actions_and_exceptions_are_brought_forward_once(sign_in, world, meeting):
    action = ActionFactory(title="Ask the builders", body=world.economy, lead=world.owner)
    type(action).objects.filter(pk=action.pk).update(due_on=ON)
    world.ratio.outcome = world.outcomes["economy"]
    url = reverse("site:meeting-bring-forward", args=[meeting.pk])

    page = text(sign_in("lead").get(url))
    sign_in("lead").post(url, {"thing": f"partnerships.action:{action.pk}"})

    assert "Action: Ask the builders" in page
    assert [item.title for item in meeting.items.all()] == ["Action: Ask the builders"]
    assert "(on the agenda already)" in text(sign_in("lead").get(url))


def test_what_was_not_offered_is_not_taken(sign_in, world, meeting):
    other = ActionFactory(body=world.housing)
    url = reverse("site:meeting-bring-forward", args=[meeting.pk])

    sign_in("lead").post(url, {"thing": f"partnerships.action:{other.pk}"})

    assert meeting.items.count() == 0


# --- calendars -----------------------------------------------------------------------------------------------


def feed(client, key):
    return client.get(reverse("partnerships:meeting-feed"), {"key": key})


def test_a_key_opens_the_meetings_of_ones_own_bodies_without_a_sign_in(client, world, meeting):
    MeetingFactory(body=world.housing)
    key = calendars.renew(person=world.lead, by=world.lead, on=ON)

    calendar = Calendar.from_ical(feed(client, key).content)

    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Economy group"]


def test_a_new_key_makes_the_old_one_void(client, world, meeting):
    old = calendars.renew(person=world.lead, by=world.lead, on=ON)
    new = calendars.renew(person=world.lead, by=world.lead, on=ON)

    assert (feed(client, old).status_code, feed(client, new).status_code) == (404, 200)
    assert new.partition("-")[2] not in CalendarKey.objects.get().sha256


@pytest.mark.parametrize("key", ["", "1", "x-y", "9" * 40 + "-x", "-", "1-", "²-x"])
def test_a_wrong_key_opens_nothing(client, world, key):
    assert feed(client, key).status_code == 404


def test_a_closed_account_has_no_feed(client, world):
    key = calendars.renew(person=world.lead, by=world.lead, on=ON)
    type(world.lead).objects.filter(pk=world.lead.pk).update(is_active=False)

    assert feed(client, key).status_code == 404


def test_the_address_is_shown_once(sign_in, world):
    made = text(sign_in("lead").post(reverse("partnerships:calendar-renew")))

    assert "meetings.ics?key=" in made
    assert "meetings.ics?key=" not in text(sign_in("lead").get(reverse("partnerships:calendar")))

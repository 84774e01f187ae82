"""The pack for a meeting: who sends it, who reads it and hears of it, that it stays as it was sent, and that nothing sealed
gets into it.
"""

import json
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core import mail as outbox
from django.urls import reverse

from dorset_lsp.common import jobs
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.today import acting_on
from dorset_lsp.site.changes import packs
from dorset_lsp.site.models import Pack, PackFile
from dorset_lsp.site.packs.content import canonical_of
from dorset_lsp.site.tasks import make_pack
from partnerships.changes import agendas, meetings, notice_choices
from partnerships.models import AgendaItem, PostedNotice
from partnerships.notice_kinds import PAPERS
from tests.factories.partnerships import ActionFactory, MeetingFactory, MembershipFactory, PersonFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    world.verified(world.ratio)
    world.publish()
    meeting = MeetingFactory(body=world.board)
    agendas.add(meeting=meeting, title="The state of the partnership", by=world.chair, on=ON)
    world.people["board_member"] = PersonFactory()
    MembershipFactory(body=world.board, person=world.board_member, role="member")
    return meeting


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(world.people[name])
        return client

    return as_


def page(meeting, name="meeting-pack", *more):
    return reverse(f"site:{name}", args=[meeting.pk, *more])


def send(meeting, world):
    return packs.send(meeting=meeting, by=world.coordinator, on=ON)


# --- who may ------------------------------------------------------------------------------------------------

MAY = {
    #              reads  sends
    "coordinator": (200, 302),
    "chair": (200, 302),
    "board_member": (200, 403),
    "member": (404, 403),
    "lead": (404, 403),
    "owner": (404, 403),
    "outsider": (404, 403),
    "admin": (404, 403),
}


@pytest.mark.parametrize(("name", "reads", "sends"), [(name, *may) for name, may in MAY.items()])
def test_members_of_the_body_read_it_and_whoever_runs_the_meeting_sends_it(
    sign_in, world, meeting, do_jobs, name, reads, sends
):
    send(meeting, world)
    do_jobs()
    client = sign_in(name)

    answers = [client.get(page(meeting)), client.get(page(meeting, "meeting-pack-file", 1))]

    assert [one.status_code for one in answers] == [reads, reads]
    assert client.post(page(meeting, "meeting-pack-send")).status_code in (
        {302} if sends == 302 else {403, 404}
    )
    assert ("Pack for the meeting" in client.get(meeting.get_absolute_url()).content.decode()) is (
        reads == 200
    )


def test_somebody_without_an_account_finds_none(client, world, meeting, do_jobs):
    send(meeting, world)
    do_jobs()

    assert client.get(page(meeting, "meeting-pack-file", 1)).status_code == 302


# --- how it is made -----------------------------------------------------------------------------------------


def test_it_is_watched_while_it_is_made_and_downloaded_with_its_hash(sign_in, world, meeting, do_jobs):
    client = sign_in("coordinator")
    client.post(page(meeting, "meeting-pack-send"))
    assert "The pack is being made" in client.get(page(meeting)).content.decode()

    assert "make_pack" in do_jobs()

    file = PackFile.objects.get()
    assert file.sha256 in client.get(page(meeting)).content.decode()
    content = b"".join(client.get(page(meeting, "meeting-pack-file", 1)).streaming_content)
    assert len(content) == file.size


def test_the_file_is_tagged_with_a_title_a_contents_list_and_one_run_of_page_numbers(world, meeting, do_jobs):
    send(meeting, world)
    do_jobs()
    from django.core.files.storage import default_storage

    with default_storage.open(PackFile.objects.get().path) as file:
        pdf = pikepdf.open(BytesIO(file.read()))

    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("en")
    assert str(pdf.docinfo.get("/Title")).startswith("Pack for ")
    with pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [
            "Agenda", "What needs attention", "The figures", "Delivery chains", "Scrutiny", "Money",
        ]  # fmt: skip
    labels = pdf.Root.get("/PageLabels")
    assert labels is None or len(labels.Nums) == 2


def test_the_same_pack_sent_twice_is_one_edition_and_a_changed_one_is_another(world, meeting):
    first, again = send(meeting, world), send(meeting, world)
    agendas.add(meeting=meeting, title="Any other business", by=world.chair, on=ON)
    second = send(meeting, world)

    assert (first, first.number, second.number) == (again, 1, 2)


def test_what_was_sent_stays_as_it_was(world, meeting, do_jobs):
    pack = send(meeting, world)
    before = Pack.objects.get().canonical
    AgendaItem.objects.update(title="Something else altogether")
    do_jobs()

    assert Pack.objects.get(pk=pack.pk).canonical == before
    with pytest.raises(TypeError):
        pack.delete()
    with pytest.raises(TypeError):
        pack.save()


def test_a_meeting_without_an_agenda_or_that_was_held_sends_none(world, meeting):
    with pytest.raises(Refused, match="Nothing is on the agenda"):
        send(
            MeetingFactory(
                body=world.board, starts_at="2009-07-14T09:00:00Z", ends_at="2009-07-14T11:00:00Z"
            ),
            world,
        )
    meeting.state = "held"
    with pytest.raises(Refused, match="not ahead"):
        send(meeting, world)


def test_of_two_workers_one_keeps_the_file_and_a_lost_one_leaves_nothing(world, meeting):
    send(meeting, world)
    job = Job.objects.get(name="make_pack")

    assert (jobs.run(job_id=job.pk), jobs.run(job_id=job.pk)) == (True, False)
    assert PackFile.objects.count() == 1


def test_a_failed_making_is_asked_for_again_with_a_press(sign_in, world, meeting, do_jobs):
    send(meeting, world)
    Job.objects.filter(name="make_pack").update(state="failed", finished_at="2009-04-20T12:00:00Z")
    client = sign_in("coordinator")
    assert "Make it again" in client.get(page(meeting)).content.decode()

    client.post(page(meeting, "meeting-pack-again", 1))
    do_jobs()

    assert PackFile.objects.count() == 1


def test_its_page_costs_as_much_with_one_edition_as_with_four(
    sign_in, world, meeting, django_assert_max_num_queries
):
    client = sign_in("board_member")
    for number in range(4):
        agendas.add(meeting=meeting, title=f"Item {number}", by=world.chair, on=ON)
        send(meeting, world)

    with django_assert_max_num_queries(21):
        client.get(page(meeting))


# --- who hears of it ----------------------------------------------------------------------------------------


def told(**which):
    """Who has a notice of a pack in their list."""
    rows = PostedNotice.objects.filter(about_kind="site.pack", **which)
    return sorted(rows.values_list("person__name", flat=True))


def mailed():
    """To whom an e-mail about a pack went."""
    return sorted(one.to[0] for one in outbox.outbox if "the pack for the meeting" in one.body.lower())


@pytest.fixture
def expected(world):
    """Who is expected at the Board's meeting, by name: everybody of the Board."""
    return sorted(world.people[name].name for name in ("chair", "board_member", "coordinator"))


def test_everybody_of_the_body_hears_of_it_when_the_file_is_there_and_not_before(
    world, meeting, expected, do_jobs
):
    send(meeting, world)
    before = told()
    do_jobs()

    assert (before, told()) == ([], expected)


def test_the_e_mail_leads_to_the_page_and_brings_no_file(world, meeting, do_jobs):
    send(meeting, world)
    do_jobs()
    do_jobs()

    (letter,) = (one for one in outbox.outbox if one.to == [world.board_member.email])
    assert letter.subject == "Pack for The Board, 14 May 2009, edition 1"
    assert (
        "The pack for the meeting of The Board on Thursday 14 May 2009, 10:00 to 12:00 was sent out."
        in letter.body
    )
    assert f"Read the pack: http://testserver{page(meeting)}\n" in letter.body
    assert letter.attachments == []


def test_whoever_opens_the_page_of_the_pack_has_read_the_notice(sign_in, world, meeting, do_jobs):
    send(meeting, world)
    do_jobs()

    sign_in("chair").get(page(meeting))

    assert told(read_on__isnull=False) == [world.chair.name]


def test_a_changed_pack_is_told_of_as_a_new_edition(world, meeting, expected, do_jobs):
    send(meeting, world)
    do_jobs()
    agendas.add(meeting=meeting, title="Any other business", by=world.chair, on=ON)
    send(meeting, world)
    do_jobs()

    assert told(opening__startswith="A new edition of the pack for the meeting of The Board") == expected
    assert told() == sorted(expected * 2)


def test_the_same_pack_sent_again_is_told_of_once(world, meeting, expected, do_jobs):
    for _ in range(2):
        send(meeting, world)
        do_jobs()
        do_jobs()

    assert (told(), len(mailed())) == (expected, len(expected))


def test_a_job_that_runs_twice_tells_once(world, meeting, expected, do_jobs):
    pack = send(meeting, world)
    make_pack(pack=pack.pk, progress=lambda **_: None)
    make_pack(pack=pack.pk, progress=lambda **_: None)
    do_jobs()

    assert (told(), len(mailed())) == (expected, len(expected))
    assert AuditEvent.objects.get(what="pack.keep").difference["told"] == [None, len(expected)]


def seated(world, **span):
    """Somebody with a seat on the Board for a time."""
    return MembershipFactory(body=world.board, person__name="Somebody", **span).person


@pytest.mark.parametrize(
    "span",
    [
        {"to_on": ON},
        {"to_on": date(2009, 5, 14)},
        {"from_on": date(2009, 5, 1)},
        {"known_to": ON},
        {"person__is_active": False},
    ],
    ids=["left", "leaves before it", "comes after today", "never sat there", "may not sign in"],
)
def test_whoever_is_not_expected_or_may_not_read_it_yet_hears_nothing(
    world, meeting, expected, do_jobs, span
):
    seated(world, **span)
    send(meeting, world)
    do_jobs()

    assert told() == expected


def test_whoever_presents_an_item_hears_of_it_if_they_may_read_it(world, do_jobs):
    meeting = MeetingFactory(body=world.economy)
    for presenter in (world.coordinator, world.outsider):
        agendas.add(meeting=meeting, title="Homes", presenter=presenter, by=world.lead, on=ON)
    send(meeting, world)
    do_jobs()

    assert told() == ["Coordinator", "Group member", "Lead"]


def test_whoever_switched_the_kind_off_has_it_in_the_list_alone(world, meeting, expected, do_jobs):
    notice_choices.choose(person=world.chair, choices={PAPERS: ByMail.NONE}, by=world.chair, on=ON)
    send(meeting, world)
    do_jobs()
    do_jobs()

    assert told() == expected
    assert mailed() == sorted([world.board_member.email, world.coordinator.email])


def test_whoever_leaves_before_it_is_sent_gets_no_e_mail(world, meeting, do_jobs):
    person = seated(world, from_on=date(2008, 1, 1))
    send(meeting, world)
    do_jobs()
    person.memberships.update(to_on=ON + timedelta(days=1))
    with acting_on(ON + timedelta(days=1)):
        do_jobs()

    assert person.name in told()
    assert mailed() == sorted(world.people[name].email for name in ("chair", "board_member", "coordinator"))


def test_nobody_hears_of_the_pack_for_a_meeting_that_was_cancelled_meanwhile(world, meeting, do_jobs):
    send(meeting, world)
    meetings.cancel(meeting=meeting, reason="Snow.", by=world.chair, on=ON)
    do_jobs()

    assert (PackFile.objects.count(), told()) == (1, [])


# --- what it says -------------------------------------------------------------------------------------------


def test_it_holds_agenda_exceptions_and_figures(world, meeting):
    ActionFactory(body=world.economy, due_on=date(2009, 1, 5), title="Count the homes")

    document = json.loads(canonical_of(meeting, ON))

    assert [one["title"] for one in document["agenda"]] == ["The state of the partnership"]
    assert "Count the homes" in [one["title"] for one in document["exceptions"]]
    assert [line["code"] for one in document["report"]["outcomes"] for line in one["lines"]] == [
        "NI 101",
        "NI 103",
        "NI 102",
    ]

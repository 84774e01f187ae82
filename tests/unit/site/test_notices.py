"""Notices: in the list once, by e-mail as chosen, together once a day, and never about what is not open any more."""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox

from dorset_lsp.common import jobs, mail, periodic
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.today import acting_on
from dorset_lsp.site.notices import KINDS, deliver, digests_due, send_digest, shown
from partnerships.changes import notice_choices
from partnerships.models import NoticeChoice, Person, PostedNotice
from partnerships.notice_kinds import ACTIONS, MONEY
from partnerships.posting import tell
from partnerships.reading_notices import mark_read
from performance.notice_kinds import FIGURES_OWED
from scrutiny.notice_kinds import CLOCKS
from tests.factories.partnerships import ActionFactory, MembershipFactory
from tests.factories.world import ON, build_world

NEXT = ON + timedelta(days=1)


@pytest.fixture
def world(db):
    world = build_world()
    PostedNotice.objects.all().delete()
    Job.objects.all().delete()
    return world


def choose(person, way, *kinds):
    chosen = dict.fromkeys(kinds, way)
    notice_choices.choose(person=person, choices=chosen, by=person, on=ON)


def post(person, kind=ACTIONS, *, key="one", about=None, **parts):
    words = {"subject": "An action is due", "opening": "It is due.", "path": "/my-work/"} | parts
    return tell(person, kind, key=key, about=about, link_label="See it", why="You lead it.", **words)


def test_what_is_told_twice_is_in_the_list_once_and_mailed_once(world, do_jobs):
    post(world.owner)
    post(world.owner)

    do_jobs()

    assert (PostedNotice.objects.count(), len(outbox.outbox)) == (1, 1)


@pytest.mark.parametrize(("way", "mailed"), [(ByMail.AT_ONCE, 1), (ByMail.DIGEST, 0), (ByMail.NONE, 0)])
def test_it_is_mailed_at_once_only_to_those_who_chose_so(world, do_jobs, way, mailed):
    choose(world.owner, way, ACTIONS)
    post(world.owner)

    do_jobs()

    assert (PostedNotice.objects.get().by_mail, len(outbox.outbox)) == (way, mailed)


def test_nobody_is_told_who_may_not_sign_in_or_while_a_past_is_replayed(world):
    post(Person.objects.create(email="gone@example.com", name="Gone", is_active=False))
    with mail.quietly():
        post(world.owner, key="two")

    assert PostedNotice.objects.count() == 0


def test_an_e_mail_says_where_one_chooses_and_programs_find_it_too(world, do_jobs):
    post(world.owner)
    do_jobs()

    sent = outbox.outbox[0]
    assert "Choose which e-mails you get, and how: http://testserver/account/notices/" in sent.body
    assert sent.extra_headers["List-Unsubscribe"] == "<http://testserver/account/notices/>"


def test_what_the_law_sets_a_clock_for_cannot_be_switched_off(world):
    with pytest.raises(Refused, match="cannot be switched off"):
        choose(world.owner, ByMail.NONE, ACTIONS, CLOCKS)

    assert (NoticeChoice.objects.count(), CLOCKS.ways) == (0, [ByMail.AT_ONCE, ByMail.DIGEST])


def test_a_row_that_switches_it_off_all_the_same_is_not_heeded(world, do_jobs):
    NoticeChoice.objects.create(person=world.owner, kind=CLOCKS.code, by_mail=ByMail.NONE)
    post(world.owner, CLOCKS)

    do_jobs()

    assert len(outbox.outbox) == 1


def test_only_clocks_of_law_are_kept_switched_on():
    assert [code for code, kind in KINDS.items() if kind.law] == [CLOCKS.code]


def test_a_choice_stands_in_the_history_and_the_same_again_does_not(world):
    choose(world.owner, ByMail.DIGEST, ACTIONS, MONEY)
    choose(world.owner, ByMail.DIGEST, ACTIONS, MONEY)

    event = AuditEvent.objects.get(what="person.choose_notices")
    assert event.difference == {"actions": ["at_once", "digest"], "money": ["at_once", "digest"]}


# --- the digest ---------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(world):
    """The owner wants three kinds together, and four things have come."""
    choose(world.owner, ByMail.DIGEST, ACTIONS, MONEY, FIGURES_OWED)
    post(world.owner, key="1", subject="First action", path="/partnership/actions/1/")
    post(world.owner, MONEY, key="2", subject="An offer")
    post(world.owner, FIGURES_OWED, key="3", subject="Three figures")
    post(world.owner, key="4", subject="Second action")
    return world


def digest(world, on=ON):
    periodic.run(name="send_digests", on=on)


def test_all_that_waits_comes_in_one_e_mail_by_kind(waiting, do_jobs):
    digest(waiting)
    do_jobs()

    (sent,) = outbox.outbox
    assert (sent.to, sent.subject) == ([waiting.owner.email], "4 notices for you")
    assert sent.body == (
        "Dear Owner,\n\n"
        "This has come for you since the last of these e-mails, and you have not looked at it on the site:\n\n"
        "Figures that you owe\n\n  Three figures\n  http://testserver/my-work/\n\n"
        "Your actions\n\n  First action\n  http://testserver/partnership/actions/1/\n\n"
        "  Second action\n  http://testserver/my-work/\n\n"
        "Money\n\n  An offer\n  http://testserver/my-work/\n\n"
        "All of your notices: http://testserver/notices/\n\n--\n"
        "You get this once a day, when there is something, because you chose so.\n"
        "Choose which e-mails you get, and how: http://testserver/account/notices/\n"
        "The Strategic Partnership, http://testserver\n"
    )


def test_its_html_has_the_same_links(waiting, do_jobs):
    digest(waiting)
    do_jobs()

    html = outbox.outbox[0].alternatives[0].content
    assert '<a href="http://testserver/partnership/actions/1/">First action</a>' in html


def test_run_twice_it_comes_once_and_the_next_day_there_is_nothing_left(waiting, do_jobs):
    digest(waiting)
    digest(waiting)
    do_jobs()
    digest(waiting, NEXT)
    do_jobs()

    assert len(outbox.outbox) == 1


def test_a_day_late_nothing_is_missed(waiting, do_jobs):
    digest(waiting, NEXT)
    do_jobs()

    assert [sent.subject for sent in outbox.outbox] == ["4 notices for you"]


def test_the_day_before_there_is_nothing(waiting):
    PostedNotice.objects.filter(key="1").delete()
    PostedNotice.objects.update(posted_on=NEXT)

    assert digests_due(ON) == []


def test_what_was_read_on_the_site_is_left_out(waiting, do_jobs):
    mark_read(waiting.owner, on=ON, path="/my-work/")
    digest(waiting)
    do_jobs()

    assert [sent.subject for sent in outbox.outbox] == ["1 notice for you"]


def test_what_was_switched_off_meanwhile_is_left_out_and_does_not_come_later(waiting, do_jobs):
    choose(waiting.owner, ByMail.NONE, ACTIONS, FIGURES_OWED)
    digest(waiting)
    do_jobs()
    choose(waiting.owner, ByMail.DIGEST, ACTIONS)
    digest(waiting, NEXT)
    do_jobs()

    assert [sent.subject for sent in outbox.outbox] == ["1 notice for you"]


@pytest.fixture
def seated(world):
    """An action that somebody sees for as long as they hold a seat, and a notice of it."""
    MembershipFactory(
        person=world.outsider, body=world.economy, seat=None, role="adviser", from_on=ON, to_on=NEXT
    )
    choose(world.outsider, ByMail.DIGEST, ACTIONS)
    action = ActionFactory(body=world.economy, title="Secret")
    post(world.outsider, about=action, subject="Late: Secret", path=action.get_absolute_url())
    return world


def test_a_digest_holds_what_is_open_to_its_reader_on_the_day(seated, do_jobs):
    digest(seated)
    do_jobs()

    assert "Late: Secret" in outbox.outbox[0].body


def test_a_digest_holds_nothing_that_is_not_open_to_its_reader_any_more(seated, do_jobs):
    digest(seated, NEXT)
    do_jobs()

    assert (outbox.outbox, digests_due(NEXT)) == ([], [])


def test_neither_does_the_list(seated):
    rows = PostedNotice.objects.visible_to(seated.outsider)

    words = {on: shown(rows, Person.objects.get(pk=seated.outsider.pk), on)[0].words for on in (ON, NEXT)}

    assert words == {
        ON: "Late: Secret",
        NEXT: "This was about something that is not open to you any more.",
    }


def test_an_e_mail_at_once_that_was_held_up_is_looked_at_again(seated):
    notice = PostedNotice.objects.get()
    message = {"to": "o@example.com", "subject": "Late: Secret", "text": "x", "html": None, "headers": {}}

    with acting_on(NEXT):
        deliver(notice_id=notice.pk, **message)

    assert outbox.outbox == []


def test_a_mail_server_that_is_away_leaves_all_for_the_next_attempt(waiting, settings, do_jobs):
    settings.EMAIL_BACKEND = "tests.unit.site.test_notices.Away"
    digest(waiting)
    job = Job.objects.get(name="send_digest")
    assert jobs.run(job_id=job.pk) is False
    left = PostedNotice.objects.waiting_for_a_digest().count()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(due_at=job.queued_at)
    do_jobs()

    assert (left, len(outbox.outbox)) == (4, 1)


class Away:
    """A mail server that does not answer."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("connection refused")


def test_a_worker_that_comes_second_sends_nothing(waiting, do_jobs):
    send_digest(person_id=waiting.owner.pk, on=f"{ON}")
    send_digest(person_id=waiting.owner.pk, on=f"{ON}")

    assert len(outbox.outbox) == 1


def test_the_timetable_says_so(waiting):
    assert [item.words for item in digests_due(date(2009, 4, 20))] == ["Send Owner their notices together"]

"""Nothing private gets out by notices, digests, search, the history or what changed.

Here: an application for money before it is decided, and a figure under check. Texts with an audience are looked for in
``tests/pages/scrutiny/test_leaks.py``, ratings in ``tests/pages/delivery_chain/test_blind_pages.py``, the open site and reports
that are not released in ``tests/pages/public``.
"""

from datetime import UTC, date, datetime

import pytest
from django.core import mail as outbox

from dorset_lsp.common import periodic
from dorset_lsp.common.notices import ByMail
from dorset_lsp.site.models import LastLook
from dorset_lsp.site.notices import KINDS
from partnerships.changes import memberships, projects
from partnerships.models import Membership, NoticeChoice, Person, PostedNotice
from tests.factories.money import AllocationFactory
from tests.factories.partnerships import OrganisationFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
ASKED = "Zyzzyva"
MARKER = "quixotry"
TITLE = f"{ASKED} {MARKER}"
"""What is asked for stands on the page that answers; the other word only where something was found."""
LONG_AGO = datetime(2009, 1, 1, tzinfo=UTC)
NEXT = date(2009, 4, 21)
PAGES = (
    "/", "/dashboard/", "/my-work/", "/notices/", "/audit/", "/audit/audit.csv", f"/search/?q={ASKED}",
    f"/audit/?name={ASKED}", "/partnership/strategy/broken-threads/", "/partnership/funding/", "/status/",
    "/admin/common/auditevent/", f"/admin/common/auditevent/?q={ASKED}", "/admin/common/job/",
    "/admin/partnerships/postednotice/",
)  # fmt: skip


@pytest.fixture
def applied(world):
    """An application that waits for a decision. Everybody wants every kind of notice together, once a day."""
    world.people["applicant"] = Person.objects.create_user(
        "applicant@example.com", None, name="Applicant", organisation=OrganisationFactory()
    )
    for person in Person.objects.all():
        for kind in KINDS:
            NoticeChoice.objects.create(person=person, kind=kind, by_mail=ByMail.DIGEST)
    PostedNotice.objects.all().delete()
    project = projects.begin(
        allocation=AllocationFactory(), organisation=world.applicant.organisation, title=TITLE,
        description="What will be done.", asked_pence=100_00, by=world.applicant, on=ON,
    )  # fmt: skip
    projects.apply(project=project, by=world.applicant, on=ON)
    return world


def told(client, world, person) -> set[str]:
    """The pages that show the marker to somebody who comes back, and is told what changed since the beginning."""
    client.force_login(person)
    pages = [*PAGES, world.board.get_absolute_url(), world.ratio.outcome.get_absolute_url()]
    for page in pages[-2:]:
        client.get(page)
    LastLook.objects.update(looked_at=LONG_AGO, up_to=0)
    return {page for page in pages if MARKER in client.get(page).content.decode()}


@pytest.mark.parametrize("name", ["admin", "lead", "owner", "member", "outsider"])
def test_an_application_is_private_until_it_is_funded(client, applied, name):
    assert told(client, applied, applied.people[name]) == set()


def test_the_same_walk_finds_it_for_those_who_may_see_it(client, applied):
    found = told(client, applied, applied.coordinator)

    assert {"/notices/", f"/search/?q={ASKED}"} <= found


def test_the_digest_tells_of_it_to_those_who_may_see_it_alone(applied, do_jobs):
    periodic.run(name="send_digests", on=ON)
    do_jobs()

    assert {to for sent in outbox.outbox if MARKER in sent.body for to in sent.to} == {
        applied.coordinator.email
    }


def test_who_no_longer_supports_the_board_is_not_told_by_the_digest_nor_by_the_list(client, applied, do_jobs):
    seat = Membership.objects.get(person=applied.coordinator, body=applied.board)
    memberships.end(membership=seat, to_on=ON, reason="moved", by=applied.admin, on=ON)

    periodic.run(name="send_digests", on=ON)
    do_jobs()

    assert [sent.to for sent in outbox.outbox if MARKER in sent.body] == []
    assert told(client, applied, Person.objects.get(pk=applied.coordinator.pk)) == set()


def test_a_figure_under_check_is_told_to_nobody_else(client, world):
    world.submitted(world.ratio, commentary=MARKER)
    return_ = "NI 101 for Q4 2008/09"
    answers = {}
    for name in ("lead", "outsider"):
        client.force_login(world.people[name])
        client.get(world.ratio.get_absolute_url())
        LastLook.objects.update(looked_at=LONG_AGO, up_to=0)
        page = client.get(world.ratio.get_absolute_url()).content.decode()
        answers[name] = (f"{return_} was submitted" in page, MARKER in page)

    assert answers["lead"][0] is True
    assert answers["outsider"] == (False, False)

"""One's own notices: the list, reading, and choosing how they come by e-mail."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.common.notices import ByMail
from dorset_lsp.site.notices import KINDS, choices_of
from partnerships.models import PostedNotice
from partnerships.notice_kinds import ACTIONS, MEETINGS
from partnerships.posting import tell
from scrutiny.notice_kinds import CLOCKS
from tests.factories.partnerships import ActionFactory

pytestmark = pytest.mark.django_db
LIST, CHOOSE = reverse("site:notices"), reverse("site:notice-choices")


@pytest.fixture
def owner(client, world):
    PostedNotice.objects.all().delete()
    client.force_login(world.owner)
    return client


def post(person, number=1, kind=ACTIONS, *, path="/my-work/", about=None):
    for place in range(number):
        tell(
            person, kind, subject=f"Thing {place}", opening="It waits.", path=path, key=f"{kind.code}:{place}:{path}",
            about=about, link_label="See it", why="It is yours.",
        )  # fmt: skip


def subjects(answer):
    return [row.words for row in answer.context["rows"]]


def test_the_newest_stands_first_25_a_page(owner, world):
    post(world.owner, 30)

    assert subjects(owner.get(LIST)) == [f"Thing {n}" for n in range(29, 4, -1)]
    assert subjects(owner.get(LIST, {"page": 2})) == [f"Thing {n}" for n in range(4, -1, -1)]


def test_nobody_sees_anybody_elses(owner, world):
    post(world.lead)

    assert subjects(owner.get(LIST)) == []
    notice = PostedNotice.objects.get()
    assert owner.post(reverse("site:notice-read", args=[notice.pk])).status_code == 404
    assert PostedNotice.objects.unread().count() == 1


def test_it_is_filtered_by_kind_and_by_what_is_not_read(owner, world):
    post(world.owner, 2)
    post(world.owner, 1, MEETINGS)
    owner.post(reverse("site:notice-read", args=[PostedNotice.objects.filter(kind="actions").first().pk]))

    numbers = [
        len(subjects(owner.get(LIST, asked)))
        for asked in ({}, {"kind": "actions"}, {"kind": "actions", "show": "unread"}, {"kind": "nonsense"})
    ]

    assert numbers == [3, 2, 1, 3]


def test_all_can_be_marked_as_read_and_the_count_in_the_header_falls(owner, world):
    post(world.owner, 2)
    before = owner.get(LIST).context["unread_notices"]
    owner.post(reverse("site:notices-read"))

    assert (before, owner.get(LIST).context["unread_notices"]) == (2, 0)


def test_who_opens_the_page_has_read_the_notice(owner, world):
    action = ActionFactory(body=world.economy, lead=world.owner)
    post(world.owner, path=action.get_absolute_url(), about=action)
    post(world.owner)

    shown = owner.get(action.get_absolute_url())

    unread = list(PostedNotice.objects.unread().values_list("path", flat=True))
    assert (shown.context["unread_notices"], unread) == (1, ["/my-work/"])


def test_who_is_refused_the_page_has_not(client, world):
    post(world.outsider, path="/status/jobs/1/")
    client.force_login(world.outsider)
    PostedNotice.objects.exclude(path="/status/jobs/1/").delete()

    client.get("/status/jobs/1/")

    assert PostedNotice.objects.unread().count() == 1


def test_a_notice_leads_to_its_page_only_while_that_is_open(owner, world):
    action = ActionFactory(body=world.economy)
    post(world.outsider, path=action.get_absolute_url(), about=action)
    owner.force_login(world.outsider)

    page = owner.get(LIST).content.decode()

    assert (action.get_absolute_url() in page, "not open to you any more" in page) == (False, True)


def queries_of(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    return len(queries)


def test_a_long_list_costs_what_a_short_one_does(owner, world):
    counts = []
    for number in (2, 25):
        for _ in range(number):
            action = ActionFactory(body=world.economy)
            post(world.owner, path=action.get_absolute_url(), about=action)
        owner.get(LIST)
        counts.append(queries_of(owner))

    assert counts[0] == counts[1]


def test_each_kind_is_chosen_for_itself(owner, world):
    form = owner.get(CHOOSE).context["form"]
    asked = {name: form[name].value() for name in form.fields} | {"actions": "none", CLOCKS.code: "digest"}

    answer = owner.post(CHOOSE, asked)

    chosen = {kind.code: way for kind, way in choices_of(world.owner).items() if way != ByMail.AT_ONCE}
    assert (answer.url, chosen) == (CHOOSE, {"actions": ByMail.NONE, CLOCKS.code: ByMail.DIGEST})


def test_everything_can_be_put_into_the_digest_at_once(owner, world):
    owner.post(CHOOSE, {"all": "digest"})

    assert set(choices_of(world.owner).values()) == {ByMail.DIGEST}


def test_nothing_switches_off_what_a_law_keeps_on(owner, world):
    form = owner.get(CHOOSE).context["form"]
    asked = dict.fromkeys(form.fields, "none")

    answer = owner.post(CHOOSE, asked)
    owner.post(CHOOSE, {"all": "none"})

    assert list(answer.context["form"].errors) == [CLOCKS.code]
    assert set(choices_of(world.owner).values()) == {ByMail.AT_ONCE}


def test_the_page_says_why(owner, world):
    assert "The law sets the time for this answer" in owner.get(CHOOSE).content.decode()
    assert len(KINDS) == len(owner.get(CHOOSE).context["form"].fields)


@pytest.mark.parametrize("address", [LIST, CHOOSE])
def test_they_ask_for_a_sign_in(client, world, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"

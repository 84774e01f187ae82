"""Every page, file and form that a review has, and every page of the administration, read by every role while a group is
waited for: none tells a rating. Then the comparison opens, and the same walk finds them, so the walk looks in the right
places.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.urls import get_resolver, reverse

from delivery_chain.changes import sheets
from dorset_lsp.common.models import AuditEvent, Job, SentMail, StateChange
from dorset_lsp.site.models import LastLook
from dorset_lsp.site.packs.content import canonical_of
from tests.factories.delivery_chain import build_chain
from tests.factories.partnerships import MeetingFactory
from tests.factories.world import ON

ASKED = "Zyzzyva"
MARKER = f"{ASKED} quixotry"
"""What is asked for stands on the page that answers; both words only where a rating is told."""
LONG_AGO = datetime(2009, 1, 1, tzinfo=UTC)
ELSEWHERE = (
    "site:dashboard",
    "site:my-work",
    "site:home",
    "site:mail",
    "site:status",
    "site:notices",
    "site:audit",
    "partnerships:action-list",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def half(world):
    """Group one is in; group two has drafted; everybody has rated alone. Nobody is told before group two is in."""
    chain = build_chain(world, mode="named")
    review = chain.open()
    for person in (world.group_member, world.owner, world.member):
        sheets.rate_alone(review=review, answers=chain.answers(reason=MARKER), by=person, on=ON)
    chain.submit(1, reason=MARKER)
    sheets.keep(group=chain.group(2), version=0, answers=chain.answers(reason=MARKER), by=world.owner, on=ON)
    return chain


def section_pages(chain) -> Iterator[str]:
    """Every address of the section, with this review's numbers in it."""
    section = next(
        one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "delivery_chain"
    )
    for pattern in section.url_patterns:
        wanted = pattern.pattern.converters
        for number in (1, 2, 3) if "number" in wanted else (1,):
            for file_type in ("csv", "xlsx", "pdf") if "file_type" in wanted else ("",):
                known = {
                    "pk": chain.review.pk,
                    "number": number,
                    "file_type": file_type,
                    "slug": chain.world.economy.slug,
                }
                yield reverse(f"delivery_chain:{pattern.name}", kwargs={name: known[name] for name in wanted})


def admin_pages() -> Iterator[str]:
    """Lists, records and histories of everything that could hold a rating or speak of one."""
    ours = [model for model in admin.site._registry if model._meta.app_label == "delivery_chain"]
    for model in [*ours, AuditEvent, StateChange, Job, SentMail]:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        for pk in model._base_manager.values_list("pk", flat=True).order_by("-pk")[:3]:
            yield reverse(f"{base}_change", args=[pk])
            yield reverse(f"{base}_history", args=[pk])


def told(client, chain, person, *, but=()) -> list[str]:
    """The addresses that answer this person with the marker in them, in their text or in their downloaded parts."""
    client.force_login(person)
    outcome = chain.world.outcomes["economy"]
    pages = [
        *section_pages(chain),
        *admin_pages(),
        *(reverse(name) for name in ELSEWHERE),
        outcome.get_absolute_url(),
        f"/search/?q={ASKED}",
        "/audit/audit.csv",
    ]
    # Whoever comes back is told what changed: here, everything since the beginning of the history.
    for page in (chain.review.get_absolute_url(), outcome.get_absolute_url()):
        client.get(page)
    LastLook.objects.update(looked_at=LONG_AGO, up_to=0)
    return sorted({page for page in pages if page not in but and MARKER in text_of(client.get(page))})


def text_of(answer) -> str:
    if "spreadsheetml" in answer.get("Content-Type", ""):
        from io import BytesIO

        from openpyxl import load_workbook

        book = load_workbook(BytesIO(answer.content))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return text.decode("utf-8", "ignore")


@pytest.mark.parametrize("name", ["lead", "chair", "coordinator", "admin", "lead2", "colleague", "outsider"])
def test_while_a_group_is_waited_for_nobody_outside_it_reads_a_rating(client, half, world, name):
    assert told(client, half, getattr(world, name)) == []


@pytest.mark.parametrize(("name", "number"), [("group_member", 1), ("owner", 2), ("member", 2)])
def test_a_participant_reads_no_more_than_their_own_groups_sheet(client, half, world, name, number):
    own = reverse("delivery_chain:sheet-edit", args=[half.review.pk, number])

    assert told(client, half, getattr(world, name), but=[own]) == []


def test_once_all_are_in_the_same_walk_finds_the_ratings(client, half, world):
    half.submit(2, reason=MARKER)

    found = told(client, half, world.lead)

    assert reverse("delivery_chain:review-compare", args=[half.review.pk]) in found


def test_no_pack_of_a_meeting_tells_one(half, world):
    meetings = [MeetingFactory(body=body) for body in (world.board, half.review.body)]

    assert [MARKER in canonical_of(meeting, ON) for meeting in meetings] == [False, False]


def test_the_administration_never_tells_one_even_then(client, half, world):
    half.submit(2, reason=MARKER)

    assert told(client, half, world.admin) == []


def test_no_search_of_the_administration_finds_what_a_sheet_says(client, half, world):
    client.force_login(world.admin)
    lists = [page for page in admin_pages() if page.count("/") == 4]

    found = {page: client.get(page, {"q": MARKER}).context["cl"].result_count for page in lists}

    assert (len(found) > 20, set(found.values())) == (True, {0})


def test_the_form_of_the_second_who_writes_tells_a_stranger_nothing(client, half, world):
    client.force_login(world.lead)
    fields = {f"rating_{number}": "green" for number in (1, 2, 3)} | {"version": "0", "save": "1"}

    answers = [
        client.post(reverse(f"delivery_chain:{name}", args=[half.review.pk, 2]), fields)
        for name in ("sheet-edit", "sheet-type-in")
    ]

    assert [MARKER in answer.content.decode() for answer in answers] == [False, False]

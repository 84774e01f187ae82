"""What every page needs: whose site it is, what day it is, who is looking, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dorset_lsp.common.stamps import kept
from dorset_lsp.common.today import stated, today
from dorset_lsp.site.looking import unread_count
from dorset_lsp.site.public.frame import open_frame
from dorset_lsp.site.work import work_count
from partnerships.enums import LEADING_ROLES, BodyKind, MembershipRole
from partnerships.models import Body, Membership, Organisation, Partnership, Person
from scrutiny.models import Challenge


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the section bar."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a page says of whoever looks: their role in a word or two, and the sections open to them."""

    role: str
    sections: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    may_ask_board: bool = False
    """Whether the viewer may put questions on the Board's next agenda."""
    may_challenge: bool = False
    """Whether the viewer may put a scrutiny member's question."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. Worked out once a request: a table in a page is drawn with a context of its own."""
    if getattr(request, "is_open_page", False):
        return open_frame(request)
    found: dict[str, Any] | None = getattr(request, "frame", None)
    if found is None:
        found = request.frame = _page(request)
    return found


def _page(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "user", None)
    signed_in = viewer is not None and viewer.is_authenticated
    frame = frame_of(viewer) if signed_in else Frame("", (), ())
    return {
        "partnership": kept("partnership", Partnership.objects.first, of_kinds=(Partnership,)),
        "today": today(),
        "today_is_stated": stated() is not None,
        "viewer": viewer,
        "viewer_role": frame.role,
        "sections": [Section(label, url, request.path.startswith(url)) for label, url in frame.sections],
        "footer_links": frame.links,
        "unread_notices": unread_count(request, viewer) if signed_in else 0,
        "search_url": reverse("site:search") if signed_in else "",
        "work_count": work_count(viewer, today()) if signed_in else 0,
        "may_ask_board": frame.may_ask_board,
        "may_challenge": frame.may_challenge,
    }


def frame_of(viewer: Person) -> Frame:
    """The frame for a person today; kept until a membership, a body or an organisation changes."""
    name = f"frame:{viewer.pk}:{viewer.organisation_id}:{viewer.is_staff}:{today():%Y%m%d}"
    return kept(name, lambda: _frame(viewer), of_kinds=(Membership, Body, Organisation))


def _frame(viewer: Person) -> Frame:
    standing = viewer.standing(today())
    sections = [
        ("Dashboard", reverse("site:dashboard"), standing.is_member_of_any_body),
        ("My work", reverse("site:my-work"), True),
        ("Performance", reverse("performance:index"), True),
        ("Delivery chains", reverse("delivery_chain:review-list"), True),
        ("Scrutiny", reverse("scrutiny:index"), True),
        ("Partnership", reverse("partnerships:structure"), True),
        ("Administration", reverse("admin:index"), viewer.is_staff),
    ]
    links = [
        (reverse("site:help"), "Help"),
        (reverse("site:judging"), "How figures are judged"),
        (reverse("site:gallery"), "Components"),
        (reverse("public:front"), "The open site"),
        (reverse("public:accessibility"), "Accessibility"),
        (reverse("public:privacy"), "Privacy"),
    ]
    if viewer.is_staff or standing.is_coordinator:
        links.append((reverse("site:status"), "Jobs and when they run"))
    if viewer.is_staff:
        links.append((reverse("site:audit"), "The history"))
    if settings.DEMO:
        links.append((reverse("site:mail"), "E-mail sent by this demonstration"))
    open_to_them = tuple((label, url) for label, url, is_open in sections if is_open)
    return Frame(
        role_of(viewer),
        open_to_them,
        tuple(links),
        may_ask_board=standing.holds(BodyKind.BOARD, *LEADING_ROLES),
        may_challenge=viewer.has_perm("scrutiny.put_challenge", Challenge),
    )


def role_of(viewer: Person) -> str:
    """What the person is here, in a word or two: the duty that matters most today, else their organisation."""
    standing = viewer.standing(today())
    if standing.is_chair:
        return "chair of the Board"
    if standing.is_coordinator:
        return "co-ordinator"
    led = [held for held in standing.held if held.role in (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR)]
    if led:
        return f"{led[0].role.replace('_', ' ')}, {led[0].body_name}"
    return viewer.organisation.label if viewer.organisation else ""

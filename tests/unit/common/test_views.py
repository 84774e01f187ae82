"""What views share: permission on an object, and one way to run a change and answer for it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.generic import DetailView

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.views import AllowedObjectMixin, carried_out, object_or_404
from partnerships.models import Body
from tests.factories.partnerships import BodyFactory, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(rf):
    """A request by somebody, with messages kept."""

    def ask(person):
        request = rf.get("/")
        request.user = person
        request._messages = CookieStorage(request)
        return request

    return ask


@pytest.fixture
def coordinator():
    return MembershipFactory(seat=None, role="support", body__kind="board", from_on=date(2000, 1, 1)).person


def said(request):
    return [(message.level_tag, message.message) for message in get_messages(request)]


def test_what_the_viewer_may_touch_is_handed_over(asking, coordinator):
    body = BodyFactory()

    assert (
        object_or_404(Body.objects.all(), asking(coordinator), "partnerships.edit_body", pk=body.pk) == body
    )


def test_what_is_there_but_not_for_them_reads_as_what_is_not_there(asking):
    body = BodyFactory()
    request = asking(PersonFactory())

    for pk in (body.pk, body.pk + 1):
        with pytest.raises(Http404):
            object_or_404(Body.objects.all(), request, "partnerships.edit_body", pk=pk)


def test_nobody_who_is_not_signed_in_touches_anything(asking):
    with pytest.raises(Http404):
        object_or_404(
            Body.objects.all(), asking(AnonymousUser()), "partnerships.edit_body", pk=BodyFactory().pk
        )


def test_what_is_outside_the_scope_is_not_there_even_for_those_who_may(asking, coordinator):
    body = BodyFactory()

    with pytest.raises(Http404):
        object_or_404(Body.objects.none(), asking(coordinator), "partnerships.edit_body", pk=body.pk)


class BodyPage(AllowedObjectMixin, DetailView):
    permission = "partnerships.edit_body"
    queryset = Body.objects.all()


def test_a_generic_view_asks_the_policy_too(asking, coordinator):
    body = BodyFactory()

    def object_for(person):
        page = BodyPage()
        page.setup(asking(person), pk=body.pk)
        return page.get_object()

    assert object_for(coordinator) == body
    with pytest.raises(Http404):
        object_for(PersonFactory())


def test_a_change_that_was_made_is_told(asking):
    request = asking(PersonFactory())

    assert carried_out(request, lambda: None, said="Done.") is True
    assert said(request) == [("success", "Done.")]


def test_a_change_that_was_refused_is_told_with_its_reason(asking):
    request = asking(PersonFactory())

    def refuse():
        raise Refused("Not today.")

    assert carried_out(request, refuse, said="Done.") is False
    assert said(request) == [("error", "Not today.")]


def test_a_change_without_the_right_to_it_is_no_message(asking):
    def forbid():
        raise PermissionDenied

    with pytest.raises(PermissionDenied):
        carried_out(asking(PersonFactory()), forbid, said="Done.")

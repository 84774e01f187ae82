"""The page on which an organisation's tokens are made, looked at and voided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out
from partnerships.changes import api_tokens
from partnerships.forms.api_tokens import TokenForm
from partnerships.models import ApiToken


@never_cache
@sensitive_variables("secret")
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens that the viewer may see, and the form for another. A new token is shown in the answer, once."""
    viewer, on, secret = request.user, today(), ""
    may_make = viewer.has_perm("partnerships.make_token", viewer.organisation)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and may_make and form.is_valid():
        secret = api_tokens.make(organisation=viewer.organisation, **form.values(on), by=viewer, on=on)
        form = TokenForm()
    rows = ApiToken.objects.visible_to(viewer, on).select_related("organisation", "person__organisation")
    context = {
        "form": form if may_make else None,
        "secret": secret,
        "tokens": [
            (one, one.is_good_on(on), viewer.has_perm("partnerships.revoke_token", one)) for one in rows
        ],
    }
    return render(request, "partnerships/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a token."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user, today()), pk=pk)
    carried_out(
        request,
        lambda: api_tokens.revoke(token=token, by=request.user, on=today()),
        said="The token is void. It opens nothing any more.",
    )
    return redirect("partnerships:tokens")

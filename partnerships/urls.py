"""The partnership's pages. Those of an outcome, an organisation, a person and an action are in dorset_lsp.site:
they show things of several apps.
"""

from django.urls import path

from partnerships.views import actions, bodies, memberships, organisations, people, strategy, structure

app_name = "partnerships"

urlpatterns = [
    path("", structure.structure, name="structure"),
    path("strategy/", strategy.strategy, name="strategy"),
    path("bodies/", bodies.BodyList.as_view(), name="body-list"),
    path("bodies/bodies.<str:file_type>", bodies.BodyList.as_view(), name="body-download"),
    path("bodies/<slug:slug>/", bodies.BodyDetail.as_view(), name="body-detail"),
    path("bodies/<slug:slug>/appoint/", memberships.Appoint.as_view(), name="membership-appoint"),
    path("bodies/<slug:slug>/propose-action/", actions.Propose.as_view(), name="action-propose"),
    path("memberships/<int:pk>/end/", memberships.End.as_view(), name="membership-end"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation-list"),
    path(
        "organisations/organisations.<str:file_type>",
        organisations.OrganisationList.as_view(),
        name="organisation-download",
    ),
    path("people/", people.PersonList.as_view(), name="person-list"),
    path("people/people.<str:file_type>", people.PersonList.as_view(), name="person-download"),
    path("people/invite/", people.Invite.as_view(), name="person-invite"),
    path("people/<int:pk>/invite-again/", people.invite_again, name="person-invite-again"),
    path("people/<int:pk>/close-account/", people.CloseAccount.as_view(), name="person-close-account"),
    path("actions/", actions.ActionList.as_view(), name="action-list"),
    path("actions/actions.<str:file_type>", actions.ActionList.as_view(), name="action-download"),
    path("actions/<int:pk>/agree/", actions.agree, name="action-agree"),
    path("actions/<int:pk>/note/", actions.Note.as_view(), name="action-note"),
    path("actions/<int:pk>/complete/", actions.Complete.as_view(), name="action-complete"),
    path("actions/<int:pk>/alter/", actions.Alter.as_view(), name="action-alter"),
    path("actions/<int:pk>/drop/", actions.Drop.as_view(), name="action-drop"),
    path("actions/<int:pk>/reopen/", actions.Reopen.as_view(), name="action-reopen"),
]

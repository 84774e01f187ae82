"""The partnership's pages. Those of an outcome, an organisation, a person and an action are in dorset_lsp.site:
they show things of several apps.
"""

from django.urls import path

from partnerships.views import (
    actions,
    agendas,
    bodies,
    calendars,
    interests,
    meetings,
    memberships,
    minutes,
    organisations,
    people,
    strategy,
    structure,
    trainings,
)

app_name = "partnerships"

urlpatterns = [
    path("", structure.structure, name="structure"),
    path("strategy/", strategy.strategy, name="strategy"),
    path("bodies/", bodies.BodyList.as_view(), name="body-list"),
    path("bodies/bodies.<str:file_type>", bodies.BodyList.as_view(), name="body-download"),
    path("bodies/<slug:slug>/", bodies.BodyDetail.as_view(), name="body-detail"),
    path("bodies/<slug:slug>/appoint/", memberships.Appoint.as_view(), name="membership-appoint"),
    path("bodies/<slug:slug>/propose-action/", actions.Propose.as_view(), name="action-propose"),
    path("bodies/<slug:slug>/schedule-meeting/", meetings.Schedule.as_view(), name="meeting-schedule"),
    path("memberships/<int:pk>/end/", memberships.End.as_view(), name="membership-end"),
    path("memberships/<int:pk>/transfer/", memberships.Transfer.as_view(), name="membership-transfer"),
    path("memberships/<int:pk>/correct/", memberships.Correct.as_view(), name="membership-correct"),
    path("bodies/<slug:slug>/change/", bodies.Describe.as_view(), name="body-describe"),
    path("people/<int:pk>/interests/declare/", interests.Declare.as_view(), name="interest-declare"),
    path("people/<int:pk>/interests/<int:interest>/end/", interests.End.as_view(), name="interest-end"),
    path("training/", trainings.TrainingList.as_view(), name="training-list"),
    path("training/training.<str:file_type>", trainings.TrainingList.as_view(), name="training-download"),
    path("training/note/", trainings.Note.as_view(), name="training-note"),
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
    path("actions/update/", actions.UpdateMany.as_view(), name="action-update-many"),
    path("actions/by-group-and-organisation/", actions.ByWhom.as_view(), name="action-by-whom"),
    path("actions/actions.<str:file_type>", actions.ActionList.as_view(), name="action-download"),
    path("actions/<int:pk>/agree/", actions.agree, name="action-agree"),
    path("actions/<int:pk>/note/", actions.Note.as_view(), name="action-note"),
    path("actions/<int:pk>/complete/", actions.Complete.as_view(), name="action-complete"),
    path("actions/<int:pk>/alter/", actions.Alter.as_view(), name="action-alter"),
    path("actions/<int:pk>/drop/", actions.Drop.as_view(), name="action-drop"),
    path("actions/<int:pk>/reopen/", actions.Reopen.as_view(), name="action-reopen"),
    path("meetings/", meetings.MeetingList.as_view(), name="meeting-list"),
    path("meetings/meetings.<str:file_type>", meetings.MeetingList.as_view(), name="meeting-download"),
    path("meetings.ics", calendars.meetings_feed, name="meeting-feed"),
    path("meetings/calendar/", calendars.calendar_page, name="calendar"),
    path("meetings/calendar/renew/", calendars.renew, name="calendar-renew"),
    path("meetings/calendar/stop/", calendars.stop, name="calendar-stop"),
    path("meetings/<int:pk>/change/", meetings.Alter.as_view(), name="meeting-alter"),
    path("meetings/<int:pk>/cancel/", meetings.Cancel.as_view(), name="meeting-cancel"),
    path("meetings/<int:pk>/invite/", meetings.Invite.as_view(), name="meeting-invite"),
    path("meetings/<int:pk>/agenda.pdf", agendas.agenda, name="meeting-agenda"),
    path("meetings/<int:pk>/items/add/", agendas.AddItem.as_view(), name="item-add"),
    path("meetings/<int:pk>/items/<int:item>/change/", agendas.AlterItem.as_view(), name="item-alter"),
    path("meetings/<int:pk>/items/<int:item>/move/<slug:way>/", agendas.move_item, name="item-move"),
    path("meetings/<int:pk>/items/<int:item>/remove/", agendas.remove_item, name="item-remove"),
    path("meetings/<int:pk>/papers/add/", agendas.AddPaper.as_view(), name="paper-add"),
    path("meetings/<int:pk>/papers/<int:paper>/<str:name>", agendas.paper_file, name="paper-file"),
    path(
        "meetings/<int:pk>/papers/<int:paper>/withdraw/",
        agendas.WithdrawPaper.as_view(),
        name="paper-withdraw",
    ),
    path("meetings/<int:pk>/register/", minutes.Register.as_view(), name="meeting-register"),
    path("meetings/<int:pk>/minutes/", minutes.Write.as_view(), name="meeting-minutes"),
    path("meetings/<int:pk>/minutes.pdf", minutes.minutes_file, name="minutes-file"),
    path("meetings/<int:pk>/minutes/draft/", minutes.Draft.as_view(), name="minutes-draft"),
    path("meetings/<int:pk>/minutes/take-back/", minutes.TakeBack.as_view(), name="minutes-take-back"),
    path("meetings/<int:pk>/minutes/agree/", minutes.Agree.as_view(), name="minutes-agree"),
    path("meetings/<int:pk>/decisions/add/", minutes.Decide.as_view(), name="decision-add"),
    path(
        "meetings/<int:pk>/decisions/<int:decision>/reword/", minutes.Reword.as_view(), name="decision-reword"
    ),
    path(
        "meetings/<int:pk>/decisions/<int:decision>/strike/", minutes.Strike.as_view(), name="decision-strike"
    ),
    path(
        "meetings/<int:pk>/decisions/<int:decision>/action/",
        minutes.AskForAction.as_view(),
        name="decision-action",
    ),
]

from django.urls import path

from performance.views import indicators, returns, rounds, scorecards, workbooks

app_name = "performance"

urlpatterns = [
    path("", scorecards.ScorecardList.as_view(), name="index"),
    path("scorecards/<slug:slug>/", scorecards.scorecard_detail, name="scorecard-detail"),
    path("scorecards/<slug:slug>/scorecard.<str:form>", scorecards.download, name="scorecard-download"),
    path("indicators/", indicators.IndicatorList.as_view(), name="indicator-list"),
    path(
        "indicators/indicators.<str:file_type>",
        indicators.IndicatorList.as_view(),
        name="indicator-list-download",
    ),
    path("indicators/<slug:slug>/", indicators.IndicatorDetail.as_view(), name="indicator-detail"),
    path("indicators/<slug:slug>/figures.<str:form>", indicators.download, name="indicator-download"),
    path("indicators/<slug:slug>/act/", indicators.ActOnException.as_view(), name="exception-act"),
    path("rounds/", rounds.RoundList.as_view(), name="round-list"),
    path("rounds/plan/", rounds.PlanRound.as_view(), name="round-plan"),
    path("rounds/<slug:slug>/", rounds.RoundDetail.as_view(), name="round-detail"),
    path("rounds/<slug:slug>/returns.<str:form>", rounds.download, name="round-download"),
    path("rounds/<slug:slug>/open/", rounds.open_round, name="round-open"),
    path("rounds/<slug:slug>/dates/", rounds.ExtendRound.as_view(), name="round-extend"),
    path("rounds/<slug:slug>/publish/", rounds.PublishRound.as_view(), name="round-publish"),
    path("rounds/<slug:slug>/correct/", rounds.CorrectRound.as_view(), name="round-correct"),
    path("rounds/<slug:slug>/check/", rounds.CheckReturns.as_view(), name="round-check"),
    path("rounds/<slug:slug>/workbook.<str:form>", workbooks.Workbook.as_view(), name="round-workbook"),
    path("rounds/<slug:slug>/upload/", workbooks.UploadWorkbook.as_view(), name="round-upload"),
    path("uploads/", workbooks.UploadList.as_view(), name="upload-list"),
    path("uploads/<int:pk>/", workbooks.UploadDetail.as_view(), name="upload-detail"),
    path("uploads/<int:pk>/apply/", workbooks.apply, name="upload-apply"),
    path("uploads/<int:pk>/discard/", workbooks.discard, name="upload-discard"),
    path("uploads/<int:pk>/undo/", workbooks.undo, name="upload-undo"),
    path("returns/<int:pk>/", returns.ReturnDetail.as_view(), name="return-detail"),
    path("returns/<int:pk>/edit/", returns.EditReturn.as_view(), name="return-edit"),
    path("returns/<int:pk>/withdraw/", returns.withdraw, name="return-withdraw"),
    path("returns/<int:pk>/verify/", returns.verify, name="return-verify"),
    path("returns/<int:pk>/send-back/", returns.SendBack.as_view(), name="return-send-back"),
    path("returns/<int:pk>/reopen/", returns.Reopen.as_view(), name="return-reopen"),
    path("returns/<int:pk>/ask-to-reopen/", returns.AskToReopen.as_view(), name="return-ask-to-reopen"),
    path("returns/<int:pk>/answer-request/", returns.AnswerRequest.as_view(), name="return-answer-request"),
    path("returns/<int:pk>/remind/", returns.remind, name="return-remind"),
]

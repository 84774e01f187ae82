"""Scrutiny's pages. What stands of it on the pages of other things is composed in dorset_lsp.site."""

from django.urls import path

from scrutiny.views import asks, bulletins, challenges, recommendations, reports, reviews, texts, topics

app_name = "scrutiny"

urlpatterns = [
    path("", reviews.Index.as_view(), name="index"),
    # The work programme
    path("programme/", topics.TopicList.as_view(), name="topic-list"),
    path("programme/programme.<str:file_type>", topics.TopicList.as_view(), name="topic-download"),
    path("programme/suggest/", topics.Suggest.as_view(), name="topic-suggest"),
    path("programme/call-for-action/", topics.CallForAction.as_view(), name="topic-call"),
    path("programme/<int:pk>/", topics.TopicDetail.as_view(), name="topic-detail"),
    path("programme/<int:pk>/admit/", topics.Admit.as_view(), name="topic-admit"),
    path("programme/<int:pk>/turn-away/", topics.TurnAway.as_view(), name="topic-turn-away"),
    path("programme/<int:pk>/decide/", topics.Decide.as_view(), name="topic-decide"),
    path("programme/<int:pk>/plan/", topics.Plan.as_view(), name="topic-plan"),
    path("suggest/", topics.PublicSuggest.as_view(), name="topic-suggest-public"),
    # Reviews
    path("committees/<slug:slug>/propose/", reviews.Propose.as_view(), name="review-propose"),
    path("reviews/<slug:slug>/", reviews.ReviewDetail.as_view(), name="review-detail"),
    path("reviews/<slug:slug>/scope/", reviews.Scope.as_view(), name="review-scope"),
    path("reviews/<slug:slug>/change-scope/", reviews.ChangeScope.as_view(), name="review-change-scope"),
    path("reviews/<slug:slug>/lines/add/", reviews.AddLine.as_view(), name="line-add"),
    path("reviews/<slug:slug>/councils/add/", reviews.JoinCouncil.as_view(), name="council-add"),
    path("reviews/<slug:slug>/councils/adopted/", reviews.RecordAdoption.as_view(), name="council-adopted"),
    path("reviews/<slug:slug>/interests/add/", reviews.DeclareInterest.as_view(), name="interest-add"),
    path("reviews/<slug:slug>/minority-view/", reviews.MinorityView.as_view(), name="review-minority-view"),
    path("reviews/<slug:slug>/gather-more/", reviews.GatherMore.as_view(), name="review-gather-more"),
    path("reviews/<slug:slug>/send-back/", reviews.SendBack.as_view(), name="review-send-back"),
    path("reviews/<slug:slug>/issue/", reviews.Issue.as_view(), name="review-issue"),
    path("reviews/<slug:slug>/close/", reviews.CloseReview.as_view(), name="review-close"),
    path("reviews/<slug:slug>/move/<slug:verb>/", reviews.move, name="review-move"),
    path("reviews/<slug:slug>/evidence/add/", texts.TakeEvidence.as_view(), name="evidence-add"),
    path("reviews/<slug:slug>/findings/add/", texts.Conclude.as_view(), name="finding-add"),
    path(
        "reviews/<slug:slug>/recommendations/add/",
        recommendations.Recommend.as_view(),
        name="recommendation-add",
    ),
    path(
        "reviews/<slug:slug>/addressees/add/", recommendations.NameAddressee.as_view(), name="addressee-add"
    ),
    path("reviews/<slug:slug>/matrix/", recommendations.MatrixPage.as_view(), name="matrix"),
    path(
        "reviews/<slug:slug>/matrix.<str:file_type>",
        recommendations.MatrixPage.as_view(),
        name="matrix-download",
    ),
    path(
        "reviews/<slug:slug>/report-<slug:audience>-v<int:number>.<str:form>",
        reports.download,
        name="report-file",
    ),
    # Evidence, findings, texts
    path("evidence/<int:pk>/", texts.EvidenceDetail.as_view(), name="evidence-detail"),
    path("evidence/<int:pk>/alter/", texts.AlterEvidence.as_view(), name="evidence-alter"),
    path("findings/<int:pk>/", texts.FindingDetail.as_view(), name="finding-detail"),
    path("findings/<int:pk>/alter/", texts.RewriteFinding.as_view(), name="finding-alter"),
    path("findings/<int:pk>/witness/", texts.PutToWitness.as_view(), name="finding-witness"),
    path("fact-checks/<int:pk>/", texts.AnswerFactCheck.as_view(), name="fact-check"),
    path("texts/<int:pk>/readers/", texts.SetAccess.as_view(), name="passage-access"),
    # Recommendations
    path("recommendations/", recommendations.Tracker.as_view(), name="recommendation-list"),
    path(
        "recommendations/recommendations.<str:file_type>",
        recommendations.Tracker.as_view(),
        name="recommendation-download",
    ),
    path(
        "recommendations/<int:pk>/",
        recommendations.RecommendationDetail.as_view(),
        name="recommendation-detail",
    ),
    path(
        "recommendations/<int:pk>/alter/",
        recommendations.RewriteRecommendation.as_view(),
        name="recommendation-alter",
    ),
    path(
        "recommendations/<int:pk>/address/",
        recommendations.AddressRecommendation.as_view(),
        name="recommendation-address",
    ),
    path("recommendations/<int:pk>/outcome/", recommendations.Judge.as_view(), name="recommendation-outcome"),
    path(
        "addressees/<int:pk>/responder/", recommendations.NameResponder.as_view(), name="addressee-responder"
    ),
    path("addressees/<int:pk>/receipts/", recommendations.Receive.as_view(), name="addressee-receive"),
    path("inbox/", recommendations.Inbox.as_view(), name="inbox"),
    path("inbox/addressed-to-me.<str:file_type>", recommendations.Inbox.as_view(), name="inbox-download"),
    path("outcomes/", recommendations.OutcomesPage.as_view(), name="outcomes"),
    # One recommendation to one addressee
    path("asks/<int:pk>/", asks.AskDetail.as_view(), name="ask-detail"),
    path("asks/<int:pk>/answer/", asks.Answer.as_view(), name="ask-answer"),
    path("asks/<int:pk>/clarify/", asks.AskWhatIsMeant.as_view(), name="ask-clarify"),
    path("asks/<int:pk>/progress/", asks.ClaimProgress.as_view(), name="ask-claim"),
    path("asks/<int:pk>/action/", asks.TakeUpAction.as_view(), name="ask-action"),
    path("asks/<int:pk>/close/", asks.CloseAsk.as_view(), name="ask-close"),
    path("asks/<int:pk>/reopen/", asks.ReopenAsk.as_view(), name="ask-reopen"),
    path("asks/<int:pk>/withdraw/", asks.WithdrawAsk.as_view(), name="ask-withdraw"),
    path("asks/<int:pk>/leave-out/", recommendations.leave_out, name="ask-leave-out"),
    path("questions-of-responders/<int:pk>/", asks.SayWhatIsMeant.as_view(), name="clarification-answer"),
    path("claims/<int:pk>/decide/", asks.DecideClaim.as_view(), name="claim-decide"),
    path("answers/<int:pk>/publish/", asks.publish, name="response-publish"),
    # Questions of members, bulletins
    path("questions/", challenges.ChallengeList.as_view(), name="challenge-list"),
    path(
        "questions/questions.<str:file_type>", challenges.ChallengeList.as_view(), name="challenge-download"
    ),
    path("questions/ask/<str:kind>/<int:pk>/", challenges.Ask.as_view(), name="challenge-ask"),
    path("questions/<int:pk>/", challenges.ChallengeDetail.as_view(), name="challenge-detail"),
    path("questions/<int:pk>/answer/", challenges.AnswerChallenge.as_view(), name="challenge-answer"),
    path("questions/<int:pk>/follow-up/", challenges.FollowUp.as_view(), name="challenge-follow-up"),
    path("questions/<int:pk>/settle/", challenges.settle, name="challenge-settle"),
    path("bulletins/", bulletins.BulletinList.as_view(), name="bulletin-list"),
    path("bulletins/<int:pk>/", bulletins.BulletinDetail.as_view(), name="bulletin-detail"),
]

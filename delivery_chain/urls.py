"""The pages of delivery chains. A stage and a group are named by their number in the review."""

from django.urls import path

from delivery_chain.views import comparison, files, frameworks, maps, matrix, plans, reviews, sheets

app_name = "delivery_chain"

urlpatterns = [
    path("", reviews.ReviewList.as_view(), name="review-list"),
    path("reviews.<str:file_type>", reviews.ReviewList.as_view(), name="review-download"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/matrix.<str:file_type>", matrix.download, name="matrix-download"),
    path("frameworks/", frameworks.FrameworkList.as_view(), name="framework-list"),
    path(
        "frameworks/<slug:slug>/<int:number>/", frameworks.FrameworkDetail.as_view(), name="framework-detail"
    ),
    path("set-up/", reviews.ChooseBody.as_view(), name="review-choose-body"),
    path("set-up/<slug:slug>/", reviews.SetUp.as_view(), name="review-set-up"),
    path("<int:pk>/", reviews.ReviewDetail.as_view(), name="review-detail"),
    path("<int:pk>/alter/", reviews.Alter.as_view(), name="review-alter"),
    path("<int:pk>/groups/add/", reviews.PutGroup.as_view(), name="group-add"),
    path("<int:pk>/groups/<int:number>/", reviews.PutGroup.as_view(), name="group-edit"),
    path("<int:pk>/groups/<int:number>/remove/", reviews.remove_group, name="group-remove"),
    path("<int:pk>/groups/<int:number>/leave-out/", sheets.LeaveOut.as_view(), name="group-leave-out"),
    path("<int:pk>/open/", reviews.open_, name="review-open"),
    path("<int:pk>/assess/", sheets.Assess.as_view(), name="review-assess"),
    path("<int:pk>/assess/alone/", sheets.RateAlone.as_view(), name="sheet-alone"),
    path("<int:pk>/assess/paper/", sheets.PaperSheet.as_view(), name="sheet-paper"),
    path("<int:pk>/assess/<int:number>/", sheets.FillIn.as_view(), name="sheet-edit"),
    path("<int:pk>/assess/<int:number>/type-in/", sheets.TypeIn.as_view(), name="sheet-type-in"),
    path("<int:pk>/assess/<int:number>/take-back/", sheets.take_back, name="sheet-take-back"),
    path("<int:pk>/report.<str:file_type>", files.report, name="review-report"),
    path("<int:pk>/compare/", comparison.compare, name="review-compare"),
    path("<int:pk>/agree/", reviews.Agree.as_view(), name="review-agree"),
    path("<int:pk>/agree/take-proposals/", comparison.take_proposals, name="review-take-proposals"),
    path("<int:pk>/agree/<int:number>/", comparison.Settle.as_view(), name="stage-settle"),
    path("<int:pk>/agree/<int:number>/dissent/", comparison.RecordDissent.as_view(), name="stage-dissent"),
    path("<int:pk>/begin-plan/", reviews.plan, name="review-begin-plan"),
    path("<int:pk>/map/<int:number>/", maps.detail, name="map-detail"),
    path("<int:pk>/map/<int:number>/draw/", maps.Draw.as_view(), name="map-draw"),
    path("<int:pk>/map/<int:number>/map.svg", maps.picture, name="map-picture"),
    path("<int:pk>/map/<int:number>/links.<str:file_type>", maps.download, name="map-download"),
    path("<int:pk>/map/<int:number>/change/", maps.change, name="map-change"),
    path("<int:pk>/map/<int:number>/actors/add/", maps.PutActor.as_view(), name="actor-add"),
    path("<int:pk>/map/<int:number>/links/add/", maps.PutLink.as_view(), name="link-add"),
    path("actors/<int:pk>/", maps.PutActor.as_view(), name="actor-edit"),
    path("actors/<int:pk>/remove/", maps.remove_actor, name="actor-remove"),
    path("links/<int:pk>/", maps.PutLink.as_view(), name="link-edit"),
    path("links/<int:pk>/remove/", maps.remove_link, name="link-remove"),
    path("links/<int:pk>/act/", plans.ActOnLink.as_view(), name="link-act"),
    path("<int:pk>/plan/", plans.plan, name="review-plan"),
    path("<int:pk>/plan/<int:number>/act/", plans.ActOnStage.as_view(), name="stage-act"),
    path("<int:pk>/close/", reviews.Close.as_view(), name="review-close"),
    path("<int:pk>/abandon/", reviews.Abandon.as_view(), name="review-abandon"),
    path("<int:pk>/repeat/", reviews.Repeat.as_view(), name="review-repeat"),
]

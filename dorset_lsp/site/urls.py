"""Pages that look across the apps, and the pages about the site itself."""

from django.urls import path

from dorset_lsp.site.views import (
    account,
    asking,
    audit,
    dashboard,
    gallery,
    guides,
    home,
    judging,
    mail,
    notices,
    packs,
    retention,
    status,
)
from dorset_lsp.site.views.action import ActionDetail
from dorset_lsp.site.views.indicator import IndicatorDetail
from dorset_lsp.site.views.looked_at import BodyDetail, ChainReviewDetail, ScrutinyReviewDetail
from dorset_lsp.site.views.meeting import BringForward, MeetingDetail
from dorset_lsp.site.views.my_work import MyWork
from dorset_lsp.site.views.organisation import OrganisationDetail
from dorset_lsp.site.views.orphans import Orphans
from dorset_lsp.site.views.orphans import download as orphans_download
from dorset_lsp.site.views.outcome import OutcomeDetail
from dorset_lsp.site.views.outside import OutsideTheAgreement
from dorset_lsp.site.views.person import PersonDetail
from dorset_lsp.site.views.programme import BenefitDetail, ProgrammeDetail
from dorset_lsp.site.views.search import Search

app_name = "site"

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/groups/<slug:slug>/", dashboard.group_dashboard, name="dashboard-group"),
    path("dashboard/ask/", asking.ask_now, name="board-ask-now"),
    path("dashboard/ask/<str:kind>/<int:pk>/", asking.AskTheBoard.as_view(), name="board-ask"),
    path("partnership/people/<int:pk>/held.json", account.held, name="person-held"),
    path("search/", Search.as_view(), name="search"),
    path("my-work/", MyWork.as_view(), name="my-work"),
    path("partnership/outcomes/<slug:slug>/", OutcomeDetail.as_view(), name="outcome-detail"),
    path(
        "partnership/strategy/outside-the-agreement/", OutsideTheAgreement.as_view(), name="outside-agreement"
    ),
    path("partnership/strategy/broken-threads/", Orphans.as_view(), name="orphans"),
    path(
        "partnership/strategy/broken-threads/broken-threads.<str:file_type>",
        orphans_download,
        name="orphans-download",
    ),
    path("partnership/programmes/<slug:slug>/", ProgrammeDetail.as_view(), name="programme-detail"),
    path("partnership/programmes/<slug:slug>/<int:number>/", BenefitDetail.as_view(), name="benefit-detail"),
    path("partnership/organisations/<slug:slug>/", OrganisationDetail.as_view(), name="organisation-detail"),
    path("partnership/people/<int:pk>/", PersonDetail.as_view(), name="person-detail"),
    path("partnership/actions/<int:pk>/", ActionDetail.as_view(), name="action-detail"),
    # Before the apps’ own pages of the same addresses: these add what changed, and what scrutiny asks about it.
    path("partnership/bodies/<slug:slug>/", BodyDetail.as_view(), name="body-detail"),
    path("delivery-chains/<int:pk>/", ChainReviewDetail.as_view(), name="chain-review-detail"),
    path("scrutiny/reviews/<slug:slug>/", ScrutinyReviewDetail.as_view(), name="review-detail"),
    path("performance/indicators/<slug:slug>/", IndicatorDetail.as_view(), name="indicator-detail"),
    path("partnership/meetings/<int:pk>/", MeetingDetail.as_view(), name="meeting-detail"),
    path(
        "partnership/meetings/<int:pk>/bring-forward/", BringForward.as_view(), name="meeting-bring-forward"
    ),
    path("partnership/meetings/<int:pk>/pack/", packs.MeetingPack.as_view(), name="meeting-pack"),
    path("partnership/meetings/<int:pk>/pack/send/", packs.send, name="meeting-pack-send"),
    path("partnership/meetings/<int:pk>/pack/<int:number>/again/", packs.again, name="meeting-pack-again"),
    path("partnership/meetings/<int:pk>/pack/v<int:number>.pdf", packs.pack_file, name="meeting-pack-file"),
    path("help/", guides.help_index, name="help"),
    path("help/<slug:role>/", guides.guide, name="guide"),
    path("notices/", notices.NoticeList.as_view(), name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/read/", notices.read_notice, name="notice-read"),
    path("account/notices/", notices.ChooseNotices.as_view(), name="notice-choices"),
    path("account/", account.OwnAccount.as_view(), name="account"),
    path("how-figures-are-judged/", judging.how_figures_are_judged, name="judging"),
    path("components/", gallery.Gallery.as_view(), name="gallery"),
    path("mail/", mail.MailList.as_view(), name="mail"),
    path("mail/mail.<str:file_type>", mail.MailList.as_view(), name="mail-download"),
    path("mail/<int:pk>/", mail.MailDetail.as_view(), name="mail-detail"),
    path("mail/<int:pk>/html/", mail.MailHtml.as_view(), name="mail-html"),
    path("audit/", audit.Audit.as_view(), name="audit"),
    path("audit/audit.<str:file_type>", audit.Audit.as_view(), name="audit-download"),
    path("audit/verify/", audit.verify, name="audit-verify"),
    path("status/", status.Status.as_view(), name="status"),
    path("status/retention/", retention.Retention.as_view(), name="retention"),
    path("status/retention/<int:pk>/stop/", retention.StopRemoval.as_view(), name="retention-stop"),
    path("status/jobs.<str:file_type>", status.Status.as_view(), name="status-download"),
    path("status/jobs/<int:pk>/", status.JobDetail.as_view(), name="job-detail"),
    path("status/jobs/<int:pk>/try-again/", status.try_again, name="job-try-again"),
]

"""The addresses of the open site. They are quoted in papers and links of others, so they stay."""

from django.urls import path

from dorset_lsp.site.public.views import (
    about,
    achievements,
    communities,
    decisions,
    feeds,
    front,
    indicators,
    money,
    outcomes,
    partnership,
    reports,
    reviews,
)

app_name = "public"

urlpatterns = [
    path("", front.front, name="front"),
    path("partnership/", partnership.structure, name="partnership"),
    path("partnership/<slug:slug>/", partnership.body, name="body"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<slug:slug>/", outcomes.outcome, name="outcome"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:slug>.<str:form>", indicators.figures, name="figures"),
    path("calendar/", about.calendar, name="calendar"),
    path("data/", about.data, name="data"),
    path("data/<slug:name>.<str:form>", indicators.whole, name="whole"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("reports/<slug:slug>/v<int:number>.<str:form>", reports.file, name="report-file"),
    path("reports/<slug:slug>/seals.json", reports.seals, name="report-seals"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", decisions.meeting, name="meeting"),
    path("decisions/<int:pk>/papers/<int:paper>/<str:name>", decisions.paper, name="paper"),
    path("money/", money.money, name="money"),
    path("scrutiny/", reviews.reviews, name="scrutiny"),
    path("scrutiny/<slug:slug>/", reviews.review, name="review"),
    path("scrutiny/<slug:slug>/report-v<int:number>.<str:form>", reviews.file, name="review-file"),
    path("said/", communities.said, name="said"),
    path("said/<slug:slug>/", communities.community, name="community"),
    path("achievements/", achievements.achievements, name="achievements"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies, name="cookies"),
    path("feeds/", about.feeds, name="feeds"),
    path("feeds/<slug:name>.atom", feeds.feed, name="feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
]

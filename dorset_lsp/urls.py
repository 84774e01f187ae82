"""The page map, in the order of the product's own list."""

from django.contrib import admin
from django.urls import include, path

from dorset_lsp.api.pages import api_docs
from dorset_lsp.api.service import urls as api_urls
from dorset_lsp.common import health
from dorset_lsp.site.public.views.feeds import robots

urlpatterns = [
    path("", include("dorset_lsp.site.urls")),
    path("partnership/", include("partnerships.urls")),
    path("performance/", include("performance.urls")),
    path("delivery-chains/", include("delivery_chain.urls")),
    path("scrutiny/", include("scrutiny.urls")),
    path("public/", include("dorset_lsp.site.public.urls")),
    path("api/v1/docs", api_docs, name="api-docs"),
    path("api/v1/", api_urls),
    path("robots.txt", robots, name="robots"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

admin.site.site_header = admin.site.site_title = "Administration"
admin.site.index_title = "Every record of the partnership"

"""Pages in every language, and the addresses for machines, which have none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from salaries.views.operators import healthz, readyz
from smmbench.later import addresses_of, view_at

handler400 = "smmbench.refused.bad_request"
handler500 = "salaries.views.unavailable.broken"
api = addresses_of("salaries.api.urls")
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", view_at("salaries.views.crawlers.robots"), name="robots"),
    path("sitemap.xml", view_at("salaries.views.crawlers.sitemap"), name="sitemap"),
    *i18n_patterns(
        path("api/docs", view_at("salaries.api.docs.docs"), name="api-docs"),
        prefix_default_language=False,
    ),
    path("api/openapi.json", api, {"rest": "openapi.json"}, name="openapi"),
    re_path("^api/(?P<rest>.*)$", api),
    *i18n_patterns(path("", include("salaries.urls")), prefix_default_language=False),
]

"""Pages in every language, and the addresses for machines, which have none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from salaries.api.docs import docs
from salaries.views.crawlers import robots, sitemap
from salaries.views.operators import healthz, readyz

handler500 = "salaries.views.unavailable.broken"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    *i18n_patterns(path("api/docs", docs, name="api-docs"), prefix_default_language=False),
    path("api/", include("salaries.api.urls")),
    *i18n_patterns(path("", include("salaries.urls")), prefix_default_language=False),
]

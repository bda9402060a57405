"""Pages in every language, and the addresses for machines, which have none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from salaries.views.crawlers import robots, sitemap
from salaries.views.operators import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/", include("salaries.api.urls")),
    *i18n_patterns(path("", include("salaries.urls")), prefix_default_language=False),
]

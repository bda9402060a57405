"""Pages in every language; what operators and programs ask has no language in its address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from salaries.views.operators import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/", include("salaries.api.urls")),
    *i18n_patterns(path("", include("salaries.urls")), prefix_default_language=False),
]

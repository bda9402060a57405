"""Everything is in `salaries`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("salaries.urls")), prefix_default_language=False)

"""Everything is in `salaries`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include

urlpatterns = i18n_patterns(include("salaries.urls"), prefix_default_language=False)

"""The addresses where SMMBENCH_ADMIN=1: everybody's, and the admin's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from salaries.admin.site import site
from smmbench import urls

handler400 = urls.handler400
handler500 = urls.handler500
urlpatterns = [
    *i18n_patterns(path("admin/", site.urls), prefix_default_language=False),
    *urls.urlpatterns,
]

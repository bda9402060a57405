"""For search engines: which pages there are, and which addresses to leave alone."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from salaries import queries
from salaries.domain.survey import Survey
from salaries.presenters.parts import link
from salaries.views.base import no_data
from salaries.views.only_read import only_read

PAGES = (
    "home",
    "offer",
    "vacancy",
    "band",
    "cities",
    "compare",
    "bulk",
    "method",
    "data",
    "embed",
    "api-docs",
)

Item = tuple[str, ...]


class Pages(Sitemap):  # type: ignore[type-arg] # generic in its stubs only
    """Every page that asks nothing, in every language; all changed when the survey was loaded."""

    i18n = True
    alternates = True
    x_default = True

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    def items(self) -> list[Item]:
        """The pages and the cities, as the names of their addresses."""
        cities = [("city", city.slug) for city in self.survey.cities]
        return [*((page,) for page in PAGES), *cities]

    def location(self, item: Item) -> str:
        """The path in the language in use."""
        view, *args = item
        return link(view, (), *args)

    def lastmod(self, item: Item) -> datetime:
        """When the survey was loaded."""
        return self.survey.provenance.loaded_at


@only_read
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The map, by the scheme and host asked; 503 when no survey is loaded."""
    try:
        survey = queries.default_survey()
    except queries.NoSurveyError:
        return no_data(request)
    return sitemap_view(request, {"pages": Pages(survey)})


ROBOTS = """User-agent: *
Allow: /
Allow: /og/
Disallow: /*?export=
Disallow: /*&export=

Sitemap: {sitemap}
"""


@only_read
def robots(request: HttpRequest) -> HttpResponse:
    """Pages and pictures are welcome everywhere; the table's exports are the same rows again."""
    text = ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

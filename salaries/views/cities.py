"""The city table and the page of one city."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from salaries.filters import MarketFilter
from salaries.presenters.city import CityPage as City
from salaries.tables import city_table
from salaries.views.base import SurveyPage


class CitiesPage(SurveyPage):
    """All markets, filtered and sorted as the address says."""

    template_name = "salaries/cities.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200, or 400 when the filter names what is not there."""
        chosen = MarketFilter(self.survey, request.GET)
        markets = chosen.markets()
        table = city_table(self.survey, markets, request.GET)
        context = self.get_context_data(
            filter=chosen,
            table=table,
            shown=len(markets),
            total=len(self.survey.markets),
        )
        status = HTTPStatus.BAD_REQUEST if chosen.errors else HTTPStatus.OK
        return self.render_to_response(context, status=status)


class CityPage(SurveyPage):
    """One city: both kinds of employer, premium, step prices, rank with ties."""

    template_name = "salaries/city.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The city's page, or 404 for one the survey does not have."""
        cities = {city.slug: city for city in self.survey.cities}
        if kwargs["slug"] not in cities:
            raise Http404(_("This survey has no such city."))
        return super().get_context_data(page=City(self.survey, cities[kwargs["slug"]]), **kwargs)

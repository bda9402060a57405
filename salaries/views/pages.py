"""The home page and the method page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from salaries.forms import OfferForm, OfferQuestion
from salaries.presenters.drawn import ranking_chart
from salaries.presenters.method import MethodPage as Method
from salaries.presenters.method import default_question
from salaries.presenters.quantile_method import QuantileMethod
from salaries.presenters.quantile_method import default_question as default_quantiles
from salaries.views.base import SurveyPage
from salaries.views.questions import status_of


class HomePage(SurveyPage):
    """The offer form at once, a picture of the market behind it, the three ways in."""

    template_name = "salaries/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """An empty form and the ranking of all cities."""
        return super().get_context_data(
            form=OfferForm(self.survey), chart=ranking_chart(self.survey), **kwargs
        )


class MethodPage(SurveyPage):
    """What every number means and how it is worked out, on an offer the reader can change."""

    def get_template_names(self) -> list[str]:
        """By the kind of survey."""
        return [f"salaries/{'quantile_method' if self.survey.has_quantiles else 'method'}.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The offer asked about; the default one beside a message where it cannot be read."""
        has_quantiles = self.survey.has_quantiles
        default = (default_quantiles if has_quantiles else default_question)(self.survey)
        form = OfferForm(self.survey, completed(request.GET, default))
        question = form.answerable() if form.is_valid() else default
        kind = QuantileMethod if has_quantiles else Method
        context = self.get_context_data(form=form, method=kind(self.survey, question))
        return self.render_to_response(context, status=status_of(form))


def completed(query: QueryDict, default: OfferQuestion) -> QueryDict:
    """The query with the default offer's values for every parameter it does not name."""
    whole = query.copy()
    values = {
        "city": default.market.city.slug,
        "segment": default.market.segment,
        "band": str(default.band.rank),
        "amount": str(default.amount),
        "basis": default.basis.value,
    }
    for name, value in values.items():
        whole.setdefault(name, value)
    return whole

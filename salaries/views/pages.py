"""The home page and the method page."""

from __future__ import annotations

from typing import Any

from salaries.forms import OfferForm
from salaries.presenters.drawn import ranking_chart
from salaries.presenters.method import MethodPage as Method
from salaries.views.base import SurveyPage


class HomePage(SurveyPage):
    """The offer form at once, a picture of the market behind it, the three ways in."""

    template_name = "salaries/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """An empty form and the ranking of all cities."""
        return super().get_context_data(
            form=OfferForm(self.survey), chart=ranking_chart(self.survey), **kwargs
        )


class MethodPage(SurveyPage):
    """What every number means and how it is worked out."""

    template_name = "salaries/method.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One example, worked with the survey's own numbers."""
        return super().get_context_data(method=Method(self.survey), **kwargs)

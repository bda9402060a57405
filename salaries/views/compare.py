"""Offers side by side, and the form that adds or changes one of them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from salaries.domain.survey import Survey
from salaries.offers import ColumnForm, read_offers
from salaries.presenters.beside import Beside, beside
from salaries.presenters.compare import Comparison, examples
from salaries.presenters.parts import Fact, compare_link, link
from salaries.prices import PricesForm, prices_field
from salaries.views.base import AnswerPage, others_of
from salaries.views.questions import status_of


class ComparePage(AnswerPage):
    """One to four offers of the address; an offer given in the form is added to the address."""

    template_name = "salaries/compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200; 302 to the offers with the form's one; 400 when something given is wrong."""
        asked = read_offers(self.survey, request.GET.getlist("offer"))
        edited = asked.position(request.GET.get("edit", ""))
        form = ColumnForm(self.survey, request.GET, initial=asked.start(edited))
        prices = PricesForm(self.survey, request.GET)
        if form.is_bound and form.is_valid() and not prices.errors:
            offers = asked.changed(edited, form.answerable())
            return HttpResponseRedirect(compare_link(self.survey, offers, prices.asked))
        comparison = Comparison(self.survey, asked.offers, edited, prices.asked)
        answered = asked.offers and not (asked.faults or prices.errors)
        context = self.get_context_data(
            asked=asked,
            form=form,
            prices=prices_field(prices),
            comparison=comparison,
            besides=self.besides(comparison),
            examples=[] if asked.offers else examples(self.survey),
            **(self.lasting(comparison.url) if answered else {}),
        )
        status = HTTPStatus.BAD_REQUEST if asked.faults else max(map(status_of, (form, prices)))
        return self.render_to_response(context, status=status)

    def besides(self, comparison: Comparison) -> list[Beside]:
        """The cities of the offers by other surveys, too."""
        cities = {one.market.city.slug: one.market.city for one in comparison.offers}
        found = (
            beside(self.survey, *others_of(self.survey, slug), city, link("city", (), slug))
            for slug, city in cities.items()
        )
        return [one for one in found if one]

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """The same offers by a survey; none where it cannot read them all."""
        asked = read_offers(survey, self.request.GET.getlist("offer"))
        return () if asked.faults else Comparison(survey, asked.offers).figures

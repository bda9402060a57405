"""The pictures that stand beside links to answers: PNG, for chat programs show no SVG."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from salaries.domain.survey import Survey
from salaries.doors.pages import limited
from salaries.embed.card import CardPicture, answer_picture, city_picture
from salaries.embed.forms import faults_of
from salaries.embed.raster import png
from salaries.forms import MarketForm, OfferForm, VacancyForm
from salaries.presenters.judged import judged_offer, judged_vacancy, page_of_city
from salaries.views.base import SurveyPage
from salaries.views.embed import asked, for_anyone


def card_image(request: HttpRequest, picture: CardPicture) -> HttpResponse:
    """The picture as PNG, drawn only for those who do not have it."""
    source = render_to_string("salaries/card_file.svg", {"picture": picture})
    return for_anyone(request, source, "image/png", png)


@method_decorator(limited("cards"), name="dispatch")
class AnswerCard(SurveyPage):
    """The picture of an answer; 400 and what is wrong when its query cannot be read."""

    form_class: type[MarketForm]
    judged: Callable[[Survey, Any], Any]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same form as the page's judges the query."""
        form = self.form_class(self.survey, asked(request.GET))
        if not form.is_valid():
            faults = "".join(f"{fault}\n" for fault in faults_of(form))
            plain = "text/plain; charset=utf-8"
            return HttpResponse(faults, content_type=plain, status=HTTPStatus.BAD_REQUEST)
        answer = type(self).judged(self.survey, form.answerable())
        return card_image(request, answer_picture(answer))


class OfferCard(AnswerCard):
    """A judged offer."""

    form_class = OfferForm
    judged = staticmethod(judged_offer)


class VacancyCard(AnswerCard):
    """A judged posting."""

    form_class = VacancyForm
    judged = staticmethod(judged_vacancy)


@method_decorator(limited("cards"), name="dispatch")
class CityCard(SurveyPage):
    """A city's ladders."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404 for a city that the survey does not have."""
        cities = {city.slug: city for city in self.survey.cities}
        if not self.survey.in_city(kwargs["slug"]):
            raise Http404(_("This survey has no such city."))
        return card_image(request, city_picture(page_of_city(self.survey, cities[kwargs["slug"]])))

"""The answer to a question by the kind of survey it is put to."""

from __future__ import annotations

from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City
from salaries.forms import OfferQuestion, VacancyQuestion
from salaries.presenters.city import CityPage
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.quantile_city import QuantileCity
from salaries.presenters.quantile_offer import QuantileOffer
from salaries.presenters.quantile_vacancy import QuantileVacancy
from salaries.presenters.vacancy import VacancyAnswer


def judged_offer(survey: Survey, question: OfferQuestion) -> OfferAnswer:
    """An offer judged by bands, or by quantiles."""
    kind = QuantileOffer if survey.has_quantiles else OfferAnswer
    return kind(survey, question)


def page_of_city(survey: Survey, city: City, prices: PriceChange | None = None) -> CityPage:
    """A city's page by bands, or by quantiles."""
    kind = QuantileCity if survey.has_quantiles else CityPage
    return kind(survey, city, prices)


def judged_vacancy(survey: Survey, question: VacancyQuestion) -> VacancyAnswer:
    """A posted range judged by bands, or by quantiles."""
    kind = QuantileVacancy if survey.has_quantiles else VacancyAnswer
    return kind(survey, question)

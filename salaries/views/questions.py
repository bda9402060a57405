"""Pages that answer a question asked in the query string: an offer, a vacancy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict

from salaries.domain.survey import Survey
from salaries.embed.card import answer_card
from salaries.fields import MoneyField
from salaries.forms import JobForm, OfferForm, VacancyForm
from salaries.presenters.duties import duty_drawer
from salaries.presenters.judged import judged_offer, judged_vacancy
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Fact
from salaries.presenters.quantile_offer import QuantileOffer
from salaries.presenters.quantile_texts import quantile_offer_text
from salaries.presenters.vacancy import VacancyAnswer
from salaries.presenters.words_of_offer import offer_text
from salaries.presenters.words_of_vacancy import vacancy_text
from salaries.presenters.words_to_use import in_every_language
from salaries.prices import prices_field
from salaries.views.base import AnswerPage


class QuestionPage(AnswerPage):
    """The form, and under it the answer when the question can be answered."""

    form_class: type[JobForm]
    judged: Callable[[Survey, Any], Any]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200, or 400 when something given (not merely left out) is wrong."""
        form = self.form_class(self.survey, request.GET)
        answer = self.answer(form)
        status = status_of(form)
        forgive_not_asked(form)
        lasting = self.lasting(answer.link()) if answer else {}
        card = answer and answer_card(answer, request.build_absolute_uri)
        context = self.get_context_data(
            form=form,
            duties=duty_drawer(form),
            prices=prices_field(form),
            answer=answer,
            wordings=in_every_language(partial(self.write, answer)) if answer else [],
            card=card,
            **lasting,
        )
        return self.render_to_response(context, status=status)

    def answer(self, form: JobForm) -> Any:
        """The answer by the form's survey; None to a question not asked or not understood."""
        if not (form.is_bound and form.is_valid()):
            return None
        return type(self).judged(form.survey, form.answerable())

    def write(self, answer: Any) -> str:
        """The answer as a text to copy, in the language in use."""
        raise NotImplementedError

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """What the same question came to by a survey."""
        answer = self.answer(self.form_class(survey, self.request.GET))
        return answer.figures if answer else ()


class OfferPage(QuestionPage):
    """Is this offer fair?"""

    template_name = "salaries/offer.html"
    form_class = OfferForm
    judged = staticmethod(judged_offer)

    def write(self, answer: OfferAnswer) -> str:
        """What the candidate can say."""
        if isinstance(answer, QuantileOffer):
            return quantile_offer_text(answer)
        return offer_text(answer)


class VacancyPage(QuestionPage):
    """What should I post?"""

    template_name = "salaries/vacancy.html"
    form_class = VacancyForm
    judged = staticmethod(judged_vacancy)

    def write(self, answer: VacancyAnswer) -> str:
        """What the employer can post."""
        return vacancy_text(answer)


def forgive_not_asked(form: Form) -> None:
    """No complaint about pay that a link leaves open: the reader has not been asked for it yet."""
    for name in form.errors.keys() - set(form.data):
        if isinstance(form.fields[name], MoneyField):
            del form.errors[name]


def status_of(form: Form) -> int:
    """400 for a wrong value; 200 for a good form and for one that is merely not complete."""
    if not form.is_bound:
        return HTTPStatus.OK
    query = cast(QueryDict, form.data)
    given = (value for name in form.errors for value in query.getlist(name))
    wrong = any(value.strip() for value in given)
    return HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK

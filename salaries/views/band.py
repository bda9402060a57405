"""Which band am I? A candidate's ticks against what the survey's bands ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from salaries.candidate import ProfileForm
from salaries.domain.survey import Survey
from salaries.presenters.band import BandAnswer
from salaries.presenters.parts import Fact
from salaries.views.base import AnswerPage
from salaries.views.questions import status_of


class BandPage(AnswerPage):
    """The ticks, and under them the band whose published requirements are all met."""

    template_name = "salaries/band.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200, or 400 when something given is wrong; a market alone only fills the form.

        A survey whose bands ask nothing places nobody, and the page says so.
        """
        if not self.survey.tells_requirements:
            self.template_name = "salaries/no_requirements.html"
            return self.render_to_response(self.get_context_data())
        form = ProfileForm(self.survey, request.GET)
        answer = self.answer(form)
        lasting = self.lasting(answer.link()) if answer else {}
        context = self.get_context_data(form=form, answer=answer, **lasting)
        return self.render_to_response(context, status=status_of(form))

    def answer(self, form: ProfileForm) -> BandAnswer | None:
        """The answer by the form's survey; None to a question not asked or not understood."""
        if not (form.is_bound and form.is_asked and form.is_valid()):
            return None
        return BandAnswer(form.survey, form.answerable())

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """What the same question came to by a survey."""
        answer = self.answer(ProfileForm(survey, self.request.GET))
        return answer.figures if answer else ()

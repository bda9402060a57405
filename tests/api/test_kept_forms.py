"""A form is made once and asked many questions: none sees another's, nor another survey's."""

import pytest
from django.test import RequestFactory

from salaries.api.questions import read_form
from salaries.domain.survey import Survey
from salaries.forms import OfferForm
from salaries.models import City
from salaries.models import Survey as SurveyRow
from tests.api.ask import OFFER, ask

pytestmark = pytest.mark.django_db


def test_a_question_keeps_its_own_values_after_the_next_was_read(survey: Survey) -> None:
    asked = "/?city=moscow&segment=agency&band=3&amount="
    requests = [RequestFactory().get(f"{asked}{amount}") for amount in (1, 2)]
    first, second = (read_form(request, OfferForm, survey) for request in requests)
    assert (first.answerable().amount, second.answerable().amount) == (1, 2)


def test_a_mistake_leaves_nothing_behind() -> None:
    before = ask("offer", OFFER).content
    assert ask("offer", {"city": "atlantis", "amount": "plenty", "basis": "odd"}).status == 400
    assert ask("offer", OFFER).content == before


def test_a_newly_loaded_survey_has_its_own_cities() -> None:
    assert ask("offer", OFFER, city="omsk").status == 200
    City.objects.filter(slug="omsk").update(slug="omsk-new")
    SurveyRow.objects.update(version="0" * 64)
    assert ask("offer", OFFER, city="omsk").codes == {"query.city": "invalid_choice"}
    assert ask("offer", OFFER, city="omsk-new").status == 200

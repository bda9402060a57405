"""`duty=` of the API: what a job holds, and which of it the pay is for."""

import pytest

from tests.api.ask import QUESTIONS, ask

pytestmark = pytest.mark.django_db

each_question = pytest.mark.parametrize("name", ["offer", "vacancy"])
GIVEN = ["events", "media-relations", "reports"]


@each_question
def test_duties_are_told_apart_and_change_no_figure(name: str) -> None:
    plain, asked = (ask(name, QUESTIONS[name], duty=given).body for given in ([], GIVEN))
    assert asked["duties"] == {
        "surveyed": ["reports"],
        "outside": ["media-relations", "events"],
        "other_jobs": ["pr", "events"],
        "is_several_jobs": True,
    }
    assert plain["duties"] == {
        "surveyed": [],
        "outside": [],
        "other_jobs": [],
        "is_several_jobs": False,
    }
    assert asked["result"] == plain["result"] and asked["inputs"] == plain["inputs"]


@each_question
def test_the_link_of_an_answer_keeps_its_duties(name: str) -> None:
    link = ask(name, QUESTIONS[name], duty=GIVEN).body["link"]
    assert "&duty=reports&duty=media-relations&duty=events&" in link


@each_question
def test_an_unknown_duty_is_refused_with_all_there_are(name: str) -> None:
    answer = ask(name, QUESTIONS[name], duty=["reports", "seo"])
    assert (answer.status, answer.codes) == (400, {"query.duty": "unknown_duty"})
    assert "“seo”. There are: strategy, " in answer.body["errors"][0]["message"]


@each_question
def test_a_duty_may_not_be_empty(name: str) -> None:
    answer = ask(name, QUESTIONS[name], duty=["reports", ""])
    assert answer.codes == {"query.duty": "empty_parameter"}


def test_an_offer_to_carry_elsewhere_takes_no_duties() -> None:
    codes = ask("transfer", QUESTIONS["transfer"], duty="reports").codes
    assert codes == {"query.duty": "unknown_parameter"}


def test_attributes_list_every_duty_with_its_trade() -> None:
    duties = {one["value"]: one for one in ask("attributes").body["duties"]}
    assert duties["reports"]["is_surveyed"] and duties["reports"]["job"] is None
    assert (duties["events"]["is_surveyed"], duties["events"]["job"]) == (False, "events")
    assert len(duties) == 17

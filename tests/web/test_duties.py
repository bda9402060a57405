"""What is in the job: duties ticked on the pages of offers and vacancies, kept by their links."""

import pytest
from django.conf import settings
from django.utils import translation

from salaries import library, models, words
from salaries.domain.survey import Survey
from salaries.presenters.duties import JOBS, job_name
from tests.web.page import MAIN_OFFER, MAIN_POSTING, Element, Page, get

pytestmark = pytest.mark.django_db

QUESTIONS = {"/offer/": MAIN_OFFER, "/vacancy/": MAIN_POSTING}
each_page = pytest.mark.parametrize("path", QUESTIONS)
OURS, EVENTS, PRESS = "reports", "events", "media-relations"


def asked(path: str, *duties: str, **changes: str) -> Page:
    return get(path, {**QUESTIONS[path], "duty": list(duties), **changes})


def drawer(page: Page) -> Element:
    return page.root.one("form", class_="question").one("details", class_="duties")


def ticked(page: Page) -> list[str]:
    boxes = drawer(page).all("input", type="checkbox")
    return [box.attrs["value"] for box in boxes if "checked" in box.attrs]


def told(page: Page) -> dict[str, list[str]]:
    """The lists of the answer by their headings."""
    parts = page.root.one("section", class_="job").one("div", class_="job-parts")
    return {part.one("h3").text: [li.text for li in part.all("li")] for part in parts.all("div")}


def test_the_file_holds_the_eleven_surveyed_and_six_others_in_three_languages(
    survey: Survey,
) -> None:
    duties = library.duties(survey.slug)
    assert sum(duty.is_surveyed for duty in duties) == 11
    assert len({duty.key for duty in duties}) == len(duties) == 17
    for code in ("en", "ru", "ka"):
        assert len({duty.text.in_language(code) for duty in duties}) == 17


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_other_trade_has_a_name(survey: Survey, language: str) -> None:
    jobs = {duty.job for duty in library.duties(survey.slug)} - {""}
    with translation.override(language):
        assert jobs == JOBS.keys()
        assert len({job_name(job) for job in jobs}) == len(jobs)


@each_page
def test_the_form_holds_them_closed_until_some_are_ticked(path: str) -> None:
    assert "open" not in drawer(get(path)).attrs and ticked(get(path)) == []
    page = asked(path, OURS, EVENTS)
    assert "open" in drawer(page).attrs and ticked(page) == [OURS, EVENTS]


@each_page
def test_nothing_is_said_of_duties_when_none_is_ticked(path: str) -> None:
    page = asked(path)
    assert page.status == 200 and not page.root.all("section", class_="job")


@each_page
def test_those_the_pay_is_for_stand_apart_from_those_it_is_not(path: str) -> None:
    assert told(asked(path, EVENTS, OURS)) == {
        "What the table’s pay is for published": ["Write analytical reports"],
        "Outside what was surveyed: to be agreed and paid apart": ["Organise events"],
    }


@each_page
def test_one_kind_alone_has_no_empty_list_beside_it(path: str) -> None:
    assert len(told(asked(path, EVENTS))) == len(told(asked(path, OURS))) == 1


def test_a_duty_outside_the_survey_bears_no_figure() -> None:
    section = asked("/vacancy/", *(d.key for d in library.duties("superjob-smm-2015-03")))
    said = section.root.one("section", class_="job").text
    assert not any(letter.isdigit() for letter in said) and "₽" not in said


@pytest.mark.parametrize(
    ("path", "duties", "warned"),
    [
        ("/vacancy/", (OURS, EVENTS), False),
        ("/vacancy/", (OURS, EVENTS, PRESS), True),
        ("/offer/", (OURS, EVENTS, PRESS), False),
    ],
)
def test_a_vacancy_for_several_jobs_in_one_is_warned_of(
    path: str, duties: tuple[str, ...], warned: bool
) -> None:
    section = asked(path, *duties).root.one("section", class_="job")
    assert [("(PR and events)" in flag.text) for flag in section.all("ul", class_="flags")] == (
        [True] if warned else []
    )


@each_page
def test_every_link_to_the_same_question_keeps_the_duties(path: str) -> None:
    page = asked(path, OURS, EVENTS, amount="55", low="45", high="55")
    links = [one for one in page.links if one.startswith(f"{path}?")]
    assert len(links) > 3
    assert all(f"duty={OURS}&duty={EVENTS}" in link for link in links)
    kept = page.root.one("input", id="keep-link").attrs["data-path"]
    assert told(get(kept)) == told(page)


@each_page
def test_a_duty_given_twice_stands_once_and_a_blank_one_is_nothing(path: str) -> None:
    page = asked(path, EVENTS, "", EVENTS)
    assert page.status == 200 and ticked(page) == [EVENTS]


@each_page
@pytest.mark.parametrize(
    "given", ["seo", "<script>", "x" * 5_000, "\x00", "REPORTS", "reports,events"]
)
def test_an_unknown_duty_is_named_with_all_there_are(path: str, given: str) -> None:
    page = asked(path, OURS, given)
    assert page.status == 400 and "open" in drawer(page).attrs and ticked(page) == [OURS]
    assert words.shown(given).strip() in page.errors["duty"]
    assert all(d.key in page.errors["duty"] for d in library.duties("superjob-smm-2015-03"))


@each_page
def test_another_survey_names_no_duties(path: str) -> None:
    models.Survey.objects.update(slug="another-survey")
    page = asked(path)
    assert page.status == 200 and not page.root.all("details", class_="duties")
    assert asked(path, OURS).status == 400

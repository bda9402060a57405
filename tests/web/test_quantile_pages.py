"""Every page by a survey of quantiles: what it says, and what it refuses to."""

from __future__ import annotations

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest
from django.db import transaction
from django.test import Client

from salaries import models
from salaries.domain.survey import Survey
from salaries.domain.surveyed import CellKey
from salaries.ingest.standing import make_default
from tests.quantile_surveys import HH, load_quantiles
from tests.web.page import Page, get, rows
from tests.web.quantile_surveys import DESCRIPTION, SMALL, load_small
from tests.web.quantiles import LEVELS, add_levels

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/offer/", "/vacancy/", "/band/", "/cities/", "/cities/moscow/", "/cities/kazan/",
    "/compare/", "/bulk/", "/method/", "/data/", "/embed/",
)  # fmt: skip
MOSCOW = {"survey": HH, "city": "moscow"}


@pytest.fixture
def vacancies(survey: Survey) -> Survey:
    return load_quantiles(HH)


@pytest.fixture
def levels(survey: Survey, tmp_path: Path) -> Survey:
    return add_levels(tmp_path)


def offer(**asked: object) -> Page:
    return get("/offer/", {**MOSCOW, **asked})


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["", "/ru", "/ka"])
def test_every_page_answers_by_a_survey_of_quantiles(
    path: str, language: str, vacancies: Survey
) -> None:
    page = get(f"{language}{path}", {"survey": HH})
    assert page.status == 200
    assert "band III" not in page.text and "%(" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_by_levels_and_kinds_of_employer(path: str, levels: Survey) -> None:
    page = get(path, {"survey": LEVELS})
    assert page.status == 200
    assert "%(" not in page.text


def test_the_shipped_second_survey_says_what_the_vacancies_of_2016_give(vacancies: Survey) -> None:
    moscow = vacancies.cells[CellKey("moscow", "all", 0)]
    petersburg = vacancies.cells[CellKey("saint-petersburg", "all", 0)]
    assert moscow and petersburg
    assert (moscow.sample, moscow.by_percent[25], moscow.median, moscow.by_percent[75]) == (
        71, 40_000, 47_500, 62_500,
    )  # fmt: skip
    assert (petersburg.sample, list(petersburg.by_percent.values())) == (
        28, [37_500, 45_000, 51_250],
    )  # fmt: skip
    assert sum(cell is None for cell in vacancies.cells.values()) == 10
    assert sum(step.rows for step in vacancies.funnel[1:]) == vacancies.funnel[0].rows


@pytest.mark.parametrize(
    ("amount", "code", "sentence"),
    [
        (39_000, "below", "39 000 ₽ is below the middle half of vacancies."),
        (40_000, "lower_part", "40 000 ₽ is in the lower part of the middle half of vacancies."),
        (52_000, "middle", "52 000 ₽ is well within the middle half of vacancies."),
        (60_000, "upper_part", "60 000 ₽ is in the upper part of the middle half of vacancies."),
        (90_000, "above", "90 000 ₽ is above the middle half of vacancies."),
    ],
)
def test_an_offer_is_judged_by_the_middle_half_in_one_sentence(
    amount: int, code: str, sentence: str, vacancies: Survey
) -> None:
    page = offer(amount=amount)
    assert page.h1 == sentence
    assert page.root.one("section", class_="verdict").has(class_=f"tone-{code}")


def test_the_percentile_is_published_and_read_off_the_line(vacancies: Survey) -> None:
    said = offer(amount=52_000).fact("Percentile")
    assert said.evidence == "published"
    assert "between the 57th and the 58th" in said.text
    assert "between the published 50th and 75th" in said.text


def test_beyond_the_outermost_quantile_only_the_side_is_told(vacancies: Survey) -> None:
    page = offer(amount=90_000)
    assert "above the 90th" in page.fact("Percentile").text
    assert "the outermost that is published" in page.text
    assert "below the 25th" in get(
        "/offer/", {**MOSCOW, "city": "saint-petersburg", "amount": 30_000}
    ).fact("Percentile").text  # fmt: skip


def test_an_offer_names_from_how_much_it_was_counted_and_how_sure_the_median_is(
    vacancies: Survey,
) -> None:
    said = offer(amount=52_000).fact("Counted from").text
    assert "71 vacancies" in said
    assert "The median lies between 45 000 and 55 000 ₽ with 95 % certainty" in said


def test_neither_kind_of_employer_nor_experience_is_asked_where_there_is_but_one(
    vacancies: Survey,
) -> None:
    names = {one.attrs.get("name") for one in offer(amount=52_000).root.walk()}
    assert not names & {"segment", "band"}


@pytest.mark.parametrize("path", ["/offer/", "/vacancy/"])
def test_a_city_without_figures_is_refused_in_words(path: str, vacancies: Survey) -> None:
    page = get(path, {"survey": HH, "city": "kazan", "amount": 50_000, "low": 40_000})
    assert page.status == 400
    assert page.errors["city"] == (
        "Too little is known of pay in Kazan to publish it. This survey has figures for: Moscow and"
        " Saint Petersburg."
    )


def test_a_city_without_figures_says_so_in_the_list(vacancies: Survey) -> None:
    names = [one.text for one in offer().root.one("select", name="city").all("option")]
    assert "Moscow" in names and "Kazan – not enough data" in names


def test_a_level_without_figures_is_refused_and_the_others_named(levels: Survey) -> None:
    asked = {"survey": LEVELS, "city": "moscow", "segment": "company", "band": 1, "amount": 50_000}
    assert get("/offer/", asked).errors["band"] == (
        "Too little is known of pay for this experience there. Choose one of: Any experience and"
        " Senior · 4 years or more."
    )


def test_a_level_is_judged_by_its_own_quantiles(levels: Survey) -> None:
    asked = {"survey": LEVELS, "city": "moscow", "segment": "agency", "amount": 58_000}
    assert "below the middle half of salaries" in get("/offer/", {**asked, "band": 0}).h1
    assert "upper part of the middle half of salaries" in get("/offer/", {**asked, "band": 1}).h1


def test_where_the_median_is_alone_an_amount_is_judged_by_it(levels: Survey) -> None:
    asked = {"survey": LEVELS, "city": "moscow", "segment": "company", "band": 2}
    page = get("/offer/", {**asked, "amount": 120_000})
    assert page.h1 == "120 000 ₽ is above the median of salaries."
    assert "above the 50th" in page.fact("Percentile").text


@pytest.mark.parametrize("path", ["/offer/", "/vacancy/"])
@pytest.mark.parametrize("basis", ["net", "gross", "unknown"])
def test_plotly_accepts_the_figure_of_boxes(path: str, basis: str, levels: Survey) -> None:
    asked = {"survey": LEVELS, "city": "moscow", "segment": "agency", "band": 2, "basis": basis}
    page = get(path, {**asked, "amount": 130_000, "low": 100_000, "high": 130_000})
    figure = json.loads(page.root.one("script", id="figure-ladder").raw)
    drawn = go.Figure(figure)
    bars, reaches, mark = drawn.data
    assert list(bars.base) == [60_000, 45_000, 90_000]
    assert list(reaches.base) == list(bars.base)  # no quantile beyond the middle half is published
    assert mark.y[0] == "Senior"


def test_equal_standing_is_told_for_markets_of_the_same_level_alone(levels: Survey) -> None:
    asked = {"survey": LEVELS, "city": "moscow", "segment": "agency", "band": 2, "amount": 130_000}
    (section,) = get("/offer/", asked).root.all("section", class_="standing")
    assert [row[:2] for row in rows(section.one("table"))] == [["Moscow", "Company"]]


def test_a_posting_is_set_against_the_middle_half(vacancies: Survey) -> None:
    page = get("/vacancy/", {**MOSCOW, "low": 30_000, "high": 45_000})
    assert (
        page.h1 == "30 000–45 000 ₽ starts below the middle half of vacancies and ends inside it."
    )
    assert "30 000 ₽ is under the lowest published quantile, 32 500 ₽." in page.text
    assert "from: below the 10th; to: between the 41st and the 42nd" in page.fact("Percentile").text


def test_the_words_to_use_hold_the_figures_and_their_age(vacancies: Survey) -> None:
    words = offer(amount=52_000).root.all("textarea")[0].raw
    assert "52\u00a0000\u00a0₽ is well within the middle half of vacancies." in words
    assert "Percentile of vacancies: between the 57th and the 58th." in words
    assert "counted from vacancies (January 2016 – December 2016)" in words


def test_data_for_search_engines_have_every_published_quantile(vacancies: Survey) -> None:
    page = offer(amount=52_000)
    (block,) = (s for s in page.root.all("script") if s.attrs.get("type") == "application/ld+json")
    (salary,) = json.loads(block.raw)["@graph"][0]["estimatedSalary"]
    assert {name: salary[name] for name in salary if name.startswith(("percentile", "median"))} == {
        "percentile10": 32_500,
        "percentile25": 40_000,
        "median": 47_500,
        "percentile75": 62_500,
        "percentile90": 80_000,
    }


def test_the_city_page_names_the_levels_that_are_not_published(levels: Survey) -> None:
    page = get("/cities/moscow/", {"survey": LEVELS})
    (section,) = (s for s in page.root.all("section") if s.attrs.get("id") == "not-published")
    assert [one.text for one in section.all("li")] == ["Company · Junior · less than 4 years"]


def test_a_city_without_figures_has_a_page_that_says_so_and_no_picture(vacancies: Survey) -> None:
    page = get("/cities/kazan/", {"survey": HH})
    assert page.status == 200
    assert "Too little is known of pay in Kazan to publish it." in page.text
    assert not [one for one in page.root.all("meta") if one.attrs.get("property") == "og:image"]
    assert get("/og/city/kazan.png", {"survey": HH}).status == 404


def test_two_offers_are_compared_by_their_medians(vacancies: Survey) -> None:
    asked = {"survey": HH, "offer": ["moscow,all,0,52000", "saint-petersburg,all,0,45000"]}
    page = get("/compare/", asked)
    assert page.status == 200
    assert "Saint Petersburg instead of Moscow: 2 500 ₽ less; the offer itself: 4 500 ₽ less" in (
        page.text
    )


def test_the_data_page_shows_the_funnel_and_it_adds_up(vacancies: Survey) -> None:
    page = get("/data/", {"survey": HH})
    (section,) = (s for s in page.root.all("section") if s.attrs.get("id") == "funnel")
    first, *between, last = [
        (name, int(count.replace(" ", ""))) for name, count in rows(section.one("table"))
    ]
    assert (first[0], last[0]) == ("Rows in", "Rows out")
    assert first[1] - sum(count for _name, count in between) == last[1] == 121


def test_the_files_of_the_second_survey_are_offered_as_they_lie(vacancies: Survey) -> None:
    sent = Client().get(f"/data/files/{HH}.csv")
    assert sent.status_code == 200
    assert "It is the file offered below, byte for byte." in get("/data/", {"survey": HH}).text


def test_nobody_is_placed_in_a_level_that_asks_nothing(levels: Survey) -> None:
    page = get("/band/", {"survey": LEVELS})
    assert "does not say what its levels ask" in page.text
    assert page.root.all("form", class_="question") == []


def test_the_second_survey_is_asked_for_by_name_and_not_shown_unasked(vacancies: Survey) -> None:
    assert not models.Survey.objects.get(slug=HH).is_default
    assert "Superjob" in get("/cities/moscow/").text.split("Moscow by several surveys")[0]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/offer/", {"city": "moscow", "amount": "52000"}),
        ("/vacancy/", {"city": "moscow", "low": "40000", "high": "60000"}),
        ("/cities/moscow/", {}),
        ("/compare/", {"offer": "moscow,all,0,52000"}),
    ],
)
def test_figures_are_shown_in_prices_of_another_month(
    path: str, asked: dict[str, str], vacancies: Survey
) -> None:
    page = get(path, {"survey": HH, "prices": "2025-11", **asked})
    assert page.status == 200
    assert "In prices of November 2025" in page.text
    assert "no verdict rests on it" in page.text


@pytest.mark.parametrize("other", ["moscow,agency,2,130000", "moscow,agency,0,90000"])
@pytest.mark.parametrize("language", ["", "/ru", "/ka"])
def test_offers_of_two_levels_are_compared_each_by_its_own(
    other: str, language: str, levels: Survey
) -> None:
    asked = {"survey": LEVELS, "offer": ["moscow,agency,1,50000", other]}
    page = get(f"{language}/compare/", asked)
    assert page.status == 200
    assert len(page.root.all("svg", class_="stacked")) == 1


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/offer/", {"city": "moscow", "segment": "agency", "band": "3", "amount": "52000"}),
        ("/vacancy/", {"city": "moscow", "segment": "agency", "band": "3", "low": "45000"}),
        ("/cities/", {"segment": "agency", "band": "3"}),
        ("/compare/", {"offer": "moscow,agency,3,52000"}),
    ],
)
def test_the_picker_leads_to_a_question_that_the_other_kind_understands(
    path: str, asked: dict[str, str], vacancies: Survey
) -> None:
    (picker,) = get(path, asked).root.all("details", class_="surveys")
    (there,) = [a.attrs["href"] for a in picker.all("a") if f"survey={HH}" in a.attrs["href"]]
    assert Client().get(there).status_code == 200
    back = get(path, {"survey": HH}).root.all("details", class_="surveys")[0]
    (home,) = [a.attrs["href"] for a in back.all("a") if "survey=" not in a.attrs["href"]]
    assert Client().get(home).status_code == 200


def test_what_is_wrong_with_a_field_that_is_not_shown_is_said(vacancies: Survey) -> None:
    page = offer(amount=52_000, band=7)
    assert page.status == 400
    (fault,) = page.root.all("p", class_="fault")
    assert "0 (any experience)" in fault.text


def test_a_link_made_by_the_default_answers_by_its_survey_when_another_is_the_default(
    vacancies: Survey,
) -> None:
    asked = {"city": "moscow", "segment": "agency", "band": "3", "amount": "52000"}
    link = get("/offer/", asked).root.one("input", id="keep-link").attrs["value"]
    with transaction.atomic():
        make_default(HH)
    page = Client().get(link)
    assert page.status_code == 200
    assert "52\u00a0000\u00a0₽ is in the middle of the band." in page.content.decode()


@pytest.mark.parametrize(
    ("rules", "sure"),
    [
        ("", ", by the source’s own account"),
        ("[rules]\nbootstrap_percent = 80\n", " with 80 % certainty"),
    ],
)
def test_how_sure_a_median_is_stands_as_the_survey_says(
    survey: Survey, tmp_path: Path, rules: str, sure: str
) -> None:
    load_small(tmp_path, description=f"{DESCRIPTION}{rules}")
    asked = {"survey": SMALL, "city": "kazan", "segment": "agency", "band": 0, "amount": 50_000}
    said = get("/offer/", asked).main.text.replace("\xa0", " ")
    assert f"median lies between 48 000 and 52 000 ₽{sure}" in said

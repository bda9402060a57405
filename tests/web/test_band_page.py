"""`/band/`: which band's published requirements hold, what is missing, and what that step pays."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from salaries import numbers
from salaries.domain.profile import Profile
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Requirement
from salaries.models import ExperienceBand
from tests.api.ask import ask
from tests.web.page import MAIN_PROFILE, Page, band, get

pytestmark = pytest.mark.django_db
ALL = [
    "online-basics", "community", "copywriting", "campaigns", "higher-education",
    "seo-basics", "media-plans", "web-analytics", "smm-tools",
]  # fmt: skip


def listed(page: Page, title: str) -> list[str]:
    """The things under a heading."""
    for section in page.main.all("section"):
        if section.all("h2") and section.one("h2").text.startswith(title):
            return [item.text for item in section.all("li")]
    return []


def test_the_form_asks_each_thing_once_under_its_topic() -> None:
    form = get("/band/").root.one("form", class_="question")
    legends = [group.one("legend").text for group in form.all("fieldset")]
    assert legends == [
        "Years in marketing, advertising or online promotion",
        "Years of managing SMM projects",
        "Skills",
        "Practice",
        "Education",
        "Tools",
        "Wished for: decides nothing",
        "Employer",
    ]
    keys = [box.attrs["value"] for box in form.all("input", type="checkbox")]
    assert len(keys) == len(set(keys)) == 13 and set(ALL) < set(keys)


def test_a_page_nobody_asked_answers_nothing() -> None:
    page = get("/band/")
    assert (page.status, page.h1, page.errors) == (200, "Which band am I?", {})


def test_the_answer_is_the_band_and_what_the_next_one_asks_besides() -> None:
    page = band()
    assert page.h1 == "Band III: you have everything it asks."
    assert "Band IV asks for 2 things more." in page.text
    assert listed(page, "Missing for band IV") == [
        "Works with a range of SMM tools",
        "Three years or more of managing SMM projects",
    ]


def test_what_is_wished_for_stands_apart() -> None:
    assert listed(band(), "Also wished for") == [
        "Higher education, at least unfinished not yet",
        "A degree in journalism, marketing, PR or advertising not yet",
        "English, conversational or fluent you have it",
        "Has made social-network projects earn money not yet",
    ]


def test_the_step_is_priced_in_the_market_chosen() -> None:
    facts = [(fact.label, fact.evidence, fact.text) for fact in band().facts]
    assert facts == [
        ("Range of band III", "published", "40 000–60 000 ₽ 2 years or more"),
        ("Range of band IV", "published", "60 000–90 000 ₽ 3 years or more"),
        ("Step III → IV, middle to middle", "derived", "+25 000 ₽"),
        ("Step III → IV, low to low", "derived", "+20 000 ₽"),
        ("Step III → IV, high to high", "derived", "+30 000 ₽"),
    ]


def test_the_ladder_marks_the_band() -> None:
    names = band().root.one("svg", class_="ladder").all("text", class_="rung-name")
    assert [name.text for name in names if name.has(class_="own")] == ["III"]


@pytest.mark.parametrize("changes", [{"city": None}, {"city": ""}, {"city": None, "segment": None}])
def test_without_a_market_the_band_is_answered_and_no_pay(changes: dict[str, str | None]) -> None:
    page = band(**changes)
    assert (page.status, page.h1) == (200, "Band III: you have everything it asks.")
    assert (page.facts, page.root.all("svg", class_="ladder")) == ([], [])
    assert "Choose a city" in page.text


def test_a_city_without_a_kind_of_employer_asks_for_it() -> None:
    page = band(segment=None)
    assert (page.status, set(page.errors)) == (200, {"segment"})


def test_a_market_alone_fills_the_form_and_answers_nothing() -> None:
    page = get("/band/?city=omsk&segment=company")
    assert (page.status, page.h1) == (200, "Which band am I?")
    assert (page.values["city"], page.values["segment"]) == ("omsk", "company")


def test_with_nothing_ticked_the_first_band_is_the_next_step() -> None:
    page = get("/band/?marketing_years=0&smm_years=0&city=omsk&segment=company")
    assert page.h1 == "Band I is your next step."
    assert len(listed(page, "Missing for band I")) == 2
    assert [fact.label for fact in page.facts] == ["Range of band I"]


def test_at_the_highest_band_nothing_is_missing_and_no_step_is_priced() -> None:
    page = band(has=ALL, smm_years=3)
    assert page.h1 == "Band IV: you have everything it asks."
    assert "No band of this survey asks more." in page.text
    assert [fact.label for fact in page.facts] == ["Range of band IV"]


def test_one_forgotten_tick_is_said_to_be_all_that_is_in_the_way() -> None:
    page = band(has=[key for key in ALL if key != "campaigns"], smm_years=3)
    assert page.h1 == "Band I: you have everything it asks."
    assert "With that you would have all that is asked up to band IV." in page.text


def test_years_of_smm_count_as_marketing() -> None:
    assert band(marketing_years=0).h1 == band().h1


@pytest.mark.parametrize(("years", "shown"), [("2", "2"), ("3", "3"), ("17", "3"), ("1", "0")])
def test_any_number_of_years_is_read_and_shown_as_the_choice_it_reaches(
    years: str, shown: str
) -> None:
    page = band(smm_years=years)
    assert (page.status, page.values["smm_years"]) == (200, shown)


@pytest.mark.parametrize(
    ("query", "field", "fragment"),
    [
        ("has=juggling", "has", "“juggling” is not one of these: online-basics, community,"),
        ("has=english&has=english", "has", "“english” was given more than once."),
        ("has=&has=juggling&has=", "has", "is not one of these"),
        ("smm_years=61", "smm_years", "from 0 to 60"),
        ("smm_years=-1", "smm_years", "from 0 to 60"),
        ("smm_years=1.5", "smm_years", "from 0 to 60"),
        ("smm_years=1&smm_years=2", "smm_years", "more than once"),
        ("has=english&city=atlantis", "city", "one of the cities"),
        ("has=english&city=omsk&segment=robot", "segment", "kind of employer"),
    ],
)
def test_what_is_wrong_is_400_and_said_at_its_field(query: str, field: str, fragment: str) -> None:
    page = get("/band/", raw=query)
    assert (page.status, set(page.errors)) == (400, {field})
    assert fragment in page.errors[field]
    assert page.h1 == "Which band am I?"


def test_what_was_ticked_is_still_ticked_beside_a_fault() -> None:
    form = get("/band/?has=english&smm_years=x").root.one("form", class_="question")
    boxes = [box for box in form.all("input", type="checkbox") if "checked" in box.attrs]
    assert [box.attrs["value"] for box in boxes] == ["english"]


def test_it_leads_to_an_offer_at_this_band_and_at_the_next() -> None:
    links = {a.text: a.attrs["href"] for a in band().main.all("a", class_="card")}
    assert list(links) == ["Check an offer at band III", "Check an offer at band IV"]
    for text, rank in zip(links, "34", strict=True):
        there = get(links[text])
        asked = {name: there.values[name] for name in ("city", "segment", "band")}
        assert asked == {"city": "moscow", "segment": "agency", "band": rank}


@pytest.mark.parametrize("path", ["/", "/offer/"])
def test_the_offer_form_leads_here_beside_the_experience(path: str) -> None:
    field = next(
        one for one in get(path).root.all("div", class_="field") if one.all("select", name="band")
    )
    assert field.one("a").attrs["href"] == "/band/"


def test_a_warm_page_asks_the_database_nothing(
    survey: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        get("/")
        with django_assert_num_queries(0):
            assert band().status == 200


def test_what_was_stored_before_requirements_had_keys_is_still_asked() -> None:
    for row in ExperienceBand.objects.all():
        for one in row.requirements:
            del one["key"]
        row.save()
    page = get("/band/?has=band-1-1&has=band-1-2&band-2-3_years=0")
    assert (page.status, page.h1) == (200, "Band I: you have everything it asks.")


def texts(requirements: tuple[Requirement, ...]) -> list[str]:
    return [one.text.en for one in requirements]


@pytest.mark.parametrize(("city", "segment"), [("moscow", "agency"), ("omsk", "company")])
@pytest.mark.parametrize(("count", "smm"), [*product((0, 2, 4, 8, 9), (0, 1, 2, 3))])
def test_page_and_api_give_the_same_words_and_numbers(
    city: str, segment: str, count: int, smm: int
) -> None:
    asked = {"has": ALL[:count], "smm_years": smm, "city": city, "segment": segment}
    told, page = ask("band", asked).body, get("/band/", asked)
    found = told["result"]
    code = {None: "", 1: "I", 2: "II", 3: "III", 4: "IV"}
    if found["band"]:
        assert page.h1.startswith(f"Band {code[found['band']]}:")
    missing = [one["text"] for one in found["missing"]]
    assert listed(page, f"Missing for band {code[found['next_band']]}") == missing
    assert [one["text"] for one in found["wishes"]] == [
        text.removesuffix(" not yet") for text in listed(page, "Also wished for")
    ]
    said = {fact.label: fact.text for fact in page.facts}
    for name, span in (("band", found["pay"]["band"]), ("next_band", found["pay"]["next_band"])):
        if span:
            shown = numbers.span(span["low"], span["high"]).replace("\u00a0", " ")
            assert said.pop(f"Range of band {code[found[name]]}").startswith(shown)
    prices = (found["pay"]["step"] or {}).values()
    assert list(said.values()) == [
        numbers.signed_money(price).replace("\u00a0", " ") for price in prices
    ]
    assert told["link"].removeprefix("http://testserver") == own_link(page)


def own_link(page: Page) -> str:
    return page.root.one("input", id="keep-link").attrs["value"].removeprefix("http://testserver")


def test_the_kept_link_asks_the_same_in_the_order_of_the_survey() -> None:
    page = band(has=list(reversed(MAIN_PROFILE["has"])))
    assert own_link(page) == own_link(band())
    assert get(own_link(page)).h1 == page.h1


def test_a_profile_says_what_else_would_be_had(survey: Survey) -> None:
    profile = Profile().and_also(survey.bands[1].requirements)
    assert (profile.has, profile.years) == (
        frozenset({"copywriting", "campaigns"}),
        {"marketing": 1},
    )

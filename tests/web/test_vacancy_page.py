"""`/vacancy/`: is this range right for the experience asked, and what to post instead?"""

import pytest

from salaries.domain.survey import Survey
from salaries.domain.vacancy import Posting, reach
from tests.web.page import MAIN_POSTING, Page, get, rows, vacancy

pytestmark = pytest.mark.django_db


def tone(page: Page) -> str:
    (verdict,) = page.root.all("section", class_="verdict")
    return verdict.attrs["class"].split("tone-")[1]


def flags(page: Page) -> list[str]:
    return [flag.text for found in page.root.all("ul", class_="flags") for flag in found.all("li")]


def reached(page: Page) -> list[str]:
    """The answer of each of the 24 markets: does the posting compete there?"""
    (section,) = page.root.all("section", class_="standing")
    return [competes for _, _, competes, *_ in rows(section.one("table"))]


@pytest.mark.parametrize(
    ("low", "high", "fit", "fragment"),
    [
        (30_000, 39_999, "below", "is below band III"),
        (35_000, 50_000, "starts_below", "starts below band III"),
        (40_000, 60_000, "within", "within band III"),
        (35_000, 65_000, "covers", "wider than band III"),
        (50_000, 70_000, "ends_above", "ends above it"),
        (60_001, 80_000, "above", "is above band III"),
    ],
)
def test_each_fit_is_one_sentence(low: int, high: int, fit: str, fragment: str) -> None:
    page = vacancy(low=low, high=high)
    assert (page.status, tone(page), fragment in page.h1) == (200, fit, True)


@pytest.mark.parametrize(
    ("low", "high", "fragment"),
    [
        (36_000, 39_000, "Even the top of the range, 39 000 ₽, is under the 40 000 ₽"),
        (29_000, 50_000, "29 000 ₽ is under the lowest published figure in this market, 30 000 ₽"),
        (
            36_000,
            50_000,
            "2 years or more of experience, but 36 000 ₽ is the money of band II",
        ),
        (38_000, 61_000, "spans 3 of the bands"),
        (50_000, 90_001, "past the highest published figure in this market, 90 000 ₽"),
        (50_000, 50_000, "single figure"),
    ],
)
def test_each_flag_is_raised_with_its_numbers(low: int, high: int, fragment: str) -> None:
    assert [flag for flag in flags(vacancy(low=low, high=high)) if fragment in flag]


def test_a_range_without_fault_raises_no_flag() -> None:
    assert flags(vacancy()) == []


def test_several_flags_stand_together() -> None:
    assert len(flags(vacancy(low=29_000, high=29_000))) == 3


def test_the_band_is_told_with_its_experience_and_month() -> None:
    lead = vacancy().text
    assert "Moscow, agencies, March 2015" in lead
    assert "band III (2 years or more) ran from 40 000 to 60 000 ₽" in lead


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Range", "40 000–60 000 ₽ III · 2 years or more"),
        ("covers", "II, III, IV 67 % of the posting lies inside the band; it covers 100 %"),
        ("Floor", "−5 000 ₽ and +5 000 ₽"),
        ("Width", "60 % the band’s own is 40 %"),
        ("Mid-point", "−5 000 ₽ 90.9 % of the market’s median, 55 000 ₽"),
    ],
)
def test_the_facts_set_the_range_beside_the_band(fact: str, said: str) -> None:
    assert vacancy(low=35_000, high=65_000).fact(fact).text.startswith(said)


def test_a_range_outside_every_band_covers_none() -> None:
    assert vacancy(low=95_000, high=99_000).fact("covers").text.startswith("none 0 %")


def test_each_figure_carries_what_it_rests_on() -> None:
    assert [fact.evidence for fact in vacancy().facts] == ["published", *["derived"] * 4]


def test_what_rests_on_a_gross_range_is_a_scenario() -> None:
    evidence = [fact.evidence for fact in vacancy(basis="gross").facts]
    assert evidence == ["published", *["scenario"] * 4]


def test_three_ranges_are_suggested() -> None:
    cards = vacancy().root.all("a", class_="card")
    spans = [card.one("p").text for card in cards]
    assert spans == ["40 000–60 000 ₽", "45 000–55 000 ₽", "50 000–60 000 ₽"]


@pytest.mark.parametrize("basis", ["net", "gross", "unknown"])
def test_each_suggestion_fills_the_form_and_lies_within_the_band(basis: str) -> None:
    links = [a.attrs["href"] for a in vacancy(basis=basis).root.all("a", class_="card")]
    pages = [get(link) for link in links]
    bounds = [(page.values["low"], page.values["high"]) for page in pages]
    assert bounds == [("40000", "60000"), ("45000", "55000"), ("50000", "60000")]
    assert {(tone(page), page.values["basis"]) for page in pages} == {("within", "net")}


def test_the_suggestion_that_is_posted_already_is_marked() -> None:
    cards = vacancy(low=45_000, high=55_000).root.all("a", class_="card")
    assert [card.attrs.get("aria-current") for card in cards] == [None, "true", None]


@pytest.mark.parametrize(("low", "high"), [(45_000, 55_000), (20_000, 25_000), (28_000, 30_000)])
def test_the_reach_is_what_the_domain_counts(survey: Survey, low: int, high: int) -> None:
    page = vacancy(low=low, high=high)
    scales = [market.scale for market in survey.markets.values()]
    count = reach(Posting(low, high), scales, 3)
    assert f"in {count} of 24 markets" in page.text
    assert (len(reached(page)), reached(page).count("yes")) == (24, count)


@pytest.mark.parametrize("missing", ["low", "high"])
def test_one_bound_is_enough_and_is_a_single_figure(missing: str) -> None:
    page = vacancy(**{"low": 50_000, "high": 50_000, missing: None})
    assert (page.status, tone(page)) == (200, "within")
    assert "single figure" in flags(page)[0]


def test_without_any_bound_the_page_asks_for_one() -> None:
    page = vacancy(low="", high="")
    assert (page.status, set(page.errors)) == (200, {"low"})


def test_a_gross_range_is_judged_on_what_it_leaves_net() -> None:
    page = vacancy(low=50_000, high=68_000, basis="gross")
    assert "43 500–59 160 ₽" in page.h1 and tone(page) == "within"


def test_an_unknown_basis_asks_which_when_the_readings_disagree() -> None:
    page = vacancy(low=45_000, high=65_000, basis="unknown")
    assert (tone(page), "depends" in page.h1) == ("depends", True)


@pytest.mark.parametrize("high", [55_000, 65_000])
def test_an_unknown_basis_shows_both_readings(high: int) -> None:
    net, gross = vacancy(low=47_000, high=high, basis="unknown").root.all("div", class_="card")
    assert "47 000–" in net.text and "40 890–" in gross.text


def test_a_range_in_thousands_is_asked_about_and_the_link_fills_the_form() -> None:
    (yes,) = vacancy(low=45, high=55).root.all("a", class_="yes")
    assert get(yes.attrs["href"]).values == MAIN_POSTING


def test_a_range_with_one_end_in_thousands_is_asked_about_and_keeps_the_other() -> None:
    (yes,) = vacancy(low=45, high=55_000).root.all("a", class_="yes")
    assert get(yes.attrs["href"]).values == MAIN_POSTING


def test_a_slip_that_would_turn_the_range_round_is_not_asked_about() -> None:
    assert not vacancy(low=45, high=44_000).root.all("a", class_="yes")


@pytest.mark.parametrize(("given", "said"), [("low", "Only “from”"), ("high", "Only “to”")])
def test_a_posting_with_one_bound_says_which_was_given(given: str, said: str) -> None:
    page = get(f"/vacancy/?city=moscow&segment=agency&band=3&{given}=50000")
    assert said in page.text
    assert "inside the band asked" in page.fact("Bands it covers").text


@pytest.mark.parametrize(("basis", "shown"), [("net", False), ("gross", True), ("unknown", True)])
def test_suggestions_say_what_they_are_gross_unless_all_is_net(basis: str, shown: bool) -> None:
    assert ("45 977–68 965 ₽ gross" in vacancy(basis=basis).text) is shown


def test_the_answer_keeps_the_question_in_its_form() -> None:
    assert vacancy().values == MAIN_POSTING


def test_a_range_that_runs_backwards_is_refused_at_its_floor() -> None:
    page = vacancy(low=60_000, high=40_000)
    assert (page.status, set(page.errors)) == (400, {"low"})
    assert (page.values["low"], page.values["high"]) == ("60000", "40000")


def test_the_page_without_a_question_shows_the_form_and_no_message() -> None:
    page = get("/vacancy/")
    assert (page.status, page.errors, page.root.all("figure")) == (200, {}, [])


def test_a_gross_posting_is_told_as_stated_with_what_it_leaves() -> None:
    page = vacancy(basis="gross")
    assert "45 000–55 000 ₽ gross (39 150–47 850 ₽ net) starts below" in page.h1

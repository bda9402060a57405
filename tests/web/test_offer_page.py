"""`/offer/`: is this offer fair? Every answer a candidate gets, in the numbers of the table."""

import re

import pytest

from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.domain.transfer import equal_standing
from salaries.presenters.sentences import lead_sentence
from tests.web.page import MAIN_OFFER, Page, get, offer, rows

pytestmark = pytest.mark.django_db


def tone(page: Page) -> str:
    """The verdict's code as the style sheet sees it."""
    (verdict,) = page.root.all("section", class_="verdict")
    return verdict.attrs["class"].split("tone-")[1]


def standings(page: Page) -> list[list[str]]:
    (section,) = page.root.all("section", class_="standing")
    return rows(section.one("table"))


def working(page: Page) -> list[list[str]]:
    """The drawer's arithmetic: label, working, result."""
    return rows(page.root.one("table", class_="working"))


def test_52_000_in_a_moscow_agency_is_in_the_middle_of_band_iii() -> None:
    page = offer()
    assert (page.status, tone(page), page.fact("Place").text[:4]) == (200, "middle", "60 %")
    assert "52 000 ₽" in page.h1 and "middle" in page.h1


def test_52_000_in_a_moscow_agency_is_3_000_under_the_median() -> None:
    gap = offer().fact("Gap to the median").text
    assert gap.startswith("−3 000 ₽") and "94.5 %" in gap and "55 000 ₽" in gap


def test_52_000_in_a_moscow_agency_is_between_the_42nd_and_the_44th_percentile() -> None:
    percentile = offer().fact("Percentile").text
    assert "between the 42nd and the 44th" in percentile
    assert "at most the 46th" in percentile


def test_40_000_for_one_year_is_the_top_of_band_ii_and_band_iii_money() -> None:
    page = offer(amount=40_000, band=2)
    assert (tone(page), page.fact("Place").text[:5]) == ("upper_part", "100 %")
    assert "top of the band" in page.h1
    assert page.fact("Whose money").text.startswith("band III money")


def test_41_000_in_an_omsk_company_is_above_every_published_offer() -> None:
    page = offer(city="omsk", segment="company", band=4, amount=41_000)
    assert "above every published offer" in page.text
    assert tone(page) == "above outside"


def test_an_amount_outside_the_published_range_gets_no_percentile_figure_at_all() -> None:
    for amount in (41_000, 15_999):
        page = offer(city="omsk", segment="company", band=4, amount=amount)
        assert not re.search(r"\d(st|nd|rd|th)\b", page.main.text)
        assert not [label for label, *_ in working(page) if "Percentile" in label]


def test_an_amount_on_the_outer_edge_is_said_to_be_there() -> None:
    page = offer(city="omsk", segment="company", band=4, amount=40_000)
    assert "highest edge of the published range" in page.fact("Percentile").text
    assert "at least" not in page.fact("Percentile").text


def test_an_amount_under_the_published_range_is_nobodys_money() -> None:
    page = offer(amount=29_999)
    assert "below every published offer" in page.text
    assert page.fact("Whose money").text.startswith("no band")


@pytest.mark.parametrize(
    ("amount", "code", "fragment"),
    [
        (39_999, "below", "below the band"),
        (40_001, "lower_part", "lower part"),
        (45_000, "middle", "middle"),
        (55_000, "middle", "middle"),
        (55_001, "upper_part", "upper part"),
        (60_001, "above", "above the band"),
    ],
)
def test_each_verdict_is_one_sentence(amount: int, code: str, fragment: str) -> None:
    page = offer(amount=amount)
    assert (tone(page), fragment in page.h1) == (code, True)


@pytest.mark.parametrize(("amount", "edge"), [(40_000, "bottom"), (60_000, "top")])
def test_an_amount_on_the_bands_own_edge_is_said_to_be_there(amount: int, edge: str) -> None:
    assert f"{edge} of the band" in offer(amount=amount).h1


@pytest.mark.parametrize(("amount", "gap"), [(37_000, "3 000 ₽ short"), (62_500, "2 500 ₽ over")])
def test_an_amount_outside_its_band_has_no_place_but_a_distance(amount: int, gap: str) -> None:
    assert gap in offer(amount=amount).fact("Place").text


@pytest.mark.parametrize(("amount", "is_close"), [(44_500, True), (44_499, False)])
def test_a_verdict_within_500_roubles_of_another_is_a_close_call(
    amount: int, is_close: bool
) -> None:
    assert ("500 ₽ would change the verdict" in offer(amount=amount).text) == is_close


def test_a_gross_amount_is_judged_on_what_it_leaves_net() -> None:
    page = offer(amount=60_000, basis="gross")
    assert "60 000 ₽ gross leaves 52 200 ₽ net" in page.text
    assert (tone(page), page.fact("Place").text[:4]) == ("middle", "61 %")


def test_what_rests_on_a_gross_amount_is_a_scenario() -> None:
    page = offer(amount=60_000, basis="gross")
    assert page.fact("Place").evidence == page.fact("Gap").evidence == "scenario"
    assert page.fact("Range").evidence == "published"


def test_the_drawer_shows_the_tax_of_a_gross_amount() -> None:
    label, worked, result = working(offer(amount=60_000, basis="gross"))[0]
    assert ("2015" in label, worked, result) == (True, "60 000 − 7 800", "52 200")


def test_an_unknown_basis_says_either_way_when_both_readings_agree() -> None:
    page = offer(amount=55_000, basis="unknown")
    assert (tone(page), "Either way" in page.h1) == ("middle", True)


def test_an_unknown_basis_says_to_ask_when_the_readings_disagree() -> None:
    page = offer(amount=62_000, basis="unknown")
    assert (tone(page), "depends" in page.h1) == ("depends", True)


@pytest.mark.parametrize("amount", [55_000, 62_000])
def test_an_unknown_basis_shows_both_readings(amount: int) -> None:
    cards = offer(amount=amount, basis="unknown").root.all("div", class_="card")
    net, gross = [card.text.replace(" ", "") for card in cards]
    assert f"{amount}₽" in net and f"{round(amount * 0.87)}₽" in gross


def test_a_known_basis_shows_one_reading() -> None:
    assert not offer().root.all("div", class_="card")


def test_55_is_asked_about_and_the_link_judges_55_000() -> None:
    (yes,) = offer(amount=55).root.all("a", class_="yes")
    page = get(yes.attrs["href"])
    assert (page.status, "55 000 ₽" in page.h1, page.values["amount"]) == (200, True, "55000")


def test_55_is_not_read_as_55_000_unasked() -> None:
    page = offer(amount=55)
    assert ("Did you mean 55 000 ₽" in page.text, tone(page)) == (True, "below outside")


def test_a_years_pay_is_asked_about_and_the_link_judges_a_month_of_it() -> None:
    page = offer(amount=624_000)
    (yes,) = page.root.all("a", class_="yes")
    assert "year" in page.text and "52 000 ₽ is in the middle" in get(yes.attrs["href"]).h1


def test_a_plausible_amount_is_not_asked_about() -> None:
    assert not offer().root.all("a", class_="yes")


@pytest.mark.parametrize(
    ("band", "amount", "said"),
    [
        (3, 52_000, "60 000–90 000 ₽ IV · 3 years or more; its floor is 8 000 ₽ more"),
        (3, 65_000, "60 000–90 000 ₽ IV · 3 years or more; this offer already reaches"),
        (4, 65_000, "nothing published"),
    ],
)
def test_the_next_band_is_told_with_the_way_to_it(band: int, amount: int, said: str) -> None:
    assert offer(band=band, amount=amount).fact("next band").text.startswith(said)


def test_money_on_a_joint_is_explained_and_money_inside_a_band_is_not() -> None:
    assert "joint" in offer(amount=60_000).fact("Whose money").text
    assert "joint" not in offer(amount=30_000, band=1).fact("Whose money").text


def test_equal_standing_names_the_other_23_markets() -> None:
    places = {(city, employer) for city, employer, *_ in standings(offer())}
    assert len(places) == 23
    assert ("Moscow", "Agency") not in places and ("Moscow", "Company") in places


def test_equal_standing_is_what_the_domain_says(survey: Survey) -> None:
    here = survey.markets[MarketKey("moscow", "agency")]
    by_name = sorted(survey.markets.values(), key=lambda market: market.city.name.en)
    others = [market.scale for market in by_name if market is not here]
    found = [equal_standing(52_000, 3, here.scale, there) for there in others]
    said = [
        (place.replace(" ", ""), ratio.replace(" ", "")) for *_, place, ratio in standings(offer())
    ]
    assert said == [(str(f.same_place), str(f.same_ratio)) for f in found]


def test_an_amount_outside_its_band_has_no_same_place_elsewhere() -> None:
    assert {place for _, _, place, _ in standings(offer(amount=70_000))} == {"–"}


@pytest.mark.parametrize(
    ("segment", "amount", "answered"),
    [("agency", 1, 21), ("agency", 52_000, 23), ("company", 999_999_999, 1)],
)
def test_every_link_of_equal_standing_gives_an_answer(
    segment: str, amount: int, answered: int
) -> None:
    city = "moscow" if segment == "agency" else "omsk"
    page = offer(city=city, segment=segment, amount=amount)
    (section,) = page.root.all("section", class_="standing")
    links = [a.attrs["href"] for a in section.one("tbody").all("a")]
    assert [get(url).status for url in links] == [200] * answered


def test_the_other_kind_of_employer_is_a_link_away_with_the_same_offer() -> None:
    agency, company = offer().root.one("nav", class_="switch").all("a")
    assert (agency.attrs.get("aria-current"), company.attrs.get("aria-current")) == ("true", None)
    assert get(company.attrs["href"]).values == MAIN_OFFER | {"segment": "company"}


def test_the_drawer_works_in_the_offers_own_numbers() -> None:
    worked = {text: result for _, text, result in working(offer())}
    assert worked["(52 000 − 40 000) / (60 000 − 40 000)"] == "0.600"
    assert worked["½ · (52 000 − 30 000) / (55 000 − 30 000)"] == "0.4400"
    assert worked["½ · (1 − 3 000 / 35 000)"] == "≤ 0.4571"


def test_the_drawer_uses_the_upper_halves_over_the_median() -> None:
    worked = {text: result for _, text, result in working(offer(amount=70_000))}
    assert worked["½ + ½ · (70 000 − 55 000) / (90 000 − 55 000)"] == "0.7143"
    assert worked["½ · (1 + 15 000 / 35 000)"] == "≥ 0.7143"


def test_the_drawer_says_where_there_is_no_further_edge() -> None:
    results = {label: result for label, _, result in working(offer(amount=95_000))}
    assert results["To the next published edge up"] == "none"


def test_the_median_itself_is_the_50th_exactly() -> None:
    percentile = offer(amount=55_000).fact("Percentile").text
    assert percentile.startswith("the 50th") and "published median" in percentile


def test_each_figure_carries_what_it_rests_on() -> None:
    evidence = [fact.evidence for fact in offer().facts]
    derived, published = "derived", "published"
    assert evidence == [published, derived, derived, "modelled", published, derived]


def test_where_no_percentile_can_be_said_nothing_is_called_modelled() -> None:
    assert "modelled" not in {fact.evidence for fact in offer(amount=95_000).facts}


def test_the_answer_keeps_the_question_in_its_form() -> None:
    assert offer().values == MAIN_OFFER


def test_the_answer_stands_in_the_title() -> None:
    assert (
        "52 000 ₽ lies in the middle of band III: Moscow, agencies"
        in offer().root.one("title").text
    )


def test_the_lead_says_who_offered_what_when() -> None:
    text = offer(segment="company", band=4).text
    assert "Companies in Moscow offered 55 000 to 90 000 ₽" in text
    assert "3 years or more" in text and "March 2015" in text


def test_the_lowest_band_asks_for_no_experience() -> None:
    assert "without experience" in offer(band=1).main.text


@pytest.mark.parametrize("with_experience", [True, False])
def test_a_kind_of_employer_without_words_of_its_own_is_an_employer(with_experience: bool) -> None:
    assert lead_sentence("startup", with_experience=with_experience).startswith(
        "Employers %(in_city)s"
    )


def test_the_citys_own_page_is_linked() -> None:
    assert "/cities/moscow/" in offer().links


def test_the_page_without_a_question_shows_the_form_and_no_message() -> None:
    page = get("/offer/")
    assert (page.status, page.errors, page.root.all("figure")) == (200, {}, [])


def test_parameters_of_others_are_not_a_question() -> None:
    assert get("/offer/", {"utm_source": "mail"}).errors == {}


def test_a_question_begun_is_200_with_a_message_at_the_choice_that_is_missing() -> None:
    page = offer(amount=None, band=None)
    assert (page.status, set(page.errors)) == (200, {"band"})
    assert page.values["city"] == "moscow"


@pytest.mark.parametrize("basis", [None, ""])
def test_an_amount_is_net_unless_said_otherwise(basis: str | None) -> None:
    page = offer(basis=basis)
    assert (page.status, page.values["basis"], tone(page)) == (200, "net", "middle")


def test_a_gross_offer_is_told_as_stated_with_what_it_leaves() -> None:
    page = offer(amount=60_000, basis="gross")
    assert page.h1 == "60 000 ₽ gross (52 200 ₽ net) is in the middle of the band."

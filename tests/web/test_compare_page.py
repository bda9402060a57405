"""`/compare/`: two to four offers side by side, what differs, and forms that are only links."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from salaries.domain.transfer import equal_standing
from salaries.models import Market
from tests.domain.builders import published
from tests.web.page import FOUR_OFFERS, KAZAN, MOSCOW, Element, Page, compared, get, offer, rows
from tests.web.test_bad_input import each_junk, unharmed

pytestmark = pytest.mark.django_db

BARE = "moscow,company,3"
ADDED = {"city": "omsk", "segment": "agency", "band": "2", "amount": "21 000"}


def table(page: Page, name: str) -> dict[str, list[str]]:
    """The rows of a table by their first cells, evidence included."""
    return {head: cells for head, *cells in rows(page.root.one("table", class_=name))}


def facts(page: Page) -> dict[str, list[str]]:
    return table(page, "side-by-side")


def parts(difference: Element) -> dict[str, int]:
    """The roubles of each part, and of the total."""
    cells = [
        [cell.text for cell in row.walk() if cell.tag in {"th", "td"}]
        for row in difference.one("table", class_="parts").all("tr")[1:]
    ]
    return {label: int(amount.replace(" ", "").replace("−", "-")) for label, _, amount, _ in cells}


def differences(page: Page) -> list[Element]:
    return page.root.all("div", class_="difference")


def letters(page: Page) -> list[str]:
    """The offers shown, by their letters."""
    heads = page.root.one("table", class_="side-by-side").one("thead").all("th")
    return [head.one("span", class_="letter").text for head in heads]


def faults(page: Page) -> list[str]:
    return [message.text for message in page.root.all("p", class_="fault")]


def offers_at(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query)["offer"]


def sent_to(**asked: object) -> str:
    """Where the form sends its reader."""
    response = Client().get("/compare/", asked)  # type: ignore[arg-type]
    assert response.status_code == 302
    return response.headers["Location"]


def test_moscow_against_kazan_is_split_into_parts_that_add_up() -> None:
    (difference,) = differences(compared(MOSCOW, KAZAN))
    found = parts(difference)
    assert found == {
        "City": -28_750, "Kind of employer": -2_000, "Band": 18_250,
        "The offer itself": -1_500, "Difference": -14_000,
    }  # fmt: skip
    assert sum(list(found.values())[:-1]) == found["Difference"] == 38_000 - 52_000


def test_the_difference_is_told_in_words() -> None:
    (difference,) = differences(compared(MOSCOW, KAZAN))
    assert difference.one("h3").text == "B is 14 000 ₽ a month less than A"
    assert difference.one("p").text == (
        "What brings it about: Kazan instead of Moscow: 28 750 ₽ less; companies instead of"
        " agencies: 2 000 ₽ less; band IV instead of band III: 18 250 ₽ more; the offer itself:"
        " 1 500 ₽ less."
    )


def test_the_way_back_is_the_same_in_words_and_roubles() -> None:
    forth, back = (
        parts(differences(compared(*pair))[0]) for pair in ((MOSCOW, KAZAN), (KAZAN, MOSCOW))
    )
    assert back == {label: -amount for label, amount in forth.items()}


def test_the_page_says_how_a_difference_is_split_and_what_it_rests_on() -> None:
    section = compared(MOSCOW, KAZAN).root.one("section", class_="why")
    assert section.one("h2").text.endswith("derived")
    assert "averaged over all orders" in section.one("p").text


def test_the_first_offer_is_set_against_each_of_the_others() -> None:
    page = compared(*FOUR_OFFERS)
    assert [one.one("h3").text for one in differences(page)] == [
        "B is 14 000 ₽ a month less than A",
        "C is 30 000 ₽ a month less than A",
        "D is 43 000 ₽ a month more than A",
    ]
    for difference in differences(page):
        *single, total = parts(difference).values()
        assert sum(single) == total


def test_what_does_not_change_is_nought_in_the_table_and_not_in_the_words() -> None:
    (difference,) = differences(compared(MOSCOW, "moscow,agency,3,47000"))
    assert list(parts(difference).values()) == [0, 0, 0, -5_000, -5_000]
    assert difference.one("p").text == "What brings it about: the offer itself: 5 000 ₽ less."


def test_a_change_that_makes_no_difference_is_said_to_make_none() -> None:
    (difference,) = differences(compared("moscow,agency,1,32000", "moscow,company,1,32000"))
    assert difference.one("h3").text == "B comes to the same money as A"
    assert "companies instead of agencies: no difference." in difference.one("p").text


def test_a_difference_over_a_market_that_is_not_there_is_told_but_not_split() -> None:
    Market.objects.filter(city__slug="omsk", segment="company").delete()
    page = compared("omsk,agency,1,17000", KAZAN)
    (difference,) = differences(page)
    assert (page.status, difference.all("table")) == (200, [])
    assert "21 000 ₽ a month more" in difference.text and "cannot be split" in difference.text


@pytest.mark.parametrize(
    ("offers", "headline"),
    [
        ((MOSCOW, KAZAN), "Moscow (A) is the most money; Kazan (B) stands highest"),
        ((MOSCOW, "kazan,company,4,24000"), "Moscow (A) is ahead both in money and"),
        (
            ("moscow,agency,3,45000", "moscow,company,3,45000"),
            "Moscow (A) and Moscow (B) are the same money; Moscow (B) stands highest",
        ),
        (
            ("moscow,agency,3,55000", "kazan,company,3,28000"),
            "Moscow (A) is the most money; against their own markets Moscow (A) and Kazan (B)",
        ),
        (
            ("kazan,agency,3,30000", "ufa,agency,3,30000"),
            "Kazan (A) and Ufa (B) are the same money; against their own markets",
        ),
    ],
)
def test_the_headline_says_who_is_ahead_and_by_which_measure(
    offers: tuple[str, ...], headline: str
) -> None:
    page = compared(*offers)
    assert page.h1.startswith(headline)
    assert page.h1 in page.root.one("title").text


@pytest.mark.parametrize(
    ("offers", "headline"),
    [
        ((MOSCOW, KAZAN, "omsk,agency,4"), "Moscow (A) is the most money; Kazan (B) stands"),
        ((BARE, "kazan,company,1,15000"), "Kazan (B): 15 000 ₽ is below the band."),
        ((BARE, "omsk,agency,4"), "By the mid-points of their bands: Moscow (A) is the most"),
    ],
)
def test_the_headline_never_takes_a_bare_market_for_an_offer(
    offers: tuple[str, ...], headline: str
) -> None:
    page = compared(*offers)
    assert page.h1.startswith(headline)
    bare = next(n for n, one in enumerate(offers) if one.count(",") == 2)
    lead = page.main.one("p", class_="lead").text
    assert f"{'ABC'[bare]} no amount, its mid-point" in lead


def test_the_picture_of_a_comparison_counts_no_mid_point_among_the_amounts() -> None:
    page = compared(MOSCOW, "omsk,agency,1", KAZAN)
    assert page.root.one("figcaption").text.startswith("38 000–52 000 ₽")
    assert "₽" not in compared(BARE, "omsk,agency,1").root.one("figcaption").text


def test_the_lead_gives_each_offer_against_its_own_median() -> None:
    lead = compared(MOSCOW, KAZAN).main.one("p", class_="lead").text
    assert "A 52 000 ₽, 94.5 % of its market’s median" in lead
    assert "B 38 000 ₽, 135.7 %" in lead and "March 2015" in lead


def test_each_fact_stands_in_a_row_with_what_it_rests_on() -> None:
    found = facts(compared(MOSCOW, KAZAN))
    assert list(found) == [
        "Verdict derived",
        "Place in band derived",
        "Gap to the median derived",
        "Percentile of all offers modelled",
        "Range of the band published",
        "Mid-point of the band derived",
        "Median of the market published",
    ]


def test_the_facts_are_those_of_each_offers_own_page() -> None:
    found = facts(compared(MOSCOW, KAZAN))
    theirs = [offer(), offer(city="kazan", segment="company", band=4, amount=38_000)]
    for label in ("Place in band derived", "Gap to the median derived"):
        assert found[label] == [page.fact(label.removesuffix(" derived")).text for page in theirs]
    percentiles = [page.fact("Percentile").text for page in theirs]
    assert found["Percentile of all offers modelled"] == percentiles
    assert "at most the 46th" in percentiles[0] and "at least the 79th" in percentiles[1]


def test_the_verdict_has_a_word_a_tone_and_so_a_shape() -> None:
    page = compared(MOSCOW, "omsk,agency,1,95000")
    cells = page.root.one("table", class_="side-by-side").all("td", class_="tone")
    assert [cell.text for cell in cells] == ["middle of the band", "above the band"]
    assert cells[0].has(class_="tone-middle") and cells[1].has(class_="tone-above")


def test_a_bare_market_has_its_published_figures_and_no_verdict() -> None:
    found = facts(compared(MOSCOW, BARE))
    assert [cells[1] for cells in found.values()] == [
        "–", "–", "–", "–", "40 000–55 000 ₽", "47 500 ₽", "50 000 ₽"
    ]  # fmt: skip


def test_a_bare_market_stands_at_the_mid_point_of_its_band() -> None:
    page = compared(BARE, "moscow,agency,3")
    (difference,) = differences(page)
    assert list(parts(difference).values()) == [0, 2_500, 0, 0, 2_500]
    assert "stands at the mid-point" in page.text
    assert "stands at the mid-point" not in compared(MOSCOW, KAZAN).text


def test_where_no_percentile_can_be_said_nothing_is_called_modelled() -> None:
    labels = list(facts(compared("moscow,agency,3,95000", BARE)))
    assert "Percentile of all offers published" in labels


def test_rows_that_nothing_fills_keep_their_own_label() -> None:
    labels = list(facts(compared("moscow,agency,3", BARE)))
    assert {"Verdict derived", "Percentile of all offers modelled"} <= set(labels)


def test_equal_standing_is_what_the_domain_says_both_ways() -> None:
    found = table(compared(MOSCOW, KAZAN), "matrix")
    moscow, kazan = published("Moscow", "agency").scale, published("Kazan", "company").scale
    there = equal_standing(52_000, 3, moscow, kazan)
    back = equal_standing(38_000, 4, kazan, moscow)
    said = "{:,} same place in band {:,} same ratio to median"
    assert found == {
        "A 52 000 ₽": ["52 000 its own market", spaced(said, there.same_place, there.same_ratio)],
        "B 38 000 ₽": [spaced(said, back.same_place, back.same_ratio), "38 000 its own market"],
    }


def spaced(text: str, *amounts: int | None) -> str:
    return text.format(*amounts).replace(",", " ")


def test_an_offer_outside_its_band_has_only_its_ratio_elsewhere() -> None:
    found = table(compared("moscow,agency,3,65000", KAZAN), "matrix")
    assert found["A 65 000 ₽"][1].startswith("– same place in band")


def test_a_bare_market_is_not_carried_but_carried_into() -> None:
    found = table(compared(BARE, KAZAN), "matrix")
    assert list(found) == ["B 38 000 ₽"] and len(found["B 38 000 ₽"]) == 2
    assert not compared(BARE, "moscow,agency,3").root.all("table", class_="matrix")


def test_all_offers_stand_on_one_axis_in_one_picture() -> None:
    (picture,) = compared(*FOUR_OFFERS).root.all("svg", class_="stacked")
    headings = [text.text for text in picture.all("text", class_="heading")]
    assert headings[:2] == ["A · Moscow, agencies · 52 000", "B · Kazan, companies · 38 000"]
    assert len(picture.all("rect", class_="own")) == 4
    assert len(picture.all("path", class_="mark")) == 3


def test_every_amount_is_said_to_be_net() -> None:
    assert "all amounts read as net" in compared(MOSCOW, KAZAN).text


def test_without_an_offer_there_is_a_form_and_examples_to_start_from() -> None:
    page = compared()
    examples = [card.attrs["href"] for card in page.root.all("a", class_="card")]
    assert (page.status, page.h1, page.errors, len(examples)) == (200, "Compare offers", {}, 3)
    assert offers_at(examples[0]) == [MOSCOW, KAZAN]
    assert [len(letters(get(address))) for address in examples] == [2, 2, 4]


def test_an_example_the_survey_cannot_answer_whole_is_not_shown() -> None:
    Market.objects.filter(city__slug="kazan").delete()
    assert len(compared().root.all("a", class_="card")) == 1


def test_one_offer_is_shown_and_a_second_asked_for() -> None:
    page = compared(MOSCOW)
    assert (page.status, letters(page), differences(page)) == (200, ["A"], [])
    assert page.h1 == "52 000 ₽ is in the middle of the band."
    assert "Put another offer beside it" in page.root.one("form", class_="question").text


def test_one_bare_market_is_named() -> None:
    assert compared(BARE).h1 == "Moscow, companies"


def test_the_form_adds_an_offer_and_leads_to_its_address() -> None:
    address = sent_to(offer=[MOSCOW, KAZAN], **ADDED)
    assert offers_at(address) == [MOSCOW, KAZAN, "omsk,agency,2,21000"]
    assert letters(get(address)) == ["A", "B", "C"]


def test_the_form_adds_a_market_without_an_amount() -> None:
    added = ADDED | {"amount": ""}
    assert offers_at(sent_to(offer=MOSCOW, **added)) == [MOSCOW, "omsk,agency,2"]


def test_the_form_carries_the_offers_that_are_there() -> None:
    form = compared(MOSCOW, KAZAN).root.one("form", class_="question")
    hidden = [field.attrs["value"] for field in form.all("input", type="hidden", name="offer")]
    assert (form.attrs["action"], form.attrs["method"]) == ("/compare/", "get")
    assert hidden == [MOSCOW, KAZAN]


def test_a_column_is_changed_by_a_link_and_a_form() -> None:
    change = compared(MOSCOW, KAZAN).root.one("a", **{"aria-label": "Change offer B"})
    page = get(change.attrs["href"].partition("#")[0])
    assert page.values == {"city": "kazan", "segment": "company", "band": "4", "amount": "38000"}
    hidden = page.root.one("form", class_="question").all("input", type="hidden")
    asked = {"offer": [MOSCOW, KAZAN], "edit": hidden[-1].attrs["value"]}
    changed = page.values | {"amount": "39500"}
    assert offers_at(sent_to(**asked, **changed)) == [MOSCOW, "kazan,company,4,39500"]


def test_a_change_may_be_left_undone() -> None:
    page = compared(MOSCOW, KAZAN, edit=1)
    address = page.root.one("a", class_="clear").attrs["href"]
    assert offers_at(address) == [MOSCOW, KAZAN] and "edit" not in address


def test_a_column_is_taken_away_by_a_link() -> None:
    page = compared(*FOUR_OFFERS)
    address = page.root.one("a", **{"aria-label": "Remove offer B"}).attrs["href"]
    assert offers_at(address) == [o for o in FOUR_OFFERS if o != KAZAN]
    last = compared(MOSCOW).root.one("a", **{"aria-label": "Remove offer A"}).attrs["href"]
    assert get(last).h1 == "Compare offers"


def test_each_column_leads_to_the_page_that_judges_it_alone() -> None:
    heads = compared(MOSCOW, BARE).root.one("table", class_="side-by-side").one("thead").all("a")
    assert [get(head.attrs["href"]).h1 for head in heads] == [
        "52 000 ₽ is in the middle of the band.", "Moscow"
    ]  # fmt: skip


def test_four_leave_no_room_for_another() -> None:
    page = compared(*FOUR_OFFERS)
    assert (page.status, page.root.all("form", class_="question")) == (200, [])
    assert compared(*FOUR_OFFERS, edit=4).values["amount"] == "95000"


def test_a_mistake_in_the_form_stands_at_its_field_beside_the_offers() -> None:
    page = compared(MOSCOW, KAZAN, **ADDED | {"amount": "30,000"})
    assert (page.status, set(page.errors), letters(page)) == (400, {"amount"}, ["A", "B"])
    assert page.values["city"] == "omsk" and len(page.root.all("form", class_="question")) == 1


def test_a_form_half_filled_is_asked_for_the_rest() -> None:
    page = compared(MOSCOW, city="omsk")
    assert (page.status, set(page.errors)) == (200, {"segment", "band"})


def test_a_likely_slip_is_asked_about_and_its_link_replaces_the_offer() -> None:
    page = compared("moscow,agency,3,52", KAZAN)
    (yes,) = page.root.all("a", class_="yes")
    assert "A: Did you mean 52 000 ₽ a month?" in page.text
    assert offers_at(yes.attrs["href"]) == [MOSCOW, KAZAN]


def test_five_offers_are_the_first_four_and_a_message() -> None:
    page = compared(*FOUR_OFFERS, "ufa,agency,1")
    assert (page.status, letters(page)) == (400, ["A", "B", "C", "D"])
    assert faults(page) == ["The address names 5 offers; the first 4 are read."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("atlantis,agency,3,52000", "Choose one of the cities"),
        ("moscow,guild,3,52000", "agency or company"),
        ("moscow,agency,5,52000", "band 1, 2, 3 or 4"),
        ("moscow,agency,III,52000", "band 1, 2, 3 or 4"),
        ("moscow,agency", "band 1, 2, 3 or 4"),
        ("moscow,agency,3,30,000", "A comma or a point"),
        ("moscow,agency,3,NaN", "not an amount"),
        ("moscow,agency,3,0", "more than 0"),
        ("moscow,agency,3,1" + "0" * 30, "too large"),
        ("moscow,agency,3,52000,net", "not an amount"),
        ("plenty", "Choose one of the cities"),
        (",,,", "Choose one of the cities"),
    ],
)
def test_a_malformed_offer_is_named_and_the_others_are_shown(text: str, why: str) -> None:
    page = compared(MOSCOW, text, KAZAN)
    (fault,) = faults(page)
    assert (page.status, letters(page)) == (400, ["A", "B"])
    assert fault.startswith(f"Offer 2 of the address, “{text}”, cannot be read. ")
    assert why in fault and "moscow,agency,4,90000" in fault


@each_junk
def test_junk_for_an_offer_is_400_with_a_message_and_the_other_offer(junk: str) -> None:
    page = get("/compare/", raw=f"offer={MOSCOW}&offer={junk}")
    assert (page.status, len(faults(page)), letters(page)) == (400, 1, ["A"])
    assert unharmed(page) and len(faults(page)[0]) < 350


@each_junk
def test_junk_for_the_amount_of_an_offer_is_400_with_a_message(junk: str) -> None:
    page = get("/compare/", raw=f"offer=moscow,agency,3,{junk}")
    assert (page.status, len(faults(page)), page.h1) == (400, 1, "Compare offers")
    assert unharmed(page) and "\0" not in page.source and "\u202e" not in page.source


@each_junk
def test_junk_for_the_column_to_change_changes_none(junk: str) -> None:
    page = get("/compare/", raw=f"offer={MOSCOW}&edit={junk}")
    assert (page.status, page.values["amount"]) == (200, "")


@pytest.mark.parametrize("again", [MOSCOW, "moscow,agency,3,52 000", " moscow , agency,3, 52000"])
def test_an_offer_given_twice_is_shown_once(again: str) -> None:
    page = compared(MOSCOW, again, KAZAN)
    assert (page.status, letters(page)) == (200, ["A", "B"])
    assert "given twice is shown once" in page.text


def test_an_offer_left_blank_is_nothing() -> None:
    page = compared(MOSCOW, "", "  ")
    assert (page.status, letters(page), faults(page)) == (200, ["A"], [])


def test_hundreds_of_offers_cost_no_more_than_four() -> None:
    page = compared(*(f"moscow,agency,3,{40_000 + n}" for n in range(400)))
    assert (page.status, letters(page)) == (400, ["A", "B", "C", "D"])


def test_the_offer_page_leads_here_with_its_offer_net() -> None:
    for page, there in [
        (offer(), MOSCOW),
        (offer(amount=60_000, basis="gross"), "moscow,agency,3,52200"),
    ]:
        (link,) = [link for link in page.links if link.startswith("/compare/?")]
        assert offers_at(link) == [there]


def test_a_city_page_leads_here_with_both_kinds_of_employer() -> None:
    (link,) = [link for link in get("/cities/kazan/").links if link.startswith("/compare/?")]
    assert offers_at(link) == ["kazan,agency,3", "kazan,company,3"]


def test_a_city_with_one_kind_of_employer_has_nothing_to_compare() -> None:
    Market.objects.filter(city__slug="kazan", segment="company").delete()
    assert not [link for link in get("/cities/kazan/").links if link.startswith("/compare/?")]

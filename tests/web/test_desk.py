"""The city table as a desk: every filter, both shapes, the look-up, pages, and what it says."""

from __future__ import annotations

import pytest

from salaries.domain.survey import Survey
from salaries.versions import version_of
from tests.domain.builders import MARKETS
from tests.web.page import Page, get, rows

pytestmark = pytest.mark.django_db


def desk(**query: object) -> Page:
    return get("/cities/", {name: str(value) for name, value in query.items()})


def shown(page: Page) -> list[list[str]]:
    return rows(page.root.one("table", class_="cities"))


def said(page: Page) -> str:
    return page.root.one("p", class_="count").text


def test_the_filter_says_itself_in_words_and_how_many_remain() -> None:
    query = {"segment": "agency", "city": ["kazan", "ufa"], "band": "3", "median_from": "28 000"}
    text = said(get("/cities/", query))
    assert text == "Agencies in Kazan and Ufa, band III, median from 28 000 ₽: 2 of 24 markets"


@pytest.mark.parametrize("text", ["казань", "KAZ", "ყაზან", "kazan"])
def test_a_city_is_found_by_part_of_its_name_in_any_language(text: str) -> None:
    assert {row[0] for row in shown(desk(q=text))} == {"Kazan"}


@pytest.mark.parametrize("text", ["ростов на дону", "Ростов-на-Дону", "rostov on"])
def test_hyphens_do_not_matter_in_a_name(text: str) -> None:
    assert {row[0] for row in shown(desk(q=text))} == {"Rostov-on-Don"}


@pytest.mark.parametrize(("low", "high"), [(30_000, 30_000), (33_000, 45_000), (1, 27_000)])
def test_medians_are_filtered_from_and_to_with_both_ends(low: int, high: int) -> None:
    wanted = [market for market in MARKETS if low <= market.median <= high]
    assert len(shown(desk(median_from=low, median_to=high))) == len(wanted) > 0


def test_pay_is_filtered_by_bands_that_lie_between() -> None:
    inside = [
        (market.city, low)
        for market in MARKETS
        for low, high in market.bands
        if low >= 30_000 and high <= 45_000
    ]
    found = shown(desk(shape="long", pay_from=30_000, pay_to=45_000, per_page=100))
    assert len(found) == len(inside) > 0
    markets = {(market.city, market.segment) for market in MARKETS}
    assert len(shown(desk(pay_from=30_000, pay_to=45_000))) < len(markets)


def test_the_long_shape_has_a_band_a_row() -> None:
    page = desk(shape="long", per_page=100)
    assert len(shown(page)) == 96
    assert "96 bands in 24 of 24 markets" in said(page)
    assert shown(desk(shape="long", city="moscow"))[2][4:] == [
        "III · 2 years or more", "40 000", "60 000",
    ]  # fmt: skip


def test_bands_asked_for_are_the_columns_of_the_wide_shape() -> None:
    head = [cell.text for cell in desk(band=3).root.one("thead").all("th")]
    assert [name for name in head if name.startswith("Band")] == ["Band III"]


def test_an_amount_is_looked_up_in_every_market() -> None:
    found = {tuple(row[:2]): row[2:6] for row in shown(desk(amount=45_000, band=3))}
    assert found["Moscow", "Agency"] == ["band III", "−10 000", "middle", "25 %"]
    assert found["Omsk", "Agency"] == ["no band’s", "+15 000", "above", "–"]
    assert len(found) == 24


def test_the_look_up_can_be_sorted_by_the_verdict() -> None:
    verdicts = [row[4] for row in shown(desk(amount=45_000, band=3, sort="verdict"))]
    order = ["below", "lower part", "middle", "upper part", "above"]
    assert [order.index(verdict) for verdict in verdicts] == sorted(map(order.index, verdicts))


def test_without_one_band_the_look_up_gives_no_verdict() -> None:
    head = [cell.text for cell in desk(amount=45_000).root.one("thead").all("th")]
    assert "Whose money" in head and "Verdict" not in head


def test_an_empty_result_says_which_filter_to_loosen_and_links_there() -> None:
    page = get("/cities/", {"city": "omsk", "median_from": "50000"})
    assert "0 of 24 markets" in said(page)
    hints = page.root.one("div", class_="nothing").all("a")
    texts = {hint.text: len(shown(get("/cities/" + hint.attrs["href"]))) for hint in hints}
    assert texts == {
        "Without “Cities” there would be 2 rows.": 2,
        "Without “Median from, ₽” there would be 2 rows.": 2,
    }


@pytest.mark.parametrize(
    ("asked", "size"), [("10", 10), ("25", 24), ("20000", 24), ("0", 10), ("-1", 10), ("x", 24)]
)
def test_a_page_holds_one_of_four_sizes(asked: str, size: int) -> None:
    page = get("/cities/", {"per_page": asked})
    assert len(shown(page)) == size
    assert page.status == (200 if asked in {"10", "25"} else 400)


@pytest.mark.parametrize("asked", ["0", "-1", "4", "9" * 31, "x", "1.5"])
def test_a_page_that_is_not_there_gives_the_nearest_and_says_so(asked: str) -> None:
    page = get("/cities/", {"per_page": "10", "page": asked})
    assert (page.status, "There is no such page" in page.text) == (400, True)
    assert len(shown(page)) in {4, 10}


def test_pages_follow_one_another_and_hold_every_row_once() -> None:
    page, seen = get("/cities/", {"per_page": "10", "sort": "-median"}), []
    for _ in range(3):
        seen += [tuple(row[:2]) for row in shown(page)]
        following = page.root.all("a", rel="next")
        page = get("/cities/" + following[0].attrs["href"]) if following else page
    assert len(seen) == len(set(seen)) == 24


def test_bounds_that_run_backwards_are_refused_at_their_field() -> None:
    page = desk(median_from=40_000, median_to=30_000)
    assert (page.status, set(page.errors), len(shown(page))) == (400, {"median_from"}, 24)


def test_three_hundred_filters_are_answered() -> None:
    page = get("/cities/", {"city": ["moscow", "kazan"] * 150})
    assert (page.status, len(shown(page))) == (200, 4)


def test_each_row_draws_its_market_on_one_axis() -> None:
    pictures = desk(band=3, amount=45_000).root.all("td", class_="mini")
    marks = {one.one("line", class_="mark-line").attrs["x1"] for one in pictures}
    assert (len(pictures), len(marks)) == (24, 1)
    assert all(len(one.all("rect")) == 4 for one in pictures)


def test_the_rule_of_the_joint_stands_beside_whose_money_it_is() -> None:
    rule = "an amount on the joint of two bands is the money of the upper one"
    assert rule in desk(amount=45_000).text and rule not in desk().text
    assert ["Moscow", "Agency", "band III"] in [row[:3] for row in shown(desk(amount=40_000))]


@pytest.mark.parametrize(
    "raw",
    [
        "&".join(["city=moscow", "city=kazan"] * 150),
        "&".join(f"city=x{n}" for n in range(300)),
        "sort=" + ",".join(["city", "-median"] * 1000),
        f"q={'a' * 60}&ref={'b' * 15_000}",
        f"q={'a' * 15_000}",
    ],
    ids=["repeated", "unknown", "long order", "unknown name", "long text"],
)
def test_a_long_address_does_not_make_the_page_long(raw: str) -> None:
    links = [link for link in get("/cities/", raw=raw).links if link.startswith("?")]
    assert links and max(map(len, links)) < 200


def test_links_keep_what_was_understood_and_drop_the_rest(survey: Survey) -> None:
    page = get("/cities/", raw="city=ufa&city=x&amount=45+000&band=3&page=9&sort=nil,-gap&ref=1")
    onward = page.root.one("a", class_="then").attrs["href"]
    assert page.status == 400
    assert onward == f"?band=3&amount=45000&sort=-gap%2Ccity&v={version_of(survey)}"
    assert get("/cities/" + onward).status == 200


@pytest.mark.parametrize("name", ["amount", "shape", "q", "page", "per_page", "export", "sep"])
def test_one_field_with_two_values_is_said_and_400(name: str) -> None:
    page = get("/cities/", raw=f"{name}=x&{name}=y")
    assert page.status == 400
    assert f"“{name}” is given with several values; the last one is shown." in page.text


def test_bounds_that_together_leave_nothing_are_both_named() -> None:
    page = get("/cities/", {"pay_from": "40000", "pay_to": "40000"})
    hint = page.main.one("li")
    assert hint.text.startswith(
        "Without “Band’s pay from, ₽ and Band’s pay to, ₽” there would be 24"
    )
    assert get("/cities/" + hint.one("a").attrs["href"]).status == 200


def test_a_page_does_not_grow_with_the_name_looked_for() -> None:
    page = get("/cities/", {"q": "x" * 15_000})
    assert page.status == 400
    assert len(page.source) < 120_000
    assert "x" * 62 not in page.source

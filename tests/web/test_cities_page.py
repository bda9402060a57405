"""`/cities/` and `/cities/<slug>/`: the table and each city's own page, against the CSV."""

import csv

import pytest

from salaries.models import Market
from tests.domain.builders import MARKETS, TABLE, Published
from tests.web.page import Page, get, rows

pytestmark = pytest.mark.django_db

COLUMNS = ("city", "segment", "median", "ladder", "band1", "band2", "band3", "band4")
SORTABLE = tuple(column for column in COLUMNS if column != "ladder")


def cells(page: Page) -> list[list[str]]:
    return rows(page.root.one("table", class_="cities"))


def spaced(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def as_shown(market: Published) -> list[str]:
    bands = [f"{spaced(low)}–{spaced(high)}" for low, high in market.bands]
    return [market.city, market.segment.capitalize(), spaced(market.median), "", *bands]


def test_the_table_is_the_csv_market_by_market() -> None:
    by_name = sorted(MARKETS, key=lambda market: market.city)
    assert cells(get("/cities/")) == [as_shown(market) for market in by_name]


def test_the_count_says_how_many_markets_are_shown() -> None:
    assert "24 of 24 markets" in get("/cities/").text
    assert "2 of 24 markets" in get("/cities/", {"city": "omsk"}).text


def test_several_cities_are_shown_when_asked_for() -> None:
    found = cells(get("/cities/", {"city": ["omsk", "kazan"]}))
    assert {(city, segment) for city, segment, *_ in found} == {
        (city, segment) for city in ("Omsk", "Kazan") for segment in ("Agency", "Company")
    }


def test_one_kind_of_employer_is_shown_when_asked_for() -> None:
    found = cells(get("/cities/", {"segment": "agency"}))
    assert [segment for _, segment, *_ in found] == ["Agency"] * 12


def test_both_filters_together_narrow_the_table_to_one_market() -> None:
    (found,) = cells(get("/cities/", {"segment": "agency", "city": "omsk"}))
    assert found[:2] == ["Omsk", "Agency"]


def test_the_filter_shows_what_was_chosen() -> None:
    boxes = get("/cities/", {"city": ["omsk", "kazan"]}).root.all("input", type="checkbox")
    assert {box.attrs["value"] for box in boxes if "checked" in box.attrs} == {"omsk", "kazan"}


def sort_key(column: str, row: list[str]) -> object:
    cell = row[COLUMNS.index(column)].replace(" ", "")
    return cell if column in {"city", "segment"} else [int(part) for part in cell.split("–")]


@pytest.mark.parametrize("column", SORTABLE)
@pytest.mark.parametrize("way", ["", "-"])
def test_any_column_sorts_both_ways(column: str, way: str) -> None:
    keys = [sort_key(column, row) for row in cells(get("/cities/", {"sort": way + column}))]
    assert keys == sorted(keys, reverse=bool(way))  # type: ignore[type-var]


@pytest.mark.parametrize("column", SORTABLE)
def test_each_column_head_sorts_and_then_sorts_the_other_way(column: str) -> None:
    page = get("/cities/", {"city": ["omsk", "moscow"]})
    for aria in ("ascending", "descending"):
        heads = page.root.one("table", class_="cities").one("thead").all("a", class_="sort")
        page = get("/cities/" + heads[SORTABLE.index(column)].attrs["href"])
        (sorted_by,) = [th for th in page.root.all("th", scope="col") if "aria-sort" in th.attrs]
        assert (sorted_by.attrs["aria-sort"], len(cells(page))) == (aria, 4)


@pytest.mark.parametrize("sort", ["nothing", "slug", "--city", "-", "ladder"])
def test_a_column_that_is_not_there_is_named_and_leaves_the_table_as_it_is(sort: str) -> None:
    page = get("/cities/", {"sort": sort})
    assert (page.status, cells(page)) == (400, cells(get("/cities/")))
    assert "There is no column" in page.text


@pytest.mark.parametrize("query", [{"sort": "segment,-median"}, {"sort": ["segment", "-median"]}])
def test_several_columns_sort_one_after_another(query: dict[str, str | list[str]]) -> None:
    keys = [(row[1], -int(row[2].replace(" ", ""))) for row in cells(get("/cities/", query))]
    assert keys == sorted(keys) and len(keys) == 24


@pytest.mark.parametrize(("name", "value"), [("city", "atlantis"), ("segment", "guild")])
def test_a_filter_for_what_is_not_there_is_400_with_a_message_and_the_table(
    name: str, value: str
) -> None:
    page = get("/cities/", {name: value})
    assert (page.status, set(page.errors), len(cells(page))) == (400, {name}, 24)


def test_each_city_leads_to_its_page() -> None:
    (link,) = get("/cities/", {"city": "omsk", "segment": "agency"}).root.one("tbody").all("a")
    assert get(link.attrs["href"]).h1 == "Omsk"


def test_the_table_carries_its_source_and_what_it_rests_on() -> None:
    source = get("/cities/").main.one("p", class_="source")
    assert "Superjob" in source.text and "March 2015" in source.text and "published" in source.text


def slugs() -> list[str]:
    with TABLE.with_name("cities.csv").open(encoding="utf-8", newline="") as file:
        return [row["slug"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("slug", slugs())
def test_every_city_has_a_page_with_its_medians(slug: str) -> None:
    page = get(f"/cities/{slug}/")
    medians = [f"{spaced(m.median)} ₽" for m in MARKETS if m.city == page.h1]
    assert (page.status, len(medians)) == (200, 2)
    assert all(median in page.main.one("p", class_="lead").text for median in medians)


@pytest.mark.parametrize("slug", ["atlantis", "Moscow", "kazan-2", "0"])
def test_a_city_that_is_not_there_is_404(slug: str) -> None:
    page = get(f"/cities/{slug}/")
    assert (page.status, "no such page" in page.h1) == (404, True)


@pytest.mark.parametrize("city", ["kazan", "ufa"])
def test_kazan_and_ufa_share_their_rank(city: str) -> None:
    agencies, companies = get(f"/cities/{city}/").facts[:2]
    medians = {m.segment: m.median for m in MARKETS if m.city == city.capitalize()}
    for said, segment in ((agencies, "agency"), (companies, "company")):
        rivals = [m.median for m in MARKETS if m.segment == segment]
        place = 1 + sum(median > medians[segment] for median in rivals)
        shared = rivals.count(medians[segment]) - 1
        assert f"{place}th of 12, shared with {shared} other cit" in said.text


def test_moscow_ranks_first_alone() -> None:
    agencies, companies = get("/cities/moscow/").facts[:2]
    assert agencies.text.startswith("1st of 12 median 55 000 ₽")
    assert companies.text.startswith("1st of 12 median 50 000 ₽")


@pytest.mark.parametrize(
    ("city", "premium"),
    [("rostov-on-don", "+13.3 %"), ("chelyabinsk", "+6.7 %"), ("nizhny-novgorod", "+6.7 %")],
)
def test_the_agency_premium_is_told_at_the_median(city: str, premium: str) -> None:
    assert get(f"/cities/{city}/").fact("premium").text.startswith(premium)


def test_the_agency_premium_is_told_band_by_band() -> None:
    assert "I 0.0 %, II 0.0 %, III +5.3 %, IV +3.4 %" in get("/cities/moscow/").fact("premium").text


def test_a_city_with_one_kind_of_employer_has_no_premium_and_a_gap_in_the_ranking() -> None:
    Market.objects.filter(city__slug="omsk", segment="company").delete()
    page = get("/cities/omsk/")
    assert len(page.facts) == 1 and len(page.root.all("svg", class_="ladder")) == 1
    ranking = page.root.all("figure")[-1].one("table")
    assert ["Omsk", "30 000", "–", "16 000", "40 000"] in rows(ranking)


def test_the_steps_are_priced_three_ways() -> None:
    steps = rows(get("/cities/moscow/").root.all("table", class_="data")[-1])
    assert len(steps) == 6
    assert steps[2] == ["Agency", "III → IV", "+20 000", "+25 000", "+30 000"]


def test_each_band_says_what_it_asks() -> None:
    cards = get("/cities/moscow/").root.all("div", class_="card")
    headings = [card.one("h3").text for card in cards]
    assert headings[2] == "III · 2 years or more"
    assert "Two years or more of managing SMM projects" in cards[2].text


def test_what_a_band_would_only_like_to_see_is_marked() -> None:
    wishes = get("/cities/moscow/").root.all("li", class_="desirable")
    assert len(wishes) == 4 and all(wish.text.endswith("desirable") for wish in wishes)


def test_the_ladders_of_a_city_stand_on_one_axis() -> None:
    agency, company = get("/cities/moscow/").root.all("svg", class_="ladder")
    ticks = [[t.attrs["x"] for t in one.all("text", class_="tick")] for one in (agency, company)]
    assert ticks[0] == ticks[1] != []


def test_the_ranking_marks_the_city_it_is_about() -> None:
    ranking = get("/cities/kazan/").root.one("svg", class_="ranking")
    assert [name.text for name in ranking.all("text", class_="own")] == ["Kazan"]

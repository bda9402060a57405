"""The order of the city table: several keys reached by links alone, blanks last, said in words."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from salaries.desk.sorting import SortKey, keys_in
from salaries.desk.state import Desk
from salaries.domain.survey import Survey
from tests.web.page import Element, Page, get, rows

pytestmark = pytest.mark.django_db


def heads(page: Page) -> dict[str, Element]:
    """The headings by the text of their own link; the picture's has none and is left out."""
    found = page.root.one("table", class_="cities").one("thead").all("th")
    return {head.one("a").text: head for head in found if head.all("a")}


def click(page: Page, heading: str, kind: str) -> Page:
    """Follow a heading's link: `sort` for the column alone, `then` for a further key."""
    return get("/cities/" + heads(page)[heading].one("a", class_=kind).attrs["href"])


def order(page: Page) -> str:
    return page.root.one("p", class_="order").text.removesuffix(" Back to the usual order")


def shown(page: Page) -> list[list[str]]:
    return rows(page.root.one("table", class_="cities"))


def test_a_second_key_is_added_and_turned_by_links_alone() -> None:
    page = click(get("/cities/"), "Employer", "sort")
    page = click(page, "Median, ₽", "then")
    assert order(page) == "Sorted by “Employer” rising, then by “Median, ₽” rising."
    page = click(page, "Median, ₽", "then")
    assert order(page) == "Sorted by “Employer” rising, then by “Median, ₽” falling."
    keys = [(row[1], -int(row[2].replace(" ", ""))) for row in shown(page)]
    assert keys == sorted(keys) and len(keys) == 24


def test_three_keys_keep_their_weights_when_one_of_them_is_turned() -> None:
    page = get("/cities/", {"sort": "segment,-median,city"})
    page = click(page, "Median, ₽", "then")
    assert order(page).endswith(
        "“Employer” rising, then by “Median, ₽” rising, then by “City” rising."
    )


def test_a_headings_own_link_sorts_by_it_alone() -> None:
    page = click(get("/cities/", {"sort": "segment,-median"}), "City", "sort")
    assert order(page) == "Sorted by “City” rising."


def test_nothing_is_offered_as_a_further_key_before_there_is_a_first() -> None:
    page = get("/cities/")
    assert page.root.all("a", class_="then") == []
    assert order(page) == "Sorted by the city’s name."


def test_only_the_first_key_bears_aria_sort_and_no_link_to_add_itself() -> None:
    found = heads(get("/cities/", {"sort": "-median,city"}))
    assert {name: head.attrs.get("aria-sort") for name, head in found.items()} == {
        "City": None, "Employer": None, "Median, ₽": "descending",
        **{f"Band {code}": None for code in ("I", "II", "III", "IV")},
    }  # fmt: skip
    assert [name for name, head in found.items() if not head.all("a", class_="then")] == [
        "Median, ₽"
    ]


def test_a_link_for_a_further_key_names_its_column_to_those_who_listen() -> None:
    page = get("/cities/", {"sort": "-median,city"})
    names = [link.text for link in page.root.all("a", class_="then")]
    assert names[:2] == ["2 City: turn this key round", "then by Employer"]


def test_the_usual_order_is_one_link_away() -> None:
    page = get("/cities/", {"sort": "-median", "segment": "agency"})
    back = page.root.one("p", class_="order").one("a").attrs["href"]
    assert shown(get("/cities/" + back)) == shown(get("/cities/", {"segment": "agency"}))


@pytest.mark.parametrize("way", ["", "-"])
@pytest.mark.parametrize(("column", "blank"), [("place", "–"), ("money_of", "no band’s")])
def test_blanks_stand_last_whichever_way_a_column_is_sorted(
    way: str, column: str, blank: str
) -> None:
    page = get("/cities/", {"amount": "45000", "band": "3", "sort": way + column})
    place = list(heads(page)).index({"place": "Place in band", "money_of": "Whose money"}[column])
    cells = [row[place] for row in shown(page)]
    count = cells.count(blank)
    assert 0 < count < 24 and cells[-count:] == [blank] * count
    filled = cells[:-count]
    number = {"band III": 3, "band IV": 4}
    values = [number.get(cell) or int(cell.removesuffix(" %")) for cell in filled]
    assert values == sorted(values, reverse=bool(way))


def test_a_column_asked_for_twice_counts_where_it_first_stands() -> None:
    assert keys_in(["city,-median", "-city"]) == [SortKey("city"), SortKey("median", True)]


@pytest.mark.parametrize(
    "query",
    ["", "shape=long", "band=3", "amount=45000", "amount=45000&band=3", "shape=long&amount=9"],
)
def test_every_column_but_the_picture_can_be_sorted_by(query: str, survey: Survey) -> None:
    desk = Desk(survey, QueryDict(query))
    unsortable = [column.name for column, head in desk.heads if head is None]
    assert unsortable == ["ladder"]
    for column, head in desk.heads:
        asked = QueryDict(f"{query}&sort={column.name}")
        assert Desk(survey, asked).is_wrong == (head is None)


def test_the_filters_form_hands_on_the_order_and_the_size_of_a_page() -> None:
    page = get("/cities/", {"sort": "-median,band1", "per_page": "50"})
    hidden = page.root.one("form", class_="filter").all("input", type="hidden")
    kept = {one.attrs["name"]: one.attrs["value"] for one in hidden if one.attrs["name"] != "v"}
    assert kept == {"sort": "-median", "per_page": "50"}  # band1 is no column of the long shape
    usual = get("/cities/").root.one("form", class_="filter").all("input", type="hidden")
    assert [one.attrs["name"] for one in usual] == ["v"]

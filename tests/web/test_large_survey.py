"""A survey of a thousand cities: its pages show some of them, and lead to all."""

from __future__ import annotations

from pathlib import Path

import pytest

from salaries.ingest.loader import Outcome, load_survey
from salaries.presenters.elsewhere import MOST_MARKETS
from salaries.templatetags.kept import kept_parts
from tests.benchmarks.served.surveys import CITIES, files
from tests.web.page import Page, get

pytestmark = pytest.mark.django_db

SLUG = "large"
ASKED: dict[str, str | int] = {"segment": "company", "band": 2, "survey": SLUG}


@pytest.fixture
def large(db: None, tmp_path: Path) -> None:
    assert load_survey(files(tmp_path, 1, 4, SLUG)).outcome is Outcome.LOADED


def offer(city: str) -> Page:
    return get("/offer/", {**ASKED, "city": city, "amount": 52_000})


def standing(page: Page) -> list[tuple[str, str]]:
    (section,) = page.root.all("section", class_="standing")
    cells = [[cell.text for cell in row.all("th") + row.all("td")] for row in section.all("tr")]
    return [(city, employer) for city, employer, *_ in cells[1:]]


def test_an_offer_stands_beside_some_markets_and_leads_to_all(large: None) -> None:
    page = offer("city-7")
    (section,) = page.root.all("section", class_="standing")
    assert f"in {MOST_MARKETS} of the other {2 * CITIES - 1} markets" in section.text.replace(
        "\xa0", " "
    )
    shown = standing(page)
    assert len(shown) == len(set(shown)) == MOST_MARKETS
    assert ("City 7", "Agency") in shown and ("City 7", "Company") not in shown
    (every,) = [link.attrs["href"] for link in section.all("a") if "every market" in link.text]
    assert get(every).status == 200 and "amount=52000" in every and f"survey={SLUG}" in every


def test_a_vacancy_is_set_beside_some_markets_and_says_how_many_more(large: None) -> None:
    page = get("/vacancy/", {**ASKED, "city": "city-7", "low": 20_000, "high": 30_000})
    shown = standing(page)
    assert len(shown) == MOST_MARKETS + 1 and ("City 7", "Company") in shown
    assert f"{2 * CITIES - len(shown)} more markets are not shown" in page.root.text


def test_a_long_list_is_kept_once_and_says_what_is_chosen(large: None) -> None:
    pages, kept = {}, set()
    for city in ("city-7", "city-999", "city-0"):
        pages[city] = offer(city)
        kept.add(len(kept_parts._parts))
    for city, page in pages.items():
        (select,) = [one for one in page.root.all("select") if one.attrs["name"] == "city"]
        options = select.all("option")
        assert [one.attrs["value"] for one in options if "selected" in one.attrs] == [city]
        assert len(options) == CITIES
    assert len(kept) == 1

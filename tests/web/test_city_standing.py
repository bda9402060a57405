"""A city among the others: ranks with ties, and the ratios of medians, against the CSV."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from salaries.domain.survey import Survey
from salaries.models import Market
from salaries.presenters.standing import rank_rows, ratio_chart
from tests.domain.builders import MARKETS, Published
from tests.web.page import get, rows
from tests.web.test_charts import accepted, given_to_plotly

pytestmark = pytest.mark.django_db


def figures(market: Published) -> tuple[int, int, int]:
    return market.median, market.edges[0], market.edges[-1]


def test_every_rank_of_every_city_is_the_tables(survey: Survey) -> None:
    for city in survey.cities:
        for row, segment in zip(
            rank_rows(survey, survey.in_city(city.slug)), ("agency", "company"), strict=True
        ):
            rivals = [figures(m) for m in MARKETS if m.segment == segment]
            (own,) = [figures(m) for m in MARKETS if (m.city, m.segment) == (city.name.en, segment)]
            said = (row.median, row.floor, row.ceiling)
            for text, value, others in zip(said, own, zip(*rivals, strict=True), strict=True):
                place, shared = 1 + sum(v > value for v in others), others.count(value) - 1
                assert text.startswith(str(place)) and " of 12" in text
                assert (f"shared with {shared} other" in text) == bool(shared)


def test_the_ranks_stand_in_a_table_of_their_own() -> None:
    found = rows(get("/cities/moscow/").root.one("table", class_="ranks"))
    assert [row[:2] for row in found] == [["Agency", "1st of 12"], ["Company", "1st of 12"]]


def ratio(own: int, other: int) -> str:
    return f"× {(Decimal(own) / other).quantize(Decimal('0.01'), ROUND_HALF_UP)}"


@pytest.mark.parametrize("slug", ["moscow", "omsk", "kazan"])
def test_the_ratios_are_the_medians_divided(slug: str) -> None:
    page = get(f"/cities/{slug}/")
    medians = {(m.city, m.segment): m.median for m in MARKETS}
    figure = page.root.all("figure")[-2]
    said = rows(figure.one("table"))
    assert len(said) == 11
    for city, *ratios in said:
        for text, segment in zip(ratios, ("agency", "company"), strict=True):
            assert text == ratio(medians[page.h1, segment], medians[city, segment])


def test_the_finding_tells_the_least_and_the_greatest_ratio(survey: Survey) -> None:
    chart = charted(survey, "moscow")
    ratios = [text for row in chart.rows for text in row[1:]]
    assert chart.finding.endswith("those of the 11 other cities.")
    assert min(ratios) in chart.finding and max(ratios) in chart.finding


def charted(survey: Survey, slug: str) -> Any:
    (city,) = [city for city in survey.cities if city.slug == slug]
    chart = ratio_chart(survey, city)
    assert chart
    return chart


@pytest.mark.parametrize("slug", ["moscow", "omsk", "kazan", "rostov-on-don"])
def test_plotly_accepts_the_ratios_and_shows_all_of_them_around_one(
    survey: Survey, slug: str
) -> None:
    figure = charted(survey, slug).figure
    assert accepted(figure) == given_to_plotly(figure)
    low, high = figure["layout"]["xaxis"]["range"]
    values = [x for trace in figure["data"][1:] for x in trace["x"]]
    assert low < min(100, *values) and max(100, *values) < high
    assert [trace["cliponaxis"] for trace in figure["data"][1:]] == [False, False]
    assert (len(values), figure["layout"]["shapes"][0]["x0"]) == (22, 100)


def test_the_picture_draws_the_line_of_equal_medians() -> None:
    picture = get("/cities/omsk/").root.one("svg", class_="lines")
    assert len(picture.all("line", class_="reference")) == 1


def test_a_city_alone_has_nothing_to_stand_against(survey: Survey) -> None:
    markets = {k: m for k, m in survey.markets.items() if k.city == "omsk"}
    alone = replace(survey, markets=markets)
    assert ratio_chart(alone, alone.cities[0]) is None


def test_a_kind_of_employer_missing_elsewhere_is_a_dash() -> None:
    Market.objects.filter(city__slug="omsk", segment="company").delete()
    ratios = rows(get("/cities/moscow/").root.all("figure")[-2].one("table"))
    assert ["Omsk", "× 1.83", "–"] in ratios

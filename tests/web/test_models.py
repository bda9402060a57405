"""What the database itself refuses, and that several surveys stand side by side."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from salaries.models import (
    Change,
    City,
    ExperienceBand,
    Load,
    Market,
    QuantileCell,
    SalaryRange,
    Survey,
)

pytestmark = pytest.mark.django_db


def make_city(**fields: Any) -> City:
    described = {
        "slug": "tver", "name_en": "Tver", "name_ru": "Тверь", "name_ka": "ტვერი",
        "iso_region": "RU-TVE", "latitude": 56.9, "longitude": 35.9, "population": 416_000,
        "population_year": 2016, "hh_area_id": 89_000,
    }  # fmt: skip
    return City.objects.create(**(described | fields))


def make_survey(**fields: Any) -> Survey:
    described = {
        "slug": "second", "version": "2", "publisher": "Us", "month": date(2016, 1, 1),
        "currency": "RUB", "basis": "net", "convention": "net", "texts": {},
    }  # fmt: skip
    return Survey.objects.create(**(described | fields))


def make_band(**fields: Any) -> ExperienceBand:
    described = {"survey": shipped(), "rank": 5, "code": "V", "min_years": 9}
    return ExperienceBand.objects.create(**(described | fields))


def make_market(**fields: Any) -> Market:
    described = {"survey": shipped(), "segment": "startup", "median": 30_000}
    return Market.objects.create(**({"city": City.objects.get(slug="omsk")} | described | fields))


def make_range(market: Market | None = None, **fields: Any) -> SalaryRange:
    described = {"low": 10_000, "high": 20_000, "band": shipped().bands.get(rank=1)}
    return SalaryRange.objects.create(market=market or make_market(), **(described | fields))


def make_cell(market: Market | None = None, **fields: Any) -> QuantileCell:
    return QuantileCell.objects.create(market=market or make_market(median=None), **fields)


def make_twice(**fields: Any) -> QuantileCell:
    return make_cell(make_cell(**fields).market, **fields)


def make_falling(low: str, high: str) -> QuantileCell:
    """With its median on one side, for of two around it the median's own check may speak first."""
    amounts: dict[str, Any] = {"p50": 5 if high == "p25" else 1, low: 4, high: 2}
    return make_cell(**amounts)


def shipped() -> Survey:
    return Survey.objects.get(is_default=True)


VIOLATIONS: dict[str, Callable[[], object]] = {
    "city_latitude_in_range": lambda: make_city(latitude=90.1),
    "city_longitude_in_range": lambda: make_city(longitude=-180.1),
    "one_survey_per_version": lambda: make_survey(slug=shipped().slug, version=shipped().version),
    "one_current_version": lambda: make_survey(slug=shipped().slug, is_current=True),
    "default_is_current": lambda: make_survey(is_default=True),
    "one_default_survey": lambda: make_survey(is_default=True, is_current=True),
    "survey_basis_known": lambda: make_survey(basis="brutto"),
    "survey_convention_known": lambda: make_survey(convention="unknown"),
    "one_band_per_rank": lambda: make_band(rank=4),
    "one_band_per_code": lambda: make_band(code="IV"),
    "band_rank_from_one": lambda: make_band(rank=0),
    "one_market_per_place": lambda: make_market(segment="agency"),
    "market_median_positive": lambda: make_market(median=0),
    "one_range_per_cell": lambda: make_range(market=Market.objects.all()[0]),
    "range_low_positive": lambda: make_range(low=0),
    "range_low_below_high": lambda: make_range(low=20_000),
    "survey_kind_known": lambda: make_survey(kind="deciles"),
    "survey_measure_known": lambda: make_survey(measures="dreams"),
    "one_cell_per_level": lambda: make_twice(band=shipped().bands.get(rank=1)),
    "one_cell_of_all_levels": make_twice,
    **{
        f"{low}_upto_{high}": partial(make_falling, low, high)
        for low, high in combinations(("p10", "p25", "p50", "p75", "p90"), 2)
    },
    "interval_holds_median": lambda: make_cell(p50=30_000, p50_low=31_000, p50_high=40_000),
    "cell_has_median_or_nothing": lambda: make_cell(p25=20_000),
    "change_action_known": lambda: Change.objects.create(action="lost"),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE|upto_p50"), transaction.atomic():
        VIOLATIONS[name]()


def test_every_constraint_of_the_models_is_tried() -> None:
    of_app = apps.get_app_config("salaries").get_models()
    declared: list[models.BaseConstraint] = [c for m in of_app for c in m._meta.constraints]
    assert {constraint.name for constraint in declared} == VIOLATIONS.keys()


@pytest.mark.parametrize("field", ["slug", "name_en", "hh_area_id"])
def test_a_city_is_named_once(field: str) -> None:
    taken = City.objects.values(field).get(slug="omsk")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_city(**taken)


def test_what_the_builders_make_is_accepted_when_nothing_is_wrong() -> None:
    assert make_city().pk and make_survey().pk and make_band().pk and make_range().pk
    assert make_cell(make_market(segment="shop"), p50=3, p50_low=3, p50_high=3).pk
    assert make_cell(make_market(segment="none"), n=4).pk


def test_two_surveys_stand_side_by_side_with_their_own_bands_and_markets() -> None:
    second, omsk = make_survey(), City.objects.get(slug="omsk")
    band = make_band(survey=second, rank=1, code="I")
    market = make_market(survey=second, city=omsk, segment="agency")
    make_range(market=market, band=band)
    assert (second.bands.count(), shipped().bands.count()) == (1, 4)
    assert (second.markets.count(), shipped().markets.count()) == (1, 24)


def test_many_surveys_may_be_no_default() -> None:
    make_survey()
    assert make_survey(slug="third").is_default is False


def test_many_versions_of_a_survey_may_be_no_longer_current() -> None:
    make_survey(slug=shipped().slug)
    assert make_survey(slug=shipped().slug, version="3").is_current is False


def test_a_city_with_pay_data_cannot_be_removed() -> None:
    with pytest.raises(models.ProtectedError):
        City.objects.get(slug="omsk").delete()


def test_a_survey_takes_all_that_is_its_own_with_it() -> None:
    shipped().delete()
    left = [model.objects.count() for model in (ExperienceBand, Market, SalaryRange, Load)]
    assert (left, City.objects.count()) == ([0, 0, 0, 0], 12)


def test_each_row_has_a_name_for_people() -> None:
    cell = SalaryRange.objects.get(
        market__city__slug="omsk", market__segment="agency", band__rank=1
    )
    assert str(cell.market) == "Omsk, agency"
    assert str(cell.band) == "superjob-smm-2015-03: I"
    assert str(cell) == f"{cell.low}-{cell.high}"
    assert str(Load.objects.latest()).startswith("hh_ranges.csv 8bb484a32b8e")

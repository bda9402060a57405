"""A survey in which all that is published of a market is one amount: every page of it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.quantile_surveys import load_files
from tests.web.quantile_surveys import DESCRIPTION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]
SLUG = "example-quantiles-2021"
TABLES = {
    "the median alone": "city,segment,band,p50,n\nomsk,company,,1500,12\n",
    "quartiles alike": "city,segment,band,p25,p50,p75,n\nomsk,company,,1500,1500,1500,12\n",
}
ASKED = "survey=example-quantiles-2021&city=omsk&segment=company&band=0"
PATHS = (
    f"/?{ASKED}", f"/offer/?{ASKED}&amount=1500", f"/offer/?{ASKED}&amount=1501",
    f"/vacancy/?{ASKED}&low=1500&high=1500", f"/cities/?{ASKED}&amount=1500",
    f"/cities/omsk/?survey={SLUG}", f"/compare/?survey={SLUG}&offer=omsk,company,0,1500",
    f"/embed/?{ASKED}", f"/method/?survey={SLUG}", f"/data/?survey={SLUG}",
    f"/api/v1/offer?{ASKED}&amount=1500", f"/api/v1/vacancy?{ASKED}&low=1500&high=1500",
)  # fmt: skip


@pytest.fixture(params=TABLES)
def one_amount(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    table = tmp_path / "one.csv"
    table.write_text(TABLES[request.param], encoding="utf-8")
    described = DESCRIPTION.replace('cities = ["kazan", "omsk", "ufa"]', 'cities = ["omsk"]')
    table.with_suffix(".toml").write_text(described, encoding="utf-8")
    load_files(table, SLUG)


@pytest.mark.usefixtures("one_amount")
@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_one_amount_is_drawn(path: str) -> None:
    assert Client().get(path).status_code == 200

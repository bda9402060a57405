"""An import of 20,000 rows: previewed a page at a time, within bounds, and loaded whole."""

from __future__ import annotations

import tracemalloc

import pytest
from django.test import Client

from salaries.admin.preview import PAGE
from salaries.models import SalaryRange
from tests.admin.journey import IMPORT, confirm, hidden, send, text_of
from tests.ingest.builders import DATA, shipped_rows, stored

CITIES = 2_500
MOST_MEMORY = 100_000_000
MOST_PAGE = 2_000_000

pytestmark = pytest.mark.django_db


def cities() -> bytes:
    header, *_ = (DATA / "cities.csv").read_text(encoding="utf-8").splitlines()
    place = "в городе,ქალაქში,RU-OMS,54.9,73.3,1178000,2016"
    lines = [f"city-{n},City {n},Город {n},ქალაქი {n},{place},{n + 10_000}" for n in range(CITIES)]
    return "\n".join([header, *lines]).encode()


def table() -> bytes:
    moscow = [row for row in shipped_rows() if row["city"] == "Moscow"]
    lines = [
        ",".join([f"City {n}", *list(row.values())[1:]]) for n in range(CITIES) for row in moscow
    ]
    return "\n".join(["city,segment,band,low,high,median", *lines]).encode()


def test_twenty_thousand_rows_are_shown_a_page_at_a_time_and_loaded_whole(staff: Client) -> None:
    send(staff, table(), cities=cities())  # so that what is imported once is not counted below
    before = stored()
    tracemalloc.start()
    page = send(staff, table(), cities=cities())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    said = text_of(page).replace("\xa0", " ")
    print(f"20,000 rows: {peak / 1e6:.0f} MB at most, a page of {len(page.content) / 1e3:.0f} KB")
    assert "Cells in the table: 20 000. Changed: 0, new: 20 000, removed: 96." in said
    assert said.count(" new cell ") + said.count(" removed cell ") == PAGE
    assert peak < MOST_MEMORY and len(page.content) < MOST_PAGE
    last = staff.post(IMPORT, {**hidden(page), "page": "201"})
    assert "Page 201 of 201" in text_of(last)
    assert stored() == before
    assert confirm(staff, page).status_code == 302
    assert SalaryRange.objects.filter(market__survey__is_current=True).count() == 20_000

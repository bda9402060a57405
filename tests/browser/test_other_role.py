"""Bands with names, as another role's survey has them, on a telephone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.product import ROOT
from tests.browser.test_layout import faults
from tests.web.page import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]
TABLE = ROOT / "tests/ingest/surveys/analysts-2024.csv"
LEVELS = {"Junior": "Специалист", "Middle": "Specialist", "Senior": "Sr"}
"""Names as long as a survey may have them."""
LADDERS = (
    "/cities/berlin/",
    "/offer/?city=berlin&band=1&amount=2300",
    "/offer/?city=berlin&band=2&amount=3900",
    "/offer/?city=lisbon&band=3&amount=2400",
    "/vacancy/?city=tallinn&band=2&low=2000&high=2800",
)
STACKED = ("/compare/?offer=berlin,all,1,2300&offer=lisbon,all,3,3300&offer=tallinn,all,2",)


@pytest.fixture(params=["short", "long"])
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """The survey with its own names, and with the longest there may be."""
    for file in TABLE.parent.glob(f"{TABLE.stem}.*"):
        text = file.read_text(encoding="utf-8")
        for old, new in LEVELS.items() if request.param == "long" else ():
            text = text.replace(old, new)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    call_command("load_survey", tmp_path / TABLE.name, default=True, stdout=io.StringIO())
    yield


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_word_of_a_picture_lies_on_a_band_of_a_name(
    loaded: None, new_context: CreateContextCallback, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    found = {}
    for kind, addresses in {"svg.ladder": LADDERS, "svg.stacked": STACKED}.items():
        for address in addresses:
            page.set_content(get(address).source)
            pictures = page.locator(kind).all()
            assert pictures
            found[address] = [fault for picture in pictures for fault in faults(picture)]
    assert found == {address: [] for address in (*LADDERS, *STACKED)}

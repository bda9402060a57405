"""Nothing runs out of the window, and nothing in a picture lies on anything else."""

from __future__ import annotations

import csv
import itertools

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.product import ROOT
from tests.browser.watch import OFFER, Visit, drawn

CITIES = [
    city["slug"]
    for city in csv.DictReader((ROOT / "data/cities.csv").read_text(encoding="utf-8").splitlines())
]
Edges = tuple[float, float, float, float]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def test_no_page_scrolls_sideways_with_everything_unfolded(visit: Visit) -> None:
    page = drawn(visit(OFFER, width=320))
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator("details[open]").count() == page.locator("details").count() > 2
    assert overflow(page) == 0


MEASURE = """(picture) => {
    const place = (drawn) => {
        const box = drawn.getBBox(), at = drawn.getScreenCTM();
        return [at.e + box.x, at.f + box.y, at.e + box.x + box.width, at.f + box.y + box.height];
    };
    const frame = picture.getBoundingClientRect();
    const found = (selector) =>
        [...picture.querySelectorAll(selector)].map((one) => [one.textContent.trim(), place(one)]);
    return {
        frame: [frame.left, frame.top, frame.right, frame.bottom],
        words: found(".rung-name, .rung-range, .mark-name, .median-name, .tick, .heading"),
        shapes: found(".band, .mark, .posted"),
    };
}"""


def overlap(one: Edges, other: Edges) -> bool:
    """Do two boxes (left, top, right, bottom) share more than a letter's own margin?"""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and down > 3


def faults(picture: Locator) -> list[str]:
    """Words that leave the picture, or lie on a bar, a mark or one another."""
    measured = picture.evaluate(MEASURE)
    frame, words, shapes = measured["frame"], measured["words"], measured["shapes"]
    assert len(words) > 8 and len(shapes) >= 3
    return [
        *(
            f"{text} leaves the picture"
            for text, box in words
            if box[0] < frame[0] - 8 or box[2] > frame[2] + 8
        ),
        *(
            f"{text} lies on {other}"
            for (text, box), (other, theirs) in itertools.combinations(words, 2)
            if overlap(box, theirs)
        ),
        *(
            f"{text} lies on a shape"
            for (text, box), (_, shape) in itertools.product(words, shapes)
            if overlap(box, shape)
        ),
    ]


def test_the_ladders_of_every_city_are_legible_on_a_telephone(visit: Visit) -> None:
    page = visit("/cities/", width=320, javascript=False)
    found = {}
    for city in CITIES:
        page.goto(f"/cities/{city}/")
        ladders = page.locator(".city-sheet > .pair svg.ladder").all()
        found[city] = [fault for ladder in ladders for fault in faults(ladder)]
        assert len(ladders) == 2
    assert found == {city: [] for city in CITIES}


MARKED = [
    "offer/?city=moscow&segment=agency&band=3&amount=52000",
    "offer/?city=moscow&segment=agency&band=2&amount=40000",
    "offer/?city=moscow&segment=agency&band=4&amount=55000",
    "offer/?city=moscow&segment=agency&band=4&amount=90000",
    "offer/?city=moscow&segment=agency&band=4&amount=16000",
    "offer/?city=moscow&segment=agency&band=1&amount=30000",
    "offer/?city=omsk&segment=company&band=1&amount=16500",
    "offer/?city=omsk&segment=company&band=4&amount=41000",
    "offer/?city=omsk&segment=company&band=4&amount=70000",
    "offer/?city=omsk&segment=company&band=4&amount=200000",
    "offer/?city=omsk&segment=company&band=1&amount=5000",
    "offer/?city=saint-petersburg&segment=company&band=2&amount=40500",
    "vacancy/?city=moscow&segment=agency&band=3&low=35000&high=65000",
    "vacancy/?city=omsk&segment=company&band=1&low=30000&high=45000",
    "vacancy/?city=omsk&segment=company&band=4&low=300000&high=400000",
]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_hides_no_word_of_its_ladder(visit: Visit, width: int) -> None:
    page = visit("/method/", width=width, javascript=False)
    found = {}
    for query in MARKED:
        page.goto(f"/{query}")
        found[query] = faults(page.locator("svg.ladder"))
    assert found == {query: [] for query in MARKED}


COMPARED = [
    "compare/?offer=moscow,agency,3,52000&offer=kazan,company,4,38000",
    "compare/?offer=moscow,agency,1,30000&offer=omsk,company,1,16000&offer=omsk,company,4,40000",
    "compare/?offer=nizhny-novgorod,company,2&offer=rostov-on-don,agency,4,50000",
    "compare/?offer=omsk,agency,1,95000&offer=moscow,company,4,900000&offer=ufa,agency,3",
]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_word_of_stacked_ladders_lies_on_another(visit: Visit, width: int) -> None:
    page = visit("/method/", width=width, javascript=False)
    found = {}
    for query in COMPARED:
        page.goto(f"/{query}")
        found[query] = faults(page.locator("svg.stacked"))
    assert found == {query: [] for query in COMPARED}

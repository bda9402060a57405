"""Pages by a survey of quantiles as a reader meets them: on a telephone, by ear, on paper."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Locator

from tests.browser.pages import LANGUAGES, in_language
from tests.browser.test_accessibility import complaints, too_wide
from tests.browser.test_print import pages
from tests.browser.watch import Visit

ASKED = "survey=hh-smm-2016"
OFFER = f"/offer/?{ASKED}&city=moscow&amount=52000"
VACANCY = f"/vacancy/?{ASKED}&city=moscow&low=40000&high=60000"
BEYOND = f"/offer/?{ASKED}&city=saint-petersburg&amount=70000&basis=unknown"
COMPARED = f"/compare/?{ASKED}&offer=moscow,all,0,52000&offer=saint-petersburg,all,0"
PATHS = {
    "home": f"/?{ASKED}",
    "offer": OFFER,
    "beyond": BEYOND,
    "vacancy": VACANCY,
    "compare": COMPARED,
    "city": f"/cities/moscow/?{ASKED}",
    "not published": f"/cities/kazan/?{ASKED}",
    "refused": f"/offer/?{ASKED}&city=kazan&amount=50000",
    "data": f"/data/?{ASKED}",
    "method": f"/method/?{ASKED}",
    "bulk": f"/bulk/?{ASKED}",
    "embed": f"/embed/?{ASKED}&city=moscow&amount=52000",
    "band": f"/band/?{ASKED}",
    "several surveys": "/cities/moscow/",
}


def box_of(drawn: Locator) -> FloatRect:
    """Where something is drawn; nowhere is a point."""
    return drawn.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", PATHS.values(), ids=list(PATHS))
def test_axe_finds_nothing_wrong_and_nothing_is_too_wide(
    visit: Visit, path: str, code: str
) -> None:
    page = visit(in_language(code, path))
    assert complaints(page) == []
    assert too_wide(page) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", [OFFER, BEYOND, VACANCY, f"/cities/moscow/?{ASKED}"])
def test_no_word_of_a_box_lies_on_a_word_or_leaves_the_picture(
    visit: Visit, path: str, width: int
) -> None:
    page = visit(path, width=width, javascript=False)
    picture = page.locator("svg.ladder").first
    frame = box_of(picture)
    words = [box_of(word) for word in picture.locator("text").all()]
    words = [word for word in words if word["width"]]
    assert len(words) >= 5
    for word in words:
        assert frame["x"] - 8 <= word["x"]
        assert word["x"] + word["width"] <= frame["x"] + frame["width"] + 8
    for one, other in combinations(words, 2):
        across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(
            one["x"], other["x"]
        )
        down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(
            one["y"], other["y"]
        )
        assert across <= 0.5 or down <= 3


@pytest.mark.parametrize("path", [OFFER, VACANCY, COMPARED, f"/cities/moscow/?{ASKED}"])
def test_an_answer_prints_on_one_page(visit: Visit, path: str) -> None:
    assert pages(visit(path)) == 1


def test_the_range_lies_over_its_box_and_the_whisker_through_it(visit: Visit) -> None:
    drawn = visit(OFFER, javascript=False).locator("svg.ladder").first
    shapes = {
        name: box_of(drawn.locator(name).first)
        for name in ("rect.band", "text.rung-range", "line.span")
    }
    box, label, whisker = shapes["rect.band"], shapes["text.rung-range"], shapes["line.span"]
    assert label["y"] + label["height"] <= box["y"] + 4
    assert whisker["x"] < box["x"] and box["x"] + box["width"] < whisker["x"] + whisker["width"]

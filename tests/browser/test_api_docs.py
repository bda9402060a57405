"""The page for programs in a browser: within the policy, from our own host, with every route."""

import pytest

from tests.api.ask import EVERY, SENT
from tests.browser.watch import Visit


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_lists_every_route_and_fits(visit: Visit, width: int) -> None:
    page = visit("/api/docs", width=width)
    assert page.locator("section.operation").count() == len(EVERY) + len([SENT])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_example_is_a_click_away(visit: Visit) -> None:
    page = visit("/api/docs")
    page.locator("#offer a.try").click()
    assert '"verdict":"middle"' in page.locator("body").inner_text().replace(" ", "")

"""Every link of ours leads somewhere: the site is walked from its front door."""

from collections import deque
from urllib.parse import urldefrag, urlencode, urljoin

import pytest
from django.test import Client

from tests.web.page import FOUR_OFFERS, MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, get, read_html

pytestmark = pytest.mark.django_db

DOORS = (
    "/",
    f"/offer/?{urlencode(MAIN_OFFER | {'amount': '55'})}",
    f"/vacancy/?{urlencode(MAIN_POSTING)}",
    f"/band/?{urlencode(MAIN_PROFILE, doseq=True)}",
    "/cities/?city=omsk&sort=median",
    f"/compare/?{urlencode({'offer': FOUR_OFFERS}, doseq=True)}",
    f"/offer/?{urlencode(MAIN_OFFER | {'prices': '2025-11'})}",
)
MOST = 200


def test_every_link_within_two_hundred_pages_answers_and_finds_its_place() -> None:
    waiting, seen, broken = deque(DOORS), set(DOORS), []
    while waiting:
        here = waiting.popleft()
        page = get(here)
        ids = {e.attrs["id"] for e in page.root.walk() if "id" in e.attrs}
        if page.status != 200:
            broken.append(here)
        for link in page.links:
            there, place = urldefrag(urljoin(here, link))
            if place and there == here and place not in ids:
                broken.append(f"{here}#{place}")
            if there not in seen and len(seen) < MOST:
                seen.add(there)
                waiting.append(there)
    assert (broken, len(seen)) == ([], MOST)


def test_the_walk_meets_every_kind_of_page() -> None:
    for path in (
        "/offer/",
        "/vacancy/",
        "/band/",
        "/cities/",
        "/compare/",
        "/method/",
        "/data/",
        "/api/docs",
    ):
        assert path in get("/").links


@pytest.mark.parametrize(
    "path", ["/", "/offer/", "/cities/", "/cities/omsk/", "/method/", "/data/"]
)
def test_every_link_to_a_place_on_another_page_finds_it(path: str) -> None:
    for link in get(path, MAIN_OFFER if path == "/offer/" else None).links:
        there, place = urldefrag(urljoin(path, link))
        ids = {e.attrs.get("id") for e in get(there).root.walk()}
        assert not place or place in ids


@pytest.mark.parametrize("path", ["/", "/method/", "/data/"])
def test_every_file_a_page_asks_for_is_served_and_may_be_kept_for_ever(path: str) -> None:
    root = read_html(Client().get(path).content.decode())
    told = {"canonical", "alternate"}  # addresses for search engines
    asked = [e.attrs["href"] for e in root.all("link") if e.attrs["rel"] not in told]
    asked += [
        e.attrs[name]
        for e in root.all("script", defer="")
        for name in ("src", "data-plotly")
        if name in e.attrs
    ]
    for address in asked:
        response = Client().get(address)
        assert (response.status_code, "?v=" in address) == (200, True)
        assert "max-age=31536000" in response.headers["Cache-Control"]
        response.close()

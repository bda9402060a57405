"""The map of the site, and what robots are told."""

import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from salaries import models
from salaries.domain.survey import Survey
from tests.domain.builders import MARKETS
from tests.web.test_embed import slug

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = {
    "/",
    "/offer/",
    "/vacancy/",
    "/band/",
    "/cities/",
    "/compare/",
    "/bulk/",
    "/method/",
    "/data/",
    "/embed/",
}


def mapped(**how: Any) -> list[tuple[str, str]]:
    """Address and last change of every page on the map."""
    response = Client().get("/sitemap.xml", **how)
    assert response.headers["Content-Type"] == "application/xml"
    root = ET.fromstring(response.content)  # noqa: S314 - our own map
    return [
        (url.findtext(f"{MAP}loc", ""), url.findtext(f"{MAP}lastmod", ""))
        for url in root.iter(f"{MAP}url")
    ]


def test_every_page_and_every_city_is_on_the_map_once() -> None:
    paths = [urlsplit(address).path for address, _changed in mapped()]
    cities = {f"/cities/{slug(market)}/" for market in MARKETS}
    pages = PAGES | cities | {"/api/docs"}
    assert set(paths) == {prefix + page for prefix in ("", "/ru", "/ka") for page in pages}
    assert len(paths) == len(set(paths))


def test_every_address_on_the_map_answers() -> None:
    for address, _changed in mapped():
        assert Client().get(urlsplit(address).path).status_code == 200


def test_pages_changed_when_the_survey_was_loaded(survey: Survey) -> None:
    assert {changed for _address, changed in mapped()} == {
        f"{survey.provenance.loaded_at:%Y-%m-%d}"
    }


@pytest.mark.parametrize(("secure", "start"), [(False, "http://"), (True, "https://")])
def test_the_map_has_the_scheme_and_host_that_were_asked(secure: bool, start: str) -> None:
    assert all(a.startswith(f"{start}testserver/") for a, _changed in mapped(secure=secure))


def test_without_a_survey_there_is_no_map() -> None:
    models.Survey.objects.all().delete()
    assert Client().get("/sitemap.xml").status_code == 503


def test_robots_may_read_all_but_exports_and_find_the_map() -> None:
    lines = Client().get("/robots.txt", secure=True).content.decode().splitlines()
    assert {"User-agent: *", "Allow: /", "Allow: /og/"} <= set(lines)
    assert [line for line in lines if line.startswith("Disallow")] == [
        "Disallow: /*?export=",
        "Disallow: /*&export=",
    ]
    assert lines[-1] == "Sitemap: https://testserver/sitemap.xml"

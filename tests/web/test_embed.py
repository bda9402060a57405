"""Pictures and frames for other people's pages, and the page that writes the snippet."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from salaries.embed.style import DARK, LIGHT, Theme, frame_style, picture_style
from salaries.models import Survey
from salaries.presenters.parts import without_version
from tests.domain.builders import Published, each_market
from tests.web.page import MAIN_OFFER, get, read_html
from tests.web.test_security import policy

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
MARKET = {"city": "moscow", "segment": "agency"}
OFFER = MARKET | {"band": "3", "amount": "52000"}
FRAME = "/embed/market/moscow/agency/"
WRONG = {
    "nothing asked": ({}, "City: Choose one of the cities in the list."),
    "no such city": (MARKET | {"city": "paris"}, "City: Choose one of the cities in the list."),
    "no employer": ({"city": "omsk"}, "Employer: Choose the kind of employer: agency or company."),
    "no such band": (OFFER | {"band": "9"}, "Choose band 1, 2, 3 or 4, or none."),
    "amount alone": (MARKET | {"amount": "52000"}, "Choose the experience too"),
    "ambiguous amount": (OFFER | {"amount": "52,000"}, "Write 52000 or 52 000."),
    "no such theme": (MARKET | {"theme": "pink"}, "Colours: Choose auto, light or dark."),
    "city twice": (MARKET | {"city": ["omsk", "ufa"]}, "City: This was given more than once."),
    "hostile": (MARKET | {"city": "<script>\x00"}, "City: Choose one of the cities in the list."),
}
each_wrong = pytest.mark.parametrize(("query", "said"), WRONG.values(), ids=WRONG)


def ladder(query: dict[str, Any], **headers: str) -> Any:
    return Client().get("/embed/ladder.svg", query, headers=headers)


def texts(svg: bytes, class_: str = "") -> list[str]:
    """Every text of a picture that bears a class, spaces plain."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    found = [t for t in root.iter(f"{SVG}text") if {class_} <= {"", *t.get("class", "").split()}]
    return [" ".join("".join(text.itertext()).split()) for text in found]


def slug(market: Published) -> str:
    return market.city.lower().replace(" ", "-")


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_the_picture_is_pinned_byte_for_byte() -> None:
    pinned = HERE / "pinned/moscow-agency-52000.svg"
    assert ladder(OFFER).content == pinned.read_bytes()


@each_market
def test_the_numbers_in_the_picture_are_those_of_the_market(market: Published) -> None:
    asked = {"city": slug(market), "segment": market.segment}
    drawn = ladder(asked).content
    ranges = [tuple(map(number, text.split("–"))) for text in texts(drawn, "rung-range")]
    assert ranges == [(band.low, band.high) for band in market.scale.ladder.bands]
    assert [number(text) for text in texts(drawn, "median-name")] == [market.scale.median]
    assert texts(drawn, "mark-name") == []


@each_market
def test_an_offer_is_marked_and_its_finding_is_the_pages(market: Published) -> None:
    middle = (market.scale.floor + market.scale.ceiling) // 2
    asked = {"city": slug(market), "segment": market.segment, "band": "2", "amount": str(middle)}
    drawn = ladder(asked).content
    page = get("/offer/", asked)
    assert [number(text) for text in texts(drawn, "mark-name")] == [middle]
    assert texts(drawn, "in-one-line") == [page.root.one("figcaption").text]
    assert " ".join(texts(drawn, "in-lines")) == page.root.one("figcaption").text


def test_date_source_host_and_evidence_stand_inside_the_picture() -> None:
    assert texts(ladder(OFFER).content, "source") == [
        "Superjob, March 2015 · testserver",
        "RUB a month · table published, verdict derived",
    ]
    assert texts(ladder(MARKET).content, "source")[1] == "RUB a month · published"


def test_a_band_alone_is_set_off_and_named() -> None:
    drawn = ladder(MARKET | {"band": "3"}).content
    assert texts(drawn, "in-one-line") == ["Moscow, agencies: 40 000–60 000 ₽ a month in band III"]
    assert texts(drawn, "own") == ["III", "40 000–60 000"]


def test_the_picture_has_a_title_and_a_description() -> None:
    root = ET.fromstring(ladder(OFFER).content)  # noqa: S314
    said = " ".join((root.findtext(f"{SVG}desc") or "").split())
    assert "lies in the middle of band III" in (root.findtext(f"{SVG}title") or "")
    assert said.startswith("Band I, no experience: 30 000 to 35 000.")
    assert said.endswith("Median 55 000.")


def test_the_picture_asks_for_nothing_and_runs_nothing() -> None:
    source = ladder(OFFER).content.decode()
    assert not re.search(r"href|url\(|@import|<script|\son\w+=|style=", source)


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_policy_allows_the_pictures_own_style_and_no_other(theme: str) -> None:
    response = ladder(MARKET | {"theme": theme})
    (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = policy(response.headers["Content-Security-Policy"])
    assert f"'sha256-{digest}'" in allowed.pop("style-src")
    assert set(allowed.values()) == {"'none'"} and "default-src" in allowed


@pytest.mark.parametrize("style", [picture_style, frame_style])
def test_a_style_has_the_colours_of_its_theme(style: Any) -> None:
    light, dark, auto = style(Theme.LIGHT), style(Theme.DARK), style(Theme.AUTO)
    assert LIGHT["paper"] in light and DARK["paper"] not in light
    assert DARK["paper"] in dark and LIGHT["paper"] not in dark
    assert "prefers-color-scheme: dark" in auto and LIGHT["paper"] in auto and DARK["paper"] in auto


@pytest.mark.parametrize("theme", list(Theme))
def test_no_character_of_a_style_needs_escaping(theme: Theme) -> None:
    assert not set("<>&\"'") & set(picture_style(theme) + frame_style(theme))


def test_the_colours_are_those_of_the_site() -> None:
    css = (HERE.parents[1] / "static/css/site.css").read_text(encoding="utf-8")
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")[:2]
    for colours, sheet in ((LIGHT, light), (DARK, dark.split("*, ::before")[0])):
        named = dict(re.findall(r"--([\w-]+): (#\w+);", sheet))
        assert {name: named[name] for name in colours} == colours


@each_wrong
def test_a_wrong_query_is_answered_by_a_picture_that_says_what_is_wrong(
    query: dict[str, Any], said: str
) -> None:
    response = ladder(query)
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert said in " ".join(texts(response.content))


def test_the_picture_may_be_shown_and_kept_by_anyone() -> None:
    headers = ladder(OFFER).headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Cache-Control"] == "public, max-age=3600"
    assert headers["Content-Type"] == "image/svg+xml; charset=utf-8"


@pytest.mark.parametrize("path", ["/embed/ladder.svg?" + urlencode(OFFER), FRAME])
def test_who_has_it_already_is_told_so(path: str) -> None:
    tag = Client().get(path).headers["ETag"]
    again = Client().get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert Client().get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_changes_with_what_is_drawn() -> None:
    queries = [MARKET, OFFER, OFFER | {"theme": "dark"}, OFFER | {"amount": "53000"}]
    assert len({ladder(query).headers["ETag"] for query in queries}) == len(queries)


def test_the_frame_may_be_framed_by_anyone_and_runs_nothing() -> None:
    response = Client().get(FRAME, {"band": "3", "amount": "52000"})
    allowed = policy(response.headers["Content-Security-Policy"])
    assert allowed.pop("frame-ancestors") == "*"
    assert "X-Frame-Options" not in response.headers
    assert "unsafe" not in allowed.pop("style-src") and set(allowed.values()) == {"'none'"}
    assert b"<script" not in response.content and not response.cookies


@pytest.mark.parametrize("query", [{}, {"theme": "light"}, {"theme": "dark"}, {"theme": "pink"}])
def test_the_frames_policy_allows_its_own_style(query: dict[str, str]) -> None:
    page = get(FRAME, query)
    digest = hashlib.sha256(page.root.one("style").raw.encode()).digest()
    assert base64.b64encode(digest).decode() in page.headers["Content-Security-Policy"]


OTHERS = {
    "picture": "/embed/ladder.svg?city=moscow&segment=agency",
    "wrong picture": "/embed/ladder.svg",
    "card": "/og/city/omsk.png",
    "builder": "/embed/",
    "offer": f"/offer/?{urlencode(MAIN_OFFER)}",
    "map": "/sitemap.xml",
}


@pytest.mark.parametrize("path", OTHERS.values(), ids=OTHERS)
def test_nothing_but_the_frame_may_be_framed(path: str) -> None:
    headers = Client().get(path).headers
    assert policy(headers["Content-Security-Policy"])["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_frame_says_finding_source_evidence_and_one_way_back() -> None:
    page = get(FRAME, {"band": "3", "amount": "52000"})
    (link,) = page.root.all("a")
    assert page.h1 == "52 000 ₽ lies in the middle of band III: Moscow, agencies"
    assert "Superjob, March 2015 · RUB a month published verdict: derived" in page.text
    assert without_version(link.attrs["href"]) == f"/offer/?{urlencode(MAIN_OFFER)}"
    assert (link.attrs["target"], link.attrs["rel"]) == ("_top", "noopener")


def test_the_frame_of_a_bare_market_leads_to_its_city() -> None:
    page = get(FRAME)
    assert page.h1 == "Moscow, agencies: 30 000–90 000 ₽ a month, median 55 000 ₽"
    assert page.links == ["/cities/moscow/"] and "verdict" not in page.text


FRAME_FAULTS = [
    ("/embed/market/paris/agency/", 404, "City: Choose one of the cities"),
    ("/embed/market/moscow/robot/", 404, "Employer: Choose the kind of employer"),
    (f"{FRAME}?band=3&amount=5,000", 400, "Write 52000 or 52 000."),
    (f"{FRAME}?amount=5000", 400, "Choose the experience too"),
]


@pytest.mark.parametrize(("path", "status", "said"), FRAME_FAULTS)
def test_a_wrong_frame_says_so_inside_the_frame(path: str, status: int, said: str) -> None:
    page = get(path)
    assert page.status == status and said in page.text
    assert policy(page.headers["Content-Security-Policy"])["frame-ancestors"] == "*"


@pytest.mark.parametrize(("ident", "tag"), [("snippet-image", "img"), ("snippet-frame", "iframe")])
@pytest.mark.parametrize("query", [MARKET, OFFER, OFFER | {"theme": "dark"}])
def test_each_snippet_leads_by_whole_address_to_what_it_promises(
    ident: str, tag: str, query: dict[str, str]
) -> None:
    source = get("/embed/", query).root.one("textarea", id=ident).raw
    element = read_html(source).one(tag)
    address = urlsplit(element.attrs["src"])
    assert (address.scheme, address.netloc) == ("http", "testserver")
    shown = Client().get(f"{address.path}?{address.query}")
    assert shown.status_code == 200
    name = element.attrs["alt" if tag == "img" else "title"]
    assert f">{name}</" in shown.content.decode()


def test_the_snippet_names_the_host_that_was_asked(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["bench.example"]
    response = Client(headers={"host": "bench.example"}).get("/embed/", secure=True)
    root = read_html(response.content.decode())
    for ident in ("snippet-image", "snippet-frame"):
        assert 'src="https://bench.example/embed/' in root.one("textarea", id=ident).raw


def test_the_pictures_height_in_the_snippet_is_its_own() -> None:
    page = get("/embed/", OFFER)
    (preview,) = page.main.all("img")
    root = ET.fromstring(Client().get(preview.attrs["src"]).content)  # noqa: S314
    snippet = read_html(page.root.one("textarea", id="snippet-image").raw).one("img")
    assert preview.attrs["height"] == snippet.attrs["height"] == root.get("height")


def test_the_fields_are_read_only_and_their_copy_buttons_wait_for_a_script() -> None:
    page = get("/embed/")
    fields, buttons = page.root.all("textarea"), page.root.all("button", class_="quiet")
    assert len(fields) == 2 and all("readonly" in field.attrs for field in fields)
    assert [b.attrs["data-copy"] for b in buttons] == [f"#{f.attrs['id']}" for f in fields]
    assert all("hidden" in button.attrs for button in buttons)


def test_a_wrong_question_has_messages_and_no_snippet() -> None:
    page = get("/embed/", {"city": "paris", "segment": "agency", "amount": "5,000"})
    assert page.status == 400 and {"city", "amount"} == page.errors.keys()
    assert page.root.all("textarea") == []


def test_a_question_not_yet_complete_is_no_fault() -> None:
    page = get("/embed/", {"city": "omsk"})
    assert page.status == 200 and page.errors.keys() == {"segment"}


def test_offer_city_and_every_foot_lead_to_the_page() -> None:
    offer = get("/offer/", MAIN_OFFER)
    assert "/embed/?city=moscow&segment=agency&band=3&amount=52000" in offer.links
    assert "/embed/?city=omsk&segment=agency" in get("/cities/omsk/").links
    assert "/embed/" in get("/").links


@pytest.mark.parametrize("path", ["/embed/", "/embed/ladder.svg", FRAME, "/og/city/omsk.png"])
def test_without_a_survey_nothing_is_shown_and_nothing_breaks(path: str) -> None:
    Survey.objects.all().delete()
    assert Client().get(path, MARKET).status_code == 503


def test_what_an_offers_link_says_besides_does_not_break_the_page() -> None:
    page = get("/embed/", {"city": "kazan", "segment": "agency", "basis": "net"})
    assert (page.status, page.errors) == (200, {})

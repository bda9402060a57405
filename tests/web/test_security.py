"""What every answer carries and what none does: headers, no cookie, nothing of another host."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from salaries.models import Survey
from smmbench.page_style import source_of
from tests.web.page import FOUR_OFFERS, MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, get

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "home": "/",
    "offer asked": "/offer/",
    "offer answered": f"/offer/?{urlencode(MAIN_OFFER)}",
    "offer, both readings": f"/offer/?{urlencode(MAIN_OFFER | {'basis': 'unknown'})}",
    "offer with a slip": f"/offer/?{urlencode(MAIN_OFFER | {'amount': '55'})}",
    "offer refused": "/offer/?amount=plenty",
    "vacancy asked": "/vacancy/",
    "vacancy answered": f"/vacancy/?{urlencode(MAIN_POSTING)}",
    "vacancy refused": "/vacancy/?low=9&high=3",
    "band asked": "/band/",
    "band answered": f"/band/?{urlencode(MAIN_PROFILE, doseq=True)}",
    "band refused": "/band/?has=juggling&smm_years=many",
    "cities": "/cities/",
    "cities filtered": "/cities/?city=omsk&city=kazan&segment=agency&sort=-median",
    "cities refused": "/cities/?city=atlantis",
    "city": "/cities/ufa/",
    "compare asked": "/compare/",
    "compare one": "/compare/?offer=moscow,agency,3,52000",
    "compare four": f"/compare/?{'&'.join(f'offer={offer}' for offer in FOUR_OFFERS)}&edit=2",
    "compare refused": "/compare/?offer=atlantis,agency,3&city=omsk&amount=plenty",
    "method": "/method/",
    "data": "/data/",
    "embed": "/embed/",
    "sheet form": "/bulk/",
    "embed an offer": "/embed/?city=omsk&segment=agency&band=2&amount=30000&theme=dark",
    "embed refused": "/embed/?city=atlantis&amount=5,000",
    "for programs": "/api/docs",
    "not found": "/nowhere/",
    "too many parameters": "/offer/?" + "&".join(f"p{n}=1" for n in range(1001)),
}
each_address = pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
ALLOWED = source_of(settings.PAGE_STYLE)
DATA = {"application/json", "application/ld+json"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": f"'self' {ALLOWED}",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(header: str) -> dict[str, str]:
    return {
        name: sources for name, _, sources in (p.strip().partition(" ") for p in header.split(";"))
    }


@each_address
def test_no_page_sets_a_cookie(address: str) -> None:
    assert not Client().get(address).cookies


@each_address
def test_every_page_carries_the_strict_policy_and_nothing_looser(address: str) -> None:
    assert policy(get(address).headers["Content-Security-Policy"]) == POLICY


@pytest.mark.parametrize("path", ["/healthz", "/readyz", *ADDRESSES.values()])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = Client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_page_without_a_survey_is_as_strict() -> None:
    Survey.objects.all().delete()
    page = get("/")
    assert policy(page.headers["Content-Security-Policy"]) == POLICY


OURS = r"[?#]|/(?!/)|http://testserver/"


@each_address
def test_no_page_names_an_address_of_another_host(address: str) -> None:
    named = ("href", "src", "action", "data-plotly", "srcset", "poster", "formaction")
    found = [e.attrs[name] for e in get(address).root.walk() for name in named if name in e.attrs]
    assert found and [url for url in found if not re.match(OURS, url)] == []


@each_address
def test_no_page_holds_what_the_policy_would_refuse(address: str) -> None:
    elements = list(get(address).root.walk())
    inline = [e for e in elements if "style" in e.attrs or any(n.startswith("on") for n in e.attrs)]
    scripts = [e for e in elements if e.tag == "script" and "src" not in e.attrs]
    assert inline == [] and [e for e in elements if e.tag in {"iframe", "object"}] == []
    assert [source_of(e.text) for e in elements if e.tag == "style"] == [ALLOWED]
    assert {script.attrs["type"] for script in scripts} <= DATA


@each_address
def test_ids_are_unique_and_every_reference_finds_its_element(address: str) -> None:
    elements = list(get(address).root.walk())
    ids = [e.attrs["id"] for e in elements if "id" in e.attrs]
    naming = ("for", "aria-labelledby", "aria-describedby", "data-figure")
    named = {i for e in elements for name in naming for i in e.attrs.get(name, "").split()}
    assert len(ids) == len(set(ids)) and named <= set(ids)


@each_address
def test_every_page_has_one_heading_a_title_and_a_language(address: str) -> None:
    page = get(address)
    assert page.h1 and page.root.one("title").text.endswith("· SMM Bench")
    assert page.root.one("html").attrs["lang"] == "en"


@each_address
def test_every_field_and_every_table_has_a_name(address: str) -> None:
    root = get(address).root
    labelled = {label.attrs["for"] for label in root.all("label") if "for" in label.attrs}
    within = {id(e) for label in root.all("label") for e in label.walk()}
    tags = ("input", "select", "textarea")
    fields = [e for tag in tags for e in root.all(tag) if not e.has(type="hidden")]
    alone = [e for e in fields if not e.attrs.get("aria-label")]
    assert all(e.attrs.get("id") in labelled or id(e) in within for e in alone)
    assert all(box.attrs["aria-label"] for box in root.all("div", role="region"))

"""A walk over every page, export and API answer: `python -m tests.deploy.walk`.

Prints one line of JSON for each: what was asked, the status, the headers that a cache reads, and
the SHA-256 of the bytes (of a workbook, all but the moment it was written). Two databases with the
same data must print the same lines.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode
from zipfile import ZipFile

import django
from django.test import Client

LANGUAGES = ("", "/ru", "/ka")
HEADERS = ("Content-Type", "Content-Disposition", "Cache-Control", "ETag", "Last-Modified", "Vary")
OFFER = "city=moscow&segment=agency&band=3&amount=52000&basis=net"
POSTING = "city=moscow&segment=agency&band=3&low=45000&high=55000&basis=net"
PROFILE = "has=online-basics&has=community&smm_years=2&city=kazan&segment=company"
OFFERS = "offer=moscow,agency,3,52000&offer=kazan,company,4,38000"
PRICES = "prices=2025-11"
OLD = "v=0123456-1"
SHEET = "Город;Тип;Опыт;Оклад\r\nМосква;агентство;2 года;52 000\r\nКазнь;компания;1;2".encode()
ROWS = {"rows": [{"city": "moscow", "segment": "agency", "band": 3, "amount": 52000}]}

PAGES = (
    "/",
    "/api/docs",
    f"/offer/?{OFFER}",
    f"/offer/?{OFFER}&{OLD}",
    f"/offer/?{OFFER}&{PRICES}",
    "/offer/?city=atlantis&amount=x",
    f"/vacancy/?{POSTING}",
    f"/vacancy/?{POSTING}&{PRICES}",
    f"/band/?{PROFILE}",
    "/cities/",
    "/cities/?segment=agency&sort=-median&shape=wide&find=K",
    f"/cities/?{PRICES}",
    "/cities/?export=csv",
    f"/cities/?export=csv&{PRICES}",
    "/cities/?export=csv&sep=semicolon",
    "/cities/?export=xlsx",
    "/cities/?export=json",
    "/cities/ufa/",
    f"/cities/ufa/?{PRICES}",
    "/cities/nowhere/",
    f"/compare/?{OFFERS}",
    f"/compare/?{OFFERS}&{PRICES}",
    "/bulk/",
    "/bulk/template.csv",
    "/bulk/template.xlsx",
    "/method/",
    "/data/",
    "/data/feed/",
    "/data/files/cities.csv",
    f"/embed/?{OFFER}",
    f"/embed/ladder.svg?{OFFER}",
    "/embed/market/omsk/agency/",
    "/styleguide/",
    f"/og/offer.png?{OFFER}",
    f"/og/vacancy.png?{POSTING}",
    "/og/city/omsk.png",
)
"""Each is asked in every language."""
MACHINES = (
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/sitemap.xml",
    "/api/openapi.json",
    f"/api/v1/offer?{OFFER}",
    f"/api/v1/offer?{OFFER}&lang=ka",
    f"/api/v1/offer?{OFFER}&{PRICES}",
    f"/api/v1/vacancy?{POSTING}",
    f"/api/v1/vacancy?{POSTING}&{PRICES}",
    f"/api/v1/transfer?{OFFER}",
    f"/api/v1/compare?{OFFERS}",
    f"/api/v1/compare?{OFFERS}&{PRICES}",
    f"/api/v1/band?{PROFILE}",
    "/api/v1/surveys",
    "/api/v1/cities",
    "/api/v1/bands",
    "/api/v1/markets",
    f"/api/v1/markets?{PRICES}",
    "/api/v1/ranges",
    f"/api/v1/ranges?{PRICES}",
    "/api/v1/ranges?offset=10&limit=10",
    "/api/v1/attributes",
    "/api/v1/nothing",
)
TYPES = {"csv": "text/csv", "json": "application/json", "form": "application/x-www-form-urlencoded"}


class Question(NamedTuple):
    """One request."""

    method: str
    address: str
    body: bytes = b""
    kind: str = "form"


def questions() -> Iterator[Question]:
    """Every request of the walk."""
    yield from (Question("GET", f"{code}{page}") for page in PAGES for code in LANGUAGES)
    yield from (Question("GET", address) for address in MACHINES)
    for code in LANGUAGES:
        yield Question("POST", f"{code}/bulk/", urlencode({"text": "x"}).encode())
    yield Question("POST", "/api/v1/bulk", SHEET, "csv")
    yield Question("POST", "/api/v1/bulk?output=csv&lang=ru", SHEET, "csv")
    yield Question("POST", "/api/v1/bulk", json.dumps(ROWS).encode(), "json")


def answer(question: Question) -> dict[str, object]:
    """What came back, as far as it must be the same everywhere."""
    asked = Client(SERVER_NAME="localhost", raise_request_exception=False)
    response = asked.generic(
        question.method, question.address, question.body, content_type=TYPES[question.kind]
    )
    content = b"".join(response) if response.streaming else response.content
    return {
        "asked": f"{question.method} {question.address} {question.kind}",
        "status": response.status_code,
        "headers": {name: response.headers.get(name, "") for name in HEADERS},
        "sha256": hashlib.sha256(_timeless(content)).hexdigest(),
    }


def _timeless(content: bytes) -> bytes:
    """A workbook's parts without the one that says when it was written; the bytes of all else."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name != "docProps/core.xml"]
        return b"".join(name.encode() + book.read(name) for name in names)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
    django.setup()
    for question in questions():
        sys.stdout.write(json.dumps(answer(question)) + "\n")

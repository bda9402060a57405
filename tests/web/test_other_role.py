"""A survey of another role, in another currency, with three levels and no kinds of employer.

Every page, export and route answers by it, and none of them says what is true of the shipped
survey alone. It is asked for by name, and as the one survey there is.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from salaries import models, queries
from salaries.bulk.door import packed
from salaries.domain.surveyed import ALL
from tests.api.ask import ask
from tests.web.page import Page, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]
SLUG = "analysts-2024"
TABLE = Path(__file__).parent.parent / "ingest" / "surveys" / f"{SLUG}.csv"
LANGUAGES = ("", "/ru", "/ka")
JOB = "city=berlin&band=2"
OFFER = f"{JOB}&amount=3400&basis=net"
POSTING = f"{JOB}&low=3000&high=3700&basis=net"
OFFERS = "offer=berlin,all,2,3400&offer=tallinn,all,3,2500"
PROFILE = "has=sql&has=statistics&analysis_years=3&city=lisbon"
SHEET = (
    "Город;Опыт;Оклад, €\r\n"
    "Берлин;2 года;3 400 €\r\n"
    "Tallinn;Junior;1 900 – 2 100 EUR\r\n"
    "ლისაბონი;Senior;90000\r\n"
    "Berlin;Middle;52 000 ₽\r\n"
    "Berlin;Middle;4000 gross\r\n"
).encode()
RIGHT = b"City,Experience,Salary\r\nBerlin,Middle,3400\r\nTallinn,0,1500-1900\r\n"

PAGES = (
    "/",
    "/offer/",
    f"/offer/?{OFFER}",
    f"/offer/?{OFFER}&segment=all",
    f"/offer/?{JOB}&amount=3",
    f"/offer/?{JOB}&amount=40000",
    f"/offer/?{OFFER}&v=0123456-1",
    "/vacancy/",
    f"/vacancy/?{POSTING}",
    f"/vacancy/?{JOB}&low=3000",
    "/band/",
    f"/band/?{PROFILE}",
    "/band/?has=sql",
    "/cities/",
    "/cities/?segment=all&band=3&sort=-median&amount=2500",
    "/cities/?shape=long&median_from=2000",
    "/cities/berlin/",
    "/compare/",
    f"/compare/?{OFFERS}",
    "/compare/?offer=berlin,all,2&offer=lisbon,all,2",
    "/bulk/",
    "/method/",
    f"/method/?{OFFER}",
    "/data/",
    "/embed/",
    f"/embed/?{OFFER}",
    "/embed/market/berlin/all/",
    "/embed/market/berlin/all/?band=2&amount=3400",
    f"/embed/ladder.svg?{OFFER}",
    "/api/docs",
)
FILES = (
    "/cities/?export=csv",
    "/cities/?export=csv&shape=long&amount=3000",
    "/cities/?export=xlsx",
    "/cities/?export=json",
    "/bulk/template.csv",
    "/bulk/template.xlsx",
    f"/og/offer.png?{OFFER}",
    f"/og/vacancy.png?{POSTING}",
    "/og/city/berlin.png",
    "/data/files/cities.csv",
)
ROUTES = {
    "offer": OFFER,
    "vacancy": POSTING,
    "transfer": OFFER,
    "compare": OFFERS,
    "band": PROFILE,
    "cities": "",
    "bands": "",
    "markets": "",
    "ranges": "city=berlin",
    "attributes": "",
}

OF_THE_SHIPPED = re.compile(
    "SMM|social-media|₽|RUB|[Rr]ouble|рубл|რუბლ|Superjob|March 2015|марта? 2015|hh\\.ru|hh_ranges"
    "|[Aa]genc|агентств|სააგენტო|compan(?:y|ies)|компани|კომპანი"
    r"|\bI[IV]+\b|1, 2, 3 or 4|\b1 to 4\b|24 markets|24 рын|24-ვე|rounded to thousands|до тысяч"
    r"|12 (?:cities|Russian|город|ქალაქ)|Russian cities|городах России"
)
"""What no answer by another survey may say."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
NOT_SAID = re.compile(
    r"<style.*?</style>|<details class=\"surveys\".*?</details>|SMM Bench|SMMBENCH\w*|no company",
    re.DOTALL,
)
"""The colours of the style sheet, the list of all surveys, and the name of the product."""


@pytest.fixture(params=["chosen", "alone"])
def asking(request: pytest.FixtureRequest) -> str:
    """The survey is loaded; what an address adds to be answered by it."""
    call_command("load_survey", TABLE, default=request.param == "alone", stdout=io.StringIO())
    if request.param == "chosen":
        return f"survey={SLUG}"
    models.Survey.objects.exclude(slug=SLUG).delete()
    assert queries.default_survey().slug == SLUG
    return ""


def with_survey(address: str, asking: str) -> str:
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{asking}" if asking else address


def told(content: bytes) -> str:
    """All the text of an answer; of a workbook, of all its parts; of a picture of dots, none."""
    if content.startswith(b"\x89PNG"):
        return ""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    return content.decode()


def faults(content: bytes) -> list[str]:
    """What an answer says that is not of this survey, with its neighbourhood."""
    text = NOT_SAID.sub("", told(content))
    found = [*OF_THE_SHIPPED.finditer(text), *PLACEHOLDER.finditer(text)]
    return [text[max(0, one.start() - 60) : one.end() + 40] for one in found]


def answered(response: Any) -> bytes:
    content: bytes = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200, (response.status_code, content[:2000].decode())
    return content


def walked(addresses: Iterator[str]) -> dict[str, list[str]]:
    """The addresses whose answers are at fault."""
    wrong = {address: faults(answered(Client().get(address))) for address in addresses}
    return {address: found for address, found in wrong.items() if found}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_speaks_of_this_survey_alone(code: str, asking: str) -> None:
    assert not walked(with_survey(f"{code}{page}", asking) for page in PAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_speaks_of_this_survey_alone(code: str, asking: str) -> None:
    files = (file for file in FILES if asking == "" or not file.startswith("/data/files/"))
    files = (file for file in files if "cities.csv" not in file)  # of the shipped cities
    assert not walked(with_survey(f"{code}{file}", asking) for file in files)


@pytest.mark.parametrize("language", ["en", "ru", "ka"])
def test_every_route_of_the_api_speaks_of_this_survey_alone(language: str, asking: str) -> None:
    asked = (f"/api/v1/{route}?lang={language}&{query}" for route, query in ROUTES.items())
    assert not walked(with_survey(address, asking) for address in asked)


def test_the_description_of_the_api_is_of_any_survey(asking: str) -> None:
    assert not walked(iter(["/api/openapi.json"]))


def test_the_examples_of_the_api_are_of_the_survey_that_answers_unasked(asking: str) -> None:
    tried = [link for link in get("/api/docs").links if link.startswith("/api/v1/")]
    assert len(tried) > 10
    assert {Client().get(link).status_code for link in tried} == {200}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sheet_is_judged_by_this_survey_alone(code: str, asking: str) -> None:
    address = with_survey(f"{code}/bulk/", asking)
    wrong = {}
    for step in ("", "judge", "csv", "xlsx", "json"):
        sent: dict[str, Any] = {"sheet": packed(RIGHT), "step": step}
        if not step:
            sent = {"file": SimpleUploadedFile("offers.csv", RIGHT)}
        wrong[step] = faults(answered(Client().post(address, sent)))
    assert not {step: found for step, found in wrong.items() if found}


def test_a_sheet_needs_no_kind_of_employer_and_may_name_the_currency(asking: str) -> None:
    address = with_survey("/api/v1/bulk", asking)
    body = json.loads(
        answered(
            Client().post(
                address,
                SHEET,
                content_type="text/csv",
                QUERY_STRING=urlencode({"format": "json", **({"survey": SLUG} if asking else {})}),
            )
        )
    )
    first, second, third, *refused = body["rows"]
    assert (first["inputs"]["city"], first["inputs"]["segment"]) == ("berlin", ALL)
    assert all("result" in row for row in (first, second, third))
    codes = [row["errors"][0]["code"] for row in refused]
    assert codes == ["foreign_currency", "tax_unknown"]


def test_amounts_are_in_the_currency_of_the_survey(asking: str) -> None:
    page = get("/offer/", raw="&".join(filter(None, [OFFER, asking])))
    assert page.h1 == "3 400 € is in the middle of the band."
    assert "Employers in Berlin offered 2 900 to 3 900 € a month" in page.text
    assert "EUR" not in page.h1 and "Offer, EUR a month" in page.text


def test_no_choice_is_shown_where_there_is_none(asking: str) -> None:
    for path, query in (
        ("/offer/", OFFER),
        ("/band/", PROFILE),
        ("/embed/", OFFER),
        ("/cities/", ""),
    ):
        page = get(path, raw="&".join(filter(None, [query, asking])))
        names = {one.attrs.get("name") for one in page.root.walk()}
        assert "segment" not in names, path


@pytest.mark.parametrize("basis", ["gross", "unknown"])
def test_only_net_pay_is_judged_where_the_income_tax_is_not_known(basis: str, asking: str) -> None:
    asked = {"city": "berlin", "band": 2, "amount": 3400, "basis": basis}
    asked |= {"survey": SLUG} if asking else {}
    page = get("/offer/", asked)
    assert page.status == 400
    assert page.errors["basis"].startswith("The income tax on pay in EUR is not known here")
    refused = ask("offer", asked, segment=None)
    assert (refused.status, refused.codes) == (400, {"query.basis": "invalid_choice"})


def test_prices_of_another_year_are_refused(asking: str) -> None:
    page = get("/offer/", raw="&".join(filter(None, [OFFER, "prices=2025-01", asking])))
    assert page.status == 400
    assert "There is no price index for this survey’s money" in page.errors["prices"]


def test_messages_name_the_levels_there_are(asking: str) -> None:
    page = get("/offer/", raw="&".join(filter(None, ["city=berlin&band=4&amount=3400", asking])))
    assert page.errors["band"].endswith("band 1 (Junior), 2 (Middle) or 3 (Senior).")


def test_a_kind_of_employer_is_refused_where_none_is_told_apart(asking: str) -> None:
    page: Page = get("/offer/", raw="&".join(filter(None, [f"{OFFER}&segment=agency", asking])))
    assert page.status == 400
    assert "tells no kinds of employer apart" in page.text

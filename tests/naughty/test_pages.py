"""The Big List of Naughty Strings in every field of every page, in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase

from salaries.candidate import ProfileForm
from salaries.domain.survey import Survey
from salaries.embed.forms import EmbedForm
from salaries.filters import DeskFilter
from salaries.forms import OfferForm, VacancyForm
from salaries.offers import ColumnForm
from tests.naughty.inputs import STRINGS, TEXTS
from tests.naughty.unharmed import CLIENT, Usual, content
from tests.web.page import MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, MOSCOW

LANGUAGES = ("", "/ru", "/ka")
GOOD: dict[str, Mapping[str, object]] = {
    "/method/": MAIN_OFFER,
    "/offer/": MAIN_OFFER | {"duty": "strategy", "v": "00000000-1"},
    "/vacancy/": MAIN_POSTING | {"duty": "strategy", "v": "00000000-1"},
    "/band/": MAIN_PROFILE | {"v": "00000000-1"},
    "/cities/": {
        "segment": "agency",
        "sort": "city",
        "page": "2",
        "per_page": "10",
        "sep": "comma",
        "prices": "2025-11",
    },
    "/cities/omsk/": {"prices": "2025-11"},
    "/compare/": {"offer": MOSCOW, "edit": "1", "prices": "2025-11"},
    "/embed/": {},
    "/embed/ladder.svg": MAIN_OFFER,
    "/embed/market/omsk/agency/": {"amount": "30000", "band": "2", "theme": "dark"},
    "/og/offer.png": MAIN_OFFER,
    "/og/vacancy.png": MAIN_POSTING,
}
"""A question to each page that reads one."""
QUIET = ("/", "/bulk/", "/data/", "/api/docs")
"""Pages that read nothing of their address."""
FORMS = {
    "/method/": OfferForm, "/offer/": OfferForm, "/vacancy/": VacancyForm, "/band/": ProfileForm,
    "/compare/": ColumnForm, "/embed/": EmbedForm, "/embed/ladder.svg": EmbedForm,
    "/og/offer.png": OfferForm, "/og/vacancy.png": VacancyForm,
}  # fmt: skip
BATCH = 40
"""Twice that, and a question, is less than the hundred parameters that are read."""
FEW = settings.MOST_QUERY - 500
"""Characters of an address, with room for the question."""
SHORT = [place for place, string in enumerate(STRINGS) if len(quote(string)) <= FEW // 16]
"""Where the strings are of which every field of a page may have one at a time."""
HARMLESS = ("", "plenty", "1", "0", "-5", "52000", "30,000", "moscow", "agency", "x" * 300)


def fields_of(path: str, survey: Survey) -> list[str]:
    """Every field a page reads, and one that nobody asks for."""
    named = list(FORMS[path](survey).fields) if path in FORMS else []
    if path == "/cities/":
        named = [*DeskFilter.base_filters, "export"]
    return list(dict.fromkeys([*named, *GOOD[path], "ref"]))


def ask(address: str, pairs: Sequence[tuple[str | bytes, object]]) -> HttpResponseBase:
    """The answer to a query of bytes or texts, as they come over the wire."""
    return CLIENT.get(address, QUERY_STRING=urlencode(pairs, doseq=True))


@cache
def learned(path: str, *fields: str) -> Usual:
    """What a page is built of, asked well and asked badly by people who mean no harm."""
    usual = Usual()
    good = GOOD.get(path, {})
    usual.learn(ask(path, list(good.items())))
    for harmless in HARMLESS:
        usual.learn(ask(path, [(name, harmless) for name in fields]))
    for name in fields:
        usual.learn(ask(path, list({**good, name: "plenty"}.items())))
    return usual


@pytest.mark.parametrize("path", GOOD)
def test_a_naughty_string_in_any_field_is_mere_text(path: str, survey: Survey) -> None:
    fields = fields_of(path, survey)
    usual, count = learned(path, *fields), len(SHORT)
    for first in range(count):
        places = [SHORT[(first + n) % count] for n in range(len(fields))]
        pairs = [(name, STRINGS[place]) for name, place in zip(fields, places, strict=True)]
        answer = ask(LANGUAGES[first % 3] + path, pairs)
        assert answer.status_code in {200, 302, 400}
        usual.check(answer, [TEXTS[place] for place in places])


@pytest.mark.parametrize("path", GOOD)
def test_a_long_naughty_string_in_any_field_is_mere_text(path: str, survey: Survey) -> None:
    fields = fields_of(path, survey)
    usual = learned(path, *fields)
    for name, place in product(fields, set(range(len(STRINGS))) - set(SHORT)):
        answer = ask(path, [*{**GOOD[path], name: STRINGS[place]}.items()])
        assert answer.status_code in {200, 400, 414}
        usual.check(answer, [TEXTS[place]])


@pytest.mark.parametrize("path", GOOD)
def test_many_naughty_strings_beside_a_good_question_are_mere_text(
    path: str, survey: Survey
) -> None:
    usual = learned(path, *fields_of(path, survey))
    good = list(GOOD[path].items())
    for language, batch in product(LANGUAGES, batches()):
        strange = [(STRINGS[place], "1") for place in batch]
        several = [("ref", STRINGS[place]) for place in batch]
        answer = ask(language + path, [*good, *strange, *several])
        assert answer.status_code == 200
        usual.check(answer, [TEXTS[place] for place in batch])


@pytest.mark.parametrize("path", [path for path in GOOD if "." not in path])
def test_many_naughty_strings_for_one_field_are_mere_text(path: str, survey: Survey) -> None:
    fields = fields_of(path, survey)
    usual = learned(path, *fields)
    for name, batch in product(fields, batches()):
        others = [(other, value) for other, value in GOOD[path].items() if other != name]
        answer = ask(path, [*others, *((name, STRINGS[place]) for place in batch)])
        usual.check(answer, [TEXTS[place] for place in batch])


@pytest.mark.parametrize("path", QUIET)
def test_a_page_that_asks_nothing_does_not_echo(path: str) -> None:
    usual = learned(path)
    for language, batch in product(LANGUAGES, batches()):
        usual.learn(ask(language + path, []))
        answer = ask(language + path, [(STRINGS[place], STRINGS[place]) for place in batch])
        usual.check(answer, [TEXTS[place] for place in batch])


def batches() -> list[list[int]]:
    """The places of strings, as many at a time as two of each may stand in an address."""
    made: list[list[int]] = [[]]
    room = FEW
    for place, string in enumerate(STRINGS):
        length = 2 * len(quote(string)) + len("ref==1&&")
        if length > room or len(made[-1]) == BATCH:
            made.append([])
            room = FEW
        if length <= room:  # longer ones go alone, elsewhere
            made[-1].append(place)
            room -= length
    return [batch for batch in made if batch]


@pytest.mark.parametrize(
    "address",
    ["/{}", "/cities/{}/", "/bulk/template.{}", "/data/files/{}", "/embed/market/{}/agency/"],
)
def test_a_naughty_string_in_an_address_leads_nowhere(address: str) -> None:
    usual = Usual()
    for harmless in ("plenty", "omsk", "1", "no%20slug", "x" * 300):
        for language in LANGUAGES:
            usual.learn(ask(language + address.format(harmless), []))
    for number, string in enumerate(STRINGS):
        path = LANGUAGES[number % 3] + address.format(quote(string, safe="/"))
        usual.check(ask(path, []), [TEXTS[number]])


def test_a_naughty_string_in_a_header_changes_nothing() -> None:
    page = content(ask("/embed/", []))
    for text in TEXTS:
        plain = text.replace("\r", "").replace("\n", "")
        headers = {"accept-language": plain, "referer": plain, "if-none-match": plain}
        response = CLIENT.get(
            "/embed/", headers=headers | {"user-agent": plain, "hx-request": plain}
        )
        assert content(response) in {page, b""}

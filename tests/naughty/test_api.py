"""The Big List of Naughty Strings in every parameter of the API, and in every row sent to it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from salaries.api.bulk import FIELDS
from salaries.api.openapi import document
from tests.api.ask import EVERY
from tests.naughty.inputs import CELLS, STRINGS, TEXTS
from tests.naughty.unharmed import CLIENT, check_json

PREFIX = "/api/v1/"
PATHS = sorted(path for path, methods in document()["paths"].items() if "get" in methods)
BULK = f"{PREFIX}bulk"


def parameters(path: str, method: str = "get") -> list[str]:
    """Every parameter of an address, as the published document lists them."""
    return [one["name"] for one in document()["paths"][path][method]["parameters"]]


def ask(path: str, pairs: list[tuple[str | bytes, Any]]) -> Any:
    """The document that answers a query."""
    return check_json(CLIENT.get(path, QUERY_STRING=urlencode(pairs, doseq=True)))


@pytest.mark.parametrize("path", PATHS)
def test_a_naughty_string_in_any_parameter_gets_a_document(path: str) -> None:
    names = parameters(path)
    for first in range(len(STRINGS)):
        places = [(first + n) % len(STRINGS) for n in range(len(names))]
        ask(path, [(name, STRINGS[place]) for name, place in zip(names, places, strict=True)])


@pytest.mark.parametrize("path", [path for path in PATHS if len(parameters(path)) > 1])
def test_one_naughty_string_in_a_good_question_is_refused_at_its_parameter(path: str) -> None:
    good = EVERY[path.removeprefix(PREFIX)]
    names = [name for name in parameters(path) if name not in {"has", "duty"}]
    for number, string in enumerate(STRINGS):
        name = names[number % len(names)]
        answer = ask(path, list({**good, name: string}.items()))
        refused = {error["field"] for error in answer.get("errors", ())}
        # ends that run backwards are said at the lower one
        assert refused <= {f"query.{name}", *(["query.low"] if name == "high" else [])}


def test_a_naughty_name_of_a_parameter_is_refused() -> None:
    for string in STRINGS:
        ask(f"{PREFIX}offer", [*EVERY["offer"].items(), (string, "1")])


def test_a_naughty_address_is_a_document_too() -> None:
    for string in STRINGS:
        check_json(CLIENT.get(f"/api/{quote(string, safe='/')}"))
        check_json(CLIENT.get(f"{PREFIX}{quote(string, safe='/')}"))


def post(body: Any, kind: str = "application/json", query: str = "") -> Any:
    """The document that answers something sent."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return check_json(CLIENT.generic("POST", BULK, data, content_type=kind, QUERY_STRING=query))


@pytest.mark.parametrize("field", FIELDS)
def test_naughty_rows_are_each_judged_or_refused(field: str) -> None:
    good = {"city": "moscow", "segment": "agency", "band": "3", "amount": "52000"}
    answer = post({"rows": [{**good, field: text} for text in CELLS]})
    assert len(answer["rows"]) == len(CELLS)
    assert all(("errors" in row) != ("result" in row) for row in answer["rows"])


def test_a_naughty_body_is_refused() -> None:
    for number, (string, text) in enumerate(zip(STRINGS, TEXTS, strict=True)):
        post(string, ("application/json", "text/csv")[number % 2], "format=json")
        assert "errors" in post((text, {text: text})[number % 2])


def test_naughty_names_in_rows_are_refused_or_left_alone() -> None:
    for text in TEXTS:
        post({"rows": [{text: text, "amount": 1}]})


def test_a_naughty_string_in_any_option_of_a_sheet_gets_a_document() -> None:
    names = parameters(BULK, "post")
    for number, string in enumerate(STRINGS):
        name = names[number % len(names)]
        post(b"city,amount\nOmsk,30000\n", "text/csv", urlencode({"format": "json", name: string}))

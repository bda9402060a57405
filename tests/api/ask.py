"""Asking the API as a program does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

OFFER = {"city": "moscow", "segment": "agency", "band": 3, "amount": 52_000}
VACANCY = {"city": "moscow", "segment": "agency", "band": 3, "low": 45_000, "high": 55_000}
COMPARE = {"offer": ["moscow,agency,3,52000", "kazan,company,4,38000"]}
BAND = {
    "has": ["online-basics", "community", "copywriting", "campaigns", "english"],
    "smm_years": 2,
    "city": "moscow",
    "segment": "agency",
}
QUESTIONS: dict[str, dict[str, Any]] = {
    "offer": OFFER,
    "vacancy": VACANCY,
    "transfer": OFFER,
    "compare": COMPARE,
    "band": BAND,
}
LISTS = ("surveys", "cities", "bands", "markets", "ranges", "attributes")
SENT = "bulk"
"""The one route that is sent something, not asked."""
EVERY: dict[str, dict[str, Any]] = {**QUESTIONS, **{name: {} for name in LISTS}}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        """The document."""
        return json.loads(self.content)

    @property
    def codes(self) -> dict[str, str]:
        """Of a problem: the code by the field."""
        return {error["field"]: error["code"] for error in self.body["errors"]}


def send(method: str, address: str, query: str = "", **headers: str) -> Answer:
    """Any request; `query` is as it would come over the wire."""
    response = Client().generic(method, address, QUERY_STRING=query, headers=headers)
    return Answer(response.status_code, response.headers, response.content)


def ask(name: str, query: Mapping[str, Any] | None = None, **changes: Any) -> Answer:
    """A question to a route; None leaves a parameter out."""
    both = {**(query or {}), **changes}
    asked = {key: value for key, value in both.items() if value is not None}
    response = Client().get(f"/api/v1/{name}", asked)
    return Answer(response.status_code, response.headers, response.content)


def result(name: str, **changes: Any) -> Any:
    """The result of a route's usual question with changes."""
    answer = ask(name, QUESTIONS[name], **changes)
    assert answer.status == 200, answer.body
    return answer.body["result"]

"""Whatever is asked, the API keeps to its own description: schemathesis with a fixed seed.

The published document cannot list cities: they are data. Here some of the shipped survey's are put
in as enumerations, so that a good question must be answered and a bad one refused.
"""

import copy
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.checks import CheckFunction
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from salaries.api.openapi import document, operations
from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of
from smmbench.wsgi import application
from tests.quantile_surveys import HH, TABLES

pytestmark = pytest.mark.django_db

CITIES = ["moscow", "saint-petersburg", "omsk", "kazan"]
VALUES: dict[str, dict[str, Any]] = {
    "city": {"enum": CITIES},
    "to_city": {"enum": CITIES},
    "segment": {"enum": ["agency", "company"]},
    "to_segment": {"enum": ["agency", "company"]},
    "band": {"type": "integer", "enum": [1, 2, 3, 4]},
    "has": {"enum": ["online-basics", "community", "copywriting", "campaigns", "english"]},
    "duty": {"enum": ["strategy", "reports", "search-ads", "events"]},
    "prices": {"enum": ["2014-01", "2015-03", "2025-11", "2025-12"]},
    "lang": {"enum": ["en"]},
    "survey": {"enum": ["superjob-smm-2015-03"]},
    "offer": {"enum": ["moscow,agency,3,52000", "kazan,company,4", "omsk,agency,1,999999999"]},
}


OF_QUANTILES: dict[str, dict[str, Any]] = {
    **VALUES,
    **{name: {"enum": ["moscow", "saint-petersburg"]} for name in ("city", "to_city")},
    **{name: {"enum": ["all"]} for name in ("segment", "to_segment")},
    "band": {"type": "integer", "enum": [0]},
    "survey": {"enum": [HH]},
    "offer": {"enum": ["moscow,all,0,52000", "saint-petersburg,all,0", "moscow,all,0,999999999"]},
}
"""The same of the survey of vacancies, which tells neither employers nor experience apart."""


def is_of_one_market(operation: dict[str, Any]) -> bool:
    """Is it asked of one market, whose kind of employer must be said where there are several?"""
    return operation["operationId"] in {"offer", "vacancy", "transfer"}


def with_values(
    values: dict[str, dict[str, Any]], leave_out: tuple[str, ...] = (), free: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The document with the values that a survey allows, without the parameters that it does not.

    What is `free` need not be given, for the survey has one such thing.
    """
    made = copy.deepcopy(document())
    for operation in operations(made):
        told = operation["parameters"]
        operation["parameters"] = [one for one in told if one["name"] not in leave_out]
        for one in operation["parameters"]:
            one["required"] = one["name"] not in free and (
                one["required"] or (one["name"] == "segment" and is_of_one_market(operation))
            )
            schema = one["schema"]
            schema.get("items", schema).update(values.get(one["name"], {}))
    return made


def served(described: dict[str, Any]) -> OpenApiSchema:
    """What asks the product by a description."""
    found = schemathesis.openapi.from_dict(described)
    found.app = application
    return found


schema = served(with_values(VALUES))
of_quantiles = served(with_values(OF_QUANTILES, leave_out=("duty",), free=("segment", "band")))


@pytest.fixture(scope="module", autouse=True)
def connections_stay_open() -> Iterator[None]:
    """As Django does for its own client: no request closes the connection of the test around it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@hypothesis.seed(20150301)
@hypothesis.settings(max_examples=100, deadline=None, database=None)
def test_every_answer_is_as_described(case: Case[Any]) -> None:
    validate(case)


@pytest.fixture
def quantiles_by_default(db: None) -> None:
    """The survey of vacancies answers where none is asked for."""
    load_survey(files_of(TABLES[HH]), default=True)


@of_quantiles.parametrize()
@pytest.mark.usefixtures("quantiles_by_default")
@hypothesis.seed(20161201)
@hypothesis.settings(max_examples=40, deadline=None, database=None)
def test_every_answer_of_a_survey_of_quantiles_is_as_described(case: Case[Any]) -> None:
    validate(case)


def validate(case: Case[Any]) -> None:
    """Ask, and hold the answer to the description."""
    left_out: list[CheckFunction] = []
    if case.operation.path.endswith(("/vacancy", "/bulk", "/band")):
        # no schema says that `low` is not above `high`, that a column named is one sent, or that a
        # city needs a kind of employer
        left_out.append(positive_data_acceptance)
    # Schemathesis reads an answer of WSGI as it stands: it would take brotli for text.
    case.call_and_validate(excluded_checks=left_out, headers={"Accept-Encoding": "identity"})

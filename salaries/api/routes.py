"""The routes of `/api/v1/`: a question read by its form, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from ninja import NinjaAPI

from salaries import queries
from salaries.answers.band import band_answer
from salaries.answers.compare import compare_answer
from salaries.answers.envelope import Plain
from salaries.answers.offer import offer_answer
from salaries.answers.prices import about
from salaries.answers.transfer import transfer_answer
from salaries.answers.vacancy import vacancy_answer
from salaries.api import (
    cells,
    lists,
    parameters,
    schemas,
    schemas_band,
    schemas_between,
    schemas_bulk,
    schemas_lists,
    schemas_vacancy,
)
from salaries.api.bulk import judged
from salaries.api.door import json_response, whole_list
from salaries.api.levels import require_levels_that_ask
from salaries.api.problems import ProblemError, problem_response
from salaries.api.questions import (
    MarketsPageForm,
    RangesForm,
    read_comparison,
    read_form,
    read_nothing,
    read_survey,
)
from salaries.api.transfers import TransferForm
from salaries.candidate import ProfileForm
from salaries.chosen import asking
from salaries.forms import OfferForm, VacancyForm
from salaries.prices import in_address
from salaries.versions import DIGITS, PARAMETER
from smmbench.version import VERSION

DESCRIPTION = """\
The salary benchmark, for programs: the very answers that the pages give.

Only to be read, with no key and no cookie, from a page of any origin. Money is whole units of the
survey's currency a month.
Every judged answer says what each figure rests on (`evidence`), whose data it is (`source`), what
it takes for granted (`assumptions`), and by which method and which survey it was worked out.

Every address answers HEAD and OPTIONS, too, and 304 to a client that sends back the ETag it was
given. A parameter that is not known or has no value is refused. Errors are problem documents
(RFC 9457).

One client may ask so many times a minute as the header `RateLimit-Policy` says, and has left what
`RateLimit` says; after that, 429 and `Retry-After` say when to ask again.
"""

api = NinjaAPI(
    title="SMM Bench",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


def reads(path: str, shape: Any, asked: list[parameters.Parameter]) -> Callable[..., Any]:
    """A GET route: how its answer looks and what it may be asked, for the OpenAPI document."""
    return api.get(
        path,
        response={200: shape},
        by_alias=True,
        openapi_extra={"parameters": asked},
        operation_id=path.strip("/"),
        url_name=path.strip("/"),
    )


@api.exception_handler(ProblemError)
def refused(request: HttpRequest, found: ProblemError) -> HttpResponse:
    """A question that cannot be answered, with everything amiss."""
    return problem_response(found.problem, found.errors)


def _linked(request: HttpRequest, answer: Plain, page: str, query: Any) -> HttpResponse:
    """The answer with the page that shows it."""
    pairs = [*(query.items() if isinstance(query, dict) else query), _version(answer)]
    address = f"{_path(page, get_language())}?{urlencode(asking(pairs), safe=',')}"
    return json_response(
        request, {**answer, "link": f"{request.scheme}://{request.get_host()}{address}"}
    )


def _version(answer: Plain) -> tuple[str, str]:
    """What the answer was made from, as links carry it."""
    return PARAMETER, f"{answer['survey_version'][:DIGITS]}-{answer['method_version']}"


@lru_cache
def _path(page: str, language: str) -> str:
    """A page's path in the language in use."""
    return reverse(page)


@reads("/offer", schemas.OfferAnswer, parameters.OF_OFFER)
def offer(request: HttpRequest) -> HttpResponse:
    """Is this offer fair?"""
    survey = read_survey(request)
    answer = offer_answer(survey, read_form(request, OfferForm, survey).answerable())
    return _linked(request, answer, "offer", [*answer["inputs"].items(), *_more(answer)])


@reads("/vacancy", schemas_vacancy.VacancyAnswer, parameters.OF_VACANCY)
def vacancy(request: HttpRequest) -> HttpResponse:
    """What should I post?"""
    survey = read_survey(request)
    answer = vacancy_answer(survey, read_form(request, VacancyForm, survey).answerable())
    given = answer["inputs"]["given"]
    left_out = {"given", *({"low", "high"} - {given} if given != "both" else ())}
    query = [(k, v) for k, v in answer["inputs"].items() if k not in left_out]
    return _linked(request, answer, "vacancy", [*query, *_more(answer)])


def _more(answer: Plain) -> list[tuple[str, str]]:
    """The duties and the prices given, as links carry them."""
    given, prices = answer["duties"], answer["prices"]
    duties = [("duty", key) for key in (*given["surveyed"], *given["outside"])]
    return [*duties, ("prices", prices["to"])] if prices else duties


@reads("/transfer", schemas_between.TransferAnswer, parameters.OF_TRANSFER)
def transfer(request: HttpRequest) -> HttpResponse:
    """What would this offer be elsewhere? Both ways, for their difference is the uncertainty."""
    survey = read_survey(request)
    form = read_form(request, TransferForm, survey)
    answer = transfer_answer(survey, form.answerable(), form.targets, form.left_out)
    return _linked(request, answer, "offer", answer["inputs"])


@reads("/compare", schemas_between.CompareAnswer, parameters.OF_COMPARE)
def compare(request: HttpRequest) -> HttpResponse:
    """Which of two to four offers is more, and what makes the difference?"""
    survey = read_survey(request)
    offers, prices = read_comparison(request, survey)
    pairs = [*(("offer", one.address) for one in offers), *in_address(prices)]
    return _linked(request, compare_answer(survey, offers, prices), "compare", pairs)


@reads("/band", schemas_band.BandAnswer, parameters.OF_BAND)
def band(request: HttpRequest) -> HttpResponse:
    """Which band's published requirements does a candidate meet, and what is missing?"""
    survey = read_survey(request)
    require_levels_that_ask(survey)
    asked = read_form(request, ProfileForm, survey).answerable()
    return _linked(request, band_answer(survey, asked), "band", asked.address(survey))


@reads("/surveys", schemas_lists.SurveyList, parameters.NOTHING)
def surveys(request: HttpRequest) -> HttpResponse:
    """The surveys that answers can be judged by, the default first."""
    read_nothing(request)
    survey = read_survey(request)
    items = []
    for one in queries.surveys_in_use():
        with suppress(queries.NoSuchSurveyError):  # it went out of use just now
            found = queries.survey_in_use(one.slug)
            items.append(lists.survey_item(found, is_default=one.is_default))
    return json_response(request, lists.listed(survey, items))


@reads("/cities", schemas_lists.CityList, parameters.NOTHING)
def cities(request: HttpRequest) -> HttpResponse:
    """Every city with pay data."""
    read_nothing(request)
    survey = read_survey(request)
    return whole_list(request, survey, lambda: lists.listed(survey, lists.city_items(survey)))


@reads("/bands", schemas_lists.BandList, parameters.NOTHING)
def bands(request: HttpRequest) -> HttpResponse:
    """Every band of experience, with what it asks."""
    read_nothing(request)
    survey = read_survey(request)
    return whole_list(request, survey, lambda: lists.listed(survey, lists.band_items(survey)))


@reads("/markets", schemas_lists.MarketList, parameters.OF_MARKETS)
def markets(request: HttpRequest) -> HttpResponse:
    """Markets with every published figure, a part at a time."""
    survey = read_survey(request)
    form = read_form(request, MarketsPageForm, survey)
    limit, offset = form.cleaned_data["limit"], form.cleaned_data["offset"]
    found = cells.markets_asked(survey, form)
    body = lists.listed(
        survey,
        [cells.market_item(survey, one, form) for one in found[offset : offset + limit]],
        not_published=cells.not_published(survey, form),
        total=len(found),
        limit=limit,
        offset=offset,
        evidence=lists.OF_MARKET,
        prices=form.change and about(form.change),
    )
    return json_response(request, body)


@reads("/ranges", schemas_lists.RangeList, parameters.OF_RANGES)
def ranges(request: HttpRequest) -> HttpResponse:
    """The table itself: a row for each band of each market."""
    survey = read_survey(request)

    def make() -> Plain:
        form = read_form(request, RangesForm, survey)
        rows, hidden = cells.range_items(survey, form), cells.not_published(survey, form)
        priced = form.change and about(form.change)
        return lists.listed(
            survey, rows, not_published=hidden, evidence=lists.PUBLISHED, prices=priced
        )

    return whole_list(request, survey, make)


@reads("/attributes", schemas_lists.Attributes, parameters.NOTHING)
def attributes(request: HttpRequest) -> HttpResponse:
    """Every allowed value of every parameter and field, with what it means."""
    read_nothing(request)
    survey = read_survey(request)
    return whole_list(request, survey, lambda: lists.attributes(survey))


@api.post(
    "/bulk",
    response={200: schemas_bulk.BulkAnswer},
    openapi_extra={"parameters": parameters.OF_BULK, "requestBody": parameters.BULK_BODY},
    operation_id="bulk",
    url_name="bulk",
)
def bulk(request: HttpRequest) -> HttpResponseBase:
    """Many offers at once: rows of JSON, or a CSV or XLSX file, which comes back judged."""
    return judged(request, read_survey(request))

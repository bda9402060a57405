"""What may be kept of a page, by whom, and how anyone knows that it still holds.

A page's tag says what the page is made of and not what it holds: survey, code, day, language and
address. It is the same for every visitor and is known before the page is made, so a visitor who
has the page is answered without making it. It is weak, for it does not tell compressed bytes from
others. Pages that ask nothing are few, and their bytes are kept by each process while the survey is
the same. A page made while the database is away says so, and is kept by nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from threading import Lock
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from salaries import queries
from salaries.chosen import chosen
from salaries.domain.survey import Survey, SurveyInUse
from salaries.versions import PARAMETER, version_of
from smmbench.running_code import code_digest

MOST_PAGES = 24
"""Pages whose bytes a process keeps: every page that asks nothing, in one language."""


class KeptPages:
    """The last pages made of one survey, by their tags; dropped when there is another."""

    def __init__(self) -> None:
        self._survey: Survey | None = None
        self._pages: dict[str, tuple[bytes, str]] = {}
        self._lock = Lock()

    def get(self, survey: Survey, tag: str) -> tuple[bytes, str] | None:
        """A page's bytes and type, where it is kept."""
        with self._lock:
            return self._pages.get(tag) if survey is self._survey else None

    def put(self, survey: Survey, tag: str, content: bytes, content_type: str) -> None:
        """Keep a page, and let go of the one kept longest when there are too many."""
        with self._lock:
            if survey is not self._survey:
                self._survey, self._pages = survey, {}
            self._pages[tag] = content, content_type
            if len(self._pages) > MOST_PAGES:
                del self._pages[next(iter(self._pages))]


kept_pages = KeptPages()


def answered(
    request: HttpRequest,
    survey: Survey,
    make: Callable[[], HttpResponseBase],
    *,
    may_be_kept: bool = True,
) -> HttpResponseBase:
    """A page that may be kept: 304 to whoever has it, else from memory, else made."""
    tag = tag_of(request, survey) if may_be_kept else None
    if tag is None:
        return _marked(make(), None)
    has_it = request.headers.get("If-None-Match", "*").strip() != "*"
    response = get_conditional_response(request, etag=tag) if has_it else None
    response = response or _from_memory(request, survey, tag)
    return _marked(response or _made(request, survey, tag, make), tag)


def tag_of(request: HttpRequest, survey: Survey) -> str | None:
    """The tag of a page; None for one made of older data, too, which may be removed any time."""
    given = request.GET.get(PARAMETER, "").strip()
    if given and given != str(version_of(survey)):
        return None
    made_of = (
        survey.version,
        survey.provenance.loaded_at.isoformat(),
        code_digest(),
        date.today().isoformat(),
        chosen(),
        choice_digest(queries.surveys_in_use()),
        get_language(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
    )
    return f'W/"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}"'


def choice_digest(in_use: tuple[SurveyInUse, ...]) -> str:
    """What the choice between surveys is made of, for a list that stands until the next look."""
    global _digested
    listed, digest = _digested
    if listed is not in_use:
        told = [(one.version, one.publisher, one.month, one.title) for one in in_use]
        digest = hashlib.sha256(repr(told).encode()).hexdigest()
        _digested = in_use, digest
    return digest


_digested: tuple[tuple[SurveyInUse, ...], str] = ((), "")


def _from_memory(request: HttpRequest, survey: Survey, tag: str) -> HttpResponse | None:
    found = None if request.META["QUERY_STRING"] else kept_pages.get(survey, tag)
    return HttpResponse(found[0], content_type=found[1]) if found else None


def _made(
    request: HttpRequest, survey: Survey, tag: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    response = make()
    is_page = isinstance(response, SimpleTemplateResponse)
    if is_page and response.status_code == HTTPStatus.OK and not request.META["QUERY_STRING"]:

        def keep(made: HttpResponse) -> None:
            kept_pages.put(survey, tag, made.content, made.headers["Content-Type"])

        cast(SimpleTemplateResponse, response).add_post_render_callback(keep)
    return response


def _marked(response: HttpResponseBase, tag: str | None) -> HttpResponseBase:
    """Tell how long it may be kept, unless its view has said so."""
    if response.has_header("Cache-Control"):
        return response
    if response.status_code not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        response.headers["Cache-Control"] = "no-store"
        return response
    fresh = f"max-age={queries.fresh_seconds()}" if tag else "no-cache"
    response.headers["Cache-Control"] = f"public, {fresh}"
    if tag:
        response.headers["ETag"] = tag
    return response

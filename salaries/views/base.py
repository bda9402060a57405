"""What every page shares: the survey in use, and a plain answer when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import TemplateView

from salaries import queries
from salaries.domain.survey import Survey
from salaries.presenters.kept import kept
from salaries.presenters.parts import Fact, link, source_line
from salaries.presenters.picker import Picker, survey_picker
from salaries.presenters.since import since
from salaries.versions import PARAMETER, version_of
from salaries.views.choosing import chosen_survey
from salaries.views.keeping import answered

SAFE = {"GET", "HEAD"}
MOST_BESIDE = 3
"""Surveys that are set beside the one in hand: each more would be a page of its own."""


class SurveyPage(TemplateView):
    """A page about the survey in use; `self.survey` is there before any method runs."""

    survey: Survey
    out_of_touch = False
    """Could the database not be asked? Said once, so that the page and its tag agree."""
    http_method_names: Sequence[str] = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say what is missing (503) when no survey is loaded."""
        try:
            self.survey = chosen_survey(request)
        except queries.NoSurveyError:
            return no_data(request)
        except queries.NoSuchSurveyError:
            return no_such_survey(request)
        self.out_of_touch = queries.out_of_touch()
        make = partial(super().dispatch, request, *args, **kwargs)
        if request.method not in SAFE:
            return make()
        may_be_kept = not (self.out_of_touch or settings.DEBUG)  # who debugs edits templates
        return answered(request, self.survey, make, may_be_kept=may_be_kept)

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say that pages are only read (405)."""
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Cache-Control"] = "no-store"
        page.headers["Allow"] = ", ".join(name.upper() for name in self.http_method_names)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every page names the survey and its source, and says when it may be out of date."""
        return super().get_context_data(
            survey=self.survey,
            source=source_line(self.survey),
            version=version_of(self.survey),
            out_of_touch=self.out_of_touch,
            surveys=picker(self.request, self.survey),
            **kwargs,
        )


class AnswerPage(SurveyPage):
    """A page whose answer has a link that lasts: it says what changed since it was made."""

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """The answer's figures by a survey; empty where that has no answer."""
        raise NotImplementedError

    def lasting(self, path: str) -> dict[str, Any]:
        """For the template of an answer at a path: its link, and what changed since."""
        given = self.request.GET.get(PARAMETER, "")
        told = {"kept": kept(self.survey, path, self.request.build_absolute_uri(path))}
        if self.out_of_touch:  # older versions are not at hand, so nothing is said of them
            return told
        return told | {"since": since(self.survey, given, queries.survey_version, self.figures)}


def others_of(survey: Survey, city: str) -> tuple[list[Survey], int]:
    """Other surveys of the same job in a city, the default first, then the newest; how many more.

    Those are at most `MOST_BESIDE`.
    """
    there = queries.surveys_of_city(city)
    alike = [one for one in there if one.slug != survey.slug and one.role == survey.role]
    with suppress(queries.NoSuchSurveyError):  # it went out of use just now
        found = [queries.survey_in_use(one.slug) for one in alike[:MOST_BESIDE]]
        return found, len(alike) - len(found)
    return [], 0


def picker(request: HttpRequest, survey: Survey | None) -> Picker | None:
    """Every survey there is, with this page by it; nothing where there is but one."""
    in_use, at = queries.surveys_in_use(), request.resolver_match
    of_page = at.kwargs.get("slug", "") if at else ""
    asked = _cities_asked(request, of_page) if len(in_use) > 1 else set()
    having = [{one.slug for one in queries.surveys_of_city(city)} for city in asked]
    lacking = {one.slug for one in in_use if not all(one.slug in there for there in having)}
    start = link("cities") if of_page else request.path
    return survey_picker(survey, in_use, request.get_full_path(), start, lacking)


def _cities_asked(request: HttpRequest, of_page: str) -> set[str]:
    """The cities that an address asks about: not every survey has them."""
    compared = (offer.partition(",")[0] for offer in request.GET.getlist("offer"))
    return {city for city in (*compared, *request.GET.getlist("city"), of_page) if city}


def no_such_survey(request: HttpRequest) -> HttpResponse:
    """The page for a survey that is not here: 404, with those that are."""
    context = {"surveys": picker(request, None), "no_survey": True}
    response = render(request, "salaries/no_such_survey.html", context, status=HTTPStatus.NOT_FOUND)
    response.headers["Cache-Control"] = "no-store"
    return response


def no_data(request: HttpRequest) -> HttpResponse:
    """The page for an installation into which nothing has been loaded yet."""
    return render(request, "salaries/no_data.html", status=503)

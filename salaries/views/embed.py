"""Pictures and frames for other people's pages, and the page that writes the snippet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from salaries.domain.survey import Survey
from salaries.embed.forms import EmbedForm, EmbedQuestion, faults_of
from salaries.embed.shown import Embedded, WrongPicture
from salaries.embed.style import FRAME_SOURCES, PICTURE_SOURCES, Theme, frame_style
from salaries.presenters.parts import link
from salaries.views.base import SurveyPage
from salaries.views.questions import status_of

SVG = "image/svg+xml; charset=utf-8"
ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
KEPT = "public, max-age=3600"
NOTHING = {name: [NONE] for name in ("default-src", "base-uri", "form-action")}
PICTURE_POLICY = NOTHING | {"style-src": PICTURE_SOURCES, "frame-ancestors": [NONE]}
FRAME_POLICY = NOTHING | {"style-src": FRAME_SOURCES, "frame-ancestors": ["*"]}


def for_anyone(
    request: HttpRequest, source: str, content_type: str, made: Callable[[str], Any] = str
) -> HttpResponse:
    """An answer that other sites may show and keep; 304 where it is what the asker has.

    Its tag is the digest of `source`, so it changes with the data, the words and the drawing;
    `made` turns the source into what is sent, and is not called for a 304.
    """
    tag = quote_etag(hashlib.sha256(source.encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=tag)
    response = response or HttpResponse(made(source), content_type=content_type)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = KEPT
    for name, value in ANYWHERE.items():
        response.headers[name] = value
    return response


def asked(query: QueryDict, **given: str) -> QueryDict:
    """The query with what the path gives; one that asks nothing lacks a city."""
    whole = query.copy()
    for name, value in given.items():
        whole[name] = value
    whole.setdefault("city", "")
    return whole


def theme_of(form: EmbedForm) -> Theme:
    """The theme asked, so far as it can be read."""
    form.is_valid()  # reads the query
    return Theme(form.cleaned_data.get("theme") or Theme.AUTO)


@method_decorator(csp(PICTURE_POLICY), name="dispatch")
class LadderImage(SurveyPage):
    """The ladder of a market as an SVG; 400 and a picture that says what is wrong."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The picture."""
        form = EmbedForm(self.survey, asked(request.GET))
        if not form.is_valid():
            wrong = WrongPicture(faults_of(form), theme_of(form))
            source = render_to_string("salaries/wrong_file.svg", {"picture": wrong})
            wrong_status = HTTPStatus.BAD_REQUEST
            return HttpResponse(source, content_type=SVG, status=wrong_status, headers=ANYWHERE)
        picture = Embedded(self.survey, form.answerable()).picture(request.get_host())
        return for_anyone(
            request, render_to_string("salaries/ladder_file.svg", {"picture": picture}), SVG
        )


@method_decorator([csp(FRAME_POLICY), xframe_options_exempt], name="dispatch")
class MarketFrame(SurveyPage):
    """The ladder of a market as a page for a frame: the only one that others may frame."""

    template_name = "salaries/embed_frame.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The frame; 404 for a market that is not there, 400 for an offer that cannot be read."""
        form = EmbedForm(self.survey, asked(request.GET, **kwargs))
        context: dict[str, Any] = {"style": frame_style(theme_of(form))}
        if not form.is_valid():
            context["faults"], context["way_back"] = faults_of(form), ("SMM Bench", link("home"))
            is_there = not {"city", "segment"} & form.errors.keys()
            status = HTTPStatus.BAD_REQUEST if is_there else HTTPStatus.NOT_FOUND
            return self.render_to_response(context, status=status, headers=ANYWHERE)
        embedded = Embedded(self.survey, form.answerable())
        context |= {"embedded": embedded, "way_back": embedded.way_back}
        source = render_to_string(self.template_name, context, request)
        return for_anyone(request, source, "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of HTML to copy."""

    ident: str
    label: str
    note: str
    code: str


class EmbedPage(SurveyPage):
    """The form, and for what it asks the picture and both snippets."""

    template_name = "salaries/embed.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200, or 400 when something given is wrong; the first market when nothing is asked."""
        form = EmbedForm(self.survey, request.GET)
        context = self.get_context_data(form=form)
        if not form.is_bound:
            first = next(iter(self.survey.markets.values()))
            context |= shown(request, self.survey, EmbedQuestion(first, None, None, Theme.AUTO))
        elif form.is_valid():
            context |= shown(request, self.survey, form.answerable())
        return self.render_to_response(context, status=status_of(form))


def shown(request: HttpRequest, survey: Survey, question: EmbedQuestion) -> dict[str, Any]:
    """What the page needs for one market."""
    embedded, absolute = Embedded(survey, question), request.build_absolute_uri
    snippets = [
        Snippet(
            "snippet-image",
            _("Picture"),
            _("An image: it goes where HTML is allowed, and most editors take its address alone."),
            embedded.image_snippet(absolute),
        ),
        Snippet(
            "snippet-frame",
            _("Frame"),
            _("Text that can be selected and read aloud, with one link back to the whole answer."),
            embedded.frame_snippet(absolute),
        ),
    ]
    return {"embedded": embedded, "snippets": snippets, "height": embedded.picture("").height}

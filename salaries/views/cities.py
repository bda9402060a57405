"""The city table, its files, and the page of one city."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from salaries.desk import exports
from salaries.desk.any import AnyDesk
from salaries.desk.rooms import room_of
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.doors.pages import limited
from salaries.embed.card import city_card
from salaries.presenters.beside import beside
from salaries.presenters.city import CityPage as City
from salaries.presenters.judged import page_of_city
from salaries.presenters.parts import Fact
from salaries.prices import PricesForm, prices_field
from salaries.views.base import AnswerPage, others_of
from salaries.views.questions import status_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asks_for_a_file(request: HttpRequest) -> bool:
    """The table as a page is cheap; as a file it is made anew each time."""
    return bool(request.GET.get("export"))


@method_decorator(limited("exports", asks_for_a_file), name="dispatch")
class CitiesPage(AnswerPage):
    """All markets, filtered, sorted, looked up and exported as the address says."""

    def get_template_names(self) -> list[str]:
        """That of the survey's kind of table."""
        return [room_of(self.survey).template]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """200, or 400 when the query asks for what is not there; a file when it asks for one."""
        room = room_of(self.survey)
        desk = room.desk(self.survey, request.GET)
        status = HTTPStatus.BAD_REQUEST if desk.is_wrong else HTTPStatus.OK
        if request.GET.get("export") and not desk.is_wrong:
            return export(desk)
        lasting = {} if desk.is_wrong else self.lasting(desk.url)
        context = self.get_context_data(desk=desk, charts=room.charts(desk), **lasting)
        return self.render_to_response(context, status=status)

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """What the same filter shows of a survey."""
        room = room_of(survey)
        desk = room.desk(survey, self.request.GET)
        return () if desk.filter.form.errors else room.figures(desk)


def export(desk: AnyDesk[Any]) -> HttpResponseBase:
    """The rows as a file to save, named for the survey."""
    kind = str(desk.query["export"])
    response = EXPORTS[kind](desk)
    name = f"{desk.survey.slug}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(desk: AnyDesk[Any]) -> exports.Sheet[Any]:
    return room_of(desk.survey).sheet(desk)


def _csv(desk: AnyDesk[Any]) -> HttpResponseBase:
    separator = exports.SEPARATORS[desk.query.get("sep") or "comma"]
    lines = exports.as_csv(_sheet(desk), separator)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def _json(desk: AnyDesk[Any]) -> HttpResponseBase:
    return StreamingHttpResponse(exports.as_json(_sheet(desk)), content_type="application/json")


def _xlsx(desk: AnyDesk[Any]) -> HttpResponseBase:
    return FileResponse(exports.as_xlsx(_sheet(desk)), content_type=XLSX)


EXPORTS = dict(zip(exports.KINDS, (_csv, _xlsx, _json), strict=True))


class CityPage(AnswerPage):
    """One city: both kinds of employer, premium, step prices, rank with ties."""

    template_name = "salaries/city.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """200, 404 for a city the survey does not have, or 400 for prices that are not known."""
        prices = PricesForm(self.survey, request.GET)
        page = self.page(self.survey, prices.asked)
        if page is None:
            raise Http404(_("This survey has no such city."))
        others = others_of(self.survey, page.city.slug)
        context = self.get_context_data(
            page=page,
            prices=prices_field(prices),
            beside=beside(self.survey, *others, page.city, page.url),
            card=city_card(page, request.build_absolute_uri),
            **self.lasting(page.url),
        )
        return self.render_to_response(context, status=status_of(prices))

    def page(self, survey: Survey, prices: PriceChange | None = None) -> City | None:
        """The city by a survey; None where that does not have it."""
        cities = {city.slug: city for city in survey.cities}
        city = cities.get(self.kwargs["slug"])
        return page_of_city(survey, city, prices) if city else None

    def figures(self, survey: Survey) -> Sequence[Fact]:
        """The city's figures by a survey."""
        page = self.page(survey)
        return page.figures if page else ()

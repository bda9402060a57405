"""The city table in words: what the filter asks, how much remains, what to loosen, where to go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.lists import format_list
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.filters import DeskFilter
from salaries.presenters.parts import answer_link
from salaries.rows import Row, Shape
from salaries.tables import CityTable, city_table, sortable
from salaries.versions import PARAMETER, Version, version_of

PAGE_SIZES = (10, 25, 50, 100)
USUAL_SIZE = 25


@dataclass(frozen=True, slots=True)
class Loosening:
    """A field that could be left empty, how many rows that would give, and the link to it."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Desk:
    """One state of the city table, all of it read from the query."""

    survey: Survey
    query: QueryDict

    @cached_property
    def filter(self) -> DeskFilter:
        """The filter's form and what it understood."""
        return DeskFilter(self.survey, self.query)

    @cached_property
    def rows(self) -> list[Row]:
        """Every row the filter lets through, in the order asked for."""
        return [record["row"] for record in self._records]

    @cached_property
    def table(self) -> CityTable:
        """The table of one page of rows."""
        return city_table(self.survey, self.filter, self.page.object_list, self.sort)

    @cached_property
    def _records(self) -> list[dict[str, Any]]:
        found = self.filter.filter_queryset(self.filter.queryset)
        table = city_table(self.survey, self.filter, found, self.sort)
        return [row.record for row in table.rows]

    @cached_property
    def sort(self) -> list[str]:
        """The columns to sort by, the weightiest first, unknown ones left out."""
        known = sortable(self.survey, self.filter)
        return [name for name in self._asked_sort if name.removeprefix("-") in known]

    @property
    def _asked_sort(self) -> list[str]:
        given = ",".join(self.query.getlist("sort"))[:200]
        return [name for name in given.split(",") if name]

    @property
    def per_page(self) -> int:
        """Rows a page: the nearest of the sizes offered."""
        wanted = _whole(self.query.get("per_page"), USUAL_SIZE)
        return min(PAGE_SIZES, key=lambda size: abs(size - wanted))

    @cached_property
    def page(self) -> Page[Row]:
        """The page asked for, or the nearest there is."""
        paginator: Paginator[Row] = Paginator(self.rows, self.per_page)
        wanted = _whole(self.query.get("page"), 1)
        return paginator.page(min(max(wanted, 1), paginator.num_pages))

    @property
    def is_wrong(self) -> bool:
        """Was anything asked for that could not be understood?"""
        return bool(self.filter.form.errors) or bool(self.notices)

    @property
    def notices(self) -> list[str]:
        """What was asked for and is not there, and what is shown instead."""
        said = []
        unknown = [name for name in self._asked_sort if name not in self.sort]
        if unknown:
            names = ", ".join(sorted(name.strip("-")[:20] for name in unknown[:3]))
            said.append(_("There is no column “%(names)s” to sort by.") % {"names": names})
        if self.query.get("page") not in {None, str(self.page.number)}:
            told = {"page": self.page.number, "pages": self.page.paginator.num_pages}
            said.append(_("There is no such page; this is %(page)s of %(pages)s.") % told)
        if self.query.get("per_page") not in {None, str(self.per_page)}:
            sizes = ", ".join(str(size) for size in PAGE_SIZES)
            sentence = _("A page holds %(sizes)s rows; this one holds up to %(size)s.")
            said.append(sentence % {"sizes": sizes, "size": self.per_page})
        return said

    @property
    def sentence(self) -> str:
        """The filter in words: `Agencies in Kazan and Ufa, band III, median from 28 000 ₽`."""
        asked = self.filter.asked
        kinds = [words.employers(segment) for segment in asked.get("segment") or ()]
        cities = [city for city in self.survey.cities if city.slug in (asked.get("city") or ())]
        names = listed([words.city_name(city) for city in cities])
        who = listed(kinds) or _("agencies and companies")
        place = _("%(employers)s in %(cities)s") if cities else _("%(employers)s in all cities")
        parts = [place % {"employers": who, "cities": names}, *self._conditions()]
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]

    def _conditions(self) -> list[str]:
        asked = self.filter.asked
        said = []
        if asked.get("q"):
            said.append(_("name holding “%(text)s”") % {"text": asked["q"]})
        if asked.get("band"):
            codes = [self.survey.band(rank).code for rank in self.filter.asked_ranks]
            bands = ngettext("band %(codes)s", "bands %(codes)s", len(codes))
            said.append(bands % {"codes": listed(codes)})
        for name, sentence in _money_conditions().items():
            if asked.get(name):
                amount = numbers.money(asked[name], self.survey.currency)
                said.append(sentence % {"amount": amount})
        return said

    @property
    def count(self) -> str:
        """How many of the survey's markets remain, and rows where a market has several."""
        markets = len({row.market.key for row in self.rows})
        total = len(self.survey.markets)
        if self.filter.asked_shape is Shape.LONG:
            sentence = _("%(rows)s bands in %(markets)s of %(total)s markets")
            return sentence % {"rows": len(self.rows), "markets": markets, "total": total}
        return _("%(markets)s of %(total)s markets") % {"markets": markets, "total": total}

    @property
    def loosenings(self) -> list[Loosening]:
        """For an empty result: each field whose removal alone would bring rows back."""
        if self.rows:
            return []
        fields = {field.name: str(field.label) for field in self.filter.form}
        counts = {name: len(self.filter.without(name)) for name in self.filter.asked}
        return [
            Loosening(
                ngettext(
                    "Without “%(field)s” there would be %(rows)d row.",
                    "Without “%(field)s” there would be %(rows)d rows.",
                    count,
                )
                % {"field": fields[name], "rows": count},
                self.link(page=None, **{name: None}),
            )
            for name, count in counts.items()
            if count and self.filter.asked[name]
        ]

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Each way to take these rows away: its name and its link."""
        return [
            (_("CSV"), self.link(export="csv", page=None)),
            (_("CSV for Russian Excel"), self.link(export="csv", sep="semicolon", page=None)),
            (_("Excel"), self.link(export="xlsx", page=None)),
            (_("JSON"), self.link(export="json", page=None)),
        ]

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """Each page size: rows, link, is it this one?"""
        return [
            (size, self.link(per_page=size, page=None), size == self.per_page)
            for size in PAGE_SIZES
        ]

    @property
    def previous_link(self) -> str:
        """The page before; nothing on the first."""
        return self.link(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_link(self) -> str:
        """The page after; nothing on the last."""
        return self.link(page=self.page.number + 1) if self.page.has_next() else ""

    @property
    def version(self) -> Version:
        """What the table is made from: its links carry it."""
        return version_of(self.survey)

    @property
    def url(self) -> str:
        """This state's address with nothing in it that the table does not know."""
        names = (*self.filter.filters, "sort", "page", "per_page")
        asked = [(name, value) for name in names for value in self.query.getlist(name) if value]
        return answer_link(self.survey, "cities", asked)

    def link(self, **changes: object) -> str:
        """This state's address with changes; None takes a field out."""
        query = self.query.copy()
        for name in ("export", "sep", PARAMETER, *changes):
            query.pop(name, None)
        query.update({name: str(value) for name, value in changes.items() if value is not None})
        query[PARAMETER] = str(self.version)
        return f"?{query.urlencode()}"


def _money_conditions() -> dict[str, str]:
    return {
        "median_from": _("median from %(amount)s"),
        "median_to": _("median to %(amount)s"),
        "pay_from": _("pay from %(amount)s"),
        "pay_to": _("pay to %(amount)s"),
        "amount": _("where %(amount)s stands"),
    }


def listed(names: list[str]) -> str:
    """Names in a row as the language in use lists them: `Kazan, Omsk and Ufa`."""
    return format_list(names, locale=(get_language() or "en").split("-")[0]) if names else ""


def _whole(text: str | None, otherwise: int) -> int:
    """A whole number from the address; a long row of digits is just a large one."""
    digits = (text or "").strip()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.removeprefix("-")
    return sign * int(digits[:9]) if digits.isascii() and digits.isdigit() else otherwise

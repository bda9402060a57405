"""One state of a city table, whatever the kind of survey: order, pages, notices, where to go."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString
from django_tables2.columns import BoundColumn

from salaries import prices
from salaries.chosen import asking
from salaries.desk.loosening import Loosening, loosenings
from salaries.desk.notices import (
    given_twice,
    other_page,
    other_size,
    unknown_columns,
    unknown_files,
)
from salaries.desk.offered import downloads, take_away
from salaries.desk.query import pairs, whole
from salaries.desk.said import filter_in_words
from salaries.desk.sorting import Head, SortKey, head, keys_in, order_in_words
from salaries.domain.survey import Survey
from salaries.filters import AskedFilter, Placed
from salaries.presenters.parts import answer_link
from salaries.presenters.prices import InPrices
from salaries.tables import CityTable
from salaries.versions import PARAMETER, Version, version_of

PAGE_SIZES = (10, 25, 50, 100)
USUAL_SIZE = 25
ALWAYS_THERE = {"city", "segment", "median"}
"""Columns of every shape and look-up."""
SINGLE = ("page", "per_page", "export", "sep")
"""Fields beside the filter's own that have one value."""


R = TypeVar("R", bound=Placed)


@dataclass(frozen=True)
class AnyDesk(ABC, Generic[R]):
    """One state of a city table, all of it read from the query."""

    survey: Survey
    query: QueryDict

    @property
    @abstractmethod
    def filter(self) -> AskedFilter[R]:
        """The filter's form and what it understood."""

    @property
    @abstractmethod
    def rows(self) -> list[R]:
        """Every row the filter lets through, in the order asked for."""

    @property
    @abstractmethod
    def table(self) -> CityTable:
        """The table of one page of rows."""

    @property
    @abstractmethod
    def body(self) -> SafeString:
        """The table's rows."""

    @property
    @abstractmethod
    def count(self) -> str:
        """How many rows remain, in words."""

    @property
    @abstractmethod
    def _sortable(self) -> dict[str, str]:
        """The columns one can sort by: names and headings."""

    @property
    def _of_its_kind(self) -> dict[str, object]:
        """What only this kind of table understands of an address."""
        return {}

    @property
    def prices(self) -> BoundField | None:
        """The field that asks for other prices, where there are any."""
        return prices.prices_field(self.filter.form)

    @property
    def in_prices(self) -> InPrices | None:
        """What is said of the figures in other prices, where those are asked for."""
        change = self.filter.asked_prices
        return InPrices(self.survey, change) if change else None

    @property
    def has_faults(self) -> bool:
        """Is anything wrong with the filter itself?"""
        return bool(set(self.filter.form.errors) - {prices.NAME})

    @cached_property
    def _asked_keys(self) -> list[SortKey]:
        return keys_in(self.query.getlist("sort"))

    @cached_property
    def keys(self) -> list[SortKey]:
        """The columns to sort by, the weightiest first, unknown ones left out."""
        return [key for key in self._asked_keys if key.name in self._sortable]

    @property
    def order(self) -> str:
        """The order of the rows in words."""
        return order_in_words(self.keys, self._sortable)

    @property
    def heads(self) -> list[tuple[BoundColumn, Head | None]]:
        """Each column of the table, and how to sort by it where one can."""
        return [
            (
                column,
                head(column.name, self._sortable[column.name], self.keys, self._sorted_link)
                if column.name in self._sortable
                else None,
            )
            for column in self.table.columns
        ]

    def _sorted_link(self, order: str) -> str:
        return self.link(sort=order, page=None)

    @property
    def unsorted_link(self) -> str:
        """The address without an order of its own; empty when there is none."""
        return self.link(sort=None, page=None) if self.keys else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter's form hands on: the order, by columns always there, and the size."""
        order = ",".join(key.text for key in self.keys if key.name in ALWAYS_THERE)
        size = str(self.per_page) if "per_page" in self.query else ""
        return [(name, value) for name, value in (("sort", order), ("per_page", size)) if value]

    @property
    def per_page(self) -> int:
        """Rows a page: the nearest of the sizes offered."""
        wanted = whole(self.query.get("per_page"), USUAL_SIZE)
        return min(PAGE_SIZES, key=lambda size: abs(size - wanted))

    @cached_property
    def page(self) -> Page[R]:
        """The page asked for, or the nearest there is."""
        paginator: Paginator[R] = Paginator(self.rows, self.per_page)
        wanted = whole(self.query.get("page"), 1)
        return paginator.page(min(max(wanted, 1), paginator.num_pages))

    @property
    def is_wrong(self) -> bool:
        """Was anything asked for that could not be understood?"""
        return bool(self.filter.form.errors) or bool(self.notices)

    @cached_property
    def notices(self) -> list[str]:
        """What was asked for and is not there, and what is shown instead."""
        unknown = [key.name for key in self._asked_keys if key not in self.keys]
        return [
            *unknown_columns(unknown),
            *other_page(self.query, self.page),
            *other_size(self.query, self.per_page, PAGE_SIZES),
            *unknown_files(self.query),
            *given_twice(self.query, [*self.filter.one_value, *SINGLE]),
        ]

    @property
    def sentence(self) -> str:
        """The filter in words: `Agencies in Kazan and Ufa, band III, median from 28 000 ₽`."""
        return filter_in_words(self.survey, self.filter)

    @property
    def loosenings(self) -> list[Loosening]:
        """For an empty result: each field whose removal alone would bring rows back."""
        return [] if self.rows else loosenings(self.filter, self.link)

    @property
    def take_away(self) -> str:
        """That a file holds every page of the filter, or as many rows as a file may."""
        return take_away(len(self.rows))

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Each way to take these rows away: its name and its link."""
        return downloads(self.link)

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
        return answer_link(self.survey, "cities", pairs(self._understood))

    def link(self, **changes: object) -> str:
        """This state's address with changes; None takes a field out.

        Only what was understood is handed on, and once, so that no address makes a page longer.
        """
        asked = pairs({**self._understood, **changes})
        return f"?{urlencode(asking([*asked, (PARAMETER, str(self.version))]))}"

    @cached_property
    def _understood(self) -> dict[str, object]:
        asked = {
            name: list(dict.fromkeys(value)) if isinstance(value, list) else value
            for name, value in self.filter.asked.items()
        }
        return {
            **asked,
            prices.NAME: None,
            **dict(prices.in_address(self.filter.asked_prices)),
            **self._of_its_kind,
            "sort": ",".join(key.text for key in self.keys),
            "per_page": self.per_page if "per_page" in self.query else None,
            "page": self.page.number if "page" in self.query else None,
        }

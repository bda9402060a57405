"""The lists of what is stored. They are read-only: the table is changed by a load alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from babel.dates import format_datetime
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from salaries import numbers, words
from salaries.admin import naming
from salaries.domain.table_changes import Figures
from salaries.models import QuantileCell

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # Django's own class takes no parameter
else:
    ModelAdmin = admin.ModelAdmin

DIGITS = 7
"""How much of a digest is shown, as in addresses."""
PER_PAGE = 100


def column(field: str, label: Any, show: Callable[[Any], Any] = str) -> Any:
    """A column of a list: a field, perhaps of a row beside it, under a label of ours."""

    @admin.display(description=label, ordering=field)
    def shown(row: Model) -> Any:
        return show(reduce(getattr, field.split("__"), row))

    shown.__name__ = field
    return shown


def short(digest: str) -> str:
    """The first digits of a version."""
    return digest[:DIGITS] or "–"


def moment(when: datetime) -> str:
    """A date with its time of day, UTC, in one piece."""
    said = format_datetime(when, "d MMM y, HH:mm", locale=get_language() or "en")
    return f"{said} UTC".replace(" ", numbers.NBSP)


@admin.display(description=_("Band"), ordering="band__rank")
def level(row: QuantileCell) -> str:
    """The code of a cell's level; a dash for all together."""
    return row.band.code if row.band else naming.NOTHING


class ReadOnly(ModelAdmin):
    """Rows to look at: none is added, changed or removed here."""

    actions = None
    list_display_links = None
    list_per_page = PER_PAGE
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with what their columns need of others, in one query."""
        return super().get_queryset(request).select_related(*self.related or (None,))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes a row."""
        return False


class Cities(ReadOnly):
    """The cities; all versions of all surveys share them."""

    list_display = (
        column("name_en", _("City")),
        column("name_ru", _("In Russian")),
        column("name_ka", _("In Georgian")),
        column("slug", _("Name in addresses")),
        column("iso_region", _("Region")),
        column("population", _("Population"), numbers.number),
    )
    ordering = ("name_en",)
    search_fields = ("slug", "name_en", "name_ru", "name_ka")


class Markets(ReadOnly):
    """The markets of every version, those in use first."""

    list_display = (
        column("survey__version", _("Version"), short),
        column("survey__slug", _("Survey")),
        column("city__name_en", _("City")),
        column("segment", _("Kind of employer"), words.segment_name),
        column("median", _("Median"), naming.figure),
    )
    list_filter = ("survey__is_current", "segment")
    search_fields = ("survey__version__startswith", "city__name_en", "city__name_ru")
    ordering = ("-survey__is_current", "survey_id", "city__name_en", "segment")
    related = ("survey", "city")


class Ranges(ReadOnly):
    """The cells of every version, those in use first."""

    list_display = (
        column("market__survey__version", _("Version"), short),
        column("market__city__name_en", _("City")),
        column("market__segment", _("Kind of employer"), words.segment_name),
        column("band__code", _("Band")),
        column("low", _("Low"), numbers.number),
        column("high", _("High"), numbers.number),
    )
    list_filter = ("market__survey__is_current", "market__segment", "band__code")
    search_fields = ("market__survey__version__startswith", "market__city__name_en")
    ordering = ("-market__survey__is_current", "market_id", "band__rank")
    related = ("market__survey", "market__city", "band")


class Cells(ReadOnly):
    """The cells of quantiles of every version, those in use first; a dash is not published."""

    list_display = (
        column("market__survey__version", _("Version"), short),
        column("market__survey__slug", _("Survey")),
        column("market__city__name_en", _("City")),
        column("market__segment", _("Kind of employer"), words.segment_name),
        level,
        *(column(name, naming.FIGURES[name], naming.figure) for name in Figures._fields),
    )
    list_filter = ("market__survey__is_current", "market__segment", "band__code")
    search_fields = ("market__survey__version__startswith", "market__city__name_en")
    ordering = ("-market__survey__is_current", "market_id", "band__rank")
    related = ("market__survey", "market__city", "band")


class Loads(ReadOnly):
    """The provenance of every version: from which file, when."""

    list_display = (
        column("loaded_at", _("Date"), moment),
        column("survey__slug", _("Survey")),
        column("version", _("Version"), short),
        column("file_name", _("File")),
        column("sha256", _("SHA-256 of the table")),
        column("rows", _("Rows"), numbers.number),
    )
    search_fields = ("version__startswith", "sha256__startswith", "file_name")
    ordering = ("-id",)
    related = ("survey",)


class Changes(ReadOnly):
    """The log: who put which version in use, when, instead of which."""

    list_display = (
        column("changed_at", _("Date"), moment),
        column("by", _("Who"), lambda name: name or _("the command line")),
        "action",
        column("slug", _("Survey")),
        column("before", _("Version before"), short),
        column("after", _("Version after"), short),
        column("file_name", _("File")),
        column("sha256", _("SHA-256 of the table")),
    )
    search_fields = (
        "by",
        "sha256__startswith",
        "slug",
        "before__startswith",
        "after__startswith",
        "file_name",
    )
    ordering = ("-id",)

"""The versions of the surveys: the list, one of them, the import, and what is done with each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from salaries import numbers, words
from salaries.admin import naming
from salaries.admin.defaulting import DefaultPage
from salaries.admin.importing import ImportPage
from salaries.admin.lists import ReadOnly, column, short
from salaries.admin.restoring import RestorePage
from salaries.admin.withdrawing import WithdrawPage
from salaries.domain.surveyed import Text
from salaries.models import Survey


def said(field: str, label: Any) -> Any:
    """A text of the survey in the language in use."""

    @admin.display(description=label)
    def shown(survey: Survey) -> str:
        return words.say(Text(**survey.texts[field]))

    shown.__name__ = field
    return shown


@admin.display(description=_("Version"), ordering="version")
def version(survey: Survey) -> str:
    """The version, as a link to all that is known of it."""
    address = reverse("admin:salaries_survey_change", args=[survey.pk])
    return format_html('<a href="{}">{}</a>', address, short(survey.version))


@admin.display(description=_("Bands"))
def bands(survey: Survey) -> str:
    """The codes of its bands, lowest first."""
    return ", ".join(survey.bands.order_by("rank").values_list("code", flat=True)) or "–"


@admin.display(description=_("Markets"))
def markets(survey: Survey) -> str:
    """How many markets it has."""
    return numbers.number(survey.markets.count())


@admin.display(description=_("In use"), boolean=True, ordering="is_current")
def in_use(survey: Survey) -> bool:
    """Is it the version of its survey that is served?"""
    return survey.is_current


@admin.display(description=_("Shown on pages"), boolean=True, ordering="is_default")
def on_pages(survey: Survey) -> bool:
    """Is its survey the one that pages and the API judge by?"""
    return survey.is_default


@admin.display(description=_("Going back"))
def going_back(survey: Survey) -> str:
    """The way to put it in use again, where it is not."""
    if survey.is_current:
        return "–"
    address = reverse("admin:salaries_survey_restore", args=[survey.pk])
    return format_html('<a href="{}">{}</a>', address, _("Put in use again"))


@admin.display(description=_("Shown unasked"))
def showing(survey: Survey) -> str:
    """The way to let pages show it unasked, where they do not."""
    if survey.is_default or not survey.is_current:
        return "–"
    address = reverse("admin:salaries_survey_default", args=[survey.pk])
    return format_html('<a href="{}">{}</a>', address, _("Make it the default"))


@admin.display(description=_("How it was made"))
def funnel(survey: Survey) -> str:
    """The rows that each step took, from those read to those counted."""
    return _lines(dict(survey.made.get("funnel", ())))


@admin.display(description=_("By these rules"))
def rules(survey: Survey) -> str:
    """The rules by which files of vacancies became this survey, and what was counted on the way."""
    return _lines(survey.made.get("rules", {}))


def _lines(pairs: Mapping[str, object]) -> str:
    """A line for each name with its value, as the description has them."""
    shown = ((name, _value(value)) for name, value in pairs.items())
    return format_html_join(SafeString("<br>"), "<code>{}</code> {}", shown) or "–"


def _value(value: object) -> str:
    return numbers.number(value) if isinstance(value, int) else str(value)


FACTS: Any = (
    said("title", _("Title")),
    said("source", _("Source")),
    column("slug", _("Name in addresses")),
    column("version", _("Version")),
    in_use,
    on_pages,
    column("publisher", _("Publisher")),
    column("month", _("Month"), numbers.month),
    column("currency", _("Currency")),
    column("kind", _("Kind"), naming.kind),
    column("measures", _("Counted"), naming.measure),
    bands,
    markets,
    funnel,
    rules,
    going_back,
    showing,
)


class Surveys(ReadOnly):
    """Every version of every survey, the last loaded first; each row never changes."""

    change_list_template = "salaries/admin/surveys.html"
    change_form_template = "salaries/admin/survey.html"
    list_display = (
        version,
        column("slug", _("Survey")),
        column("month", _("Month"), numbers.month),
        column("kind", _("Kind"), naming.kind),
        column("measures", _("Counted"), naming.measure),
        in_use,
        on_pages,
        going_back,
        showing,
    )
    search_fields = ("slug", "version__startswith")
    ordering = ("-is_current", "-id")
    fields = readonly_fields = FACTS

    def get_urls(self) -> list[URLPattern]:
        """Our own pages before Django's, whose last one takes any word for a row."""
        guard = self.admin_site.admin_view
        importing = ImportPage.as_view(site=self.admin_site)
        restoring = RestorePage.as_view(site=self.admin_site)
        showing_it = DefaultPage.as_view(site=self.admin_site)
        withdrawing = WithdrawPage.as_view(site=self.admin_site)
        return [
            path("import/", guard(importing), name="salaries_survey_import"),
            path("<int:pk>/use/", guard(restoring), name="salaries_survey_restore"),
            path("<int:pk>/default/", guard(showing_it), name="salaries_survey_default"),
            path("<int:pk>/withdraw/", guard(withdrawing), name="salaries_survey_withdraw"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the way to the import for those who may."""
        may_import = request.user.has_perm(ImportPage.permission)
        return super().changelist_view(request, {**(extra_context or {}), "may_import": may_import})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One version, with the way to take its survey out of use for those who may."""
        may = {"may_withdraw": request.user.has_perm(WithdrawPage.permission)}
        context = {**(extra_context or {}), **may}
        return super().change_view(request, object_id, form_url, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A version has no history of its own; the log has all of them."""
        return redirect("admin:salaries_change_changelist")

"""Which version of a survey stands, and the one way to put another in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from salaries.domain.table_changes import Pay, Place
from salaries.models import Change, Load, SalaryRange, Survey
from smmbench import turns


class Stale(Exception):
    """Another version stands than the one that was looked at; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants a change, and what they saw standing; `seen` None means whatever stands."""

    by: str = ""
    seen: str | None = None


NOBODY = Wish()
"""The command line: no name, and whatever stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file a version came from."""

    file_name: str
    sha256: str
    rows: int


def standing(slug: str) -> Survey | None:
    """The survey's version that is in use; None where none is loaded."""
    return Survey.objects.filter(slug=slug, is_current=True).first()


def hold(slug: str, wish: Wish) -> str:
    """Hold a survey still until the transaction ends; gives the version that stands, or "".

    Raises Stale where that is not the one the wish was made upon.
    """
    turns.wait_in_transaction()
    list(Survey.objects.select_for_update().filter(slug=slug).order_by("pk").values_list("pk"))
    survey = standing(slug)
    version = survey.version if survey else ""
    if wish.seen is not None and wish.seen != version:
        raise Stale
    return version


def put_in_use(survey: Survey, source: Source, action: str, before: str, by: str) -> None:
    """This version instead of the one before, with the record of where from and by whom."""
    _make_current(survey)
    Load.objects.create(
        survey=survey,
        file_name=source.file_name,
        sha256=source.sha256,
        version=survey.version,
        rows=source.rows,
    )
    Change.objects.create(
        by=by,
        action=action,
        slug=survey.slug,
        before=before,
        after=survey.version,
        file_name=source.file_name,
        sha256=source.sha256,
    )


def restore(survey: Survey, wish: Wish) -> bool:
    """Put a stored version in use again, in one transaction; False where it is already.

    Raises Stale, and Survey.DoesNotExist when the version was removed meanwhile.
    """
    with transaction.atomic():
        before = hold(survey.slug, wish)
        survey = Survey.objects.get(pk=survey.pk)
        if survey.is_current:
            return False
        load = survey.loads.latest()
        source = Source(load.file_name, load.sha256, load.rows)
        put_in_use(survey, source, Change.Action.RESTORED, before, wish.by)
    return True


def make_default(slug: str) -> None:
    """Let the pages show this survey unasked. To be called where it is held, in a transaction."""
    Survey.objects.filter(is_default=True).exclude(slug=slug).update(is_default=False)
    Survey.objects.filter(slug=slug, is_current=True).update(is_default=True)


def cells_of(survey: Survey) -> dict[Place, Pay]:
    """Every cell of a stored version, by English city name, kind of employer and band."""
    columns = ("market__city__name_en", "market__segment", "band__code")
    amounts = ("low", "high", "market__median")
    rows = SalaryRange.objects.filter(market__survey=survey).values_list(*columns, *amounts)
    return {(city, segment, band): Pay(*pay) for city, segment, band, *pay in rows.iterator()}


def _make_current(survey: Survey) -> None:
    """This version instead of the one before; the default where that was it, or none is."""
    before = Survey.objects.filter(slug=survey.slug, is_current=True)
    others = Survey.objects.exclude(slug=survey.slug)
    is_default = not others.filter(is_default=True).exists()
    before.update(is_current=False, is_default=False)
    Survey.objects.filter(pk=survey.pk).update(is_current=True, is_default=is_default)

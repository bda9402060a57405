"""Which version of a survey stands, and the one way to put another in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from salaries.domain.surveyed import SurveyKind
from salaries.domain.table_changes import Figures, Pay, Place, Said
from salaries.models import Change, Load, QuantileCell, SalaryRange, Survey
from smmbench import turns


class Stale(Exception):
    """Another version stands than the one that was looked at; nothing was changed."""


class IsDefault(Stale):
    """Pages show the survey unasked: another is to be made the default first."""


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


def _source(survey: Survey) -> Source:
    """The file that a stored version was loaded from last."""
    load = survey.loads.latest()
    return Source(load.file_name, load.sha256, load.rows)


def standing(slug: str) -> Survey | None:
    """The survey's version that is in use; None where none is loaded."""
    return Survey.objects.filter(slug=slug, is_current=True).first()


def newest(slug: str) -> Survey | None:
    """The survey's version in use, else the one stored last; None where none ever was."""
    return Survey.objects.filter(slug=slug).order_by("is_current", "pk").last()


def names_in_use() -> list[str]:
    """The names of all surveys in use, in alphabetical order."""
    found = Survey.objects.filter(is_current=True).order_by("slug")
    return list(found.values_list("slug", flat=True))


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
    _note(survey, source, action, (before, survey.version), by)


def _note(survey: Survey, source: Source, action: str, turn: tuple[str, str], by: str) -> None:
    """An entry of the log; the turn is from which version to which, "" for none."""
    before, after = turn
    Change.objects.create(
        by=by,
        action=action,
        slug=survey.slug,
        before=before,
        after=after,
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
        put_in_use(survey, _source(survey), Change.Action.RESTORED, before, wish.by)
    return True


def withdraw(survey: Survey, wish: Wish) -> bool:
    """Take a survey out of use, in one transaction; False where its version is not in use.

    Every version stays stored and can be put in use again. Raises IsDefault and Stale.
    """
    with transaction.atomic():
        before = hold(survey.slug, wish)
        stands = Survey.objects.filter(pk=survey.pk, is_current=True).first()
        if stands is None:
            return False
        if stands.is_default:
            raise IsDefault
        Survey.objects.filter(pk=stands.pk).update(is_current=False)
        _note(stands, _source(stands), Change.Action.REMOVED, (before, ""), wish.by)
    return True


def default() -> Survey | None:
    """The survey that pages show unasked; None where none is loaded."""
    return Survey.objects.filter(is_default=True).first()


def choose_default(survey: Survey, wish: Wish) -> bool:
    """Let the pages show a survey unasked, in one transaction; False where they do already.

    Raises Stale where another survey is shown than the one seen, or the version is not in use.
    """
    with transaction.atomic():
        hold_default(wish)
        if not Survey.objects.filter(pk=survey.pk, is_current=True).exists():
            raise Stale
        return make_default(survey.slug, wish.by)


def hold_default(wish: Wish) -> None:
    """Hold still which survey is shown, until the transaction ends. Raises Stale."""
    turns.wait_in_transaction()
    list(
        Survey.objects.select_for_update().filter(is_current=True).order_by("pk").values_list("pk")
    )
    shown = default()
    if wish.seen is not None and wish.seen != (shown.version if shown else ""):
        raise Stale


def make_default(slug: str, by: str = "") -> bool:
    """Let the pages show this survey unasked, with the record of who did; False where they do.

    To be called where it is held, in a transaction.
    """
    before, survey = default(), Survey.objects.get(slug=slug, is_current=True)
    if before == survey:
        return False
    Survey.objects.filter(is_default=True).update(is_default=False)
    Survey.objects.filter(pk=survey.pk).update(is_default=True)
    turn = (before.version if before else "", survey.version)
    _note(survey, _source(survey), Change.Action.DEFAULT, turn, by)
    return True


def cells_of(survey: Survey) -> dict[Place, Said]:
    """Every cell of a stored version, by city, kind of employer and band, as its table has them."""
    if survey.kind == SurveyKind.QUANTILES:
        return _quantiles_of(survey)
    columns = ("market__city__name_en", "market__segment", "band__code")
    amounts = ("low", "high", "market__median")
    rows = SalaryRange.objects.filter(market__survey=survey).values_list(*columns, *amounts)
    return {(city, segment, band): Pay(*pay) for city, segment, band, *pay in rows.iterator()}


def _quantiles_of(survey: Survey) -> dict[Place, Said]:
    columns = ("market__city__slug", "market__segment", "band__code", *Figures._fields)
    rows = QuantileCell.objects.filter(market__survey=survey).values_list(*columns)
    return {
        (city, segment, band or ""): Figures(*figures)
        for city, segment, band, *figures in rows.iterator()
    }


def _make_current(survey: Survey) -> None:
    """This version instead of the one before; the default where that was it, or none is."""
    before = Survey.objects.filter(slug=survey.slug, is_current=True)
    others = Survey.objects.exclude(slug=survey.slug)
    is_default = not others.filter(is_default=True).exists()
    before.update(is_current=False, is_default=False)
    Survey.objects.filter(pk=survey.pk).update(is_current=True, is_default=is_default)

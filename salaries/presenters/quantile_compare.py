"""Offers on the boxes of their own markets, under one another on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.survey import Survey

if TYPE_CHECKING:
    from salaries.presenters.compared import Column


def header() -> tuple[str, ...]:
    """The names of the columns under the picture."""
    return (_("Offer"), _("Market"), _("Experience"), _("From"), _("To"), _("Median"))


def row(column: Column) -> tuple[str, ...]:
    """One offer, its range and its median."""
    scale, own = column.offer.market.scale, column.answer.main.band
    offered = "–" if column.is_bare else numbers.number(column.amount)
    return (
        f"{column.letter} {offered}",
        column.market,
        words.band_label(column.offer.band),
        numbers.number(own.low),
        numbers.number(own.high),
        numbers.number(scale.median),
    )


def described(survey: Survey, columns: Sequence[Column]) -> str:
    """The picture in words."""
    said = _("%(offer)s: %(market)s, from %(low)s to %(high)s, median %(median)s.")
    names = ("offer", "market", "level", "low", "high", "median")
    return " ".join(said % dict(zip(names, row(column), strict=True)) for column in columns)

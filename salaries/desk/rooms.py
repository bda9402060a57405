"""Which table serves a survey: that of bands or that of quantiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from salaries.desk import drawn, state, takeaway
from salaries.desk.any import AnyDesk
from salaries.desk.exports import Sheet
from salaries.desk.quantiles import state as quantiles
from salaries.desk.quantiles import takeaway as quantiles_taken
from salaries.domain.survey import Survey
from salaries.presenters.parts import Chart, Fact


@dataclass(frozen=True, slots=True)
class Room:
    """Everything one kind of table is made of; each part takes the desk that `desk` makes."""

    template: str
    desk: Callable[[Survey, QueryDict], AnyDesk[Any]]
    sheet: Callable[[Any], Sheet[Any]]
    figures: Callable[[Any], Sequence[Fact]]
    charts: Callable[[Any], list[list[Chart]]]


BANDS = Room(
    "salaries/cities.html", state.Desk, takeaway.sheet_of, takeaway.figures_of, drawn.desk_charts
)
QUANTILES = Room(
    "salaries/cities_quantiles.html",
    quantiles.QuantileDesk,
    quantiles_taken.sheet_of,
    quantiles_taken.figures_of,
    lambda desk: [],
)


def room_of(survey: Survey) -> Room:
    """The table of a survey."""
    return QUANTILES if survey.has_quantiles else BANDS

"""Why rows are not judged by figures that are not published; each reason is put in words once."""

from __future__ import annotations

from functools import lru_cache

from salaries.bulk.fields import Field
from salaries.bulk.refusals import Fault, Refusal
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.unpublished import no_figures_for_level, no_figures_for_market


class Hidden:
    """The faults of one sheet's rows, in the language in use."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.market = lru_cache(maxsize=None)(self._market)
        self.level = lru_cache(maxsize=None)(self._level)

    def _market(self, key: MarketKey) -> Fault:
        said = no_figures_for_market(self.survey, key)
        return Fault(Field.CITY, Refusal.NOT_ENOUGH_DATA, said)

    def _level(self, key: MarketKey) -> Fault:
        said = no_figures_for_level(self.survey, key)
        return Fault(Field.BAND, Refusal.NOT_ENOUGH_DATA, said)

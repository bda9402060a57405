"""What is said of each row: the columns that a judged sheet gains, and the rows of the API.

The names are those of the API's `result`; figures are the same as on the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from salaries import numbers, words
from salaries.bulk.judging import NOTHING, VERDICTS
from salaries.bulk.parsing import BASES
from salaries.bulk.postings import FITS
from salaries.bulk.quantiles import SIDES as SIDES_BEYOND
from salaries.bulk.sheet import OFFER, POSTING, REFUSED, JudgedBlock
from salaries.domain.money import Basis
from salaries.domain.percentile import BoundSide
from salaries.numbers import in_currency
from salaries.sheets.columns import CellType
from salaries.words import Evidence

SIDES = (BoundSide.AT_MOST, BoundSide.EXACTLY, BoundSide.AT_LEAST)
"""Below the median, at it, and above it."""
SHARES = 10_000
"""A share in a sheet has four decimal places."""


Values = Callable[[JudgedBlock], pa.Array]


@dataclass(frozen=True, slots=True)
class Result:
    """A column of results: its name for programs, its heading, what it rests on, its values."""

    name: str
    heading: str
    values: Values
    evidence: Evidence | None = None
    unit: str = ""
    type: CellType = "text"

    @property
    def full_heading(self) -> str:
        """The heading with unit and evidence, for a file that stands alone."""
        return words.with_evidence(self.heading, self.unit, self.evidence)


def results(with_equal: bool = False, *, of_quantiles: bool = False) -> list[Result]:
    """The columns in order; equal standing where a market was chosen.

    By a survey of quantiles percentiles are published, and what is beyond them is said.
    """
    share = Evidence.PUBLISHED if of_quantiles else Evidence.MODELLED
    fit = _("Posting against the range") if of_quantiles else _("Range against the band")
    place = _("Place in the range") if of_quantiles else _("Place in band")
    found = [
        Result("kind", _("Judged as"), _kind),
        Result("verdict", _("Verdict"), _coded("verdict", VERDICTS), Evidence.DERIVED),
        Result("fit", fit, _coded("fit", FITS), Evidence.DERIVED),
        _share("place_in_band", place, _("0 to 1")),
        _share("market_ratio", _("Ratio to the median")),
        _money("gap_to_median", _("Gap to median"), _gap, Evidence.DERIVED),
        _points("percentile_low", _("Percentile, from"), share),
        _points("percentile_high", _("Percentile, to"), share),
        _points("percentile_bound", _("Percentile, bound"), Evidence.MODELLED),
        Result("percentile_bound_side", _("Bound is"), _bound_side, Evidence.MODELLED),
        *(_beyond() if of_quantiles else ()),
        Result("band_of_amount", _("Whose money"), _whose_money, Evidence.DERIVED),
        Result("evidence", _("Exact figures"), _evidence),
        Result("borderline", _("Borderline"), _borderline, Evidence.DERIVED, type="boolean"),
        _money("distance_to_flip", _("Distance to another verdict"), _flip, Evidence.DERIVED),
    ]
    if with_equal:
        found += [
            _money("equal_by_place", _("Equal there by place"), _equal(0), Evidence.MODELLED),
            _money("equal_by_ratio", _("Equal there by ratio"), _equal(1), Evidence.MODELLED),
        ]
    return [
        *found,
        Result("problem", _("Problem"), _problem),
        Result("message", _("What to do"), _message),
    ]


def _money(name: str, heading: str, values: Values, evidence: Evidence) -> Result:
    return Result(
        name, heading, values, evidence, in_currency(_("%(currency)s a month")), "integer"
    )


def _kind(block: JudgedBlock) -> pa.Array:
    return _words(block.kind, {OFFER: "offer", POSTING: "vacancy", REFUSED: "refused"})


def _coded(name: str, codes: Sequence[str]) -> Values:
    named = {place: str(code) for place, code in enumerate(codes)}
    return lambda block: _words(block.whole(name), named)


def _words(column: NDArray[Any], named: dict[int, str]) -> pa.Array:
    """Codes as words; nothing where there is no word."""
    spelled = pa.array([named.get(code) for code in range(-1, max(named) + 1)])
    return spelled.take(pa.array(column.astype(np.int64) + 1))


def _share(name: str, heading: str, unit: str = "") -> Result:
    def values(block: JudgedBlock) -> pa.Array:
        column = np.floor(SHARES * block.whole(name, np.nan) + 0.5) / SHARES  # a half goes up
        return pa.array(column, mask=np.isnan(column))

    return Result(name, heading, values, Evidence.DERIVED, unit, "number")


def _integers(column: NDArray[Any], there: NDArray[np.bool_]) -> pa.Array:
    return pa.array(column, mask=~there)


def _gap(block: JudgedBlock) -> pa.Array:
    return _integers(block.whole("gap_to_median"), block.kind != REFUSED)


def _flip(block: JudgedBlock) -> pa.Array:
    return _integers(block.whole("distance_to_flip"), block.kind == OFFER)


def _beyond() -> list[Result]:
    """On which side of all that is published an offer lies, and of which percentile."""
    return [
        Result(
            "beyond_side", _("Beyond, which side"), _coded("beyond_side", SIDES_BEYOND),
            Evidence.PUBLISHED,
        ),
        _points("beyond_percent", _("Beyond percentile"), Evidence.PUBLISHED),
    ]  # fmt: skip


def _points(name: str, heading: str, evidence: Evidence) -> Result:
    def values(block: JudgedBlock) -> pa.Array:
        column = block.whole(name)
        return _integers(column, column != NOTHING)

    return Result(name, heading, values, evidence, type="integer")


def _bound_side(block: JudgedBlock) -> pa.Array:
    """Which way the bound holds: at most below the median, at least above it."""
    side = np.sign(block.whole("gap_to_median")) + 1
    column = np.where(block.whole("percentile_bound") == NOTHING, NOTHING, side)
    return _words(column, dict(enumerate(map(str, SIDES))))


def _whose_money(block: JudgedBlock) -> pa.Array:
    codes = {band.rank: band.code for band in block.tables.survey.bands}
    return _words(block.whole("band_of_amount"), codes)


def _evidence(block: JudgedBlock) -> pa.Array:
    """What exact arithmetic rests on: an amount that is not stated net is a scenario."""
    is_net = block.parsed.basis == BASES.index(Basis.NET)
    column = np.where(block.kind == REFUSED, NOTHING, np.where(is_net, 0, 1))
    return _words(column, {0: Evidence.DERIVED.value, 1: Evidence.SCENARIO.value})


def _borderline(block: JudgedBlock) -> pa.Array:
    return _integers(block.whole("borderline", False), block.kind == OFFER)


def _equal(way: int) -> Values:
    def values(block: JudgedBlock) -> pa.Array:
        column = np.full(block.rows, NOTHING)
        if block.equal is not None:
            column[block.kind == OFFER] = block.equal[way]
        return _integers(column, column != NOTHING)

    return values


def _problem(block: JudgedBlock) -> pa.Array:
    faults = block.faults.items()
    return _sparse(block, {row: " ".join(f.code for f in found) for row, found in faults})


def _message(block: JudgedBlock) -> pa.Array:
    faults = block.faults.items()
    said = {row: " ".join(f.message for f in found) for row, found in faults}
    return _sparse(block, said | dict(questions(block)))


def questions(block: JudgedBlock) -> Iterator[tuple[int, str]]:
    """What to ask about rows that were judged as written: likely slips of the pen."""
    currency = block.tables.survey.currency
    for row, slip in block.slips.items():
        yield row, str(words.SLIPS[slip.slip]) % {"meant": numbers.money(slip.meant, currency)}


def _sparse(block: JudgedBlock, said: dict[int, str]) -> pa.Array:
    """A column of text that few rows have."""
    place = np.full(block.rows, NOTHING)
    place[list(said)] = np.arange(len(said))
    texts = pa.array(said.values(), type=pa.string())
    return texts.take(pa.array(place, mask=place == NOTHING))

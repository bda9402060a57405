"""A sheet judged from file to file: read block by block, judged, written with what it gained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.bulk.parsing import Plan
from salaries.bulk.refusals import Fault, Refusal, fault
from salaries.bulk.results import Result, results
from salaries.bulk.sheet import JudgedBlock, SheetJudge
from salaries.bulk.tables import Tables
from salaries.bulk.tally import Tally
from salaries.domain.method import METHOD_VERSION
from salaries.domain.sheet_summary import SheetSummary
from salaries.domain.surveyed import MarketKey
from salaries.numbers import in_currency
from salaries.sheets.blocks import Block, Header, Sheet
from salaries.sheets.columns import OutColumn
from salaries.sheets.writing import Manner, OutKind, open_writer

Headings = Literal["words", "names"]


@dataclass(frozen=True)
class Order:
    """What is asked of a sheet: by which plan, against which survey, carried to which market.

    `headings` of the columns gained are words with unit and evidence, or the API's names.
    """

    tables: Tables
    plan: Plan
    there: MarketKey | None = None
    headings: Headings = "words"

    @property
    def results(self) -> list[Result]:
        """The columns that the sheet gains."""
        of_quantiles = self.tables.survey.has_quantiles
        return results(self.there is not None, of_quantiles=of_quantiles)

    @property
    def judge(self) -> SheetJudge:
        """What judges the blocks of one sheet."""
        return SheetJudge(self.tables, self.plan, self.there)


def judge_sheet(
    sheet: Sheet,
    order: Order,
    target: Path | BinaryIO,
    kind: OutKind,
    source: Path | None = None,
) -> SheetSummary:
    """Write the sheet's own columns as they were, and behind them what is said of each row.

    Raises SheetError; the target is then as it was.
    """
    gained, judge, tally = order.results, order.judge, Tally(order.tables)
    columns = [*_own(sheet.header), *_gained(sheet.header, order)]
    with open_writer(target, kind, columns, manner(sheet.header, order), source=source) as writer:
        for block in sheet.blocks():
            judged = judge_block(judge, block, sheet.header)
            tally.add(judged, np.asarray(block.row_numbers))
            arrays = [*block.table.columns, *(one.values(judged) for one in gained)]
            table = pa.Table.from_arrays(arrays, [str(place) for place in range(len(arrays))])
            writer.write(table, block.numeric)
    return tally.summary


def judge_block(judge: SheetJudge, block: Block, header: Header) -> JudgedBlock:
    """One block judged; a row with too few or too many cells is refused with what it holds."""
    faults = {
        index: _cells(cells, len(header.names), block.surplus_text(index) if more else "")
        for index, cells in block.ragged.items()
        for more in [cells > len(header.names)]
    }
    return judge.judge(block.table, faults)


def _cells(cells: int, columns: int, surplus: str) -> Fault:
    code = Refusal.CELLS_BEYOND if surplus else Refusal.CELLS
    return fault(None, code, surplus, cells=cells, columns=columns)


def _own(header: Header) -> list[OutColumn]:
    """The sheet's own columns; what came as a CSV goes back as the CSV it was."""
    guard = header.kind == "xlsx"
    return [OutColumn(str(n), name, "text", guard) for n, name in enumerate(header.names)]


def _gained(header: Header, order: Order) -> list[OutColumn]:
    taken = set(header.names)
    columns = []
    for one in order.results:
        heading = one.full_heading if order.headings == "words" else one.name
        told_apart = f"{heading} · SMM Bench" if heading in taken else heading
        columns.append(OutColumn(one.name, told_apart, one.type))
    return columns


def manner(header: Header, order: Order) -> Manner:
    """Separator as it came, and UTF-8: with a mark unless it came as UTF-8 without one."""
    return Manner(
        encoding="UTF-8",
        separator=header.separator or ",",
        bom=header.has_bom or header.encoding != "UTF-8",
        notes=notes(order),
        metadata=metadata(order),
    )


def notes(order: Order) -> list[tuple[str, str]]:
    """What a reader of the result must know."""
    survey = order.tables.survey
    said = [
        (_("Title"), words.say(survey.title)),
        (_("Source"), words.say(survey.source)),
        (_("Month"), numbers.month(survey.month)),
        (_("Unit"), in_currency(_("%(currency)s a month"))),
        (_("Not stated"), "; ".join(words.say(text) for text in survey.not_stated)),
        (_("Pay is read as"), str(words.BASES[order.plan.basis])),
        (_("Data version"), survey.version),
        (_("Method version"), METHOD_VERSION),
    ]
    if order.there is not None:
        market = survey.markets[order.there]
        said.append((_("Equal standing in"), words.market_name(market)))
    return said


def metadata(order: Order) -> Mapping[str, str]:
    """The same for programs."""
    survey = order.tables.survey
    return {
        "survey": survey.slug,
        "month": f"{survey.month:%Y-%m}",
        "survey_version": survey.version,
        "method_version": METHOD_VERSION,
        "basis": order.plan.basis.value,
        "there": ",".join(order.there or ()),
    }

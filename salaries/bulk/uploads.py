"""A sheet that somebody sent: read in memory, judged, and handed back; nothing of it is kept."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO

import numpy as np

from salaries.bulk.fields import Field
from salaries.bulk.judges import tables_for
from salaries.bulk.orders import order_for
from salaries.bulk.plans import plan_for
from salaries.bulk.records import Record, records, table_of
from salaries.bulk.run import judge_block, judge_sheet
from salaries.bulk.tables import Tables
from salaries.bulk.tally import Tally
from salaries.domain.money import Basis
from salaries.domain.sheet_summary import SheetSummary
from salaries.domain.survey import Survey
from salaries.sheets.limits import MOST_RECORDS, WEB
from salaries.sheets.reading import open_sheet
from salaries.sheets.writing import OutKind

SAMPLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """What a sheet's headings were taken for, and its first rows, for its owner to correct."""

    kind: str
    names: tuple[str, ...]
    fields: Mapping[Field, int]
    basis: Basis
    samples: tuple[tuple[str, ...], ...]


MOST_KEPT = 4
_kept: dict[str, Tables] = {}


def tables_of(survey: Survey) -> Tables:
    """The survey's arrays, worked out once while it is in use; of many surveys the last few."""
    found = _kept.pop(survey.slug, None)
    if found is None or found.survey is not survey:
        found = tables_for(survey)
    _kept[survey.slug] = found
    for slug in [*_kept][:-MOST_KEPT]:
        _kept.pop(slug, None)
    return found


def columns_of(data: bytes) -> Columns:
    """The headings and first rows of a sheet. Raises SheetError."""
    with open_sheet(io.BytesIO(data), WEB) as sheet:
        header = sheet.header
        plan = plan_for(header.names)
        rows = (row for block in sheet.blocks() for _number, row in block.cells())
        samples = tuple(islice(rows, SAMPLE_ROWS))
    return Columns(header.kind, header.names, plan.columns, plan.basis, samples)


def judged_sheet(
    survey: Survey, data: bytes, asked: Mapping[str, str], kind: OutKind | None = None
) -> tuple[BinaryIO, OutKind, SheetSummary]:
    """The sheet with what it gained, of its own kind unless another is asked, and its sum.

    Raises SheetError for the file, OrderError for what is asked of it.
    """
    result = io.BytesIO()
    with open_sheet(io.BytesIO(data), WEB) as sheet:
        order = order_for(tables_of(survey), sheet.header.names, asked)
        kind = kind or sheet.header.kind
        summary = judge_sheet(sheet, order, result, kind)
    result.seek(0)
    return result, kind, summary


def summed_up(survey: Survey, data: bytes, asked: Mapping[str, str]) -> SheetSummary:
    """The sheet's sum alone, without writing a file of it. Raises as `judged_sheet`."""
    with open_sheet(io.BytesIO(data), WEB) as sheet:
        order = order_for(tables_of(survey), sheet.header.names, asked)
        judge, tally = order.judge, Tally(order.tables)
        for block in sheet.blocks():
            judged = judge_block(judge, block, sheet.header)
            tally.add(judged, np.asarray(block.row_numbers))
    return tally.summary


def judged_records(
    survey: Survey, data: bytes, asked: Mapping[str, str], most: int = MOST_RECORDS
) -> tuple[list[Record], SheetSummary]:
    """The rows of a sheet as the API answers them, and its sum. Raises as `judged_sheet`."""
    found: list[Record] = []
    with open_sheet(io.BytesIO(data), replace(WEB, rows=most)) as sheet:
        order = order_for(tables_of(survey), sheet.header.names, asked)
        judge, tally = order.judge, Tally(order.tables)
        for block in sheet.blocks():
            judged = judge_block(judge, block, sheet.header)
            tally.add(judged, np.asarray(block.row_numbers))
            found += records(judged, block.row_numbers)
    return found, tally.summary


def judged_rows(
    survey: Survey, rows: Sequence[Mapping[str, Any]], asked: Mapping[str, str]
) -> tuple[list[Record], SheetSummary]:
    """Rows of named values judged; the first is row 1. Raises OrderError."""
    names, table = table_of(rows)
    order = order_for(tables_of(survey), names, asked)
    numbers, tally = range(1, len(rows) + 1), Tally(order.tables)
    judged = order.judge.judge(table)
    tally.add(judged, np.asarray(numbers))
    return list(records(judged, numbers)), tally.summary

"""A sheet to fill in: headings in the language in use, and rows that show how."""

from __future__ import annotations

import io
from typing import Literal, cast

import pyarrow as pa
from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.survey import Survey
from salaries.sheets.columns import OutColumn
from salaries.sheets.writing import Manner, open_writer

Kind = Literal["csv", "xlsx"]


EMPLOYER = 1
"""The place of the column of employers, which a survey without kinds does not ask for."""


def template(survey: Survey, kind: str) -> bytes:
    """The sheet's bytes. CSV has semicolons and a mark, for Excel in Russian opens that right."""
    headings = (_("City"), _("Employer"), _("Experience"), _("Salary"), _("Basis"))
    asked = zip(headings, *_examples(survey), strict=True)
    filled = [column for n, column in enumerate(asked) if n != EMPLOYER or survey.has_kinds]
    columns = [OutColumn(str(n), heading) for n, (heading, *_cells) in enumerate(filled)]
    table = pa.Table.from_arrays(
        [pa.array(cells, pa.string()) for _heading, *cells in filled],
        [column.name for column in columns],
    )
    file = io.BytesIO()
    manner = Manner(separator=";", bom=True)
    with open_writer(file, cast(Kind, kind), columns, manner) as writer:
        writer.write(table)
    return file.getvalue()


def _examples(survey: Survey) -> list[tuple[str, ...]]:
    """An offer, a range, and where it can be read an amount before tax, in markets there are."""
    markets = list(survey.markets.values())
    first, second, third = markets[0], markets[len(markets) // 2], markets[-1]
    low, high = second.scale.ladder.bands[-1].low, second.scale.ladder.bands[-1].high
    years = [str(band.min_years) for band in survey.bands]
    pay = (str(first.scale.median), f"{low}–{high}", str(third.scale.median))
    bases = (_("net"), "", _("gross") if survey.knows_tax else _("net"))
    return [
        (words.city_name(m.city), words.segment_name(m.segment), year, amount, basis)
        for m, year, amount, basis in zip(
            (first, second, third), (years[0], years[-1], years[0]), pay, bases, strict=True
        )
    ]

"""A sheet to fill in: headings in the language in use, and rows that show how."""

from __future__ import annotations

import io
from typing import Literal, cast

import pyarrow as pa
from django.utils.translation import gettext as _

from salaries import words
from salaries.bulk.examples import Example, examples
from salaries.bulk.fields import Field
from salaries.domain.survey import Survey
from salaries.sheets.columns import OutColumn
from salaries.sheets.writing import Manner, open_writer
from salaries.unsaid import needless

Kind = Literal["csv", "xlsx"]


def template(survey: Survey, kind: str) -> bytes:
    """The sheet's bytes. CSV has semicolons and a mark, for Excel in Russian opens that right."""
    headings = {
        Field.CITY: _("City"),
        Field.SEGMENT: _("Employer"),
        Field.YEARS: _("Experience"),
        Field.AMOUNT: _("Salary"),
        Field.BASIS: _("Basis"),
    }
    asked = [one for one in headings if one not in needless(survey)]
    rows = examples(survey) if survey.has_quantiles else _examples(survey)
    columns = [OutColumn(str(n), headings[one]) for n, one in enumerate(asked)]
    table = pa.Table.from_arrays(
        [pa.array([row[one] for row in rows], pa.string()) for one in asked],
        [column.name for column in columns],
    )
    file = io.BytesIO()
    manner = Manner(separator=";", bom=True)
    with open_writer(file, cast(Kind, kind), columns, manner) as writer:
        writer.write(table)
    return file.getvalue()


def _examples(survey: Survey) -> list[Example]:
    """An offer, a range, and where it can be read an amount before tax, in markets there are."""
    markets = list(survey.markets.values())
    first, second, third = markets[0], markets[len(markets) // 2], markets[-1]
    low, high = second.scale.ladder.bands[-1].low, second.scale.ladder.bands[-1].high
    years = [str(band.min_years) for band in survey.bands]
    pay = (str(first.scale.median), f"{low}–{high}", str(third.scale.median))
    bases = (_("net"), "", _("gross") if survey.knows_tax else _("net"))
    told = [
        (words.city_name(m.city), words.segment_name(m.segment), year, amount, basis)
        for m, year, amount, basis in zip(
            (first, second, third), (years[0], years[-1], years[0]), pay, bases, strict=True
        )
    ]
    names = (Field.CITY, Field.SEGMENT, Field.YEARS, Field.AMOUNT, Field.BASIS)
    return [dict(zip(names, row, strict=True)) for row in told]

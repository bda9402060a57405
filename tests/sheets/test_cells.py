"""How many cells a sheet may have in all: each is written again behind its verdict."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from salaries.sheets.limits import COMMAND, WEB
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError, SheetProblem
from tests.sheets.builders import cells_of, xlsx_of

SIX_CELLS = replace(COMMAND, cells=6)


FITS: list[list[object]] = [["a", "b"], [1, 2], ["", 4], [5, 6]]


def csv_of(rows: list[list[object]]) -> bytes:
    return "".join(f"{a},{b}\n" for a, b in rows).encode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_may_have_as_many_cells_as_are_read_and_no_more(kind: str) -> None:
    def read(rows: list[list[object]]) -> int:
        return len(cells_of(csv_of(rows) if kind == "csv" else xlsx_of(*rows), SIX_CELLS))

    assert read(FITS) == 4
    with pytest.raises(SheetError) as caught:
        read([*FITS, [7, 8]])
    assert caught.value.problem is SheetProblem.TOO_MANY_CELLS
    assert caught.value.details == {"columns": 2, "rows": 3, "allowed": 6}


def test_the_sentence_says_how_many_rows_so_many_columns_may_have() -> None:
    error = SheetError(SheetProblem.TOO_MANY_CELLS, columns=60, rows=6_666, allowed=400_000)
    with override("en"):
        said = say(error)
    assert "60 columns" in said and "divide the rows into parts" in said


def test_a_sheet_of_twenty_columns_may_have_every_row_and_one_of_sixty_a_third() -> None:
    assert WEB.rows_of(20) == WEB.rows
    assert WEB.rows_of(60) == 6_666
    assert COMMAND.rows_of(60) is None

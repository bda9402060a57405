"""Files that must not be read are refused with a sentence, whatever their names."""

from __future__ import annotations

import io
import re
from string import Formatter

import pytest

from salaries.sheets.limits import WEB
from salaries.sheets.messages import MESSAGES, say
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.reading import read_cells
from tests.sheets.hostile import FILES


def refusal(data: bytes) -> SheetError:
    with pytest.raises(SheetError) as caught:
        for _ in read_cells(io.BytesIO(data), WEB):
            pass
    return caught.value


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_its_own_sentence(name: str) -> None:
    build, problem = FILES[name]
    error = refusal(build())
    assert error.problem is problem
    sentence = say(error)
    assert sentence[-1] == "." and "%" not in sentence


def test_the_sentences_name_the_place_and_what_is_allowed() -> None:
    sentences = [say(refusal(FILES[name][0]())) for name in (
        "a cell of 2,001 letters.csv", "a quote left open.csv", "a broken byte.csv",
        "one cell at XFD1.xlsx",
    )]  # fmt: skip
    assert sentences == [
        "The cell in row 2, column 2 has more than 2\u00a0000 characters. Shorten it.",
        "A double quote opens in row 2 and does not close within 2\u00a0000 characters. "
        "Close it, or write a quote inside a cell twice.",
        "The text is UTF-8, but line 4 holds a byte that is not (0xD0). "
        "Save the sheet again as CSV in UTF-8.",
        "Row 1 reaches beyond column 60, the last that is read. "
        "Delete the columns that are not needed.",
    ]


def test_every_problem_has_a_sentence() -> None:
    assert MESSAGES.keys() == set(SheetProblem)
    for sentence in MESSAGES.values():
        assert not [name for _, name, _, _ in Formatter().parse(str(sentence)) if name]
        assert re.sub(r"%\(\w+\)s", "", str(sentence)).count("%") == 0

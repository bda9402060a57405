"""A problem in words: its place, what is wrong, what would be right, on one line."""

import pytest

from salaries.ingest.messages import SENTENCES, sentence
from salaries.ingest.problems import Code, Problem
from tests.ingest.builders import FAULTY, problems


def only_sentence(name: str) -> str:
    (problem,) = problems((FAULTY / name).read_bytes())
    return sentence(problem)


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_every_sentence_takes_what_a_problem_gives(code: Code) -> None:
    said = sentence(Problem(7, "low", code, "V", "E", "file.csv"))
    assert said.startswith("file.csv, row 7, column “low”: ") and "%(" not in said


def test_an_ambiguous_amount_is_told_how_to_be_written() -> None:
    assert only_sentence("comma-in-money.csv") == (
        "row 4, column “low”: '40,000' may mean thousands or a fraction; "
        "write 40000 if thousands are meant"
    )


def test_a_gap_is_told_where_the_band_should_start() -> None:
    assert only_sentence("bands-gap.csv") == (
        "row 4, column “low”: the band starts at 41000 and leaves a gap to the band under it; "
        "it should start at 40000, where that band ends"
    )


def test_a_missing_cell_is_named() -> None:
    assert only_sentence("missing-cell.csv") == "there is no row for Moscow, agency, III; add it"


def test_a_column_is_quoted_so_that_its_name_is_not_taken_for_its_place() -> None:
    assert sentence(Problem(None, "1", Code.EXTRA_COLUMN)).startswith("column “1”: ")


def test_a_long_value_is_shortened() -> None:
    assert "'" + "x" * 39 + "…'" in sentence(Problem(2, "low", Code.NOT_MONEY, "x" * 1000))


def test_control_characters_are_escaped() -> None:
    said = sentence(Problem(2, "city", Code.UNKNOWN_CITY, "a\x1b[31m\n\u202e", "Omsk"))
    assert said.isprintable() and r"'a\x1b[31m\n\u202e'" in said


def test_a_percent_sign_in_a_value_is_shown_as_it_is() -> None:
    assert "'%(place)s'" in sentence(Problem(2, "low", Code.NOT_MONEY, "%(place)s"))

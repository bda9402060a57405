"""A problem in words: its place, what is wrong, what would be right, on one line."""

import pytest
from django.utils.translation import override

from salaries.ingest.messages import COUNTED, SENTENCES, sentence
from salaries.ingest.problems import Code, Problem, of_key
from tests.ingest.builders import FAULTY, problems


def only_sentence(name: str) -> str:
    (problem,) = problems((FAULTY / name).read_bytes())
    return sentence(problem)


def test_every_code_has_a_sentence() -> None:
    assert SENTENCES.keys() | COUNTED.keys() == set(Code)
    assert not SENTENCES.keys() & COUNTED.keys()


@pytest.mark.parametrize("code", Code)
def test_every_sentence_takes_what_a_problem_gives(code: Code) -> None:
    said = sentence(Problem(7, "low", code, "5", "E", "file.csv"))
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


@pytest.mark.parametrize(
    ("language", "place", "counts"),
    [
        ("en", "key “bands”", ["there is 1 band;", "there are 51 bands;"]),
        ("ru", "ключ «bands»", ["здесь 1 диапазон;", "здесь 51 диапазон;", "здесь 62 диапазона;"]),
        ("ka", "გასაღები „bands“", ["აქ 1 დიაპაზონია;", "აქ 51 დიაპაზონია;"]),
    ],
)
def test_a_key_is_called_a_key_and_what_is_counted_agrees(
    language: str, place: str, counts: list[str]
) -> None:
    with override(language):
        for count, said in zip((1, 51, 62), counts, strict=False):
            problem = of_key("bands", Code.BAND_COUNT, str(count), "2–50")
            assert sentence(problem).startswith(f"{place}: {said}")


def test_one_year_is_told_as_one() -> None:
    found = sentence(of_key("bands 2.min_years", Code.YEARS_DO_NOT_RISE, "1", "1"))
    assert found.startswith("key “bands 2.min_years”: 1 year; a band should ask for more")


def test_a_long_value_is_shortened() -> None:
    assert "'" + "x" * 39 + "…'" in sentence(Problem(2, "low", Code.NOT_MONEY, "x" * 1000))


def test_control_characters_are_escaped() -> None:
    said = sentence(Problem(2, "city", Code.UNKNOWN_CITY, "a\x1b[31m\n\u202e", "Omsk"))
    assert said.isprintable() and r"'a\x1b[31m\n\u202e'" in said


def test_a_percent_sign_in_a_value_is_shown_as_it_is() -> None:
    assert "'%(place)s'" in sentence(Problem(2, "low", Code.NOT_MONEY, "%(place)s"))

"""The rules of a table, and what is said when several are broken at once."""

from salaries.domain.money import MoneyProblem
from salaries.ingest.columns import Shape
from salaries.ingest.problems import Code
from salaries.ingest.validation import Row, check
from tests.ingest.builders import places, problems, shipped

HEADER = "city,segment,band,low,high,median\n"
SMALL = Shape(cities=("Omsk",), segments=("agency",), bands=("junior", "senior"))


def test_another_survey_brings_its_own_shape() -> None:
    table = HEADER + "Omsk,agency,senior,20,30,21\nOmsk,agency,junior,10,20,21\n"
    assert check(table.encode(), SMALL).rows == (
        Row("Omsk", "agency", "senior", 20, 30, 21),
        Row("Omsk", "agency", "junior", 10, 20, 21),
    )


def test_amounts_come_out_as_plain_integers() -> None:
    table = HEADER + "Omsk,agency,junior,10,20,21\nOmsk,agency,senior,20,30,21\n"
    assert {type(cell) for cell in check(table.encode(), SMALL).rows[0][3:]} == {int}


def test_every_kind_of_bad_money_has_its_own_code() -> None:
    assert set(MoneyProblem) <= set(Code)


def test_a_table_of_another_shape_is_refused() -> None:
    found = check(shipped(), SMALL).problems
    assert {problem.code for problem in found} == {Code.UNKNOWN_CITY, Code.UNKNOWN}


def test_all_the_faults_of_a_row_are_reported() -> None:
    data = shipped(("Moscow,agency,I,30000,35000", "Moskow,agncy,1,x,y"))
    assert [place[1] for place in places(problems(data))] == [
        "city",
        "segment",
        "band",
        "low",
        "high",
    ]


def test_problems_stand_in_the_order_of_the_file() -> None:
    data = shipped(
        ("Ufa,company,IV", "Ufa,company,V"), ("Moscow,agency,I,30000", "Moscow,agency,I,x")
    )
    assert places(problems(data)) == [
        (2, "low", Code.NOT_MONEY),
        (89, "band", Code.UNKNOWN),
    ]


def test_a_row_that_cannot_be_placed_is_not_also_called_missing() -> None:
    data = shipped(("Moscow,agency,I,", "Moskow,agency,I,"))
    assert Code.MISSING_CELL not in {problem.code for problem in problems(data)}


def test_cells_missing_beyond_those_that_cannot_be_placed_are_reported() -> None:
    data = shipped(
        ("Moscow,agency,I,", "Moskow,agency,I,"), ("Ufa,agency,I,17000,20000,30000\n", "")
    )
    missing = [p.value for p in problems(data) if p.code is Code.MISSING_CELL]
    assert missing == ["Moscow, agency, I", "Ufa, agency, I"]


def test_a_market_with_a_bad_cell_is_not_asked_about_its_ladder() -> None:
    data = shipped(
        ("Moscow,agency,I,30000", "Moscow,agency,I,x"),
        ("Moscow,agency,III,40000", "Moscow,agency,III,41000"),
    )
    assert places(problems(data)) == [(2, "low", Code.NOT_MONEY)]


def test_rows_of_a_market_may_stand_apart_and_upside_down() -> None:
    header, *rows = shipped().decode().splitlines()
    assert problems("\n".join([header, *reversed(rows)]).encode()) == ()


def test_a_gap_says_where_the_band_should_start() -> None:
    (problem,) = problems(shipped(("Moscow,agency,III,40000", "Moscow,agency,III,41000")))
    assert (problem.value, problem.expected) == ("41000", "40000")


def test_a_duplicate_names_the_earlier_row() -> None:
    first_row = shipped().splitlines(keepends=True)[1]
    (problem,) = problems(shipped() + first_row)
    assert (problem.row, problem.value, problem.expected) == (98, "Moscow, agency, I", "2")

"""Names are found whatever their case, hyphens and «г.»; other letters are other names."""

import pytest

from salaries.domain.names import folded, lookup


@pytest.mark.parametrize(
    "text",
    [
        "Ростов-на-Дону",
        "ростов на дону",
        "г. Ростов-на-Дону",
        "ростов – на – дону".upper(),
        "г.Ростов на Дону",
        "город\u00a0ростов на дону",
    ],
)
def test_spellings_of_one_name_are_equal(text: str) -> None:
    assert folded(text) == "ростов на дону"


def test_yo_is_ye() -> None:
    assert folded("Орёл") == folded("орел")


def test_a_name_that_begins_with_the_letter_keeps_it() -> None:
    assert folded("Гатчина") == "гатчина"


def test_a_name_of_two_things_is_the_name_of_none() -> None:
    assert lookup([("Ufa", "ufa"), ("X", "a"), ("x", "b")]) == {"ufa": "ufa"}

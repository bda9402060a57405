"""The two lanes of CSV give the same rows, and both those of Python's reader."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.sheets.limits import COMMAND
from tests.sheets.builders import Rows, cells_of

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
BARE = st.text(st.sampled_from("ab1 щ\u2028\x0b\x85'\ufeff"), max_size=4)
QUOTED = st.text(st.sampled_from('a"\r\n;'), max_size=5).map(
    lambda text: '"' + text.replace('"', '""') + '"'
)
ODD = st.text(st.sampled_from('a";\r\n'), max_size=5)
LINE = st.lists(BARE, min_size=1, max_size=4).map(";".join)
LINES = st.lists(st.tuples(st.one_of(LINE, LINE, st.just("")), ENDS), max_size=30)
ANY_LINE = st.lists(st.one_of(BARE, QUOTED), min_size=1, max_size=4).map(";".join)
ANY_LINES = st.lists(st.tuples(st.one_of(ANY_LINE, ODD), ENDS), max_size=30)
BLOCKS = st.sampled_from([16, 64, 200_000])


def by_python(text: str) -> Rows:
    """The rows with something in them, as Python's reader has them."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return [(number, tuple(row)) for number, row in enumerate(rows, start=1) if any(row)]


@settings(deadline=None)
@given(LINES, BLOCKS)
def test_a_text_without_quotes_reads_as_pythons_reader_has_it(
    lines: list[tuple[str, str]], block: int
) -> None:
    text = "x;y;z\n" + "".join(line + end for line, end in lines)
    limits = replace(COMMAND, block_bytes=block)
    found = cells_of(text.encode(), limits)
    assert found == by_python(text)
    slow = text + '"q";1;2\n'
    assert cells_of(slow.encode(), limits)[: len(found)] == found


@settings(max_examples=300, deadline=None)
@given(ANY_LINES, BLOCKS)
def test_a_text_with_quotes_anywhere_reads_as_pythons_reader_has_it(
    lines: list[tuple[str, str]], block: int
) -> None:
    text = "x;y;z\n" + "".join(line + end for line, end in lines) + '\n"\n"\n'
    limits = replace(COMMAND, block_bytes=block)
    if text.count('"') % 2 == 0 and not _ends_open(text):
        assert cells_of(text.encode(), limits) == by_python(text)


def _ends_open(text: str) -> bool:
    """Whether the last cell of a text has no end, so that what follows falls into it."""
    return by_python(text + "\nTHE END")[-1][1][-1] != "THE END"

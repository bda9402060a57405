"""A result has its name when it is whole; till then, and after an error, nothing has changed."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pyarrow as pa
import pytest

from salaries.sheets.columns import OutColumn
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.target import Target
from salaries.sheets.writing import OutKind, open_writer

COLUMNS = [OutColumn("a", "a")]
TABLE = pa.table({"a": ["1", "2"]})
every_kind = pytest.mark.parametrize("kind", get_args(OutKind))


@every_kind
def test_a_result_takes_its_place_when_it_is_whole(kind: OutKind, tmp_path: Path) -> None:
    (path := tmp_path / "out").write_bytes(b"before")
    with open_writer(path, kind, COLUMNS) as writer:
        writer.write(TABLE)
        assert path.read_bytes() == b"before"
    assert path.read_bytes() != b"before"
    assert list(tmp_path.iterdir()) == [path]


@every_kind
def test_after_an_error_what_was_there_is_there_and_nothing_more(
    kind: OutKind, tmp_path: Path
) -> None:
    (path := tmp_path / "out").write_bytes(b"before")
    with pytest.raises(KeyError), open_writer(path, kind, COLUMNS) as writer:
        writer.write(TABLE)
        raise KeyError
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@every_kind
def test_the_file_that_is_read_is_never_written(kind: OutKind, tmp_path: Path) -> None:
    (path := tmp_path / "in").write_bytes(b"before")
    (link := tmp_path / "link").symlink_to(path)
    with pytest.raises(SheetError) as caught:
        open_writer(link, kind, COLUMNS, source=path)
    assert caught.value.problem is SheetProblem.SAME_FILE
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("place", ["no such folder/out.csv", "."])
def test_a_place_that_cannot_be_written_is_a_problem(place: str, tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        open_writer(tmp_path / place, "csv", COLUMNS)
    assert caught.value.problem is SheetProblem.CANNOT_WRITE


@every_kind
def test_a_full_disk_is_a_problem(kind: OutKind) -> None:
    with (
        pytest.raises(SheetError) as caught,
        Path("/dev/full").open("wb", buffering=0) as full,
        open_writer(full, kind, COLUMNS) as writer,
    ):
        writer.write(TABLE)
    assert caught.value.problem is SheetProblem.CANNOT_WRITE


def test_a_name_that_is_too_long_is_told_like_any_that_cannot_be_written(tmp_path: Path) -> None:
    (source := tmp_path / "in.csv").touch()
    with pytest.raises(SheetError) as refused:
        Target(tmp_path / ("x" * 400 + ".csv"), source)
    assert refused.value.problem is SheetProblem.CANNOT_WRITE

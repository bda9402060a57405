"""Files of vacancies to one Parquet file of comparable rows, in a stream."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from salaries.vacancies.columns import STAGED
from salaries.vacancies.normalising import Normaliser, Tally
from salaries.vacancies.notes import Notes
from salaries.vacancies.opening import opened
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.reading import read
from salaries.vacancies.rules import Role, Rules


@dataclass(frozen=True, slots=True)
class Provenance:
    """A file that was read: its name, size, SHA-256, and how many rows it had, broken or not."""

    name: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Staged:
    """Where the comparable rows lie, and what was counted on the way."""

    path: Path
    tally: Tally
    notes: Notes
    files: tuple[Provenance, ...]


def stage(
    files: Sequence[Path], rules: Rules, role: Role, month: date | None, target: Path
) -> Staged:
    """Read every file, and write the rows that are counted to the target. Raises Refused."""
    _refuse_repeated(files)
    normaliser = Normaliser(rules, role, month, Tally(), Notes())
    try:
        with pq.ParquetWriter(target, STAGED, compression="zstd") as writer:
            read_files = tuple(_read(path, normaliser, writer) for path in files)
    except (OSError, pa.ArrowException) as error:
        raise refused(Fault.CANNOT_WRITE, str(target), expected=str(error)) from error
    if not any(file.rows for file in read_files):
        raise refused(Fault.NO_VACANCIES)
    return Staged(target, normaliser.tally, normaliser.notes, read_files)


def _read(path: Path, normaliser: Normaliser, writer: pq.ParquetWriter) -> Provenance:
    before = normaliser.tally.rows
    with opened(path) as source:
        for batch in read(source, normaliser.notes):
            kept = normaliser.keep(batch, source.name)
            if kept.num_rows:
                writer.write_batch(kept)
    rows = normaliser.tally.rows - before + normaliser.notes.broken[source.name]
    return Provenance(path.name, source.size, source.sha256, rows)


def _refuse_repeated(files: Sequence[Path]) -> None:
    seen: set[str] = set()
    for path in files:
        real = os.path.realpath(path)  # unlike Path.resolve it lets a link to itself be
        if real in seen:
            raise refused(Fault.SAME_FILE, str(path))
        seen.add(real)
